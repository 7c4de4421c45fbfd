"""An ICC profile of a press that does not exist: nobody's to license, and the same on every machine.

Its inks are filters, one over the other, as in a first lesson on printing. ISO 15076-1: header, `desc`, `cprt`, `wtpt`, and
tables of 8 bits (`mft1`) from inks to CIELAB and back.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from itertools import product

NAME = "Sample press, sample paper"

_PAPER = (0.9642, 1.0, 0.8249)
"""The white of profiles: CIE XYZ of D50."""

_FILTERS = ((0.05, 0.55, 0.85), (0.75, 0.05, 0.45), (0.95, 0.85, 0.08), (0.03, 0.03, 0.03))
"""What cyan, magenta, yellow and black let through of red, green and blue light."""

_TO_XYZ = ((0.4361, 0.3851, 0.1431), (0.2225, 0.7169, 0.0606), (0.0139, 0.0971, 0.7141))
_FROM_XYZ = ((3.1339, -1.6169, -0.4906), (-0.9788, 1.9161, 0.0335), (0.0719, -0.2290, 1.4052))
_INKS, _LAB = 5, 17
"""Points of the tables in each direction."""


@cache
def press_profile(space: bytes = b"CMYK", kind: bytes = b"prtr") -> bytes:
    """The profile. Another `space` or `kind` in its head makes it one that cannot be used."""
    from_inks = _table(4, 3, _INKS, (_lab_of_inks(inks) for inks in product(_steps(_INKS), repeat=4)))
    to_inks = _table(3, 4, _LAB, (_inks_of_lab(lab) for lab in product(_steps(_LAB), repeat=3)))
    name = NAME.encode()
    description = b"desc" + bytes(4) + struct.pack(">I", len(name) + 1) + name + bytes(1 + 8 + 3 + 67)
    tags = {
        b"desc": description,
        b"cprt": b"text" + bytes(4) + b"No rights reserved\0",
        b"wtpt": _xyz(_PAPER),
        b"A2B0": from_inks,
        b"B2A0": to_inks,
    }
    return _profile(kind, space, b"Lab ", tags)


def _profile(kind: bytes, space: bytes, connection: bytes, tags: dict[bytes, bytes]) -> bytes:
    head = bytes(8) + bytes((2, 0x40, 0, 0)) + kind + space + connection
    head += (
        struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
        + b"acsp"
        + bytes(28)
        + b"".join(map(_fixed, _PAPER))
        + bytes(48)
    )
    directory, body, place = struct.pack(">I", len(tags)), b"", len(head) + 4 + 12 * len(tags)
    for tag, data in tags.items():
        directory += tag + struct.pack(">2I", place + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    whole = head + directory + body
    return struct.pack(">I", len(whole)) + whole[4:]


def _xyz(values: tuple[float, ...]) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(map(_fixed, values))


def _fixed(number: float) -> bytes:
    return struct.pack(">i", round(number * 65536))


def _steps(points: int) -> tuple[float, ...]:
    return tuple(step / (points - 1) for step in range(points))


def _table(inward: int, outward: int, points: int, values: Iterator[tuple[float, ...]]) -> bytes:
    plain = bytes(range(256))
    identity = b"".join(map(_fixed, (1, 0, 0, 0, 1, 0, 0, 0, 1)))
    content = bytes(round(min(max(part, 0), 1) * 255) for value in values for part in value)
    return (
        b"mft1"
        + bytes(4)
        + bytes((inward, outward, points, 0))
        + identity
        + plain * inward
        + content
        + plain * outward
    )


def _lab_of_inks(inks: tuple[float, ...]) -> tuple[float, ...]:
    light = [1.0, 1.0, 1.0]
    for amount, lets_through in zip(inks, _FILTERS, strict=True):
        light = [
            part * (1 - amount + amount * through) for part, through in zip(light, lets_through, strict=True)
        ]
    xyz = (sum(a * b for a, b in zip(row, light, strict=True)) for row in _TO_XYZ)
    x, y, z = (_root(value / white) for value, white in zip(xyz, _PAPER, strict=True))
    return ((116 * y - 16) / 100, (500 * (x - y) + 128) / 255, (200 * (y - z) + 128) / 255)


def _root(value: float) -> float:
    return value ** (1 / 3) if value > 216 / 24389 else (value * 24389 / 27 + 16) / 116


def _inks_of_lab(lab: tuple[float, ...]) -> tuple[float, ...]:
    lightness, a, b = lab[0] * 100, lab[1] * 255 - 128, lab[2] * 255 - 128
    y = (lightness + 16) / 116
    roots = (y + a / 500, y, y - b / 200)
    xyz = [
        white * (root**3 if root**3 > 216 / 24389 else (116 * root - 16) * 27 / 24389)
        for root, white in zip(roots, _PAPER, strict=True)
    ]
    light = [min(max(sum(m * part for m, part in zip(row, xyz, strict=True)), 0), 1) for row in _FROM_XYZ]
    cmy = [1 - part**0.6 for part in light]
    black = max(min(cmy) - 0.4, 0)
    return (*(min(max((part - black) / (1 - black), 0), 1) for part in cmy), black)


@cache
def exchanged_profile() -> bytes:
    """A profile of a screen on which red and green are exchanged: who ignores it sees the difference."""
    red, green, blue = zip(*_TO_XYZ, strict=True)
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(2.2 * 256)) + bytes(2)
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", 10) + b"Exchanged\0" + bytes(1 + 8 + 3 + 67),
        b"cprt": b"text" + bytes(4) + b"No rights reserved\0",
        b"wtpt": _xyz(_PAPER),
        b"rXYZ": _xyz(green),
        b"gXYZ": _xyz(red),
        b"bXYZ": _xyz(blue),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    return _profile(b"mntr", b"RGB ", b"XYZ ", tags)
