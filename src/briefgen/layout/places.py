"""What stands where on the pages of a PDF, so that whoever points at it is led to its source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from briefgen.layout.pages import Layout, Rect

_CLOSE = 4.0
"""Millimetres from what is pointed at: less than the space between two things."""


class Place(NamedTuple):
    """A rectangle of a page (counted from 0), in mm, and what stands there: the id of a block of the text, or the words
    of what is in no block."""

    page: int
    rect: Rect
    block: str
    words: str


def places_of(layout: Layout) -> Iterator[Place]:
    """The places of all blocks, and of all words outside of blocks. Blocks may stand in others."""
    in_block = [bool(node.block) for node in layout.nodes]
    for index, node in enumerate(layout.nodes):
        in_block[index] |= node.parent >= 0 and in_block[node.parent]
    for piece in layout.pieces:
        if block := layout.nodes[piece.node].block:
            yield Place(piece.page, piece.rect, block, "")
        elif piece.lines and not in_block[piece.node]:
            yield Place(piece.page, piece.rect, "", " ".join(line.text for line in piece.lines))


def at(places: tuple[Place, ...], page: int, x: float, y: float) -> Place | None:
    """What stands at a point of a page, given in mm, or close by: the nearest, and the smallest of those around it."""
    near = ((_distance(one.rect, x, y), one) for one in places if one.page == page)
    close = [(far, one.rect.width * one.rect.height, one) for far, one in near if far <= _CLOSE]
    return min(close, key=lambda one: one[:2])[2] if close else None


def _distance(rect: Rect, x: float, y: float) -> float:
    """How far a point is outside of a rectangle, in mm; 0 inside."""
    return max(rect.left - x, x - rect.right, rect.top - y, y - rect.bottom, 0)
