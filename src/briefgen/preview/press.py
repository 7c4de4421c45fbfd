"""A process with the PDF engine ready, for one document after the other."""

from __future__ import annotations

import pickle
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from briefgen.core.workers import Asked, Crew, Died
from briefgen.core.workspace import Workspace
from briefgen.design.shipped import shipped_root
from briefgen.output.pdf import make_pdf_alone
from briefgen.output.pdf_engine import load_engine
from briefgen.output.pdf_job import PdfJob, PdfResult, not_made

_ROOTS: list[Path] = []


class Press:
    """Lays out what it is given; when its process dies, the next document has a new one."""

    def __init__(self, root: Path) -> None:
        self._crew: Crew[PdfJob, PdfResult] = Crew(_lay_out, _prepare, pickle.dumps(root))
        self._process = ExitStack()
        self.is_over = False
        """Whether no more is to be laid out."""

        self._ask: Asked[PdfJob, PdfResult] | None = None

    def __enter__(self) -> Self:
        self._ask = self._process.enter_context(self._crew.one())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._process.close()

    def lay_out(self, job: PdfJob, _: Workspace) -> PdfResult:
        """The PDF of a job. Pictures and fonts are read there, as they are now."""
        assert self._ask
        result = self._ask(job, _nothing)
        if isinstance(result, Died):
            self._process.close()
            if not self.is_over:
                self._ask = self._process.enter_context(self._crew.one())
            return not_made(result)
        return result


def _nothing() -> None:
    """What there is to do meanwhile."""


def _prepare(given: bytes) -> None:
    _ROOTS[:] = [pickle.loads(given)]
    load_engine()


def _lay_out(job: PdfJob) -> PdfResult:
    return make_pdf_alone(job, Workspace(_ROOTS[0], shipped_root()))
