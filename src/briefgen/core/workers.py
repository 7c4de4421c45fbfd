"""Runs jobs in other processes, which start while this one still finds out what there is to do."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from multiprocessing.context import BaseContext
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Generic, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

_MOST_GARBAGE = 5_000_000
"""New objects after which Python looks for garbage in the middle of a job."""

_ALSO_OLDER = 16
"""Jobs after which also what outlived one is looked at."""

_JOBS = count(1)


@dataclass(frozen=True)
class Died:
    """What comes of a job whose process was ended from outside."""

    why: str = "its process was ended from outside"


Asked = Callable[[Job, Callable[[], None]], Result | Died]
"""Does a job elsewhere, and what is to be done meanwhile here."""


@dataclass(frozen=True)
class Crew(Generic[Job, Result]):
    """Processes that do one kind of job. `prepare` is called once in each with `given` before its first job; both it
    and `work` are functions of a module."""

    work: Callable[[Job], Result]
    prepare: Callable[[bytes], None]
    given: bytes

    def run(
        self, jobs: Mapping[str, Job], size: int, meanwhile: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[str, Result | Died]]:
        """The result of each job with its name, as they are done by so many processes; they start in this order. What
        is to be done `meanwhile` is done here once they are at work."""
        left = dict(jobs)
        for name, result in self._in_pool(left, size, meanwhile):
            del left[name]
            yield name, result
        for name, job in left.items():  # a process died and took the others along: find out in which job
            alone = list(self._in_pool({name: job}, 1))
            yield alone[0] if alone else (name, Died())

    @contextmanager
    def one(self) -> Iterator[Asked[Job, Result]]:
        """A process that gets ready at once, and then does what it is asked; what is to be done meanwhile is done
        here."""
        with self._pool(1) as pool:
            pool.submit(_nothing)

            def do(job: Job, meanwhile: Callable[[], None]) -> Result | Died:
                try:
                    future = pool.submit(tidily, self.work, job)
                    meanwhile()
                    return future.result()
                except _BROKEN:
                    return Died()

            yield do

    def _in_pool(
        self, jobs: Mapping[str, Job], size: int, meanwhile: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[str, Result]]:
        """Results while all processes live; when one dies, none for the jobs that were not done."""
        with self._pool(size) as pool:
            try:
                futures: dict[Future[Result], str] = {}
                for name, job in tuple(jobs.items()):
                    futures[pool.submit(tidily, self.work, job)] = name
                meanwhile()
                for future in as_completed(futures):
                    name, result = futures.pop(future), future.result()
                    del future  # results are large, and are held by whoever wants them
                    yield name, result
            except _BROKEN:  # the others end too, and one in the middle of its start may not hear that
                end_all()

    @contextmanager
    def _pool(self, size: int) -> Iterator[ProcessPoolExecutor]:
        """Processes, and a folder for what they put aside, which goes with them."""
        with TemporaryDirectory(prefix="briefgen-", ignore_cleanup_errors=True) as folder:
            pool = ProcessPoolExecutor(size, _context(), _begin, (self.prepare, self.given, folder))
            try:
                yield pool
            except BaseException:  # interrupted: nothing that is under way is wanted any more
                end_all()
                raise
            finally:
                pool.shutdown(wait=True, cancel_futures=True)


_BROKEN = (BrokenProcessPool, ConnectionError, EOFError)


def _nothing() -> None:
    """What makes a process get ready."""


def start_early(modules: Sequence[str]) -> None:
    """Have processes ready that have imported `modules`; they are made from one that begins now, in the background."""
    context = _context()
    if context.get_start_method() == "forkserver":
        context.set_forkserver_preload(list(modules))
        _start_server()


def _context() -> BaseContext:
    is_there = "forkserver" in multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if is_there else "spawn")


def _begin(prepare: Callable[[bytes], None], given: bytes, folder: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and says what is to be done
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()
    tempfile.tempdir = folder
    prepare(given)
    look_for_garbage_between_jobs()


def _end_with_parent(folder: str) -> None:
    """A parent that is killed can end nobody and clear nothing away, and processes that wait for its next job would
    wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        rmtree(folder, ignore_errors=True)
        os._exit(1)


def look_for_garbage_between_jobs() -> None:
    """To be called in a process that is prepared, which then does its jobs `tidily`. Pages that are laid out refer to
    each other in circles: in the middle of a job they are looked at in vain, and held for long if they are."""
    gc.freeze()  # what is here now is never garbage
    gc.set_threshold(_MOST_GARBAGE, 10, 10)


def tidily(work: Callable[[Job], Result], job: Job) -> Result:
    """Do a job, and clear away what it leaves."""
    try:
        return work(job)
    finally:
        gc.collect(0 if next(_JOBS) % _ALSO_OLDER else 1)


def end_all() -> None:
    """End all processes that were begun here, whatever they do."""
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
