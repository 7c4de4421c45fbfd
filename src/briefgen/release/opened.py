"""Opens a bundle that cannot be trusted: nothing is unpacked, and nothing is read before it is sure what it is.

The list at the end of the archive is read first. Then the archive is held, byte by byte, against what briefgen would
have written for these files: whatever else is in it, before, between or behind, is told.
"""

from __future__ import annotations

import os
import stat
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from briefgen.release.archive import (
    CENTRAL,
    CENTRAL_HEAD,
    ENCRYPTED,
    END,
    END_HEAD,
    PLAIN_FILE,
    STORED,
    Entry,
    central_header,
    end_record,
    local_header,
)
from briefgen.release.names import problem_of_name, problems_together
from briefgen.release.repacked import ListedFile, is_repacked

LARGEST_RECORD = 16_000_000
"""Bytes; a record above this is refused rather than read. As values of Python it takes some thirty times as much."""

_LONGEST_LIST = 20_000_000
"""Bytes; the list of as many files as a bundle can hold, with names of 250 letters."""

_PIECE = 1 << 20
_LONGEST_COMMENT = 0xFFFF


class Unreadable(Exception):  # noqa: N818 - told by the caller
    """Not an archive as briefgen writes it, so that nothing can be said of its files; the text says why."""


@dataclass(frozen=True)
class Unsafe:
    """What is wrong with how an archive is put together. `name` is that of a file, empty for the archive itself."""

    name: str
    problem: str


