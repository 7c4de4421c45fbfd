"""The PDF engine, WeasyPrint: loaded when needed, with its mistakes corrected, in a world that holds nothing but what
it is given."""

from __future__ import annotations

import io
import logging
import os
import re
import warnings
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from briefgen.core.limits import uncounted
from briefgen.output import engine_correction
from briefgen.output.engine_speed import libraries_by_name
from briefgen.output.pdf_job import EngineMessage
from briefgen.output.tagging import engine as tagging

COLOURS = "sRGB"
"""What a file calls the profile of its colours. Not as the engine does: it would open its copy and never close it."""

INKS = "device-cmyk"
"""What the engine calls the colours of a press: the space in which it lays one over another."""

FONTS_VARIABLE = "FONTCONFIG_FILE"

_IN_ITSELF = re.compile(r"data:(image/(?:png|jpeg));base64,", re.I)
"""How a drawing holds a picture; `content/pictures.py` lets in no other way."""

_TYPES = {
    ".css": "text/css", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml",
    ".webp": "image/webp", ".gif": "image/gif", ".ttf": "font/ttf", ".otf": "font/otf",
}  # fmt: skip


@cache
def load_engine() -> Any:
    """WeasyPrint with its mistakes corrected, and with no fonts but those that style sheets name."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    warnings.filterwarnings("ignore", "No fonts configured in FontConfig")
    with uncounted():  # or the first edition of a process pays for all others
        with own_fonts_only():
            try:
                with libraries_by_name():
                    import weasyprint
            except OSError:  # in an unusual place
                import weasyprint

        engine_correction.correct(weasyprint)
        tagging.install(weasyprint)
    return weasyprint


@cache
def fonts() -> Any:
    """One font set-up for all documents of this process: loading faces is the slowest part of a start."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


def forget_fonts() -> None:
    """Begin anew with fonts and style sheets: those of another build may have the same names."""
    fonts.cache_clear()
    parsed.cache_clear()


@contextmanager
def own_fonts_only() -> Iterator[None]:
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
class Fetcher:
    """A fetcher that plays no part in whether a style sheet is known already: the names of the files that
    style sheets ask for carry their digests."""

    fetch: Any = field(hash=False, compare=False)


@cache
def parsed(name: str, css: str, address: str, fetcher: Fetcher) -> tuple[Any, tuple[EngineMessage, ...]]:
    """A style sheet, parsed once for all documents of this process, and what the engine said of it."""
    weasyprint = load_engine()
    with listening() as said:
        sheet = weasyprint.CSS(string=css, base_url=address, url_fetcher=fetcher.fetch, font_config=fonts())
    return sheet, tuple(EngineMessage(name, line) for line in said)


@contextmanager
def listening() -> Iterator[list[str]]:
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


def closed_fetcher(contents: dict[str, bytes]) -> Any:
    """The engine's way to files: the contents of these addresses, and nothing else. `asked` is what it asked for."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ClosedFetcher(URLFetcher):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__(timeout=1, allowed_protocols=(), allow_redirects=False)
            self.asked: set[str] = set()

        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 - the base class's signature
            if match := _IN_ITSELF.match(url):
                return URLFetcherResponse(
                    "", io.BytesIO(b64decode(url[match.end() :])), {"Content-Type": match[1]}
                )
            address = unquote(urlsplit(url)._replace(query="", fragment="").geturl())
            if address not in contents:
                raise ValueError(f"not part of this publication: {url[:200]}")
            self.asked.add(url)
            kind = _TYPES.get(Path(address).suffix.lower(), "application/octet-stream")
            return URLFetcherResponse(url, io.BytesIO(contents[address]), {"Content-Type": kind})

    return ClosedFetcher()


def colours_of_screens() -> Any:
    """What the colours of a file are: those of sRGB, as the engine's own copy of that profile has them."""
    load_engine()
    from weasyprint.css import ColorProfile

    content = resources.files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()
    return ColorProfile(io.BytesIO(content), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))
