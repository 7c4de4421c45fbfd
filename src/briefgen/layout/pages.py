"""A document as it was laid out on pages: where everything stands, and what the engine did not draw.

Plain values, in millimetres from the top left corner of the page, so that they travel between processes, are
kept with the PDF, and rules about pages need no engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

PICTURES = ("img", "svg")
"""Elements that are drawn without a text of their own."""


class Rect(NamedTuple):
    """A rectangle on a page, in mm."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def overlap(self, other: Rect) -> Rect | None:
        """What two rectangles have in common, if anything."""
        both = Rect(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )
        return both if both.width > 0 and both.height > 0 else None

    def around(self, other: Rect) -> Rect:
        """The smallest rectangle that holds both."""
        return Rect(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True)
class PageBox:
    """A page: its size, the area inside its margins, and where the notes at its foot begin (the foot of the
    area when there are none)."""

    width: float
    height: float
    area: Rect
    foot: float


@dataclass(frozen=True)
class Node:
    """An element of the document: tag, id, classes, the id of the source's block that it is (`data-b`, or
    empty), its parent by index (-1 for the root), and where it leads if it is a link."""

    tag: str
    id: str
    classes: tuple[str, ...]
    block: str
    parent: int
    link: str = ""


class Line(NamedTuple):
    """One line of text as drawn: where its words stand, and the words, without what style sheets add."""

    rect: Rect
    text: str


@dataclass(frozen=True)
class Piece:
    """What of one element stands on one page, or in one column of it: its box, and the lines of text directly in
    it. `is_note` when it stands in the area of notes at the foot; `column` counts the columns of a page from 1,
    and is 0 for what is not set in columns."""

    node: int
    page: int
    rect: Rect
    lines: tuple[Line, ...] = ()
    is_note: bool = False
    column: int = 0


@dataclass(frozen=True)
class Loss:
    """Something of an element that is on no page: a "text", a "picture" or a "link" (its words are there, and lead
    nowhere). `what` is the text, or the address."""

    node: int
    kind: str
    what: str


