"""Lengths on paper, as people write them."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema

_POINTS = {"pt": 1.0, "pc": 12.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "q": 72 / 101.6, "px": 0.75}
"""How many points the units of paper have (CSS Values and Units 4, absolute lengths)."""

NUMBER = r"(?:\d+(?:\.\d+)?|\.\d+)"
_ON_PAPER = re.compile(rf"({NUMBER})({'|'.join(_POINTS)})", re.I)

AS_LENGTH = WithJsonSchema({"anyOf": [{"type": "string"}, {"const": 0}]})


def points(length: str) -> float:
    """A length of paper in points."""
    written = _ON_PAPER.fullmatch(length)
    assert written is not None, "checked when its file was read"
    return float(written[1]) * _POINTS[written[2].lower()]


def _length_on_paper(value: str) -> str:
    if value == "0":
        return "0pt"  # inside calc() a length needs its unit
    if not _ON_PAPER.fullmatch(value):
        raise ValueError(
            f"is not a length on paper: `{value}` -- write a number with its unit, for example 9.5pt or 42mm"
        )
    return value


PaperLength = Annotated[str, AfterValidator(_length_on_paper), AS_LENGTH]
"""A length on paper: a number and `pt`, `mm` or another absolute unit of CSS."""
