"""One build at a time in a project: whoever comes second waits.

The lock is the operating system's and ends with the process that holds it, however that ends. Where there are no such
locks (Windows, some network disks) or nothing may be written, builds do not wait for each other. Each file is still
written whole or not at all, but one build may take away what another has just made.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOCK = "lock"
"""The file of a store that is locked. It holds nothing, and stays."""

_TRIES = 10
"""How often somebody may empty the store just then."""


@contextmanager
def in_turn(store: Path, waiting: Callable[[], None]) -> Iterator[bool]:
    """Wait until nobody else is at work in a store, after having said so (`waiting`), and keep others waiting
    meanwhile. Tells whether nobody else can be at work."""
    handle = None
    with suppress(OSError):
        store.mkdir(exist_ok=True)
        for _ in range(_TRIES):
            handle = _locked(store / LOCK, waiting)
            if handle is not None:
                break
    try:
        yield handle is not None
    finally:
        if handle is not None:
            os.close(handle)


def _locked(place: Path, waiting: Callable[[], None]) -> int | None:
    """A file, open and locked; None if it is no longer the one of this name. Raises `OSError`."""
    if sys.platform == "win32":
        raise OSError("no such locks")
    from fcntl import LOCK_EX, LOCK_NB, flock  # not on Windows

    handle = os.open(place, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    try:
        try:
            flock(handle, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            waiting()
            flock(handle, LOCK_EX)
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), os.lstat(place)):
                return handle
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None
