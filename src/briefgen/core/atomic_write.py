"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_PREFIX = ".briefgen-"
"""How the names begin under which files wait until they are whole."""

_SUFFIX = ".part"


def write_atomically(path: Path, data: bytes, survives: bool = False) -> None:
    """Write a file so that under its name there is either the old content or all of the new. With `survives` that holds
    after a loss of power too, at the cost of waiting for the disk: for what no build can make again."""
    with whole_file(path, survives) as file:
        file.write(data)


@contextmanager
def whole_file(path: Path, survives: bool = False) -> Iterator[BinaryIO]:
    """A file to write and read, which gets its name when all is done; after an exception it is gone. `survives` as in
    `write_atomically`."""
    import tempfile  # a build in which nothing has changed writes nothing

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=_PREFIX, suffix=_SUFFIX)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            if survives:
                file.flush()
                os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException as error:
        if isinstance(error, OSError) and error.filename in (None, temporary):
            error.filename, error.filename2 = str(path), None  # the name that somebody knows
        with suppress(OSError):  # what went wrong first is what there is to say
            Path(temporary).unlink(missing_ok=True)
        raise
    if survives:
        _keep_names(path.parent)


def _keep_names(folder: Path) -> None:
    """Have the disk keep the names in a folder too, on systems where a folder can be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def clear_unfinished(folder: Path) -> None:
    """Remove from a folder what writers left that were ended in the middle. Whoever is writing there now gets a
    `FileNotFoundError` in the end."""
    for path in unfinished(folder):
        with suppress(OSError):
            path.unlink()


def unfinished(folder: Path) -> list[Path]:
    """What waits in a folder until it is whole, or was left there."""
    try:
        return sorted(folder.glob(f"{_PREFIX}*{_SUFFIX}"))
    except OSError:
        return []
