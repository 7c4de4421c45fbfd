"""The land of a map as SVG, projected with Vega-Lite. The only module that knows vl-convert, imported when needed:
a map is rare, and the engine takes half a second to start.

The engine gets only data, never an address, and may load nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree

from markupsafe import escape

from briefgen.core.limits import memory_of_its_own
from briefgen.design.charts.drawing import Land

VEGA_LITE = "6.4"
Spec = dict[str, object]

_SVG = "{http://www.w3.org/2000/svg}"
_LEAST_STEP = 1.5
"""Pixels between two points of an outline, as the sum of both directions."""


class EngineMissing(Exception):  # noqa: N818 - translated into a diagnostic by the caller
    """The chart engine is not installed."""


class EngineFailed(Exception):  # noqa: N818 - translated into a diagnostic by the caller
    """The engine did not take what it was given."""


def spec_of(land: Land, world: str) -> str:
    """The land in the words of Vega-Lite, as JSON. `world` is a TopoJSON text."""
    return json.dumps(
        {
            "width": land.frame.right,
            "height": land.frame.bottom,
            "autosize": "none",
            "padding": 0,
            "background": None,
            "layer": list(_layers(land, world)),
            "config": {"aria": False, "view": {"stroke": None}},
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _layers(land: Land, world: str) -> Iterator[Spec]:
    """All land in one colour, then the countries that have another: the engine leaves out shapes without a value."""
    scale, longitude, latitude = land.view
    frame = land.frame
    projection: Spec = {
        "type": "equalEarth", "scale": scale, "rotate": [-longitude, 0, 0], "center": [0, latitude],
        "translate": [frame.left + frame.width / 2, frame.top + frame.height / 2],
        "clipExtent": [[frame.left, frame.top], [frame.right, frame.bottom]], "precision": 0.3,
    }  # fmt: skip
    data: Spec = {"values": json.loads(world), "format": {"type": "topojson", "feature": "countries"}}
    pairs = [{"id": number, "c": colour} for number, colour in land.colours]
    coloured: Spec = {"lookup": "id", "from": {"data": {"values": pairs}, "key": "id", "fields": ["c"]}}
    common: Spec = {"data": data, "projection": projection}
    yield {
        **common,
        "transform": [coloured, {"filter": "!isValid(datum.c)"}],
        "mark": {"type": "geoshape", "fill": land.rest},
    }
    if land.colours:
        yield {
            **common,
            "transform": [coloured, {"filter": "isValid(datum.c)"}],
            "mark": "geoshape",
            "encoding": {"fill": {"field": "c", "type": "nominal", "scale": None}},
        }


def draw(spec: str, border: str) -> str:
    """The shapes of a specification: one for the countries of each colour, with borders of another."""
    try:
        import vl_convert
    except ImportError as error:
        raise EngineMissing(str(error)) from None
    try:
        with memory_of_its_own():
            svg = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
    except ValueError as error:
        raise EngineFailed(str(error).strip().splitlines()[0]) from None
    paths: dict[str, str] = {}
    for group in ElementTree.fromstring(str(svg)).iter(f"{_SVG}g"):
        if "mark-shape" in group.get("class", ""):
            for outline in group.iter(f"{_SVG}path"):
                colour = outline.get("fill", "")
                paths[colour] = paths.get(colour, "") + _coarse(outline.get("d", ""))
    line = f'stroke="{escape(border)}" stroke-width="0.5" stroke-linejoin="round"'
    return "".join(f'<path d="{path}" fill="{escape(c)}" {line}/>' for c, path in paths.items() if path)


def _coarse(path: str) -> str:
    """An outline without the points that lie too near the one before to be seen, each as a step from there."""
    rings = []
    for ring in re.findall(r"M([^MZ]+)Z", path):
        places = [tuple(float(part) for part in place.split(",")) for place in ring.split("L")]
        kept = [(round(places[0][0], 1), round(places[0][1], 1))]
        for x, y in places[1:]:
            if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _LEAST_STEP:
                kept.append((round(x, 1), round(y, 1)))
        if len(kept) > 2:
            steps = (f"{_plain(x - u)} {_plain(y - v)}" for (u, v), (x, y) in pairwise(kept))
            rings.append(f"M{_plain(kept[0][0])} {_plain(kept[0][1])}l{' '.join(steps)}Z".replace(" -", "-"))
    return "".join(rings)


def _plain(number: float) -> str:
    """A number with one decimal, written as short as SVG allows."""
    return re.sub(r"^(-?)0\.", r"\1.", f"{round(number, 1):g}")
