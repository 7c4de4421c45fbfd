"""A finished PDF read back by another engine: what readers copy, search, hear and click.

The layout says what was drawn; this says what of it can be read from the file, and which links lead somewhere.
Letters are counted page by page and not followed in order, because files hold Arabic and ligatures in an order
and form of their own.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdfium2 import raw

from briefgen.layout.pages import Layout, Line, Loss, Rect

MM = 25.4 / 72
"""Millimetres in a point."""

_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class ReadBack:
    """What of a layout is not in its file: elements and lines that cannot be read, and links that are none."""

    unreadable: tuple[tuple[int, str], ...]
    lost_links: tuple[Loss, ...]


def read_back(data: bytes, layout: Layout, has_links: bool = True) -> ReadBack:
    """Compare a PDF with its layout. A letter that cannot be read is told where it is first met. On paper
    (`has_links` is False) nothing leads anywhere."""
    unreadable: list[tuple[int, str]] = []
    known: set[str] = set()
    lost: dict[int, Loss] = {}
    document = pypdfium2.PdfDocument(data)
    try:
        for number, page in enumerate(document):
            for node, line, signs in _unreadable_on(page, layout, number):
                if not signs <= known:
                    known |= signs
                    unreadable.append((node, line.text))
            if has_links:
                lost.update((loss.node, loss) for loss in _lost_links_on(page, layout, number))
            page.close()
    finally:
        document.close()
    return ReadBack(tuple(unreadable), tuple(lost.values()))


def _unreadable_on(page: Any, layout: Layout, number: int) -> Iterator[tuple[int, Line, set[str]]]:
    """The lines of a page, each with its element, with letters of which the file has too few."""
    text_page = page.get_textpage()
    lines = [(piece.node, line) for piece in layout.by_page.get(number, ()) for line in piece.lines]
    missing = _letters("".join(line.text for _, line in lines)) - _letters(text_page.get_text_range())
    if missing:
        for node, line in lines:
            there = _letters(text_page.get_text_bounded(*_on_page(page, line)))
            if signs := (_letters(line.text) - there) & missing:
                yield node, line, set(signs)
    text_page.close()


def _on_page(page: Any, line: Line) -> tuple[float, float, float, float]:
    """Where a line stands as PDF counts: in points from the lower left corner."""
    height, rect = page.get_height(), line.rect
    return rect.left / MM, height - rect.bottom / MM, rect.right / MM, height - rect.top / MM


def _letters(text: str) -> Counter[str]:
    return Counter(_NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text)).casefold())


def _lost_links_on(page: Any, layout: Layout, number: int) -> Iterator[Loss]:
    """The links that stand on a page where the file has none that leads somewhere. Those to a place that is
    itself on no page are told by what is lost there."""
    areas = list(_areas_of_links(page))
    for piece in layout.by_page.get(number, ()):
        node = layout.nodes[piece.node]
        if node.link and piece.rect.width and not any(_is_over(area, piece.rect) for area in areas):
            yield Loss(piece.node, "link", node.link)


def _is_over(area: Rect, link: Rect) -> bool:
    """Whether an area belongs to a link, or to one line of it, and not to what stands above or below."""
    both = area.overlap(link)
    return both is not None and both.height > min(area.height, link.height) / 2


def _areas_of_links(page: Any) -> Iterator[Rect]:
    """Where readers can click on a page."""
    place, link, area = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    height = page.get_height()
    while raw.FPDFLink_Enumerate(page, ctypes.byref(place), ctypes.byref(link)):
        leads = raw.FPDFLink_GetDest(page.pdf, link) or raw.FPDFLink_GetAction(link)
        if leads and raw.FPDFLink_GetAnnotRect(link, ctypes.byref(area)):
            top, bottom = sorted((height - area.top, height - area.bottom))  # the engine mixes them up
            yield Rect(area.left * MM, top * MM, area.right * MM, bottom * MM)
