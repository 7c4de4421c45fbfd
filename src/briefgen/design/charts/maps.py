"""Maps: countries shaded by class or highlighted, dots for places and for countries too small to see, names, a key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from math import radians

from briefgen.content.data.countries import numeric_codes
from briefgen.content.data.world_map import WorldMap
from briefgen.content.data_blocks import Region
from briefgen.design.charts.amounts import Amounts, decimals_of
from briefgen.design.charts.bars import NARROW
from briefgen.design.charts.drawing import (
    Dots,
    Drawing,
    Frame,
    Label,
    Land,
    Mark,
    Rule,
    Squares,
    with_isolates,
)
from briefgen.design.charts.outlines import World
from briefgen.design.charts.projection import Box, View, view_of
from briefgen.design.charts.theme import Theme
from briefgen.design.interface_words import InterfaceWords

REGIONS = {
    Region.WORLD: Box(-145, -55, 167, 77),
    Region.AFRICA: Box(-19, -35.5, 53, 38),
    Region.AMERICAS: Box(-130, -56, -34, 56),
    Region.ASIA: Box(30, -11, 148, 54),
    Region.EAST_AFRICA: Box(21, -12, 52, 18),
    Region.EUROPE: Box(-12, 34, 45, 70),
    Region.MIDDLE_EAST: Box(24, 12, 64, 43),
}

_TALLEST = 0.7
"""The height of a map at most, as a share of its width."""

_DOT = 3.2
_PLACE = 3.6
_LEAST_SEEN = 6.0
"""Pixels of width or height below which a country gets a dot as well."""

_SHADES = ((4,), (1, 4), (0, 2, 4), (0, 1, 2, 4), (0, 1, 2, 3, 4))
"""Which of the five shades one class takes, two classes, and so on."""

_GAP = 4.0
_FARTHER = (14.0, 24.0, 36.0)
"""Pixels from a point to its name where there is no room beside it."""

_ROOMY = 1.3
"""How many times as wide as its name a country is when the name stands on it."""

_FEW = 4
"""The names on a telephone."""

_MOST_NAMES = 6
"""The countries with the largest numbers that are named when none is highlighted."""


def unseen(chosen: WorldMap, countries: Iterable[str], known: World) -> tuple[str, ...]:
    """The countries of a map that lie outside its region, or of which nobody knows where they are."""
    view = _view(chosen, 640, 0)
    there = known.points
    return tuple(code for code in countries if code not in there or not view.shows(*there[code]))


def unseen_places(chosen: WorldMap) -> tuple[int, ...]:
    """The places of a map that lie outside its region, by their number from 0."""
    view = _view(chosen, 640, 0)
    return tuple(at for at, place in enumerate(chosen.places) if not view.shows(place.at[1], place.at[0]))


def lay_out_map(
    chosen: WorldMap, width: float, theme: Theme, amounts: Amounts, words: InterfaceWords, known: World
) -> Drawing:
    """A map of a width with its key below."""
    view = _view(chosen, width, 0)
    if theme.is_mirrored:  # a map that is narrower than its figure begins where the text does
        left = width - view.frame.width
        view = replace(view, frame=replace(view.frame, left=left))
    fills = {
        code: theme.shades[_shade(chosen, chosen.class_of(value))] for code, value in chosen.values.items()
    }
    if not chosen.values:
        fills = dict.fromkeys(chosen.highlighted, theme.muted if chosen.places else theme.strong)
    numbers = {code: number for number, code in numeric_codes().items()}
    shapes = tuple(
        (numbers[code], colour)
        for code, colour in sorted(fills.items())
        if code in known.sizes and code in numbers
    )
    marks: list[Mark] = [
        Land(shapes, theme.empty, theme.ground, (view.scale, view.longitude, view.latitude), view.frame)
    ]
    marks += (
        Dots((view.at(*known.points[code]),), colour, _DOT, theme.ground)
        for code, colour in sorted(fills.items())
        if _is_tiny(code, known, view) and code in known.points
    )
    spots = [view.at(place.at[1], place.at[0]) for place in chosen.places]
    if spots:
        marks.append(Dots(tuple(spots), theme.accent, _PLACE, theme.ground))
    labels, leaders, unnamed = _names(chosen, view, theme, words, known, spots, width < NARROW)
    key, swatches, bottom = _key(
        chosen, width, view.frame.bottom + theme.leading * 0.5, theme, amounts, words
    )
    if theme.is_mirrored:  # the world stays as it is, what is read is turned round
        key = [label.mirrored(width) for label in key]
        swatches = [swatch.mirrored(width) for swatch in swatches]
    drawing = Drawing(width, round(bottom, 1), (*marks, *leaders, *swatches), (*labels, *key), unnamed)
    return with_isolates(drawing) if theme.is_mirrored else drawing


def _is_tiny(code: str, known: World, view: View) -> bool:
    """Whether a country cannot be seen by its outline: it has none, or one of a few pixels."""
    pixels_of_degree = view.scale * radians(1)
    return known.sizes.get(code, 0.0) * pixels_of_degree < _LEAST_SEEN


def _view(chosen: WorldMap, width: float, top: float) -> View:
    return view_of(REGIONS[chosen.options.region], 0, top, width, width * _TALLEST)


def _shade(chosen: WorldMap, index: int) -> int:
    """The shade of a class: the darkest for the highest; few classes lie far apart."""
    return _SHADES[len(chosen.bounds)][index]


# --- names --------------------------------------------------------------------------------------------


def _names(
    chosen: WorldMap,
    view: View,
    theme: Theme,
    words: InterfaceWords,
    known: World,
    spots: list[tuple[float, float]],
    is_narrow: bool,
) -> tuple[list[Label], list[Rule], str]:
    """Names beside their points where they touch nothing: those of places, then of countries. On a telephone, where
    there is room for few, the table below names them all."""
    taken = [Frame(x - _PLACE, y - _PLACE, 2 * _PLACE, 2 * _PLACE) for x, y in spots]
    wanted = [(place.name, spot, _PLACE) for place, spot in zip(chosen.places, spots, strict=True)]
    named = {place.name for place in chosen.places}
    widths: dict[str, float] = {}
    for code in _named_countries(chosen):
        name = country_name(chosen, code, words)
        if code in known.points and name not in named:
            wanted.append((name, view.at(*known.points[code]), _DOT if _is_tiny(code, known, view) else 0.0))
            widths[name] = known.sizes.get(code, 0.0) * view.scale * radians(1)
    shown = wanted[:_FEW] if is_narrow else wanted
    labels, leaders, unnamed = [], [], ""
    for text, spot, radius in shown:
        others = [Frame(x - 3, y - 3, 6, 6) for _, (x, y), _ in shown if (x, y) != spot]
        ways = tuple(_free(text, spot, radius, widths.get(text, 0.0), theme, view.frame, taken))
        clear = (way for way in ways if not any(_touch(way[1], other) for other in others))
        found = next(clear, ways[0] if ways else None)
        if found:
            label, frame, leader = found
            taken.append(frame)
            labels.append(label)
            leaders += leader
        else:
            unnamed = unnamed or text
    return labels, leaders, unnamed


def country_name(chosen: WorldMap, code: str, words: InterfaceWords) -> str:
    """What a country is called on a map."""
    return chosen.names.get(code) or words.country(code)


def _named_countries(chosen: WorldMap) -> tuple[str, ...]:
    if chosen.highlighted:
        return chosen.highlighted
    largest = sorted(chosen.values, key=lambda code: (-chosen.values[code], code))
    return tuple(largest[:_MOST_NAMES])


def _free(
    text: str,
    spot: tuple[float, float],
    radius: float,
    across: float,
    theme: Theme,
    frame: Frame,
    taken: list[Frame],
) -> Iterator[tuple[Label, Frame, list[Rule]]]:
    """The ways to write a name at a point without touching others or leaving the map: over a country that is as wide
    (`across`) as its name; else beside, above and below, then farther away. Where there is no dot that the name stands
    beside, a line leads to the point: else it would name the neighbour it stands on."""
    width, height = theme.letters.width(text, theme.size, True), theme.size * 1.1
    x, y = spot
    for away, right, down in _ways(radius, across >= width * _ROOMY):
        left = x - width / 2 + right * (away + width / 2)
        middle = y + down * (away + height / 2)
        box = Frame(left - 1, middle - height / 2, width + 2, height)
        inside = frame.left <= box.left and box.right <= frame.right
        inside = inside and frame.top <= box.top and box.bottom <= frame.bottom
        if inside and not any(_touch(box, other) for other in taken):
            end = (min(max(x, left), left + width), min(max(y, box.top), box.bottom))
            is_beside = radius and away <= radius + _GAP
            leader = [] if is_beside or not away else [Rule(x, y, *end, theme.text, 0.6)]
            yield Label(left, middle, text, "left", theme.text, True, theme.ground), box, leader


def _ways(radius: float, fits: bool) -> Iterator[tuple[float, float, float]]:
    """How far away, and how much to the right of and below a point (-1 to 1) a name may stand, the best first."""
    if fits and not radius:
        yield 0, 0, 0
    for away in (*((radius + _GAP,) if radius else ()), *_FARTHER):
        for right, down in ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -0.7), (1, 0.7), (-1, -0.7), (-1, 0.7)):
            yield away, right, down


def _touch(one: Frame, other: Frame) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )


# --- the key ------------------------------------------------------------------------------------------


def class_names(chosen: WorldMap, amounts: Amounts, words: InterfaceWords) -> tuple[str, ...]:
    """What each class of values is called, the lowest first."""
    if not chosen.bounds:
        return tuple(dict.fromkeys(amounts.text(value) for value in chosen.values.values()))[:1]
    if not amounts.format.power and all(
        value == int(value) for value in (*chosen.values.values(), *chosen.bounds)
    ):
        return _whole_classes(chosen, amounts, words)
    exact = max((decimals_of(bound, amounts.format) for bound in chosen.bounds), default=0)
    bounds = [amounts.text(bound, exact) for bound in chosen.bounds]
    between = (f"{low}–{high}" for low, high in pairwise(bounds))
    below, above = words.gettext("below %(bound)s"), words.gettext("%(bound)s or more")
    return (below % {"bound": bounds[0]}, *between, above % {"bound": bounds[-1]})


def _whole_classes(chosen: WorldMap, amounts: Amounts, words: InterfaceWords) -> tuple[str, ...]:
    """Classes of counts: 1, 2–4, 5 or more."""
    lowest = min(chosen.values.values())
    if lowest >= chosen.bounds[0] or lowest < 0:
        lows, first = (
            list(chosen.bounds),
            [words.gettext("below %(bound)s") % {"bound": amounts.text(chosen.bounds[0])}],
        )
    else:
        lows, first = [lowest, *chosen.bounds], []
    between = (
        amounts.text(low) if low == after - 1 else f"{amounts.text(low)}–{amounts.text(after - 1)}"
        for low, after in pairwise(lows)
    )
    return (*first, *between, words.gettext("%(bound)s or more") % {"bound": amounts.text(lows[-1])})


def _key(
    chosen: WorldMap, width: float, top: float, theme: Theme, amounts: Amounts, words: InterfaceWords
) -> tuple[list[Label], list[Squares], float]:
    """A square and a name for each class, in rows; where it ends."""
    names = class_names(chosen, amounts, words)
    entries = [(name, theme.shades[_shade(chosen, index)]) for index, name in enumerate(names)]
    if not entries:
        return [], [], top - theme.leading * 0.5
    entries.append(
        (words.gettext("no case") if chosen.options.cases else words.gettext("no data"), theme.empty)
    )
    labels: list[Label] = []
    squares: list[Squares] = []
    side = theme.size
    x, y = 0.0, top + theme.leading / 2
    if chosen.options.cases:
        head = words.gettext("Cases")
        labels.append(Label(x, y, head, "left", theme.text, True))
        x += theme.letters.width(head, theme.size, True) + 12
    for name, colour in entries:
        room = side + 5 + theme.letters.width(name, theme.size) + 16
        if x and x + room - 16 > width:
            x, y = 0.0, y + theme.leading * 1.2
        squares.append(Squares(((x + side / 2, y),), colour, side))
        labels.append(Label(x + side + 5, y, name, "left", theme.text))
        x += room
    return labels, squares, y + theme.leading / 2
