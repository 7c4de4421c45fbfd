"""Lines and areas over time, each named where it ends."""

from __future__ import annotations

from briefgen.content.data.plot import ONLY, Plot, position
from briefgen.content.data_blocks import ChartType
from briefgen.design.charts.amounts import Amounts
from briefgen.design.charts.axes import break_marks, time_labels, value_axis
from briefgen.design.charts.bars import colour_of
from briefgen.design.charts.drawing import Curve, Dots, Drawing, Frame, Label, Linear, Mark, Rule, spread
from briefgen.design.charts.theme import Theme

_FLAT = 0.5
"""A line chart begins at zero unless its lowest number is more than this share of its highest."""

_GAP = 8.0
_MOST_NAME = 0.3
"""The share of a chart's width that names at the ends of lines may take."""


def lines(
    plot: Plot,
    frame: Frame,
    theme: Theme,
    amounts: Amounts,
    panel: str = ONLY,
    span: tuple[float, float] | None = None,
) -> Drawing:
    """Lines or stacked areas in a frame. `span` is the lowest and highest value where panels share a scale."""
    is_area = plot.options.type is ChartType.AREA
    tops = _tops(plot, panel) if is_area else {}
    low, high = span or extent(plot, panel)
    axis = value_axis(theme, amounts, low, high)
    ends = _ends(plot, theme, amounts, frame, panel)
    room = max(
        (theme.letters.width(line, theme.size, True) for end in ends.values() for line in end), default=0
    )
    first = theme.letters.width(plot.categories[0], theme.size) / 2
    last = theme.letters.width(plot.categories[-1], theme.size) / 2
    head = theme.leading * (1 if plot.breaks else 0.5)
    inner = frame.inside(
        left=max(axis.room, first),
        top=head,
        right=max(room + _GAP if room else 4, last),
        bottom=theme.leading + 6,
    )
    along = Linear(axis.low, axis.high, inner.bottom, inner.top)
    across = _across(plot, inner)
    marks: list[Mark] = [*axis.marks(inner, along, theme)]
    labels = [*axis.labels(inner, along, theme), *time_labels(plot, across, theme, frame.bottom)]
    for series in sorted(plot.series, key=lambda name: name in plot.highlighted):
        marks += (
            _area(plot, theme, across, along, series, tops)
            if is_area
            else _line(plot, theme, across, along, series, panel)
        )
    marks.append(
        Rule(inner.left, along.at(max(axis.low, 0)), inner.right, along.at(max(axis.low, 0)), theme.text, 0.8)
    )
    labels += _end_labels(plot, theme, across, along, inner, panel, ends, tops)
    rules, letters = break_marks(plot, across, inner, frame.top, theme)
    return Drawing(frame.width, frame.height, (*marks, *rules), (*labels, *letters), "", (inner,))


def extent(plot: Plot, panel: str) -> tuple[float, float]:
    """The lowest and highest value of the scale: from zero, unless that would flatten lines that lie far above."""
    if plot.options.type is ChartType.AREA:
        return 0.0, max(
            sum(float(plot.value(c, s, panel) or 0) for s in plot.series) for c in plot.categories
        )
    values = [float(value) for series in plot.series for _, value in plot.of_series(series, panel)]
    low, high = min(values, default=0), max(values, default=1)
    if low >= 0 and low <= high * _FLAT:
        low = 0.0
    return low, high if high > low else low + 1


def _across(plot: Plot, inner: Frame) -> Linear:
    if plot.is_over_time:
        places = [position(category) for category in plot.categories]
        return Linear(places[0], places[-1], inner.left, inner.right)
    return Linear(0, max(len(plot.categories) - 1, 1), inner.left, inner.right)


def _place(plot: Plot, category: str) -> float:
    return position(category) if plot.is_over_time else float(plot.categories.index(category))


# --- lines --------------------------------------------------------------------------------------------


