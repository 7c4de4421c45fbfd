"""The output folder: artifacts appear under their names only when complete, and go when nothing claims them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from briefgen.core import messages
from briefgen.core.atomic_write import write_atomically
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.known_files import KnownFiles
from briefgen.core.store import Blob
from briefgen.output.artifacts import MANIFEST, Artifact, Listed, is_standalone, read_manifest, write_manifest


@dataclass(frozen=True)
class Published:
    """What is in the output folder now, and what could not be written."""

    listed: tuple[Listed, ...]
    problems: tuple[Diagnostic, ...]


def earlier(folder: Path) -> tuple[Listed, ...]:
    """What the last build left in the folder."""
    try:
        return read_manifest((folder / MANIFEST).read_bytes())
    except OSError:
        return ()


def is_taken(folder: Path, standalone: bool) -> bool:
    """Whether a folder holds something else already: a standalone build takes one that is new, empty, or of another
    standalone build; an ordinary build any but those."""
    try:
        return is_standalone((folder / MANIFEST).read_bytes()) is not standalone
    except OSError:
        return (
            standalone and folder.is_dir() and any(not path.name.startswith(".") for path in folder.iterdir())
        )


def publish(
    folder: Path,
    artifacts: Iterable[Artifact],
    kept: Iterable[Listed],
    version: str,
    known: KnownFiles,
    standalone: bool = False,
) -> Published:
    """Write artifacts, keep the earlier ones in `kept`, and remove whatever else the last manifest lists.

    Files that no manifest ever listed are not ours and stay.
    """
    before = earlier(folder)
    problems: list[Diagnostic] = []
    listed: dict[str, Listed] = {item.path: item for item in kept if (folder / item.path).is_file()}
    for artifact in artifacts:
        item = artifact.listed()
        try:
            _write(folder, artifact.path, artifact.content, known)
        except OSError as error:
            problems.append(_not_written(artifact.path, error))
            old = next((old for old in before if old.path == artifact.path), None)
            if old:
                listed[artifact.path] = old
            continue
        listed[artifact.path] = item
    for old in before:
        if old.path not in listed:
            try:
                _remove(folder, old.path)
            except OSError as error:
                problems.append(_not_written(old.path, error))
                listed[old.path] = old
    try:
        manifest = write_manifest(version, list(listed.values()), standalone)
        _write(folder, MANIFEST, Blob.of(manifest), known)
    except OSError as error:
        problems.append(_not_written(MANIFEST, error))
    return Published(tuple(sorted(listed.values(), key=lambda item: item.path)), tuple(problems))


def _write(folder: Path, name: str, content: Blob, known: KnownFiles) -> None:
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise OSError(f"it leads out of {folder}")
    if known.read_digest(path) != content.digest:
        write_atomically(path, content.read())


def _remove(folder: Path, name: str) -> None:
    """Remove a file of ours and the folders that are empty without it. What is no longer a file stays."""
    target = folder / name
    if target.is_dir() or not target.parent.resolve().is_relative_to(folder.resolve()):
        return
    target.unlink(missing_ok=True)
    parent = target.parent
    while parent != folder and parent.is_dir() and not any(parent.iterdir()):
        parent.rmdir()
        parent = parent.parent


def _not_written(path: str, error: OSError) -> Diagnostic:
    return messages.OUTPUT_FAILED.at(None, path=path, problem=(error.strerror or str(error)).lower())
