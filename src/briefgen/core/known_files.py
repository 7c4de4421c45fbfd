"""Digests of files that were read before. One that looks the same, in its kind and rights, size, times and number, is
taken for the same and not read again; of one that looks different only the content counts.

A file that was changed less than two seconds before it was looked at is not remembered, for it may change once more
within one tick of its clock. Links are not remembered: what they lead to can change.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from briefgen.core.atomic_write import write_atomically
from briefgen.core.digest import digest_of
from briefgen.core.sealed import sealed, unsealed

_TICK = 2_000_000_000
"""Nanoseconds that the clock of a file system may be behind, and more."""

KNOWN = "known-files.json"
"""The file of a store that holds them."""

Look = tuple[int, ...]
"""What a file or folder looks like from outside: its kind and rights, size, both times of change, number, device."""


@dataclass
class KnownFiles:
    """Digests by the place on disk, and how each file looked when it was read."""

    place: Path | None = None
    _known: dict[str, tuple[Look, str]] = field(default_factory=dict, repr=False)
    _used: set[str] = field(default_factory=set, repr=False)
    _is_new: bool = False

    @classmethod
    def of(cls, place: Path) -> KnownFiles:
        """What an earlier build knew; nothing if its file is damaged."""
        try:
            rows = unsealed(place.read_bytes())
            known = {path: (tuple(look), str(digest)) for path, (look, digest) in rows.items()}
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            known = {}
        return cls(place, known)

    def digest(self, path: str) -> str | None:
        """The digest of a file or folder that is as it was; None if it must be read."""
        known = self._known.get(path)
        if known is None or look_at(path) != known[0]:
            return None
        self._used.add(path)
        return known[1]

    def look(self, path: str) -> Look | None:
        """What a file looks like now, if that can be relied on: to be asked before it is read, and given back with its
        digest."""
        look = look_at(path)
        return look if look and time.time_ns() - max(look[2:4]) > _TICK else None

    def note(self, path: str, look: Look | None, digest: str) -> None:
        """A file was read and looked like this before."""
        if look is not None:
            self._known[path] = look, digest
            self._used.add(path)
            self._is_new = True

    def read_digest(self, path: Path) -> str | None:
        """The digest of a file, read if need be; None if it cannot be."""
        place = str(path)
        digest = self.digest(place)
        if digest is None:
            look = self.look(place)
            try:
                digest = digest_of(path.read_bytes())
            except OSError:
                return None
            self.note(place, look, digest)
        return digest

    def save(self) -> None:
        """Keep what is known for the next build, and forget files that are no longer there."""
        if self.place is None or not self._is_new:
            return
        there = {
            path: row for path, row in self._known.items() if path in self._used or os.path.lexists(path)
        }
        with suppress(OSError):
            write_atomically(self.place, sealed(there))


def look_at(path: str) -> Look | None:
    try:
        found = os.lstat(path)
    except (OSError, ValueError):
        return None
    if not (S_ISREG(found.st_mode) or S_ISDIR(found.st_mode)):
        return None
    return (
        found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev,
    )  # fmt: skip
