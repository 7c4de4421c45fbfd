"""Writes styles/maps/country-points.csv: where on a map a country is named, from outlines in TopoJSON.

    python scripts/country_points.py countries-50m.json > styles/maps/country-points.csv

The file is countries-50m.json of world-atlas 2.0.2 (Natural Earth, public domain). A country's point is the centre of
gravity of its largest piece of land, in degrees. The points of countries that countries-110m.json leaves out, as too
small, are where maps draw a dot for them.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path

WITHOUT_NUMBER = {"Kosovo": "XK"}
"""Places with a code in CLDR and none in ISO 3166-1."""


def lines(topology):
    """The arcs as lists of longitude and latitude."""
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + left, y * scale_y + bottom))
        yield points


def ring(arcs, numbers):
    points = []
    for number in numbers:
        points += (arcs[number] if number >= 0 else arcs[~number][::-1])[bool(points) :]
    return points


def centre(points):
    """The area and the centre of gravity of a ring."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise(points):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross / 2, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return abs(area), x / (6 * area), y / (6 * area)


def main():
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = list(lines(topology))
    print("number,longitude,latitude,name")
    points = {}
    for country in topology["objects"]["countries"]["geometries"]:
        name = country["properties"]["name"]
        number = country.get("id") or WITHOUT_NUMBER.get(name)
        if not number:
            continue
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        area, x, y = max(centre(ring(arcs, polygon[0])) for polygon in polygons)
        points[number] = max(points.get(number, (0, "")), (area, f'{number},{x:.2f},{y:.2f},"{name}"'))
    print("\n".join(row for _, row in sorted(points.values(), key=lambda point: point[1])))


if __name__ == "__main__":
    main()
