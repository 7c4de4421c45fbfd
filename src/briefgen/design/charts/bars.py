"""Standing bars: one series, groups, or parts on each other."""

from __future__ import annotations

from decimal import Decimal

from briefgen.content.data.plot import ONLY, Plot
from briefgen.content.data_blocks import ChartType
from briefgen.design.charts.amounts import Amounts
from briefgen.design.charts.axes import ValueAxis, category_labels, change_marks, value_axis
from briefgen.design.charts.drawing import Band, Bar, Bars, Drawing, Frame, Label, Linear, Mark, Rule
from briefgen.design.charts.end_labels import MOST_NAME, EndLabel, beside
from briefgen.design.charts.theme import Theme

_THICKEST = 52.0
"""Pixels that a bar is wide at most."""

_LEAST_PLOT = 0.4
"""The share of the width that bars take at least: names that leave less are too long."""

NARROW = 400.0
"""Pixels; what is narrower is for telephones."""

_ROOM_ABOVE = 1.5
"""The height of a label on a bar, in lines."""


def bars(
    plot: Plot,
    frame: Frame,
    theme: Theme,
    amounts: Amounts,
    panel: str = ONLY,
    span: tuple[float, float] | None = None,
) -> Drawing:
    """Standing bars in a frame. `span` is the lowest and highest value where panels share a scale."""
    stacked = plot.options.type is ChartType.STACKED_BAR
    lowest, highest = span or extent(plot, panel)
    labels = _bar_labels(plot, frame, theme, amounts, panel)
    is_grouped = plot.options.type is ChartType.GROUPED_BAR and len(plot.series) > 1
    lines_above = (
        _ROOM_ABOVE * bool(labels)
        + any(change.before for change in plot.changes)
        + len(plot.series) * is_grouped
    )
    axis = ValueAxis() if labels else value_axis(theme, amounts, lowest, highest)
    names = names_of_parts(plot, frame.width, theme)
    wide = [theme.letters.width(line, theme.size, True) + 10 for lines in names for line in lines]
    side_room = max(wide, default=0.0)
    if plot.is_over_time:  # the last year may be wider than its bar
        step = Band(plot.categories, frame.left + axis.room, frame.right).step
        side_room = max(
            side_room, (theme.letters.width(plot.categories[-1], theme.size, True) - step) / 2 + 2
        )
    inner = frame.inside(left=axis.room, top=max(lines_above, 0.5) * theme.leading, right=side_room)
    crowded = max((line for lines in names for line in lines), key=len, default="")
    crowded = crowded if inner.width < frame.width * _LEAST_PLOT else ""
    band = _band(plot, inner)
    below = category_labels(plot, band, theme, frame.bottom, frame.width < NARROW)
    inner = inner.inside(bottom=below.room + (theme.leading if lowest < 0 and labels else 0))
    low, top = (axis.low, axis.high) if axis.ticks else (lowest, highest)
    along = Linear(low, top, inner.bottom, inner.top)
    marks: list[Mark] = [*axis.marks(inner, along, theme)]
    texts: list[Label] = [*axis.labels(inner, along, theme), *below.labels]
    if stacked:
        marks += _stack(plot, band, along, theme, panel)
        texts += _beside_stack(plot, band, along, theme, inner, panel, names)
    else:
        marks += _beside_each_other(plot, band, along, theme, panel)
        texts += _on_bars(plot, band, along, theme, panel, labels)
        if len(plot.series) > 1:
            rules, over = _over_first_group(plot, band, along, theme, frame, bool(labels), panel)
            marks, texts = marks + rules, texts + over
    marks.append(Rule(inner.left, along.at(0), inner.right, along.at(0), theme.text, 0.8))
    dashes, letters = change_marks(plot, band, inner, frame.top, theme)
    return Drawing(frame.width, frame.height, (*marks, *dashes), (*texts, *letters), crowded or below.crowded)


def _band(plot: Plot, inner: Frame) -> Band:
    """A band for each category; where there are few, bars stay slim and the space between them grows."""
    band = Band(plot.categories, inner.left, inner.right)
    beside = len(plot.series) if plot.options.type is ChartType.GROUPED_BAR else 1
    thick = beside * (_THICKEST if beside == 1 else _THICKEST * 0.7)
    gap = max(band.inner, 1 - thick / band.step)
    return Band(plot.categories, inner.left, inner.right, gap, gap / 2)


def extent(plot: Plot, panel: str) -> tuple[float, float]:
    """The lowest and highest place that bars reach, zero among them."""
    low, high = 0.0, 0.0
    for category in plot.categories:
        values = [float(v) for s in plot.series if (v := plot.value(category, s, panel)) is not None]
        if plot.options.type is ChartType.STACKED_BAR:
            values = [sum(values)]
        low, high = min(low, *values, 0.0), max(high, *values, 0.0)
    return low, high if high > low else low + 1


def names_of_parts(plot: Plot, width: float, theme: Theme) -> list[tuple[str, ...]]:
    """The names beside a stack, in lines; none where there is one series."""
    if plot.options.type is not ChartType.STACKED_BAR or len(plot.series) == 1:
        return []
    return [theme.letters.wrapped(name, width * MOST_NAME, theme.size, True) for name in plot.series]


