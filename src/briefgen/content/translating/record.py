"""What an edition was translated from: `translations/brief.fr.yml` beside it, which `briefgen translate` writes.

For each passage the record keeps the source as it was and the fingerprint of its translation. So it is known which
paragraphs have changed since, and translators are shown what they said before.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from briefgen.content.block_map import fingerprint
from briefgen.content.decode import decode
from briefgen.content.discovery import EditionFile
from briefgen.content.fields import Model
from briefgen.content.frontmatter import read_mapping
from briefgen.content.translating.pairs import Pair, aligned, shared_words
from briefgen.content.translating.passages import Passage
from briefgen.core.diagnostics import Diagnostic, StopPublication
from briefgen.core.text import read_source
from briefgen.core.workspace import Door

FOLDER = "translations"


class Translated(Model):
    """A passage as it was when it was translated, and the fingerprint of its translation."""

    WHAT: ClassVar[str] = "a translated passage"
    was: str
    now: str


class Record(Model):
    """What an edition was translated from, passage by passage in the order of the source."""

    WHAT: ClassVar[str] = "a record of a translation"
    source: str
    passages: tuple[Translated, ...]


def record_path(file: EditionFile) -> str:
    """Where the record of an edition is: `briefs/x/translations/brief.fr.yml`."""
    folder, _, name = file.path.rpartition("/")
    return f"{folder}/{FOLDER}/{name.removesuffix('.md')}.yml"


def read_record(door: Door, file: EditionFile) -> tuple[Record | None, tuple[Diagnostic, ...]]:
    """The record of an edition; None, without a word, where there is none yet."""
    path = record_path(file)
    if not door.exists(path):
        return None, ()
    try:
        source = read_source(door, path)
    except StopPublication as stop:
        return None, stop.diagnostics
    tree, problems = read_mapping(source)
    if tree is None:
        return None, problems
    record, more = decode(tree, Record)
    return record, (*problems, *more)


def written(record: Record, name: str) -> str:
    """A record as its file says it, for the edition of a name."""
    lines = [
        f"# What {name} was translated from, passage by passage. Written by `briefgen translate`: commit it as it is.",
        f"source: {json.dumps(record.source, ensure_ascii=False)}",
        "passages:" if record.passages else "passages: []",
    ]
    for passage in record.passages:
        lines += [
            f"- was: {json.dumps(passage.was, ensure_ascii=False)}",
            f"  now: {json.dumps(passage.now)}",
        ]
    return "\n".join(lines) + "\n"


def recorded(source: str, pairs: tuple[Pair, ...]) -> Record:
    """The record that says that each of these translations is right."""
    return Record(
        source=source,
        passages=tuple(
            Translated(was=pair.source.text, now=pair.translation.fingerprint)
            for pair in pairs
            if pair.source and pair.translation
        ),
    )


@dataclass(frozen=True)
class Standing:
    """A pair, and whether its translation is of the source as it is now. Where it is not, `was` is the source that was
    translated, if that is known."""

    pair: Pair
    is_current: bool
    was: str | None = None


def standing(pairs: tuple[Pair, ...], record: Record) -> tuple[Standing, ...]:
    """How the passages of an edition stand to what was recorded of them. Those that one edition lacks are current."""
    there = [(number, pair.source, pair.translation) for number, pair in enumerate(pairs)]
    both = [
        (number, source, now)
        for number, source, now in there
        if source and now and not _has_no_words(source, now)
    ]
    now = [(source.fingerprint, translation.fingerprint) for _, source, translation in both]
    then = [(fingerprint(passage.was), passage.now) for passage in record.passages]
    now_words = [source.text for _, source, _ in both]
    then_words = [passage.was for passage in record.passages]

    def likeness(row: int, column: int) -> float | None:
        same = 2.0 * (now[row][0] == then[column][0]) + 1.5 * (now[row][1] == then[column][1])
        return same or shared_words(now_words[row], then_words[column])

    found = [Standing(pair, is_current=True) for pair in pairs]
    first = _in_common(now, then)
    last = _in_common(now[first:][::-1], then[first:][::-1])
    for row, column in aligned(
        len(now) - first - last,
        len(then) - first - last,
        lambda row, column: likeness(first + row, first + column),
    ):
        if row is None:
            continue
        number, source, _ = both[first + row]
        if column is None:
            found[number] = Standing(pairs[number], is_current=False)
        elif source.fingerprint != then[first + column][0]:
            found[number] = Standing(pairs[number], is_current=False, was=record.passages[first + column].was)
    return tuple(found)


def _has_no_words(source: Passage, translation: Passage) -> bool:
    """Whether a passage, such as a cell of digits, has nothing to translate and is the same in both."""
    return not source.needs_translation and source.fingerprint == translation.fingerprint


def _in_common(one: Sequence[object], other: Sequence[object]) -> int:
    """How many things two sequences begin with in common."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
