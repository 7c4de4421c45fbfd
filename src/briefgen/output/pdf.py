"""An HTML document laid out as a tagged PDF. The only module that knows WeasyPrint, imported when needed.

A job is plain values in and plain values out, so it runs here or in a worker process with the same result.
"""

from __future__ import annotations

import io
import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from briefgen.core.workspace import Answer, Door, Workspace, digest_of
from briefgen.layout.fit import Contract, Fit, fit_of
from briefgen.layout.pages import Layout
from briefgen.output import engine_correction
from briefgen.output.link_areas import without_inner
from briefgen.output.measure import measure
from briefgen.output.pdf_profiles import PROFILES, WEB, PdfProfile
from briefgen.output.pdf_text import read_back
from briefgen.output.tagging import engine as tagging
from briefgen.output.xmp import with_claims

FONTS_VARIABLE = "FONTCONFIG_FILE"

_TYPES = {
    ".css": "text/css", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml",
    ".webp": "image/webp", ".gif": "image/gif", ".ttf": "font/ttf", ".otf": "font/otf",
}  # fmt: skip


@dataclass(frozen=True)
class PdfAttachment:
    """A file inside the PDF: its name, what it is, its bytes, and the day it is of."""

    name: str
    description: str
    data: bytes
    day: date


@dataclass(frozen=True)
class PdfJob:
    """One PDF to make. `files` leads from web addresses to project paths: nothing else can be loaded.
    `sheets` are the names and texts of the style sheets, which stand at `sheets_address`; `ignored` are
    addresses that paper does without.

    `densities` are the names and style sheets of the ways in which text may be set, loosest first, and `density`
    the one to take; empty: the loosest with which the `contract` is kept.
    """

    address: str
    html: str
    sheets: tuple[tuple[str, str], ...]
    sheets_address: str
    files: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    densities: tuple[tuple[str, str], ...]
    density: str
    contract: Contract
    profile: str = WEB.name
    attachments: tuple[PdfAttachment, ...] = ()


@dataclass(frozen=True)
class EngineMessage:
    """Something the engine logged: in which style sheet (empty for the document), and what."""

    sheet: str
    text: str


@dataclass(frozen=True)
class PdfResult:
    """The PDF, how it is laid out and in which density, what the engine said, and what was read. `would_keep` names
    another density that would keep the contract, if this one does not; `unreadable` are elements and lines that are
    drawn and cannot be read from the file. `failure` replaces the PDF."""

    data: bytes
    layout: Layout | None
    messages: tuple[EngineMessage, ...]
    trace: tuple[Answer, ...]
    density: str = ""
    would_keep: str = ""
    unreadable: tuple[tuple[int, str], ...] = ()
    failure: str = ""
    engine_missing: bool = False


def make_pdf(job: PdfJob, root: Path, shipped: Path) -> PdfResult:
    """Lay out a document. Never raises for what a document or style sheet can hold."""
    door = Workspace(root, shipped).door()
    try:
        load_engine()
    except (ImportError, OSError) as error:
        return PdfResult(b"", None, (), (), failure=str(error).splitlines()[0], engine_missing=True)
    try:
        with _own_fonts_only():
            return _render(job, door)
    except RecursionError:
        problem = "it is nested too deeply"
    except MemoryError:
        problem = "it needs more memory than there is"
    except Exception as error:
        problem = f"{type(error).__name__}: {error}"
    return PdfResult(b"", None, (), door.trace, failure=problem)


def _render(job: PdfJob, door: Door) -> PdfResult:
    contents = {unquote(address): door.read(path) for address, path in job.files}
    contents.update((unquote(address), b"") for address in job.ignored)
    fetcher = _fetcher(contents)
    attempts = _attempts(job, fetcher)
    chosen = min(attempts, key=lambda attempt: attempt.distance)
    would_keep = ""
    if job.density:
        chosen = attempts[0]
        would_keep = next((attempt.density for attempt in attempts[1:] if attempt.fit.is_kept), "")
    for page in chosen.document.pages:
        page.links = list(without_inner(page.links))
    profile = PROFILES[job.profile]
    _say_of_itself(chosen.document.metadata, profile, bool(job.attachments))
    with _listening() as said:
        data = chosen.document.write_pdf(
            pdf_variant=profile.variant,
            pdf_tags=True,
            finisher=_for_archives,
            pdf_identifier=digest_of(job.address.encode()).encode()[:16],
            attachments=[_attachment(attachment) for attachment in job.attachments],
        )
    messages = (*chosen.messages, *(EngineMessage("", line) for line in said))
    found = read_back(data, chosen.layout)
    layout = replace(chosen.layout, losses=(*chosen.layout.losses, *found.lost_links))
    return PdfResult(data, layout, messages, door.trace, chosen.density, would_keep, found.unreadable)


