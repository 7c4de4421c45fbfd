"""Which rows of the data a block shows: those with some values, of some years, in an order, the first so many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from briefgen.content.blocks import Component
from briefgen.content.data.cells import Cell, Data
from briefgen.content.data.numbers import (
    advice,
    has_decimal_comma,
    has_decimal_point,
    is_absent,
    may_be_thousands,
    number,
)
from briefgen.content.data_blocks import DataBlock, Order
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Related, nearest

Row = tuple[Cell, ...]

_MOST_TOLD = 8
"""Texts among numbers that are told of one block: of more, the whole column is another one."""


@dataclass
class Rows:
    """The rows of some data as a block asks for them. Collects what is wrong with the block or the data."""

    component: Component
    data: Data
    rows: tuple[Row, ...] = ()
    problems: list[Diagnostic] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rows = self.data.rows

    @cached_property
    def _points_mean_thousands(self) -> bool:
        """Whether `1.234` may be a thousand: another number has a comma before decimals, or the file is one of
        semicolons and none has a point that can only stand before decimals."""
        texts = [cell.text for row in self.data.rows for cell in row]
        if any(has_decimal_comma(text) for text in texts):
            return True
        return self.data.in_semicolons and not any(has_decimal_point(text) for text in texts)

    @property
    def options(self) -> DataBlock:
        assert isinstance(self.component.options, DataBlock)
        return self.component.options

    def column(self, name: str, *keys: str | int) -> int | None:
        """The place of a column that an option names; told at the option when there is none."""
        index = self.data.index(name)
        if index is None:
            columns = self.data.columns
            known = ", ".join(f"`{column}`" for column in columns[:12])
            self.problems.append(
                messages.DATA_COLUMN.at(
                    self.component.place(*keys),
                    name=self.data.name,
                    column=name,
                    nearest=nearest(name, columns),
                    known=known,
                )
            )
        return index

    def keep_where(self) -> None:
        """Only the rows that have one of the values that `where` names."""
        for name, values in self.options.where.items():
            index = self.column(name, "where", name)
            if index is None:
                continue
            there = dict.fromkeys(row[index].text for row in self.rows)
            for at, value in enumerate(values):
                if value not in there:
                    self.unknown_value(value, name, there, "where", name, at)
            self.rows = tuple(row for row in self.rows if row[index].text in values)

    def keep_years(self, index: int, since: int | None, to: int | None) -> None:
        """Only the rows of the years from `from` to `to`, where they are given."""
        if since is None and to is None:
            return
        kept = []
        for row in self.rows:
            if not re.match(r"\d{4}(?!\d)", row[index].text):
                problem = f"`{row[index].text}` is no year, so `from` and `to` do not apply to this column"
                self.problems.append(messages.DATA_BROKEN.at(row[index].place, problem=problem))
                return
            if (since or 0) <= int(row[index].text[:4]) <= (to or 9999):
                kept.append(row)
        self.rows = tuple(kept)

    def sort(self, index: int, order: Order) -> None:
        """In the order of the numbers of a column; rows without a number come last."""
        if order is Order.DATA:
            return
        sign = 1 if order is Order.ASCENDING else -1
        values = {row: self.number(row[index]) for row in self.rows}
        there = [row for row in self.rows if values[row] is not None]
        there.sort(key=lambda row: sign * (values[row] or 0))
        self.rows = (*there, *(row for row in self.rows if values[row] is None))

    def number(self, cell: Cell) -> Decimal | None:
        """The number in a cell; None where there is none, or a text, which is told, the first few times."""
        value = None if may_be_thousands(cell.text) and self._points_mean_thousands else number(cell.text)
        if value is None and not is_absent(cell.text):
            related = (Related(self.component.span, "shown here"),)
            problem = messages.DATA_NUMBER.at(
                cell.place, text=cell.text, advice=advice(cell.text), related=related
            )
            told = sum(problem.code == messages.DATA_NUMBER.code for problem in self.problems)
            if problem not in self.problems and told < _MOST_TOLD:
                self.problems.append(problem)
        return value

    def unknown_value(self, value: str, column: str, there: Iterable[str], *keys: str | int) -> None:
        """A value that an option names and no row has, in a column or anywhere."""
        self.problems.append(
            messages.DATA_VALUE.at(
                self.component.place(*keys),
                value=value,
                where=f" in `{column}`" if column else "",
                nearest=nearest(value, there),
            )
        )

    def is_empty(self) -> bool:
        """Whether no row is left, which is told unless the reason is."""
        if not self.rows and not self.problems:
            problem = "has no rows" if not self.data.rows else "has no row that fits `where`, `from` and `to`"
            self.problems.append(
                messages.DATA_EMPTY.at(self.component.span, name=self.data.name, problem=problem)
            )
        return not self.rows


def by_name(rows: Rows, names: Mapping[str, str], used: Iterable[str]) -> dict[str, str]:
    """The names to show for values; `labels` that no value has are told."""
    values = dict.fromkeys(used)
    for value in names:
        if value not in values:
            rows.unknown_value(value, "", values, "labels", value)
    shown = {value: names.get(value, value) for value in values}
    doubles = [value for value in names if value in values and list(shown.values()).count(shown[value]) > 1]
    if doubles:
        problem = f"calls two things `{shown[doubles[0]]}`"
        rows.problems.append(
            messages.BAD_VALUE.at(
                rows.component.place("labels", doubles[0]),
                subject="`labels`",
                problem=problem,
                advice="give each a name of its own",
            )
        )
    return shown
