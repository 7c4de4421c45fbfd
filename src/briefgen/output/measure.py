"""Reads the boxes that the PDF engine laid out into a `Layout`.

The engine's boxes are taken as they are, by the names of their classes: nothing is imported from it here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from briefgen.design.isolates import without_isolates
from briefgen.layout.pages import Layout, Line, Node, PageBox, Piece, Rect
from briefgen.output.undrawn import undrawn

MM = 25.4 / 96
"""Millimetres in a CSS pixel."""

_DIGITS = 2
_ASCENT, _DESCENT = 0.8, 0.25
"""How far letters reach above and below the line they stand on, in ems: fonts claim more, Arabic ones much more."""

_SEEN_HEIGHT = 0.75
"""The share of a line's height that must not be cut off."""

_CUT_WIDTH = 1.0
"""Millimetres of a line that may be cut off: what is left of a word's last letter can be read."""

_GENERATED = ("before", "after", "marker", "footnote-marker", "footnote-call")
"""Boxes whose words the style sheet writes; those of `::first-letter` and `::first-line` are the author's."""


def measure(document: Any, root: Any) -> Layout:
    """The layout of a rendered document; `root` is the parsed `html` element that it was made from."""
    nodes = tuple(_nodes(root))
    boxes = _Boxes({element: index for index, (element, _) in enumerate(nodes)})
    pages = []
    for number, page in enumerate(document.pages):
        pages.append(_page(page._page_box))
        boxes.read_page(number, page._page_box)
    pieces = tuple(
        Piece(node, page, found.rect, tuple(found.lines), found.is_note, column)
        for (node, page, column), found in boxes.found.items()
    )
    losses = tuple(undrawn(nodes, boxes.drawn, boxes.pictures))
    return Layout(tuple(pages), tuple(node for _, node in nodes), pieces, losses)


def _nodes(root: Any) -> Iterator[tuple[Any, Node]]:
    """The elements of the document with what is said of each; pictures of SVG are one element."""
    count, waiting = 0, [(root, -1)]
    while waiting:
        element, parent = waiting.pop()
        if not isinstance(element.tag, str):
            continue  # a comment
        get, tag = element.get, element.tag.rpartition("}")[2]
        link = get("href", "") if tag == "a" else ""
        classes = tuple(get("class", "").split())
        yield element, Node(tag, get("id", ""), classes, get("data-b", ""), parent, link)
        if tag != "svg":
            waiting += [(child, count) for child in reversed(element)]
        count += 1


def _page(box: Any) -> PageBox:
    area = _rect(box.content_box_x(), box.content_box_y(), box.width, box.height)
    notes = next((c for c in box.children if type(c).__name__ == "FootnoteAreaBox" and c.children), None)
    foot = notes.border_box_y() * MM if notes else area.bottom
    width, height = box.margin_width() * MM, box.margin_height() * MM
    return PageBox(round(width, _DIGITS), round(height, _DIGITS), area, round(foot, _DIGITS))


@dataclass
class _Found:
    """What is known of an element on a page while its boxes are read."""

    rect: Rect
    is_note: bool
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class _Around:
    """What holds for a box because of the boxes around it: where it stands, what of it is cut off (in the
    coordinates of the page), how it is turned or moved, and whether anything of it is drawn at all."""

    page: int
    clip: Rect
    is_note: bool
    column: int = 0
    matrix: Any = None
    is_drawn: bool = True

    def rect(self, left: float, top: float, width: float, height: float) -> Rect:
        """A rectangle of the engine where it is drawn on the page."""
        if self.matrix is None:
            return _rect(left, top, width, height)
        corners = [
            self.matrix.transform_point(x, y) for x in (left, left + width) for y in (top, top + height)
        ]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return _rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))

    def border(self, box: Any) -> Rect:
        return self.rect(box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height())

    def inside(self, box: Any) -> _Around:
        """What holds for the boxes in a box."""
        here, style = self, box.style
        if box.transformation_matrix is not None:
            matrix = box.transformation_matrix
            here = replace(here, matrix=matrix if here.matrix is None else matrix @ here.matrix)
        if style["opacity"] == 0 and here.is_drawn:
            here = replace(here, is_drawn=False)
        if style["overflow"] != "visible":
            cut = here.rect(
                box.padding_box_x(), box.padding_box_y(), box.padding_width(), box.padding_height()
            )
            here = replace(here, clip=here.clip.overlap(cut) or _NOWHERE)
        if style["position"] in ("absolute", "fixed") and style["clip"]:
            here = replace(here, clip=here.clip.overlap(_clipped(here, box)) or _NOWHERE)
        return here


_NOWHERE = Rect(0, 0, 0, 0)


def _clipped(around: _Around, box: Any) -> Rect:
    """What the property `clip` leaves of a positioned box."""
    top, right, bottom, left = box.style["clip"]
    x, y = box.border_box_x(), box.border_box_y()
    top, left = (0 if side == "auto" else side for side in (top, left))
    right = box.border_width() if right == "auto" else right
    bottom = box.border_height() if bottom == "auto" else bottom
    return around.rect(x + left, y + top, max(right - left, 0), max(bottom - top, 0))


