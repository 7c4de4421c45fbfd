"""Rows with a name each: lying bars, dots, and dots on stems."""

from __future__ import annotations

from decimal import Decimal

from briefgen.content.data.plot import Plot
from briefgen.content.data_blocks import ChartType
from briefgen.design.charts.amounts import Amounts
from briefgen.design.charts.bars import colour_of
from briefgen.design.charts.drawing import (
    Band,
    Bar,
    Bars,
    Dots,
    Drawing,
    Frame,
    Label,
    Linear,
    Mark,
    Rule,
    spread,
)
from briefgen.design.charts.theme import Theme

_GAP = 7.0
_MOST_NAME = 0.4
"""The share of the width that names may take before they are broken into lines."""

_DOT = 4.5
ROW = 1.9
"""The height of a row in lines of text."""


def row_heights(plot: Plot, width: float, theme: Theme) -> tuple[float, ...]:
    """The height each row needs: more where its name takes several lines."""
    return tuple(theme.leading * (ROW + len(lines) - 1) for lines in _names(plot, width, theme).values())


def height_of(plot: Plot, width: float, theme: Theme) -> float:
    """The height that rows need; above dots stand the names of the series."""
    head = theme.leading * 1.3 if len(plot.series) > 1 else 0.0
    return head + max(row_heights(plot, width, theme)) * len(plot.categories)


def ranks(plot: Plot, frame: Frame, theme: Theme, amounts: Amounts) -> Drawing:
    """Rows from the top in the order of the data, with the numbers at the ends."""
    names = _names(plot, frame.width, theme)
    room = (
        max(theme.letters.width(line, theme.size, True) for lines in names.values() for line in lines) + _GAP
    )
    values = [float(value) for series in plot.series for _, value in plot.of_series(series)]
    texts = [amounts.text(value) for series in plot.series for _, value in plot.of_series(series)]
    end = max(theme.letters.width(text, theme.size, True) for text in texts) + _GAP + _DOT
    head = theme.leading * 1.3 if len(plot.series) > 1 else 0.0
    inner = frame.inside(left=room + (end if min(values) < 0 else 0), top=head, right=end)
    band = Band(plot.categories, inner.top, inner.bottom, inner=0.38, outer=0.19)
    low, high = min(0.0, *values), max(0.0, *values)
    along = Linear(low, high if high > low else low + 1, inner.left, inner.right)
    axis = Rule(along.at(0), inner.top, along.at(0), inner.bottom, theme.text, 0.8)
    labels = _row_names(plot, names, band, theme, frame.left)
    marks: list[Mark]
    if plot.options.type is ChartType.HORIZONTAL_BAR or plot.options.type is ChartType.BAR:
        marks = [_lying(plot, band, along, theme), axis]
        labels += _numbers(plot, band, along, theme, amounts, _GAP * 0.7)
    else:
        labels += _numbers(plot, band, along, theme, amounts, _DOT + _GAP * 0.7)
        labels += _series_names(plot, along, theme, inner, frame)
        # Dots last: nothing may cut the sign that a number is read from.
        marks = [
            *_stems(plot, band, along, theme),
            axis,
            *_under(labels, theme),
            *_dots(plot, band, along, theme),
        ]
    return Drawing(frame.width, frame.height, tuple(marks), tuple(labels))


def _names(plot: Plot, width: float, theme: Theme) -> dict[str, tuple[str, ...]]:
    return {
        name: theme.letters.wrapped(name, width * _MOST_NAME, theme.size, True) for name in plot.categories
    }


def _row_names(
    plot: Plot, names: dict[str, tuple[str, ...]], band: Band, theme: Theme, left: float
) -> list[Label]:
    labels = []
    for name, lines in names.items():
        strong = name in plot.highlighted
        colour = theme.text if strong or not plot.highlighted else theme.quiet
        top = band.centre(name) - (len(lines) - 1) * theme.leading / 2
        labels += [
            Label(left, top + row * theme.leading, line, "left", colour, strong)
            for row, line in enumerate(lines)
        ]
    return labels


def _lying(plot: Plot, band: Band, along: Linear, theme: Theme) -> Mark:
    bars = tuple(
        Bar(category, 0.0, float(value), colour_of(plot, theme, plot.series[0], category))
        for category, value in plot.of_series(plot.series[0])
    )
    return Bars(band, along, bars, lying=True)


