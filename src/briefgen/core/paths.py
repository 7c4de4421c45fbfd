"""Paths as files of a project write them."""

from __future__ import annotations

import posixpath
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


def path_from(folder: str, target: str) -> str:
    """A project or output path as seen from a folder, with forward slashes. Where this process stands plays no part:
    its folder may be renamed meanwhile."""
    return posixpath.relpath(f"/{target}", f"/{folder}")
