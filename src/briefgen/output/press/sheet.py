"""The sheet a page is printed on: bleed and crop marks around it, in the terms of ISO 32000-1, 14.11.2, and for which
press it is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefgen.output.press.inks import Inks

_POINTS = 72 / 25.4
_MARK = 5 * _POINTS
_GAP, _AROUND = 1 * _POINTS, 1 * _POINTS
_WIDTH = 0.25


@dataclass(frozen=True)
class Press:
    """What a printer asks for: the path of the ICC profile, the registered name of the printing condition (empty: it
    has none), what the profile calls itself, the bleed in points, whether there are marks, and the inks that colours of
    the brand are given, by `#rrggbb`."""

    profile: str
    condition: str
    description: str
    bleed: float
    marks: bool
    given: tuple[tuple[str, Inks], ...]

    @property
    def style_sheet(self) -> str:
        """What lets pages reach over their edges, a little more than is cut, and words be words: ink leads nowhere."""
        return (
            f"@page {{ bleed: {self.bleed:.3f}pt }}\n"
            f":root {{ --bleed: {self.bleed + _POINTS:.3f}pt }}\n"
            "a { color: inherit !important; text-decoration: none !important }\n"
        )


def on_sheets(pdf: Any, press: Press) -> None:
    """Put the pages of the engine's PDF on sheets. What the engine takes for the whole is the page with its bleed."""
    for page in [item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/Page"]:
        left, bottom, right, top = (float(edge) for edge in page["MediaBox"])
        stream = pdf.objects[int(page["Contents"].split()[0])]
        cut = f"{left:.3f} {bottom:.3f} {right - left:.3f} {top - bottom:.3f} re W n"
        stream.stream[:0] = ["q", cut]
        stream.stream.append("Q")
        page["BleedBox"] = _box(left, bottom, right, top)
        if press.marks:
            stream.stream += _marks(page, press.bleed)
            more = _GAP + _MARK + _AROUND
            left, bottom, right, top = left - more, bottom - more, right + more, top + more
        page["MediaBox"] = _box(left, bottom, right, top)
        page["Group"] = "<</Type /Group /S /Transparency /CS /DeviceCMYK /I true>>"
        page.pop("Annots", None)


def _box(*edges: float) -> str:
    return f"[{' '.join(f'{edge:.3f}' for edge in edges)}]"


def _marks(page: Any, bleed: float) -> list[str]:
    """Lines of black ink that lead to the corners of the page and end before the bleed begins."""
    away = bleed + _GAP
    left, bottom, right, top = (float(edge) for edge in page["TrimBox"])
    lines = []
    for x, outward in ((left, -1), (right, 1)):
        for y in (bottom, top):
            start = x + outward * away
            lines.append(f"{start:.3f} {y:.3f} m {start + outward * _MARK:.3f} {y:.3f} l S")
    for y, outward in ((bottom, -1), (top, 1)):
        for x in (left, right):
            start = y + outward * away
            lines.append(f"{x:.3f} {start:.3f} m {x:.3f} {start + outward * _MARK:.3f} l S")
    return ["q", "0 0 0 1 K", f"{_WIDTH} w", *lines, "Q"]
