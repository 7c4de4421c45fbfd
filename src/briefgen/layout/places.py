"""What stands where on the pages of a PDF, so that whoever points at it is led to its source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from briefgen.layout.pages import Layout, Rect


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
    """What stands at a point of a page, given in mm: the smallest of those that hold it, else the nearest."""
    here = [one for one in places if one.page == page]
    around = [one for one in here if _distance(one.rect.left, x, one.rect.right) == 0]
    holding = [one for one in around if _distance(one.rect.top, y, one.rect.bottom) == 0]
    if holding:
        return min(holding, key=lambda one: one.rect.width * one.rect.height)
    return min(around or here, key=lambda one: _distance(one.rect.top, y, one.rect.bottom), default=None)


def _distance(low: float, value: float, high: float) -> float:
    """How far a value is outside of two others; 0 between them."""
    return max(low - value, value - high, 0)
