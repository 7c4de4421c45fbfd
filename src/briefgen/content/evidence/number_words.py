"""Numbers in the words of a language: 123.2 million. How a reading is said, and whether a text says it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from html import unescape

from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from briefgen.content.evidence.statistics import Reading, Statistic
from briefgen.content.languages import locale

_ALSO = {
    "en": {"mn": 6, "mln": 6, "bn": 9, "tn": 12},
    "fr": {"millier": 3, "milliers": 3},
    "ar": {"ألفا": 3, "مليونا": 6, "مليارا": 9, "مليارات": 9},
}
"""Words of scale that CLDR's patterns do not have."""

_GAPS = "\u00a0\u202f\u2009 "
_SPACES = f"{_GAPS}\t\n"
_MARKS = "\u064b-\u0652"
"""Vowels and doublings of Arabic, which are written or not."""

_NUMBER = re.compile(
    rf"(?:(?<!\w)-)?(?:\d{{1,3}}(?:[{_GAPS}]\d{{3}}(?!\d))+(?:[.,٫]\d+)?|(?:\d+|(?<!\w)(?=[.٫]\d))(?:[.,'’٫٬]\d+)*)"
)
_LEAST_IN_WORDS = 1_000_000


def shown(statistic: Statistic, reading: Reading, language: str) -> str:
    """A reading as a text of the language says it: 123.2 million."""
    spoken = locale(language)
    if statistic.unit == "percent":
        return f"{format_decimal(reading.value, locale=spoken)}\N{NO-BREAK SPACE}%"
    short = in_words(reading.value, language) if abs(reading.value) >= _LEAST_IN_WORDS else None
    if short is None or not agrees(short, reading.value, language):  # CLDR errs in Swahili
        return str(format_decimal(reading.value, format="#,##0.######", locale=spoken))
    return short


def in_words(value: Decimal, language: str) -> str | None:
    """A value with one digit behind the point and a word of scale, in the form that the rounded number takes; None
    where the language has no such words."""
    spoken = locale(language)
    patterns = spoken.compact_decimal_formats.get("long", {})
    if "other" not in patterns:
        return None
    magnitude, unit, rounded = "", Decimal(1), value
    for larger, pattern in sorted(patterns["other"].items(), key=lambda item: int(item[0])):
        if max(abs(value), abs(rounded)) < int(larger):  # 999.99 million is 1 billion when it is rounded
            break
        magnitude, unit = larger, Decimal(larger).scaleb(1 - pattern.pattern.split(";")[0].count("0"))
        rounded = (value / unit).quantize(Decimal("0.1"), ROUND_HALF_EVEN) * unit
    if not magnitude:
        return None
    number = (rounded / unit).normalize()
    form = patterns.get(spoken.plural_form(abs(number)), {})
    pattern = form.get(magnitude, patterns["other"][magnitude]).pattern.split(";")[0]
    digits = format_decimal(number, format="#,##0.#", locale=spoken)
    return re.sub("0+", lambda _: str(digits), pattern.replace("'", ""), count=1)


def agrees(text: str, value: Decimal, language: str) -> bool | None:
    """Whether a number of a text is a value, rounded as it is written; None when there is no number. Emphasis and
    character references do not matter."""
    plain = _western(re.sub(rf"[*_{_MARKS}]", "", unescape(text)))
    said = [exact for found in _NUMBER.finditer(plain) if (exact := _read(plain, found, language))]
    return any(abs(number - value) <= half for number, half in said) if said else None


def numbers(text: str, language: str) -> Iterator[tuple[Decimal, int, int]]:
    """The numbers that a text writes in digits, words of scale taken into account, each with where it stands."""
    plain = _western(text)
    for found in _NUMBER.finditer(plain):
        if read := _read(plain, found, language):
            yield read[0], *found.span()


def _read(text: str, found: re.Match[str], language: str) -> tuple[Decimal, Decimal] | None:
    """A number in a text, and half of its last digit; None when the language does not write numbers so."""
    plain = _plain(found[0], language)
    if plain is None:
        return None
    power = _power(text[: found.start()], text[found.end() :], language)
    digits = plain.as_tuple().exponent
    exact = int(digits) if isinstance(digits, int) else 0
    return plain.scaleb(power), Decimal(10) ** (exact + power) / 2


@cache
def _scales(language: str) -> tuple[tuple[str, int], ...]:
    """The words of a language for thousands, millions and so on, each with its power of ten, the longest first."""
    found = dict(_ALSO.get(language.split("-")[0], {}))
    formats = locale(language).compact_decimal_formats
    for style in ("short", "long"):
        for magnitude, pattern in _patterns(formats.get(style, {})):
            text = pattern.split(";")[0]
            if word := re.sub(rf"[0{_SPACES}]*0[{_SPACES}]*|'", "", text).strip():
                found[word.casefold()] = len(magnitude) - text.count("0")
    return tuple(sorted(found.items(), key=lambda item: -len(item[0])))


def _patterns(forms: dict[str, dict[str, object]]) -> Iterator[tuple[str, str]]:
    for patterns in forms.values():
        for magnitude, pattern in patterns.items():
            yield magnitude, str(getattr(pattern, "pattern", pattern))


def _power(before: str, after: str, language: str) -> int:
    """The power of ten that the words beside a number give it."""
    before, after = before.casefold().rstrip(_SPACES), after.casefold().lstrip(_SPACES)
    for word, power in _scales(language):
        if re.match(rf"{re.escape(word)}(?!\w)", after) or re.search(rf"(?<!\w){re.escape(word)}$", before):
            return power
    return 0


def _western(text: str) -> str:
    """A text with the digits of any script as 0 to 9, and its minus as a hyphen."""
    digits = (str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)
    return "".join(digits).replace("\N{MINUS SIGN}", "-")


def _plain(written: str, language: str) -> Decimal | None:
    """A number as the language writes it, or None when it is not one."""
    spoken = locale(language)
    group, point = get_group_symbol(spoken), get_decimal_symbol(spoken)
    bare = re.sub(r"[\s\u00a0\u202f\u2009'’٬]", "", written)
    if not group.isspace():
        bare = bare.replace(group, "")
    bare = bare.replace(point, ".").replace("٫", ".")
    return Decimal(bare) if re.fullmatch(r"-?(\d+(\.\d+)?|\.\d+)", bare) else None
