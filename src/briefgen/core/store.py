"""What earlier builds left behind: results and the questions they rest on, as files that are safe to delete."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen.core.atomic_write import clear_unfinished, write_atomically
from briefgen.core.digest import digest_of
from briefgen.core.sealed import sealed, unsealed
from briefgen.core.workspace import Answer

STORE = ".briefgen"
"""The folder of a project that holds what was built before."""


_FOLDERS = ("steps", "blobs", "builds")


class Damaged(Exception):  # noqa: N818 - whoever reads then builds without the store
    """A file of the store is not what it was when it was written."""


@dataclass(frozen=True)
class Blob:
    """Bytes by their digests: at hand, or in a store until they are wanted."""

    digest: str
    sha256: str
    size: int
    at_hand: bytes | None = field(default=None, repr=False, compare=False)
    store: Store | None = field(default=None, repr=False, compare=False)

    @classmethod
    def of(cls, data: bytes) -> Blob:
        return cls(digest_of(data), sha256(data).hexdigest(), len(data), data)

    def read(self) -> bytes:
        """The bytes; raises `Damaged` when the store has others."""
        if self.at_hand is not None:
            return self.at_hand
        data = self.store.blob(self.digest) if self.store else None
        if data is None:
            raise Damaged(self.digest)
        return data


@dataclass(frozen=True)
class Kept:
    """A stored result: the questions it rests on in the order they were asked, bytes, and facts beside them. `blobs`
    are the digests of more bytes that belong to it."""

    trace: tuple[Answer, ...]
    data: bytes
    facts: dict[str, Any]
    blobs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Store:
    """A folder of step results. Anything missing or damaged counts as never kept."""

    folder: Path
    takes_blobs: bool = True
    """Whether bytes may rest in it."""

    def closed(self) -> Store:
        """The same, but whatever is at hand stays at hand: for when somebody empties it meanwhile."""
        return replace(self, takes_blobs=False)

    def get(self, step: str) -> Kept | None:
        try:
            record = unsealed(self._record(step).read_bytes())
            data = self._blob(record["blob"]).read_bytes()
            trace = tuple(Answer(*map(str, answer)) for answer in record["trace"])
            facts = dict(record["facts"])
            blobs = tuple(map(str, record.get("blobs", ())))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        if digest_of(data) != record["blob"] or not all(self._blob(blob).exists() for blob in blobs):
            return None
        return Kept(trace, data, facts, blobs)

    def blob(self, digest: str) -> bytes | None:
        """The bytes of a digest, if they are there and whole."""
        try:
            data = self._blob(digest).read_bytes()
        except OSError:
            return None
        return data if digest_of(data) == digest else None

    def resting(self, blob: Blob) -> Blob:
        """The same bytes, no longer at hand but in the store, if it takes them."""
        if blob.at_hand is None or not self.takes_blobs:
            return blob
        with suppress(OSError):
            if self.blob(blob.digest) is None:
                write_atomically(self._blob(blob.digest), blob.at_hand)
            return replace(blob, at_hand=None, store=self)
        return blob

    def put(self, step: str, kept: Kept) -> None:
        """Keep a result. A store that cannot be written is not an error: the next build does the work again."""
        blob = digest_of(kept.data)
        record = {
            "step": step,
            "trace": [[answer.question, answer.subject, answer.digest] for answer in kept.trace],
            "blob": blob,
            "blobs": kept.blobs,
            "facts": kept.facts,
        }
        try:
            write_atomically(self._blob(blob), kept.data)
            write_atomically(self._record(step), sealed(record))
        except OSError:
            return

    def tidy(self) -> None:
        """Remove what processes left that were ended while they wrote. No other build may be at work; a preview, which
        takes no lock, may: what it is writing is then not kept, and made again."""
        for folder in (self.folder, *(self.folder / name for name in _FOLDERS)):
            clear_unfinished(folder)

    def sweep(self, steps: set[str]) -> None:
        """Forget every step but these, and blobs that no step names."""
        keep = {self._record(step).name for step in steps}
        blobs: set[str] = set()
        for path in sorted(self.folder.glob("steps/*.json")):
            try:
                record = unsealed(path.read_bytes()) if path.name in keep else {}
                blobs.update((record["blob"], *record.get("blobs", ())))
            except (OSError, ValueError, KeyError):
                discard(path)
        for path in sorted(self.folder.glob("blobs/*")):
            if path.name not in blobs or not path.is_file():
                discard(path)

    def _record(self, step: str) -> Path:
        return self.folder / "steps" / f"{digest_of(step.encode())}.json"

    def _blob(self, digest: str) -> Path:
        return self.folder / "blobs" / digest


def discard(path: Path) -> None:
    """Remove a file of the store, or what is in its place, if that is allowed."""
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
