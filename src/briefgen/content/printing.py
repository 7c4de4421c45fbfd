"""What a printer asks for: the printing condition, and the bleed."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator

from briefgen.content.fields import FilePath, Model, Text
from briefgen.content.lengths import PaperLength, points

_LEAST, _MOST = points("2mm"), points("10mm")


def _bleed(value: str) -> str:
    if not _LEAST <= points(value) <= _MOST:
        raise ValueError(
            f"is not a bleed: `{value}` -- write a length from 2mm to 10mm; most printers ask for 3mm"
        )
    return value


class Printing(Model):
    """How PDFs for printers are made. `profile` is the ICC profile of the press and its paper; `condition` is the name
    of a characterised printing condition in the ICC's registry, such as FOGRA51."""

    WHAT: ClassVar[str] = "`print`"
    profile: FilePath
    condition: Text | None = None
    bleed: Annotated[PaperLength, AfterValidator(_bleed)] = "3mm"
    marks: bool = True