@dataclass(frozen=True)
class Layout:
    """All pages of one document. Nodes stand in the order of the document; pieces in that order, page by page.
    Pages count from 0."""

    pages: tuple[PageBox, ...]
    nodes: tuple[Node, ...]
    pieces: tuple[Piece, ...]
    losses: tuple[Loss, ...] = ()

    @cached_property
    def by_node(self) -> dict[int, tuple[Piece, ...]]:
        """The pieces of each element."""
        found: dict[int, list[Piece]] = {}
        for piece in self.pieces:
            found.setdefault(piece.node, []).append(piece)
        return {node: tuple(pieces) for node, pieces in found.items()}

    @cached_property
    def by_page(self) -> dict[int, tuple[Piece, ...]]:
        """The pieces on each page."""
        found: dict[int, list[Piece]] = {}
        for piece in self.pieces:
            found.setdefault(piece.page, []).append(piece)
        return {page: tuple(pieces) for page, pieces in found.items()}

    @cached_property
    def _ends(self) -> list[int]:
        """One past the last element in each element."""
        ends = list(range(1, len(self.nodes) + 1))
        for index in range(len(self.nodes) - 1, 0, -1):
            parent = self.nodes[index].parent
            if parent >= 0:
                ends[parent] = max(ends[parent], ends[index])
        return ends

    def ancestors(self, node: int) -> Iterator[int]:
        """An element and those around it, outwards."""
        while node >= 0:
            yield node
            node = self.nodes[node].parent

    def inside(self, node: int) -> range:
        """An element and those in it, in the order of the document."""
        return range(node, self._ends[node])

    def block_of(self, node: int) -> str:
        """The id of the innermost block of the source that an element belongs to; empty when it is the
        template's."""
        return next((self.nodes[n].block for n in self.ancestors(node) if self.nodes[n].block), "")

    def with_class(self, name: str) -> Iterator[int]:
        """The elements of a class, in the order of the document."""
        return (index for index, node in enumerate(self.nodes) if name in node.classes)

    def within(self, *classes: str) -> frozenset[int]:
        """The elements that have one of these classes, and all in them."""
        return frozenset(inner for name in classes for n in self.with_class(name) for inner in self.inside(n))

    def text_of(self, node: int) -> str:
        """The words of an element as they are drawn; notes at the foot belong to no element but their own."""
        here = self.by_node.get(node, ())
        in_notes = bool(here) and all(piece.is_note for piece in here)
        pieces = [piece for inner in self.inside(node) for piece in self.by_node.get(inner, ())]
        return " ".join(line.text for p in pieces if p.is_note == in_notes for line in p.lines).strip()

    @cached_property
    def first_page(self) -> int:
        """The page on which the text begins: the one after a cover."""
        return 1 if len(self.pages) > 1 and any("has-cover" in node.classes for node in self.nodes) else 0

    @cached_property
    def last_page(self) -> int:
        """The last page of the text. With a cover comes a back page, which holds the imprint and is not counted."""
        apart = self.within("imprint") if self.first_page else frozenset()
        pages = {piece.page for piece in self.pieces if self.is_drawn(piece) and piece.node not in apart}
        return max(pages, default=0)

    def is_drawn(self, piece: Piece) -> bool:
        """Whether a piece has text or a picture of its own, and is no mere box around others."""
        return bool(piece.lines) or self.nodes[piece.node].tag in PICTURES

    def drawn(self, page: int) -> Iterator[tuple[Piece, Rect]]:
        """What is drawn on a page: each line of text and each picture, with its piece."""
        for piece in self.by_page.get(page, ()):
            for line in piece.lines:
                yield piece, line.rect
            if self.nodes[piece.node].tag in PICTURES:
                yield piece, piece.rect

    def content(self, page: int) -> Iterator[tuple[Piece, Rect]]:
        """What is drawn on a page above its notes."""
        return ((piece, rect) for piece, rect in self.drawn(page) if not piece.is_note)

    def filled_to(self, page: int) -> float:
        """How far down a page is filled above its notes, in mm from its top; the top of the text area when it is
        empty."""
        area = self.pages[page].area
        return max((rect.bottom for _, rect in self.content(page)), default=area.top)

    def used(self, page: int) -> float:
        """How much of a page's text area is used from its top, in mm, notes at its foot included."""
        box = self.pages[page]
        return max(self.filled_to(page) - box.area.top, 0.0) + max(box.area.bottom - box.foot, 0.0)

    def columns_on(self, page: int) -> int:
        """How many columns of text stand side by side on a page."""
        lefts: dict[int, float] = {}
        for piece in self.by_page.get(page, ()):
            if piece.column:
                lefts[piece.column] = min(piece.rect.left, lefts.get(piece.column, piece.rect.left))
        return len({round(left) for left in lefts.values()}) or 1


_NOT_WRITTEN = re.compile(r"[\s\-\u00ad\u2010\u2011\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


def letters(text: str) -> str:
    """A text for comparing what was written with what was drawn: spaces, line ends, hyphens and signs that nobody
    sees do not count, nor capitals."""
    return _NOT_WRITTEN.sub("", text).casefold()


def to_json(layout: Layout) -> list[Any]:
    """A layout as JSON holds it."""
    return [
        [(p.width, p.height, p.area, p.foot) for p in layout.pages],
        [(n.tag, n.id, n.classes, n.block, n.parent, n.link) for n in layout.nodes],
        [(p.node, p.page, p.rect, p.lines, p.is_note, p.column) for p in layout.pieces],
        [(loss.node, loss.kind, loss.what) for loss in layout.losses],
    ]


def from_json(data: list[Any]) -> Layout:
    """The layout that `to_json` made."""
    pages, nodes, pieces, losses = data
    return Layout(
        pages=tuple(PageBox(w, h, Rect(*area), foot) for w, h, area, foot in pages),
        nodes=tuple(Node(tag, id_, tuple(classes), *rest) for tag, id_, classes, *rest in nodes),
        pieces=tuple(
            Piece(node, page, Rect(*rect), tuple(Line(Rect(*at), text) for at, text in lines), *rest)
            for node, page, rect, lines, *rest in pieces
        ),
        losses=tuple(Loss(*loss) for loss in losses),
    )
