"""Which passage of an edition translates which of its source.

Two editions with the same kinds of passages in the same order are taken pair by pair. Where one has more, the pairs are
those that together have most in common: what the passages cite and link to, their numbers and their length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefgen.content.translating.constants import kept
from briefgen.content.translating.passages import Passage

OPTIONAL = frozenset(("abbreviation",))
"""Kinds that a language may not need."""

_STILL_THE_SAME = 0.4
"""The part of the words of two texts that is in both, from which on one is the other after a change."""

_GAP = -0.4
_UP, _LEFT, _BOTH = range(3)
"""Where the best alignment of two beginnings comes from: one row less, one column less, or both."""

_SAME_KIND = 1.0


@dataclass(frozen=True)
class Pair:
    """A passage and its translation; one of them is None where the other edition has no such passage."""

    source: Passage | None
    translation: Passage | None


def pairs(source: Sequence[Passage], translation: Sequence[Passage]) -> tuple[Pair, ...]:
    """The passages of two editions side by side, in order. What a language may leave out is paired by itself."""
    found: list[Pair] = []
    for is_wanted in (_is_needed, lambda passage: not _is_needed(passage)):
        here, there = [list(filter(is_wanted, some)) for some in (source, translation)]
        found += _pairs(here, there)
    return tuple(found)


def _is_needed(passage: Passage) -> bool:
    return passage.kind not in OPTIONAL


def _pairs(source: Sequence[Passage], translation: Sequence[Passage]) -> Iterator[Pair]:
    if [passage.kind for passage in source] == [passage.kind for passage in translation]:
        yield from map(Pair, source, translation)
        return
    seen = [(passage, kept(passage.text)) for passage in source]
    there_is = [(passage, kept(passage.text)) for passage in translation]
    for here, there in aligned(len(source), len(translation), lambda i, j: _likeness(seen[i], there_is[j])):
        yield Pair(
            None if here is None else source[here],
            None if there is None else translation[there],
        )


Kept = tuple[Passage, Counter[str]]
"""A passage with what of it is the same in every language."""


def _likeness(one: Kept, other: Kept) -> float | None:
    """How much speaks for one passage being the translation of another; None where it cannot be."""
    (source, here), (translation, there) = one, other
    if source.kind != translation.kind:
        return None
    common, all_of_them = sum((here & there).values()), sum((here | there).values())
    content = (2 * common - (all_of_them - common)) if all_of_them else 0.0
    shorter, longer = sorted((len(source.text), len(translation.text)))
    return _SAME_KIND + content + 0.5 * shorter / max(longer, 1)


def aligned(
    rows: int, columns: int, likeness: Callable[[int, int], float | None]
) -> Iterator[tuple[int | None, int | None]]:
    """The alignment of two sequences with the greatest sum (Needleman and Wunsch): pairs of places, in order, with
    None for what has no counterpart."""
    best = [[_GAP * (row + column) for column in range(columns + 1)] for row in range(rows + 1)]
    came = [[_LEFT if column else _UP for column in range(columns + 1)] for _ in range(rows + 1)]
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            score = likeness(row - 1, column - 1)
            options = [(best[row - 1][column] + _GAP, _UP), (best[row][column - 1] + _GAP, _LEFT)]
            options += [] if score is None else [(best[row - 1][column - 1] + score, _BOTH)]
            best[row][column], came[row][column] = max(options)
    yield from reversed(list(_way_back(came, rows, columns)))


def _way_back(came: list[list[int]], row: int, column: int) -> Iterator[tuple[int | None, int | None]]:
    while row or column:
        step = came[row][column]
        row -= step != _LEFT
        column -= step != _UP
        yield None if step == _LEFT else row, None if step == _UP else column


def shared_words(text: str, other: str) -> float | None:
    """How much of two texts is the same (0 to 1), where it is enough to be one text that was changed."""
    words, others = _words(text), _words(other)
    shared = len(words & others) / max(len(words | others), 1)
    return shared if shared > _STILL_THE_SAME else None


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())