def colour_of(plot: Plot, theme: Theme, series: str, category: str = "", panel: str = "") -> str:
    """Of a bar, line or dot: series by the brand's colours; when one of them, a category or a panel is highlighted, all
    else is muted."""
    if not plot.is_strong(category, series, panel):
        return theme.muted
    if len(plot.series) == 1 or series in plot.highlighted:
        return theme.strong
    return theme.series[plot.series.index(series) % len(theme.series)]


# --- one series, and groups ---------------------------------------------------------------------------


def _thickness(plot: Plot, band: Band) -> float:
    return band.bandwidth / len(plot.series)


def _offset(plot: Plot, band: Band, series: str) -> float:
    return (plot.series.index(series) - (len(plot.series) - 1) / 2) * _thickness(plot, band)


def _beside_each_other(plot: Plot, band: Band, along: Linear, theme: Theme, panel: str) -> list[Mark]:
    return [
        Bars(
            band,
            along,
            tuple(
                Bar(category, 0.0, float(value), colour_of(plot, theme, series, category, panel))
                for category, value in plot.of_series(series, panel)
            ),
            thickness=_thickness(plot, band) - (1 if len(plot.series) > 1 else 0),
            offset=_offset(plot, band, series),
        )
        for series in plot.series
    ]


def _bar_labels(
    plot: Plot, frame: Frame, theme: Theme, amounts: Amounts, panel: str
) -> dict[tuple[str, str], str]:
    """The numbers to write on bars; none when they do not fit, so that an axis is needed."""
    if plot.options.type is ChartType.STACKED_BAR or plot.panels != (ONLY,):
        return {}
    room = Band(plot.categories, frame.left, frame.right).step / len(plot.series)
    texts = {(s, c): amounts.text(value) for s in plot.series for c, value in plot.of_series(s, panel)}
    fits = all(theme.letters.width(text, theme.size, True) <= room * 0.98 for text in texts.values())
    return texts if fits else {}


def _on_bars(
    plot: Plot, band: Band, along: Linear, theme: Theme, panel: str, texts: dict[tuple[str, str], str]
) -> list[Label]:
    labels = []
    for (series, category), text in texts.items():
        value = plot.value(category, series, panel) or Decimal(0)
        away = theme.leading * 0.62 * (1 if value >= 0 else -1)
        x = band.centre(category) + _offset(plot, band, series)
        bold = category in plot.highlighted or series in plot.highlighted
        colour = theme.text if bold or not plot.highlighted else theme.quiet
        labels.append(Label(x, along.at(float(value)) - away, text, "center", colour, bold))
    return labels


def _over_first_group(
    plot: Plot, band: Band, along: Linear, theme: Theme, frame: Frame, has_numbers: bool, panel: str
) -> tuple[list[Mark], list[Label]]:
    """The names of the series over the bars of the first group, each with a line down to its bar."""
    first = plot.categories[0]
    rules: list[Mark] = []
    names = []
    for row, series in enumerate(plot.series):
        x = band.centre(first) + _offset(plot, band, series)
        y = frame.top + theme.leading * (row + 0.5)
        value = float(plot.value(first, series, panel) or 0)
        end = along.at(max(value, 0)) - (_ROOM_ABOVE * theme.leading * 0.8 if has_numbers else 3)
        colour = colour_of(plot, theme, series)
        rules.append(Rule(x, y - theme.leading * 0.3, x, end, colour, 1))
        names.append(Label(x + 4, y, series, "left", theme.readable(colour), True))
    return rules, names


# --- parts on each other ------------------------------------------------------------------------------


def _stack(plot: Plot, band: Band, along: Linear, theme: Theme, panel: str) -> list[Mark]:
    """Parts of each bar, the first at the bottom, with a gap of ground between them."""
    parts = []
    for category in plot.categories:
        reached = 0.0
        for series in plot.series:
            value = float(plot.value(category, series, panel) or 0)
            if value:
                parts.append(
                    Bar(category, reached, reached + value, colour_of(plot, theme, series, category, panel))
                )
            reached += value
    gaps = [
        Rule(
            band.centre(part.name) - band.bandwidth / 2,
            along.at(part.start),
            band.centre(part.name) + band.bandwidth / 2,
            along.at(part.start),
            theme.ground,
            1,
        )
        for part in parts
        if part.start
    ]
    return [Bars(band, along, tuple(parts)), *gaps]


def _beside_stack(
    plot: Plot,
    band: Band,
    along: Linear,
    theme: Theme,
    inner: Frame,
    panel: str,
    names: list[tuple[str, ...]],
) -> list[Label]:
    """The name of each part beside the last bar, at its middle as far as there is room."""
    last, reached, ends = plot.categories[-1], 0.0, []
    for series, name in zip(plot.series, names, strict=False):
        value = float(plot.value(last, series, panel) or 0)
        ends.append(EndLabel(name, "", along.at(reached + value / 2), colour_of(plot, theme, series)))
        reached += value
    x = band.centre(last) + band.bandwidth / 2 + 8
    return beside(ends, x, inner.top, inner.bottom, theme)
