"""What a table from data shows: columns of texts and numbers, rows in order, and a total."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from briefgen.content.data.numbers import is_absent, number
from briefgen.content.data.register import YEAR
from briefgen.content.data.rows import Rows, by_name
from briefgen.content.data_blocks import Column, DataTable, NumberFormat
from briefgen.core import messages

_MOST_ROWS = 200
_MOST_COLUMNS = 8


@dataclass(frozen=True)
class ListedColumn:
    """A column: what stands over it, and how its numbers are written if it has numbers."""

    label: str
    is_number: bool
    format: NumberFormat
    decimals: int | None


@dataclass(frozen=True)
class Listing:
    """Rows of texts, numbers, and nothing (None). `total` is the row under them, empty when there is none."""

    options: DataTable
    columns: tuple[ListedColumn, ...]
    rows: tuple[tuple[str | Decimal | None, ...], ...]
    highlighted: frozenset[str]
    total: tuple[str | Decimal | None, ...]


def listing(rows: Rows) -> Listing | None:
    """What a table shows of some rows; None when there is a problem, which the rows have."""
    options = rows.options
    assert isinstance(options, DataTable)
    asked = options.columns or tuple(Column(column=name) for name in rows.data.columns)
    found = [rows.column(column.column, "columns", at) for at, column in enumerate(asked)]
    sort = rows.column(options.sort, "sort") if options.sort else None
    rows.keep_where()
    if rows.is_empty() or rows.problems:
        return None
    years = [index for index in found if index is not None and rows.data.columns[index].casefold() == YEAR]
    for index in years:
        rows.keep_years(index, options.since, options.to)
    if (options.since or options.to) and not years:
        problem = "needs a column `year`, and the table shows none"
        advice = "choose rows with `where:`, or add the column"
        rows.problems.append(
            messages.BAD_VALUE.at(
                rows.component.place("from" if options.since else "to"),
                subject="`from`" if options.since else "`to`",
                problem=problem,
                advice=advice,
            )
        )
    if sort is not None:
        rows.sort(sort, options.order)
    rows.rows = rows.rows[: options.first]
    if rows.is_empty() or rows.problems:
        return None
    return _listing(rows, options, asked, [index for index in found if index is not None])


def _listing(rows: Rows, options: DataTable, asked: tuple[Column, ...], found: list[int]) -> Listing | None:
    for what, count, most in (("rows", len(rows.rows), _MOST_ROWS), ("columns", len(asked), _MOST_COLUMNS)):
        if count > most:
            rows.problems.append(
                messages.DATA_TOO_MUCH.at(
                    rows.component.span, subject="a table", count=f"{count:,}", what=what, most=most
                )
            )
    columns = []
    values: list[list[str | Decimal | None]] = [[] for _ in rows.rows]
    names = by_name(rows, options.labels, (row[index].text for row in rows.rows for index in found))
    for at, (column, index) in enumerate(zip(asked, found, strict=True)):
        is_number = at > 0 and _holds_numbers(rows, index, column)
        columns.append(
            ListedColumn(
                column.label or rows.data.title(index),
                is_number,
                column.format or options.format,
                options.decimals if column.decimals is None else column.decimals,
            )
        )
        for cells, row in zip(values, rows.rows, strict=True):
            cells.append(rows.number(row[index]) if is_number else names[row[index].text] or None)
    highlighted = {names.get(value, value) for value in options.highlight}
    there = {cells[0] for cells in values}
    for at, value in enumerate(options.highlight):
        if names.get(value, value) not in there:
            rows.unknown_value(value, columns[0].label, (str(name) for name in there), "highlight", at)
    if options.total:
        summed = {"total", "totals", "sum", options.total.casefold()}
        again = next((str(name) for name in there if str(name).casefold() in summed), None)
        if again:
            problem = f"would add up the row `{again}` of the data as well"
            advice = "delete that row from the file, or take `total:` out"
            place = rows.component.place("total")
            rows.problems.append(
                messages.BAD_VALUE.at(place, subject="`total`", problem=problem, advice=advice)
            )
    if rows.problems:
        return None
    total = _total(options.total, columns, values) if options.total else ()
    return Listing(options, tuple(columns), tuple(map(tuple, values)), frozenset(highlighted), total)


def _holds_numbers(rows: Rows, index: int, column: Column) -> bool:
    """Whether a column is one of numbers: its format says so, or most of its cells do, so that a text among them is
    told and not taken for one more name."""
    if column.format or column.decimals is not None:
        return True
    texts = [row[index].text for row in rows.rows if not is_absent(row[index].text)]
    if all(
        re.fullmatch(r"[12]\d{3}|0\d+", text) for text in texts
    ):  # years, and codes that begin with a zero
        return False
    return sum(_is_meant_as_number(text) for text in texts) * 2 > len(texts)


def _is_meant_as_number(text: str) -> bool:
    return number(text) is not None or re.fullmatch(r"[-−+]?\d[\d.,'’\s]*%?", text) is not None


def _total(
    label: str, columns: list[ListedColumn], values: list[list[str | Decimal | None]]
) -> tuple[str | Decimal | None, ...]:
    """The sums of the columns of numbers; shares are not added up."""
    total: list[str | Decimal | None] = [label]
    for at, column in enumerate(columns[1:], start=1):
        numbers = [cells[at] for cells in values if isinstance(cells[at], Decimal)]
        adds = column.is_number and column.format is not NumberFormat.PERCENT
        total.append(
            sum((n for n in numbers if isinstance(n, Decimal)), Decimal(0)) if adds and numbers else None
        )
    return tuple(total)
