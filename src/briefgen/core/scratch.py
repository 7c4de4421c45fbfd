"""A folder for what a run puts aside: it goes with the run or, if that was killed, with the next one.

Libraries and other processes put their files where Python says. A run locks its folder, and the lock ends with the run
however that ends: whoever finds a folder that is not locked may remove it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

_PREFIX = "briefgen-run-"

_MARK = ".of-briefgen"
"""A file by which a folder of ours is known from one that only begins with the same name."""

_LONGEST = 49
"""Signs of a path under which the address of a socket has room: it takes 54 more, and may have 103 on every system."""

_TRIES = 10
"""How often another run may take a folder that is not locked yet for one that was left."""

_OWN: dict[int, tuple[Path, int]] = {}
"""The folder of this process, open and locked, by the number of the process: one that is forked has none."""


def put_aside() -> None:
    """Let all that is put aside from now on go into a folder of its own. Where there can be none it lies where it
    always did."""
    if sys.platform == "win32" or os.getpid() in _OWN:
        return
    with suppress(OSError):
        place = Path(tempfile.gettempdir())
        if len(str(place)) > _LONGEST:
            return
        _clear_left(place)
        _OWN[os.getpid()] = _locked_folder(place)
        tempfile.tempdir = str(_OWN[os.getpid()][0])
        from multiprocessing.util import Finalize  # its own folder in this one goes first, at -100

        Finalize(None, clear, exitpriority=-200)


def clear() -> None:
    """Remove the folder of this process, if it has one."""
    if own := _OWN.pop(os.getpid(), None):
        folder, handle = own
        tempfile.tempdir = str(folder.parent)
        rmtree(folder, ignore_errors=True)
        os.close(handle)


def _locked_folder(place: Path) -> tuple[Path, int]:
    """A new folder, locked as long as it is open."""
    for _ in range(_TRIES):
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
        handle = _lock(folder)
        if handle is not None and folder.exists():
            (folder / _MARK).touch()
            return folder, handle
        if handle is not None:
            os.close(handle)
        rmtree(folder, ignore_errors=True)
    raise OSError("folders cannot be locked here")


def _clear_left(place: Path) -> None:
    """Remove the folders of runs that have ended."""
    for folder in sorted(place.glob(f"{_PREFIX}*")):
        handle = _lock(folder)
        if handle is not None:
            if (folder / _MARK).is_file():
                rmtree(folder, ignore_errors=True)
            else:
                with suppress(OSError):  # a run that was ended before it could mark its folder left it empty
                    folder.rmdir()
            os.close(handle)


def _lock(folder: Path) -> int | None:
    """The open folder, locked; None if somebody else has locked it, or it is not ours to open."""
    from fcntl import LOCK_EX, LOCK_NB, flock  # not on Windows

    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        flock(handle, LOCK_EX | LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle
