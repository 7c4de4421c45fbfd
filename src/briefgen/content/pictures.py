"""Opens and checks every picture before it goes near a page.

A layout engine draws a damaged picture as nothing, without a word; here it is an error.
"""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass
from pathlib import PurePosixPath

from briefgen.content import drawings
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.digest import digest_of
from briefgen.core.source import Span
from briefgen.core.text import refused
from briefgen.core.workspace import Door, Refused

MOST_PIXELS = 60_000_000
WIDEST = 1920
"""Pixels of the widest picture on the web, that of a window."""
_RASTER = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP", ".gif": "GIF"}
_READ = (*dict.fromkeys(_RASTER.values()), "TIFF", "BMP")
"""What is tried, and told apart; readers of rare formats are not let near a file of nobody knows whom."""

ORIENTATION, ON_ITS_SIDE = 0x0112, (5, 6, 7, 8)
"""Where a camera writes how it was held (Exif 2.32, 4.6.4), and when that was on its side."""

_DECLARED = re.compile(rb"<!DOCTYPE|<!ENTITY|<\?xml-stylesheet", re.I)


_WHOLE: set[str] = set()
"""The digests of pictures that were decoded in this process without a complaint."""


@dataclass(frozen=True)
class Picture:
    """A picture that can be shown: where it is, its size in pixels (CSS pixels for a drawing), and the
    digest that its published name carries."""

    path: str
    width: int
    height: int
    digest: str
    moves: bool = False

    @property
    def is_drawing(self) -> bool:
        return self.path.lower().endswith(".svg")


def open_picture(door: Door, path: str, place: Span | None) -> tuple[Picture | None, tuple[Diagnostic, ...]]:
    """The picture at a path, or None and why it cannot be shown. `place` is where it is named."""
    suffix = PurePosixPath(path).suffix.lower()
    try:
        data = door.read(path)
    except Refused as refusal:
        return None, (refused(refusal, place, door),)
    if suffix == ".svg":
        return _drawing(path, data, place)
    if suffix in _RASTER:
        return _raster(path, data, _RASTER[suffix], place)
    return None, (messages.IMAGE_TYPE.at(place, path=path, found=suffix or "without an ending"),)


def _raster(
    path: str, data: bytes, expected: str, place: Span | None
) -> tuple[Picture | None, tuple[Diagnostic, ...]]:
    from PIL import Image, ImageFile, UnidentifiedImageError

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # the PDF engine sets it for the whole process
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=_READ)
            width, height = image.size
            if width * height > MOST_PIXELS:
                huge = messages.IMAGE_HUGE.at(place, path=path, width=f"{width:,}", height=f"{height:,}")
                return None, (huge,)
            if image.format != expected:
                problem = f"it is {image.format} data under the name of {expected}"
                return None, (messages.IMAGE_BROKEN.at(place, path=path, problem=problem),)
            digest = digest_of(data)
            if digest not in _WHOLE:
                image.load()
                _WHOLE.add(digest)
            is_on_its_side = image.getexif().get(ORIENTATION, 1) in ON_ITS_SIDE
    except UnidentifiedImageError:
        return None, (messages.IMAGE_BROKEN.at(place, path=path, problem="it holds something else"),)
    except Image.DecompressionBombError:
        return None, (messages.IMAGE_HUGE.at(place, path=path, width="very many", height="very many"),)
    except MemoryError:
        raise
    except Exception as error:  # whatever a reader makes of a damaged file
        problem = "it ends too early" if "truncated" in str(error) else "it is damaged"
        return None, (messages.IMAGE_BROKEN.at(place, path=path, problem=problem),)
    if is_on_its_side:
        width, height = height, width
    moves = getattr(image, "is_animated", False)
    return Picture(path, width, height, digest, moves), ()


def _drawing(path: str, data: bytes, place: Span | None) -> tuple[Picture | None, tuple[Diagnostic, ...]]:
    import xml.etree.ElementTree as ElementTree

    if declared := _DECLARED.search(data):
        what = declared[0].decode("utf-8", "replace")
        return None, (messages.IMAGE_ACTIVE.at(place, path=path, what=what),)
    try:
        data.decode("utf-8")
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        return None, (
            messages.IMAGE_BROKEN.at(place, path=path, problem=f"its XML is not well formed ({error})"),
        )
    if root.tag.rpartition("}")[2] != "svg":
        return None, (messages.IMAGE_BROKEN.at(place, path=path, problem="it is XML, but not a drawing"),)
    if not root.tag.startswith(drawings.SVG):
        problem = f'its first tag lacks `xmlns="{drawings.SVG[1:-1]}"`, without which browsers show nothing'
        return None, (messages.IMAGE_BROKEN.at(place, path=path, problem=problem),)
    if active := next(drawings.active_parts(root), None):
        return None, (messages.IMAGE_ACTIVE.at(place, path=path, what=active[:60]),)
    if growth := drawings.problem_of_growth(root):
        return None, (messages.IMAGE_BROKEN.at(place, path=path, problem=growth),)
    for kind, inside in drawings.pictures_inside(root):
        _, problems = _raster(f"{path} (a picture inside it)", inside, kind, place)
        if problems:
            return None, problems
    box = [_number(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip())]
    width, height = _number(root.get("width", "")), _number(root.get("height", ""))
    if len(box) == 4 and box[2] and box[3] and not (width and height):
        width, height = box[2], box[3]
    if not (width and height):
        return None, (
            messages.IMAGE_BROKEN.at(place, path=path, problem="it has neither a size nor a viewBox"),
        )
    return Picture(path, round(width), round(height), digest_of(data)), ()


def _number(text: str) -> float | None:
    match = re.match(r"\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*$", text)
    return float(match[1]) if match else None
