"""An HTML document laid out as a tagged PDF. The engine is imported when it is needed.

A job is plain values in and plain values out, so it runs here or in a worker process with the same result.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from hashlib import md5
from typing import Any
from urllib.parse import unquote

from briefgen.core.digest import digest_of
from briefgen.core.limits import MEMORY, PAGES, OverLimit, within
from briefgen.core.refused_writes import is_full
from briefgen.core.workspace import Door, Workspace
from briefgen.layout.fit import Fit, fit_of
from briefgen.layout.pages import Layout
from briefgen.output.fixed_properties import with_fixed_properties
from briefgen.output.link_areas import without_inner
from briefgen.output.measure import measure
from briefgen.output.pdf_engine import (
    COLOURS,
    INKS,
    Fetcher,
    closed_fetcher,
    colours_of_screens,
    fonts,
    forget_fonts,
    listening,
    load_engine,
    own_fonts_only,
    parsed,
)  # fmt: skip
from briefgen.output.pdf_job import COARSE, NO_ROOM, NOT_OURS, EngineMessage, PdfAttachment, PdfJob, PdfResult
from briefgen.output.pdf_profiles import PROFILES
from briefgen.output.pdf_text import read_back
from briefgen.output.press.finish import CoarsePicture, finish
from briefgen.output.press.sheet import Press
from briefgen.output.published_pictures import on_paper
from briefgen.output.tagging import engine as tagging
from briefgen.output.xmp import say_of_itself, show_pictures_as_they_are

_PIXELS = 220
"""Pixels of pictures to an inch: sharp at twice the size, and on an office printer."""


def make_pdf(job: PdfJob, workspace: Workspace) -> PdfResult:
    """Lay out a document. Raises `OverLimit`, and nothing else for what a document or style sheet can hold."""
    door = workspace.door()
    try:
        load_engine()
    except (ImportError, OSError) as error:
        return PdfResult(b"", None, (), (), failure=str(error).splitlines()[0], engine_missing=True)
    try:
        with own_fonts_only():
            return _render(job, door)
    except RecursionError:
        problem = "it is nested too deeply"
    except MemoryError:
        forget_fonts()
        raise OverLimit(MEMORY) from None
    except OverLimit:
        forget_fonts()  # they may be half read
        raise
    except Exception as error:
        no_room = isinstance(error, OSError) and is_full(error)
        problem = NO_ROOM if no_room else f"{type(error).__name__}: {error}"
    return PdfResult(b"", None, (), door.trace, failure=problem)


def make_pdf_alone(job: PdfJob, workspace: Workspace) -> PdfResult:
    """The same in a process that does nothing else, and may be ended."""
    try:
        with within(job.bounds, alone=True):
            return make_pdf(job, workspace)
    except OverLimit as limit:
        return PdfResult(b"", None, (), (), over=limit.what)


def get_ready(job: PdfJob, workspace: Workspace) -> None:
    """Load what laying out a document takes (fonts, style sheets, rules of hyphenation) before there is one: lay out
    the few words of this job and throw them away."""
    with (
        suppress(Exception),
        own_fonts_only(),
        listening(),
    ):  # what is wrong is told when the document is there
        fetcher = _fetcher(job, workspace.door())
        html = load_engine().HTML(string=job.html, base_url=job.address, url_fetcher=fetcher)
        _written_for_screens(_attempt(job, html, fetcher, *job.densities[_first(job)]).document, job)


def _fetcher(job: PdfJob, door: Door) -> Any:
    return closed_fetcher({unquote(address): _content(job, door, path) for address, path in job.files})


def _first(job: PdfJob) -> int:
    """Which density is tried first: the one that is asked for, else the one in the middle."""
    names = [name for name, _ in job.densities]
    return names.index(job.density) if job.density else len(names) // 2


def _render(job: PdfJob, door: Door) -> PdfResult:
    fetcher = _fetcher(job, door)
    attempts = _attempts(job, fetcher)
    loosest_first = [name for name, _ in job.densities]
    chosen = min(attempts, key=lambda attempt: (attempt.distance, loosest_first.index(attempt.density)))
    would_keep = ""
    if job.density:
        chosen = attempts[0]
        would_keep = next((attempt.density for attempt in attempts[1:] if attempt.fit.is_kept), "")
    say_of_itself(
        chosen.document.metadata, PROFILES[job.profile], bool(job.attachments), job.address, job.names
    )
    coarse: dict[str, CoarsePicture] = {}
    with listening() as said:
        if job.press:
            icc = door.read(job.press.profile)
            data, coarse = _written_for_press(chosen.document, job, job.press, icc)
        else:
            data = _written_for_screens(chosen.document, job)
            if not tagging.is_installed():
                said.append(f"{NOT_OURS}{load_engine().__version__}")
    said += _named(coarse, fetcher.asked, {unquote(address): path for address, path in job.files})
    messages = (*chosen.messages, *(EngineMessage("", line) for line in said))
    found = read_back(data, chosen.layout, has_links=job.press is None)
    layout = replace(chosen.layout, losses=(*chosen.layout.losses, *found.lost_links))
    return PdfResult(data, layout, messages, door.trace, chosen.density, would_keep, found.unreadable)


def _content(job: PdfJob, door: Door, path: str) -> bytes:
    """A file as the engine gets it. For a press, pictures keep their own colours, which become inks."""
    data = door.read(path)
    return on_paper(path, data, keep_colours=job.press is not None)


def _written_for_screens(document: Any, job: PdfJob) -> bytes:
    for page in document.pages:
        page.links = list(without_inner(page.links))
    document.color_profiles[COLOURS] = colours_of_screens()
    written: bytes = document.write_pdf(
        pdf_variant=PROFILES[job.profile].variant,
        pdf_tags=True,
        finisher=show_pictures_as_they_are,
        output_intent=COLOURS,
        dpi=_PIXELS,
        pdf_identifier=_identifier(job),
        attachments=[_attachment(attachment) for attachment in job.attachments],
    )
    return written


def _written_for_press(
    document: Any, job: PdfJob, press: Press, icc: bytes
) -> tuple[bytes, dict[str, CoarsePicture]]:
    """The PDF, and which pictures look coarse in it."""
    coarse: dict[str, CoarsePicture] = {}
    for page in document.pages:
        page.links = []
    document.output_intent = INKS
    written: bytes = document.write_pdf(
        pdf_variant=PROFILES[job.profile].variant,
        finisher=lambda _, pdf: coarse.update(finish(pdf, press, icc)),
        output_intent=INKS,
        pdf_identifier=_identifier(job),
    )
    return written, coarse


def _named(coarse: dict[str, CoarsePicture], asked: Iterable[str], files: Mapping[str, str]) -> Iterator[str]:
    """Coarse pictures by their paths in the project: the engine names them after a digest of their address. Those that
    are inside a drawing have none."""
    digests = {md5(url.encode(), usedforsecurity=False).hexdigest(): unquote(url) for url in asked}
    for name, picture in coarse.items():
        if path := files.get(digests.get(name[1:-1], "")):
            yield f"{COARSE}{picture.per_inch} {picture.needed} {path}"


def _identifier(job: PdfJob) -> bytes:
    return digest_of(job.address.encode()).encode()[:16]


def _attachment(attachment: PdfAttachment) -> Any:
    weasyprint = load_engine()
    moment = datetime.combine(attachment.day, time(), UTC)
    return weasyprint.Attachment(
        file_obj=io.BytesIO(attachment.data),
        name=attachment.name,
        description=attachment.description,
        created=moment,
        modified=moment,
        relationship="Data",
    )


@dataclass(frozen=True)
class _Attempt:
    """The document laid out in one density."""

    density: str
    document: Any
    layout: Layout
    messages: tuple[EngineMessage, ...]
    fit: Fit

    @property
    def distance(self) -> tuple[int, int, int, bool]:
        """How far the contract is from being kept, the worst first."""
        return (
            self.fit.lines_over,
            self.fit.lines_free,
            len(self.fit.strayed),
            self.fit.last_share is not None,
        )


def _attempts(job: PdfJob, fetcher: Any) -> list[_Attempt]:
    """The document in the density that is asked for and, while the contract is not kept, in others: closer ones when
    there are too many pages, looser ones when there are too few. For the loosest with which it is kept (no density is
    asked for) the search begins in the middle, for what is too long in one density is too long in all looser ones."""
    weasyprint = load_engine()
    html = weasyprint.HTML(string=job.html, base_url=job.address, url_fetcher=fetcher)
    first = _first(job)
    attempts = [_attempt(job, html, fetcher, *job.densities[first])]
    for name, css in _others(job, first, attempts[0].fit):
        attempts.append(_attempt(job, html, fetcher, name, css))
        if attempts[-1].fit.is_kept is not attempts[0].fit.is_kept:
            break
    return attempts


def _others(job: PdfJob, first: int, fit: Fit) -> tuple[tuple[str, str], ...]:
    """The densities to try after the first, until one keeps the contract if it did not, and does not if it did."""
    looser, closer = job.densities[:first][::-1], job.densities[first + 1 :]
    if fit.is_kept:
        return () if job.density else looser
    if fit.lines_over:
        return closer
    return looser if fit.lines_free else (*looser, *closer)


def _sheets(job: PdfJob, fetcher: Any, density: str, css: str) -> tuple[list[Any], list[EngineMessage]]:
    """The style sheets of a job in one density, and what the engine said of them."""
    sheets: list[Any] = []
    messages: list[EngineMessage] = []
    bleed = (("bleed", job.press.style_sheet),) if job.press else ()
    named = (*job.sheets, (f"density {density}", css), *bleed)
    filled = with_fixed_properties([text for _, text in named], job.html)
    for (name, text), short in zip(named, filled, strict=True):
        sheet, said = parsed(name, short, job.sheets_address, Fetcher(fetcher))
        if said and short != text:  # what is wrong is told, and counts, as it is written
            sheet, said = parsed(name, text, job.sheets_address, Fetcher(fetcher))
        sheets.append(sheet)
        messages += said
    return sheets, messages


def _attempt(job: PdfJob, html: Any, fetcher: Any, density: str, css: str) -> _Attempt:
    sheets, messages = _sheets(job, fetcher, density, css)
    with listening() as lines:
        document = html.render(
            stylesheets=sheets,
            font_config=fonts(),
            pdf_tags=job.press is None,
            dpi=None if job.press else _PIXELS,
        )
    messages += (EngineMessage("", line) for line in lines)
    if len(document.pages) > job.bounds.pages:
        raise OverLimit(PAGES)
    layout = measure(document, html.etree_element)
    return _Attempt(density, document, layout, tuple(messages), fit_of(job.contract, layout))
