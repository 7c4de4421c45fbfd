"""Waffles: a hundred squares for the parts of a whole, or a square for so many of something."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal
from math import ceil

from briefgen.content.data.plot import ONLY, Plot
from briefgen.design.charts.amounts import Amounts
from briefgen.design.charts.drawing import Drawing, Frame, Label, Mark, Squares, spread
from briefgen.design.charts.theme import Theme

_HUNDRED = 100
_SHARE = 0.82
"""The side of a square as a share of its place in the grid."""

_TO_NAMES, _GAP = 10.0, 5.0
"""Pixels between the squares and the names, and between names."""

_LARGEST = 24.0
"""Pixels that a square takes at most."""


def counts(plot: Plot) -> tuple[int, ...]:
    """The squares of each part. Of a hundred none is lost by rounding: those with the largest rests get one more."""
    values = [plot.value(category) or Decimal(0) for category in plot.categories]
    square = plot.options.square
    if square:
        return tuple(round(value / Decimal(str(square))) for value in values)
    shares = [value / sum(values) * _HUNDRED for value in values]
    whole = [int(share.to_integral_value(ROUND_FLOOR)) for share in shares]
    by_rest = sorted(range(len(shares)), key=lambda index: (whole[index] - shares[index], index))
    for index in by_rest[: _HUNDRED - sum(whole)]:
        whole[index] += 1
    return tuple(whole)


def side_and_rows(plot: Plot, width: float, theme: Theme) -> tuple[float, int, int]:
    """The place of a square, the columns and the rows of the grid."""
    total = max(sum(counts(plot)), 1)
    columns = 10 if not plot.options.square else max(10, min(20, ceil(total**0.5 * 1.3)))
    names = _room_for_names(plot, width, theme)
    place = min(_LARGEST, (width - names) / columns)
    return place, columns, ceil(total / columns)


def _room_for_names(plot: Plot, width: float, theme: Theme) -> float:
    widest = max(theme.letters.width(name, theme.size, True) for name in plot.categories)
    return min(widest + 2 * _TO_NAMES, width * 0.5)


def height_of(plot: Plot, width: float, theme: Theme) -> float:
    place, columns, rows = side_and_rows(plot, width, theme)
    blocks = _blocks(plot, theme, width - columns * place - _TO_NAMES)
    lines = sum(len(block) + 1 for block in blocks)
    return max(place * rows, theme.leading * lines + _GAP * (len(blocks) - 1)) + 2


def _blocks(plot: Plot, theme: Theme, most: float) -> list[tuple[str, ...]]:
    """The names of the parts, in lines."""
    return [theme.letters.wrapped(name, most, theme.size, True) for name in plot.categories]


def waffle(plot: Plot, frame: Frame, theme: Theme, amounts: Amounts) -> Drawing:
    """Squares row by row from the top, the parts in the order of the data, each named beside its squares."""
    place, columns, _ = side_and_rows(plot, frame.width, theme)
    total = sum((plot.value(category) or Decimal(0) for category in plot.categories), Decimal(0))
    marks: list[Mark] = []
    labels: list[Label] = []
    middles, at = [], 0
    for index, (_, count) in enumerate(zip(plot.categories, counts(plot), strict=True)):
        places = tuple(
            (frame.left + (n % columns + 0.5) * place, frame.top + (n // columns + 0.5) * place)
            for n in range(at, at + count)
        )
        if places:
            marks.append(Squares(places, _colour(plot, theme, index), place * _SHARE))
        middles.append(frame.top + ((at + count / 2) / columns) * place)
        at += count
    x = frame.left + columns * place + _TO_NAMES
    most = frame.right - x
    blocks = _blocks(plot, theme, most)
    heights = [(len(lines) + 1) * theme.leading for lines in blocks]
    tops = spread(middles, heights, _GAP, frame.top, frame.bottom)
    for index, (name, lines, middle) in enumerate(zip(plot.categories, blocks, tops, strict=True)):
        value = plot.value(name, ONLY) or Decimal(0)
        colour = theme.readable(_colour(plot, theme, index))
        number = amounts.text(value)
        if not plot.options.square and amounts.format.value != "percent":
            number += f" ({amounts.words.share(value / total)})"
        top = middle - len(lines) * theme.leading / 2  # the number is one line more
        labels += [
            Label(x, top + row * theme.leading, line, "left", colour, row < len(lines))
            for row, line in enumerate((*lines, number))
        ]
    return Drawing(frame.width, frame.height, tuple(marks), tuple(labels))


def _colour(plot: Plot, theme: Theme, index: int) -> str:
    if plot.highlighted:
        return theme.strong if plot.categories[index] in plot.highlighted else theme.muted
    return theme.series[index % len(theme.series)]
