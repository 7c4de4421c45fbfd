"""Where the definitions of notes stand in a text, and in which order its readers meet what is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DEFINITION = re.compile(r"[ ]{0,3}\[\^(?P<key>[^\]\s]+)\]:")
_MARK = re.compile(r"\[\^(?P<key>[^\]\s]+)\](?!:)")


@dataclass(frozen=True)
class NoteRange:
    """The definition of a note: its key, and where it begins and ends."""

    key: str
    start: int
    end: int


def note_ranges(masked: str) -> tuple[NoteRange, ...]:
    """The definitions of notes in a text whose code is blanked: from their line to the last that belongs to them."""
    found: list[NoteRange] = []
    key, start, end = "", 0, 0
    at, after_blank = 0, False
    for line in masked.splitlines(keepends=True):
        opening = _DEFINITION.match(line)
        goes_on = line.startswith(("    ", "\t")) or not (after_blank or line.lstrip().startswith("///"))
        if key and (opening or (line.strip() and not goes_on)):
            found.append(NoteRange(key, start, end))
            key = ""
        if opening:
            key, start = opening["key"], at
        at += len(line)
        if line.strip():
            end = at
        after_blank = not line.strip()
    return (*found, NoteRange(key, start, end)) if key else tuple(found)


def as_read(masked: str) -> Iterator[tuple[int, int]]:
    """The pieces of a text in the order in which they are read, by where they begin and end: a note where its first
    mark stands. A note without a mark comes last."""
    ranges = note_ranges(masked)
    waiting = {note.key: note for note in ranges}

    def piece(start: int, end: int) -> Iterator[tuple[int, int]]:
        last = start
        for mark in _MARK.finditer(masked, start, end):
            note = waiting.pop(mark["key"], None)
            if note:
                yield last, mark.end()
                yield from piece(note.start, note.end)
                last = mark.end()
        yield last, end

    last = 0
    for note in ranges:
        yield from piece(last, note.start)
        last = note.end
    yield from piece(last, len(masked))
    for note in ranges:
        if note.key in waiting:
            del waiting[note.key]
            yield from piece(note.start, note.end)
