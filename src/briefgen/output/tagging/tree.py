"""The tag tree while it grows: which tag each element has, and where it stands."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from briefgen.output.tagging import elements
from briefgen.output.tagging.table_headers import cells_of
from briefgen.output.tagging.tag import BLOCKS, GROUPS, HEADINGS, Cell, Tag

_INLINE = ("Link", "Code", "Quote", "Span", "Em", "Strong", "Reference")
_OF_TABLES = ("THead", "TBody", "TFoot", "TR", "TH", "TD")
_LABEL_LENGTH = 80
"""Letters of a note that its mark is called by."""


class Tree:
    """Tags by the element they are of and their part in it: empty for the element itself."""

    def __init__(self, root: Any) -> None:
        self.root = Tag("Document")
        self.places = {element: place for place, element in enumerate(root.iter())}
        self.around = {child: parent for parent in root.iter() for child in parent}
        self.tags: dict[tuple[Any, str], Tag] = {}
        self.cells: dict[Any, Cell] = {}
        self.language = elements.language_of(root)
        self.anchors: dict[str, Tag] = {}

    # --- elements -----------------------------------------------------------------------------------

    def tag_of(self, element: Any, parent: Tag) -> Tag:
        """The tag of an element: a new one when its first box is met, and the tag around where it has none."""
        if (known := self.tags.get((element, ""))) is not None:
            return known
        parent = self._around_in_source(element, parent)
        name = elements.tag_name(element, self._in_contents(element))
        if name is None or (name in _OF_TABLES and parent.above("Table") is None):
            self._take_anchor(element, parent)
            return parent
        if element.tag == "figcaption":
            name, parent = self._caption(element, parent)
        elif elements.is_subtitle(element) and (caption := self._caption_of_table(element)) is not None:
            parent = caption
        elif name == "LI" and parent.above("L") is None:
            parent = self.child("L", parent)
        elif name == "Lbl":
            parent = self._item(parent, is_term=True)
        elif name == "LBody":  # what a term means may be said in several parts
            parent = self.body_of(self._item(parent, is_term=False))
            name = "Div" if any(child.tag in ("p", "ul", "ol", "dl", "div") for child in element) else "P"
        elif elements.is_note_mark(element) or (name == "Link" and parent.above("TOCI") is not None):
            holder = parent if parent.name == "TOCI" else self.for_words(parent)
            parent = self.child("Reference", holder, element, "mark")
        elif name in _INLINE:
            parent = self.for_words(parent)
        parent = self._outside_of_words(name, parent if name == "Lbl" else self.body_of(parent))
        if name == "Table":
            self.cells.update(cells_of(element, f"t{self.places[element]}-"))
        tag = Tag(name, None, self.places[element])
        parent.add(tag)
        self._begin(tag, element)
        return tag

    def _begin(self, tag: Tag, element: Any) -> None:
        """What a tag says of its element."""
        self.tags[element, ""] = tag
        self._take_anchor(element, tag)
        language = self._language(element)
        tag.language = language if language != self._language_of(tag.parent) else ""
        tag.cell = self.cells.get(element)
        tag.id = tag.id or (tag.cell.id if tag.cell else "")
        if element.tag == "abbr":
            tag.expansion = elements.expansion_of(element)
        if tag.name == "Link":
            tag.label = " ".join(element.get("aria-label", "").split())
            page, _, anchor = element.get("href", "").partition("#")
            tag.target = "" if page else unquote(anchor)

    def _take_anchor(self, element: Any, tag: Tag) -> None:
        """Remember where links to an element lead."""
        if anchor := element.get("id"):
            self.anchors.setdefault(anchor, tag)

    def _language(self, element: Any) -> str:
        """The language that an element is in."""
        while element is not None:
            if language := elements.language_of(element):
                return language
            element = self.around.get(element)
        return ""

    def _language_of(self, tag: Tag | None) -> str:
        """The language that a tag is in, as it is said so far."""
        while tag is not None:
            if tag.language:
                return tag.language
            tag = tag.parent
        return self.language

    def _in_contents(self, element: Any) -> bool:
        while element is not None:
            if elements.is_contents(element):
                return True
            element = self.around.get(element)
        return False

    def _caption(self, element: Any, parent: Tag) -> tuple[str, Tag]:
        """Where the words under or over a figure go: into its table or quotation, or to its picture."""
        figure = self.around[element]
        shown = elements.shown_in(figure)
        if shown is not None and shown.tag == "table":
            return "Caption", self.tag_of(shown, parent)
        if shown is not None:
            return "Caption", parent
        quotation = next(
            (self.tags[q, ""] for q in figure.iter("blockquote") if (q, "") in self.tags), parent
        )
        return "P", quotation

    def _caption_of_table(self, element: Any) -> Tag | None:
        """The caption of the table that a subtitle is about."""
        figure = self.around.get(element)
        shown = elements.shown_in(figure) if figure is not None else None
        table = self.tags.get((shown, "")) if shown is not None and shown.tag == "table" else None
        captions = table.held("Caption") if table else []
        return captions[0] if captions else None

    def _around_in_source(self, element: Any, parent: Tag) -> Tag:
        """The tag to put an element into: where a block stands in a line, its box is not in those of the line."""
        tag = self._tag_around(element) or parent
        inner: Tag | None = parent
        while inner is not None and inner is not tag:
            inner = inner.parent
        return parent if inner is tag else tag

    def _item(self, parent: Tag, is_term: bool) -> Tag:
        """The item of a list of terms that a term, or what it means, belongs to."""
        terms = parent.above("L") or parent
        items = terms.held("LI")
        return self.child("LI", terms) if not items or (is_term and items[-1].held("LBody")) else items[-1]

    # --- places -------------------------------------------------------------------------------------

    def child(self, name: str, parent: Tag, element: Any = None, role: str = "") -> Tag:
        """A tag that a tag holds: the same again for the same element and role."""
        if element is not None and (known := self.tags.get((element, role))) is not None:
            return known
        tag = Tag(name, None, -1 if element is None else self.places[element])
        if element is not None:
            self.tags[element, role] = tag
        parent.add(tag)
        return tag

    def body_of(self, tag: Tag) -> Tag:
        """Where what is in an item of a list goes."""
        if tag.name != "LI":
            return tag
        bodies = tag.held("LBody")
        return bodies[0] if bodies else self.child("LBody", tag)

    def for_words(self, tag: Tag) -> Tag:
        """Where words go that stand in a tag: a paragraph of their own, if it holds none itself."""
        tag = self.body_of(tag)
        if tag.name not in GROUPS:
            return tag
        last = tag.kids[-1] if tag.kids else None
        if isinstance(last, Tag) and last.is_open:
            return last
        words = self.child("P", tag)
        words.is_open = True
        return words

    def _outside_of_words(self, name: str, parent: Tag) -> Tag:
        """A block does not stand in a paragraph or heading."""
        if name in BLOCKS and (parent.name == "P" or parent.name in HEADINGS or parent.name in _INLINE):
            return parent.above(*GROUPS, "LBody", "TD", "TH", "FENote", "Caption") or self.root
        return parent

    # --- notes --------------------------------------------------------------------------------------

    def note_of(self, element: Any) -> Tag:
        """The tag of a note, which stands at the foot of a page and is told behind its mark; if that is in a heading,
        behind the heading."""
        if (known := self.tags.get((element, ""))) is not None:
            return known
        parent = self._around(element)
        note = Tag("FENote", None, self.places[element], id=f"note-{self.places[element]}")
        parent.add_behind(note)
        self._begin(note, element)
        return note

    def join_notes(self) -> None:
        """Let each mark of a note name the note, and the note its marks."""
        for mark in self.root.tags():
            link = (
                next((tag for tag in mark.tags() if tag.target), None) if mark.name == "Reference" else None
            )
            note = self.anchors.get(link.target) if link else None
            if link is not None and note is not None and note.name == "FENote":
                mark.refers_to.append(note)
                note.refers_to.append(mark)
                link.label = _shortened(f"{link.text}: {_without_label(note)}")

    def name_links(self) -> None:
        """Let links that hold no words, because blocks stand in them, say those."""
        for (element, part), tag in self.tags.items():
            if tag.name == "Link" and not part and not tag.label and not tag.text:
                tag.label = " ".join("".join(element.itertext()).split())

    def _tag_around(self, element: Any) -> Tag | None:
        """The tag of the nearest element around one that has a tag."""
        outer = self.around.get(element)
        while outer is not None and (outer, "") not in self.tags:
            outer = self.around.get(outer)
        return self.tags[outer, ""] if outer is not None else None

    def _around(self, element: Any) -> Tag:
        """Where the words stand around an element that was taken out of them."""
        tag = self._tag_around(element) or self.root
        if (heading := tag.above(*HEADINGS)) is not None and heading.parent is not None:
            return heading.parent
        while tag.name in GROUPS and (
            inner := [t for t in tag.held() if t.name == "LBody" or (t.name == "P" and t.place < 0)]
        ):
            tag = inner[-1]
        return tag


def _without_label(note: Tag) -> str:
    """The words of a note without its number."""
    labels = note.held("Lbl")
    return note.text.removeprefix(labels[0].text).strip() if labels else note.text


def _shortened(text: str) -> str:
    if len(text) <= _LABEL_LENGTH:
        return text
    return f"{text[:_LABEL_LENGTH].rpartition(' ')[0]} …"
