"""The projection of all maps, Equal Earth: areas are true, and the world looks as people know it.

Source of the formulas: Šavrič, Patterson and Jenny, The Equal Earth map projection, 2018
(https://doi.org/10.1080/13658816.2018.1504949). Degrees in; lengths as multiples of the globe's radius out.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from briefgen.design.charts.drawing import Frame

_A = (1.340264, -0.081106, 0.000893, 0.003796)


@dataclass(frozen=True)
class Box:
    """A part of the world, in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def longitude(self) -> float:
        return (self.west + self.east) / 2


def equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """A place on the map, to the right of and above the middle of the world."""
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    two, six = theta**2, theta**6
    slope = _A[0] + 3 * _A[1] * two + six * (7 * _A[2] + 9 * _A[3] * two)
    x = 2 * sqrt(3) / 3 * radians(longitude) * cos(theta) / slope
    return x, theta * (_A[0] + _A[1] * two + six * (_A[2] + _A[3] * two))


@dataclass(frozen=True)
class View:
    """How a part of the world lies in a frame: the pixels of a globe's radius, and its middle in degrees."""

    frame: Frame
    scale: float
    longitude: float
    latitude: float

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """The pixels of a place."""
        turned = (longitude - self.longitude + 180) % 360 - 180
        x, y = equal_earth(turned, latitude)
        _, middle = equal_earth(0, self.latitude)
        return (
            self.frame.left + self.frame.width / 2 + x * self.scale,
            self.frame.top + self.frame.height / 2 - (y - middle) * self.scale,
        )

    def shows(self, longitude: float, latitude: float) -> bool:
        x, y = self.at(longitude, latitude)
        return self.frame.left <= x <= self.frame.right and self.frame.top <= y <= self.frame.bottom


def view_of(box: Box, left: float, top: float, width: float, most_height: float) -> View:
    """A box in a frame of a width, as large as it can be; the frame is as wide and high as the box then is."""
    half = (box.east - box.west) / 2
    widest = max(equal_earth(half, latitude)[0] for latitude in (box.south, box.north, _nearest_zero(box)))
    low, high = equal_earth(0, box.south)[1], equal_earth(0, box.north)[1]
    scale = min(width / (2 * widest), most_height / (high - low))
    frame = Frame(left, top, round(min(width, 2 * widest * scale), 1), round((high - low) * scale, 1))
    return View(frame, scale, box.longitude, _latitude_at((low + high) / 2))


def _nearest_zero(box: Box) -> float:
    """The latitude of the box at which it is widest."""
    return min(max(0.0, box.south), box.north)


def _latitude_at(y: float) -> float:
    """The latitude of a height on the map, found by halving."""
    low, high = -90.0, 90.0
    for _ in range(50):
        middle = (low + high) / 2
        if equal_earth(0, middle)[1] < y:
            low = middle
        else:
            high = middle
    return (low + high) / 2
