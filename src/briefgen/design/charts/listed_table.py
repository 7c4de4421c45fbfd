"""A table from data as its template shows it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from briefgen.content.addresses import relative
from briefgen.content.data.listing import ListedColumn, Listing
from briefgen.content.data.register import YEAR
from briefgen.design.charts.amounts import Amounts, amounts
from briefgen.design.charts.data_tables import NumberTable
from briefgen.design.downloads import Download, download
from briefgen.design.interface_words import InterfaceWords


@dataclass(frozen=True)
class ListedHead:
    """What stands over a column; `unit` is what its numbers are divided by, empty for nothing."""

    label: str
    unit: str
    is_number: bool


@dataclass(frozen=True)
class ListedRow:
    """The cells of a row, of which the first names it."""

    cells: tuple[str, ...]
    is_highlighted: bool = False


@dataclass(frozen=True)
class ListedTable:
    """Heads, rows and the row of totals, if there is one; and the same as a file to download."""

    head: tuple[ListedHead, ...]
    rows: tuple[ListedRow, ...]
    total: ListedRow | None
    csv: Download
    csv_href: str


def listed_table(listing: Listing, words: InterfaceWords, page: str, number: int) -> ListedTable:
    """A table of a page, where it is the table of a number."""
    written = [_amounts(listing, at, column, words) for at, column in enumerate(listing.columns)]
    rows = tuple(ListedRow(_cells(row, written), str(row[0]) in listing.highlighted) for row in listing.rows)
    name = f"{page.split('/')[-2]}-{words.language}-table-{number}.csv"
    head = tuple(column.label for column in listing.columns)
    file = download(name, NumberTable(head, listing.rows).as_csv(), "text/csv")
    return ListedTable(
        head=tuple(
            ListedHead(_head(column.label, words), amount.unit if column.is_number else "", column.is_number)
            for column, amount in zip(listing.columns, written, strict=True)
        ),
        rows=rows,
        total=ListedRow(_cells(listing.total, written, "")) if listing.total else None,
        csv=file,
        csv_href=relative(page, file.address),
    )


def _head(label: str, words: InterfaceWords) -> str:
    """What stands over a column; years are called so in every language."""
    return words.gettext("Year") if label == YEAR else label


def _amounts(listing: Listing, at: int, column: ListedColumn, words: InterfaceWords) -> Amounts:
    numbers = [value for row in listing.rows if isinstance(value := row[at], Decimal)]
    return amounts(words, column.format, column.decimals, numbers)


def _cells(
    row: tuple[str | Decimal | None, ...], written: list[Amounts], absent: str = "–"
) -> tuple[str, ...]:
    return tuple(
        amount.text(cell) if isinstance(cell, Decimal) else cell or absent
        for cell, amount in zip(row, written, strict=True)
    )
