"""What cameras and programs write into the file of a picture beside the picture: taken out, the picture untouched.

What is kept is listed, so that what nobody has thought of is not kept.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

JPEG, _PNG, _RIFF = b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF"

_END, _SCAN = 0xD9, 0xDA
_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
"""Of what may stand in a scan of JPEG, those bytes are no markers (ISO 10918-1, B.1.1.2)."""

_APPLICATIONS, _COMMENT = range(0xE0, 0xF0), 0xFE
_OF_COLOURS = ((0xE0, b"JFIF\0"), (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe"))
"""Segments of applications that say how the picture is to be shown."""

_CHUNKS = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"acTL",
     b"fcTL", b"fdAT")
)  # fmt: skip
"""Of PNG (ISO 15948, 11), with those of pictures that move."""

_WORDS_OF_WEBP = {b"EXIF": 0x08, b"XMP ": 0x04}
"""And the flags in the head of the file that announce them (RFC 9649, 2.7)."""


def without_words(data: bytes) -> bytes:
    """A file of JPEG, PNG or WebP with nothing in it but the picture; others as they are."""
    if data.startswith(JPEG):
        return b"".join(_of_jpeg(data))
    if data.startswith(_PNG):
        return _PNG + b"".join(_of_png(data))
    if data.startswith(_RIFF) and data[8:12] == b"WEBP":
        body = b"".join(_of_webp(data))
        return _RIFF + struct.pack("<I", len(body) + 4) + b"WEBP" + body
    return data


def _of_jpeg(data: bytes) -> Iterator[bytes]:
    """The segments to its end, and nothing behind it."""
    yield JPEG
    place = 2
    while found := _MARKER.search(data, place):
        kind, start = found[1][0], found.end()
        if kind == _END:
            yield b"\xff\xd9"
            return
        end = start + int.from_bytes(data[start : start + 2], "big")
        content = data[start + 2 : end]
        is_of_colours = any(kind == marker and content.startswith(name) for marker, name in _OF_COLOURS)
        if is_of_colours or (kind not in _APPLICATIONS and kind != _COMMENT):
            yield b"\xff" + found[1] + data[start:end]
        place = end
        if kind == _SCAN:
            after = _MARKER.search(data, place)
            place = after.start() if after else len(data)
            yield data[end:place]


def _of_png(data: bytes) -> Iterator[bytes]:
    place = len(_PNG)
    while place + 8 <= len(data):
        end = place + 12 + int.from_bytes(data[place : place + 4], "big")
        kind = data[place + 4 : place + 8]
        if kind in _CHUNKS:
            yield data[place:end]
        if kind == b"IEND":
            return
        place = end


def _of_webp(data: bytes) -> Iterator[bytes]:
    place, whole = 12, 8 + int.from_bytes(data[4:8], "little")
    while place + 8 <= min(len(data), whole):
        kind, size = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        end = place + 8 + size + size % 2
        if kind == b"VP8X":
            flags = data[place + 8] & ~sum(_WORDS_OF_WEBP.values())
            yield data[place : place + 8] + bytes((flags,)) + data[place + 9 : end]
        elif kind not in _WORDS_OF_WEBP:
            yield data[place:end]
        place = end
