"""The files of a project for a process that cannot see its disk, and a workspace that says what it lacks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from briefgen.core.workspace import SHIPPED, Refused, Workspace

_NEIGHBOUR = 2_000_000
_NEIGHBOURS = 8_000_000
"""Bytes; a larger file, and more of a folder, are sent only when they are asked for by name."""


class Lacking(BaseException):
    """A file or folder was asked for and not sent. No `Exception`, so that nothing on the way takes it for a fault of
    what it reads."""

    def __init__(self, question: str, path: str) -> None:
        super().__init__(question, path)
        self.question = question
        self.path = path


@dataclass(frozen=True)
class SentFiles:
    """Files of a project by their paths, each with its bytes or the reason why the door refuses it, and the names in
    folders."""

    files: Mapping[str, bytes | str] = field(default_factory=dict)
    folders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def and_also(self, other: SentFiles) -> SentFiles:
        return SentFiles({**self.files, **other.files}, {**self.folders, **other.folders})

    def is_absent(self, path: str) -> bool:
        """Whether the names in some folder above say that there is no such file. A name that differs only in case or in
        the form of its letters may be the same file, which the disk decides."""
        below = PurePosixPath(path)
        if ".." in below.parts:
            return False
        for folder in below.parents:
            names = self.folders.get("" if str(folder) == "." else str(folder))
            if names is not None:
                wanted = _alike(below.parts[len(folder.parts)])
                return wanted not in {_alike(name.rstrip("/")) for name in names}
        return False


def _alike(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def sent_for(workspace: Workspace, files: Iterable[str], folders: Iterable[str] = ()) -> SentFiles:
    """Files and folders that were asked for, and what is beside them: who asks for one file of a folder asks for more.
    Of the top of the project only its names are sent along."""
    collector = _Collector(workspace, {path: _content(workspace, path) for path in files})
    collector.folders[""] = workspace.list("")
    beside = [path.rpartition("/")[0] for path in collector.files if ".." not in PurePosixPath(path).parts]
    for folder in (*folders, *beside):
        collector.add(folder)
    return collector.sent


def whole_folder(workspace: Workspace, folder: str) -> SentFiles:
    """A folder with all that is in it and below."""
    collector = _Collector(workspace, {}, is_whole=True)
    collector.add(folder)
    return collector.sent


@dataclass
class _Collector:
    """Reads what is to be sent. Of a folder that the door refuses, or that is a link, nothing is said: whoever wants a
    file of it asks by name."""

    workspace: Workspace
    files: dict[str, bytes | str]
    folders: dict[str, tuple[str, ...]] = field(default_factory=dict)
    is_whole: bool = False

    @property
    def sent(self) -> SentFiles:
        return SentFiles(self.files, self.folders)

    def add(self, folder: str) -> None:
        place = self.workspace.root / folder
        if folder in self.folders or place.is_symlink() or self.workspace.refusal(folder):
            return
        self.folders[folder] = self.workspace.list(folder)
        room = _NEIGHBOURS
        for name in self.folders[folder]:
            path = f"{folder}/{name}".rstrip("/")
            if name.startswith("."):
                continue
            if name.endswith("/"):
                if self.is_whole:
                    self.add(path)
            elif path not in self.files and (size := _size(self.workspace, path)) <= min(_NEIGHBOUR, room):
                self.files[path] = _content(self.workspace, path)
                room -= size


def _size(workspace: Workspace, path: str) -> int:
    """Bytes; none for what is refused."""
    try:
        return workspace.locate(path).stat().st_size
    except (Refused, OSError):
        return 0


def _content(workspace: Workspace, path: str) -> bytes | str:
    try:
        return workspace.read(path)
    except Refused as refusal:
        return refusal.reason


@dataclass
class SentWorkspace(Workspace):
    """A workspace without a disk but for what is shipped with briefgen: it answers from what was sent, and raises
    `Lacking` where that does not say. `root` is an empty folder. Some files are `lent` for the time of a job."""

    sent: SentFiles = field(default_factory=SentFiles)
    lent: SentFiles = field(default_factory=SentFiles)

    def receive(self, more: SentFiles) -> None:
        self.sent = self.sent.and_also(more)

    def give_back(self, folder: str) -> None:
        """Forget what was lent, which was of a folder."""
        self.forget(folder)
        self.lent = SentFiles()

    def _read(self, path: str) -> bytes:
        if path.startswith(SHIPPED):
            return super()._read(path)
        content = self.lent.files.get(path)
        if content is None:
            content = self.sent.files.get(path)
        if content is None:
            self.locate(path)  # refuses what no project may have
            content = Refused.MISSING if self._is_absent(path) else None
        if content is None:
            raise Lacking("read", path)
        if isinstance(content, str):
            raise Refused(path, content)
        return content

    def _scan(self, folder: str) -> Iterator[str]:
        if folder.startswith(SHIPPED):
            return super()._scan(folder)
        names = self.lent.folders.get(folder)
        if names is None:
            names = self.sent.folders.get(folder)
        if names is None and folder and self._is_absent(folder):
            names = ()
        if names is None:
            raise Lacking("list", folder)
        return iter(names)

    def _is_absent(self, path: str) -> bool:
        return self.lent.is_absent(path) or self.sent.is_absent(path)
