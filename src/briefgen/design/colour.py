"""Colour mathematics: contrast as WCAG measures it, and the nearest colour that has enough of it.

Colours are texts `#rrggbb`. Light is linear and between 0 and 1 for each of red, green and blue. OKLab is `Lab`:
lightness from 0 (black) to 1 (white), and two axes of hue whose distance from 0 is the chroma.

Sources: relative luminance and contrast ratio, WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance and
#dfn-contrast-ratio); OKLab, Björn Ottosson (https://bottosson.github.io/posts/oklab/).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import floor
from typing import NamedTuple

Light = tuple[float, float, float]

_STEPS = 400
"""Lightness is tried in steps of a four-hundredth, a tenth of what an eye can tell apart."""

_HALVINGS = 12
"""How often the range of chroma is halved: to less than a step of an eight-bit channel."""


class Lab(NamedTuple):
    """A colour in OKLab."""

    lightness: float
    a: float
    b: float


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours: 1 for the same, 21 for black and white."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def rounded_down(ratio: float) -> str:
    """A ratio with two decimals that never claims more contrast than there is."""
    return f"{floor(ratio * 100) / 100:.2f}"


@cache
def luminance(colour: str) -> float:
    """The relative luminance of WCAG: 0 for black, 1 for white."""
    red, green, blue = light_of(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def nearest_readable(colour: str, others: tuple[str, ...], least: float) -> str | None:
    """The colour of the same hue whose lightness is nearest to a given one and whose contrast with every one of
    `others` is `least` or more; None when no lightness has it.

    Chroma is kept, and only made less where a screen cannot show it.
    """
    given = lab_of(colour)
    for step in range(_STEPS + 1):
        for way in (-1, 1):
            lightness = min(max(given.lightness + way * step / _STEPS, 0.0), 1.0)
            tried = _shown(given._replace(lightness=lightness))
            if all(contrast(tried, other) >= least for other in others):
                return tried
    return None


def mixed(colour: str, other: str, share: float) -> str:
    """A colour with a share (0 to 1) of another mixed in, even to the eye."""
    pairs = zip(lab_of(colour), lab_of(other), strict=True)
    return _shown(Lab(*(one + (two - one) * share for one, two in pairs)))


# --- from one space to another ------------------------------------------------------------------------


def light_of(colour: str) -> Light:
    """sRGB channels as linear light."""
    return (_linear(colour[1:3]), _linear(colour[3:5]), _linear(colour[5:7]))


def _linear(channel: str) -> float:
    value = int(channel, 16) / 255
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def hex_of(light: Iterable[float]) -> str:
    """Linear light as `#rrggbb`; what a screen cannot show is cut off."""
    return "#" + "".join(f"{round(255 * _encoded(min(max(value, 0.0), 1.0))):02x}" for value in light)


def _encoded(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)


def lab_of(colour: str) -> Lab:
    red, green, blue = light_of(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return Lab(
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _light_in(lab: Lab) -> Light:
    """A colour of OKLab as linear light; outside 0 to 1 where sRGB does not reach it."""
    long = (lab.lightness + 0.3963377774 * lab.a + 0.2158037573 * lab.b) ** 3
    middle = (lab.lightness - 0.1055613458 * lab.a - 0.0638541728 * lab.b) ** 3
    short = (lab.lightness - 0.0894841775 * lab.a - 1.2914855480 * lab.b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _shown(lab: Lab) -> str:
    """The colour as a screen shows it: with as much of its chroma, at the same lightness and hue, as sRGB has."""
    if _is_in_gamut(lab):
        return hex_of(_light_in(lab))
    kept, least_lost = 0.0, 1.0
    for _ in range(_HALVINGS):
        share = (kept + least_lost) / 2
        if _is_in_gamut(_with_chroma(lab, share)):
            kept = share
        else:
            least_lost = share
    return hex_of(_light_in(_with_chroma(lab, kept)))


def _with_chroma(lab: Lab, share: float) -> Lab:
    return Lab(lab.lightness, lab.a * share, lab.b * share)


def _is_in_gamut(lab: Lab) -> bool:
    """Whether sRGB has the colour, give or take what rounding to eight bits hides."""
    return all(-1e-4 <= value <= 1 + 1e-4 for value in _light_in(lab))
