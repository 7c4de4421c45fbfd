"""An edition as it was laid out, with the way back from its pages to the lines of its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from briefgen.content.decode import span_at
from briefgen.content.edition_text import EditionText
from briefgen.content.manuscript import Manuscript
from briefgen.core.source import Span
from briefgen.layout.fit import Contract
from briefgen.layout.pages import Layout, Piece

HEADINGS = ("h2", "h3", "h4", "h5", "h6")

BESIDE = ("side", "side-note", "stats-1")
"""What stands in the side column, beside the text and in an order of its own."""

_FRONT = {
    "key-messages": "key_messages", "summary": "summary", "subtitle": "subtitle", "facts": "facts",
    "recommendations": "recommendations", "recommendation-list": "recommendations", "byline": "byline",
    "acknowledgements": "acknowledgements", "hero": "hero", "hero-caption": "hero", "about": "about",
    "dateline": "dateline", "imprint-disclaimers": "disclaimer",
}  # fmt: skip
"""The keys of front matter by the classes of the elements that show them."""

_LONGEST = 60
"""Characters of a text that a message shows."""

KEPT = "it keeps the contract"
"""What another density that helps would do."""

_NUMBERED = {"figure": "Figure", "table": "Table"}


@dataclass(frozen=True)
class LaidOut:
    """What rules about pages are given: the layout and the edition it shows; what it promises; its address on the web;
    where its profile promises that, if it has one; the density it is set in and, if that does not keep the promise,
    one that would; elements and lines that cannot be read from the file."""

    layout: Layout
    manuscript: Manuscript
    text: EditionText
    contract: Contract
    address: str
    profile_at: Span | None = None
    density: str = ""
    would_keep: str = ""
    unreadable: tuple[tuple[int, str], ...] = ()

    def place(self, node: int) -> Span:
        """The line of the source that an element comes from, or the front matter's key; the title for what is the
        template's."""
        for outer in self.layout.ancestors(node):
            element = self.layout.nodes[outer]
            if element.block in self._lines:
                return self.manuscript.source.line_span(self._lines[element.block])
            if key := next((_FRONT[name] for name in element.classes if name in _FRONT), None):
                return span_at(self.manuscript.tree, (key,))
        return span_at(self.manuscript.tree, ("title",))

    def place_of_mark(self, mark: int, key: str) -> Span:
        """The place of a note's mark: in the source behind the beginning of what it stands in."""
        source, outer = self.manuscript.source, self.place(mark)
        start = source.text.find(f"[^{key}]", outer.start)
        return source.span(start, start + len(key) + 3) if start >= 0 else outer

    @cached_property
    def _lines(self) -> dict[str, int]:
        return {block.id: block.first_line for block in self.text.block_map.blocks}

    def name(self, node: int) -> str:
        """What an author would call an element: Table 2, the heading “…”, or its first words."""
        for outer in self.layout.ancestors(node):
            kind, _, number = self.layout.nodes[outer].id.partition("-")
            if kind in _NUMBERED and number.isdigit():
                return f"{_NUMBERED[kind]} {number}"
        if self.layout.nodes[node].tag in HEADINGS:
            return f"the heading “{self.layout.text_of(node)}”"
        return self.words(node)

    def words(self, node: int) -> str:
        """The first words of an element, in quotes; long ones, such as addresses, are cut."""
        words = self.layout.text_of(node).split()
        begins = " ".join(words[:6])
        is_whole = len(words) <= 6 and len(begins) <= _LONGEST
        return f"“{begins if is_whole else f'{begins[:_LONGEST].rstrip()} …'}”" if words else "a picture"

    def pieces(self, *tags: str) -> Iterator[Piece]:
        """The pieces of elements with these tags, page by page."""
        return (piece for piece in self.layout.pieces if self.layout.nodes[piece.node].tag in tags)

    @cached_property
    def beside(self) -> frozenset[int]:
        """The elements that stand beside the text."""
        return self.layout.within(*BESIDE)

    def density_hint(self, then: str) -> tuple[str, ...]:
        """What to say of another density that would help; `then` is how."""
        return (f"or write `density: {self.would_keep}` under `fit`: then {then}",) if self.would_keep else ()
