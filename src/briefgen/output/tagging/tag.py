"""The tag tree of a PDF: what readers that do not see the page are told, in the order in which they are told it.

Names are those of the structure types of PDF 2.0 (ISO 32000-2, 14.8.4); PDF 1.7 calls some of them otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

GROUPS = frozenset(
    ("Document", "Part", "Sect", "Div", "Aside", "BlockQuote", "TOC", "TOCI", "L", "LI",
     "Table", "THead", "TBody", "TFoot", "TR")
)  # fmt: skip
"""Tags that hold other tags and no words of their own."""

HEADINGS = frozenset(("H1", "H2", "H3", "H4", "H5", "H6"))

BLOCKS = GROUPS | HEADINGS | {"P", "Lbl", "LBody", "Caption", "TH", "TD", "Figure", "FENote"}
"""Tags that begin a new line."""

_IN_1_7 = {"FENote": "Note"}


@dataclass(eq=False)
class Content:
    """A marked piece of a page's drawing: the page, its number on that page (MCID), and its words in the order in
    which they are read. A broken word has a hyphen that is only there because its line ends. Spaces at the ends of
    lines are not drawn: one may stand before the words or behind them."""

    page: int
    mark: int
    text: str = ""
    is_broken: bool = False
    starts_in_space: bool = False
    ends_in_space: bool = False
    group: Any = None
    """What it is drawn in where that is a drawing of its own within the page, as all that is half transparent."""

    @property
    def is_space(self) -> bool:
        """Whether it is a space, of which nothing is drawn."""
        return self.text.isspace()

    @property
    def said(self) -> str:
        """Its words with the spaces around them, and without the hyphen of a line's end."""
        words = self.text.rstrip()[:-1] if self.is_broken else self.text
        return f"{' ' if self.starts_in_space else ''}{words}{' ' if self.ends_in_space else ''}"


@dataclass(frozen=True)
class Area:
    """Where a link can be clicked on a page."""

    page: int
    annotation: Any


@dataclass(frozen=True)
class Cell:
    """What a cell of a table says of itself: how many columns and rows it spans, its own name and direction if it is
    a header (`Column` or `Row`), and the names of the headers that hold for it."""

    columns: int = 1
    rows: int = 1
    id: str = ""
    scope: str = ""
    headers: tuple[str, ...] = ()


@dataclass(eq=False)
class Tag:
    """A tag with what it says and holds. `place` is that of its element in the source, for the order of tags; -1 where
    the tag is of no element."""

    name: str
    parent: Tag | None = None
    place: int = -1
    kids: list[Tag | Content | Area] = field(default_factory=list)
    id: str = ""
    alternative: str = ""
    said: str = ""
    """Its words, where the file has them in another order (`ActualText`)."""

    expansion: str = ""
    language: str = ""
    numbering: str = ""
    box: tuple[float, float, float, float] | None = None
    """Where a picture stands on its page, in points: left, bottom, right, top."""

    cell: Cell | None = None
    label: str = ""
    """What a link is called, where that is not what it says."""

    target: str = ""
    """The anchor in the document that a link leads to."""

    refers_to: list[Tag] = field(default_factory=list)
    """The note of a mark, the marks of a note."""

    is_open: bool = False
    """Whether it is a paragraph of no element, in which words that follow go on."""

    @property
    def name_in_1_7(self) -> str:
        """What PDF 1.7 calls it."""
        return _IN_1_7.get(self.name, self.name)

    @property
    def is_said_otherwise(self) -> bool:
        """Whether something is said in the place of its words."""
        return bool(self.alternative or self.said or self.expansion)

    def tags(self) -> Iterator[Tag]:
        """This tag and all in it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.tags()

    @property
    def text(self) -> str:
        """Its words, as they are read."""
        return " ".join("".join(self._words()).split())

    def _words(self) -> Iterator[str]:
        if self.alternative or self.said:
            yield self.alternative or self.said
            return
        for kid in self.kids:
            if isinstance(kid, Content):
                yield kid.said
            elif isinstance(kid, Tag):
                yield from kid._words()
                if kid.name in BLOCKS:
                    yield " "

    def held(self, *names: str) -> list[Tag]:
        """The tags that it holds itself, with some names or with any."""
        return [kid for kid in self.kids if isinstance(kid, Tag) and (not names or kid.name in names)]

    def above(self, *names: str) -> Tag | None:
        """This tag or the nearest around it with one of some names."""
        tag: Tag | None = self
        while tag is not None and tag.name not in names:
            tag = tag.parent
        return tag

    def add(self, kid: Tag) -> None:
        """Take a tag in where its element stands in the source, even if what comes later was drawn earlier."""
        kid.parent = self
        index = len(self.kids)
        if kid.place >= 0:
            for place in range(len(self.kids) - 1, -1, -1):
                other = self.kids[place]
                if isinstance(other, Tag) and other.place >= 0:
                    if other.place <= kid.place:
                        break
                    index = place
        self.kids.insert(index, kid)

    def add_behind(self, kid: Tag) -> None:
        """Take a tag in directly behind the last one of an earlier element: a note behind its mark."""
        kid.parent = self
        earlier = (
            i for i, other in enumerate(self.kids) if isinstance(other, Tag) and 0 <= other.place < kid.place
        )
        self.kids.insert(max(earlier, default=len(self.kids) - 1) + 1, kid)