def _line(plot: Plot, theme: Theme, across: Linear, along: Linear, series: str, panel: str) -> list[Mark]:
    """A line, broken where there is no number, with a dot at its end and at numbers that stand alone."""
    values = [plot.value(category, series, panel) for category in plot.categories]
    points = tuple(
        (_place(plot, category), None if value is None else float(value))
        for category, value in zip(plot.categories, values, strict=True)
    )
    alone = [
        index
        for index, value in enumerate(values)
        if value is not None
        and all(not 0 <= at < len(values) or values[at] is None for at in (index - 1, index + 1))
    ]
    last = max((index for index, value in enumerate(values) if value is not None), default=None)
    shown = dict.fromkeys([*alone, *([last] if last is not None else [])])
    colour = colour_of(plot, theme, series)
    strong = not plot.highlighted or series in plot.highlighted
    dots = tuple((across.at(points[index][0]), along.at(float(values[index] or 0))) for index in shown)
    return [
        Curve(across, along, points, colour, 2.2 if strong else 1.6),
        Dots(dots, colour, 3 if strong else 2.4),
    ]


# --- areas --------------------------------------------------------------------------------------------


def _tops(plot: Plot, panel: str) -> dict[str, tuple[float, ...]]:
    """The upper edge of each area, the first at the bottom."""
    reached = [0.0] * len(plot.categories)
    tops = {}
    for series in plot.series:
        reached = [
            r + float(plot.value(c, series, panel) or 0)
            for r, c in zip(reached, plot.categories, strict=True)
        ]
        tops[series] = tuple(reached)
    return tops


def _area(
    plot: Plot,
    theme: Theme,
    across: Linear,
    along: Linear,
    series: str,
    tops: dict[str, tuple[float, ...]],
) -> list[Mark]:
    low = _below(plot, series, tops)
    points = tuple((_place(plot, c), top) for c, top in zip(plot.categories, tops[series], strict=True))
    area = Curve(across, along, points, colour_of(plot, theme, series), low=low)
    return [area, *([] if series == plot.series[-1] else [Curve(across, along, points, theme.ground, 1)])]


def _below(plot: Plot, series: str, tops: dict[str, tuple[float, ...]]) -> tuple[float, ...]:
    index = plot.series.index(series)
    return tops[plot.series[index - 1]] if index else (0.0,) * len(plot.categories)


# --- names at the ends --------------------------------------------------------------------------------


def _ends(plot: Plot, theme: Theme, amounts: Amounts, frame: Frame, panel: str) -> dict[str, tuple[str, ...]]:
    """What stands at the end of each line: its name, and its last number."""
    found = {}
    for series in plot.series:
        last = [value for _, value in plot.of_series(series, panel)][-1:]
        if not last:
            continue
        name = theme.letters.wrapped(series, frame.width * _MOST_NAME, theme.size, True) if series else ()
        found[series] = (*name, amounts.text(last[0]))
    return found


def _end_labels(
    plot: Plot, theme: Theme, across: Linear, along: Linear, inner: Frame, panel: str,
    ends: dict[str, tuple[str, ...]], tops: dict[str, tuple[float, ...]],
) -> list[Label]:  # fmt: skip
    """Names and numbers beside the last points, moved apart where they would touch."""
    rows: list[tuple[float, str, str, bool]] = []
    blocks = list(ends.items())
    middles = []
    for series, _ in blocks:
        if tops:
            middles.append(along.at((tops[series][-1] + _below(plot, series, tops)[-1]) / 2))
        else:
            middles.append(along.at(float([value for _, value in plot.of_series(series, panel)][-1])))
    heights = [len(text) * theme.leading for _, text in blocks]
    places = spread(middles, heights, 2, inner.top, inner.bottom)
    for (series, text), middle, height in zip(blocks, places, heights, strict=True):
        colour = theme.readable(colour_of(plot, theme, series))
        strong = not plot.highlighted or series in plot.highlighted or len(plot.series) == 1
        for row, line in enumerate(text):
            y = middle - height / 2 + (row + 0.5) * theme.leading
            rows.append((y, line, colour, strong and row < len(text) - 1))
    x = across.at(_place(plot, plot.categories[-1])) + _GAP
    return [Label(x, y, line, "left", colour, bold) for y, line, colour, bold in rows]
