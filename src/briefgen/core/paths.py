"""Paths as files of a project write them."""

from __future__ import annotations

from pathlib import PurePosixPath


def join(folder: str, reference: str) -> str:
    """A path as written in a file of `folder`, as a project path.

    `..` is resolved as text; one that climbs out of the project keeps its leading `..`, so that the
    door refuses it by name.
    """
    parts: list[str] = []
    for part in PurePosixPath(folder, reference).parts:
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
