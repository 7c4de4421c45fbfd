"""Runs PDF jobs: one after the other here, or spread over worker processes that have the engine loaded."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
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
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_leave_interrupts_to_the_parent)
    try:
        futures: dict[Future[PdfResult], str] = {
            pool.submit(make_pdf, jobs[name], root, shipped): name for name in order
        }
        for future in as_completed(futures):
            name = futures[future]
            try:
                yield name, future.result()
            except BrokenProcessPool:
                yield name, PdfResult(b"", 0, (), (), "the process that laid it out was ended from outside")
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
