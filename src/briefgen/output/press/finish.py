"""The engine's PDF made ready for a press, before it is written: inks, sheets, and the printing condition it is for."""

from __future__ import annotations

from math import ceil
from typing import Any, NamedTuple

from briefgen.output.press.inks import PrintingCondition
from briefgen.output.press.picture_sizes import placed_pictures
from briefgen.output.press.separation import separate
from briefgen.output.press.sheet import Press, on_sheets

_ASKED, _MOST, _LEAST = 300, 450, 150
"""Pixels of pictures to an inch: what printers ask for, more than which they are made smaller, and less than which they
look coarse."""

_REGISTRY = "http://www.color.org"


class CoarsePicture(NamedTuple):
    """How many pixels to an inch a picture has, and how many it needs in all from side to side."""

    per_inch: int
    needed: int


def finish(pdf: Any, press: Press, icc: bytes) -> dict[str, CoarsePicture]:
    """Turn a PDF of the engine, drawn without a colour profile, into one of PDF/X-4 (ISO 15930-7). What is returned are
    the pictures that will look coarse, by their names in the PDF."""
    condition = PrintingCondition(icc, dict(press.given))
    pictures = placed_pictures(pdf).values()
    widths = {picture.number: pdf.objects[picture.number].extra["Width"] for picture in pictures}
    per_inch = {picture: 72 * widths[picture.number] / picture.width for picture in pictures if picture.width}
    shares = {picture.number: _ASKED / pixels for picture, pixels in per_inch.items() if pixels > _MOST}
    separate(pdf, condition, shares)
    on_sheets(pdf, press)
    _say_for_which_press(pdf, press, icc)
    return {
        picture.name: CoarsePicture(round(pixels), ceil(picture.width / 72 * _ASKED))
        for picture, pixels in per_inch.items()
        if pixels < _LEAST
    }


def _say_for_which_press(pdf: Any, press: Press, icc: bytes) -> None:
    import pydyf

    profile = pydyf.Stream([icc], pydyf.Dictionary({"N": 4}), compress=True)
    pdf.add_object(profile)
    intent = pydyf.Dictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFX",
            "OutputConditionIdentifier": pydyf.String(press.condition or "Custom"),
            "Info": pydyf.String(press.description),
            "DestOutputProfile": profile.reference,
        }
    )
    if press.condition:
        intent["RegistryName"] = pydyf.String(_REGISTRY)
    pdf.catalog["OutputIntents"] = pydyf.Array([intent])
