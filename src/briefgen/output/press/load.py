"""What a project says of its printer, read and checked: the profile of the press, and how text is printed."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.content.lengths import points
from briefgen.content.manuscript import project_place
from briefgen.content.project import Project
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.text import refused
from briefgen.core.workspace import Door, Refused
from briefgen.design.brand import Brand
from briefgen.design.colour import luminance
from briefgen.output.press.inks import Inks, PrintingCondition
from briefgen.output.press.sheet import Press

_NEED = "ask the printer for the ICC profile of their press and paper; for offset it is one of CMYK"
_COPY = (
    "copy it into the project, beside briefgen.yml or in a folder such as `print/`, and name it from there"
)
_TEXTS = ("text", "quiet")
"""Uses of colour for small text."""

_SOLID = 75
"""Per cent of black ink from which letters are given all of it: less is printed as dots, which fray small letters."""


def load_press(door: Door, project: Project, brand: Brand) -> tuple[Press | None, tuple[Diagnostic, ...]]:
    """What the printer of a project asks for, or None and why it is not known; and what would look bad."""
    printing, place = project.printing, project_place(door, "print", "profile")
    if printing is None:
        return None, (messages.PRINTER_UNKNOWN.at(place),)
    try:
        icc = door.read(printing.profile)
    except Refused as refusal:
        if refusal.reason == Refused.OUTSIDE:
            problem, advice = "leads out of the project", _COPY
            return None, (
                messages.PRINTER_PROFILE.at(place, path=printing.profile, problem=problem, advice=advice),
            )
        return None, (refused(refusal, place, door),)
    given = {colour: Inks(*(share / 100 for share in inks)) for colour, inks in brand.inks.items()}
    condition = PrintingCondition(icc, given)
    if problem := _unfit(condition):
        return None, (
            messages.PRINTER_PROFILE.at(place, path=printing.profile, problem=problem, advice=_NEED),
        )
    press = Press(
        profile=printing.profile,
        condition=printing.condition or "",
        description=condition.description,
        bleed=points(printing.bleed),
        marks=printing.marks,
        given=tuple(given.items()),
    )
    return press, tuple(_texts_of_many_inks(brand, condition))


def _unfit(condition: PrintingCondition) -> str:
    """Why an ICC profile (ISO 15076-1, 7.2) cannot be that of a press; empty if it can."""
    kind, space, signature = condition.icc[12:16], condition.icc[16:20], condition.icc[36:40]
    if signature != b"acsp":
        return "is not an ICC profile"
    if space != b"CMYK":
        return f"is for {space.decode('ascii', 'replace').strip()}, not for the four inks CMYK"
    if kind != b"prtr" or not condition.is_usable:
        return "does not say how colours become inks"
    return ""


def _texts_of_many_inks(brand: Brand, condition: PrintingCondition) -> Iterator[Diagnostic]:
    light, _ = brand.schemes
    names = {brand.file.color.hex(name): name for name in reversed(brand.file.color.palette)}
    for use in _TEXTS:
        chosen = light.uses[use]
        inks = condition.inks(*(int(chosen.hex[i : i + 2], 16) / 255 for i in (1, 3, 5)))
        if sum(share > 0 for share in inks) > 1:
            black = round(100 * (1 - luminance(chosen.hex) ** (1 / 2.2)))
            yield messages.TEXT_IN_INKS.at(
                brand.span(chosen.keys),
                use=use,
                colour=chosen.hex,
                inks=" ".join(f"{100 * share:.0f}" for share in inks),
                name=names.get(chosen.hex, f'"{chosen.hex}"'),
                black=100 if black > _SOLID else black,
            )
