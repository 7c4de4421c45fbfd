"""Reads the tag tree from the laid-out boxes of a document.

Every element has one tag, however many pages and columns it is divided over, and tags stand in the order of the
source. What readers need not hear is drawn as an artifact: running heads, repeated heads of tables, leaders, pictures
that decorate. The engine's boxes are taken as they are: nothing is imported from it here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.design.isolates import without_isolates
from briefgen.output.tagging import elements
from briefgen.output.tagging.tag import GROUPS, Area, Content, Tag
from briefgen.output.tagging.tree import Tree
from briefgen.output.tagging.words import Words

POINT = 0.75
"""Points in a CSS pixel."""

_SAID = re.compile(r"[\w\s.,:;!?()\[\]]")
"""What is worth hearing of what style sheets write before and behind elements: words, numbers, punctuation, spaces."""


@dataclass(frozen=True)
class Read:
    """A tag tree; which tag each anchor leads to; for each page the numbers of the marked content that is an artifact:
    `Header` or `Footer` where it is a running head, else empty; and the areas of links in what is not told."""

    root: Tag
    anchors: Mapping[str, Tag]
    artifacts: tuple[Mapping[int, str], ...]
    untold: tuple[Area, ...]


def read_tags(pages: Sequence[Any], marks: Sequence[dict[Any, int]], root: Any) -> Read:
    """The tag tree of laid-out pages. `marks` leads on each page from boxes to the numbers of their marked content,
    and is used up; `root` is the `html` element."""
    reader = _Reader(root, marks)
    for number, page in enumerate(pages):
        reader.read_page(number, page)
    reader.finish()
    return Read(reader.tree.root, reader.tree.anchors, tuple(reader.artifacts), tuple(reader.untold))


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
        self.untold: list[Area] = []
        self.words = Words(root)
        self.first: dict[Any, tuple[Any, int]] = {}
        self.lists: dict[Tag, tuple[Any, str]] = {}
        self.last_words: dict[Tag, Tag] = {}
        self.page_height = 0.0

    # --- pages --------------------------------------------------------------------------------------

    def read_page(self, number: int, page: Any) -> None:
        self.page_height = page.height
        notes = [box for box in page._page_box.children if type(box).__name__ == "FootnoteAreaBox"]
        for box in page._page_box.children:
            if box not in notes:
                self._read(box, self.tree.root, number)
        for note in (note for area in notes for note in area.children):
            self.words.go_to(note.element)
            self._read_all(note, self.tree.note_of(note.element), number)
        self.words.go_to(None)
        for box in tuple(self.marks[number]):
            self._leave_out(box, number)

    def finish(self) -> None:
        """What can be said only when all has been read."""
        for tag, last in self.last_words.items():
            self.words.part_last(tag)
            tag.kids.append(last)
        _drop_empty(self.tree.root)
        self.tree.join_notes()
        self.tree.name_links()
        for tag, (element, style) in self.lists.items():
            labels = [label.text for item in tag.held() for label in item.held("Lbl")]
            tag.numbering = elements.numbering_of(element, style, labels)

    def _leave_out(self, box: Any, page: int, kind: str = "") -> None:
        """Make an artifact of a box and all in it."""
        box = getattr(box, "_box", box)
        mark = self.marks[page].pop(box, None)
        if mark is not None:
            self.artifacts[page][mark] = kind
        if getattr(box, "link_annotation", None) is not None:
            area, link = Area(page, box.link_annotation), self.tree.tags.get((box.element, ""))
            if link is not None and link.name == "Link":  # told before, and can be clicked here too
                link.kids.append(area)
            else:
                self.untold.append(area)
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
            is_apart = tag is parent and kind not in ("InlineBox", "LineBox")
            if is_apart or elements.is_note_mark(element):
                self._end(tag)
            self._read_all(box, tag, page)
            if is_apart:
                self._end(tag)

    def _end(self, tag: Tag) -> None:
        """What follows is another word; and where a block without a tag of its own begins or ends, another
        paragraph."""
        self.words.end()
        for paragraph in tag.held("P")[-1:]:
            paragraph.is_open = False

    def _read_all(self, box: Any, tag: Tag, page: int) -> None:
        for child in box.children:
            self._read(child, tag, page)

    def _is_repeated(self, box: Any, page: int) -> bool:
        """Whether a head or foot of a table has been told, or what stands at the same place of every page."""
        first, first_page = self.first.setdefault(box.element, (box, page))
        if box.style["position"] == "fixed":
            return bool(first_page != page)
        return box.element.tag in ("thead", "tfoot") and first is not box and type(first) is type(box)

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
        self.words.add(
            tag, Content(page, mark, text), box.element, box.element_tag or "", box.style["direction"]
        )

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
        self.words.know(box.element, box.element_tag, _written(box))
        self._take_link(box, parent, page)
        if pseudo == "footnote-marker":
            self._read_all(box, self.tree.child("Lbl", parent, box.element, "label"), page)
        elif (
            (item := parent.above("LI", "TOCI"))
            and (pseudo == "marker" or _uses(box, "counter()"))
            and not (pseudo != "marker" and item.held("Lbl"))
        ):
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
