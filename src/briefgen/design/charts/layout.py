"""Lays a chart out for a width: the type decides how, the width how much of it fits."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from briefgen.content.data.plot import ONLY, Plot
from briefgen.content.data_blocks import ChartType, Height
from briefgen.design.charts import end_labels, ranks, waffle
from briefgen.design.charts.amounts import Amounts
from briefgen.design.charts.bars import NARROW, bars, names_of_parts
from briefgen.design.charts.bars import extent as extent_of_bars
from briefgen.design.charts.drawing import Drawing, Frame, Label, with_isolates
from briefgen.design.charts.lines import extent as extent_of_lines
from briefgen.design.charts.lines import lines, names_at_ends
from briefgen.design.charts.slope import names_of_slopes, slope
from briefgen.design.charts.theme import Theme

_HEIGHTS = {Height.SHORT: 0.72, Height.REGULAR: 1.0, Height.TALL: 1.4}
_PANEL_WIDTH = 136.0
"""Pixels that a panel has at least."""

_PANEL_GAP = 18.0
_RANKED = (ChartType.HORIZONTAL_BAR, ChartType.DOT, ChartType.LOLLIPOP)


def lay_out(plot: Plot, width: float, theme: Theme, amounts: Amounts) -> Drawing:
    """A chart of a width."""
    in_panels = plot.panels != (ONLY,)
    drawing = (_panels if in_panels else _single)(plot, width, theme, amounts)
    return with_isolates(drawing).mirrored() if theme.is_mirrored else drawing


def _single(plot: Plot, width: float, theme: Theme, amounts: Amounts) -> Drawing:
    kind = plot.options.type
    if kind in _RANKED:
        return ranks.ranks(plot, Frame(0, 0, width, ranks.height_of(plot, width, theme)), theme, amounts)
    if kind is ChartType.WAFFLE:
        return waffle.waffle(plot, Frame(0, 0, width, waffle.height_of(plot, width, theme)), theme, amounts)
    frame = Frame(0, 0, width, max(_height(plot, width), _least_height(plot, width, theme)))
    if kind is ChartType.SLOPE:
        return slope(plot, frame, theme, amounts)
    if kind in (ChartType.LINE, ChartType.AREA):
        return lines(plot, frame, theme, amounts)
    drawing = bars(plot, frame, theme, amounts)
    if "…" in "".join(label.text for label in drawing.labels) and kind is ChartType.BAR:
        lying = Frame(0, 0, width, ranks.height_of(plot, width, theme))
        return ranks.ranks(plot, lying, theme, amounts)
    return drawing


def _least_height(plot: Plot, width: float, theme: Theme) -> float:
    """The height that the names at the ends of lines and beside stacks need, with what stands above and below."""
    if plot.options.type is ChartType.SLOPE:
        names = list(names_of_slopes(plot, width, theme).values())
        return end_labels.height_of(names, False, theme) + 2.5 * theme.leading
    if plot.options.type in (ChartType.LINE, ChartType.AREA):
        names = list(names_at_ends(plot, width, theme).values())
        return end_labels.height_of(names, True, theme) + 2 * theme.leading
    return end_labels.height_of(names_of_parts(plot, width, theme), False, theme) + 2 * theme.leading


def _height(plot: Plot, width: float) -> float:
    """The height that looks right beside a width: less than half of it on paper, more on a telephone."""
    return round((90 + 0.26 * width + (40 if width < NARROW else 0)) * _HEIGHTS[plot.options.height])


def _panels(plot: Plot, width: float, theme: Theme, amounts: Amounts) -> Drawing:
    """A small chart for each panel, all on one scale, as many beside each other as there is room for."""
    columns = max(1, min(len(plot.panels), int((width + _PANEL_GAP) // (_PANEL_WIDTH + _PANEL_GAP)), 4))
    columns = ceil(len(plot.panels) / ceil(len(plot.panels) / columns))
    panel_width = (width - (columns - 1) * _PANEL_GAP) / columns
    height = round((70 + 0.34 * panel_width) * _HEIGHTS[plot.options.height])
    row_height = height + theme.leading * 2.1
    rows = ceil(len(plot.panels) / columns)
    is_line = plot.options.type in (ChartType.LINE, ChartType.AREA)
    spans = [(extent_of_lines if is_line else extent_of_bars)(plot, panel) for panel in plot.panels]
    span = (min(low for low, _ in spans), max(high for _, high in spans))
    drawn = Drawing(width, rows * row_height - theme.leading * 0.8)
    for index, panel in enumerate(plot.panels):
        left = (index % columns) * (panel_width + _PANEL_GAP)
        top = (index // columns) * row_height
        frame = Frame(left, top + theme.leading * 1.3, panel_width, height)
        part = (lines if is_line else bars)(plot, frame, theme, amounts, panel, span)
        bold = plot.is_strong(panel=panel) or plot.highlighted.isdisjoint(plot.panels)
        title = Label(left, top + theme.leading / 2, panel, "left", theme.text if bold else theme.quiet, bold)
        drawn = replace(
            drawn,
            marks=(*drawn.marks, *part.marks),
            labels=(*drawn.labels, title, *part.labels),
            crowded=drawn.crowded or part.crowded,
        )
    return drawn
