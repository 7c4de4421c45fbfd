"""Abbreviations: each is explained where a reader first meets it, and each definition is of use.

Explained is what a line `*[ILO]: …` defines, and what stands beside its words: “International Labour Organization
(ILO)” or “ILO (International Labour Organization)”. Notes and sources cite, so they need not explain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.content.front_texts import AFTER_THE_BODY, markdown_keys
from briefgen.content.frontmatter import Mapping, Node, Scalar, Sequence, split
from briefgen.content.kinds import KINDS
from briefgen.content.manuscript import Body
from briefgen.content.masking import mask_code
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.source import Source

EVERYDAY: dict[str, tuple[str, ...]] = {
    "any": (
        "AIDS", "CC", "CEO", "CO2", "COVID", "CSV", "DOI", "EU", "GPS", "HIV", "HTML", "ID", "ISBN", "ISO", "ISSN",
        "NGO", "OK", "ORCID", "PDF", "QR", "SMS", "SOS", "TV", "UK", "UN", "URL", "US", "USA", "UTC",
    ),
    "fr": ("ONG", "ONU", "PME", "RDC", "SIDA", "UE", "VIH"),
    "es": ("EE", "ONG", "ONU", "PYME", "SIDA", "UE", "UU", "VIH"),
    "pt": ("ONG", "ONU", "UE"),
    "it": ("ONG", "ONU", "UE"),
    "de": ("EU", "UNO", "NRO"),
}  # fmt: skip
"""What every reader of a language knows; looked for in all of them together, as texts quote each other."""

_KNOWN = frozenset(short for shorts in EVERYDAY.values() for short in shorts)
_CAPITAL = "A-ZÀ-ÖØ-Þ"
_SHORT = re.compile(
    rf"(?<![^\W_])(?<![@#.])(?<!\w_)(?P<short>[{_CAPITAL}]{{2}}[{_CAPITAL}0-9]{{0,4}})s?(?![^\W_])(?!_\w|@|\.\w)"
)
_ROMAN = re.compile(r"(?:X{0,3}|XL|LX{0,3})(?:IX|IV|V?I{0,3})")
_SHOUTED = re.compile(rf"[{_CAPITAL}]{{2,}}(?:[ ]+[{_CAPITAL}]{{2,}}){{2,}}")
_CODES = re.compile(r"(?<=\|)[ ]*[A-Z]{2,3}(?:[ ]*[,/][ ]*[A-Z]{2,3})*[ ]*(?=\|)")

_DEFINITION = re.compile(r"^[ ]{0,3}\*\[(?P<short>[^\]\\]+)\][ ]?:[ ]*\n?[ ]*(?P<long>[^\n]*)$", re.M)
_NOTE = re.compile(
    r"^[ ]{0,3}\[\^[^\]\s]+\]:[^\n]*(?:\n[^\n]*\S[^\n]*)*(?:\n(?:[ \t]*\n)+[ ]{4,}\S[^\n]*(?:\n[^\n]*\S[^\n]*)*)*",
    re.M,
)
_OPTIONS = re.compile(r"(?:[ ]{4,}\S[^\n]*\n|[ ]*[a-z_]+:(?: [^\n]*)?\n)+")
_OPENING = re.compile(r"^[ ]{0,3}/{3,}[ ]*[A-Za-z][^\n]*\n", re.M)
_NOT_WORDS = re.compile(
    r"!\[[^\]\n]*\](?=\()|(?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|(?<=\])\[[^\]\n]*\]|<[^<>]+>|\b\w+://\S+|\bwww\.\S+|(?<!\S)\S+@\S+|"
    r"\bCC[ \n-](?:BY|0)(?:[ -](?:NC|SA|ND))*|\[\^[^\]\s]+\]|\{[:#.][^}\n]*\}|^[ ]{0,3}\[[^\]\n]+\]:[^\n]*$",
    re.M,
)
_QUIET_LINE = re.compile(r"^[ ]{0,3}(?:#{1,6}[ ]|/{3,}|\|)[^\n]*$", re.M)
_QUIET_KEYS = frozenset(("title", "subtitle", "caption", "byline", "facts"))
_NAMES = frozenset(("dateline", "translators"))
"""Keys that hold names, and towns that agencies write in capitals."""
_MARKDOWN_KEYS = frozenset(key for kind in KINDS.values() for key in markdown_keys(kind)) - _NAMES


def check_abbreviations(body: Body) -> Iterator[Diagnostic]:
    masked = mask_code(body.source.text)
    definitions = {match["short"].strip(): match for match in _DEFINITION.finditer(masked, body.start)}
    written = _blank(_DEFINITION, masked, body.start)
    pieces = _pieces(body, written)
    yield from _unexplained(body.source, pieces, frozenset(definitions))
    there = [piece.text for piece in pieces] + [written[body.start :]]
    for short, match in definitions.items():
        if not any(_uses(short, text) for text in there):
            plural = f"{short}s" if any(_uses(f"{short}s", text) for text in there) else None
            hints = () if plural else ("delete the line, or spell the abbreviation as the text does",)
            place = body.source.span(match.start("short") - 2, match.end("short") + 1)
            yield messages.ABBREVIATION_UNUSED.at(place, short=short, plural=plural, hints=hints)


@dataclass(frozen=True)
class _Piece:
    """A text of an edition: its words, all else blanked, and where in the source it begins. Short forms in a text
    that is not read on, such as a title, count only if there are no others."""

    text: str
    start: int
    is_read_on: bool = True


@dataclass(frozen=True)
class _Use:
    """A short form in a text."""

    short: str
    piece: _Piece
    match: re.Match[str]
    is_read_on: bool


def _unexplained(source: Source, pieces: list[_Piece], defined: frozenset[str]) -> Iterator[Diagnostic]:
    first: dict[str, _Use] = {}
    for use in (use for piece in pieces for use in _uses_in(piece)):
        known = first.setdefault(use.short, use)
        if use.is_read_on and not known.is_read_on:
            first[use.short] = use
    for short, use in first.items():
        if not {short, f"{short}s"} & defined and not _is_explained(use):
            place = source.span(use.piece.start + use.match.start(), use.piece.start + use.match.end())
            name = f"if it is a name that stands for nothing longer, add `*[{short}]: {short}`"
            yield messages.ABBREVIATION_UNEXPLAINED.at(place, short=short, hints=(name,))


def _uses_in(piece: _Piece) -> Iterator[_Use]:
    quiet = [match.span() for match in _QUIET_LINE.finditer(piece.text)]
    for match in _SHORT.finditer(piece.text):
        short = match["short"]
        if short in _KNOWN or _ROMAN.fullmatch(short):
            continue
        is_quiet = any(start <= match.start() < end for start, end in quiet)
        yield _Use(short, piece, match, piece.is_read_on and not is_quiet)


def _is_explained(use: _Use) -> bool:
    """Whether words stand beside a short form that say what it means."""
    before = use.piece.text[: use.match.start()].rstrip('*_“"« ')
    behind = use.piece.text[use.match.end() :].lstrip('*_”"» ')
    in_brackets = re.search(r"\w\W*\($", before) and behind.startswith(")")
    return bool(in_brackets or re.match(r"[’']?\s*\([^\W\d][^)]*\w\s+\w[^)]*\)", behind))


def _pieces(body: Body, written: str) -> list[_Piece]:
    """The texts of an edition in the order of the page."""
    front, _ = split(body.source)
    keys = {key.value: value for key, value in front.tree.entries} if front and front.tree else {}
    above = [key for key in keys if key not in AFTER_THE_BODY]
    below = [key for key in keys if key in AFTER_THE_BODY]
    text = _blank(_NOTE, written, body.start)
    for opening in reversed(list(_OPENING.finditer(text, body.start))):
        if options := _OPTIONS.match(text, opening.end()):
            text = text[: options.start()] + _spaces(options) + text[options.end() :]
    return [
        *(piece for key in above for piece in _of_front(keys[key], key, written)),
        _Piece(_words(text[body.start :]), body.start),
        *(piece for key in below for piece in _of_front(keys[key], key, written)),
    ]


def _of_front(node: Node, key: str | None, text: str, *, is_read_on: bool = True) -> Iterator[_Piece]:
    """The Markdown texts of a key of the front matter."""
    is_read_on = is_read_on and key not in _QUIET_KEYS
    if isinstance(node, Scalar) and key in _MARKDOWN_KEYS:
        yield _Piece(_words(text[node.span.start : node.span.end]), node.span.start, is_read_on)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _of_front(item, key, text, is_read_on=is_read_on)
    elif isinstance(node, Mapping):
        for inner, value in node.entries:
            yield from _of_front(value, inner.value, text, is_read_on=is_read_on)


def _words(text: str) -> str:
    """A text with everything blanked that is no word of it, or a word in capitals that is no abbreviation."""
    for pattern in (_NOT_WORDS, _SHOUTED, _CODES):
        text = pattern.sub(_spaces, text)
    return text


def _uses(short: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(short)}(?!\w)", text) is not None


def _blank(pattern: re.Pattern[str], text: str, start: int) -> str:
    return text[:start] + pattern.sub(_spaces, text[start:])


def _spaces(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
