"""Reads the tag tree from the laid-out boxes of a document.

Every element has one tag, however many pages and columns it is divided over, and tags stand in the order of the
source. What readers need not hear is drawn as an artifact: running heads, repeated heads of tables, leaders, pictures
that decorate. The engine's boxes are taken as they are: nothing is imported from it here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefgen.content.left_to_right import RIGHT_TO_LEFT
from briefgen.design.isolates import without_isolates
from briefgen.output.tagging import elements
from briefgen.output.tagging.line_ends import Drawn, LineEnds, WrittenEnds
from briefgen.output.tagging.tag import BLOCKS, GROUPS, Area, Content, Tag
from briefgen.output.tagging.tree import Tree

POINT = 0.75
"""Points in a CSS pixel."""

_SAID = re.compile(r"[\w\s.,:;!?()\[\]]")
"""What is worth hearing of what style sheets write before and behind elements: words, numbers, punctuation, spaces."""


@dataclass(frozen=True)
class Read:
    """A tag tree; which tag each anchor leads to; and for each page the numbers of the marked content that is an
    artifact: `Header` or `Footer` where it is a running head, else empty."""

    root: Tag
    anchors: Mapping[str, Tag]
    artifacts: tuple[Mapping[int, str], ...]


def read_tags(pages: Sequence[Any], marks: Sequence[dict[Any, int]], root: Any) -> Read:
    """The tag tree of laid-out pages. `marks` leads on each page from boxes to the numbers of their marked content,
    and is used up; `root` is the `html` element."""
    reader = _Reader(root, marks)
    for number, page in enumerate(pages):
        reader.read_page(number, page)
    reader.finish()
    return Read(reader.tree.root, reader.tree.anchors, tuple(reader.artifacts))


def _drop_empty(tag: Tag) -> bool:
    """Take out the tags that hold nothing; whether one is to stay. An empty cell of a table does."""
    tag.kids = [kid for kid in tag.kids if not isinstance(kid, Tag) or _drop_empty(kid)]
    return bool(tag.kids) or tag.name in ("Document", "TH", "TD")


class _Reader:
    """Goes through the boxes of each page."""

    def __init__(self, root: Any, marks: Sequence[dict[Any, int]]) -> None:
        self.tree = Tree(root)
        self.marks = marks
        self.artifacts: list[dict[int, str]] = [{} for _ in marks]
        self.lines = LineEnds(root)
        self.written_lines = WrittenEnds()
        self.latest: tuple[Tag, int] | None = None
        self.first_pages: dict[Any, int] = {}
        self.lists: dict[Tag, tuple[Any, str]] = {}
        self.last_words: dict[Tag, Tag] = {}
        self.written: dict[tuple[Any, str], str] = {}
        self.page_height = 0.0

    # --- pages --------------------------------------------------------------------------------------

    def read_page(self, number: int, page: Any) -> None:
        self.page_height = page.height
        notes = [box for box in page._page_box.children if type(box).__name__ == "FootnoteAreaBox"]
        for box in page._page_box.children:
            if box not in notes:
                self._read(box, self.tree.root, number)
        for note in (note for area in notes for note in area.children):
            self._read_all(note, self.tree.note_of(note.element), number)
        for box in tuple(self.marks[number]):
            self._leave_out(box, number)

    def finish(self) -> None:
        """What can be said only when all has been read."""
        for tag, last in self.last_words.items():
            self.latest = (tag, len(tag.kids) - 1)
            self._put_space(tag)
            tag.kids.append(last)
        _drop_empty(self.tree.root)
        self.tree.join_notes()
        for tag, (element, style) in self.lists.items():
            labels = [label.text for item in tag.held() for label in item.held("Lbl")]
            tag.numbering = elements.numbering_of(element, style, labels)

    def _leave_out(self, box: Any, page: int, kind: str = "") -> None:
        """Make an artifact of a box and all in it."""
        box = getattr(box, "_box", box)
        mark = self.marks[page].pop(box, None)
        if mark is not None:
            self.artifacts[page][mark] = kind
        box.link_annotation = None
        for child in getattr(box, "children", ()):
            self._leave_out(child, page, kind)

    # --- boxes --------------------------------------------------------------------------------------

    def _read(self, box: Any, parent: Tag, page: int) -> None:
        box = getattr(box, "_box", box)  # the engine leaves a stand-in where a positioned box was
        kind = type(box).__name__
        element, pseudo = box.element, (box.element_tag or "").partition("::")[2]
        if kind == "MarginBox":
            self._leave_out(box, page, "Header" if "top" in box.at_keyword else "Footer")
        elif box.is_leader or (element is not None and elements.is_hidden(element)):
            self._leave_out(box, page)
        elif kind == "TextBox":
            self._read_text(box, parent, page)
        elif "Replaced" in kind:
            self._read_picture(box, parent, page)
        elif pseudo in ("marker", "before", "after", "footnote-call", "footnote-marker"):
            self._read_generated(box, pseudo, parent, page)
        elif kind == "PageBox" or element is None or element.tag in ("html", "body"):
            self._read_all(box, parent, page)
        elif self._is_repeated(box, page):
            self._leave_out(box, page)
        else:
            tag = self.tree.tag_of(element, parent)
            if tag.name == "L" and tag not in self.lists:
                self.lists[tag] = (element, box.style["list_style_type"])
            self._take_link(box, tag, page)
            self._read_all(box, tag, page)

    def _read_all(self, box: Any, tag: Tag, page: int) -> None:
        for child in box.children:
            self._read(child, tag, page)

    def _is_repeated(self, box: Any, page: int) -> bool:
        """Whether a head or foot of a table was on an earlier page already."""
        if box.element.tag not in ("thead", "tfoot"):
            return False
        return self.first_pages.setdefault(box.element, page) != page

    def _take_link(self, box: Any, tag: Tag, page: int) -> None:
        if box.link_annotation is not None:
            link = tag.above("Link") or self.tree.child("Link", self.tree.for_words(tag), box.element, "link")
            link.kids.append(Area(page, box.link_annotation))

    def _read_text(self, box: Any, parent: Tag, page: int) -> None:
        text = without_isolates(box.pango_layout.text if box.text.strip() else box.text)
        mark = self.marks[page].pop(box, None)
        if mark is None:
            return
        if not text or (parent.name in GROUPS and not text.strip()):
            self.artifacts[page][mark] = ""
            return
        tag = self.tree.for_words(parent)
        drawn = self._drawn(box, text)
        if drawn.follows_space:
            self._put_space(tag)
        if _is_turned(text, box.style["direction"]):
            # Words stand in the file as they are drawn, from left to right; the tag says them as they are read.
            tag = self._as_read(tag)
            tag.said += text if text[-1:].isspace() else f"{text} "
        self.latest = (tag, len(tag.kids))
        tag.kids.append(Content(page, mark, text, drawn.is_broken))

    def _drawn(self, box: Any, text: str) -> Drawn:
        element, tag = box.element, box.element_tag or ""
        if "::" not in tag:
            return self.lines.next(element, text)
        return self.written_lines.next(element, tag, self.written.get((element, tag), ""), text)

    def _put_space(self, tag: Tag) -> None:
        """Say that a space stands behind the latest words, if they are of the same block."""
        if self.latest is not None:
            owner, place = self.latest
            words = owner.kids[place] if owner.kids else None
            if owner.above(*BLOCKS) is tag.above(*BLOCKS) and isinstance(words, Content):
                owner.kids[place] = replace(words, ends_in_space=not words.text[-1:].isspace())

    def _as_read(self, tag: Tag) -> Tag:
        last = tag.kids[-1] if tag.kids else None
        if isinstance(last, Tag) and last.said:
            return last
        span = self.tree.child("Span", tag)
        span.is_anonymous = True
        return span

    def _read_picture(self, box: Any, parent: Tag, page: int) -> None:
        alternative = "" if "::" in (box.element_tag or "") else elements.alternative_of(box.element)
        if not alternative:
            self._leave_out(box, page)
            return
        figure = self.tree.child("Figure", self.tree.body_of(parent), box.element)
        figure.alternative = alternative
        left, top = box.content_box_x(), self.page_height - box.content_box_y()
        figure.box = (left * POINT, (top - box.height) * POINT, (left + box.width) * POINT, top * POINT)
        self._take_link(box, figure, page)
        mark = self.marks[page].pop(box, None)
        if mark is not None:
            figure.kids.append(Content(page, mark))
        for child in getattr(box, "children", ()):
            self._leave_out(child, page)

    # --- what style sheets write --------------------------------------------------------------------

    def _read_generated(self, box: Any, pseudo: str, parent: Tag, page: int) -> None:
        """The labels of list items and notes, page numbers, and words before and behind elements."""
        text = "".join(_texts(box))
        self.written.setdefault((box.element, box.element_tag), _written(box))
        self._take_link(box, parent, page)
        if pseudo == "footnote-marker":
            self._read_all(box, self.tree.child("Lbl", parent, box.element, "label"), page)
        elif pseudo == "footnote-call":
            self._read_all(
                box, self.tree.child("Reference", self.tree.for_words(parent), box.element, "call"), page
            )
        elif pseudo == "marker" or (_uses(box, "counter()") and not self._has_label(parent)):
            item = parent.above("LI", "TOCI")
            if item is None:
                self._read_all(box, parent, page)
                return
            label = self.tree.child("Lbl", item, box.element, "label")
            item.kids.sort(key=lambda kid: kid is not label)
            self._read_all(box, label, page)
        elif text and not _SAID.search(text):
            self._leave_out(box, page)
        elif _uses(box, "target-counter()"):  # a page number is told behind the words, wherever it stands
            last = self.last_words.setdefault(parent, Tag("Span", parent))
            self._read_all(box, last, page)
        else:
            self._read_all(box, parent, page)

    def _has_label(self, tag: Tag) -> bool:
        item = tag.above("LI", "TOCI")
        return item is None or bool(item.held("Lbl"))


def _is_turned(text: str, direction: str) -> bool:
    """Whether a text is drawn in another order than it is read: signs between words too, where the line runs from right
    to left."""
    is_plain = text.replace(" ", "").isalnum()
    return RIGHT_TO_LEFT.search(text) is not None or (
        direction == "rtl" and not is_plain and not text.isspace()
    )


def _uses(box: Any, function: str) -> bool:
    """Whether what a style sheet writes has a function in it, such as a counter."""
    content = box.style["content"]
    return not isinstance(content, str) and any(kind == function for kind, _ in content)


def _written(box: Any) -> str:
    """The words that a style sheet writes, as far as they are known without counting."""
    content = box.style["content"]
    parts = () if isinstance(content, str) else content
    return "".join(_part(box.element, kind, value) for kind, value in parts)


def _part(element: Any, kind: str, value: Any) -> str:
    if kind == "attr()":
        return str(element.get(value[0], ""))
    return str(value) if kind == "string" else ""


def _texts(box: Any) -> Iterator[str]:
    if type(box).__name__ == "TextBox":
        yield box.text
    for child in getattr(box, "children", ()):
        yield from _texts(child)
