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
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Generic, TypeVar

from briefgen.core.limits import SECONDS

Job = TypeVar("Job")
Result = TypeVar("Result")

_MOST_GARBAGE = 5_000_000
"""New objects after which Python looks for garbage in the middle of a job."""

_ALSO_OLDER = 16
"""Jobs after which also what outlived one is looked at."""

_JOBS = count(1)


@dataclass(frozen=True)
class Died:
    """What comes of a job whose process ended over it, and the limit that it went over, if that was why."""

    why: str = "its process was ended from outside"
    over: str = ""

    @classmethod
    def by(cls, exit_code: int | None) -> Died:
        """What an exit code tells."""
        if exit_code == _OUT_OF_TIME:
            return cls("it took too long", SECONDS)
        if exit_code in _CRASHED:
            return cls("a library that it uses crashed over it")
        if exit_code in _GAVE_UP:
            return cls("its process gave up, as libraries do where memory ends")
        return cls()


_OUT_OF_TIME = -getattr(signal, "SIGXCPU", 1000)
_GAVE_UP = (-signal.SIGABRT, -getattr(signal, "SIGTRAP", 1000))
_CRASHED = tuple(-getattr(signal, name, 1000) for name in ("SIGSEGV", "SIGBUS", "SIGILL", "SIGFPE"))
_ENDED_BY_US = (None, -signal.SIGTERM)
"""The exit codes of processes that were still at work when another one died."""


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
        while left:
            deaths: dict[str, Died] = {}
            for name, result in self._in_pool(left, size, deaths, meanwhile):
                del left[name]
                yield name, result
            meanwhile = _nothing
            for name, death in self._blamed(left, deaths).items():
                job = left.pop(name)
                yield (name, death) if death.over else self._alone(name, job)

    def _blamed(self, left: Mapping[str, Job], deaths: Mapping[str, Died]) -> Mapping[str, Died]:
        """The jobs at which a process died and took the others along; all that are left where nobody knows."""
        return {name: deaths[name] for name in left if name in deaths} or dict.fromkeys(left, Died())

    def _alone(self, name: str, job: Job) -> tuple[str, Result | Died]:
        """A job once more, in a process of its own: it may have been ended by something else."""
        deaths: dict[str, Died] = {}
        for done in self._in_pool({name: job}, 1, deaths):
            return done
        return name, deaths.get(name, Died())

    @contextmanager
    def one(self) -> Iterator[Asked[Job, Result]]:
        """A process that gets ready at once, and then does what it is asked; what is to be done meanwhile is done
        here."""
        others = set(multiprocessing.active_children())
        with self._pool(1) as (pool, _):
            with suppress(*_BROKEN):  # where nothing can be started at all, that is told of the first job
                pool.submit(_nothing)
            processes = [one for one in multiprocessing.active_children() if one not in others]

            def do(job: Job, meanwhile: Callable[[], None]) -> Result | Died:
                try:
                    future = pool.submit(tidily, self.work, job)
                    meanwhile()
                    return future.result()
                except _BROKEN:
                    return Died.by(next((one.exitcode for one in processes), None))

            yield do

    def _in_pool(
        self,
        jobs: Mapping[str, Job],
        size: int,
        deaths: dict[str, Died],
        meanwhile: Callable[[], None] = lambda: None,
    ) -> Iterator[tuple[str, Result]]:
        """Results while all processes live; when one dies, none for the jobs that were not done. `deaths` is then what
        became of those at which processes died."""
        with self._pool(size) as (pool, folder):
            processes: list[BaseProcess] = []
            try:
                futures: dict[Future[Result], str] = {}
                for name, job in tuple(jobs.items()):
                    futures[pool.submit(_noted, name, self.work, job)] = name
                processes += multiprocessing.active_children()
                meanwhile()
                for future in as_completed(futures):
                    name, result = futures.pop(future), future.result()
                    del future  # results are large, and are held by whoever wants them
                    yield name, result
            except _BROKEN:
                deaths.update(_deaths(processes, folder))
                end_all()  # the others end too, and one in the middle of its start may not hear that

    @contextmanager
    def _pool(self, size: int) -> Iterator[tuple[ProcessPoolExecutor, Path]]:
        """Processes, and a folder for what they put aside, which goes with them."""
        with TemporaryDirectory(prefix="briefgen-", ignore_cleanup_errors=True) as folder:
            pool = ProcessPoolExecutor(size, _context(), _begin, (self.prepare, self.given, folder))
            try:
                yield pool, Path(folder)
            except BaseException:  # interrupted: nothing that is under way is wanted any more
                end_all()
                raise
            finally:
                pool.shutdown(wait=True, cancel_futures=True)


_BROKEN = (BrokenProcessPool, ConnectionError, EOFError)


def _nothing() -> None:
    """What makes a process get ready, and what there is to do meanwhile once it is done."""


def _noted(name: str, work: Callable[[Job], Result], job: Job) -> Result:
    """Do a job, with a note of which one it is for whoever finds this process dead."""
    Path(tempfile.gettempdir(), f"{os.getpid()}{_NOTE}").write_text(name, "utf-8")
    return tidily(work, job)


_NOTE = ".at-work"


def _deaths(processes: Sequence[BaseProcess], folder: Path) -> Iterator[tuple[str, Died]]:
    """The jobs at which processes died, by the notes that they left in their folder."""
    for process in processes:
        code = process.exitcode
        with suppress(FileNotFoundError):
            if code not in _ENDED_BY_US:
                yield (folder / f"{process.pid}{_NOTE}").read_text("utf-8"), Died.by(code)


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
