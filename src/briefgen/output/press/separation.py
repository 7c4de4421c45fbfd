"""Everything that a PDF draws, in inks: the colours of streams and gradients, and the pictures.

Works on the engine's PDF before it is written, where a stream is still a list of operators, each with its operands.
ISO 32000-1, 8.6 (colour spaces), 8.7.4.5 (shadings), 8.9.5 (images).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from briefgen.output.press.inks import Inks, PrintingCondition

_OF_COLOUR = (b" rg", b" RG", b" cs", b" CS", b" scn", b" SCN")
_LAB = b"/lab-"
_BLACK = Inks(0, 0, 0, 1)

OVER, OUT = "overprint", "knockout"
"""States of graphics: black text is printed over what is below it, so that no white shows where plates are off."""

_STATES = {
    OVER: {"Type": "/ExtGState", "op": "true", "OPM": 1},
    OUT: {"Type": "/ExtGState", "op": "false", "OPM": 0},
}


def separate(pdf: Any, condition: PrintingCondition, shares: Mapping[int, float]) -> None:
    """Turn all colours of the engine's PDF to inks. `shares` says, by the number of the object, to what part of their
    width pictures are reduced that have more pixels than a press shows."""
    for item in pdf.objects:
        extra = getattr(item, "extra", {})
        if extra.get("Subtype") == "/Image":
            if extra.get("ColorSpace") == "/DeviceRGB":
                _separate_picture(item, condition, shares.get(item.number, 1.0))
        elif draws(item):
            is_group = extra.get("Subtype") == "/Form"  # its first fill is that of who draws it
            fill = None if is_group else _BLACK
            item.stream = list(_Operators(condition, fill).read(item.stream))
            for name, state in _STATES.items():
                if f"/{name} gs".encode() in item.stream:
                    item._resources["ExtGState"][name] = type(item._resources)(state)
        elif isinstance(item, dict) and "ShadingType" in item and item["ColorSpace"] == "/DeviceCMYK":
            _separate_gradient(item["Function"], condition)


def draws(item: Any) -> bool:
    """Whether an object of the engine's PDF is a stream of operators."""
    return hasattr(item, "set_color")


class _Operators:
    """Reads a stream in order, with what holds for its text and fills."""

    def __init__(self, condition: PrintingCondition, fill: Inks | None) -> None:
        self.condition = condition
        self.fill = fill  # None where it is not known in inks
        self.outer: list[Inks | None] = []
        self.space: dict[bytes, bytes] = {}
        self.in_text = self.is_over = False

    def read(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            line = item.encode() if isinstance(item, str) else item
            if isinstance(line, bytes) and line.endswith(_OF_COLOUR):
                yield from self._colour(*line.split())
            else:
                yield item
            yield from self._state(line)

    def _colour(self, *parts: bytes) -> Iterator[bytes]:
        *operands, operator = parts
        fills = operator.islower()
        inks = None
        if operator in (b"cs", b"CS"):
            self.space[b"scn" if fills else b"SCN"] = operands[0]
        elif operator in (b"rg", b"RG"):
            inks = self.condition.inks(*map(float, operands))
        elif self.space.get(operator, b"").startswith(_LAB):
            inks = self.condition.inks_of_lab(*map(float, operands))
        elif self.space.get(operator) == b"/DeviceCMYK":
            inks = Inks(*map(float, operands))
        if fills:
            self.fill = inks
        if inks:
            yield b" ".join((*map(_number, inks), b"k" if fills else b"K"))
        elif not (operands[0].startswith(_LAB) or operands[0] == b"/DeviceCMYK"):
            yield b" ".join(parts)

    def _state(self, line: Any) -> Iterator[bytes]:
        """What black text asks for, after an operator."""
        if line == b"q":
            self.outer.append(self.fill)
        elif line == b"Q" and self.outer:
            self.fill = self.outer.pop()
        elif line in (b"BT", b"ET"):
            self.in_text = line == b"BT"
        is_over = self.in_text and self.fill == _BLACK
        if is_over != self.is_over:
            self.is_over = is_over
            yield f"/{OVER if is_over else OUT} gs".encode()


def _number(share: float) -> bytes:
    return f"{share:.4f}".rstrip("0").rstrip(".").encode()


def _separate_gradient(function: Any, condition: PrintingCondition) -> None:
    """The ends of each part of a gradient; between them inks are mixed as colours of light were."""
    for part in function.get("Functions", (function,)):
        for end in ("C0", "C1"):
            if len(part[end]) == 3:
                part[end][:] = condition.inks(*map(float, part[end]))


def _separate_picture(item: Any, condition: PrintingCondition, share: float) -> None:
    size = item.extra["Width"], item.extra["Height"]
    lossless = item.extra["Filter"] != "/DCTDecode"
    data = b"".join(part if isinstance(part, bytes) else part.data for part in item.stream)
    printed = condition.picture(_as_png(data, size) if lossless else data, share, lossless)
    item.stream = [printed.data]
    item.extra["ColorSpace"], item.extra["Filter"] = "/DeviceCMYK", printed.filter
    item.extra["Width"], item.extra["Height"] = printed.size
    item.extra.pop("DecodeParms", None)
    if printed.is_inverted:
        item.extra["Decode"] = "[1 0 1 0 1 0 1 0]"


def _as_png(data: bytes, size: tuple[int, int]) -> bytes:
    """A file of the lines of a PNG, which the engine keeps without their head."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", *size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
