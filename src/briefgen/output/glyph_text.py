"""Which part of a text each of its glyphs means, where several letters are drawn together in several pieces."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def text_of_glyph(text: bytes, clusters: Sequence[int], widths: Sequence[int], glyph: int) -> str:
    """The letters that a glyph stands for.

    `text` is a piece of one font in UTF-8; `clusters` has for each glyph, in their order on the line, where its
    letters begin, and `widths` how far it advances. Glyphs that do not advance are the marks of a cluster and take its
    combining characters; the first that does takes the rest.
    """
    start = clusters[glyph]
    end = min((other for other in clusters if other > start), default=len(text))
    letters = text[start:end].decode()
    together = [place for place, other in enumerate(clusters) if other == start]
    if len(together) == 1:
        return letters
    marks = [place for place in together if not widths[place]]
    combining = "".join(letter for letter in letters if unicodedata.combining(letter))
    if not marks or not combining:
        return letters if glyph == together[0] else ""
    if glyph in marks:
        return _share(combining, marks.index(glyph), len(marks))
    is_first = glyph == next(place for place in together if place not in marks)
    return "".join(letter for letter in letters if letter not in combining) if is_first else ""


def _share(combining: str, place: int, count: int) -> str:
    """The characters of one of several marks: one each, the last takes what is left."""
    return combining[place:] if place == count - 1 else combining[place : place + 1]
