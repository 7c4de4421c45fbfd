"""Where links can be clicked: each once on each line it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

_NEAR = 0.5
"""Pixels by which an area may reach over another and still count as being inside."""

_Area = tuple[float, float, float, float]


def without_inner(links: Iterable[tuple[str, str, _Area, Any]]) -> Iterator[tuple[str, str, _Area, Any]]:
    """The links of a page (kind, target, area in pixels as left, top, right, bottom; box) without those inside another
    to the same target. The engine has one for each box in a link, even for each place at which an address may be
    divided."""
    areas: dict[str, list[_Area]] = {}
    for link in links:
        _, target, area, _ = link
        known = areas.setdefault(target, [])
        if not any(_is_inside(area, other) for other in known):
            known.append(area)
            yield link


def _is_inside(inner: _Area, outer: _Area) -> bool:
    left, top, right, bottom = outer
    is_beside = left - _NEAR <= inner[0] and inner[2] <= right + _NEAR
    return is_beside and top - _NEAR <= inner[1] and inner[3] <= bottom + _NEAR
