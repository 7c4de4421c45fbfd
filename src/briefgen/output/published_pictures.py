"""Pictures as they are published: upright, in the colours of screens, without what cameras and programs write into them
(the place, the person, the device), and on the web in several widths, none of them larger than a page shows.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import PurePosixPath
from typing import Any

WIDTHS = (640, 1280)
MOST = 1920
"""Widths in pixels of a picture on the web: of a telephone, of the column of text on a fine screen, of a window."""

_QUALITY, _QUALITY_ON_PAPER = 85, 92
_FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
"""What can be made smaller; a GIF is mostly there because it moves."""

_PICTURE = re.compile(r'<img\b[^<>]*?\bsrc="(?P<src>[^"]+)"[^<>]*>')
_WIDTH = re.compile(r'\bwidth="(\d+)"')
_IS_FIRST = 'fetchpriority="high"'
"""How the picture at the head of a page is marked: it fills the window, and is loaded at once."""

_ORIENTATION, _UPRIGHT, _ON_ITS_SIDE = 0x0112, 1, (5, 6, 7, 8)
"""Where a camera writes how it was held (Exif 2.32, 4.6.4)."""

_JPEG = b"\xff\xd8"
_SAYS_MORE = (0xE1, 0xED, 0xFE)
"""Segments of JPEG that hold Exif and XMP, IPTC, and comments (ISO 10918-1, B.1.1.3)."""


def is_made_smaller(address: str) -> bool:
    """Whether a picture of this name is published in several widths."""
    return PurePosixPath(address).suffix.lower() in _FORMATS


def widths_of(width: int) -> tuple[int, ...]:
    """The widths in which a picture is published, the last under its own name. One that is hardly narrower than the
    next is left out."""
    widest = min(width, MOST)
    return (*(narrow for narrow in WIDTHS if narrow < widest * 0.8), widest)


def address_at(address: str, width: int) -> str:
    """The name of a narrower copy."""
    stem, dot, suffix = address.rpartition(".")
    return f"{stem}-{width}{dot}{suffix}"


def with_widths(html: str) -> str:
    """A web page on which browsers choose the width of each picture that they need."""
    return _PICTURE.sub(_with_widths, html)


def _with_widths(found: re.Match[str]) -> str:
    tag, src = found[0], found["src"]
    width = _WIDTH.search(tag)
    if width is None or not is_made_smaller(src):
        return tag
    *narrower, widest = widths_of(int(width[1]))
    is_first = _IS_FIRST in tag
    more = "" if is_first else ' loading="lazy"'
    if narrower:
        copies = ", ".join(f"{address_at(src, narrow)} {narrow}w" for narrow in narrower)
        sizes = "100vw" if is_first else "(min-width: 48rem) 42rem, 100vw"
        more += f' srcset="{copies}, {src} {widest}w" sizes="{sizes}"'
    return tag.replace("<img", f"<img{more}", 1)


def copies(address: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The files of a picture on the web by their names. One that moves stays as it is under all of them."""
    picture = _opened(data)
    moves = getattr(picture, "is_animated", False)
    picture = _upright(picture)
    *narrower, widest = widths_of(picture.width)
    if moves:
        yield from ((name, data) for name in (*(address_at(address, width) for width in narrower), address))
        return
    for width in narrower:
        yield address_at(address, width), _written(picture, address, width)
    is_as_it_is = widest == picture.width and _is_plain(data)
    yield address, without_words(data) if is_as_it_is else _written(picture, address, widest)


def narrowest(address: str, data: bytes) -> str:
    """The name of the narrowest copy of a picture, for where it is shown small."""
    if not is_made_smaller(address):
        return address
    picture = _opened(data)
    is_on_its_side = picture.getexif().get(_ORIENTATION, _UPRIGHT) in _ON_ITS_SIDE
    width, *wider = widths_of(picture.height if is_on_its_side else picture.width)
    return address_at(address, width) if wider else address


