"""The text of a web page as its readers have it: passages in the order of the page."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

_TEXT = "text"
"""The id of the element that holds what a page says; around it is what all pages have."""

_NOT_TEXT = ("script", "style", "svg", "template", "nav")
_IN_LINES = frozenset((
    "a", "abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "time", "u", "var", "wbr",
))  # fmt: skip
_EMPTY = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
))  # fmt: skip


def passages(page: str) -> tuple[str, ...]:
    """The passages of the text of a page: paragraphs, headings, items, cells."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    reader.end_passage()
    return tuple(reader.found)


class _Reader(HTMLParser):
    """Collects words; every element that is not in a line ends a passage."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._words: list[str] = []
        self._open: list[str] = []
        self._counts: Counter[str] = Counter()
        """How many elements of each name are open, so that depth costs nothing."""

        self._from: int | None = None
        """How many elements are open around the text; None outside of it."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _IN_LINES:
            self.end_passage()
        if tag in _EMPTY:
            return
        if self._from is None and tag == "main" and ("id", _TEXT) in attrs:
            self._from = len(self._open)
        self._open.append(tag)
        self._counts[tag] += 1

    def handle_startendtag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        if tag not in _IN_LINES:
            self.end_passage()

    def handle_endtag(self, tag: str) -> None:
        if tag not in _IN_LINES:
            self.end_passage()
        if self._counts[tag]:
            closed = ""
            while closed != tag:
                closed = self._open.pop()
                self._counts[closed] -= 1
        if self._from is not None and len(self._open) <= self._from:
            self._from = None

    def handle_data(self, data: str) -> None:
        if self._from is not None and not any(self._counts[tag] for tag in _NOT_TEXT):
            self._words.append(data)

    def end_passage(self) -> None:
        text = " ".join("".join(self._words).split())
        self._words.clear()
        if text:
            self.found.append(text)
