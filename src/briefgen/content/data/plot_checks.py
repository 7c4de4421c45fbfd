"""Whether a chart can show what its data holds: not too much, no gaps in a sum, nothing below zero that must not be."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from briefgen.content.data.numbers import plain
from briefgen.content.data.plot import ONLY, Plot, is_moment
from briefgen.content.data.rows import Rows
from briefgen.content.data_blocks import ChartType, NumberFormat
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic

_MOST = {
    ChartType.BAR: (40, 1), ChartType.GROUPED_BAR: (12, 3), ChartType.STACKED_BAR: (40, 6),
    ChartType.HORIZONTAL_BAR: (30, 1), ChartType.LINE: (400, 8), ChartType.AREA: (400, 6),
    ChartType.SLOPE: (400, 12), ChartType.DOT: (30, 4), ChartType.LOLLIPOP: (30, 1), ChartType.WAFFLE: (6, 1),
}  # fmt: skip
"""How many categories and series a reader can still tell apart."""

_MOST_PANELS = 12
_MOST_SQUARES = 400
_PARTS = (ChartType.STACKED_BAR, ChartType.AREA, ChartType.WAFFLE)
_WHOLE = (*_PARTS, ChartType.SLOPE)
"""The types in which a missing number would look like none, or like the wrong one."""

_ROUNDING = 1
"""Percentage points that shares may lack of, or have above, a hundred."""

_SETS_OFF_SERIES = (ChartType.LINE, ChartType.AREA, ChartType.SLOPE)


def check_plot(rows: Rows, plot: Plot) -> Iterator[Diagnostic]:
    """What is wrong with a chart, the first thing that makes all else pointless alone."""
    if not plot.values:
        problem = "has no number in the rows that are shown"
        yield messages.DATA_EMPTY.at(rows.component.span, name=rows.data.name, problem=problem)
        return
    many = next(_too_much(rows, plot), None)
    if many:
        yield many
        return
    yield from _moments(rows, plot)
    yield from _parts(rows, plot)
    yield from _squares(rows, plot)
    yield from _highlights(rows, plot)


def _bad_type(rows: Rows, problem: str, advice: str) -> Diagnostic:
    return messages.BAD_VALUE.at(
        rows.component.place("type"), subject="`type`", problem=problem, advice=advice
    )


def _too_much(rows: Rows, plot: Plot) -> Iterator[Diagnostic]:
    most_categories, most_series = _MOST[plot.options.type]
    counts = (
        ("categories", len(plot.categories), most_categories),
        ("series", len(plot.series), most_series),
        ("panels", len(plot.panels), _MOST_PANELS),
    )
    for what, count, most in counts:
        if count > most:
            subject = f"a chart of the type `{plot.options.type}`"
            yield messages.DATA_TOO_MUCH.at(
                rows.component.span, subject=subject, count=f"{count:,}", what=what, most=most
            )


def _moments(rows: Rows, plot: Plot) -> Iterator[Diagnostic]:
    count = len(plot.categories)
    if plot.options.type is ChartType.SLOPE and count != 2:
        yield _bad_type(rows, f"shows two moments, and there are {count}", "choose them with `where:`")
    if plot.options.type is ChartType.AREA and count < 2:
        yield _bad_type(rows, "needs two moments at least, and there is one", "choose the type `bar`")
    index = rows.data.index(plot.options.x or "")
    if plot.options.type in (ChartType.LINE, ChartType.AREA) and index is not None:
        astray = [row[index] for row in rows.rows if not is_moment(row[index].text)]
        if astray and len(astray) * 2 < len(rows.rows):  # a source or a remark below the numbers
            problem = f"`{astray[0].text}` stands among years, months or days"
            yield messages.DATA_BROKEN.at(astray[0].place, problem=problem)


def _parts(rows: Rows, plot: Plot) -> Iterator[Diagnostic]:
    """Parts of a whole are never less than nothing, and none of them is missing."""
    kind = plot.options.type
    negative = next((key for key, value in plot.values.items() if value < 0), None)
    if kind in _PARTS and negative:
        yield messages.DATA_NEGATIVE.at(
            rows.component.place("type"),
            type=kind.value,
            what=_said(negative),
            value=plain(plot.values[negative]),
        )
    keys = ((p, s, c) for p in plot.panels for s in plot.series for c in plot.categories)
    missing = next((key for key in keys if key not in plot.values), None)
    if kind in _WHOLE and missing:
        yield messages.DATA_GAP.at(rows.component.place("type"), type=kind.value, what=_said(missing))


def _said(key: tuple[str, str, str]) -> str:
    return ", ".join(part for part in reversed(key) if part != ONLY)


def _squares(rows: Rows, plot: Plot) -> Iterator[Diagnostic]:
    if plot.options.type is not ChartType.WAFFLE:
        return
    total, square = sum(plot.values.values(), Decimal(0)), plot.options.square
    if total <= 0:
        yield _bad_type(rows, "has nothing but zeros to show", "choose another type")
    elif square:
        squares = [value / Decimal(str(square)) for value in plot.values.values()]
        if sum(squares) > _MOST_SQUARES:
            yield _bad_type(
                rows, f"would be {sum(squares):,.0f} squares", "write a larger number in `square:`"
            )
        if any(0 < count < Decimal("0.5") for count in squares):
            advice = "write a smaller number in `square:`"
            yield _bad_type(rows, "would have no square for one of its parts", advice)
    elif plot.options.format is NumberFormat.PERCENT and abs(total - 100) > _ROUNDING:
        advice = "add the part that is missing, or leave `format` out if these are no shares"
        yield _bad_type(rows, f"shows a whole, and these shares add up to {plain(total)} per cent", advice)


def _highlights(rows: Rows, plot: Plot) -> Iterator[Diagnostic]:
    """What is highlighted can be told from the rest: in lines that is a series or panel, not a year."""
    if plot.options.type not in _SETS_OFF_SERIES:
        return
    for at, name in enumerate(plot.options.highlight):
        shown = plot.options.labels.get(name, name)
        if shown in plot.categories and shown not in (*plot.series, *plot.panels):
            place = rows.component.place("highlight", at)
            problem = f"names `{name}`, and a chart of the type `{plot.options.type}` sets off only series"
            yield messages.BAD_VALUE.at(
                place, subject="`highlight`", problem=problem, advice="choose the type `bar`, or take it out"
            )
