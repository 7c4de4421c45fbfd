"""Runs jobs in other processes, which start while this one still finds out what there is to do."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from typing import Generic, TypeVar

Result = TypeVar("Result")

_GARBAGE = 100_000
"""New objects after which Python looks for garbage. A laid-out page is made of so many that do not go that looking more
often costs a twentieth of the time."""


@dataclass(frozen=True)
class Died:
    """What comes of a job whose process was ended from outside."""

    why: str = "its process was ended from outside"


@dataclass(frozen=True)
class Crew(Generic[Result]):
    """Processes that do one kind of job. `prepare` is called once in each with `given` before its first job; both it
    and `work` are functions of a module, and a job is a name."""

    work: Callable[[str], Result]
    prepare: Callable[[bytes], None]
    given: bytes
    size: int

    def run(self, jobs: Sequence[str]) -> Iterator[tuple[str, Result | Died]]:
        """The result of each job with its name, as they are done; they start in this order."""
        left = dict.fromkeys(jobs)
        for name, result in self._in_pool(left, self.size):
            del left[name]
            yield name, result
        for name in left:  # a process died and took the others along: find out in which job
            alone = list(self._in_pool({name: None}, 1))
            yield alone[0] if alone else (name, Died())

    def _in_pool(self, names: Mapping[str, None], size: int) -> Iterator[tuple[str, Result]]:
        """Results while all processes live; when one dies, none for the jobs that were not done."""
        pool = ProcessPoolExecutor(size, _context(), _begin, (self.prepare, self.given))
        try:
            futures: dict[Future[Result], str] = {pool.submit(self.work, name): name for name in tuple(names)}
            for future in as_completed(futures):
                result = future.result()
                yield futures[future], result
        except (
            BrokenProcessPool
        ):  # the others are told to end, and one in the middle of its start may not hear it
            _end_all()
            return
        except BaseException:  # interrupted: nothing that is under way is wanted any more
            _end_all()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def start_early(modules: Sequence[str]) -> None:
    """Have processes ready that have imported `modules`; they are made from one that begins now, in the background."""
    context = _context()
    if context.get_start_method() == "forkserver":
        context.set_forkserver_preload(list(modules))
        _start_server()


def _context() -> BaseContext:
    is_there = "forkserver" in multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if is_there else "spawn")


def _begin(prepare: Callable[[bytes], None], given: bytes) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and says what is to be done
    prepare(given)
    gc.freeze()  # what is here now is never garbage
    gc.set_threshold(_GARBAGE, 10, 10)


def _end_all() -> None:
    for process in multiprocessing.active_children():
        process.kill()


def _start_server() -> None:
    """Start the server that processes are made from: deaf to Ctrl-C from its first moment, and mute, because what a
    process says when it is ended in the middle of its start means nothing to anybody."""
    from multiprocessing import forkserver, resource_tracker

    resource_tracker.ensure_running()  # it unblocks the signal once it runs
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    voice, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        forkserver.ensure_running()
    finally:
        os.dup2(voice, 2)
        os.close(voice)
        os.close(nowhere)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
