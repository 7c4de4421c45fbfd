"""The tag tree of a PDF: what readers that do not see the page are told, in the order in which they are told it.

Names are those of the structure types of PDF 2.0 (ISO 32000-2, 14.8.4); `write` says how PDF 1.7 knows them.
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

BLOCKS = GROUPS | {"P", "H1", "H2", "H3", "H4", "H5", "H6", "LBody", "Caption", "TH", "TD", "Figure"}
"""Tags that begin a new line."""

HEADINGS = frozenset(("H1", "H2", "H3", "H4", "H5", "H6"))


@dataclass(frozen=True)
class Content:
    """A marked piece of a page's drawing: the page, its number on that page (MCID), and its words in the order in
    which they are read. Where the line ends, a broken word has a hyphen that is only there because of that, and a space
    that is not drawn may follow."""

    page: int
    mark: int
    text: str = ""
    is_broken: bool = False
    ends_in_space: bool = False

    @property
    def is_space(self) -> bool:
        """Whether it is a space, of which nothing is drawn."""
        return self.text.isspace()


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

    is_anonymous: bool = False
    """Whether it is there because of the words in it, and is of no element."""

    def tags(self) -> Iterator[Tag]:
        """This tag and all in it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.tags()

    @property
    def text(self) -> str:
        """What a reader hears of it."""
        return " ".join("".join(self._words()).split())

    def _words(self) -> Iterator[str]:
        if self.alternative or self.said:
            yield f"{self.alternative or self.said} "
            return
        for kid in self.kids:
            if isinstance(kid, Content):
                yield f"{kid.text[:-1] if kid.is_broken else kid.text}{' ' if kid.ends_in_space else ''}"
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
            later = (
                i for i, other in enumerate(self.kids) if isinstance(other, Tag) and other.place > kid.place
            )
            index = next(later, index)
        self.kids.insert(index, kid)

    def add_behind(self, kid: Tag) -> None:
        """Take a tag in directly behind the last one of an earlier element: a note behind its mark."""
        kid.parent = self
        earlier = (
            i for i, other in enumerate(self.kids) if isinstance(other, Tag) and 0 <= other.place < kid.place
        )
        self.kids.insert(max(earlier, default=len(self.kids) - 1) + 1, kid)
