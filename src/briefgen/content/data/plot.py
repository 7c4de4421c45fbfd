"""What a chart shows: numbers by category, series and panel, checked against what its type can show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from briefgen.content.data.register import STATISTIC, VALUE, YEAR
from briefgen.content.data.rows import Row, Rows, by_name
from briefgen.content.data_blocks import Chart, ChartType
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Related
from briefgen.core.source import Span

Key = tuple[str, str, str]
"""Panel, series, category."""

ONLY = ""
"""The name of the series or panel of a chart that has one."""

_MOST = {
    ChartType.BAR: (40, 1), ChartType.GROUPED_BAR: (12, 3), ChartType.STACKED_BAR: (40, 6),
    ChartType.HORIZONTAL_BAR: (30, 1), ChartType.LINE: (400, 8), ChartType.AREA: (400, 6),
    ChartType.SLOPE: (400, 12), ChartType.DOT: (30, 4), ChartType.LOLLIPOP: (30, 1), ChartType.WAFFLE: (6, 1),
}  # fmt: skip
"""How many categories and series a reader can still tell apart."""

_MOST_PANELS = 12
_MOST_SQUARES = 400
_PARTS = (ChartType.STACKED_BAR, ChartType.AREA, ChartType.WAFFLE)
_POSITIONED = (ChartType.LINE, ChartType.AREA, ChartType.SLOPE)


@dataclass(frozen=True)
class Plot:
    """The numbers of a chart in the order in which they are shown. Series and panels of one are called `ONLY`.

    Texts are as they are shown. `values` has no entry where there is no number. `breaks` are categories before which
    the definition changes, each with what changes.
    """

    options: Chart
    categories: tuple[str, ...]
    series: tuple[str, ...]
    panels: tuple[str, ...]
    values: Mapping[Key, Decimal]
    highlighted: frozenset[str]
    breaks: tuple[tuple[str, str], ...]
    category_name: str
    value_names: tuple[str, ...]

    def value(self, category: str, series: str = ONLY, panel: str = ONLY) -> Decimal | None:
        return self.values.get((panel, series, category))

    def of_series(self, series: str, panel: str = ONLY) -> Iterator[tuple[str, Decimal]]:
        """The categories that have a number in a series, with it."""
        for category in self.categories:
            if (value := self.value(category, series, panel)) is not None:
                yield category, value

    @property
    def is_over_time(self) -> bool:
        """Whether the categories are years or days."""
        return all(is_moment(category) for category in self.categories)


def is_moment(text: str) -> bool:
    """Whether a text is a year, a month or a day: 2019, 2019-07, 2019-07-31."""
    return re.fullmatch(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", text) is not None


def position(moment: str) -> float:
    """A year, month or day as a number of years, for a scale of time."""
    year, month, day = (int(part) for part in (*moment.split("-"), "1", "1")[:3])
    return year + (month - 1) / 12 + (day - 1) / 366


def plot(rows: Rows) -> Plot | None:
    """What a chart shows of some rows; None when there is a problem, which the rows have."""
    options = rows.options
    assert isinstance(options, Chart)
    columns = _columns(rows, options)
    if columns is None:
        return None
    rows.keep_where()
    if rows.is_empty():
        return None
    rows.keep_years(columns.x, options.since, options.to)
    if len(columns.y) == 1:
        rows.sort(columns.y[0], options.order)
    if options.first and not rows.problems:
        rows.rows = rows.rows[: options.first]
    if rows.is_empty() or rows.problems:
        return None
    return _plot(rows, options, columns)


@dataclass(frozen=True)
class _Columns:
    x: int
    y: tuple[int, ...]
    series: int | None
    panels: int | None


def _columns(rows: Rows, options: Chart) -> _Columns | None:
    """The columns a chart shows; those of the register are known."""
    of_register = bool(options.statistics)
    series = options.series or (STATISTIC if of_register and len(options.statistics) > 1 else None)
    x = rows.column(options.x or YEAR, "x")
    y = [rows.column(name, "y", at) for at, name in enumerate(options.y or (VALUE,))]
    found = [
        rows.column(name, key) if name else None
        for key, name in (("series", series), ("panels", options.panels))
    ]
    if rows.problems or x is None:
        return None
    return _Columns(x, tuple(index for index in y if index is not None), found[0], found[1])


def _plot(rows: Rows, options: Chart, columns: _Columns) -> Plot | None:
    values: dict[Key, Decimal] = {}
    first: dict[Key, Row] = {}
    wide = len(columns.y) > 1
    for row in rows.rows:
        for index in columns.y:
            series = (
                rows.data.columns[index]
                if wide
                else row[columns.series].text
                if columns.series is not None
                else ONLY
            )
            key = (
                row[columns.panels].text if columns.panels is not None else ONLY,
                series,
                row[columns.x].text,
            )
            if key in first:
                _told_twice(rows, row[index].place, key)
                return None
            first[key] = row
            value = rows.number(row[index])
            if value is not None:
                values[key] = value
    panels, series_, categories = (tuple(dict.fromkeys(key[part] for key in first)) for part in range(3))
    _check_values(rows, options, values)
    if _too_many(rows, options, categories, series_, panels):
        return None
    if options.type in _POSITIONED and all(is_moment(category) for category in categories):
        categories = tuple(sorted(categories, key=position))
    used = (*categories, *series_, *panels)
    names = by_name(rows, options.labels, used)
    shown = [*dict.fromkeys(names.values())]
    for at, marked in enumerate(options.highlight):
        if marked not in names and marked not in shown:
            rows.unknown_value(marked, "", used, "highlight", at)
    for moment in options.breaks:
        if moment not in categories and not options.statistics:
            rows.unknown_value(moment, rows.data.columns[columns.x], categories, "breaks", moment)
    if options.type is ChartType.SLOPE and len(categories) != 2:
        problem = f"shows two moments, and there are {len(categories)}"
        rows.problems.append(_bad_type(rows, problem, "choose them with `where:`"))
    if rows.problems:
        return None
    return Plot(
        options=options,
        categories=tuple(names[category] for category in categories),
        series=tuple(names[name] for name in series_),
        panels=tuple(names[name] for name in panels),
        values={(names[p], names[s], names[c]): value for (p, s, c), value in values.items()},
        highlighted=frozenset(names.get(value, value) for value in options.highlight),
        breaks=tuple((names[at], what) for at, what in options.breaks.items() if at in categories),
        category_name=rows.data.title(columns.x),
        value_names=tuple(rows.data.title(index) for index in columns.y),
    )


def _told_twice(rows: Rows, place: Span, key: Key) -> None:
    what = ", ".join(f"`{part}`" for part in reversed(key) if part)
    related = (Related(rows.component.span, "shown here"),)
    rows.problems.append(messages.DATA_ROW_TWICE.at(place, what=what, related=related))


def _check_values(rows: Rows, options: Chart, values: Mapping[Key, Decimal]) -> None:
    """Parts of a whole are never less than nothing, and a chart without numbers shows nothing."""
    if not values and not rows.problems:
        problem = "has no number in the rows that are shown"
        rows.problems.append(
            messages.DATA_EMPTY.at(rows.component.span, name=rows.data.name, problem=problem)
        )
    negative = next((key for key, value in values.items() if value < 0), None)
    if options.type in _PARTS and negative:
        what = ", ".join(part for part in reversed(negative) if part)
        rows.problems.append(
            messages.DATA_NEGATIVE.at(
                rows.component.place("type"), type=options.type.value, what=what, value=values[negative]
            )
        )
    if options.type is ChartType.WAFFLE and values and not rows.problems:
        total = sum(values.values())
        if options.square and total / Decimal(str(options.square)) > _MOST_SQUARES:
            problem = f"would be {total / Decimal(str(options.square)):,.0f} squares"
            rows.problems.append(_bad_type(rows, problem, "write a larger number in `square:`"))
        if total == 0:
            rows.problems.append(_bad_type(rows, "has only zeros to show", "choose another type"))


def _too_many(
    rows: Rows, options: Chart, categories: tuple[str, ...], series: tuple[str, ...], panels: tuple[str, ...]
) -> bool:
    """Whether there is more than a reader can take in."""
    most_categories, most_series = _MOST[options.type]
    counts = (
        ("categories", len(categories), most_categories),
        ("series", len(series), most_series),
        ("panels", len(panels), _MOST_PANELS),
    )
    for what, count, most in counts:
        if count > most:
            rows.problems.append(
                messages.DATA_TOO_MUCH.at(
                    rows.component.span,
                    subject=f"a chart of the type `{options.type}`",
                    count=f"{count:,}",
                    what=what,
                    most=most,
                )
            )
            return True
    return False


def _bad_type(rows: Rows, problem: str, advice: str) -> Diagnostic:
    return messages.BAD_VALUE.at(
        rows.component.place("type"), subject="`type`", problem=problem, advice=advice
    )
