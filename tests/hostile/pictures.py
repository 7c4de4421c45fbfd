"""Hostile pictures: what they hold is not what they say."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

from tests.hostile.pieces import Case, picture


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, rows: int | None = None, more: bytes = b"") -> bytes:
    """A grey PNG; with `rows`, one that claims more rows than it has; `more` are chunks before the pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\x80" * width) * (height if rows is None else rows))
    pieces = _chunk(b"IHDR", header) + more + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + pieces


def _saved(
    mode: str, form: str, colour: object = 0, size: tuple[int, int] = (40, 30), **options: object
) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, colour).save(file, form, **options)  # type: ignore[arg-type]
    return file.getvalue()


def _moving() -> bytes:
    frames = [Image.new("P", (40, 30), shade) for shade in range(3)]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    return file.getvalue()


def _with_orientation(value: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = value
    return _saved("RGB", "JPEG", exif=exif.tobytes())


_HUGE_TEXT = _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * 80_000_000))
_HUGE_PROFILE = _chunk(b"iCCP", b"x\0\0" + zlib.compress(b"a" * 80_000_000))
_JPEG = _saved("RGB", "JPEG")
_GIF_BOMB = b"GIF89a" + struct.pack("<HH", 65535, 65535) + b"\x80\0\0\0\0\0\xff\xff\xff;"

CASES: dict[str, Case] = {
    "empty": picture("map.png", b""),
    "signature-alone": picture("map.png", b"\x89PNG\r\n\x1a\n"),
    "cut-in-the-head": picture("map.png", png(40, 40)[:20]),
    "cut-in-the-pixels": picture("map.jpg", _JPEG[: len(_JPEG) // 2]),
    "checksum-wrong": picture("map.png", png(40, 40)[:-20] + b"\0" * 20),
    "pixels-none": picture("map.png", png(40, 40, rows=0)),
    "size-nothing": picture("map.png", png(0, 0)),
    "size-huge": picture("map.png", png(2_000_000_000, 1, rows=0)),
    "bomb-gif": picture("map.gif", _GIF_BOMB),
    "bomb-jpeg": picture("map.jpg", _JPEG.replace(b"\x00\x1e\x00\x28", b"\xff\xff\xff\xff")),
    "bomb-webp": picture("map.webp", b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff"),
    "text-bomb": picture("map.png", png(40, 40, more=_HUGE_TEXT)),
    "profile-bomb": picture("map.png", png(40, 40, more=_HUGE_PROFILE)),
    "profile-broken": picture("map.png", _saved("RGB", "PNG", icc_profile=b"not a profile")),
    "page-of-the-web": picture("map.png", "<html><script>alert(1)</script></html>"),
    "page-in-a-picture": picture("map.gif", b"GIF89a/*" + b"<script>alert(1)</script>"),
    "picture-with-a-page-behind": picture("map.png", png(40, 40) + b"<script>alert(1)</script>"),
    "program": picture("map.png", b"\x7fELF" + b"\0" * 100),
    "script-of-a-printer": picture(
        "map.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) (r) file\n"
    ),
    "script-of-a-printer-as-jpeg": picture("map.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"),
    "drawing-as-png": picture("map.png", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    "tiff-as-png": picture("map.png", _saved("RGB", "TIFF")),
    "bitmap-as-jpeg": picture("map.jpg", _saved("RGB", "BMP")),
    "icon": picture("map.ico", b"\0\0\1\0"),
    "ending-in-capitals": picture("map.PNG", png(40, 40)),
    "ending-twice": picture("map.png.exe", png(40, 40)),
    "ending-none": picture("map", png(40, 40)),
    "moving": picture("map.gif", _moving()),
    "four-inks": picture("map.jpg", _saved("CMYK", "JPEG")),
    "sixteen-bits": picture("map.png", _saved("I;16", "PNG", 4000)),
    "one-bit": picture("map.png", _saved("1", "PNG")),
    "transparent": picture("map.png", _saved("RGBA", "PNG", (0, 0, 0, 0))),
    "palette": picture("map.png", _saved("P", "PNG", transparency=0)),
    "floating-point": picture("map.png", _saved("F", "TIFF", 0.5)),
    "orientation-unknown": picture("map.jpg", _with_orientation(99)),
    "orientation-on-its-side": picture("map.jpg", _with_orientation(6)),
    "exif-broken": picture("map.jpg", _saved("RGB", "JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff")),
    "exif-in-a-circle": picture(
        "map.jpg",
        _saved(
            "RGB", "JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\0\0\0\0"
        ),
    ),
    "one-pixel": picture("map.png", png(1, 1)),
    "one-line": picture("map.png", png(20_000, 1)),
    "one-column": picture("map.png", png(1, 20_000)),
}
