"""Slopes: what changed between two moments."""

from __future__ import annotations

from briefgen.content.data.plot import Plot
from briefgen.design.charts.amounts import Amounts
from briefgen.design.charts.bars import colour_of
from briefgen.design.charts.drawing import Curve, Dots, Drawing, Frame, Label, Linear, Mark, Rule, spread
from briefgen.design.charts.theme import Theme

_GAP = 8.0
MOST_NAME = 0.34


def slope(plot: Plot, frame: Frame, theme: Theme, amounts: Amounts) -> Drawing:
    """A line for each series from the first to the second moment, with numbers at both ends and names at the second."""
    first, second = plot.categories
    values = [float(value) for series in plot.series for _, value in plot.of_series(series)]
    low, high = min(values), max(values)
    names = names_of_slopes(plot, frame.width, theme)
    numbers = [amounts.text(value) for value in values]
    widest = max(theme.letters.width(number, theme.size, True) for number in numbers)
    right = max(
        (theme.letters.width(line, theme.size, True) for lines in names.values() for line in lines), default=0
    )
    inner = frame.inside(
        left=widest + _GAP,
        top=theme.leading * 1.9,
        right=widest + right + 2.2 * _GAP,
        bottom=theme.leading * 0.6,
    )
    along = Linear(low, high if high > low else low + 1, inner.bottom, inner.top)
    across = Linear(0, 1, inner.left, inner.right)
    marks: list[Mark] = [
        Rule(x, frame.top + theme.leading * 1.3, x, inner.bottom, theme.line, 0.8)
        for x in (inner.left, inner.right)
    ]
    labels = [
        Label(x, frame.top + theme.leading / 2, moment, "center", theme.text, True)
        for x, moment in ((inner.left, first), (inner.right, second))
    ]
    for series in sorted(plot.series, key=lambda name: name in plot.highlighted):
        colour = _colour(plot, theme, series)
        points = tuple(
            (float(at), _float(plot, category, series)) for at, category in enumerate((first, second))
        )
        marks.append(Curve(across, along, points, colour, 2.2 if _is_strong(plot, series) else 1.5))
        dots = tuple((across.at(at), along.at(value)) for at, value in points if value is not None)
        marks.append(Dots(dots, colour, 3.2))
    for category, x, align in ((first, inner.left - _GAP, "right"), (second, inner.right + _GAP, "left")):
        there = [s for s in plot.series if plot.value(category, s) is not None]
        lines = [len(names[s]) if align == "left" else 1 for s in there]
        wanted = [along.at(float(plot.value(category, s) or 0)) for s in there]
        places = spread(
            wanted, [count * theme.leading for count in lines], 0, inner.top - theme.leading / 2, frame.bottom
        )
        for series, y in zip(there, places, strict=True):
            colour, bold = theme.readable(_colour(plot, theme, series)), _is_strong(plot, series)
            text = amounts.text(plot.value(category, series) or 0)
            labels.append(Label(x, y, text, "right" if align == "right" else "left", colour, bold))
            if align == "left":
                top = y - (len(names[series]) - 1) * theme.leading / 2
                labels += [
                    Label(x + widest + _GAP, top + row * theme.leading, line, "left", colour, bold)
                    for row, line in enumerate(names[series])
                ]
    return Drawing(frame.width, frame.height, tuple(marks), tuple(labels))


def names_of_slopes(plot: Plot, width: float, theme: Theme) -> dict[str, tuple[str, ...]]:
    """The names at the second moment, in lines."""
    return {s: theme.letters.wrapped(s, width * MOST_NAME, theme.size, True) for s in plot.series}


def _float(plot: Plot, category: str, series: str) -> float | None:
    value = plot.value(category, series)
    return None if value is None else float(value)


def _is_strong(plot: Plot, series: str) -> bool:
    return not plot.highlighted or series in plot.highlighted


def _colour(plot: Plot, theme: Theme, series: str) -> str:
    """Names stand at the ends, so colours need not tell series apart: rises and falls are not judged."""
    if plot.highlighted:
        return colour_of(plot, theme, series)
    return theme.strong
