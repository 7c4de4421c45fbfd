"""Which parts of a right-to-left text read from left to right and must be kept together: names and passages in Latin or
another such script, ranges, telephone numbers, identifiers, signed numbers and percentages.

The Unicode algorithm alone puts the comma behind a Latin name on its wrong side, turns ranges and telephone numbers
round, and lets a number that follows a name jump over it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

ELEMENT = "\ufdd0"
"""Stands in a text for an element that reads from left to right. It and the next are noncharacters, which no text
holds."""
BOUNDARY = "\ufdd1"
"""Stands for what belongs to neither side, such as the mark of a note, and for elements of the text's own direction."""

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]")
_CHUNK = re.compile(f"[^{RIGHT_TO_LEFT.pattern[1:-1]}{BOUNDARY}]+")
_TOKEN = re.compile(r"[^\s]+")
_JOINER = "\N{WORD JOINER}"
_BEFORE, _AFTER = f"([{{«“\"'‘.,;:!?…—–-*·|•{_JOINER}", f")]}}»”\"'’.,;:!?…—–-*·|•{_JOINER}"
_BETWEEN_ITEMS = frozenset("·|•")
_SIGNED = re.compile(r"[+−-]\d")
_AMOUNT = r"[+−±<>≤≥≈~-]?[$€£¥₹]?\d(?:[\d.,()\u2060\u00a0\u202f]*\d)?[%‰°+½¼¾$€£¥₹]*"
_NUMBER = re.compile(rf"{_AMOUNT}(?:[–‑×/:-]\u2060?{_AMOUNT})*")
_TURNS = re.compile(r"^[+−±<>≤≥≈~-]|[–‑×/:%‰°+½¼¾$€£¥₹()\u00a0\u202f-]")
"""What the algorithm would put on the wrong side of a number, or turn round."""
_SHORTENED = re.compile(r"(?:nos?|p|pp|vols?|arts?|ch|figs?|paras?)$", re.I)
_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\.)+[^\W\d_]$")
"""U.S, whose last stop belongs to it."""
_PAIRS = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True)
class _Token:
    """A word with the signs around it left off: where it stands, whether it has letters, and whether a sign that
    divides was left off behind it."""

    start: int
    end: int
    has_letters: bool
    is_divided: bool


def left_to_right(text: str) -> Iterator[tuple[int, int]]:
    """The parts of a right-to-left text that read from left to right: start and end, in order. A text that has no
    right-to-left letter is one such part, from its first sign to its last."""
    if not RIGHT_TO_LEFT.search(text) and BOUNDARY not in text and _has_letters(text):
        stripped = text.strip()
        start = text.index(stripped)
        yield start, start + len(stripped)
        return
    for chunk in _CHUNK.finditer(text):
        tokens = list(_tokens(text, chunk.start(), chunk.end()))
        for start, end in _parts(text, tokens):
            yield _with_brackets(text, start, end)


def _tokens(text: str, start: int, end: int) -> Iterator[_Token]:
    for found in _TOKEN.finditer(text, start, end):
        first, last = found.span()
        while first < last and text[first] in _BEFORE and not _SIGNED.match(text, first):
            first += 1
        while last > first and text[last - 1] in _AFTER:
            last -= 1
        if _INITIALS.search(text[first:last]) and text[last : last + 1] == ".":
            last += 1
        if first < last:
            yield _Token(first, last, _has_letters(text[first:last]), last < found.end())


def _parts(text: str, tokens: list[_Token]) -> Iterator[tuple[int, int]]:
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.has_letters:
            last = _last_of_name(text, tokens, index)
            yield token.start, tokens[last].end
            index = last + 1
            continue
        last = index
        if text[token.start] == "+":  # a telephone number, with spaces in it
            while last + 1 < len(tokens) and not tokens[last].is_divided and not tokens[last + 1].has_letters:
                last += 1
        piece = text[token.start : tokens[last].end]
        if last > index or (_NUMBER.fullmatch(piece) and _TURNS.search(piece)):
            yield token.start, tokens[last].end
        index = last + 1


def _last_of_name(text: str, tokens: list[_Token], first: int) -> int:
    """The last token of a name or passage: the last with letters before a divider, and a number right behind it."""
    last = first
    for index in range(first + 1, len(tokens)):
        between = text[tokens[index - 1].end : tokens[index].start]
        if _BETWEEN_ITEMS.intersection(between):
            break
        if tokens[index].has_letters:
            last = index
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if following and (not tokens[last].is_divided or _is_shortened(text, tokens[last])):
        between = text[tokens[last].end : following.start]
        if not _BETWEEN_ITEMS.intersection(between):
            last += 1
    return last


def _is_shortened(text: str, token: _Token) -> bool:
    word = text[token.start : token.end]
    return text.startswith(". ", token.end) and bool(_SHORTENED.search(word))


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """A part with the bracket right before or behind it that belongs to one inside."""
    waiting: list[str] = []
    for sign in text[start:end]:
        if sign in _PAIRS:
            waiting.append(_PAIRS[sign])
        elif waiting and sign == waiting[-1]:
            waiting.pop()
        elif sign in _PAIRS.values() and start and _PAIRS.get(text[start - 1]) == sign:
            start -= 1
    while waiting and end < len(text) and text[end] == waiting[-1]:
        waiting.pop()
        end += 1
    return start, end


def _has_letters(text: str) -> bool:
    return any(sign == ELEMENT or unicodedata.bidirectional(sign) == "L" for sign in text)
