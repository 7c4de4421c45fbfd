"""The pages of a PDF as pictures, for whoever looks at them on a screen."""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass
from typing import Any

import pypdfium2

from briefgen.core.digest import digest_of

_ONE_AT_A_TIME = threading.Lock()
"""The library does not work in several threads at once."""

_THUMB = 0.25
"""The scale at which pages are compared, besides by their words: 18 pixels to an inch."""


@dataclass(frozen=True)
class Sheet:
    """A page: its size in points, and what stands for how it looks."""

    width: float
    height: float
    look: str


def sheets(data: bytes) -> tuple[Sheet, ...]:
    """The pages of a PDF."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(data)
        try:
            return tuple(_sheet(page) for page in document)
        finally:
            document.close()


def picture(data: bytes, number: int, width: int) -> bytes:
    """A page of a PDF, counted from 0, as PNG of so many pixels in width; raises `IndexError`."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(data)
        try:
            if not 0 <= number < len(document):
                raise IndexError(number)
            page = document[number]
            drawn = page.render(scale=width / page.get_width()).to_pil()
            page.close()
        finally:
            document.close()
    file = io.BytesIO()
    drawn.save(file, "PNG", compress_level=1)
    return file.getvalue()


def _sheet(page: Any) -> Sheet:
    pixels = page.render(scale=_THUMB, grayscale=True)
    text = page.get_textpage()
    look = digest_of(bytes(pixels.buffer) + text.get_text_range().encode("utf-8", "replace"))
    text.close()
    sheet = Sheet(page.get_width(), page.get_height(), look)
    page.close()
    return sheet
