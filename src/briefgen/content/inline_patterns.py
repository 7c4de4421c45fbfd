"""Inline Markdown sooner: a pattern is not tried on a text that lacks the characters it needs.

Python-Markdown tries each of its thirty patterns on every paragraph, heading and cell, and most of them hold nothing
but words.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

_QUOTES = {f"smarty-quotes-{number}": "'\"" for number in range(15)}
_NEEDS = {
    "backtick": "`\\",
    "escape": "\\",
    "footnote": "[",
    "reference": "[",
    "link": "[",
    "image_link": "[",
    "image_reference": "[",
    "short_reference": "[",
    "short_image_ref": "[",
    "autolink": "<",
    "automail": "<",
    "linebreak": "\n",
    "html": "<",
    "entity": "&",
    "em_strong": "*_",
    "smarty-ellipses": ".",
    "smarty-em-dashes": "-",
    "smarty-en-dashes": "-",
    **_QUOTES,
}
"""Patterns by their names, and characters of which every text that they match holds one. A pattern that is not among
them is tried everywhere."""

_CHARACTERS = frozenset("".join(_NEEDS.values()))


def try_only_what_can_match(md: Markdown) -> None:
    """Have the inline patterns of a parser skip texts in which there is nothing for them."""
    for processor in md.treeprocessors:
        if type(processor) is InlineProcessor:
            processor.__class__ = _Sparing


class _Sparing(InlineProcessor):
    """Goes through the patterns as `InlineProcessor` does, except those that cannot match. The loop has no hook, so it
    is replaced; were it renamed, all patterns would be tried again."""

    if TYPE_CHECKING:

        def _InlineProcessor__applyPattern(  # noqa: N802 - Python's name for a private method
            self, pattern: object, data: str, number: int, start: int
        ) -> tuple[str, bool, int]: ...

    @cached_property
    def _needs(self) -> tuple[tuple[object, frozenset[str]], ...]:
        """The patterns, and the characters of which each needs one; none where that is not known."""
        patterns = self.inlinePatterns
        known = {id(patterns[name]): frozenset(needs) for name, needs in _NEEDS.items() if name in patterns}
        return tuple((pattern, known.get(id(pattern), frozenset())) for pattern in patterns)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - as above
        if isinstance(data, AtomicString):
            return data
        there = _CHARACTERS.intersection(data)
        for number, (pattern, needs) in enumerate(self._needs[patternIndex:], patternIndex):
            if needs and not needs & there:
                continue
            is_matched, start = True, 0
            while is_matched:
                data, is_matched, start = self._InlineProcessor__applyPattern(pattern, data, number, start)
        return data
