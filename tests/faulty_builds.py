"""Builds that something happens to: a process with everything loaded, from which builds are made that it ends or hinders.

A test talks to it through `Builds`. In the process itself a build is the command of `briefgen.__main__`, in a process
group of its own. Operations are those that change a disk, as Python's audit events name them, counted from 1.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

REPOSITORY = Path(__file__).resolve().parent.parent
TAKES_ROOM = {"os.rename", "os.mkdir"}
CHANGES = TAKES_ROOM | {"os.remove", "os.rmdir", "os.chmod"}
"""Operations besides opening a file to write: those that a disk may have no room for, and all."""


@dataclass(frozen=True)
class Fault:
    """What happens to a build."""

    kill_after: float | None = None
    """Seconds after which it is killed."""
    kill_at: int | None = None
    """The operation in front of which it is killed."""
    is_group: bool = False
    """All its processes are killed, not the first one alone."""
    error: str = ""
    """What the system says of operations that take room: `ENOSPC`."""
    error_from: int = 1
    """The first of which it says so."""
    error_under: str = ""
    """A part of the paths of which it says so; then writing what is open is no operation."""
    clock: float = 0
    """Seconds by which its clock is wrong."""
    largest_file: int | None = None
    """Bytes after which a file is cut off."""
    is_ended_by_it: bool = False
    """Whoever writes more is ended by the system in the middle of writing."""
    workers: bool = False
    """It has two processes, which are made from this one."""


@dataclass(frozen=True)
class Ended:
    """How a build ended: its exit status (negative when it was killed), what it said, its operations, its seconds."""

    status: int
    said: str
    operations: int
    seconds: float


def surroundings(temporary: Path) -> dict[str, str]:
    """The environment of builds: the same day for all, and a folder for temporary files."""
    source = str(REPOSITORY / "src")
    return {**os.environ, "PYTHONPATH": source, "SOURCE_DATE_EPOCH": "1795478400", "TMPDIR": str(temporary)}


class Builds:
    """The process that builds are made from."""

    def __init__(self, temporary: Path) -> None:
        self.temporary = temporary
        """Where builds put aside what is only theirs."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faulty_builds"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            cwd=REPOSITORY, env=surroundings(temporary),
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(20)
        shutil.rmtree(f"{self.temporary}-warm", ignore_errors=True)

    def build(self, root: Path, *arguments: str, fault: Fault = Fault()) -> Ended:
        """Build a project to its end, whatever that is."""
        (ended,) = self.build_all(root, arguments, (fault,))
        return ended

    def build_all(
        self, root: Path, arguments: tuple[str, ...], faults: tuple[Fault, ...]
    ) -> tuple[Ended, ...]:
        """The same for several builds that begin together."""
        assert self._process.stdin and self._process.stdout
        asked = {"root": str(root), "arguments": arguments, "faults": [asdict(fault) for fault in faults]}
        print(json.dumps(asked), file=self._process.stdin, flush=True)
        return tuple(Ended(**one) for one in json.loads(self._process.stdout.readline()))


# --- in the process that builds are made from ---------------------------------------------------------------


def main() -> None:
    _warm()
    for line in sys.stdin:
        asked = json.loads(line)
        begun = [_begun(asked["root"], asked["arguments"], Fault(**fault)) for fault in asked["faults"]]
        print(json.dumps([asdict(_ended(one)) for one in begun]), flush=True)


def _warm() -> None:
    """Load and keep what is the same in every build, so that one takes as little time as can be."""
    import jinja2
    from jinja2.environment import Environment

    from briefgen import pipeline
    from tests import corpus

    compiled: dict[tuple[str, str | None], Any] = {}
    compile_anew: Callable[..., Any] = Environment.compile

    def compile_once(self: Environment, source: Any, name: str | None = None, *rest: Any, **more: Any) -> Any:
        if not isinstance(source, str):
            return compile_anew(self, source, name, *rest, **more)
        if (source, name) not in compiled:
            compiled[source, name] = compile_anew(self, source, name, *rest, **more)
        return compiled[source, name]

    jinja2.Environment.compile = compile_once  # type: ignore[method-assign]
    tempfile.tempdir = f"{tempfile.gettempdir()}-warm"
    root = corpus.project(Path(tempfile.tempdir) / "project")
    corpus.put_on_plain_pages(root)
    assert not pipeline.build(root, pipeline.Order(root / "dist", jobs=1)).diagnostics
    tempfile.tempdir = tempfile.gettempdir().removesuffix("-warm")
    gc.collect()
    gc.freeze()


