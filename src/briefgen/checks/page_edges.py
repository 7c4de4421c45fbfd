"""Nothing runs out of its page or column, and nothing lies on top of anything else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from briefgen.checks.laid_out import LaidOut
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Related
from briefgen.core.source import Span
from briefgen.layout.pages import PICTURES, PageBox, Piece, Rect

TOLERANCE = 0.6
"""Millimetres that a line may reach over an edge: hanging punctuation and slanted letters do."""

LONG_WORD = 20
"""Letters; a longer word is what makes its line too long."""

_OVERLAP_WIDTH = 1.0
"""Millimetres; two lines that touch by less are not on top of each other."""

_OVERLAP_SHARE = 0.4
"""Of the lower of two boxes' heights: lines set close overlap by their empty ascenders and descenders."""

_INLINE = ("a", "picture", "span", "em", "strong")
"""Elements in lines, which grow with the pictures in them."""


class _Overrun(NamedTuple):
    """How far something runs over an edge, in mm; the page's edges count before those of columns."""

    is_of_page: bool
    over: float
    where: str
    node: int
    word: str


def check_edges(page: LaidOut) -> Iterator[Diagnostic]:
    """Text, notes and pictures stay inside the margins of their page (a cover has none), and inside the box, cell
    or column that they belong to. For each place of the source, the worst is told."""
    layout = page.layout
    hero = layout.within("hero")
    worst: dict[tuple[Span, int], _Overrun] = {}
    for number in range(layout.first_page, len(layout.pages)):
        for piece, rect in layout.drawn(number):
            if piece.node in hero:
                continue
            edges = _over_margins(layout.pages[number], rect), _over_column(page, piece, rect)
            is_of_page, over, where = max(edges)
            found = _Overrun(is_of_page, over, where, piece.node, _longest_word(piece, rect))
            if found.over > TOLERANCE:
                key = (page.place(piece.node), number)
                worst[key] = max(found, worst.get(key, found))
    for (place, number), found in worst.items():
        yield messages.OVERFLOW.at(
            place,
            what=_name(page, found),
            over=round(found.over, 1),
            where=found.where,
            page=number + 1,
        )


def _longest_word(piece: Piece, rect: Rect) -> str:
    """The longest word of the line that is drawn at a place; empty for a picture."""
    line = next((line.text for line in piece.lines if line.rect == rect), "")
    return max(line.split(), key=len, default="")


def _name(page: LaidOut, found: _Overrun) -> str:
    """What runs over: a word, if it is so long that it must be the cause, and what it stands in."""
    name = page.name(found.node)
    if len(found.word) < LONG_WORD or found.word[:LONG_WORD] in name:
        return name
    return f"the word “{found.word[:LONG_WORD]}…” in {name}"


def _over_margins(box: PageBox, rect: Rect) -> tuple[bool, float, str]:
    edges = {
        "the right margin": rect.right - box.area.right,
        "the left margin": box.area.left - rect.left,
        "the head of the page": box.area.top - rect.top,
        "the foot of the page": rect.bottom - box.area.bottom,
    }
    where, over = max(edges.items(), key=lambda edge: edge[1])
    return over > TOLERANCE, over, where


def _over_column(page: LaidOut, piece: Piece, rect: Rect) -> tuple[bool, float, str]:
    outer = _container(page, piece)
    over = max(rect.right - outer.right, outer.left - rect.left)
    return False, over, "its column"


def _container(page: LaidOut, piece: Piece) -> Rect:
    """The box that an element's content must stay in: its own for text, the one around it for pictures."""
    layout = page.layout
    if layout.nodes[piece.node].tag not in PICTURES:
        return piece.rect
    for outer in layout.ancestors(layout.nodes[piece.node].parent):
        if layout.nodes[outer].tag in _INLINE:
            continue
        for other in layout.by_node.get(outer, ()):
            if (other.page, other.column) == (piece.page, piece.column):
                return other.rect
    return piece.rect


def check_overlaps(page: LaidOut) -> Iterator[Diagnostic]:
    """No two lines or pictures of different elements lie on top of each other; a cover may have words on its
    picture."""
    layout = page.layout
    hero = layout.within("hero")
    told = set()
    for number in range(len(layout.pages)):
        pictures = () if number < layout.first_page else PICTURES
        content = [
            (piece, rect)
            for piece, rect in layout.drawn(number)
            if piece.node not in hero and (piece.lines or layout.nodes[piece.node].tag in pictures)
        ]
        for piece, other in _colliding(page, content):
            key = (page.place(piece.node), page.place(other.node), number)
            if key not in told:
                told.add(key)
                yield _overlap(page, piece.node, other.node, number)


def _colliding(page: LaidOut, content: list[tuple[Piece, Rect]]) -> Iterator[tuple[Piece, Piece]]:
    """The pairs of what lies on top of each other, by a sweep from the head of the page to its foot."""
    content.sort(key=lambda item: item[1].top)
    for index, (piece, rect) in enumerate(content):
        for other, other_rect in content[index + 1 :]:
            if other_rect.top >= rect.bottom:
                break
            if _collide(rect, other_rect) and not _is_related(page, piece.node, other.node):
                yield piece, other


def _collide(first: Rect, second: Rect) -> bool:
    both = first.overlap(second)
    if both is None or both.width < _OVERLAP_WIDTH:
        return False
    return both.height > _OVERLAP_SHARE * min(first.height, second.height)


def _is_related(page: LaidOut, first: int, second: int) -> bool:
    """Whether one element stands in the other: a mark in its line, a picture in its paragraph."""
    return first in page.layout.inside(second) or second in page.layout.inside(first)


def _overlap(page: LaidOut, first: int, second: int, number: int) -> Diagnostic:
    names = page.name(first), page.name(second)
    what, other = names if names[0] != names[1] else (page.words(first), page.words(second))
    related = (Related(page.place(second), "the other one is here"),)
    return messages.OVERLAP.at(page.place(first), what=what, other=other, page=number + 1, related=related)
