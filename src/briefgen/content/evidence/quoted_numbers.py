"""Numbers in a text that are linked to the register: `[123.2 million](stat:displaced@2024)`.

The words in the brackets must say what the register has, as exactly as they say it. Empty brackets are filled in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel.numbers import format_compact_decimal, format_decimal, get_decimal_symbol, get_group_symbol

from briefgen.content.evidence.statistics import Reading, Statistic
from briefgen.content.languages import locale
from briefgen.content.masking import mask_code

_LINK = re.compile(r"\[([^\]\n]*(?:\n[ \t]*[^\s\]][^\]\n]*)?)\]\(stat:([\w-]+)(?:@(\d{4}))?\)")

_ALSO = {"fr": {"millier": 3, "milliers": 3}, "ar": {"آلاف": 3}}
"""Words of scale that CLDR's patterns do not have."""


@cache
def _scales(language: str) -> tuple[tuple[str, int], ...]:
    """The words of a language for thousands, millions and so on, each with its power of ten, the longest first."""
    found = dict(_ALSO.get(language.split("-")[0], {}))
    for patterns in locale(language).compact_decimal_formats["long"].values():
        for magnitude, pattern in patterns.items():
            text = pattern.pattern.split(";")[0]
            if word := re.sub(r"[0\s\u00a0\u202f]*0[\s\u00a0\u202f]*|'", "", text).strip():
                found[word.casefold()] = len(magnitude) - text.count("0")
    return tuple(sorted(found.items(), key=lambda item: -len(item[0])))


_SPACES = " \t\n\u00a0\u202f"
_NUMBER = re.compile(r"\d(?:[\d.,'’٫٬\u00a0\u202f ]*\d)?")


def shown(statistic: Statistic, reading: Reading, language: str) -> str:
    """A reading as a text of the language says it: 123.2 million."""
    spoken = locale(language)
    if statistic.unit == "percent":
        return f"{format_decimal(reading.value, locale=spoken)}\N{NO-BREAK SPACE}%"
    short = format_compact_decimal(reading.value, format_type="long", locale=spoken, fraction_digits=1)
    if abs(reading.value) < 1_000_000 or not agrees(short, reading.value, language):  # Babel errs in Swahili
        return str(format_decimal(reading.value, locale=spoken))
    return str(short)


def agrees(text: str, value: Decimal, language: str) -> bool | None:
    """Whether a text says a value, rounded as it is written; None when it has no number."""
    found = _NUMBER.search(_western(text))
    if found is None:
        return None
    plain = _plain(found[0], language)
    if plain is None:
        return None
    power = _power(_western(text)[: found.start()], _western(text)[found.end() :], language)
    digits = plain.as_tuple().exponent
    exact = int(digits) if isinstance(digits, int) else 0
    half = Decimal(10) ** (exact + power) / 2
    return abs(plain * Decimal(10) ** power - value) <= half


def _power(before: str, after: str, language: str) -> int:
    """The power of ten that the words beside a number give it."""
    before, after = before.casefold().rstrip(_SPACES), after.casefold().lstrip(_SPACES)
    for word, power in _scales(language):
        if re.match(rf"{re.escape(word)}(?!\w)", after) or re.search(rf"(?<!\w){re.escape(word)}$", before):
            return power
    return 0


def _western(text: str) -> str:
    """A text with the digits of any script as 0 to 9."""
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)


def _plain(written: str, language: str) -> Decimal | None:
    """A number as the language writes it, or None when it is not one."""
    spoken = locale(language)
    group, point = get_group_symbol(spoken), get_decimal_symbol(spoken)
    bare = re.sub(r"[\s\u00a0\u202f'’٬]", "", written)
    if not group.isspace():
        bare = bare.replace(group, "")
    bare = bare.replace(point, ".").replace("٫", ".")
    return Decimal(bare) if re.fullmatch(r"\d+(\.\d+)?", bare) else None


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
