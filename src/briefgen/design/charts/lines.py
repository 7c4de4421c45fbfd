"""Lines and areas over time, each named where it ends."""

from __future__ import annotations

from briefgen.content.data.plot import ONLY, Plot, position
from briefgen.content.data_blocks import ChartType
from briefgen.design.charts.amounts import Amounts
from briefgen.design.charts.axes import change_marks, time_labels, value_axis
from briefgen.design.charts.bars import colour_of
from briefgen.design.charts.drawing import Curve, Dots, Drawing, Frame, Linear, Mark, Rule
from briefgen.design.charts.end_labels import MOST_NAME, EndLabel, beside
from briefgen.design.charts.theme import Theme

_FLAT = 0.5
"""A line chart begins at zero unless its lowest number is more than this share of its highest."""

_GAP = 8.0


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
    numbers = _last_numbers(plot, amounts, panel)
    names = names_at_ends(plot, frame.width, theme)
    lines_ = [  # of all panels, so that a year stands at the same place in each
        line
        for each in plot.panels
        for series, number in _last_numbers(plot, amounts, each).items()
        for line in (*names[series], number)
    ]
    room = max((theme.letters.width(line, theme.size, True) for line in lines_), default=0)
    first = theme.letters.width(plot.categories[0], theme.size) / 2
    last = theme.letters.width(plot.categories[-1], theme.size) / 2
    head = theme.leading * (1 if any(change.before for change in plot.changes) else 0.5)
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
    if axis.low <= 0 <= axis.high:
        marks.append(Rule(inner.left, along.at(0), inner.right, along.at(0), theme.text, 0.8))
    ends = [
        EndLabel(
            names[series],
            number,
            along.at(_end_of(plot, series, panel, tops)),
            colour_of(plot, theme, series, panel=panel),
            plot.is_strong(series=series, panel=panel),
        )
        for series, number in numbers.items()
    ]
    labels += beside(
        ends, across.at(_place(plot, plot.categories[-1])) + _GAP, frame.top, inner.bottom, theme
    )
    rules, letters = change_marks(plot, across, inner, frame.top, theme)
    return Drawing(frame.width, frame.height, (*marks, *rules), (*labels, *letters))


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
    colour = colour_of(plot, theme, series, panel=panel)
    strong = plot.is_strong(series=series, panel=panel)
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


def names_at_ends(plot: Plot, width: float, theme: Theme) -> dict[str, tuple[str, ...]]:
    """The names of series, in lines; nothing where there is one."""
    return {
        series: theme.letters.wrapped(series, width * MOST_NAME, theme.size, True) if series != ONLY else ()
        for series in plot.series
    }


def _last_numbers(plot: Plot, amounts: Amounts, panel: str) -> dict[str, str]:
    """What stands at the end of each line: its last number, with the moment if that is not the last one shown."""
    found = {}
    for series in plot.series:
        there = list(plot.of_series(series, panel))
        if there:
            category, value = there[-1]
            early = "" if category == plot.categories[-1] else f" ({category})"
            found[series] = amounts.text(value) + early
    return found


def _end_of(plot: Plot, series: str, panel: str, tops: dict[str, tuple[float, ...]]) -> float:
    """The height at which a line or area ends: its last number, or the middle of its last slice."""
    if tops:
        return (tops[series][-1] + _below(plot, series, tops)[-1]) / 2
    return float([value for _, value in plot.of_series(series, panel)][-1])
