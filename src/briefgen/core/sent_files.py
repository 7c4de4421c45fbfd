"""The files of a project for a process that cannot see its disk, and a workspace that says what it lacks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from briefgen.core.workspace import SHIPPED, Refused, Workspace

_NEIGHBOUR = 2_000_000
"""Bytes; a larger file is sent only when it is asked for by name."""


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
    found: dict[str, bytes | str] = {path: _content(workspace, path) for path in files}
    names: dict[str, tuple[str, ...]] = {"": workspace.list("")}
    beside = (path.rpartition("/")[0] for path in found if ".." not in PurePosixPath(path).parts)
    for folder in (*folders, *beside):
        _add_folder(workspace, folder, found, names)
    return SentFiles(found, names)


def whole_folder(workspace: Workspace, folder: str) -> SentFiles:
    """A folder with all that is in it and below."""
    found: dict[str, bytes | str] = {}
    names: dict[str, tuple[str, ...]] = {}
    _add_folder(workspace, folder, found, names, is_whole=True)
    return SentFiles(found, names)


def _add_folder(
    workspace: Workspace,
    folder: str,
    files: dict[str, bytes | str],
    folders: dict[str, tuple[str, ...]],
    is_whole: bool = False,
) -> None:
    if folder in folders:
        return
    folders[folder] = workspace.list(folder)
    for name in folders[folder]:
        if name.startswith("."):
            continue
        path = f"{folder}/{name}"
        if name.endswith("/"):
            if is_whole:
                _add_folder(workspace, path.rstrip("/"), files, folders, is_whole)
        elif path not in files:
            content = _content(workspace, path)
            if len(content) <= _NEIGHBOUR:
                files[path] = content


def _content(workspace: Workspace, path: str) -> bytes | str:
    try:
        return workspace.read(path)
    except Refused as refusal:
        return refusal.reason


@dataclass
class SentWorkspace(Workspace):
    """A workspace without a disk but for what is shipped with briefgen: it answers from what was sent, and raises
    `Lacking` where that does not say. `root` is an empty folder."""

    sent: SentFiles = field(default_factory=SentFiles)

    def receive(self, more: SentFiles) -> None:
        self.sent = self.sent.and_also(more)

    def let_go(self, folder: str) -> None:
        """Forget the files of a folder and what was said of it."""
        self.forget(folder)
        inside = f"{folder}/"
        self.sent = SentFiles(
            {path: content for path, content in self.sent.files.items() if not path.startswith(inside)},
            {path: names for path, names in self.sent.folders.items() if not f"{path}/".startswith(inside)},
        )

    def _read(self, path: str) -> bytes:
        if path.startswith(SHIPPED):
            return super()._read(path)
        content = self.sent.files.get(path)
        if content is None:
            self.locate(path)  # refuses what no project may have
            content = Refused.MISSING if self.sent.is_absent(path) else None
        if content is None:
            raise Lacking("read", path)
        if isinstance(content, str):
            raise Refused(path, content)
        return content

    def _scan(self, folder: str) -> Iterator[str]:
        if folder.startswith(SHIPPED):
            return super()._scan(folder)
        names = self.sent.folders.get(folder)
        if names is None and folder and self.sent.is_absent(folder):
            names = ()
        if names is None:
            raise Lacking("list", folder)
        return iter(names)
