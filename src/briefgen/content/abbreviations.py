"""The long forms of abbreviations, written behind their first use in the text that readers read from the top:
paper has nothing to point at.

Python-Markdown makes an `abbr` of every use of what a line `*[ILO]: …` defines. Titles, headings, tables, notes
and the sources of figures keep the short form, and so does a use that stands beside the words themselves:
“International Labour Organization (ILO)”.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import unescape

from briefgen.content.blocks import Component
from briefgen.content.notes import NOTES
from briefgen.content.running_text import Run, RunningText
from briefgen.content.slots import MARK, Slot, mark

_NAME = re.compile(r'<abbr title="([^"]*)">\1</abbr>')
_ABBREVIATION = re.compile(r'<abbr title="([^"]*)">')
_WORD_GOES_ON = re.compile(r"(?:[’']s?|s)?(?:-\w[\w-]*)?(?!\w)")
_AMOUNT = re.compile(
    r"[ \u00a0]\d+(?:[.,]\d+)*(?:[ \u00a0\u202f](?:\d{3}|millions?|billions?|milliards?|millones)(?!\w))*"
)

_NOT_READ_ON = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "table", "figcaption", "summary"))
_QUIET_BLOCKS = frozenset(("figure", "table", "chart", "map", "data-table", "stat", "pull-quote"))
_QUIET_TEXTS = re.compile(
    rf"title|subtitle|hero\..*|facts\..*|byline|dateline|translators\.\d+|block\.\d+\..*|{NOTES}"
)


def without_names(html: str) -> str:
    """A fragment in which what stands for nothing longer (`*[IKEA]: IKEA`) is a name like any other."""
    return _NAME.sub(r"\1", html)


@dataclass
class LongForms:
    """Writes the long forms into a text. `slots` are its pieces, `components` the blocks among them."""

    slots: Mapping[str, Slot]
    components: tuple[Component, ...]
    written: dict[str, Slot] = field(default_factory=dict)
    _known: set[str] = field(default_factory=set)

    def html(self, html: str) -> str:
        """A piece of the text, with the slots whose marks stand in it, in their order."""
        pieces = MARK.split(html)
        for index, piece in enumerate(pieces):
            if index % 2 == 0:
                pieces[index] = self._written(piece)
                continue
            pieces[index] = mark(piece)
            if piece in self.slots and not (_QUIET_TEXTS.fullmatch(piece) or piece in self._quiet_blocks):
                slot = self.slots[piece]
                self.written[piece] = replace(slot, html=self.html(slot.html))
        return "".join(pieces)

    @cached_property
    def _quiet_blocks(self) -> frozenset[str]:
        return frozenset(f"block.{c.index}" for c in self.components if c.name in _QUIET_BLOCKS)

    def _written(self, html: str) -> str:
        if "<abbr" not in html:
            return html
        text = RunningText(html)
        for run in text.runs:
            if not run.is_note and _NOT_READ_ON.isdisjoint(run.inside):
                text.change(run, self._changes(run))
        return text.html()

    def _changes(self, run: Run) -> dict[int, str]:
        """The long forms that a run takes, each with the character it stands behind."""
        changes: dict[int, str] = {}
        for index, (start, tag) in enumerate(run.tags):
            found = _ABBREVIATION.fullmatch(tag)
            end = next((place for place, other in run.tags[index:] if other == "</abbr>"), start)
            short = run.text[start:end]
            if found is None or not short or short in self._known:
                continue
            self._known.add(short)
            if not _is_beside(run.text, start, end, unescape(found[1])):
                last = _end_of_phrase(run.text, end) - 1
                changes[last] = run.text[last] + _long_form(found[1], _is_in_brackets(run.text[:start]))
        return changes


def _is_beside(text: str, start: int, end: int, long: str) -> bool:
    """Whether the long form stands right before or behind a short one."""
    wanted = _words(long)
    stands_in_brackets = text[:start].endswith("(") and text[end:].startswith(")")
    return (
        stands_in_brackets or _words(text[:start]).endswith(wanted) or _words(text[end:]).startswith(wanted)
    )


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text)).casefold()


def _end_of_phrase(text: str, end: int) -> int:
    """Where what the short form belongs to ends: the word (ILO’s, ILO-led), or an amount of money (LKR 120)."""
    amount = _AMOUNT.match(text, end)
    word = _WORD_GOES_ON.match(text, end)
    return amount.end() if amount else word.end() if word else end


def _is_in_brackets(before: str) -> bool:
    return before.count("(") > before.count(")")


def _long_form(escaped: str, in_brackets: bool) -> str:
    kind = "long-form long-form-in-brackets" if in_brackets else "long-form"
    return f'<span class="{kind}" data-long="{escaped}"></span>'
