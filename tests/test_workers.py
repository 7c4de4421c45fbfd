"""PDF jobs in worker processes: the same results, and a dead worker costs one document."""

from __future__ import annotations

import os
from pathlib import Path

from briefgen.core.workspace import digest_of
from briefgen.layout.fit import Contract
from briefgen.output.pdf import PdfJob, PdfResult
from briefgen.output.workers import make_pdfs


def job(name: str, text: str) -> PdfJob:
    html = f'<!doctype html><html lang="en"><title>{name}</title><p>{text}</p>'
    return PdfJob(
        address=f"https://x.example/{name}/index.html",
        html=html,
        sheets=(),
        sheets_address="https://x.example/assets/print.css",
        files=(),
        ignored=(),
        densities=(("regular", ""),),
        density="regular",
        contract=Contract(),
    )


def test_workers_and_this_process_give_the_same(tmp_path: Path) -> None:
    jobs = {name: job(name, "") for name in ("a", "b", "c")}
    alone = dict(make_pdfs(jobs, tmp_path, tmp_path, 1))
    spread = dict(make_pdfs(jobs, tmp_path, tmp_path, 2))
    assert {name: digest_of(r.data) for name, r in alone.items()} == {
        n: digest_of(r.data) for n, r in spread.items()
    }


class _Deadly(str):
    """A name for a job that ends the process which unpacks it."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (9,)


def test_a_dead_worker_costs_one_document(tmp_path: Path) -> None:
    jobs = {name: job(name, "") for name in ("a", "b", "c", "d")}
    jobs["deadly"] = job(_Deadly("deadly"), "")
    object.__setattr__(jobs["deadly"], "address", _Deadly("deadly"))
    results: dict[str, PdfResult] = dict(make_pdfs(jobs, tmp_path, tmp_path, 2))
    assert set(results) == set(jobs)
    assert [name for name, result in results.items() if result.failure] == ["deadly"]
