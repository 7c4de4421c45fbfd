"""The one door: every byte that goes into an artifact is read here, and every question is written down."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.core.digest import digest_of
from briefgen.core.known_files import KnownFiles, Look

PROJECT_FILE = "briefgen.yml"
"""The file that marks the top of a project."""

SHIPPED = "briefgen:"
"""Prefix of paths that come with briefgen itself, such as `briefgen:styles/print.css`."""

LARGEST_FILE = 32_000_000
"""Bytes; a file above this is refused rather than read."""


class Refused(Exception):  # noqa: N818 - the door's answer, translated into a diagnostic by who asked
    """The door does not give this file. `reason` is one of the class constants."""

    MISSING = "missing"
    OUTSIDE = "outside"
    NETWORK = "network"
    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"
    REASONS = (MISSING, OUTSIDE, NETWORK, TOO_LARGE, UNREADABLE)

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason

    def __reduce__(self) -> tuple[type[Refused], tuple[str, str]]:
        return Refused, (self.path, self.reason)


@dataclass(frozen=True)
class Answer:
    """A question a step asked (`read`, `list` or `value`), of what, and the digest of the answer."""

    question: str
    subject: str
    digest: str


@dataclass
class Workspace:
    """The files of a project, and those shipped with briefgen, as one build sees them.

    A file is read once and kept, so a build sees one state of the disk. Paths are relative to the
    project with forward slashes, or start with `briefgen:`. Nothing outside the two roots is read:
    `..`, absolute paths and symbolic links that lead out are refused, and so is the network. All that was asked is
    written down (`asked`). Sent to another process, a workspace begins anew.
    """

    root: Path
    shipped: Path
    known: KnownFiles = field(default_factory=KnownFiles, repr=False)
    asked: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)
    """The digest of every answer, by question and subject."""

    torn: set[str] = field(default_factory=set, repr=False)
    """What cannot be relied on later: files that were one thing here and another in a process that read them after,
    folders that cannot be read."""
    _bytes: dict[str, bytes | Refused] = field(default_factory=dict, repr=False)
    _digests: dict[str, str] = field(default_factory=dict, repr=False)
    _listings: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    _list_digests: dict[str, str] = field(default_factory=dict, repr=False)
    _looks: dict[str, Look | None] = field(default_factory=dict, repr=False)
    _plain: dict[str, bool] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.root = self.root.resolve()
        self.shipped = self.shipped.resolve()

    def __reduce__(self) -> tuple[type[Workspace], tuple[Path, Path]]:
        return Workspace, (self.root, self.shipped)

    def later(self, changed: Iterable[str]) -> Workspace:
        """The same files seen again, when no others have changed than these."""
        gone = set(changed)
        there = Workspace(self.root, self.shipped, self.known)
        there.asked = {key: digest for key, digest in self.asked.items() if key[1] not in gone}
        for name in ("_bytes", "_digests", "_listings", "_list_digests"):
            mine, its = getattr(self, name), getattr(there, name)
            its.update((path, value) for path, value in mine.items() if path not in gone)
        return there

    def locate(self, path: str) -> Path:
        """The place on disk of a project path; raises `Refused` when it is not inside the root."""
        base, relative = (
            (self.shipped, path.removeprefix(SHIPPED)) if path.startswith(SHIPPED) else (self.root, path)
        )
        if "://" in relative or relative.startswith(("//", "data:")):
            raise Refused(path, Refused.NETWORK)
        if "\0" in relative or "\\" in relative or relative.startswith("/") or ":" in relative[:3]:
            raise Refused(path, Refused.OUTSIDE)
        try:
            target = (base / relative).resolve()
        except (OSError, RuntimeError):
            raise Refused(path, Refused.UNREADABLE) from None
        if not target.is_relative_to(base):
            raise Refused(path, Refused.OUTSIDE)
        return target

    def read(self, path: str) -> bytes:
        """The bytes of a file; raises `Refused`."""
        known = self._bytes.get(path)
        if known is None:
            try:
                known = self._read(path)
            except Refused as refusal:
                known = refusal
                self._answered("read", path, refusal.reason)
            self._bytes[path] = known
            if isinstance(known, bytes) and self._digests.get(path, "") not in ("", digest_of(known)):
                self.torn.add(path)  # it was forgotten, or only looked at, and has changed since
        if isinstance(known, Refused):
            raise known
        return known

    def forget(self, folder: str) -> None:
        """Let go of the contents of a folder's files, which nobody else will ask for: read again, they must be the
        same."""
        for path in [path for path in self._bytes if path.startswith(f"{folder}/")]:
            if path in self._digests:
                del self._bytes[path]

    def digest(self, path: str) -> str:
        """The digest of a file, computed once, or known from an earlier build; raises `Refused`."""
        if path not in self._digests:
            place = self._place(path)
            known = self.known.digest(place) if path not in self._bytes and self._is_plain(place) else None
            if known is None:
                known = digest_of(self.read(path))
                self.known.note(place, self._looks.get(path), known)
            self._digests[path] = known
            self._answered("read", path, known)
        return self._digests[path]

    def _place(self, path: str) -> str:
        """Where a file must be if it is there: to be looked at, not to be read."""
        if path.startswith(SHIPPED):
            return f"{self.shipped}/{path.removeprefix(SHIPPED)}"
        return f"{self.root}/{path}"

    def _read(self, path: str) -> bytes:
        target = self.locate(path)
        self._looks[path] = self.known.look(self._place(path))  # before it is read: it may change while it is
        try:
            if target.stat().st_size > LARGEST_FILE:
                raise Refused(path, Refused.TOO_LARGE)
            if not target.is_file():
                raise Refused(path, Refused.MISSING)
            return target.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            raise Refused(path, Refused.MISSING) from None
        except OSError:
            raise Refused(path, Refused.UNREADABLE) from None

    def list(self, folder: str) -> tuple[str, ...]:
        """The names in a folder, sorted; folders end in `/`. An absent folder is an empty one."""
        if folder not in self._listings:
            self._looks[folder] = self.known.look(self._place(folder))
            self._listings[folder] = names = tuple(sorted(self._scan(folder)))
            if self._list_digests.get(folder, "") not in ("", _digest_of_names(names)):
                self.torn.add(folder)  # it was only looked at, and has changed since
        return self._listings[folder]

    def digest_of_list(self, folder: str) -> str:
        """The digest of a listing."""
        if folder not in self._list_digests:
            place = self._place(folder)
            is_known = folder not in self._listings and self._is_plain(place)
            known = self.known.digest(place) if is_known else None
            if known is None:
                known = _digest_of_names(self.list(folder))
                self.known.note(place, self._looks.get(folder), known)
            self._list_digests[folder] = known
            self._answered("list", folder, known)
        return self._list_digests[folder]

    def _is_plain(self, place: str) -> bool:
        """Whether no link is on the way to a place, which could lead out of the project."""
        folder = place.rpartition("/")[0]
        if folder not in self._plain:
            self._plain[folder] = os.path.realpath(folder) == folder
        return self._plain[folder]

    def _answered(self, question: str, subject: str, digest: str) -> None:
        """Write an answer down. One that was another before is torn: something changed in the meantime."""
        if self.asked.setdefault((question, subject), digest) != digest:
            self.torn.add(subject)

    def note(self, trace: Iterable[Answer]) -> None:
        """Answers that another process got. A file that was something else here has changed in the meantime."""
        for answer in trace:
            if answer.question != "value":
                self._answered(answer.question, answer.subject, answer.digest)

    def _scan(self, folder: str) -> Iterator[str]:
        try:
            with os.scandir(self.locate(folder)) as entries:
                for entry in entries:
                    if entry.is_symlink():  # what it leads to can change without the folder
                        self._looks[folder] = None
                    # A name in another encoding cannot be an address; shown so that it can be told.
                    name = entry.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
                    yield name + "/" if entry.is_dir() else name
        except (Refused, OSError):
            return

    def refusal(self, folder: str) -> Refused | None:
        """Why a folder that is there cannot be listed; None when it can, or is absent."""
        try:
            target = self.locate(folder)
        except Refused as refusal:
            return refusal
        if not target.is_dir() or os.access(target, os.R_OK | os.X_OK):
            return None
        self.torn.add(folder)  # nothing tells when it can be read
        return Refused(folder, Refused.UNREADABLE)

    def files(self) -> dict[str, str]:
        """The files that were read, with their digests; not those that were refused."""
        return {
            path: digest
            for (question, path), digest in self.asked.items()
            if question == "read" and digest not in Refused.REASONS
        }

    def door(self) -> Door:
        return Door(self)


class Door:
    """A workspace with a notebook: what one step asked for, in order, with digests of the answers."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._answers: dict[tuple[str, str], str] = {}

    def __reduce__(self) -> tuple[type[Door], tuple[Workspace]]:
        return Door, (self.workspace,)

    @property
    def trace(self) -> tuple[Answer, ...]:
        return tuple(Answer(*key, digest) for key, digest in self._answers.items())

    def read(self, path: str) -> bytes:
        """The bytes of a file; raises `Refused`, and the refusal is written down as well."""
        try:
            data = self.workspace.read(path)
        except Refused as refusal:
            self._answers["read", path] = refusal.reason
            raise
        self._answers["read", path] = self.workspace.digest(path)
        return data

    def exists(self, path: str) -> bool:
        try:
            self.read(path)
        except Refused as refusal:
            return refusal.reason != Refused.MISSING
        return True

    def list(self, folder: str) -> tuple[str, ...]:
        names = self.workspace.list(folder)
        self._answers["list", folder] = self.workspace.digest_of_list(folder)
        return names

    def note(self, answer: Answer) -> None:
        """An answer that was given elsewhere."""
        self._answers[answer.question, answer.subject] = answer.digest

    def refusal(self, folder: str) -> Refused | None:
        """Why a folder that is there cannot be listed."""
        return self.workspace.refusal(folder)

    def first(self, *paths: str) -> str | None:
        """The first of some paths that exists. The absent ones before it are written down too."""
        return next((path for path in paths if self.exists(path)), None)


def _digest_of_names(names: tuple[str, ...]) -> str:
    return digest_of("\n".join(names).encode())
