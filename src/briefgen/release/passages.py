"""The text of a web page as its readers have it: passages in the order of the page.

Pages of other people's bundles come here too, so whatever a page holds, it is gone through once from its beginning to
its end. What does not close, a comment or a tag, lasts to the end of the page, as in a browser.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

_TEXT, _IMPRINT = "text", "imprint"
"""The id of the element that holds what a page says, and the class of its back matter: citation, rights, notices.
Around them is what all pages have."""

_NOT_TEXT = ("script", "style", "svg", "template", "nav")
_IN_LINES = frozenset((
    "a", "abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "time", "u", "var", "wbr",
))  # fmt: skip
_EMPTY = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
))  # fmt: skip

_MARKUP = re.compile(r"<[a-zA-Z/!?]")
_NO_ELEMENT = re.compile(r"<(?:[!?]|/[^a-zA-Z])")
_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*+)((?:=\s*+(?:"[^"]*+"|'[^']*+')|[^>])*+)>""")
"""Nothing in it is tried twice, so that a page of any length is gone through once."""

_ATTRIBUTE = re.compile(r"""([^\s=/"'>]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++))?+""")
_RAW_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.I) for name in ("script", "style")}
"""Where elements end in which a `<` begins no tag."""


def passages(page: str) -> tuple[str, ...]:
    """The passages of the text of a page: paragraphs, headings, items, cells."""
    reader = _Reader()
    at = 0
    while markup := _MARKUP.search(page, at):
        reader.data(page[at : markup.start()])
        at = _after_markup(page, markup.start(), reader)
    reader.data(page[at:])
    reader.end_passage()
    return tuple(reader.found)


def _after_markup(page: str, start: int, reader: _Reader) -> int:
    """Read what begins with a `<`; where the page goes on behind it."""
    if page.startswith("<!--", start):
        return _behind("-->", page, start + 4)
    if _NO_ELEMENT.match(page, start):
        return _behind(">", page, start)
    tag = _TAG.match(page, start)
    if tag is None:
        return len(page)
    name = tag[2].lower()
    if tag[1]:
        reader.end(name)
        return tag.end()
    reader.start(name, tag[3])
    if raw := _RAW_ENDS.get(name):
        close = raw.search(page, tag.end())
        return close.start() if close else len(page)
    return tag.end()


def _behind(end: str, page: str, start: int) -> int:
    place = page.find(end, start)
    return place + len(end) if place >= 0 else len(page)


class _Reader:
    """Collects words; every element that is not in a line ends a passage."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._words: list[str] = []
        self._open: list[str] = []
        self._counts: Counter[str] = Counter()
        """How many elements of each name are open, so that depth costs nothing."""

        self._from: int | None = None
        """How many elements are open around the text; None outside of it."""

    def start(self, tag: str, attributes: str) -> None:
        if tag not in _IN_LINES:
            self.end_passage()
        if tag in _EMPTY or attributes.endswith("/"):
            return
        if self._from is None and _is_read(tag, attributes):
            self._from = len(self._open)
        self._open.append(tag)
        self._counts[tag] += 1

    def end(self, tag: str) -> None:
        if tag not in _IN_LINES:
            self.end_passage()
        if self._counts[tag]:
            closed = ""
            while closed != tag:
                closed = self._open.pop()
                self._counts[closed] -= 1
        if self._from is not None and len(self._open) <= self._from:
            self._from = None

    def data(self, text: str) -> None:
        if text and self._from is not None and not any(self._counts[tag] for tag in _NOT_TEXT):
            self._words.append(unescape(text))

    def end_passage(self) -> None:
        text = " ".join("".join(self._words).split())
        self._words.clear()
        if text:
            self.found.append(text)


def _is_read(tag: str, attributes: str) -> bool:
    """Whether with an element begins what readers read as this page's own."""
    if tag == "main":
        return _value("id", attributes) == _TEXT
    return tag == "footer" and _IMPRINT in _value("class", attributes).split()


def _value(name: str, attributes: str) -> str:
    found = {match[1]: match[2] or "" for match in _ATTRIBUTE.finditer(attributes)}
    return found.get(name, "").strip("\"'")
