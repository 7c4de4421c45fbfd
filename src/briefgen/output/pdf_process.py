"""A process that only lays out: it gets ready while the document is composed elsewhere.

Whoever asks it needs nothing of what it takes to lay out, so that is imported here and not there.
"""

from __future__ import annotations

import pickle

from briefgen.core.workspace import Workspace
from briefgen.output.pdf_job import PdfJob, PdfResult

_WORKSPACES: list[Workspace] = []


def prepare_to_lay_out(given: bytes) -> None:
    """Load the engine, fonts and style sheets of a job to come; `given` is a project's folder, that of what comes with
    briefgen, and the job."""
    from briefgen.output.pdf import get_ready

    root, shipped, job = pickle.loads(given)
    _WORKSPACES[:] = [Workspace(root, shipped)]
    get_ready(job, _WORKSPACES[0])


def lay_out(job: PdfJob) -> PdfResult:
    """The PDF of a job."""
    from briefgen.output.pdf import make_pdf_alone

    return make_pdf_alone(job, _WORKSPACES[0])
