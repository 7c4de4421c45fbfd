"""What a translation leaves as it is: numbers, links, citations, notes and statistics of a passage."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlsplit

from briefgen.content.citing.citations import citations
from briefgen.content.data.numbers import plain
from briefgen.content.evidence.number_words import numbers
from briefgen.content.masking import without_markup

NUMBERS, LINKS, CITATIONS, NOTES = "numbers", "links", "citations", "notes"

_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)>?(?:\s+\"[^\"]*\")?\s*\)")
_BARE = re.compile(r"<?\bhttps?://[^\s<>)]+>?")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_LANGUAGE = re.compile(r"(?<=[\w-])\.[a-z]{2,3}(?:-[A-Z][\w-]*)?(?=\.\w+(?:#|$))")
_SPAN = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d)(\s?[-–]\u2060?\s?)(\d\d)(?!\d|[.,٫]\d)")
_WRITTEN = re.compile(r"\d+(?:[.,٫٬\u00a0\u202f ]\d{1,3})*")
_EXACT_FROM = 100
"""Smaller whole numbers may be written as words in one of the languages."""


@dataclass(frozen=True)
class Difference:
    """What one passage has and its translation lacks, and the other way round; `what` is one of the names above."""

    what: str
    only_in_source: tuple[str, ...]
    only_in_translation: tuple[str, ...]


def differences(source: str, language: str, translation: str, its_language: str) -> Iterator[Difference]:
    """How two passages differ in what should be the same."""
    here, there = _numbers(source, language), _numbers(translation, its_language)
    missing, added = here - there, there - here
    if any(map(_is_surely_digits, (*missing, *added))) or (missing and added):
        yield Difference(NUMBERS, _written(missing), _written(added))
    for what, of in ((LINKS, _links), (CITATIONS, _citations), (NOTES, _notes)):
        first, second = Counter(of(source)), Counter(of(translation))
        if first != second:
            yield Difference(what, tuple((first - second).elements()), tuple((second - first).elements()))


def kept(text: str) -> Counter[str]:
    """Everything in a passage that is the same in every language and can be recognised without knowing it."""
    return Counter((*_links(text), *_citations(text), *_notes(text), *_digits(text)))


def _numbers(text: str, language: str) -> Counter[Decimal]:
    """The numbers of a text; the second year of 2019–21 is 2021."""
    said = without_markup(text)
    said = _SPAN.sub(lambda found: f"{found[1]}{found[2]}{found[1][:2]}{found[3]}", said)
    return Counter(abs(value).normalize() for value, _, _ in numbers(said, language))


def _digits(text: str) -> Iterator[str]:
    """The digits of each number, without what languages put between them."""
    for found in _WRITTEN.findall(without_markup(text)):
        yield "".join(str(unicodedata.digit(sign)) for sign in found if sign.isdigit())


def _is_surely_digits(value: Decimal) -> bool:
    """Whether every language writes a number in digits: not seven, seventy or a million."""
    digits = value.as_tuple().digits
    return value != value.to_integral_value() or (value >= _EXACT_FROM and any(digits[1:]))


def _written(values: Counter[Decimal]) -> tuple[str, ...]:
    return tuple(plain(value) for value in values.elements())


def _links(text: str) -> Iterator[str]:
    """Where links lead. Pages of the series have a language, and may be other places of the page in another one; sites
    of others may have a page in each language, so only their names are compared."""
    for target in _LINK.findall(text):
        yield _target(target)
    for address in _BARE.findall(_LINK.sub("]", text)):
        yield _target(address.strip("<>").rstrip(".,;:"))


def _target(address: str) -> str:
    if address.startswith("#"):
        return "(#…)" if not re.match(r"#(figure|table|box|recommendation|ref)\b", address) else address
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if parts.scheme in ("http", "https"):
        return parts.netloc.removeprefix("www.")
    return _LANGUAGE.sub("", address).partition("#")[0]


def _citations(text: str) -> Iterator[str]:
    for citation in citations(text):
        for cited in citation.cited:
            where = f", {cited.locator.value}" if cited.locator else ""
            yield f"@{cited.key}{where}"


def _notes(text: str) -> Iterator[str]:
    yield from (f"[^{name}]" for name in _NOTE.findall(text))