@dataclass(frozen=True)
class Begun:
    """A build in a process of its own: its number, when it began, what is to happen, and from where it is heard."""

    process: int
    moment: float
    fault: Fault
    said: int
    counted: int


def _begun(root: str, arguments: list[str], fault: Fault) -> Begun:
    said, says = os.pipe()
    counted, counts = os.pipe()
    process = os.fork()
    if not process:
        try:
            os.setpgid(0, 0)
            os.dup2(says, 1)
            os.dup2(says, 2)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.chdir(root)
            sys.argv = ["briefgen", "build", *arguments, "--jobs", "2" if fault.workers else "1"]
            _run(fault, counts)
        finally:
            os._exit(99)
    with contextlib.suppress(OSError):
        os.setpgid(process, process)
    os.close(says)
    os.close(counts)
    return Begun(process, time.perf_counter(), fault, said, counted)


def _run(fault: Fault, counts: int) -> None:
    import briefgen.__main__ as command
    from briefgen.core import workers
    from briefgen.core.scratch import clear

    if fault.workers:
        workers._context = _forked
        workers.start_early = lambda _: None
    if fault.largest_file is not None:
        import resource

        if fault.is_ended_by_it:
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (fault.largest_file, fault.largest_file))
    if fault.clock:
        real, real_ns = time.time, time.time_ns
        time.time = lambda: real() + fault.clock
        time.time_ns = lambda: real_ns() + int(fault.clock * 1e9)
    done = _count_operations(fault)
    try:
        command.main()
    except SystemExit as left:
        clear()  # as at any exit
        sys.stdout.flush()
        sys.stderr.flush()
        os.write(counts, str(done()).encode())
        os._exit(int(left.code or 0))


def _forked() -> Any:
    import multiprocessing

    return multiprocessing.get_context("fork")


def _count_operations(fault: Fault) -> Callable[[], int]:
    """Count what changes the disk from now on, and let happen what is to happen then."""
    counted = TAKES_ROOM if fault.error else CHANGES
    done = 0
    is_over = False

    def happen(event: str, given: tuple[Any, ...]) -> None:
        nonlocal done
        if is_over or not (event in counted or (event == "open" and _is_for_writing(given))):
            return
        path = given[1] if event == "os.rename" else given[0]
        if fault.error_under and (isinstance(path, int) or fault.error_under not in os.fsdecode(path)):
            return
        done += 1
        if done == fault.kill_at:
            (os.killpg if fault.is_group else os.kill)(os.getpid(), signal.SIGKILL)
        if fault.error and done >= fault.error_from:
            number = getattr(errno, fault.error)
            raise OSError(number, os.strerror(number), path)

    def stop() -> int:
        nonlocal is_over
        is_over = True
        return done

    sys.addaudithook(happen)
    return stop


def _is_for_writing(given: tuple[Any, ...]) -> bool:
    path, mode, flags = given
    if isinstance(path, int):
        return mode is not None and set(mode) & set("wax+") != set() and path > 2
    return bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)) and not os.fsdecode(path).startswith("/dev/")


def _ended(begun: Begun) -> Ended:
    process, fault = begun.process, begun.fault
    if fault.kill_after is not None:
        with contextlib.suppress(ProcessLookupError):
            time.sleep(max(0.0, begun.moment + fault.kill_after - time.perf_counter()))
            (os.killpg if fault.is_group else os.kill)(process, signal.SIGKILL)
    _, how = os.waitpid(process, 0)
    seconds = time.perf_counter() - begun.moment
    if fault.workers:
        _wait_for_group(process)
    with os.fdopen(begun.said, "rb") as said, os.fdopen(begun.counted, "rb") as counted:
        text = said.read().decode()
        operations = int(counted.read() or 0)
    return Ended(os.waitstatus_to_exitcode(how), text, operations, seconds)


def _wait_for_group(group: int) -> None:
    """Wait until all processes of a group have ended; those that do not within 20 seconds are told."""
    end = time.monotonic() + 20
    while any(living(group)):
        if time.monotonic() > end:
            os.killpg(group, signal.SIGKILL)
            raise RuntimeError("processes of a build that was ended are still there")
        time.sleep(0.02)


def living(group: int) -> Iterator[str]:
    """The processes of a group that have not ended."""
    shown = subprocess.run(["ps", "-A", "-o", "pgid=,stat="], capture_output=True, text=True, check=True)
    for line in shown.stdout.splitlines():
        number, state = line.split()
        if int(number) == group and not state.startswith("Z"):
            yield line


if __name__ == "__main__":
    main()
