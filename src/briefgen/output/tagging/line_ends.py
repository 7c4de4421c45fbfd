"""What ends at the end of a line: a word, or only a part of one with a hyphen. The engine draws no space there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from briefgen.design.isolates import without_isolates

_HYPHENS = ("-", "\N{HYPHEN}")
_UNSEEN = "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}"
_FAR = 200
"""Letters up to which the next words of an element are looked for, where some were drawn otherwise than written."""


@dataclass(frozen=True)
class Found:
    """Where a text that is drawn stands in the words it is a part of (from, up to), and whether the hyphen at its end
    is not the author's."""

    start: int
    end: int
    is_broken: bool


@dataclass
class _Words:
    """Words as they are compared, letter by letter with their places, and how far they are drawn."""

    letters: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    done: int = 0
    joined: str = ""

    def add(self, text: str, start: int) -> None:
        for place, letter in enumerate(text, start):
            if letter.isspace():
                if not self.letters or self.letters[-1] != " ":
                    self.letters.append(" ")
                    self.places.append(place)
            elif letter not in _UNSEEN:
                plain = letter.casefold()
                self.letters += plain
                self.places += [place] * len(plain)

    def find(self, text: str) -> Found | None:
        """Where the next text that is drawn begins and ends, by letter."""
        drawn = _Words()
        drawn.add(text, 0)
        begins = "".join(drawn.letters).strip()
        self.joined = self.joined or "".join(self.letters)
        start = self.done
        while self.joined.startswith(" ", start):
            start += 1
        is_broken = not self.joined.startswith(begins, start) and begins.endswith(_HYPHENS)
        wanted = begins[:-1] if is_broken else begins
        if not self.joined.startswith(wanted, start):
            start = self.joined.find(wanted, start, start + len(wanted) + _FAR)
            if start < 0 or not wanted:
                return None
        self.done = end = start + len(wanted)
        if text[-1:].isspace() and self.joined.startswith(" ", end):
            self.done += 1
        return Found(start, end, is_broken)


class LineEnds:
    """Follows the words of a document as they are drawn."""

    def __init__(self, root: Any) -> None:
        self._words: dict[Any, _Words] = {}
        parts: list[str] = []
        place = 0
        for element, text in _parts(root):
            self._words.setdefault(element, _Words()).add(text, place)
            parts.append(text)
            place += len(text)
        self._text = "".join(parts)

    def find(self, element: Any, text: str) -> Found | None:
        """Where the next text that is drawn of an element stands in the document."""
        words = self._words.get(element)
        found = words.find(text) if words else None
        if words is None or found is None or found.start >= len(words.places):
            return None
        start = words.places[found.start]
        end = words.places[found.end - 1] + 1 if found.end > found.start else start
        while text[-1:].isspace() and self._text[end : end + 1].isspace():
            end += 1
        return Found(start, end, found.is_broken)

    def has_space(self, start: int, end: int) -> bool:
        """Whether a space stands at one of the ends of what is between two places."""
        between = self._text[start:end]
        return between[:1].isspace() or between[-1:].isspace()


class WrittenEnds:
    """Follows what style sheets write before and behind elements, which is in no document."""

    def __init__(self) -> None:
        self._words: dict[tuple[Any, str], _Words] = {}

    def find(self, element: Any, name: str, written: str, text: str) -> tuple[bool, bool]:
        """Of the next text that is drawn of what is `written` at an element: whether a space stands before it, and
        whether its hyphen is not in what is written. `name` is that of the box, such as `p::before`."""
        words = self._words.get((element, name))
        if words is None:
            words = self._words[element, name] = _Words()
            words.add(written, 0)
        before = words.done
        found = words.find(text)
        return (found.start > before, found.is_broken) if found else (False, False)


def _parts(element: Any) -> Iterator[tuple[Any, str]]:
    """The texts of a document in order, each with the element whose own it is. A forced end of a line is a space."""
    if element.text and isinstance(element.tag, str):
        yield element, without_isolates(element.text)
    for child in element:
        yield from _parts(child)
        if child.tag == "br":
            yield element, "\n"
        if child.tail:
            yield element, without_isolates(child.tail)
