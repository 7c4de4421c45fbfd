"""The outlines of countries, how large each is, and where each is named: from the design's files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any

from briefgen.content.data.countries import numeric_codes


@dataclass(frozen=True)
class World:
    """The outlines, as TopoJSON; how large each is, in degrees; and a point for each country: longitude and latitude.
    Countries go by their ISO codes of two letters."""

    outlines: str
    sizes: Mapping[str, float]
    points: Mapping[str, tuple[float, float]]


@cache
def world(outlines: str, points: str) -> World:
    """The world of the files `countries-110m.json` and `country-points.csv`."""
    codes = numeric_codes()
    topology = json.loads(outlines)
    places = {
        codes.get(row["number"], row["number"]): (float(row["longitude"]), float(row["latitude"]))
        for row in csv.DictReader(io.StringIO(points))
    }
    arcs = [_extent(arc, topology["transform"]) for arc in topology["arcs"]]
    sizes = {
        codes[shape["id"]]: max(_size(ring, arcs) for ring in _rings(shape))
        for shape in topology["objects"]["countries"]["geometries"]
        if shape.get("id") in codes
    }
    return World(outlines, sizes, places)


Extent = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""


def _extent(arc: list[list[int]], transform: Mapping[str, list[float]]) -> Extent:
    """How far a line of TopoJSON reaches: its points are steps from one to the next, in a grid."""
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    xs, ys = accumulate(step[0] for step in arc), accumulate(step[1] for step in arc)
    across, up = [x * scale_x + left for x in xs], [y * scale_y + bottom for y in ys]
    return min(across), min(up), max(across), max(up)


def _rings(shape: Mapping[str, Any]) -> Iterator[list[int]]:
    """The outer lines of a country's pieces, as numbers of arcs."""
    pieces = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    yield from (piece[0] for piece in pieces)


def _size(ring: list[int], arcs: list[Extent]) -> float:
    """The larger of width and height of a piece."""
    parts = [arcs[number if number >= 0 else ~number] for number in ring]
    west, south, east, north = (
        pick(part[at] for part in parts) for at, pick in enumerate((min, min, max, max))
    )
    width = (
        east - west if east - west < 180 else 0.0
    )  # what lies across the edge of the map seems to go round it
    return max(width, north - south)