@dataclass(frozen=True)
class Opened:
    """A bundle whose list of files has been read; `unsafe` is why its files must not be. Of a bundle that
    `is_repacked` by another program, these are hundreds of reasons for one thing."""

    file: BinaryIO
    path: Path
    entries: tuple[Entry, ...]
    unsafe: tuple[Unsafe, ...]
    is_repacked: bool = False

    @cached_property
    def by_name(self) -> dict[str, Entry]:
        return {entry.name: entry for entry in self.entries}

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the whole file."""
        total = sha256()
        self.file.seek(0)
        while piece := self.file.read(_PIECE):
            total.update(piece)
        return total.hexdigest()

    @cached_property
    def digests(self) -> dict[str, str]:
        """The SHA-256 of each file, read piece by piece."""
        return {entry.name: self._digest(entry) for entry in self.entries}

    def _digest(self, entry: Entry) -> str:
        total = sha256()
        for piece in self._pieces(entry):
            total.update(piece)
        return total.hexdigest()

    def is_whole(self, entry: Entry) -> bool:
        """Whether the contents of a file have the checksum that the archive gives them."""
        total = 0
        for piece in self._pieces(entry):
            total = zlib.crc32(piece, total)
        return total == entry.crc

    def read(self, name: str) -> bytes:
        """The contents of a file; raises `KeyError` when there is none, `ValueError` when it is too large."""
        entry = self.by_name[name]
        if entry.size > LARGEST_RECORD:
            raise ValueError(f"`{name}` is larger than {LARGEST_RECORD // 1_000_000} MB")
        return b"".join(self._pieces(entry))

    def _pieces(self, entry: Entry) -> Iterator[bytes]:
        self.file.seek(entry.start)
        left = entry.size
        while left and (piece := self.file.read(min(left, _PIECE))):
            left -= len(piece)
            yield piece


def open_bundle(file: BinaryIO, path: Path) -> Opened:
    """Read the list of files of an archive; raises `Unreadable`."""
    size = file.seek(0, os.SEEK_END)
    if size < END_HEAD.size:
        raise Unreadable("it is empty" if not size else "it is too short for an archive")
    count, listed, place, problems = _end(file, size)
    if listed > _LONGEST_LIST or listed < count * CENTRAL_HEAD.size:
        raise Unreadable("its list of files is broken")
    file.seek(place)
    data = file.read(listed)
    reading = _Reading(data, place)
    for _ in range(count):
        reading.read_entry()
    if reading.at != len(data):
        raise Unreadable("its list of files is broken")
    entries = tuple(reading.entries)
    is_another = not problems and is_repacked(reading.listed, place)
    problems += reading.problems
    problems += [Unsafe(*pair) for pair in problems_together(entry.name for entry in entries)]
    if not problems:
        problems += _not_as_written(file, entries, place)
    return Opened(file, path, entries, tuple(problems), is_another and bool(problems))


def _end(file: BinaryIO, size: int) -> tuple[int, int, int, list[Unsafe]]:
    """How many files there are, how long their list is and where it begins."""
    start = max(0, size - END_HEAD.size - _LONGEST_COMMENT)
    file.seek(start)
    tail = file.read()
    found = tail.rfind(END, 0, len(tail) - END_HEAD.size + len(END))
    if found < 0:
        raise Unreadable("it is no archive, or its end is missing")
    problems = []
    if start + found + END_HEAD.size != size:
        problems.append(Unsafe("", "something has been put behind its end"))
    record = tail[found : found + END_HEAD.size]
    _, disk, first_disk, here, count, listed, place, _ = END_HEAD.unpack(record)
    if disk or first_disk or here != count:
        raise Unreadable("it is one part of an archive in several files")
    before = start + found - listed - place
    if before < 0 or (before and listed + place > size):
        raise Unreadable("its list of files is broken")
    if before:
        problems.append(
            Unsafe("", "something has been put before its beginning, or before its list of files")
        )
    if not problems and record != end_record(count, listed, place):
        problems.append(Unsafe("", "its end is not as briefgen writes it"))
    return count, listed, start + found - listed, problems


@dataclass
class _Reading:
    """Goes through the list at the end of an archive."""

    data: bytes
    place: int
    at: int = 0
    entries: list[Entry] = field(default_factory=list)
    problems: list[Unsafe] = field(default_factory=list)
    listed: list[ListedFile] = field(default_factory=list)

    def read_entry(self) -> None:
        if self.data[self.at : self.at + 4] != CENTRAL or self.at + CENTRAL_HEAD.size > len(self.data):
            raise Unreadable("its list of files is broken")
        fields = CENTRAL_HEAD.unpack_from(self.data, self.at)
        _, _, _, flags, method, _, _, crc, packed, size, length, extra, comment, _, _, mode, offset = fields
        start = self.at
        self.at += CENTRAL_HEAD.size
        encoded = self.data[self.at : self.at + length]
        self.at += length + extra + comment
        try:
            name = encoded.decode()
        except UnicodeDecodeError:
            raise Unreadable("a name in it is not in UTF-8") from None
        entry = Entry(name, size, crc, offset)
        problem = problem_of_name(name) or _problem_of_kind(flags, method, mode >> 16)
        if not problem and packed != size:
            problem = "its size is given in two ways"
        if not problem and entry.end > self.place:
            problem = "it is said to be larger than the bundle itself"
        if problem:
            self.problems.append(Unsafe(name, problem))
        self.entries.append(entry)
        is_ours = self.data[start : self.at] == central_header(entry)
        self.listed.append(ListedFile(name, flags, method, mode >> 16, packed, size, is_ours))


def _problem_of_kind(flags: int, method: int, mode: int) -> str:
    if flags & ENCRYPTED:
        return "it is encrypted"
    if method != STORED:
        return (
            "it is compressed, and a little can unpack to more than a disk holds; briefgen compresses nothing"
        )
    if stat.S_ISLNK(mode):
        return "it is a link to another file"
    return "" if mode == PLAIN_FILE else "it is not a plain file"


def _not_as_written(file: BinaryIO, entries: tuple[Entry, ...], place: int) -> Iterator[Unsafe]:
    """Where an archive is not what briefgen would have written for its files: the first place that differs."""
    expected, before = 0, ""
    for entry in entries:
        if entry.name < before:
            yield Unsafe(entry.name, "it is out of order")
            return
        file.seek(entry.offset)
        if entry.offset != expected or file.read(entry.start - entry.offset) != local_header(entry):
            yield Unsafe(entry.name, "what stands before it in the archive is not as briefgen writes it")
            return
        expected, before = entry.end, entry.name
    if expected != place:
        yield Unsafe("", "something stands between its files and their list")
        return
    file.seek(place)
    for entry in entries:
        wanted = central_header(entry)
        if file.read(len(wanted)) != wanted:
            yield Unsafe(entry.name, "the list of files tells of it in another way than briefgen does")
            return
