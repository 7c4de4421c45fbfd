"""Where the PDF engine wastes time, and how it does not: the same bytes, sooner.

Drawing a line of text, the engine reads six numbers of each glyph from Pango, one at a time, each through a wrapper of
C. All glyphs of a run are one piece of memory: read at once, a glyph that was drawn before and stands where its letters
put it needs no more. All others go the engine's way. A test compares the bytes.

On Linux the engine starts dozens of programs to find its libraries (`ctypes.util.find_library`), which can be opened by
their names alone; only if they cannot, it searches.
"""

from __future__ import annotations

import ctypes.util
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

GLYPH_LOOP = (
    """        for i, glyph_info in enumerate(glyphs_info[0:num_glyphs]):
            glyph_id = glyph_info.glyph
            width = glyph_info.geometry.width
""",
    """        widths, to_unicode = font.widths, font.to_unicode
        is_plain = not (font.bitmap or font.svg or font.png or font.colr)
        for i, (glyph_id, width, x_offset, y_offset) in enumerate(all_glyphs(ffi, glyphs_info, num_glyphs)):
            if is_plain and not x_offset and not y_offset and glyph_id in widths and glyph_id in to_unicode:
                logical_width = widths[glyph_id]
                string += f'{glyph_id:04x}'
                kerning = logical_width + 0.0 - width * 1000 * FROM_UNITS / font_size
                if kerning:
                    string += f'>{int(kerning)}<'
                x_advance += (logical_width + 0.0 - kerning) / 1000
                continue
            glyph_info = glyphs_info[i]
""",
)
"""The head of the engine's loop over glyphs, and ours."""

_GLYPH = struct.Struct("=Iiii4x")
"""`PangoGlyphInfo`: the glyph, its width and offsets, and attributes."""


def glyphs_are_as_known(ffi: Any) -> bool:
    """Whether a glyph lies in memory as we read it."""
    return bool(ffi.sizeof("PangoGlyphInfo") == _GLYPH.size)


def all_glyphs(ffi: Any, glyphs: Any, count: int) -> Iterator[tuple[int, ...]]:
    """The glyph, width and offsets (in Pango's units) of each glyph of a run."""
    return _GLYPH.iter_unpack(ffi.buffer(glyphs, count * _GLYPH.size))


@contextmanager
def libraries_by_name() -> Iterator[None]:
    """While it lasts, libraries are opened by their names, without a search."""
    if sys.platform != "linux":
        yield
        return
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda _: None  # type: ignore[assignment]
    try:
        yield
    finally:
        ctypes.util.find_library = search
