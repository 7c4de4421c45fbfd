"""An HTML document laid out as tagged PDF/UA-1. The only module that knows WeasyPrint, imported when needed.

A job is plain values in and plain values out, so it runs here or in a worker process with the same result.
"""

from __future__ import annotations

import io
import logging
import os
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from briefgen.core.workspace import Answer, Door, Workspace, digest_of
from briefgen.output import engine_correction

VARIANT = "pdf/ua-1"

_TYPES = {
    ".css": "text/css", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml",
    ".webp": "image/webp", ".gif": "image/gif", ".ttf": "font/ttf", ".otf": "font/otf",
}  # fmt: skip


@dataclass(frozen=True)
class PdfJob:
    """One PDF to make. `files` leads from web addresses to project paths: nothing else can be loaded.
    `sheets` are the names and texts of the style sheets, which stand at `sheets_address`; `ignored` are
    addresses that paper does without."""

    address: str
    html: str
    sheets: tuple[tuple[str, str], ...]
    sheets_address: str
    files: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True)
class EngineMessage:
    """Something the engine logged: in which style sheet (empty for the document), and what."""

    sheet: str
    text: str


@dataclass(frozen=True)
class PdfResult:
    """The PDF, its number of pages, what the engine said, and what was read. `failure` replaces the PDF."""

    data: bytes
    pages: int
    messages: tuple[EngineMessage, ...]
    trace: tuple[Answer, ...]
    failure: str = ""
    engine_missing: bool = False


def for_paper(html: str) -> str:
    """The document as paper takes it: the same, but marks lead to the notes at the foot of the page rather
    than to the list at the end, which paper does not show."""
    return re.sub(r'(<a\b[^<>]*\bhref=")#fn:', r"\1#note:", html)


def make_pdf(job: PdfJob, root: Path, shipped: Path) -> PdfResult:
    """Lay out a document. Never raises for what a document or style sheet can hold."""
    door = Workspace(root, shipped).door()
    log: list[EngineMessage] = []
    try:
        load_engine()
    except (ImportError, OSError) as error:
        return PdfResult(b"", 0, (), (), str(error).splitlines()[0], engine_missing=True)
    try:
        data, pages = _render(job, door, log)
    except RecursionError:
        return PdfResult(b"", 0, tuple(log), door.trace, "it is nested too deeply")
    except MemoryError:
        return PdfResult(b"", 0, tuple(log), door.trace, "it needs more memory than there is")
    except Exception as error:
        return PdfResult(b"", 0, tuple(log), door.trace, f"{type(error).__name__}: {error}")
    return PdfResult(data, pages, tuple(log), door.trace)


def _render(job: PdfJob, door: Door, log: list[EngineMessage]) -> tuple[bytes, int]:
    weasyprint = load_engine()
    contents = {unquote(address): door.read(path) for address, path in job.files}
    contents.update((unquote(address), b"") for address in job.ignored)
    fetcher = _fetcher(contents)
    sheets = []
    for name, css in job.sheets:
        sheet, said = _parsed(name, css, job.sheets_address, _Fetcher(fetcher))
        sheets.append(sheet)
        log.extend(said)
    with _listening() as said_lines:
        html = weasyprint.HTML(string=job.html, base_url=job.address, url_fetcher=fetcher)
        document = html.render(stylesheets=sheets, font_config=_fonts(), pdf_variant=VARIANT, pdf_tags=True)
        data = document.write_pdf(
            pdf_variant=VARIANT, pdf_tags=True, pdf_identifier=digest_of(job.address.encode()).encode()[:16]
        )
    log.extend(EngineMessage("", line) for line in said_lines)
    return data, len(document.pages)


@cache
def load_engine() -> Any:
    """WeasyPrint, with no fonts but those that style sheets name."""
    os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    warnings.filterwarnings("ignore", "No fonts configured in FontConfig")
    import weasyprint

    engine_correction.correct(weasyprint)
    return weasyprint


@cache
def _fonts() -> Any:
    """One font set-up for all documents of this process: loading faces is the slowest part of a start."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


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
