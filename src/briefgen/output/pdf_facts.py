"""What a finished PDF says of itself and what can be read from it: standards, language, fonts, texts of pages."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pypdfium2
from pypdfium2 import raw

_DEEPEST = 8
"""How deep drawings in drawings are followed."""

_SUBSET = re.compile(r"^[A-Z]{6}\+")
"""What stands before the name of a font of which only some letters are in the file."""


@dataclass(frozen=True)
class PdfFacts:
    """A PDF as a program finds it. `claims` are the standards it says it keeps; `pages` are digests (SHA-256) of the
    text of each page."""

    claims: tuple[str, ...]
    title: str
    language: str
    is_tagged: bool
    fonts: tuple[str, ...]
    fonts_not_inside: tuple[str, ...]
    pages: tuple[str, ...]


def pdf_facts(data: bytes) -> PdfFacts:
    """Read a PDF that was just made."""
    document = pypdfium2.PdfDocument(data)
    try:
        pages: list[str] = []
        fonts: dict[str, bool] = {}
        for page in document:
            fonts.update(_fonts(page))
            pages.append(_text_digest(page))
            page.close()
        return PdfFacts(
            claims=tuple(claims(data)),
            title=document.get_metadata_dict().get("Title", ""),
            language=_language(document),
            is_tagged=bool(raw.FPDFCatalog_IsTagged(document)),
            fonts=tuple(sorted(fonts)),
            fonts_not_inside=tuple(sorted(name for name, is_inside in fonts.items() if not is_inside)),
            pages=tuple(pages),
        )
    finally:
        document.close()


def claims(data: bytes) -> Iterator[str]:
    """The standards by the metadata, which stands in the file as it is. No program that reads PDFs is needed for that,
    so it can be done with any file."""

    def first(pattern: bytes) -> str:
        match = re.search(pattern, data)
        return match[1].decode("ascii", "replace") if match else ""

    if part := first(rb"pdfaid:part[=>]\"?(\d+)"):
        level = first(rb"pdfaid:conformance[=>]\"?([A-Z])")
        yield f"PDF/A-{part}{level.lower()}"
    if part := first(rb"pdfuaid:part[=>]\"?(\d+)"):
        yield f"PDF/UA-{part}"
    if version := first(rb"pdfxid:GTS_PDFXVersion[=>]\"?([^<\"]+)"):
        yield version


def _language(document: Any) -> str:
    size = raw.FPDFCatalog_GetLanguage(document, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFCatalog_GetLanguage(document, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _text_digest(page: Any) -> str:
    text_page = page.get_textpage()
    text = " ".join(text_page.get_text_range().split())
    text_page.close()
    return sha256(text.encode("utf-8", "replace")).hexdigest()


def _fonts(page: Any) -> Iterator[tuple[str, bool]]:
    """The fonts of a page by name, and whether each is in the file."""
    for piece in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=_DEEPEST):
        font = raw.FPDFTextObj_GetFont(piece.raw)
        size = raw.FPDFFont_GetBaseFontName(font, None, 0)
        name = ctypes.create_string_buffer(size)
        raw.FPDFFont_GetBaseFontName(font, name, size)
        yield _SUBSET.sub("", name.value.decode("utf-8", "replace")), bool(raw.FPDFFont_GetIsEmbedded(font))
