"""Names beside the ends of lines and the parts of stacks: at their heights, moved apart where they would touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.design.charts.drawing import Label, spread
from briefgen.design.charts.theme import Theme

MOST_NAME = 0.3
"""The share of a chart's width that names may take; longer ones are broken into lines."""

_BETWEEN = 2.0


@dataclass(frozen=True)
class EndLabel:
    """A name in lines, with a number on a line below it (empty for none), at the height it wants, in the colour of a
    shape. A strong one is bold."""

    name: tuple[str, ...]
    number: str
    y: float
    colour: str
    is_strong: bool = True

    @property
    def lines(self) -> tuple[str, ...]:
        return (*self.name, *((self.number,) if self.number else ()))


def height_of(names: Sequence[tuple[str, ...]], numbers: bool, theme: Theme) -> float:
    """The height that labels need when they stand under each other."""
    return sum((len(name) + numbers) * theme.leading + _BETWEEN for name in names)


def beside(labels: Sequence[EndLabel], x: float, top: float, bottom: float, theme: Theme) -> list[Label]:
    """The labels to the right of a place."""
    heights = [len(label.lines) * theme.leading for label in labels]
    middles = spread([label.y for label in labels], heights, _BETWEEN, top, bottom)
    return [
        Label(
            x,
            middle - height / 2 + (row + 0.5) * theme.leading,
            line,
            "left",
            theme.readable(label.colour),
            label.is_strong and row < len(label.name),
        )
        for label, middle, height in zip(labels, middles, heights, strict=True)
        for row, line in enumerate(label.lines)
    ]
