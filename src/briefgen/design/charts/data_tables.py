"""The data of a chart or map as a table: for readers who want the numbers, and as a CSV file to download."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from briefgen.content.data.numbers import plain
from briefgen.content.data.plot import ONLY, Plot
from briefgen.content.data.world_map import WorldMap
from briefgen.design.charts.amounts import Amounts
from briefgen.design.interface_words import InterfaceWords

Cell = str | Decimal | None


@dataclass(frozen=True)
class NumberTable:
    """A head and rows; the first `names` columns are texts, the others numbers or nothing."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    names: int = 1

    def as_csv(self) -> bytes:
        """The table with its numbers as programs read them, in UTF-8 with a mark that spreadsheets need to see that."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(self.head)
        writer.writerows([_plain(cell) for cell in row] for row in self.rows)
        return text.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    return plain(cell) if isinstance(cell, Decimal) else cell or ""


def table_of_plot(plot: Plot, words: InterfaceWords) -> NumberTable:
    """A row for each category (and panel), a column for each series."""
    panelled = plot.panels != (ONLY,)
    category = words.gettext("Year") if plot.is_over_time else plot.category_name
    series = plot.series if plot.series != (ONLY,) else (plot.value_names[0],)
    head = (*((words.gettext("Panel"),) if panelled else ()), category, *series)
    rows = tuple(
        (*((panel,) if panelled else ()), name, *(plot.value(name, s, panel) for s in plot.series))
        for panel in plot.panels
        for name in plot.categories
    )
    return NumberTable(head, rows, 2 if panelled else 1)


def table_of_map(chosen: WorldMap, names: Mapping[str, str], words: InterfaceWords) -> NumberTable:
    """Countries by number, the largest first; or the countries and places that are shown."""
    country = words.gettext("Country")
    if chosen.values:
        ranked = sorted(chosen.values.items(), key=lambda item: (-item[1], names[item[0]]))
        value = chosen.options.value or words.gettext("Cases")
        return NumberTable((country, value), tuple((names[code], number) for code, number in ranked))
    shown = [*sorted(names[code] for code in chosen.highlighted), *(place.name for place in chosen.places)]
    return NumberTable((words.gettext("Shown on the map"),), tuple((name,) for name in shown))


def shown_cells(table: NumberTable, amounts: Amounts) -> tuple[tuple[str, ...], ...]:
    """The cells as the page writes them; a dash where there is no number."""
    return tuple(
        tuple(amounts.text(cell) if isinstance(cell, Decimal) else cell or "–" for cell in row)
        for row in table.rows
    )
