"""Digests of files that were read before: a file whose size, time and identity are the same need not be read again.

These never decide what is built: a file that looks different is read, and only its content counts. One that was changed
less than two seconds before it was read is read again, for it may have changed once more within one tick of its clock.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from briefgen.core.atomic_write import write_atomically
from briefgen.core.digest import digest_of

_TICK = 2_000_000_000
"""Nanoseconds that the clock of a file system may be behind, and more."""

KNOWN = "known-files.json"
"""The file of a store that holds them."""

_FORM = 1
_MODE = 0o170000

Look = tuple[int, int, int, int, int]
"""What a file or folder looks like from outside: its type, size, time of change, number and device."""


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
            data = json.loads(place.read_bytes())
            rows = data["files"] if data["form"] == _FORM else {}
            known = {path: (_look(row[0]), str(row[1])) for path, row in rows.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
            known = {}
        return cls(place, known)

    def digest(self, path: str) -> str | None:
        """The digest of a file or folder that is as it was; None if it must be read."""
        known = self._known.get(path)
        if known is None or _look_at(path) != known[0]:
            return None
        self._used.add(path)
        return known[1]

    def look(self, path: str) -> Look | None:
        """What a file looks like now: to be asked before it is read, and given back with its digest."""
        return _look_at(path)

    def note(self, path: str, look: Look | None, digest: str) -> None:
        """A file was read and looked like this before."""
        if look is not None and time.time_ns() - look[2] > _TICK:
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

    def save(self, all_used: bool) -> None:
        """Keep what is known for the next build; after a build of everything (`all_used`), only what it used."""
        if self.place is None or not (self._is_new or (all_used and len(self._used) < len(self._known))):
            return
        rows = {path: row for path, row in self._known.items() if not all_used or path in self._used}
        data = json.dumps({"form": _FORM, "files": rows}, separators=(",", ":"))
        with suppress(OSError):
            write_atomically(self.place, data.encode())


def _look_at(path: str) -> Look | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - asked of thousands of files
    except (OSError, ValueError):
        return None
    if not (S_ISREG(found.st_mode) or S_ISDIR(found.st_mode)):
        return None
    return (found.st_mode & _MODE, found.st_size, found.st_mtime_ns, found.st_ino, found.st_dev)


def _look(row: list[int]) -> Look:
    kind, size, changed, number, device = row
    return (kind, size, changed, number, device)
