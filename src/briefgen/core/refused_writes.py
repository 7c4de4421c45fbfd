"""What is said when the operating system refuses to write a file."""

from __future__ import annotations

import errno

from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic

_MAKE_ROOM = "make room on this disk, then do it again; whatever was there before still is"
_ADVICE = {
    errno.ENOSPC: _MAKE_ROOM,
    errno.EDQUOT: _MAKE_ROOM,
    errno.EROFS: "this disk is read-only: choose another folder (`--out DIR`)",
}

TAKES_NOTHING = frozenset(_ADVICE)
"""What a disk says that takes no other file either."""

_NO_MISTAKE = TAKES_NOTHING | {
    errno.EACCES, errno.EPERM, errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.EFBIG, errno.EIO, errno.ENAMETOOLONG,
    errno.ELOOP,
}  # fmt: skip
"""What a disk, or a folder of the author's, can say to whoever writes a file."""


def is_full(error: OSError) -> bool:
    """Whether there is no room, also where Python finds none for temporary files."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT) or "No usable temporary directory" in str(error)


def is_no_mistake_of_ours(error: OSError) -> bool:
    return error.errno in _NO_MISTAKE or is_full(error)


def not_written(path: str, error: OSError) -> Diagnostic:
    """That a file cannot be written, why, and what to do."""
    problem = (error.strerror or str(error)).lower()
    advice = _MAKE_ROOM if is_full(error) else _ADVICE.get(error.errno or 0, "")
    return messages.OUTPUT_FAILED.at(None, path=path, problem=problem, advice=advice)