def _say_of_itself(metadata: Any, profile: PdfProfile, has_files: bool) -> None:
    """Let the file claim both standards of its profile, in metadata that programs can read without unpacking it."""
    write, include = metadata.generate_rdf_metadata, metadata.include_in_pdf

    def generate(*claims: Any) -> bytes:
        return with_claims(write(*claims), profile, metadata.lang or "", has_files)

    def include_plainly(
        pdf: Any, variant: Any, version: Any, conformance: Any = None, compress: bool = False
    ) -> None:
        del compress
        include(pdf, variant, version, conformance, compress=False)

    metadata.generate_rdf_metadata, metadata.include_in_pdf = generate, include_plainly


def _for_archives(_: Any, pdf: Any) -> None:
    """Pictures are shown as they are: PDF/A does not let programs smooth them."""
    for item in pdf.objects:
        if getattr(item, "extra", {}).get("Interpolate") == "true":
            item.extra["Interpolate"] = "false"


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
    there are too many pages, looser ones when there are too few."""
    names = [name for name, _ in job.densities]
    asked = names.index(job.density) if job.density else 0
    attempts = [_attempt(job, fetcher, *job.densities[asked])]
    fit = attempts[0].fit
    others = job.densities[asked + 1 :] if not fit.lines_free else ()
    if job.density and not fit.lines_over:
        others = (*job.densities[:asked], *others)
    for name, css in others:
        if attempts[-1].fit.is_kept:
            break
        attempts.append(_attempt(job, fetcher, name, css))
    return attempts


def _attempt(job: PdfJob, fetcher: Any, density: str, css: str) -> _Attempt:
    weasyprint = load_engine()
    sheets: list[Any] = []
    messages: list[EngineMessage] = []
    for name, text in (*job.sheets, (f"density {density}", css)):
        sheet, said = _parsed(name, text, job.sheets_address, _Fetcher(fetcher))
        sheets.append(sheet)
        messages += said
    with _listening() as lines:
        html = weasyprint.HTML(string=job.html, base_url=job.address, url_fetcher=fetcher)
        document = html.render(stylesheets=sheets, font_config=_fonts(), pdf_tags=True)
    messages += (EngineMessage("", line) for line in lines)
    layout = measure(document, html.etree_element)
    return _Attempt(density, document, layout, tuple(messages), fit_of(job.contract, layout))


@cache
def load_engine() -> Any:
    """WeasyPrint with its mistakes corrected, and with no fonts but those that style sheets name."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    warnings.filterwarnings("ignore", "No fonts configured in FontConfig")
    with _own_fonts_only():
        import weasyprint

    engine_correction.correct(weasyprint)
    tagging.install(weasyprint)
    return weasyprint


@cache
def _fonts() -> Any:
    """One font set-up for all documents of this process: loading faces is the slowest part of a start."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@contextmanager
def _own_fonts_only() -> Iterator[None]:
    """While it lasts, Fontconfig reads our file, which it finds by the environment only.

    Then the environment is as before, for programs that this process starts: a browser without fonts crashes.
    """
    before = os.environ.get(FONTS_VARIABLE)
    os.environ[FONTS_VARIABLE] = str(Path(__file__).with_name("fonts.conf"))
    try:
        yield
    finally:
        if before is None:
            del os.environ[FONTS_VARIABLE]
        else:
            os.environ[FONTS_VARIABLE] = before


@dataclass(frozen=True)
class _Fetcher:
    """A fetcher that plays no part in whether a style sheet is known already: the names of the files that
    style sheets ask for carry their digests."""

    fetch: Any = field(hash=False, compare=False)


@cache
def _parsed(name: str, css: str, address: str, fetcher: _Fetcher) -> tuple[Any, tuple[EngineMessage, ...]]:
    """A style sheet, parsed once for all documents of this process, and what the engine said of it."""
    weasyprint = load_engine()
    with _listening() as said:
        sheet = weasyprint.CSS(string=css, base_url=address, url_fetcher=fetcher.fetch, font_config=_fonts())
    return sheet, tuple(EngineMessage(name, line) for line in said)


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Collects what the engine logs."""
    said: list[str] = []

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.levelno >= logging.WARNING:
                said.append(record.getMessage())

    logger = logging.getLogger("weasyprint")
    handler = Handler()
    logger.addHandler(handler)
    try:
        yield said
    finally:
        logger.removeHandler(handler)


def _fetcher(contents: dict[str, bytes]) -> Any:
    """The engine's way to files: the contents of these addresses, and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ClosedFetcher(URLFetcher):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__(timeout=1, allowed_protocols=(), allow_redirects=False)

        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 - the base class's signature
            address = unquote(urlsplit(url)._replace(query="", fragment="").geturl())
            if address not in contents:
                raise ValueError(f"not part of this publication: {url[:200]}")
            kind = _TYPES.get(Path(address).suffix.lower(), "application/octet-stream")
            return URLFetcherResponse(url, io.BytesIO(contents[address]), {"Content-Type": kind})

    return ClosedFetcher()
