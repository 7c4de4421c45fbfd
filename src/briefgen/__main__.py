"""`briefgen` on the command line: ready for Ctrl-C before anything heavy is imported."""

from __future__ import annotations

import os
import signal
import sys

USAGE, OUR_BUG, INTERRUPTED = 2, 3, 130


def main() -> None:
    """Run a command and leave with its exit status."""
    try:
        status = _run()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is left is leaving
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        status = INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    sys.exit(status)


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
    except Exception:
        import traceback

        traceback.print_exc()
        print(
            "\nThis is a mistake in briefgen, not in your files. Please report the lines above\n"
            "together with the command and, if you can, the file it was working on.",
            file=sys.stderr,
        )
        return OUR_BUG


if __name__ == "__main__":
    main()
