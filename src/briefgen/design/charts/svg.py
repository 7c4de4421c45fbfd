"""The SVG that the chart engine wrote, made small: without what programs need to take a chart apart, and no more exact
than an eye is."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_SVG = "{http://www.w3.org/2000/svg}"
_DIGITS = 1
"""Decimals of a pixel that can be seen when a page is printed."""

_DROPPED = ("class", "pointer-events", "role", "stroke-miterlimit", "version")
_LEAST_STEP = 1.5
"""Pixels between two points of an outline, as the sum of both directions."""

_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")


def tidied(svg: str) -> str:
    """The SVG as its page holds it: no backgrounds, names and groups that say nothing, lengths as exact as needed."""
    root = ElementTree.fromstring(svg)
    for parent in root.iter():
        for child in list(parent):
            if child.get("class") == "background" or child.get("display") == "none" or child.get("d") == "":
                parent.remove(child)
    for land in root.iter(f"{_SVG}g"):
        if "mark-shape" in land.get("class", ""):
            _join_outlines(land)
    for element in root.iter():
        for key in [key for key in element.attrib if key in _DROPPED or key.startswith("aria-")]:
            del element.attrib[key]
        if element.get("opacity") == "1":
            del element.attrib["opacity"]
        if element.tag == f"{_SVG}path" and element.get("transform") == "translate(0,0)":
            del element.attrib["transform"]
        for key, value in element.attrib.items():
            if key in ("d", "transform", "x", "y", "x1", "x2", "y1", "y2", "width", "height"):
                element.set(key, _NUMBER.sub(_short, value))
    _share_type(root)
    while any(_lift(parent) for parent in root.iter()):
        pass
    ElementTree.register_namespace("", "http://www.w3.org/2000/svg")
    return ElementTree.tostring(root, encoding="unicode")


def _join_outlines(land: Element) -> None:
    """Put the countries of one colour into one path."""
    by_colour: dict[str, Element] = {}
    for outline in list(land):
        path = _coarse(outline.get("d", ""))
        first = by_colour.setdefault(outline.get("fill", ""), outline)
        if first is outline:
            outline.set("d", path)
        else:
            first.set("d", first.get("d", "") + path)
            land.remove(outline)


def _share_type(root: Element) -> None:
    """The family and size of all text, said once."""
    texts = list(root.iter(f"{_SVG}text"))
    for key in ("font-family", "font-size"):
        for text in texts:
            root.set(key, text.attrib.pop(key, root.get(key, "")))
    for text in texts:
        if text.get("font-weight") == "400":
            del text.attrib["font-weight"]
    root.set("font-weight", "400")


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


def _short(number: re.Match[str]) -> str:
    return f"{round(float(number[0]), _DIGITS):g}".replace("e+", "e")


def _lift(parent: Element) -> bool:
    """Put the children of groups that say nothing in their place; whether there were any."""
    for index, child in enumerate(list(parent)):
        if (
            child.tag == f"{_SVG}g"
            and set(child.attrib) <= {"transform"}
            and child.get("transform", "translate(0,0)") == "translate(0,0)"
        ):
            parent.remove(child)
            for place, inner in enumerate(list(child)):
                parent.insert(index + place, inner)
            return True
    return False
