"""Puts what reads from left to right into isolates, wherever a page reads from right to left.

Around a word these are the invisible characters U+2066 and U+2069, which change nothing of the document. What may
break over lines, or holds elements, takes an element with `dir`: the PDF engine sets each line for itself and would see
the characters in the first one alone. It knows no `unicode-bidi`, but `dir` holds in it as in browsers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from briefgen.content.html_policy import BLOCK_TAGS
from briefgen.content.left_to_right import BOUNDARY, ELEMENT, RIGHT_TO_LEFT, left_to_right

OPEN, CLOSE = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"

_PIECE = re.compile(r"<!--.*?-->|<!.*?>|</?[a-zA-Z](?:\"[^\"]*\"|'[^']*'|[^'\">])*>|[^<]+|<", re.S)
_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_SIGN = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]*|#\d+|#x[0-9a-fA-F]+);|.", re.S)
_DIRECTION = re.compile(r"\sdir=\"?(ltr|rtl)")
_VOID = frozenset(("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))
_UNREAD = frozenset(("head", "script", "style", "svg", "math", "title", "template"))
_CODE = frozenset(("code", "pre", "kbd", "samp"))
_PHRASES = (
    frozenset(("a", "b", "cite", "dfn", "em", "i", "mark", "q", "s", "small", "strong", "time", "u")) | _CODE
)
"""Elements that are no more than their words: style sheets write nothing into them."""

_ADDED = " data-in="
"""A link behind which a style sheet says in which language its page is."""

_APART = frozenset(("html", "body", "head", "main", "nav", "footer", "header", "summary", "svg")) | BLOCK_TAGS
"""Elements that stand on lines of their own."""


@dataclass
class _Element:
    """An element of a page while it is read, with its tags as they are written. The page itself has none."""

    name: str
    start: str = ""
    end: str = ""
    inside: list[_Element | str] = field(default_factory=list)

    @property
    def direction(self) -> str | None:
        found = _DIRECTION.search(self.start)
        return found[1] if found else None

    @property
    def is_beside(self) -> bool:
        """Whether it stands in a line without belonging to its words: marks of notes, copies of notes, breaks."""
        return self.name in _VOID or 'id="fnref' in self.start or 'class="footnote"' in self.start

    @property
    def text(self) -> str:
        if self.name in _UNREAD or self.is_beside:
            return ""
        return "".join(unescape(node) if isinstance(node, str) else node.text for node in self.inside)

    def html(self) -> str:
        inside = "".join(node if isinstance(node, str) else node.html() for node in self.inside)
        return f"{self.start}{inside}{self.end}"


def without_isolates(text: str) -> str:
    """A text without the characters that isolate, as messages quote it."""
    return text.replace(OPEN, "").replace(CLOSE, "")


def isolate(html: str) -> str:
    """A document, or a piece of one, with isolates in all that reads from right to left."""
    if 'dir="rtl"' not in html:
        return html
    page = _read(html)
    _isolate(page, "ltr")
    return page.html()


def _read(html: str) -> _Element:
    page = _Element("")
    open_elements = [page]
    for piece in _PIECE.findall(html):
        tag = _NAME.match(piece)
        if tag is None:
            open_elements[-1].inside.append(piece)
        elif not tag[1]:
            element = _Element(tag[2].lower(), piece)
            open_elements[-1].inside.append(element)
            if element.name not in _VOID and not piece.endswith("/>"):
                open_elements.append(element)
        elif any(element.name == tag[2].lower() for element in open_elements):
            while open_elements[-1].name != tag[2].lower():
                open_elements.pop()
            open_elements.pop().end = piece
    return page


def _isolate(element: _Element, direction: str) -> None:
    """Go through an element; `direction` is that of what stands around it."""
    if element.name in _UNREAD:
        return
    direction = element.direction or direction
    line: list[_Element | str] = []
    done: list[_Element | str] = []
    for node in [*element.inside, None]:
        if node is None or (isinstance(node, _Element) and node.name in _APART):
            done += _line(line) if direction == "rtl" else line
            done += [] if node is None else [node]
            line = []
        else:
            line.append(node)
    for node in element.inside:
        if isinstance(node, _Element) and not (direction == "rtl" and _reads_left_to_right(node)):
            _isolate(node, direction)
    element.inside = done


def _reads_left_to_right(element: _Element) -> bool:
    """Whether an element in a line is a left-to-right name or passage as a whole."""
    if element.is_beside or element.name not in _PHRASES or element.direction or _ADDED in element.start:
        return False
    if element.name in _CODE:
        return True
    text = element.text
    return not RIGHT_TO_LEFT.search(text) and any(left_to_right(text)) and any(map(str.isalpha, text))


def _line(nodes: list[_Element | str]) -> Iterator[_Element | str]:
    """Text and elements that stand together in lines, with isolates."""
    pieces = [piece for node in nodes for piece in _pieces(node)]
    shown = "".join(sign for sign, _ in pieces)
    place = 0
    for start, end in left_to_right(shown):
        yield from (node for _, node in pieces[place:start])
        yield from _isolated([node for _, node in pieces[start:end]])
        place = end
    yield from (node for _, node in pieces[place:])


def _pieces(node: _Element | str) -> Iterator[tuple[str, _Element | str]]:
    """Each sign of a text, or one that stands for an element, with what is written there."""
    if isinstance(node, str):
        for sign in _SIGN.findall(node):
            yield unescape(sign)[:1], sign
    else:
        yield (ELEMENT if _reads_left_to_right(node) else BOUNDARY), node


def _isolated(nodes: list[_Element | str]) -> Iterator[_Element | str]:
    elements = [node for node in nodes if isinstance(node, _Element)]
    if not elements and not any(str(node).isspace() for node in nodes):
        yield from (OPEN, *nodes, CLOSE)
    elif len(nodes) == 1:
        element = elements[0]
        element.start = f'{element.start[:-1]} dir="ltr">'
        yield element
    else:
        yield _Element("bdi", '<bdi dir="ltr">', "</bdi>", nodes)
