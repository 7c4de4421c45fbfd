"""A piece of HTML as its readers see it: runs of text that stand together on the page, whatever tags divide them.

A run ends where a block element, a line break or a slot does. The copy of a note is a run of its own, and the
marks of notes belong to none. Code stands in a run as one sign that no rule of language looks at.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape

from briefgen.content.html_policy import BLOCK_TAGS

CODE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""What stands in a run for code."""

_PIECE = re.compile(
    r"</?[a-zA-Z](?:\"[^\"]*\"|'[^']*'|[^'\">])*>|&(?:[a-zA-Z][a-zA-Z0-9]*|#\d+|#x[0-9a-fA-F]+);|[^<&]+|[<&]"
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_CODE_TAGS = frozenset(("code", "pre", "kbd", "samp", "var"))
_ALONE = frozenset(("br", "img", "hr", "col"))
_SLOT = "\ue000"
_LANGUAGE = re.compile(r"""\slang=["']?([\w-]+)""")


@dataclass
class Run:
    """Text that stands together. `tags` are the tags in it, each with the place in the text where it stands;
    `inside` are the block elements around it, from the outermost; `languages` are those that its pieces say they
    are in, empty where none does."""

    inside: tuple[str, ...] = ()
    is_note: bool = False
    tags: list[tuple[int, str]] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        return "".join(self.shown)

    def language_at(self, place: int) -> str:
        """The language that the sign at a place says it is in."""
        return self.languages[bisect_right(self.starts, place) - 1]

    def add(self, number: int, shown: str, language: str = "") -> None:
        """Take in the piece of HTML with this number, which shows as this."""
        self.languages.append(language)
        self.numbers.append(number)
        self.starts.append(self.length)
        self.shown.append(shown)
        self.length += len(shown)


class RunningText:
    """The runs of a piece of HTML, and the HTML again when some of their characters have changed."""

    def __init__(self, html: str) -> None:
        self._pieces = _PIECE.findall(html)
        self.runs = _Reader().read(self._pieces)
        self._changes: dict[int, dict[int, str]] = {}

    def change(self, run: Run, characters: Mapping[int, str]) -> None:
        """Put HTML in the place of single characters of a run; code stays as it is."""
        for place, html in characters.items():
            index = bisect_right(run.starts, place) - 1
            if run.shown[index] != CODE:
                self._changes.setdefault(run.numbers[index], {})[place - run.starts[index]] = html

    def html(self) -> str:
        pieces = list(self._pieces)
        for number, changes in self._changes.items():
            piece = pieces[number]
            characters = [piece] if piece.startswith("&") else list(piece)
            for place, html in changes.items():
                characters[place] = html
            pieces[number] = "".join(characters)
        return "".join(pieces)


class _Reader:
    """Divides pieces of HTML into runs."""

    def __init__(self) -> None:
        self._done: list[Run] = []
        self._open = [Run()]
        self._blocks: list[str] = []
        self._spans: list[bool] = []  # of each open span whether it is the copy of a note
        self._elements: list[tuple[str, str]] = []  # each open element, and the language that holds in it
        self._until = ""  # the end tag before which nothing is read

    def read(self, pieces: Iterable[str]) -> tuple[Run, ...]:
        for number, piece in enumerate(pieces):
            if self._until:
                self._until = "" if piece.startswith(self._until) else self._until
            elif tag := _TAG.match(piece):
                self._read_tag(number, piece, tag[2].lower(), is_end=bool(tag[1]))
            elif _SLOT in piece:
                self._end_run()
            else:
                shown = unescape(piece) if piece.startswith("&") else piece
                self._open[-1].add(number, shown, self._language)
        while self._open:
            self._done.append(self._open.pop())
        return tuple(run for run in self._done if run.shown)

    def _read_tag(self, number: int, piece: str, name: str, *, is_end: bool) -> None:
        run = self._open[-1]
        if name in _CODE_TAGS and not is_end:
            run.add(number, CODE, self._language)
            self._until = f"</{name}"
            return
        if name == "sup" and piece.startswith('<sup id="fnref'):
            self._until = "</sup"
            return
        self._read_language(piece, name, is_end=is_end)
        if name == "span":
            self._read_span(piece, is_end=is_end)
        elif name in _ALONE:
            self._end_run()
        elif name in BLOCK_TAGS:
            self._read_block(name, is_end=is_end)
        else:
            run.tags.append((run.length, piece))

    @property
    def _language(self) -> str:
        return self._elements[-1][1] if self._elements else ""

    def _read_language(self, piece: str, name: str, *, is_end: bool) -> None:
        if not is_end:
            if name not in _ALONE:
                said = _LANGUAGE.search(piece)
                self._elements.append((name, said[1] if said else self._language))
        elif any(name == element for element, _ in self._elements):
            while self._elements.pop()[0] != name:
                pass

    def _read_span(self, piece: str, *, is_end: bool) -> None:
        if not is_end:
            is_note = piece.startswith('<span class="footnote"')
            self._spans.append(is_note)
            if is_note:
                self._open.append(Run(tuple(self._blocks), is_note=True))
        elif self._spans and self._spans.pop():
            self._done.append(self._open.pop())

    def _read_block(self, name: str, *, is_end: bool) -> None:
        if not is_end:
            self._blocks.append(name)
        elif name in self._blocks:
            while self._blocks.pop() != name:
                pass
        self._end_run()

    def _end_run(self) -> None:
        ended = self._open[-1]
        self._done.append(ended)
        self._open[-1] = Run(tuple(self._blocks), ended.is_note)
