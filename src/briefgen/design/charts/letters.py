"""How wide a text is: from the advance widths of the brand's own fonts, so that it is the same on every machine.
The only module that knows fontTools, imported when a chart is drawn anew."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

_UNKNOWN = 0.6
"""The width of a letter that no font has, in ems."""


@dataclass(frozen=True)
class Face:
    """A font file. It is opened when a letter is looked for in it: those of scripts that no text has never are."""

    data: bytes

    @property
    def widths(self) -> Mapping[int, float]:
        """How wide its letters are, in ems, by code point."""
        return _widths(self.data)


@cache
def _widths(data: bytes) -> Mapping[int, float]:
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(data), lazy=True)
    advances, em = font["hmtx"].metrics, font["head"].unitsPerEm
    return {code: advances[name][0] / em for code, name in font.getBestCmap().items()}


@dataclass(frozen=True)
class Letters:
    """The fonts of chart text, the first that has a letter counts: regular ones, and bold ones."""

    regular: tuple[Face, ...]
    bold: tuple[Face, ...]

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """The width of a text of one line in the unit of `size`. Arabic letters are taken as they stand alone, which
        is wider than they are joined."""
        faces = self.bold if bold else self.regular
        return sum(_advance(ord(letter), faces) for letter in text) * size

    def wrapped(self, text: str, most: float, size: float, bold: bool = False) -> tuple[str, ...]:
        """A text in lines no wider than `most`, where its words allow that."""
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, size, bold) <= most:
                lines[-1] = longer
            else:
                lines.append(word)
        return tuple(lines)

    def cut(self, text: str, most: float, size: float) -> str:
        """A text that is no wider than `most`, its end left out if it is."""
        if self.width(text, size) <= most:
            return text
        kept = next((n for n in range(len(text) - 1, 0, -1) if self.width(text[:n] + "…", size) <= most), 0)
        return text[:kept].rstrip() + "…"


def _advance(code: int, faces: tuple[Face, ...]) -> float:
    return next((widths[code] for face in faces if code in (widths := face.widths)), _UNKNOWN)
