"""What a chart shows: numbers by category, series and panel, in the order in which they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from briefgen.content.data.register import STATISTIC, VALUE, YEAR
from briefgen.content.data.rows import Row, Rows, by_name
from briefgen.content.data_blocks import Chart, ChartType, Order
from briefgen.core import messages
from briefgen.core.diagnostics import Related
from briefgen.core.source import Span

Key = tuple[str, str, str]
"""Panel, series, category."""

ONLY = ""
"""The name of the series or panel of a chart that has one."""

IN_TIME = (
    ChartType.BAR, ChartType.GROUPED_BAR, ChartType.STACKED_BAR, ChartType.LINE, ChartType.AREA, ChartType.SLOPE,
)  # fmt: skip
"""The types that show years and days in their order."""

DRAWS_CHANGES = (ChartType.BAR, ChartType.STACKED_BAR, ChartType.LINE, ChartType.AREA)


@dataclass(frozen=True)
class Change:
    """A change of definition: from when it counts, what changes, and the category before which a line stands; empty
    where the type of chart has no place for one."""

    since: str
    what: str
    before: str = ""


@dataclass(frozen=True)
class Plot:
    """The numbers of a chart. Series and panels of one are called `ONLY`.

    Texts are as they are shown. `values` has no entry where there is no number.
    """

    options: Chart
    categories: tuple[str, ...]
    series: tuple[str, ...]
    panels: tuple[str, ...]
    values: Mapping[Key, Decimal]
    highlighted: frozenset[str]
    changes: tuple[Change, ...]
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

    def is_strong(self, category: str = "", series: str = "", panel: str = "") -> bool:
        """Whether something is highlighted, or nothing is."""
        return not self.highlighted or not self.highlighted.isdisjoint((category, series, panel))


def is_moment(text: str) -> bool:
    """Whether a text is a year, a month or a day: 2019, 2019-07, 2019-07-31."""
    return re.fullmatch(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", text) is not None


def position(moment: str) -> float:
    """A year, month or day as a number of years, for a scale of time."""
    year, month, day = (int(part) for part in (*moment.split("-"), "1", "1")[:3])
    return year + (month - 1) / 12 + (day - 1) / 366


def plot(rows: Rows, register_changes: tuple[tuple[str, str], ...] = ()) -> Plot | None:
    """What a chart shows of some rows; None when there is a problem, which the rows have. `register_changes` are the
    breaks of the statistics it shows, by year."""
    options = rows.options
    assert isinstance(options, Chart)
    columns = _columns(rows, options)
    if columns is None:
        return None
    rows.keep_where()
    if rows.is_empty():
        return None
    rows.keep_years(columns.x, options.since, options.to)
    if rows.is_empty() or rows.problems:
        return None
    numbers = _numbers(rows, columns)
    return _plot(rows, options, columns, numbers, register_changes) if numbers else None


@dataclass(frozen=True)
class _Columns:
    x: int
    y: tuple[int, ...]
    series: int | None
    panels: int | None

    def key(self, row: Row, index: int, names: tuple[str, ...]) -> Key:
        """Where a number belongs; several columns of numbers are series."""
        series = row[self.series].text if self.series is not None else ONLY
        panel = row[self.panels].text if self.panels is not None else ONLY
        return (panel, names[index] if len(self.y) > 1 else series, row[self.x].text)


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


@dataclass(frozen=True)
class _Numbers:
    """The numbers of the rows, by where they belong, and every place in the order of the rows."""

    places: tuple[Key, ...]
    values: Mapping[Key, Decimal]

    def names(self, part: int) -> tuple[str, ...]:
        return tuple(dict.fromkeys(key[part] for key in self.places))


def _numbers(rows: Rows, columns: _Columns) -> _Numbers | None:
    values: dict[Key, Decimal] = {}
    places: dict[Key, None] = {}
    for row in rows.rows:
        if not row[columns.x].text:
            problem = f"this row has nothing in the column `{rows.data.columns[columns.x]}`"
            rows.problems.append(messages.DATA_BROKEN.at(row[columns.x].place, problem=problem))
            return None
        for index in columns.y:
            key = columns.key(row, index, rows.data.columns)
            if key in places:
                _told_twice(rows, row[index].place, key)
                return None
            places[key] = None
            if (value := rows.number(row[index])) is not None:
                values[key] = value
    return _Numbers(tuple(places), values)


def _told_twice(rows: Rows, place: Span, key: Key) -> None:
    what = ", ".join(f"`{part}`" for part in reversed(key) if part)
    related = (Related(rows.component.span, "shown here"),)
    rows.problems.append(messages.DATA_ROW_TWICE.at(place, what=what, related=related))


def _plot(
    rows: Rows,
    options: Chart,
    columns: _Columns,
    numbers: _Numbers,
    register_changes: tuple[tuple[str, str], ...],
) -> Plot | None:
    panels, series, categories = (numbers.names(part) for part in range(3))
    categories = _in_order(options, categories, numbers)[: options.first]
    kept = frozenset(categories)
    names = by_name(rows, options.labels, (*categories, *series, *panels))
    shown = {*names.values(), *names}
    for at, marked in enumerate(options.highlight):
        if marked not in shown:
            rows.unknown_value(marked, "", names, "highlight", at)
    changes = _changes(rows, options, categories, rows.data.columns[columns.x], register_changes)
    if rows.problems:
        return None
    return Plot(
        options=options,
        categories=tuple(names[category] for category in categories),
        series=tuple(names[name] for name in series),
        panels=tuple(names[name] for name in panels),
        values={(names[p], names[s], names[c]): v for (p, s, c), v in numbers.values.items() if c in kept},
        highlighted=frozenset(names.get(value, value) for value in options.highlight),
        changes=tuple(Change(since, what, names.get(before, "")) for since, what, before in changes),
        category_name=rows.data.title(columns.x),
        value_names=tuple(rows.data.title(index) for index in columns.y),
    )


def _in_order(options: Chart, categories: tuple[str, ...], numbers: _Numbers) -> tuple[str, ...]:
    """By their sums, if an order is asked for; years in time; else as in the data."""
    if options.order is not Order.DATA:
        sums = dict.fromkeys(categories, Decimal(0))
        for (_, _, category), value in numbers.values.items():
            sums[category] += value
        sign = 1 if options.order is Order.ASCENDING else -1
        return tuple(sorted(categories, key=lambda category: sign * sums[category]))
    if options.type in IN_TIME and all(is_moment(category) for category in categories):
        return tuple(sorted(categories, key=position))
    return categories


def _changes(
    rows: Rows,
    options: Chart,
    categories: tuple[str, ...],
    column: str,
    of_register: tuple[tuple[str, str], ...],
) -> list[tuple[str, str, str]]:
    """Changes of definition between the categories that are shown: since when, what, and before which category."""
    for at, moment in enumerate(options.breaks):
        if moment not in categories:
            rows.unknown_value(moment, column, categories, "breaks", moment)
        elif moment == categories[0] and at == 0:
            problem = f"has `{moment}`, before which nothing is shown"
            place = rows.component.place("breaks", moment)
            rows.problems.append(
                messages.BAD_VALUE.at(place, subject="`breaks`", problem=problem, advice="take it out")
            )
    found = [(moment, what, moment) for moment, what in options.breaks.items()]
    if not found and all(is_moment(category) for category in categories):
        times = sorted(categories, key=position)
        for year, what in of_register:
            after = [category for category in times if position(category) >= int(year)]
            if after and len(after) < len(times):
                found.append((year, what, after[0]))
    draws = options.type in DRAWS_CHANGES
    return [(since, what, before if draws else "") for since, what, before in found]
