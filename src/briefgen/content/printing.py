"""What a printer asks for: the printing condition, and the bleed."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, WithJsonSchema

from briefgen.content.fields import FilePath, Model, Text
from briefgen.content.lengths import NUMBER, points

_LENGTH = re.compile(rf"{NUMBER}(?:mm|cm|in|pt)")
_LEAST, _MOST = points("2mm"), points("10mm")


def _bleed(value: Any) -> str:
    if not (isinstance(value, str) and _LENGTH.fullmatch(value) and _LEAST <= points(value) <= _MOST):
        raise ValueError(
            f"is not a bleed: `{value}` -- write a number and its unit in one, with a point and no comma: `3mm`, "
            "which most printers ask for, or `0.125in`; from 2mm to 10mm"
        )
    return value


Bleed = Annotated[str, BeforeValidator(_bleed), WithJsonSchema({"type": "string"})]
"""How far colour reaches over the edges of a page."""


class Printing(Model):
    """How PDFs for printers are made. `profile` is the ICC profile of the press and its paper; `condition` is the name
    of a characterised printing condition in the ICC's registry, such as FOGRA51."""

    WHAT: ClassVar[str] = "`print`"
    profile: FilePath
    condition: Text | None = None
    bleed: Bleed = "3mm"
    marks: bool = True
