"""What ends at the end of a line: a word, or only a part of one with a hyphen. The engine draws no space there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_HYPHENS = ("-", "\N{HYPHEN}")
_UNSEEN = "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}"


@dataclass(frozen=True)
class Drawn:
    """How a text that is drawn stands to the words it is a part of: whether a space stands before it that is not drawn,
    and whether the hyphen at its end is not the author's."""

    follows_space: bool = False
    is_broken: bool = False


@dataclass
class _Words:
    """Words as they are compared, letter by letter with their places in the document, and how far they are drawn."""

    letters: str = ""
    places: list[int] = field(default_factory=list)
    done: int = 0

    def add(self, text: str, start: int) -> None:
        for place, letter in enumerate(text, start):
            if letter.isspace():
                if not self.letters.endswith(" "):
                    self.letters += " "
                    self.places.append(place)
            elif letter not in _UNSEEN:
                plain = letter.casefold()
                self.letters += plain
                self.places += [place] * len(plain)

    def find(self, text: str) -> tuple[int, int, bool] | None:
        """Where the next text that is drawn begins and ends, and whether its hyphen is not in the words."""
        drawn = _Words()
        drawn.add(text, 0)
        begins = drawn.letters.strip()
        start = self.done
        while self.letters.startswith(" ", start):
            start += 1
        is_broken = not self.letters.startswith(begins, start) and begins.endswith(_HYPHENS)
        if not self.letters.startswith(begins[:-1] if is_broken else begins, start):
            return None
        end = start + len(begins) - is_broken
        self.done = end + 1 if drawn.letters.endswith(" ") and self.letters.startswith(" ", end) else end
        return start, end, is_broken


class LineEnds:
    """Follows the words of a document as they are drawn."""

    def __init__(self, root: Any) -> None:
        self._words: dict[Any, _Words] = {}
        self._text = ""
        self._end = 0
        parts = []
        place = 0
        for element, text in _parts(root):
            self._words.setdefault(element, _Words()).add(text, place)
            parts.append(text)
            place += len(text)
        self._text = "".join(parts)

    def next(self, element: Any, text: str) -> Drawn:
        """The next text that is drawn of an element. Texts come in the order of the document."""
        words = self._words.get(element)
        found = words.find(text) if words else None
        if words is None or found is None or found[0] >= len(words.places):
            return Drawn()
        start, end, is_broken = found
        between = self._text[self._end : words.places[start]]
        self._end = words.places[end - 1] + 1 if end > start else words.places[start]
        while text[-1:].isspace() and self._text[self._end : self._end + 1].isspace():
            self._end += 1
        is_apart = between[:1].isspace() or between[-1:].isspace()
        return Drawn(is_apart and not text[:1].isspace(), is_broken)


class WrittenEnds:
    """Follows what style sheets write before and behind elements, which is in no document."""

    def __init__(self) -> None:
        self._words: dict[tuple[Any, str], _Words] = {}

    def next(self, element: Any, tag: str, written: str, text: str) -> Drawn:
        """The next text that is drawn of what is `written` at an element, under the name of its `tag`."""
        words = self._words.get((element, tag))
        if words is None:
            words = self._words[element, tag] = _Words()
            words.add(written, 0)
        before = words.done
        found = words.find(text)
        return Drawn(found[0] > before and not text[:1].isspace(), found[2]) if found else Drawn()


def _parts(element: Any) -> Iterator[tuple[Any, str]]:
    """The texts of a document in order, each with the element whose own it is."""
    if element.text and isinstance(element.tag, str):
        yield element, element.text
    for child in element:
        yield from _parts(child)
        if child.tail:
            yield element, child.tail