@dataclass
class _Boxes:
    """Collects pieces by element, page and column, and the texts and pictures that are drawn of each element."""

    numbers: dict[Any, int]
    found: dict[tuple[int, int, int], _Found] = field(default_factory=dict)
    drawn: dict[int, list[str]] = field(default_factory=dict)
    pictures: set[int] = field(default_factory=set)
    columns: int = 0

    def read_page(self, number: int, page_box: Any) -> None:
        whole = _rect(0, 0, page_box.margin_width(), page_box.margin_height())
        self.columns = 0
        for child in page_box.children:
            kind = type(child).__name__
            if kind != "MarginBox":
                self._read(child, _Around(number, whole, is_note=kind == "FootnoteAreaBox"))

    def _read(self, box: Any, around: _Around) -> None:
        box = getattr(box, "_box", box)  # the engine leaves a stand-in where a positioned box was
        kind = type(box).__name__
        if kind == "TextBox":
            return
        if kind == "LineBox":
            self._read_line(box, around)
            return
        here = around.inside(box)
        if box.is_column:
            self.columns += 1
            here = replace(here, column=self.columns)
        elif (node := self._node(box)) is not None and box.width != "auto":
            self._note(node, here.border(box), here)
            self._look_for_picture(node, box, here, kind)
        for child in box.children:
            self._read(child, here)

    def _look_for_picture(self, node: int, box: Any, around: _Around, kind: str) -> None:
        layers = box.background.layers if box.background else ()
        if "Replaced" in kind or any(layer.image for layer in layers):
            is_seen = around.is_drawn and box.style["visibility"] == "visible"
            if is_seen and around.border(box).overlap(around.clip):
                self.pictures.add(node)

    def _read_line(self, line: Any, around: _Around) -> None:
        """The words of a line, and the boxes that stand in it."""
        words: list[tuple[Rect, str]] = []
        self._read_inline(line, around, words)
        owner = self._node(line)
        if owner is None or not words:
            return
        rect = words[0][0]
        for other, _ in words[1:]:
            rect = rect.around(other)
        if (owner, around.page, around.column) not in self.found:
            self._note(owner, rect, around)
        text = "".join(text for _, text in words).strip()
        self.found[owner, around.page, around.column].lines.append(Line(rect, text))

    def _read_inline(self, box: Any, around: _Around, words: list[tuple[Rect, str]]) -> None:
        for child in box.children:
            kind = type(child).__name__
            if kind == "TextBox":
                self._read_text(child, around, words)
            elif kind == "InlineBox":
                here = around if child.style["opacity"] else replace(around, is_drawn=False)
                self._read_inline(child, here, words)
                if (node := self._node(child)) is not None:
                    self._note(node, around.border(child), around)
            else:
                self._read(child, around)

    def _read_text(self, box: Any, around: _Around, words: list[tuple[Rect, str]]) -> None:
        style = box.style
        size, baseline = style["font_size"], box.position_y + box.baseline
        is_inked = style["visibility"] == "visible" and style["opacity"] and style["color"].alpha
        if not (size and is_inked and around.is_drawn):
            return
        rect = around.rect(box.position_x, baseline - _ASCENT * size, box.width, (_ASCENT + _DESCENT) * size)
        if not _is_seen(rect, around.clip):
            return
        pseudo = (box.element_tag or "").partition("::")[2]
        text = without_isolates(box.text)
        words.append((rect, "" if pseudo in _GENERATED else text))
        if pseudo not in _GENERATED and (node := self.numbers.get(box.element)) is not None:
            self.drawn.setdefault(node, []).append(text)

    def _node(self, box: Any) -> int | None:
        """The element that a box is of; None for what style sheets put before, behind or between."""
        is_generated = (box.element_tag or "").partition("::")[2] in _GENERATED
        return None if is_generated else self.numbers.get(box.element)

    def _note(self, node: int, rect: Rect, around: _Around) -> None:
        key = (node, around.page, around.column)
        if (known := self.found.get(key)) is None:
            self.found[key] = _Found(rect, around.is_note)
        else:
            known.rect = known.rect.around(rect)


def _is_seen(rect: Rect, clip: Rect) -> bool:
    """Whether a text is seen, all but what nobody would miss."""
    left = rect.overlap(clip)
    if left is None or left.height < _SEEN_HEIGHT * rect.height:
        return False
    return rect.width - left.width <= min(_CUT_WIDTH, rect.width / 2)


def _rect(left: float, top: float, width: float, height: float) -> Rect:
    return Rect(
        round(left * MM, _DIGITS),
        round(top * MM, _DIGITS),
        round((left + width) * MM, _DIGITS),
        round((top + height) * MM, _DIGITS),
    )
