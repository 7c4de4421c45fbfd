"""Runs PDF jobs: one after the other here, or spread over worker processes that have the engine loaded."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext
from pathlib import Path

from briefgen.output.pdf import PdfJob, PdfResult, make_pdf


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def make_pdfs(
    jobs: Mapping[str, PdfJob], root: Path, shipped: Path, workers: int
) -> Iterator[tuple[str, PdfResult]]:
    """The result of each job under its name, as they are done; the longest documents start first."""
    order = sorted(jobs, key=lambda name: (-len(jobs[name].html), name))
    workers = min(workers, len(order))
    if workers <= 1:
        for name in order:
            yield name, make_pdf(jobs[name], root, shipped)
        return
    context = multiprocessing.get_context(
        "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    )
    if context.get_start_method() == "forkserver":
        context.set_forkserver_preload(["briefgen.output.pdf_preload"])
        _start_server()
    left = dict.fromkeys(order)
    for name, result in _in_pool(context, left, jobs, root, shipped, workers):
        del left[name]
        yield name, result
    for name in list(left):  # a worker died and took the pool along: find out which document it was
        found = list(_in_pool(context, {name: None}, jobs, root, shipped, 1))
        yield (
            found[0]
            if found
            else (name, PdfResult(b"", None, (), (), failure="its process was ended from outside"))
        )


def _in_pool(
    context: BaseContext,
    names: Mapping[str, None],
    jobs: Mapping[str, PdfJob],
    root: Path,
    shipped: Path,
    workers: int,
) -> Iterator[tuple[str, PdfResult]]:
    """Results while the pool lives; when a worker dies, none for the jobs that were not done."""
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_leave_interrupts_to_the_parent)
    try:
        futures: dict[Future[PdfResult], str] = {}
        for name in tuple(names):
            futures[pool.submit(make_pdf, jobs[name], root, shipped)] = name
        for future in as_completed(futures):
            result = future.result()
            yield futures[future], result
    except (
        BrokenProcessPool
    ):  # the others are told to end as well, and one in the middle of its start may not hear it
        for worker in multiprocessing.active_children():
            worker.kill()
        return
    except BaseException:  # interrupted: nothing that is under way is wanted any more
        for worker in multiprocessing.active_children():
            worker.kill()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start_server() -> None:
    """Start the server that workers are forked from: deaf to Ctrl-C from its first moment, and mute, because
    what a worker says when it is ended in the middle of its start means nothing to anybody."""
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
