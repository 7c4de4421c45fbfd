"""Numbers in a text that are linked to the register: `[123.2 million](stat:displaced@2024)`.

The words in the brackets must say what the register has, as exactly as they say it. Empty brackets are filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefgen.content.evidence.number_words import shown
from briefgen.content.evidence.statistics import Statistic
from briefgen.content.masking import mask_code

_ADDRESS = re.compile(r"(?<![\w/])stat:[^\s)>\"\]]+", re.I)
_LINK = re.compile(r"\[([^\]\n]*(?:\n[ \t]*[^\s\]][^\]\n]*)?)\]\(stat:([\w-]+)(?:@(\d{4}))?\)")


@dataclass(frozen=True)
class QuotedNumber:
    """A link to the register: its words, the statistic's id, the year (empty: the latest), and where it stands."""

    words: str
    id: str
    year: str
    start: int
    end: int


def quoted_numbers(text: str) -> Iterator[QuotedNumber]:
    """Every link to the register in a text."""
    for found in _LINK.finditer(mask_code(text)):
        yield QuotedNumber(found[1], found[2], found[3] or "", *found.span())


def stray_links(text: str) -> Iterator[tuple[int, int]]:
    """Where an address of the register stands that is not that of such a link."""
    if not _ADDRESS.search(text):
        return
    good = [(quoted.start, quoted.end) for quoted in quoted_numbers(text)]
    for found in _ADDRESS.finditer(mask_code(text)):
        if not any(start <= found.start() < end for start, end in good):
            yield found.span()


def put_in(text: str, statistics: Mapping[str, Statistic], language: str) -> str:
    """A text with its links to the register as numbers that say their value to programs."""
    pieces, last = [], 0
    for quoted in quoted_numbers(text):
        statistic = statistics.get(quoted.id)
        reading = statistic.reading(quoted.year) if statistic else None
        if statistic and reading:
            words = quoted.words.strip() or shown(statistic, reading, language)
            pieces += [text[last : quoted.start], f'<data value="{reading.value}">{words}</data>']
            last = quoted.end
    return "".join([*pieces, text[last:]])
