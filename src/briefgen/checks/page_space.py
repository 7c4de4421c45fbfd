"""How pages are filled: no holes before the last page, and a last page worth its paper."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

from briefgen.checks.laid_out import KEPT, LaidOut
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.layout.fit import last_page_share, line_pitch, lines_on, words_in_line
from briefgen.layout.pages import Piece

LARGEST_HOLE = 0.25
"""The share of a page's height that may stay empty at its foot, before the last page."""


def check_holes(page: LaidOut) -> Iterator[Diagnostic]:
    """No page but the last ends in more than a quarter of white, unless the author asked for the break. What stands
    beside the text fills nothing."""
    layout = page.layout
    for number in range(layout.first_page, layout.last_page):
        box = layout.pages[number]
        text = [(piece, rect) for piece, rect in layout.content(number) if piece.node not in page.beside]
        empty = box.foot - max((rect.bottom for _, rect in text), default=box.area.top)
        begins = _first_of(page, number + 1)
        if empty <= LARGEST_HOLE * box.area.height or begins is None:
            continue
        ends = max((piece.node for piece, _ in text), default=0)
        if not any(ends < node < begins.node for node in layout.with_class("page-break")):
            yield messages.PAGE_HOLE.at(
                page.place(begins.node),
                page=number + 1,
                empty=round(empty),
                what=page.name(_outermost(page, begins)),
                next=number + 2,
            )


def _first_of(page: LaidOut, number: int) -> Piece | None:
    """What begins the text of a page."""
    found = [piece for piece, _ in page.layout.content(number) if piece.node not in page.beside]
    return min(found, key=lambda piece: piece.node, default=None)


def _outermost(page: LaidOut, begins: Piece) -> int:
    """The largest element that a page begins with: the whole table rather than its title."""
    layout = page.layout
    best = begins.node
    for outer in layout.ancestors(begins.node):
        pieces = layout.by_node.get(outer, ())
        if not pieces or pieces[0].page != begins.page or layout.nodes[outer].tag in ("main", "body", "html"):
            break
        if layout.nodes[outer].block:
            best = outer
    return best


def check_last_page(page: LaidOut) -> Iterator[Diagnostic]:
    """The last page is filled as the contract says, by a third if it says nothing. When the number of pages is
    another than promised, that is told instead."""
    layout, contract = page.layout, page.contract
    share = last_page_share(layout)
    if share is None or share >= contract.last_page_min or contract.pages not in (None, len(layout.pages)):
        return
    lines = ceil(lines_on(layout, layout.last_page))
    begins = _first_of(page, layout.last_page)
    yield messages.LAST_PAGE_SHORT.at(
        page.place(begins.node if begins else 0),
        page=layout.last_page + 1,
        share=floor(share * 100),
        least=round(contract.last_page_min * 100),
        cut=None if contract.pages else ceil(lines * words_in_line(layout)),
        hints=(
            f"add about {_words_missing(page)} words to fill it",
            *page.density_hint("it is well filled, or saved" if not contract.pages else KEPT),
        ),
    )


def _words_missing(page: LaidOut) -> int:
    """The words that fill the last page as far as the contract wants it."""
    layout, last = page.layout, page.layout.last_page
    missing = page.contract.last_page_min * layout.pages[last].area.height - layout.used(last)
    lines = ceil(missing / line_pitch(layout)) * layout.columns_on(last)
    return ceil(lines * words_in_line(layout))
