"""The inks of a printing condition: what the colours of screens are printed with.

A colour of the brand has the inks that the brand gives it; greys are black ink alone; all others are matched by the ICC
profile of the printing condition. Knows Pillow, which holds Little CMS.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

_QUALITY = 95
"""Of JPEG: what a press shows of its losses is nothing."""

_GREY = 1.5 / 255
"""How far the parts of a grey may be from each other: what a computer rounds, nobody sees."""

_GREY_OF_LAB = 1.0
"""The same for the two colours of CIELAB."""


class Inks(NamedTuple):
    """Shares of the four process inks, from 0 to 1."""

    cyan: float
    magenta: float
    yellow: float
    black: float


@dataclass(frozen=True)
class PrintedPicture:
    """A picture in inks: its size in pixels, how it is compressed (a filter of PDF), whether its numbers say how much
    ink is left out, and its data."""

    size: tuple[int, int]
    filter: str
    is_inverted: bool
    data: bytes


@dataclass(frozen=True)
class PrintingCondition:
    """A press with its paper, as an ICC profile describes it, and the inks that are given for certain colours, by
    `#rrggbb`."""

    icc: bytes = field(repr=False)
    given: Mapping[str, Inks]

    @property
    def is_usable(self) -> bool:
        """Whether colours can be turned to inks with the profile."""
        from PIL import ImageCms

        try:
            return bool(_matched(self.icc, "#808080"))
        except (OSError, ImageCms.PyCMSError):
            return False

    @property
    def description(self) -> str:
        """What the profile calls itself."""
        from PIL import ImageCms

        return ImageCms.getProfileDescription(_profile(self.icc)).strip()

    def inks(self, red: float, green: float, blue: float) -> Inks:
        """What a colour of sRGB, its parts from 0 to 1, is printed with."""
        written = "#" + "".join(f"{round(min(max(part, 0), 1) * 255):02x}" for part in (red, green, blue))
        if written in self.given:
            return self.given[written]
        if max(red, green, blue) - min(red, green, blue) < _GREY:
            return Inks(0, 0, 0, 1 - (red + green + blue) / 3)
        return _matched(self.icc, written)

    def inks_of_lab(self, lightness: float, a: float, b: float) -> Inks:
        """The same of a colour of CIELAB."""
        from PIL import Image

        if max(abs(a), abs(b)) < _GREY_OF_LAB:
            light = ((lightness + 16) / 116) ** 3 if lightness > 8 else lightness / 903.3  # CIE 15, 8.2.1
            return self.inks(*[_as_on_screens(light)] * 3)
        dot = Image.new("LAB", (1, 1))
        dot.putpixel(
            (0, 0), (round(lightness * 2.55), *(min(max(round(part) + 128, 0), 255) for part in (a, b)))
        )
        return _shares(_in_inks(dot, self.icc, b""))

    def picture(self, file: bytes, share: float, lossless: bool) -> PrintedPicture:
        """A file of a picture in inks, reduced to a share of its width and height."""
        from PIL import Image

        picture: Any = Image.open(io.BytesIO(file))
        if picture.mode != "CMYK":
            own = picture.info.get("icc_profile") or b""
            picture = _in_inks(picture.convert("RGB"), self.icc, own)
        if share < 1:
            size = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
            picture = picture.resize(size, Image.Resampling.LANCZOS)
        if lossless:
            data = zlib.compress(picture.tobytes(), 9)
            return PrintedPicture(picture.size, "/FlateDecode", is_inverted=False, data=data)
        written = io.BytesIO()
        picture.save(written, "JPEG", quality=_QUALITY, subsampling=0)
        return PrintedPicture(picture.size, "/DCTDecode", is_inverted=True, data=written.getvalue())


@cache
def _matched(icc: bytes, written: str) -> Inks:
    """What a profile makes of a colour: asked once, for a page draws with few colours and often."""
    from PIL import Image

    return _shares(_in_inks(Image.new("RGB", (1, 1), written), icc, b""))


def _in_inks(picture: Any, icc: bytes, own: bytes) -> Any:
    from PIL import ImageCms

    return ImageCms.applyTransform(picture, _way(picture.mode, own, icc))


@cache
def _way(mode: str, own: bytes, icc: bytes) -> Any:
    """The way from the colours of a picture, by its own profile if it has one that can be used, to inks."""
    from PIL import ImageCms

    source: Any = ImageCms.createProfile("LAB" if mode == "LAB" else "sRGB")
    if own:
        with suppress(OSError, ImageCms.PyCMSError):
            named = _profile(own)
            source = named if named.profile.xcolor_space.strip() == mode else source
    return ImageCms.buildTransform(
        source,
        _profile(icc),
        mode,
        "CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION | ImageCms.Flags.HIGHRESPRECALC,
    )


def _profile(icc: bytes) -> Any:
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(io.BytesIO(icc))


def _shares(dot: Any) -> Inks:
    return Inks(*(round(part / 255, 4) for part in dot.getpixel((0, 0))))


def _as_on_screens(light: float) -> float:
    """The value of sRGB that shows a share of all light (IEC 61966-2-1, 5.2)."""
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
