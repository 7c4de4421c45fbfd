"""What a drawing (SVG) may hold: shapes, words and pictures, and nothing that runs, loads or grows without end.

A drawing is published as a file of its own, which can be opened alone: what is not allowed is refused, not cleaned.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}"

_MOST_DRAWN = 200_000
"""Elements, those that `use` draws again counted again."""

_DEEPEST = 200

_ACTIVE_SPACES = (
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/1998/Math/MathML",
    "http://www.w3.org/2001/XInclude",
    "http://www.w3.org/2001/xml-events",
)
_ACTIVE_ELEMENTS = frozenset(
    ("script", "foreignobject", "iframe", "handler", "listener", "set", "animate", "animatemotion",
     "animatetransform", "animatecolor", "discard", "audio", "video", "embed", "object", "feimage")
)  # fmt: skip
_ELSEWHERE = re.compile(r"url\(\s*[\"']?\s*(?!#)|@import|\b(?:image-set|src)\(", re.I)
_PART = re.compile(r"url\(\s*[\"']?#([^\"')]+)")
_PICTURE_INSIDE = re.compile(r"data:image/(png|jpeg);base64,", re.I)


def active_parts(root: Element) -> Iterator[str]:
    """What in a drawing would run, or load something from elsewhere."""
    for element in root.iter():
        space, _, name = str(element.tag).rpartition("}")
        if name.lower() in _ACTIVE_ELEMENTS or space[1:] in _ACTIVE_SPACES:
            yield f"<{name}>"
        if name == "style" and (_ELSEWHERE.search(element.text or "") or _hides(element.text or "")):
            yield "a style that loads a file"
        for key, value in element.attrib.items():
            attribute = key.rpartition("}")[2].lower()
            if attribute.startswith("on"):
                yield attribute
            elif attribute == "base" or _leads_out(attribute, value):
                yield f'{attribute}="{value}"'


def _leads_out(attribute: str, value: str) -> bool:
    if attribute in ("href", "src"):
        return not (value.strip().startswith("#") or _PICTURE_INSIDE.match(value.strip()))
    return bool(_ELSEWHERE.search(value)) or (attribute == "style" and "\\" in value)


def _hides(style: str) -> bool:
    """Whether a style has an escape, or a comment right before a bracket."""
    return "\\" in style or re.search(r"\*/\s*\(", style) is not None


def pictures_inside(root: Element) -> Iterator[tuple[str, bytes]]:
    """The pictures inside a drawing: PNG or JPEG, as they say, and their bytes (none where they cannot be read)."""
    for element in root.iter():
        for key, value in element.attrib.items():
            if key.rpartition("}")[2].lower() == "href" and (match := _PICTURE_INSIDE.match(value.strip())):
                try:
                    yield match[1].upper(), b64decode(value.strip()[match.end() :])
                except ValueError:
                    yield match[1].upper(), b""


def problem_of_growth(root: Element) -> str | None:
    """Why a drawing would take for ever to be drawn."""
    if _depth(root) > _DEEPEST:
        return f"it is nested more than {_DEEPEST} levels deep"
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    return _Counter(by_id).problem(root)


def _depth(root: Element) -> int:
    depth, level = 0, [root]
    while level and depth <= _DEEPEST:
        depth, level = depth + 1, [child for element in level for child in element]
    return depth


class _Counter:
    """Counts what a drawing draws, a part as often as it is drawn."""

    def __init__(self, by_id: dict[str | None, Element]) -> None:
        self._by_id = by_id
        self._known: dict[int, int] = {}
        self._open: set[int] = set()

    def problem(self, root: Element) -> str | None:
        try:
            size = self._size(root)
        except (_Circle, RecursionError):
            return "a part of it draws itself"
        return f"it draws more than {_MOST_DRAWN:,} elements" if size > _MOST_DRAWN else None

    def _size(self, element: Element) -> int:
        key = id(element)
        if key in self._open:
            raise _Circle
        if key not in self._known:
            self._open.add(key)
            size = 1 + sum(map(self._size, element))
            size += sum(self._size(part) for part in self._drawn_with(element))
            self._open.discard(key)
            self._known[key] = size
        return self._known[key]

    def _drawn_with(self, element: Element) -> Iterator[Element]:
        """The parts that an element is drawn with: those that it uses, is filled, masked, clipped or marked with."""
        if element.tag == f"{SVG}a":  # a link
            return
        for key, value in element.attrib.items():
            is_link = key.rpartition("}")[2] == "href"
            found = _PART.findall(f"url({value.strip()})" if is_link else value) if "#" in value else ()
            yield from (self._by_id[name] for name in found if name in self._by_id)


class _Circle(Exception):  # noqa: N818 - ends the counting
    """A part draws itself."""
