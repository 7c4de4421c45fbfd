"""Whether an archive is a bundle that another program has packed anew, as people do who unpack, look and pack again.

Its files may be those that were released; the archive is not, so neither the sum of the bundle nor its signature says
anything of it. Only what looks harmless counts as such: a bundle that was made to harm is told for what is in it.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefgen.release.archive import ENCRYPTED, LOCAL_HEAD, STORED
from briefgen.release.names import RECORD, SUMS, problem_of_name, problems_together

_DEFLATED = 8
_SMALL, _RATIO = 1_000_000, 100
"""A file may unpack to so many bytes, or to so many times what is packed: texts and drawings stay far below."""

_BETWEEN = 200
"""Bytes that other programs write between two files, besides the name: fields of their own, sizes."""


@dataclass(frozen=True)
class ListedFile:
    """What the list of an archive says of a file; `is_ours` when briefgen would have written the same."""

    name: str
    flags: int
    method: int
    mode: int
    packed: int
    size: int
    is_ours: bool


def is_repacked(files: Sequence[ListedFile], length: int) -> bool:
    """Whether nothing in a list is written as briefgen does, and yet these are the files of a bundle. `length` is that
    of the archive before its list."""
    names = {file.name for file in files}
    tops = [name.removesuffix(RECORD) for name in names if name == RECORD or name.endswith(f"/{RECORD}")]
    if not any(top + SUMS in names for top in tops) or any(file.is_ours for file in files):
        return False
    packed = sum(file.packed for file in files)
    between = sum(LOCAL_HEAD.size + len(file.name.encode()) + _BETWEEN for file in files)
    return (
        packed <= length <= packed + between
        and all(map(_is_harmless, files))
        and _is_unpackable(names, files)
    )


def _is_harmless(file: ListedFile) -> bool:
    return (
        not problem_of_name(file.name.removesuffix("/"))
        and not file.flags & ENCRYPTED
        and file.method in (STORED, _DEFLATED)
        and not stat.S_ISLNK(file.mode)
        and file.size <= max(_SMALL, _RATIO * file.packed)
    )


def _is_unpackable(names: Iterable[str], files: Sequence[ListedFile]) -> bool:
    """Whether all can be unpacked beside each other."""
    plain = [name for name in names if not name.endswith("/")]
    return len(set(names)) == len(files) and not any(True for _ in problems_together(plain))
