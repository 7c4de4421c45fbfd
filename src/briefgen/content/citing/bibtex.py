"""BibTeX: its entries with their places, so that mistakes have a line. What the fields mean is pandoc's business."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.source import Source, Span

_ENTRY = re.compile(r"@[ \t]*([A-Za-z]+)\s*([{(])")
_KEY = re.compile(r"\s*([^\s,{}()\"#%=]+)\s*(,|[})])")
_NAME = re.compile(r"[\s,]*([A-Za-z][\w:.+-]*)\s*=\s*")
_BARE = re.compile(r"[^\s,{}()\"#=]+")
_JOIN = re.compile(r"\s*#\s*")
_NO_ENTRIES = frozenset(("comment", "preamble", "string"))


@dataclass(frozen=True)
class BibEntry:
    """An entry: its key and where that stands, its type, and the names of its fields."""

    key: str
    place: Span
    type: str
    fields: frozenset[str]


class _Broken(Exception):  # noqa: N818 - ends the reading of one entry
    def __init__(self, at: int, problem: str, advice: str) -> None:
        super().__init__(problem)
        self.at, self.advice = at, advice


def read_entries(source: Source) -> tuple[tuple[BibEntry, ...], tuple[Diagnostic, ...]]:
    """The entries of a BibTeX file, and what is malformed."""
    entries: list[BibEntry] = []
    problems: list[Diagnostic] = []
    at = 0
    while opening := _ENTRY.search(source.text, at):
        at = opening.end()
        if opening[1].lower() == "comment":
            continue
        if opening[2] == "(":
            place = source.span(opening.end() - 1, opening.end())
            advice = "write braces: `@book{key, …}`"
            problem = f"`@{opening[1]}` has a round bracket"
            problems.append(messages.BIBTEX_BROKEN.at(place, problem=problem, advice=advice))
            continue
        try:
            entry, at = _entry(source, opening)
        except _Broken as broken:
            place = source.span(broken.at, broken.at + 1)
            problems.append(messages.BIBTEX_BROKEN.at(place, problem=str(broken), advice=broken.advice))
        else:
            entries += [entry] if entry else []
    if not entries and not problems and source.text.strip():
        advice = "write entries such as `@book{key, title = {…}}`"
        problems.append(
            messages.BIBTEX_BROKEN.at(source.line_span(1), problem="there is no entry", advice=advice)
        )
    return tuple(entries), tuple(problems)


def _entry(source: Source, opening: re.Match[str]) -> tuple[BibEntry | None, int]:
    text, kind = source.text, opening[1].lower()
    at, place, key = opening.end(), source.span(*opening.span()), ""
    if kind == "preamble":
        return None, _value(text, at)
    if kind not in _NO_ENTRIES:
        found = _KEY.match(text, at)
        if found is None:
            raise _Broken(opening.start(), f"`@{kind}` has no key", f"write `@{kind}{{key, …`")
        key, place = found[1], source.span(*found.span(1))
        at = found.end() if found[2] == "," else found.start(2)
    fields: set[str] = set()
    while True:
        at = _skip(text, at)
        if text[at : at + 1] == "}":
            break
        name = _NAME.match(text, at)
        if name is None:
            raise _Broken(*_what_is_wrong(text, at, opening, key or kind))
        fields.add(name[1].lower())
        at = _value(text, name.end())
        rest = _skip(text, at)
        if text[rest : rest + 1] != "}" and "," not in text[at:rest]:
            raise _Broken(*_what_is_wrong(text, rest, opening, key or kind))
        at = rest
    return (BibEntry(key, place, kind, frozenset(fields)) if kind not in _NO_ENTRIES else None), at + 1


def _what_is_wrong(text: str, at: int, opening: re.Match[str], name: str) -> tuple[int, str, str]:
    if at >= len(text) or text[at] == "@":
        return (
            opening.start(),
            f"`{name}` has no end",
            "close it with `}`, or look for a `{` that is not closed",
        )
    return (
        min(at, len(text) - 1),
        f"in `{name}` no field begins here",
        "write `field = {text},`: a comma ends each field",
    )


def _skip(text: str, at: int) -> int:
    found = re.compile(r"[\s,]*").match(text, at)
    return found.end() if found else at


def _value(text: str, at: int) -> int:
    """The end of a value: texts in braces or quotes, numbers and names, joined by `#`."""
    while True:
        sign = text[at : at + 1]
        if sign in ("{", '"'):
            at = _end_of_text(text, at)
        elif bare := _BARE.match(text, at):
            at = bare.end()
        else:
            raise _Broken(min(at, len(text) - 1), "a field has no value", "write `field = {text},`")
        join = _JOIN.match(text, at)
        if join is None:
            return at
        at = join.end()


def _end_of_text(text: str, at: int) -> int:
    depth, quoted = 0, text[at] == '"'
    for found in re.compile(r'\\.|[{}"]', re.S).finditer(text, at + quoted):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
        if (quoted and found[0] == '"' and depth == 0) or (not quoted and depth == 0 and found[0] == "}"):
            return found.end()
        if depth < 0:
            break
    problem = "a text that begins here has no end"
    raise _Broken(at, problem, "close it, or look for a `{` inside that is not closed") from None


def given_twice(entries: tuple[BibEntry, ...]) -> Iterator[tuple[BibEntry, BibEntry]]:
    """Entries whose key another has: each with the first of that key."""
    first: dict[str, BibEntry] = {}
    for entry in entries:
        other = first.setdefault(entry.key, entry)
        if other is not entry:
            yield entry, other
