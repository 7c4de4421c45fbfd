"""HTML that is made before Markdown is read, such as a formatted citation: marks stand for it until then."""

from __future__ import annotations

import re
from collections.abc import Sequence

_OPEN, _CLOSE = "\ue100", "\ue101"
_ZERO = 0xE110
_MARK = re.compile(f"{_OPEN}([\ue110-\ue119]+){_CLOSE}")


def mark(index: int) -> str:
    """What stands for a piece in the text, by its number: characters that no source holds and Markdown leaves alone."""
    return f"{_OPEN}{''.join(chr(_ZERO + int(digit)) for digit in str(index))}{_CLOSE}"


def put_in(html: str, pieces: Sequence[str]) -> str:
    """A fragment with the pieces in the places of their marks."""

    def piece(found: re.Match[str]) -> str:
        return pieces[int("".join(str(ord(digit) - _ZERO) for digit in found[1]))]

    return _MARK.sub(piece, html)
