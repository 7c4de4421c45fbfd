"""`briefgen` on the command line: ready for Ctrl-C before anything heavy is imported."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress

_GARBAGE = 200_000
"""New objects after which Python looks for garbage: what is imported and read is none."""

AUTHORS_ERRORS, USAGE, OUR_BUG, INTERRUPTED = 1, 2, 3, 130


def main() -> None:
    """Run a command and leave with its exit status."""
    signal.signal(signal.SIGINT, _interrupt)
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = (
        "true"  # what else a machine has takes no part, and is not looked for
    )
    gc.set_threshold(_GARBAGE)
    _open_what_is_closed()
    try:
        status = _run()
        _stop_interrupting()
    except KeyboardInterrupt:
        _stop_interrupting()
        print("interrupted", file=sys.stderr)
        status = INTERRUPTED
    except BrokenPipeError:
        _say_no_more()
        status = 0
    _leave(status)


def _open_what_is_closed() -> None:
    """Whoever starts a command without somewhere for its words (`>&-`) wants none, and still its exit status."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - until the end


def _leave(status: int) -> None:
    """End at once: taking all modules apart takes longer than a build in which nothing changed. The PDF engine, where
    it ran in this process, has files to clear away."""
    status = _written_out(status)
    if "weasyprint" in sys.modules:
        sys.exit(status)
    if processes := sys.modules.get("multiprocessing.util"):
        processes._exit_function()  # it clears away what other processes were reached by
    os._exit(status)


def _written_out(status: int) -> int:
    """The status once all that was said has arrived. Who stops listening has heard enough; a full disk has not."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        _say_no_more()
        return 0
    except OSError as error:
        _say_no_more()
        return _cannot_write(error)
    return status


def _say_no_more() -> None:
    """Let what is still to be written to standard output go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _interrupt(*_: object) -> None:
    """Ctrl-C, said again after a moment until it is heard: an import or a callback of a library can swallow it."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, _interrupt)
        signal.setitimer(signal.ITIMER_REAL, 0.7)
    sys.unraisablehook = lambda _: None  # where it is swallowed, Python would tell of it
    raise KeyboardInterrupt


def _stop_interrupting() -> None:
    """What is left is leaving."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)


def _cannot_write(error: OSError) -> int:
    """A full disk, or a folder of the author's that takes no files: no mistake in briefgen."""
    from briefgen.console import as_text
    from briefgen.core.refused_writes import is_no_mistake_of_ours, not_written

    if not is_no_mistake_of_ours(error):
        return _our_bug()
    with suppress(OSError):
        print(
            as_text(not_written(str(error.filename or "the output of this command"), error)), file=sys.stderr
        )
    return AUTHORS_ERRORS


def _our_bug() -> int:
    """To be called where an exception is dealt with."""
    import traceback

    traceback.print_exc()
    print(
        "\nThis is a mistake in briefgen, not in your files. Please report the lines above\n"
        "together with the command and, if you can, the file it was working on.",
        file=sys.stderr,
    )
    return OUR_BUG


def _run() -> int:
    import click

    from briefgen.cli import cli

    try:
        return int(cli.main(prog_name="briefgen", standalone_mode=False) or 0)
    except click.exceptions.Abort as abort:
        if isinstance(abort.__context__, EOFError):
            raise abort.__context__ from None
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        error.show()
        return USAGE
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except OSError as error:
        return _cannot_write(error)
    except Exception:
        return _our_bug()


if __name__ == "__main__":
    main()
