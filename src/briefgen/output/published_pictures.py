"""Pictures as they are published: upright, in the colours of screens, without what cameras and programs write into them
(the place, the person, the device), and on the web in several widths, none of them larger than a page shows.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from briefgen.content.addresses import ASSETS
from briefgen.content.pictures import ON_ITS_SIDE, ORIENTATION, WIDEST
from briefgen.content.references import Asset
from briefgen.output.hidden_words import JPEG, without_words

WIDTHS = (640, 1280)
"""Widths in pixels of a picture on the web: of a telephone, of the column of text on a fine screen. The widest is that
of a window."""

_QUALITY, _QUALITY_ON_PAPER = 85, 92
_FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
"""What can be made smaller; a GIF is mostly there because it moves."""

_PICTURE = re.compile(r'<img\b[^<>]*?\bsrc="(?P<src>[^"]+)"[^<>]*>')
_IS_FIRST = 'fetchpriority="high"'
"""How the picture at the head of a page is marked: it fills the window, and is loaded at once."""

_UPRIGHT = 1
_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")
"""How pixels may be stored that every program understands, as Pillow calls it."""


def is_made_smaller(address: str) -> bool:
    """Whether a picture of this name is published in several widths."""
    return PurePosixPath(address).suffix.lower() in _FORMATS


def widths_of(width: int) -> tuple[int, ...]:
    """The widths in which a picture is published, the last under its own name. One that is hardly narrower than the
    next is left out."""
    widest = min(width, WIDEST)
    return (*(narrow for narrow in WIDTHS if narrow < widest * 0.8), widest)


def address_at(address: str, width: int) -> str:
    """The name of a narrower copy."""
    stem, dot, suffix = address.rpartition(".")
    return f"{stem}-{width}{dot}{suffix}"


def with_widths(html: str, pictures: Iterable[Asset]) -> str:
    """A web page on which browsers choose the width of each of these pictures that they need."""
    widths = {picture.address: picture.width for picture in pictures if picture.width}

    def with_width(found: re.Match[str]) -> str:
        tag, src = found[0], found["src"]
        _, folder, name = unquote(src).rpartition(f"{ASSETS}/")
        width = widths.get(folder + name, 0)
        if not width or not is_made_smaller(src):
            return tag
        *narrower, widest = widths_of(width)
        is_first = _IS_FIRST in tag
        more = "" if is_first else ' loading="lazy"'
        if narrower:
            candidates = ", ".join(f"{address_at(src, narrow)} {narrow}w" for narrow in narrower)
            sizes = "100vw" if is_first else "(min-width: 48rem) 42rem, 100vw"
            more += f' srcset="{candidates}, {src} {widest}w" sizes="{sizes}"'
        return tag.replace("<img", f"<img{more}", 1)

    return _PICTURE.sub(with_width, html) if widths else html


def copies(picture: Asset, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The files of a picture on the web by their names. One without a width has one."""
    opened, address = _opened(data), picture.address
    if not picture.width:
        moves = getattr(opened, "is_animated", False)
        yield (
            address,
            without_words(data) if moves or _is_plain(data) else _written(_upright(opened), address, None),
        )
        return
    is_turned = opened.getexif().get(ORIENTATION, _UPRIGHT) in ON_ITS_SIDE
    full = opened.height if is_turned else opened.width
    *narrower, widest = widths_of(full)
    for width in narrower:
        yield address_at(address, width), _written(_upright(_coarsely(data, full // width)), address, width)
    is_as_it_is = widest == full and _is_plain(data)
    yield address, without_words(data) if is_as_it_is else _written(_upright(opened), address, widest)


def narrowest(address: str, data: bytes) -> str:
    """The name of the narrowest copy of a picture, for where it is shown small."""
    if not is_made_smaller(address):
        return address
    picture = _opened(data)
    if getattr(picture, "is_animated", False):
        return address
    is_on_its_side = picture.getexif().get(ORIENTATION, _UPRIGHT) in ON_ITS_SIDE
    width, *wider = widths_of(picture.height if is_on_its_side else picture.width)
    return address_at(address, width) if wider else address


def on_paper(path: str, data: bytes, keep_colours: bool) -> bytes:
    """A picture for the PDF engine, which takes all colours for those of screens and keeps what is written into a
    file. JPEG can go through it with colours of its own (`keep_colours`)."""
    if not is_made_smaller(path):
        return data
    if keep_colours and data.startswith(JPEG) and _opened(data).getexif().get(ORIENTATION, 1) == _UPRIGHT:
        return without_words(data)
    return without_words(data) if _is_plain(data) else _written(_upright(_opened(data)), path, None)


def _opened(data: bytes) -> Any:
    from PIL import Image

    # What a camera wrote may be damaged, and is then done without.
    warnings.filterwarnings("ignore", "Corrupt EXIF data", UserWarning)
    return Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP", "GIF"))


def _coarsely(data: bytes, times: int) -> Any:
    """A picture opened at a part of its size, but never less than so many times smaller: JPEG can be read so, in half
    the time."""
    picture = _opened(data)
    if picture.format == "JPEG":
        picture.draft(None, (picture.width // times, picture.height // times))
    return picture


def _is_plain(data: bytes) -> bool:
    """Whether a picture is upright, and its pixels and colours are such as every screen shows."""
    picture = _opened(data)
    is_upright = picture.getexif().get(ORIENTATION, _UPRIGHT) == _UPRIGHT
    return is_upright and picture.mode in _MODES and not _own_colours(picture)


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

    if picture.mode[0] in "IF":  # 16 bits and more: not cut off at white, but divided
        most = 65535 if picture.mode != "F" else 1
        picture = picture.convert("F").point(lambda light: light * (255 / most)).convert("L")
    elif "transparency" in picture.info:
        picture = picture.convert("LA" if picture.mode == "L" else "RGBA")
    elif picture.mode == "P":
        picture = picture.convert("RGB")
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