def _numbers(
    plot: Plot, band: Band, along: Linear, theme: Theme, amounts: Amounts, gap: float
) -> list[Label]:
    """Numbers at the outer ends; between two dots of a row there is no room."""
    labels = []
    for category in plot.categories:
        there = [(s, v) for s in plot.series if (v := plot.value(category, s)) is not None]
        if not there:
            labels.append(Label(along.at(0) + gap, band.centre(category), "–", "left", theme.quiet))
            continue
        ordered = sorted(there, key=lambda pair: pair[1])
        bold = category in plot.highlighted
        colour = theme.text if bold or not plot.highlighted else theme.quiet
        _, most = ordered[-1]
        if most >= 0:
            labels.append(
                Label(
                    along.at(float(most)) + gap,
                    band.centre(category),
                    amounts.text(most),
                    "left",
                    colour,
                    bold,
                )
            )
        _, least = ordered[0]
        if least < 0 or len(ordered) > 1:
            labels += _outer_left(
                least, most, band.centre(category), along, theme, amounts, gap, colour, bold
            )
    return labels


def _outer_left(
    least: Decimal, most: Decimal, y: float, along: Linear, theme: Theme, amounts: Amounts, gap: float,
    colour: str, bold: bool,
) -> list[Label]:  # fmt: skip
    """The lower number of a row: outside its dot, or on the line between the dots if there is room there."""
    text, x = amounts.text(least), along.at(float(least))
    width = theme.letters.width(text, theme.size, True) + gap
    if least < 0 or x - along.at(0) > width:
        return [Label(x - gap, y, text, "right", colour, bold, on_line=True)]
    if along.at(float(most)) - x > width + gap:
        return [Label(x + gap, y, text, "left", colour, bold, on_line=True)]
    return []


def _under(labels: list[Label], theme: Theme) -> list[Rule]:
    """Ground under the labels that stand on a line, and up to the dot they belong to."""
    rules = []
    for label in labels:
        if label.on_line:
            width = theme.letters.width(label.text, theme.size, True)
            left = label.x - (width if label.align == "right" else _GAP * 0.7)
            right = label.x + (width if label.align == "left" else _GAP * 0.7)
            rules.append(Rule(left - 2, label.y, right + 2, label.y, theme.ground, theme.size))
    return rules


def _stems(plot: Plot, band: Band, along: Linear, theme: Theme) -> list[Rule]:
    """A stem from zero to the dot of a row, or a line between its dots."""
    marks = []
    for category in plot.categories:
        values = [float(v) for s in plot.series if (v := plot.value(category, s)) is not None]
        if plot.options.type is ChartType.LOLLIPOP:
            values.append(0.0)
        y = band.centre(category)
        if plot.options.type is ChartType.DOT and values:
            marks.append(Rule(along.at(0), y, along.at(max(values)), y, theme.line, 0.6))
        if len(values) > 1:
            colour = (
                colour_of(plot, theme, plot.series[0], category) if len(plot.series) == 1 else theme.quiet
            )
            marks.append(Rule(along.at(min(values)), y, along.at(max(values)), y, colour, 1.8))
    return marks


def _dots(plot: Plot, band: Band, along: Linear, theme: Theme) -> list[Dots]:
    """A dot for each number."""
    marks = []
    for series in plot.series:
        by_colour: dict[str, list[tuple[float, float]]] = {}
        for category, value in plot.of_series(series):
            colour = colour_of(plot, theme, series, category)
            by_colour.setdefault(colour, []).append((along.at(float(value)), band.centre(category)))
        marks += [Dots(tuple(places), colour, _DOT, theme.ground) for colour, places in by_colour.items()]
    return marks


def _series_names(plot: Plot, along: Linear, theme: Theme, inner: Frame, frame: Frame) -> list[Label]:
    """The names of the series over their dots in the first row."""
    if len(plot.series) == 1:
        return []
    first = plot.categories[0]
    widths = [theme.letters.width(name, theme.size, True) for name in plot.series]
    wanted = [along.at(float(plot.value(first, name) or 0)) for name in plot.series]
    places = spread(wanted, widths, _GAP, frame.left, frame.right)
    y = inner.top - theme.leading * 0.6
    return [
        Label(x, y, name, "center", theme.readable(colour_of(plot, theme, name)), True)
        for name, x in zip(plot.series, places, strict=True)
    ]
