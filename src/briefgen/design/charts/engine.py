"""Draws a laid-out chart as SVG with Vega-Lite. The only module that knows vl-convert, imported when needed.

The engine gets only data, never an address, and may load nothing. What it writes for programs that take a chart apart
is taken out again: the page says in words what the chart shows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby

from briefgen.design.charts.drawing import (
    Band,
    Bars,
    Curve,
    Dots,
    Drawing,
    Label,
    Land,
    Linear,
    Mark,
    Rule,
    Squares,
)
from briefgen.design.charts.svg import tidied

VEGA_LITE = "6.4"
Spec = dict[str, object]


class EngineMissing(Exception):  # noqa: N818 - translated into a diagnostic by the caller
    """The chart engine is not installed."""


class EngineFailed(Exception):  # noqa: N818 - translated into a diagnostic by the caller
    """The engine did not take what it was given."""


def spec_of(drawing: Drawing, families: str, size: float, world: str = "") -> str:
    """A drawing in the words of Vega-Lite, as JSON. `world` is a TopoJSON text, for maps."""
    layers = [layer for mark in drawing.marks for layer in _layers(mark, world)]
    layers += _labels(drawing.labels, families, size)
    return json.dumps(
        {
            "width": drawing.width,
            "height": drawing.height,
            "autosize": "none",
            "padding": 0,
            "background": None,
            "layer": layers,
            "resolve": {"scale": {"x": "independent", "y": "independent"}},
            "config": {"aria": False, "view": {"stroke": None}},
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def draw(spec: str) -> str:
    """The SVG of a specification."""
    try:
        import vl_convert
    except ImportError as error:
        raise EngineMissing(str(error)) from None
    try:
        svg = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
    except ValueError as error:
        raise EngineFailed(str(error).strip().splitlines()[0]) from None
    return tidied(str(svg))


# --- marks --------------------------------------------------------------------------------------------


def _layers(mark: Mark, world: str) -> Iterator[Spec]:
    match mark:
        case Bars():
            yield _bars(mark)
        case Curve():
            yield _curve(mark)
        case Dots():
            shape: Spec = {"type": "point", "shape": "circle", "size": 4 * mark.radius**2, "filled": True}
            yield _at_places(mark.places, {**shape, **_paint(mark.colour, mark.edge)})
        case Squares():
            shape = {"type": "point", "shape": "square", "size": mark.side**2, "filled": True}
            yield _at_places(mark.places, {**shape, **_paint(mark.colour, "")})
        case Rule():
            yield _rule(mark)
        case Land():
            yield from _land(mark, world)


def _paint(colour: str, edge: str) -> Spec:
    line: Spec = {"stroke": edge, "strokeWidth": 1} if edge else {"strokeWidth": 0}
    return {"fill": colour, "opacity": 1, **line}


def _bars(mark: Bars) -> Spec:
    along, until = ("x", "x2") if mark.lying else ("y", "y2")
    across = "y" if mark.lying else "x"
    shape: Spec = {"type": "bar", f"{across}Offset": mark.offset}
    if mark.thickness is not None:
        shape["height" if mark.lying else "width"] = mark.thickness
    return {
        "data": {"values": [{"n": b.name, "a": b.start, "b": b.end, "c": b.colour} for b in mark.bars]},
        "mark": shape,
        "encoding": {
            across: _band(mark.across),
            along: _linear(mark.along, "a"),
            until: {"field": "b"},
            "color": {"field": "c", "type": "nominal", "scale": None},
        },
    }


def _curve(mark: Curve) -> Spec:
    lows = mark.low or (0.0,) * len(mark.points)
    values = [{"x": x, "y": y, "l": low} for (x, y), low in zip(mark.points, lows, strict=True)]
    encoding: Spec = {"x": _linear(mark.across, "x"), "y": _linear(mark.along, "y")}
    shape: Spec = {
        "type": "line", "stroke": mark.colour, "strokeWidth": mark.thickness, "strokeJoin": "round",
        "strokeCap": "round",
    }  # fmt: skip
    if mark.dash:
        shape["strokeDash"] = list(mark.dash)
    if mark.low is not None:
        shape = {"type": "area", "fill": mark.colour, "opacity": 1}
        encoding["y2"] = {"field": "l"}
    return {
        "data": {"values": values},
        "mark": {**shape, "invalid": "break-paths-show-domains"},
        "encoding": encoding,
    }


def _at_places(places: Iterable[tuple[float, float]], shape: Spec) -> Spec:
    return {
        "data": {"values": [{"x": x, "y": y} for x, y in places]},
        "mark": shape,
        "encoding": {"x": _pixels("x"), "y": _pixels("y")},
    }


def _rule(mark: Rule) -> Spec:
    shape: Spec = {"type": "rule", "stroke": mark.colour, "strokeWidth": mark.thickness}
    if mark.dash:
        shape["strokeDash"] = list(mark.dash)
    ends = {"x": mark.x1, "y": mark.y1, "x2": mark.x2, "y2": mark.y2}
    return {
        "data": {"values": [ends]},
        "mark": shape,
        "encoding": {"x": _pixels("x"), "y": _pixels("y"), "x2": {"field": "x2"}, "y2": {"field": "y2"}},
    }


def _land(mark: Land, world: str) -> Iterator[Spec]:
    """All land in one colour, then the countries that have another: the engine leaves out shapes without a value."""
    scale, longitude, latitude = mark.view
    frame = mark.frame
    projection: Spec = {
        "type": "equalEarth", "scale": scale, "rotate": [-longitude, 0, 0], "center": [0, latitude],
        "translate": [frame.left + frame.width / 2, frame.top + frame.height / 2],
        "clipExtent": [[frame.left, frame.top], [frame.right, frame.bottom]], "precision": 0.3,
    }  # fmt: skip
    data: Spec = {"values": json.loads(world), "format": {"type": "topojson", "feature": "countries"}}
    pairs = [{"id": number, "c": colour} for number, colour in mark.colours]
    coloured: Spec = {"lookup": "id", "from": {"data": {"values": pairs}, "key": "id", "fields": ["c"]}}
    outline: Spec = {"type": "geoshape", "stroke": mark.border, "strokeWidth": 0.5, "strokeJoin": "round"}
    common: Spec = {"data": data, "projection": projection}
    yield {
        **common,
        "transform": [coloured, {"filter": "!isValid(datum.c)"}],
        "mark": {**outline, "fill": mark.rest},
    }
    if mark.colours:
        yield {
            **common,
            "transform": [coloured, {"filter": "isValid(datum.c)"}],
            "mark": outline,
            "encoding": {"fill": {"field": "c", "type": "nominal", "scale": None}},
        }


def _labels(labels: Iterable[Label], families: str, size: float) -> Iterator[Spec]:
    """Labels, those alike in one layer. A halo is the same text with a wide line round it, drawn first."""
    ordered = sorted(labels, key=_looks)
    for (align, bold, halo), alike in groupby(ordered, key=_looks):
        values = [{"x": label.x, "y": label.y, "t": label.text, "c": label.colour} for label in alike]
        shape: Spec = {
            "type": "text", "align": align, "baseline": "alphabetic", "dy": round(size * 0.35, 2), "font": families,
            "fontSize": size, "fontWeight": 600 if bold else 400, "limit": 0,
        }  # fmt: skip
        encoding: Spec = {"x": _pixels("x"), "y": _pixels("y"), "text": {"field": "t", "type": "nominal"}}
        if halo:
            line: Spec = {"fill": halo, "stroke": halo, "strokeWidth": 3, "strokeJoin": "round"}
            yield {"data": {"values": values}, "mark": {**shape, **line}, "encoding": encoding}
        colour: Spec = {"color": {"field": "c", "type": "nominal", "scale": None}}
        yield {"data": {"values": values}, "mark": shape, "encoding": {**encoding, **colour}}


def _looks(label: Label) -> tuple[str, bool, str]:
    return (label.align, label.bold, label.halo)


# --- scales -------------------------------------------------------------------------------------------


def _band(band: Band) -> Spec:
    scale: Spec = {
        "domain": list(band.names), "range": [band.start, band.end],
        "paddingInner": band.inner, "paddingOuter": band.outer,
    }  # fmt: skip
    return {"field": "n", "type": "nominal", "scale": scale, "axis": None}


def _linear(linear: Linear, field: str) -> Spec:
    scale: Spec = {
        "domain": [linear.low, linear.high], "range": [linear.start, linear.end], "nice": False, "zero": False,
    }  # fmt: skip
    return {"field": field, "type": "quantitative", "scale": scale, "axis": None, "stack": None}


def _pixels(field: str) -> Spec:
    return {"field": field, "type": "quantitative", "scale": None, "axis": None, "stack": None}
