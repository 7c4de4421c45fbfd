"""The tag tree of a finished PDF as text, read back by another library than the one that wrote it.

One line for a tag: its name, what it says of itself, and the words that are marked as its own. What is not in the
tree is not there.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf

_CODES = re.compile(r"beginbfchar(.*?)endbfchar", re.S)
_PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")


@dataclass(frozen=True)
class TagTree:
    """A tagged PDF."""

    data: bytes

    @cached_property
    def pdf(self) -> pikepdf.Pdf:
        return pikepdf.open(io.BytesIO(self.data))

    @cached_property
    def words(self) -> dict[tuple[int, int], str]:
        """The words of marked content, by page and number."""
        return {
            (number, mark): text
            for number, page in enumerate(self.pdf.pages)
            for mark, text in _marked_words(page, page.obj.Resources)
        }

    @cached_property
    def page_numbers(self) -> dict[tuple[int, int], int]:
        return {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}

    @property
    def root(self) -> Any:
        (document,) = self.pdf.Root.StructTreeRoot.K
        return document

    def lines(self) -> Iterator[str]:
        yield from self._lines(self.root, 0)

    def heard(self, expanded: bool = True) -> str:
        """All that is told, in the order in which it is told; with what abbreviations stand for, or as they are."""
        return " ".join("".join(self._heard(self.root, expanded)).split())

    def text(self, element: Any) -> str:
        """What is told of an element."""
        return " ".join("".join(self._heard(element, True)).split())

    def tags_in(self, element: Any) -> list[Any]:
        """The elements that an element holds itself."""
        return [kid for kid in _kids(element) if _is_element(kid)]

    def inside(self, element: Any) -> Iterator[Any]:
        """All elements in an element, in reading order."""
        for kid in self.tags_in(element):
            yield kid
            yield from self.inside(kid)

    def elements(self) -> Iterator[Any]:
        """All structure elements in reading order."""
        yield self.root
        yield from self.inside(self.root)

    def _lines(self, element: Any, depth: int) -> Iterator[str]:
        own = "".join(self._own(element))
        text = f" {own!r}" if own else ""
        yield f"{'  ' * depth}{str(element.S)[1:]}{_said_of(element)}{text}"
        for kid in _kids(element):
            if _is_element(kid):
                yield from self._lines(kid, depth + 1)

    def _own(self, element: Any) -> Iterator[str]:
        """The words of an element itself; where another stands between them, a mark."""
        for kid in _kids(element):
            if _is_element(kid):
                yield "‸" if element.S not in _GROUPS else ""
            else:
                yield self._content(element, kid)

    def _content(self, element: Any, kid: Any) -> str:
        if isinstance(kid, int):
            return self.words.get((self.page_numbers[element.Pg.objgen], kid), "")
        if "/Stm" in kid:  # a drawing of its own within the page
            return dict(_marked_words(kid.Stm, kid.Stm.Resources)).get(int(kid.MCID), "")
        if kid.get("/Type") == "/MCR":
            return self.words.get((self.page_numbers[kid.Pg.objgen], int(kid.MCID)), "")
        return ""

    def _heard(self, element: Any, expanded: bool) -> Iterator[str]:
        for key in ("/Alt", "/ActualText", *(("/E",) if expanded else ())):
            if key in element:
                yield str(element[key])
                return
        for kid in _kids(element):
            if _is_element(kid):
                apart = " " if kid.S in _BLOCKS else ""
                yield apart
                yield from self._heard(kid, expanded)
                yield apart
            else:
                yield self._content(element, kid)


_GROUPS = ("/Document", "/Sect", "/Div", "/Aside", "/BlockQuote", "/TOC", "/TOCI", "/L", "/LI", "/Table", "/THead",
           "/TBody", "/TFoot", "/TR")  # fmt: skip
_BLOCKS = (*_GROUPS, "/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/Lbl", "/LBody", "/Caption", "/TH", "/TD",
           "/Figure", "/Note", "/FENote")  # fmt: skip


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _is_element(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def _said_of(element: Any) -> str:
    """What an element says of itself: language, alternative, expansion, name, attributes."""
    said = [
        f"{name}={str(element[key])!r}"
        for key, name in (
            ("/Lang", "lang"),
            ("/Alt", "alt"),
            ("/ActualText", "said"),
            ("/E", "is"),
            ("/ID", "id"),
        )
        if key in element
    ]
    attributes = element.get("/A", {})
    for key in ("/ListNumbering", "/Scope", "/ColSpan", "/RowSpan"):
        if key in attributes:
            said.append(f"{key[1:]}={str(attributes[key]).lstrip('/')}")
    if "/Headers" in attributes:
        said.append(f"headers={' '.join(str(name) for name in attributes.Headers)}")
    links = sum(isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR" for kid in _kids(element))
    said += [f"areas={links}"] if links else []
    return "".join(f" {one}" for one in said)


def _marked_words(page: Any, resources: Any) -> Iterator[tuple[int, str]]:
    """The marked content of a page or of a drawing within one: its number and its words."""
    fonts = resources.get("/Font", {})
    maps = {name: _letters_of(font) for name, font in fonts.items()}
    stack: list[tuple[int | None, str | None, list[str]]] = []
    letters: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                said = operands[1] if len(operands) > 1 else {}
                number = (
                    int(said["/MCID"]) if isinstance(said, pikepdf.Dictionary) and "/MCID" in said else None
                )
                actual = str(said["/ActualText"]) if "/ActualText" in said else None
                stack.append((number, actual, []))
            case "EMC":
                number, actual, words = stack.pop()
                if number is not None:
                    yield number, "".join(words) if actual is None else actual
            case "Tf":
                letters = maps.get(str(operands[0]), {})
            case "TJ" | "Tj" if stack:
                pieces = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
                drawn = "".join(_decoded(bytes(p), letters) for p in pieces if isinstance(p, pikepdf.String))
                stack[-1][2].append(drawn)


def _letters_of(font: Any) -> dict[int, str]:
    if "/ToUnicode" not in font:
        return {}
    table = font.ToUnicode.read_bytes().decode("latin-1")
    return {
        int(code, 16): bytes.fromhex(letters).decode("utf-16-be", "replace")
        for block in _CODES.findall(table)
        for code, letters in _PAIR.findall(block)
    }


def _decoded(drawn: bytes, letters: dict[int, str]) -> str:
    codes = (int.from_bytes(drawn[place : place + 2], "big") for place in range(0, len(drawn), 2))
    return "".join(letters.get(code, "") for code in codes)
