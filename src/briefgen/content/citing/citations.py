"""Citations in a text, as pandoc writes them: `[@key]`, `[see @key, p. 12; @other]`, `[-@key]`, and `@key` or
`@key [p. 12]` as words of a sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from briefgen.content.citing.bibliography import KEY
from briefgen.content.citing.locators import Locator, split_locator
from briefgen.content.masking import mask_code

_AT = r"(?<![\w@/.\\-])"
_CLUSTER = re.compile(r"\[((?:[^\[\]\n]|\n(?![ \t]*\n))*?)\](?![(:])(?!\[(?!-?@|\^))")
_ITEM = re.compile(rf"^(?P<prefix>(?:.*?\s)?)(?P<bare>-?)@(?P<key>{KEY})(?P<rest>.*)$", re.S)
_NARRATIVE = re.compile(rf"{_AT}@(?P<key>{KEY})(?P<bracket>[ ]?\[(?P<rest>[^\[\]@^\n]+)\](?![(\[:]))?")
_ONLY_SIGNS = re.compile(r"\\\[-?@[^\]\n]*")
_ANY_KEY = re.compile(rf"(?:{_AT}|(?<![\w@/.\\])-)@{KEY}")


@dataclass(frozen=True)
class Cited:
    """One source in a citation: its key, the words around it and the part of it that is meant."""

    key: str
    prefix: str = ""
    locator: Locator | None = None
    suffix: str = ""
    without_author: bool = False


@dataclass(frozen=True)
class Citation:
    """Sources that are cited together, and where that stands in a text. `narrative`: the author is a word of the
    sentence. `broken` is a part between semicolons that has no key, or two."""

    cited: tuple[Cited, ...]
    narrative: bool = False
    start: int = 0
    end: int = 0
    broken: str | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(cited.key for cited in self.cited)

    @property
    def name(self) -> str:
        """The same for all citations that say the same."""
        parts = []
        for cited in self.cited:
            where = f", {cited.locator.label} {cited.locator.value}" if cited.locator else ""
            parts.append(
                f"{cited.prefix} {'-' * cited.without_author}@{cited.key}{where}|{cited.suffix}".strip(" |")
            )
        text = "; ".join(parts)
        return text if self.narrative else f"[{text}]"


def citations(text: str, known: Collection[str] = ()) -> Iterator[Citation]:
    """Every citation in a text, in its order. What is in brackets and begins with a key is one; all else is one only
    when its key is `known`."""
    if "@" not in text:
        return
    masked = _visible(text)
    last = 0
    for found in _ANY_KEY.finditer(masked):
        if found.start() < last:
            continue
        citation = _in_brackets(masked, found.start(), known) or _in_words(masked, found.start(), known)
        if citation:
            last = citation.end
            yield citation


def _visible(text: str) -> str:
    """A text without its code, and without brackets that are only signs."""
    return mask_code(_ONLY_SIGNS.sub(lambda found: " " * len(found[0]), text))


def _in_brackets(masked: str, at: int, known: Collection[str]) -> Citation | None:
    opening = masked.rfind("[", 0, at)
    found = _CLUSTER.match(masked, opening) if opening >= 0 else None
    if found is None or found.end() <= at:
        return None
    parts = found[1].split(";")
    items = [_ITEM.match(" ".join(part.split())) for part in parts]
    keys = [item["key"] for item in items if item]
    begins = found[1].lstrip().startswith(("@", "-@"))
    if not keys or not (begins or any(key in known for key in keys)):
        return None
    broken = next((part.strip() for part in parts if len(_ANY_KEY.findall(part)) != 1), None)
    cited = tuple(_cited(item) for item in items if item)
    return Citation(cited, False, *found.span(), broken)


def _cited(item: re.Match[str]) -> Cited:
    locator, suffix = split_locator(item["rest"])
    return Cited(item["key"], item["prefix"].strip(), locator, suffix.rstrip(), bool(item["bare"]))


def _in_words(masked: str, at: int, known: Collection[str]) -> Citation | None:
    found = _NARRATIVE.match(masked, at)
    if found is None or found["key"] not in known:
        return None
    locator, rest = split_locator(f", {found['rest']}") if found["bracket"] else (None, "")
    if locator is None:
        return Citation((Cited(found["key"]),), True, found.start(), found.end("key"))
    return Citation((Cited(found["key"], "", locator, rest.rstrip()),), True, *found.span())


def in_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Every `@word` outside brackets and code, whether it is a key or not: the word, and where it stands."""
    masked = _visible(text)
    cited = [(citation.start, citation.end) for citation in citations(text)]
    for found in _NARRATIVE.finditer(masked):
        if not any(start <= found.start() < end for start, end in cited):
            yield found["key"], found.start(), found.end("key")


def cite(keys: tuple[str, ...]) -> str:
    """Citations of some references, as an author would write them behind a text."""
    return "".join(f"[@{key}]" for key in keys)
