"""The file of a bundle: a zip archive of which every byte follows from the names and contents of its files.

Nothing is compressed, so the same contents give the same archive with every zlib and every Python, and no small file
can unpack to a large one. Whoever reads an archive holds it against what would be written here.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
LOCAL_HEAD = struct.Struct("<4s5H3I2H")
CENTRAL_HEAD = struct.Struct("<4s6H3I5H2I")
END_HEAD = struct.Struct("<4s4H2IH")

STORED = 0
UTF_8 = 0x800
"""The flag that says in which encoding a name is."""

ENCRYPTED = 0x1
PLAIN_FILE = 0o100644
"""The mode of every file: its owner may write it, everybody may read it."""

_VERSION, _UNIX = 20, 3
_DAY = 1 << 5 | 1
"""The first of January 1980, the first day that the format knows; the time is midnight."""

MOST_FILES, MOST_BYTES = 0xFFFF - 1, 0xFFFFFFFF - 1
"""Beyond these the format needs other records, which are not written here."""


class TooLarge(Exception):  # noqa: N818 - told by the caller
    """More than an archive of this kind can hold."""


@dataclass(frozen=True)
class Entry:
    """A file of an archive: where its local header begins, and what is said of its contents."""

    name: str
    size: int
    crc: int
    offset: int

    @property
    def encoded(self) -> bytes:
        return self.name.encode()

    @property
    def start(self) -> int:
        """Where its contents begin."""
        return self.offset + LOCAL_HEAD.size + len(self.encoded)

    @property
    def end(self) -> int:
        return self.start + self.size


def local_header(entry: Entry) -> bytes:
    """What stands before the contents of a file."""
    head = LOCAL_HEAD.pack(LOCAL, _VERSION, *_facts(entry), len(entry.encoded), 0)
    return head + entry.encoded


def central_header(entry: Entry) -> bytes:
    """What the list at the end of the archive says of a file."""
    head = CENTRAL_HEAD.pack(
        CENTRAL,
        _UNIX << 8 | _VERSION,
        _VERSION,
        *_facts(entry),
        len(entry.encoded),
        *(0, 0, 0, 0),
        PLAIN_FILE << 16,
        entry.offset,
    )
    return head + entry.encoded


def _facts(entry: Entry) -> tuple[int, ...]:
    """Flags, method, time, day, sum and both sizes, as both headers have them."""
    flags = 0 if entry.name.isascii() else UTF_8
    return flags, STORED, 0, _DAY, entry.crc, entry.size, entry.size


def end_record(count: int, size: int, offset: int) -> bytes:
    """The last bytes of an archive: how many files there are, and where their list is."""
    return END_HEAD.pack(END, 0, 0, count, count, size, offset, 0)


def write_archive(file: BinaryIO, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files, which come sorted by name; raises `TooLarge`."""
    entries: list[Entry] = []
    place = 0
    for name, data in files:
        entry = Entry(name, len(data), zlib.crc32(data), place)
        if len(entries) >= MOST_FILES or entry.end > MOST_BYTES:
            raise TooLarge(name)
        file.write(local_header(entry))
        file.write(data)
        entries.append(entry)
        place = entry.end
    listed = b"".join(map(central_header, entries))
    if place + len(listed) > MOST_BYTES:
        raise TooLarge("the list of files")
    file.write(listed)
    file.write(end_record(len(entries), len(listed), place))
