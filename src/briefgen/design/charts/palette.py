"""Whether the colours that a brand gives to series can be seen, and told apart by everybody."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.design.brand import Brand
from briefgen.design.charts.colour_blindness import least_difference
from briefgen.design.charts.colours import LEAST_CONTRAST
from briefgen.design.colour import contrast, rounded_down
from briefgen.design.schemes import CHART_COLORS

LEAST_DIFFERENCE = 0.08
"""In OKLab, to whoever tells two colours apart worst. Series are named where they end as well."""


def palette_problems(brand: Brand) -> tuple[Diagnostic, ...]:
    """Colours of series that are too pale for their ground, or too like another one."""
    names = brand.file.defaults.briefgen.charts.colors
    colours = [brand.file.color.hex(name) for name in names]
    return (*_too_pale(brand, names, colours), *_too_alike(brand, names, colours))


def _too_pale(brand: Brand, names: tuple[str, ...], colours: list[str]) -> Iterator[Diagnostic]:
    ground = brand.schemes[0].uses["ground"].hex
    for at, (name, colour) in enumerate(zip(names, colours, strict=True)):
        if contrast(colour, ground) < LEAST_CONTRAST:
            ratio = rounded_down(contrast(colour, ground))
            problem = f"`{name}` has a contrast of {ratio} to 1 on the ground; shapes need {LEAST_CONTRAST:g}"
            place = brand.span((*CHART_COLORS, at))
            yield messages.CHART_COLOURS.at(place, problem=problem, advice="take a darker one")


def _too_alike(brand: Brand, names: tuple[str, ...], colours: list[str]) -> Iterator[Diagnostic]:
    for first, second in combinations(range(len(colours)), 2):
        if least_difference(colours[first], colours[second]) < LEAST_DIFFERENCE:
            problem = (
                f"`{names[second]}` and `{names[first]}` look alike to people who do not see all colours"
            )
            advice = "make one of them darker or lighter: lightness is what everybody sees"
            yield messages.CHART_COLOURS.at(
                brand.span((*CHART_COLORS, second)), problem=problem, advice=advice
            )
