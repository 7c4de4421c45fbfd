"""Which headers hold for each cell of a table, on the grid that its rows and columns make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.output.tagging.tag import Cell

MOST = 1000
"""Columns or rows that a cell may span, as in HTML; more would only take time."""


@dataclass(frozen=True)
class _Placed:
    """A cell on the grid: its element, the rows and columns it covers, and its part of the table (`tbody`)."""

    element: Any
    row: int
    column: int
    rows: int
    columns: int
    part: int
    is_head: bool

    @property
    def is_header(self) -> bool:
        return bool(self.element.tag == "th")

    @property
    def scope(self) -> str:
        """`col`, `row`, `colgroup` or `rowgroup`: what the element says, else by where it stands."""
        given = self.element.get("scope", "")
        return given or ("col" if self.is_head or not self.row else "row")

    def is_beside(self, other: _Placed) -> bool:
        """Whether they share a row."""
        return self.row < other.row + other.rows and other.row < self.row + self.rows

    def is_above(self, other: _Placed) -> bool:
        """Whether it is higher, and they share a column."""
        shares = self.column < other.column + other.columns and other.column < self.column + self.columns
        return shares and self.row + self.rows <= other.row


def cells_of(table: Any, prefix: str) -> Mapping[Any, Cell]:
    """What each cell (`th`, `td`) of a table element says of itself; names of headers begin with the prefix."""
    placed = list(_placed(table))
    names = {cell.element: f"{prefix}{place}" for place, cell in enumerate(placed) if cell.is_header}
    headers = [cell for cell in placed if cell.is_header]
    return {
        cell.element: Cell(
            columns=cell.columns,
            rows=cell.rows,
            id=names.get(cell.element, ""),
            scope=("Row" if cell.scope == "row" else "Column") if cell.is_header else "",
            headers=tuple(names[header.element] for header in headers if _holds_for(header, cell, headers)),
        )
        for cell in placed
    }


def _holds_for(header: _Placed, cell: _Placed, headers: list[_Placed]) -> bool:
    if header is cell or (cell.is_header and cell.scope == "rowgroup"):
        return False
    if header.scope == "row":
        return header.column + header.columns <= cell.column and header.is_beside(cell)
    if header.scope == "rowgroup":
        others = (h for h in headers if h.scope == "rowgroup" and h.part == header.part)
        last = max((h.row for h in others if h.row <= cell.row), default=-1)
        return header.part == cell.part and header.row == last and header.row < cell.row
    return header.is_above(cell)


def _placed(table: Any) -> Iterator[_Placed]:
    """The cells of a table where they stand on its grid."""
    taken: set[tuple[int, int]] = set()
    rows = list(_rows(table))
    for row, (element, part, is_head) in enumerate(rows):
        column = 0
        for child in element:
            if child.tag not in ("th", "td"):
                continue
            while (row, column) in taken:
                column += 1
            columns = _span(child, "colspan")
            height = min(_span(child, "rowspan"), len(rows) - row)
            taken.update((row + y, column + x) for y in range(height) for x in range(columns))
            yield _Placed(child, row, column, height, columns, part, is_head)
            column += columns


def _rows(table: Any) -> Iterator[tuple[Any, int, bool]]:
    """The rows of a table, each with the number of its part and whether that is the head."""
    for part, child in enumerate(table):
        if child.tag == "tr":
            yield child, -1, False
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from ((row, part, child.tag == "thead") for row in child if row.tag == "tr")


def _span(cell: Any, name: str) -> int:
    given = cell.get(name, "1").strip()
    return min(max(int(given), 1), MOST) if given.isdecimal() else 1
