"""A drawing before the engine has it: marks on scales, and labels and rules at places that were worked out here.

Lengths are CSS pixels, from the top and from the left. Everything is laid out from left to right; `mirrored` turns a
drawing round for languages that are read from the right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

Align = Literal["left", "center", "right"]
_OTHER_SIDE: dict[Align, Align] = {"left": "right", "right": "left", "center": "center"}


@dataclass(frozen=True)
class Frame:
    """A rectangle to draw in."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def inside(self, left: float = 0, top: float = 0, right: float = 0, bottom: float = 0) -> Frame:
        """What is left of the frame within margins."""
        return Frame(self.left + left, self.top + top, self.width - left - right, self.height - top - bottom)


@dataclass(frozen=True)
class Band:
    """A scale of names, each with a band of its own; `inner` and `outer` are shares of a step that stay empty."""

    names: tuple[str, ...]
    start: float
    end: float
    inner: float = 0.3
    outer: float = 0.15

    @property
    def step(self) -> float:
        return abs(self.end - self.start) / max(len(self.names) - self.inner + 2 * self.outer, 1e-9)

    @property
    def bandwidth(self) -> float:
        return self.step * (1 - self.inner)

    def centre(self, name: str) -> float:
        offset = self.step * (self.outer + self.names.index(name)) + self.bandwidth / 2
        return self.start + offset if self.end > self.start else self.start - offset

    def mirrored(self, width: float) -> Band:
        return replace(self, start=width - self.start, end=width - self.end)


@dataclass(frozen=True)
class Linear:
    """A scale of numbers."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        return self.start + (self.end - self.start) * (value - self.low) / (self.high - self.low or 1)

    def mirrored(self, width: float) -> Linear:
        return replace(self, start=width - self.start, end=width - self.end)


@dataclass(frozen=True)
class Bar:
    """A bar at a name, from one number to another."""

    name: str
    start: float
    end: float
    colour: str


@dataclass(frozen=True)
class Bars:
    """Bars of a thickness: standing on `across` (names) along `along` (numbers), or lying. `offset` moves them within
    their bands."""

    across: Band
    along: Linear
    bars: tuple[Bar, ...]
    lying: bool = False
    thickness: float | None = None
    offset: float = 0.0

    def mirrored(self, width: float) -> Bars:
        if self.lying:
            return replace(self, along=self.along.mirrored(width))
        return replace(self, across=self.across.mirrored(width), offset=-self.offset)


@dataclass(frozen=True)
class Curve:
    """A line through points, broken where a value is None; `low` is the lower edge of an area, None for a line."""

    across: Linear
    along: Linear
    points: tuple[tuple[float, float | None], ...]
    colour: str
    thickness: float = 2.0
    low: tuple[float, ...] | None = None
    dash: tuple[float, ...] = ()

    def mirrored(self, width: float) -> Curve:
        return replace(self, across=self.across.mirrored(width))


@dataclass(frozen=True)
class Dots:
    """Filled circles at places in pixels."""

    places: tuple[tuple[float, float], ...]
    colour: str
    radius: float
    edge: str = ""

    def mirrored(self, width: float) -> Dots:
        return replace(self, places=tuple((width - x, y) for x, y in self.places))


@dataclass(frozen=True)
class Squares:
    """Filled squares at places in pixels (their centres)."""

    places: tuple[tuple[float, float], ...]
    colour: str
    side: float

    def mirrored(self, width: float) -> Squares:
        return replace(self, places=tuple((width - x, y) for x, y in self.places))


@dataclass(frozen=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    thickness: float = 0.7
    dash: tuple[float, ...] = ()

    def mirrored(self, width: float) -> Rule:
        return replace(self, x1=width - self.x1, x2=width - self.x2)


@dataclass(frozen=True)
class Label:
    """A text of one line; `y` is the middle of its letters. A `halo` of a colour sets it off from a map; one
    `on_line` has its ground drawn under it."""

    x: float
    y: float
    text: str
    align: Align
    colour: str
    bold: bool = False
    halo: str = ""
    on_line: bool = False

    def mirrored(self, width: float) -> Label:
        return replace(self, x=width - self.x, align=_OTHER_SIDE[self.align])


@dataclass(frozen=True)
class Land:
    """Countries of a map: by the number of their outline, the colour each is filled with; all others take `rest`."""

    colours: tuple[tuple[str, str], ...]
    rest: str
    border: str
    view: tuple[float, float, float]
    """The scale of the projection, and the longitude and latitude in the middle of the frame."""
    frame: Frame

    def mirrored(self, width: float) -> Land:  # noqa: ARG002 - the world is not turned round
        return self


Mark = Bars | Curve | Dots | Squares | Rule | Land


@dataclass(frozen=True)
class Drawing:
    """Marks in the order in which they are drawn, and labels on top of them. `crowded` is a label that does not fit."""

    width: float
    height: float
    marks: tuple[Mark, ...] = ()
    labels: tuple[Label, ...] = ()
    crowded: str = ""

    def mirrored(self) -> Drawing:
        return replace(
            self,
            marks=tuple(mark.mirrored(self.width) for mark in self.marks),
            labels=tuple(label.mirrored(self.width) for label in self.labels),
        )


def spread(
    places: Sequence[float], sizes: Sequence[float], gap: float, low: float, high: float
) -> list[float]:
    """The middles of labels of some sizes, moved apart until there is a gap between them, as little as that takes, and
    inside `low` and `high` where there is room.

    In the order of the places, what a label must keep from the first is taken off its place; then no place may be
    below the one before, which is isotonic regression (pool adjacent violators).
    """
    order = sorted(range(len(places)), key=lambda index: (places[index], index))
    offsets, needed = [0.0] * len(places), 0.0
    for before, after in pairwise(order):
        needed += (sizes[before] + sizes[after]) / 2 + gap
        offsets[after] = needed
    pools: list[tuple[float, int]] = []  # a mean, and of how many
    for index in order:
        pools.append((places[index] - offsets[index], 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (one, first), (two, second) = pools[-2:]
            pools[-2:] = [((one * first + two * second) / (first + second), first + second)]
    means = [mean for mean, count in pools for _ in range(count)]
    found = [0.0] * len(places)
    if order:
        least, most = low + sizes[order[0]] / 2, high - sizes[order[-1]] / 2 - offsets[order[-1]]
        for index, mean in zip(order, means, strict=True):
            found[index] = max(min(mean, most), least) + offsets[index]
    return found


def with_isolates(drawing: Drawing) -> Drawing:
    """Labels that read from the right whatever stands around them, also where they begin with a number."""
    return replace(
        drawing,
        labels=tuple(replace(label, text=_isolated(label.text)) for label in drawing.labels),
    )


def _isolated(text: str) -> str:
    """A text with its own direction: that of the page if it has letters, numbers and their signs from the left."""
    side = (
        "\N{RIGHT-TO-LEFT ISOLATE}" if any(sign.isalpha() for sign in text) else "\N{LEFT-TO-RIGHT ISOLATE}"
    )
    return f"{side}{text}\N{POP DIRECTIONAL ISOLATE}"
