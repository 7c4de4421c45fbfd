"""The output folder: artifacts appear under their names only when complete, and go when nothing claims them.

While a build writes, the list of what it will have made lies beside that of the build before (`UNFINISHED`). If it is
ended in the middle, the next one knows from both what is there and whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from briefgen.core.atomic_write import clear_unfinished, write_atomically
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.known_files import KnownFiles
from briefgen.core.refused_writes import TAKES_NOTHING, not_written
from briefgen.core.store import Blob
from briefgen.output.artifacts import (
    MANIFEST,
    UNFINISHED,
    Artifact,
    Listed,
    is_standalone,
    read_manifest,
    write_manifest,
)


@dataclass(frozen=True)
class Published:
    """What is in the output folder now, and what could not be written."""

    listed: tuple[Listed, ...]
    problems: tuple[Diagnostic, ...]


def earlier(folder: Path) -> tuple[Listed, ...]:
    """What the last build left in the folder, and any that was ended while it wrote."""
    found = {item.path: item for item in _list(folder / MANIFEST)}
    for item in _list(folder / UNFINISHED):
        if item.path not in found or _is_there(folder, item):
            found[item.path] = item
    return tuple(found[path] for path in sorted(found))


def is_taken(folder: Path, standalone: bool) -> bool:
    """Whether a folder holds something else already: a standalone build takes one that is new, empty, or of another
    standalone build; an ordinary build any but those."""
    for name in (MANIFEST, UNFINISHED):
        try:
            return is_standalone((folder / name).read_bytes()) is not standalone
        except OSError:
            continue
    return standalone and folder.is_dir() and any(not path.name.startswith(".") for path in folder.iterdir())


def tidy(folder: Path) -> None:
    """Remove what a build left that was ended while it wrote a file. Nobody else may be writing into the folder: the
    lock keeps away builds of this project, not those of another one."""
    clear_unfinished(folder)
    if (folder / UNFINISHED).exists():
        for place in sorted({(folder / item.path).parent for item in earlier(folder)}):
            clear_unfinished(place)


def publish(
    folder: Path,
    artifacts: Iterable[Artifact],
    kept: Iterable[Listed],
    version: str,
    known: KnownFiles,
    standalone: bool = False,
) -> Published:
    """Write artifacts, keep the earlier ones in `kept`, and remove whatever else the last manifest lists.

    Files that no manifest ever listed are not ours and stay. On a disk that takes nothing more all stays as it is.
    """
    output, artifacts = _Output(folder, version, standalone, known), tuple(artifacts)
    before = {item.path: item for item in earlier(folder)}
    there = {path: item for path, item in before.items() if (folder / path).is_file()}
    listed = {item.path: item for item in kept if (folder / item.path).is_file()}
    if not all(output.holds(artifact.path, artifact.content) for artifact in artifacts):
        try:
            output.write_list(UNFINISHED, {**listed, **{one.path: one.listed() for one in artifacts}})
        except OSError as error:
            return Published(tuple(there.values()), (not_written(folder.as_posix(), error),))
    problems, is_full = output.write_all(artifacts, there, listed)
    if is_full:
        listed = {**there, **listed}
    else:
        problems += output.remove_all(before, listed)
    try:
        output.write_list(MANIFEST, listed)
        (folder / UNFINISHED).unlink(missing_ok=True)
    except OSError as error:
        if not is_full:
            problems.append(not_written(MANIFEST, error))
    return Published(tuple(listed[path] for path in sorted(listed)), tuple(problems))


@dataclass(frozen=True)
class _Output:
    """A folder that is written into."""

    folder: Path
    version: str
    standalone: bool
    known: KnownFiles

    def holds(self, name: str, content: Blob) -> bool:
        return self.known.read_digest(self.folder / name) == content.digest

    def write(self, name: str, content: Blob) -> None:
        path = self.folder / name
        if not path.resolve().is_relative_to(self.folder.resolve()):
            raise OSError(f"it leads out of {self.folder}")
        if not self.holds(name, content):
            write_atomically(path, content.read())

    def write_list(self, name: str, listed: Mapping[str, Listed]) -> None:
        self.write(name, Blob.of(write_manifest(self.version, list(listed.values()), self.standalone)))

    def write_all(
        self, artifacts: Iterable[Artifact], there: Mapping[str, Listed], listed: dict[str, Listed]
    ) -> tuple[list[Diagnostic], bool]:
        """Write artifacts and list them, or what is there of old; whether the disk takes nothing more."""
        problems: list[Diagnostic] = []
        is_full = False
        for artifact in artifacts:
            try:
                if not is_full:
                    self.write(artifact.path, artifact.content)
                    listed[artifact.path] = artifact.listed()
                    continue
            except OSError as error:
                problems.append(not_written(artifact.path, error))
                is_full = error.errno in TAKES_NOTHING
            if artifact.path in there:
                listed[artifact.path] = there[artifact.path]
        return problems, is_full

    def remove_all(self, before: Mapping[str, Listed], listed: dict[str, Listed]) -> list[Diagnostic]:
        """Remove what is no longer listed; what cannot be removed stays listed."""
        problems = []
        for path, old in before.items():
            if path not in listed:
                try:
                    _remove(self.folder, path)
                except OSError as error:
                    problems.append(not_written(path, error))
                    listed[path] = old
        return problems


def _list(place: Path) -> tuple[Listed, ...]:
    """What a list says; nothing if it is not there or damaged."""
    try:
        return read_manifest(place.read_bytes())
    except OSError:
        return ()


def _is_there(folder: Path, item: Listed) -> bool:
    """Whether the file of a list is the one that lies there."""
    try:
        return sha256((folder / item.path).read_bytes()).hexdigest() == item.sha256
    except OSError:
        return False


def _remove(folder: Path, name: str) -> None:
    """Remove a file of ours and the folders that are empty without it. What is no longer a file stays."""
    target = folder / name
    if target.is_dir() or not target.parent.resolve().is_relative_to(folder.resolve()):
        return
    target.unlink(missing_ok=True)
    for parent in target.parents:
        if parent == folder or (parent.is_dir() and any(parent.iterdir())):
            break
        if parent.is_dir():  # if not, somebody was ended after removing it
            parent.rmdir()