def on_paper(path: str, data: bytes, keep_colours: bool) -> bytes:
    """A picture for the PDF engine, which takes all colours for those of screens and keeps what is written into a
    file. JPEG can go through it with colours of its own (`keep_colours`)."""
    if not is_made_smaller(path):
        return data
    if keep_colours and data.startswith(_JPEG) and _opened(data).getexif().get(_ORIENTATION, 1) == _UPRIGHT:
        return without_words(data)
    return without_words(data) if _is_plain(data) else _written(_upright(_opened(data)), path, None)


def without_words(data: bytes) -> bytes:
    """A file without what cameras and programs write into JPEG beside the picture."""
    if not data.startswith(_JPEG):
        return data
    kept, place = [data[:2]], 2
    while place + 4 <= len(data) and data[place] == 0xFF and data[place + 1] not in (0xDA, 0xFF):
        end = place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        if data[place + 1] not in _SAYS_MORE:
            kept.append(data[place:end])
        place = end
    return b"".join((*kept, data[place:]))


def _opened(data: bytes) -> Any:
    from PIL import Image

    return Image.open(io.BytesIO(data))


def _is_plain(data: bytes) -> bool:
    """Whether a picture is upright, its colours are those of screens, and its file is of a kind that says no more."""
    picture = _opened(data)
    is_upright = picture.getexif().get(_ORIENTATION, _UPRIGHT) == _UPRIGHT
    says_more = picture.format == "WEBP" and ("exif" in picture.info or "xmp" in picture.info)
    says_more |= picture.format == "PNG" and bool(picture.getexif() or getattr(picture, "text", None))
    is_of_screens = picture.mode != "CMYK" and not _own_colours(picture)
    return is_upright and is_of_screens and not says_more


def _upright(picture: Any) -> Any:
    """The picture as it was seen, in the colours of screens."""
    from PIL import ImageOps

    return _in_srgb(ImageOps.exif_transpose(picture))


def _own_colours(picture: Any) -> bytes:
    """The profile of a picture whose colours are not those of screens."""
    from PIL import ImageCms

    icc: bytes = picture.info.get("icc_profile") or b""
    if not icc:
        return b""
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(icc))
        is_srgb = "srgb" in ImageCms.getProfileDescription(profile).casefold()
    except (OSError, ImageCms.PyCMSError):
        return b""
    return b"" if is_srgb else icc


def _in_srgb(picture: Any) -> Any:
    from PIL import ImageCms

    if picture.mode == "P":
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    icc = _own_colours(picture)
    alpha = picture.getchannel("A") if picture.mode in ("RGBA", "LA") else None
    plain = picture.convert(picture.mode[:-1]) if alpha is not None else picture
    if icc:
        # A profile of another kind than the picture changes nothing: its colours are taken for those of screens.
        with suppress(OSError, ImageCms.PyCMSError):
            plain = ImageCms.profileToProfile(
                plain,
                ImageCms.ImageCmsProfile(io.BytesIO(icc)),
                ImageCms.createProfile("sRGB"),
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                outputMode="RGB",
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
    if plain.mode not in ("RGB", "L"):
        plain = plain.convert("RGB")
    if alpha is not None:
        plain = plain.copy()
        plain.putalpha(alpha)
    return plain


def _written(picture: Any, path: str, width: int | None) -> bytes:
    """A file of the picture, of a width or its own, that holds nothing but the picture."""
    from PIL import Image

    if width is not None and width < picture.width:
        size = (width, max(1, round(picture.height * width / picture.width)))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    form = _FORMATS[PurePosixPath(path).suffix.lower()]
    if form == "JPEG" and picture.mode in ("RGBA", "LA"):
        picture = picture.convert("RGB")
    clean = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    quality = _QUALITY if width else _QUALITY_ON_PAPER
    more: dict[str, Any] = {"quality": quality} if form != "PNG" else {}
    if form != "WEBP":
        more["optimize"] = True
    file = io.BytesIO()
    clean.save(file, form, progressive=form == "JPEG", **more)
    return file.getvalue()
