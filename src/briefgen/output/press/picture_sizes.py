"""How large pictures stand on the pages of a PDF: from the operators that place them (ISO 32000-1, 8.3 and 8.8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot
from typing import Any

Matrix = tuple[float, float, float, float]
"""What turns and stretches; where something stands does not matter here."""

_AS_IT_IS: Matrix = (1, 0, 0, 1)


@dataclass(frozen=True)
class PlacedPicture:
    """A picture where it stands: the number of its object, its name in the PDF, and its width and height in points."""

    number: int
    name: str
    width: float
    height: float


def placed_pictures(pdf: Any) -> dict[int, PlacedPicture]:
    """Every picture where it is largest, by the number of its object."""
    largest: dict[int, PlacedPicture] = {}
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Type") == "/Page":
            content, resources = _found(pdf, item["Contents"]), _found(pdf, item["Resources"])
            placed = _placed(pdf, content.stream, resources, _AS_IT_IS)
        elif getattr(item, "extra", {}).get("Type") == "/Pattern":
            a, b, c, d, *_ = item.extra["Matrix"]
            placed = _placed(pdf, item.stream, _found(pdf, item.extra["Resources"]), (a, b, c, d))
        else:
            continue
        for picture in placed:
            before = largest.get(picture.number)
            if before is None or picture.width > before.width:
                largest[picture.number] = picture
    return largest


def _placed(pdf: Any, stream: list[Any], resources: Any, matrix: Matrix) -> Iterator[PlacedPicture]:
    """Every picture that a stream draws, itself or in a group."""
    outer: list[Matrix] = []
    for item in stream:
        line = item.encode() if isinstance(item, str) else item
        if line == b"q":
            outer.append(matrix)
        elif line == b"Q":
            matrix = outer.pop()
        elif isinstance(line, bytes) and line.endswith(b" cm"):
            matrix = _product(line, matrix)
        elif isinstance(line, bytes) and line.endswith(b" Do"):
            name = line[1:-3].decode()
            drawn = _found(pdf, resources["XObject"][name])
            if drawn.extra["Subtype"] == "/Image":
                yield PlacedPicture(drawn.number, name, hypot(*matrix[:2]), hypot(*matrix[2:]))
            else:
                yield from _placed(pdf, drawn.stream, _found(pdf, drawn.extra["Resources"]), matrix)


def _product(line: bytes, matrix: Matrix) -> Matrix:
    a, b, c, d = (float(part) for part in line.split()[:4])
    e, f, g, h = matrix
    return a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h


def _found(pdf: Any, value: Any) -> Any:
    """An object, or the one that a reference leads to."""
    return pdf.objects[int(value.split()[0])] if isinstance(value, bytes) else value
