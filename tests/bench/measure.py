"""What a command takes: time on the clock and of the processors, and memory. Commands that are compared take turns, so that
a machine that is busy for a while is busy for all of them.
"""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Work:
    """A command, and what is done before each of its runs, which is not measured."""

    name: str
    command: tuple[str, ...]
    folder: Path
    before: Callable[[], None] = lambda: None
    variables: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Run:
    """Seconds on the clock, seconds of all processors, and the most memory of one process in MB."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True)
class Measured:
    """The runs of a work."""

    name: str
    runs: tuple[Run, ...]

    @property
    def wall(self) -> float:
        return median(run.wall for run in self.runs)

    @property
    def cpu(self) -> float:
        return median(run.cpu for run in self.runs)

    @property
    def memory(self) -> float:
        return max(run.memory for run in self.runs)


def in_turns(works: tuple[Work, ...], rounds: int) -> tuple[Measured, ...]:
    """Each work as often as there are rounds, one after the other in each round."""
    runs: dict[str, list[Run]] = {work.name: [] for work in works}
    for number in range(rounds):
        for work in works:
            runs[work.name].append(run(work))
        print(f"  round {number + 1} of {rounds}", file=sys.stderr)
    return tuple(Measured(name, tuple(found)) for name, found in runs.items())


def run(work: Work) -> Run:
    """Run a command once. Its processor time is that of all that it starts, on Linux also of what it leaves behind."""
    work.before()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:  # a process of its own, so that what is measured is this command and no other
        _adopt_orphans()
        started = time.perf_counter()
        variables = {**os.environ, **(work.variables or {})}
        done = subprocess.run(work.command, cwd=work.folder, env=variables, capture_output=True, check=False)
        wall = time.perf_counter() - started
        _wait_for_all()
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        said = f"{done.returncode} {wall} {used.ru_utime + used.ru_stime} {used.ru_maxrss / 1024}"
        os.write(writing, said.encode())
        if done.returncode:
            os.write(2, done.stdout[-2000:] + done.stderr[-2000:])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        status, wall, cpu, memory = pipe.read().split()
    os.waitpid(child, 0)
    if status != "0":
        raise SystemExit(f"{work.name} failed: {' '.join(work.command)}")
    return Run(float(wall), float(cpu), float(memory))


_SUBREAPER = 36
"""`PR_SET_CHILD_SUBREAPER` of Linux: processes whose parents have ended become children of this one."""


def _adopt_orphans() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


def _wait_for_all() -> None:
    with suppress(ChildProcessError):
        while True:
            os.wait()
