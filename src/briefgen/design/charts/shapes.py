"""A drawing as SVG: every mark as the shape it is, at places no more exact than an eye on a printed page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from math import isnan

from markupsafe import escape

from briefgen.design.charts.drawing import (
    Bars,
    Curve,
    Dots,
    Drawing,
    Label,
    Mark,
    Rule,
    Squares,
)

_DIGITS = 1
"""Decimals of a pixel."""

_BASELINE = 0.35
"""How far below the middle of its letters a text stands, in its size."""

_HALO = 3
"""Pixels of the line round a text that sets it off from a map."""

_ANCHORS = {"left": "start", "center": "middle", "right": "end"}


def svg_of(drawing: Drawing, families: str, size: float, land: str = "") -> str:
    """A drawing in these font families and this size (pixels); `land` is the first shape of a map, as SVG."""
    shapes = "".join(shape for mark in drawing.marks for shape in _shapes(mark, land))
    texts = "".join(_texts(drawing.labels, size))
    width, height = _short(drawing.width), _short(drawing.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="{escape(families)}" font-size="{size}px" font-weight="400">'
        f'<g fill="none">{shapes}{texts}</g></svg>'
    )


def _shapes(mark: Mark, land: str) -> Iterator[str]:
    match mark:
        case Bars():
            yield from _bars(mark)
        case Curve():
            yield from _curve(mark)
        case Dots():
            r = _short(mark.radius)
            circle = f"M{r},0A{r},{r},0,1,1,-{r},0A{r},{r},0,1,1,{r},0"
            yield from _at_places(mark.places, circle, mark.colour, mark.edge)
        case Squares():
            half, side = _short(-mark.side / 2), _short(mark.side)
            yield from _at_places(mark.places, f"M{half},{half}h{side}v{side}h-{side}Z", mark.colour, "")
        case Rule():
            yield _rule(mark)
        case _:
            yield land


def _bars(mark: Bars) -> Iterator[str]:
    for bar in mark.bars:
        thick = mark.across.bandwidth if mark.thickness is None else mark.thickness
        across = mark.across.centre(bar.name) - thick / 2 + mark.offset
        start, end = sorted((mark.along.at(bar.start), mark.along.at(bar.end)))
        x, y, width, height = (
            (start, across, end - start, thick) if mark.lying else (across, start, thick, end - start)
        )
        w = _short(width)
        path = f"M{_short(x)},{_short(y)}h{w}v{_short(height)}h-{w}Z"
        yield f'<path d="{path}" fill="{_colour(bar.colour)}"/>'


def _curve(mark: Curve) -> Iterator[str]:
    lows = mark.low or (0.0,) * len(mark.points)
    runs = [
        [(mark.across.at(x), mark.along.at(y), mark.along.at(low)) for (x, y), low in run if y is not None]
        for is_there, run in groupby(
            zip(mark.points, lows, strict=True), lambda point: _is_there(point[0][1])
        )
        if is_there
    ]
    if mark.low is not None:
        path = "".join(
            _through([(x, y) for x, y, _ in run])
            + "L"
            + _through([(x, low) for x, _, low in run[::-1]])[1:]
            + "Z"
            for run in runs
        )
        yield f'<path d="{path}" fill="{_colour(mark.colour)}"/>'
        return
    path = "".join(_through([(x, y) for x, y, _ in run]) + ("Z" if len(run) == 1 else "") for run in runs)
    if path:
        yield (
            f'<path d="{path}" {_stroke(mark.colour, mark.thickness, mark.dash)} '
            'stroke-linecap="round" stroke-linejoin="round"/>'
        )


def _is_there(value: float | None) -> bool:
    return value is not None and not isnan(value)


def _through(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{_short(x)},{_short(y)}" for x, y in points)


def _at_places(places: Iterable[tuple[float, float]], path: str, colour: str, edge: str) -> Iterator[str]:
    line = f' stroke="{_colour(edge)}" stroke-width="1"' if edge else ""
    for x, y in places:
        place = f"translate({_short(x)},{_short(y)})"
        yield f'<path transform="{place}" d="{path}" fill="{_colour(colour)}"{line}/>'


def _rule(mark: Rule) -> str:
    place = f"translate({_short(mark.x1)},{_short(mark.y1)})"
    end = f'x2="{_short(mark.x2 - mark.x1)}" y2="{_short(mark.y2 - mark.y1)}"'
    return f'<line transform="{place}" {end} {_stroke(mark.colour, mark.thickness, mark.dash)}/>'


def _stroke(colour: str, thickness: float, dash: tuple[float, ...]) -> str:
    dashes = f' stroke-dasharray="{",".join(f"{part:g}" for part in dash)}"' if dash else ""
    return f'stroke="{_colour(colour)}" stroke-width="{thickness:g}"{dashes}'


def _texts(labels: Iterable[Label], size: float) -> Iterator[str]:
    """Labels, those alike together. A halo is the same text with a wide line round it, drawn before all that are alike,
    so that it covers none of them."""
    for (align, bold, halo), alike in groupby(sorted(labels, key=_looks), key=_looks):
        weight = ' font-weight="600"' if bold else ""
        shown = [
            (
                f'<text text-anchor="{_ANCHORS[align]}" transform="translate({_short(label.x)},'
                f'{_short(label.y + round(size * _BASELINE, 2))})"{weight}',
                f"{escape(label.text)}</text>",
                _colour(label.colour),
            )
            for label in alike
        ]
        if halo:
            line = f'fill="{_colour(halo)}" stroke="{_colour(halo)}" stroke-width="{_HALO}" stroke-linejoin="round"'
            yield from (f"{begin} {line}>{end}" for begin, end, _ in shown)
        yield from (f'{begin} fill="{colour}">{end}' for begin, end, colour in shown)


def _looks(label: Label) -> tuple[str, bool, str]:
    return (label.align, label.bold, label.halo)


def _colour(colour: str) -> str:
    return str(escape(colour))


def _short(number: float) -> str:
    """A length as short as it can be written."""
    return f"{round(number, _DIGITS) + 0.0:.{_DIGITS}f}".removesuffix(".0")
