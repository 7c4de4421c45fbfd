"""Which headers hold for each cell of a table, on the grid that its rows and columns make, as HTML has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefgen.output.tagging.tag import Cell

MOST = 1000
"""Columns or rows that a cell may span, as in HTML; more would only take time."""

_SCOPES = ("col", "row", "colgroup", "rowgroup")


@dataclass(frozen=True)
class _Placed:
    """A cell on the grid: its element, the rows and columns it covers, its part of the table (`tbody`), and whether it
    is a header of columns (`col`), rows (`row`) or of a part (`rowgroup`); empty for others."""

    element: Any
    row: int
    column: int
    rows: int
    columns: int
    part: int
    scope: str


@dataclass
class _Headers:
    """The names of the headers that hold at a place of the grid, as its rows are gone through."""

    by_column: dict[int, list[str]] = field(default_factory=dict)
    by_row: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    of_part: dict[int, list[str]] = field(default_factory=dict)

    def of(self, cell: _Placed) -> tuple[str, ...]:
        """Those of its columns, of its part and of its rows, each once."""
        columns = range(cell.column, cell.column + cell.columns)
        rows = range(cell.row, cell.row + cell.rows)
        names = [name for column in columns for name in self.by_column.get(column, ())]
        names += self.of_part.get(cell.part, ())
        names += (name for row in rows for end, name in self.by_row.get(row, ()) if end <= cell.column)
        return tuple(dict.fromkeys(names))

    def take(self, cell: _Placed, name: str) -> None:
        if cell.scope == "row":
            for row in range(cell.row, cell.row + cell.rows):
                self.by_row.setdefault(row, []).append((cell.column + cell.columns, name))
        elif cell.scope == "rowgroup":
            self.of_part[cell.part] = [name]
        else:
            for column in range(cell.column, cell.column + cell.columns):
                self.by_column.setdefault(column, []).append(name)


def cells_of(table: Any, prefix: str) -> Mapping[Any, Cell]:
    """What each cell (`th`, `td`) of a table element says of itself; names of headers begin with the prefix."""
    placed = list(_placed(table))
    names = {cell.element: f"{prefix}{place}" for place, cell in enumerate(placed) if cell.scope}
    known = _Headers()
    rows: dict[int, list[_Placed]] = {}
    for cell in placed:
        rows.setdefault(cell.row, []).append(cell)
    cells: dict[Any, Cell] = {}
    for _, row in sorted(rows.items()):
        for cell in row:
            if cell.scope == "row":
                known.take(cell, names[cell.element])
        for cell in row:
            headers = () if cell.scope == "rowgroup" else known.of(cell)
            said = {"": "", "row": "Row"}.get(cell.scope, "Column")
            cells[cell.element] = Cell(
                cell.columns,
                cell.rows,
                names.get(cell.element, ""),
                said,
                tuple(n for n in headers if n != names.get(cell.element)),
            )
        for cell in row:
            if cell.scope not in ("", "row"):
                known.take(cell, names[cell.element])
    return cells


def _placed(table: Any) -> Iterator[_Placed]:
    """The cells of a table where they stand on its grid. None reaches out of its part."""
    taken: set[tuple[int, int]] = set()
    start = 0
    for part, (rows, is_head) in enumerate(_parts(table)):
        for row, element in enumerate(rows, start):
            column = 0
            has_data = any(child.tag == "td" for child in element)
            for child in element:
                if child.tag not in ("th", "td"):
                    continue
                while (row, column) in taken:
                    column += 1
                columns, height = (
                    _span(child, "colspan"),
                    min(_span(child, "rowspan"), start + len(rows) - row),
                )
                taken.update((row + y, column + x) for y in range(height) for x in range(columns))
                yield _Placed(
                    child, row, column, height, columns, part, _scope(child, is_head or not has_data)
                )
                column += columns
        start += len(rows)


def _scope(cell: Any, is_among_headers: bool) -> str:
    """What a header is one of: what it says itself, else columns if there are only headers beside it, else its row."""
    if cell.tag != "th":
        return ""
    given = cell.get("scope", "").strip().lower()
    return given if given in _SCOPES else "col" if is_among_headers else "row"


def _parts(table: Any) -> Iterator[tuple[list[Any], bool]]:
    """The parts of a table, each with its rows and whether it is the head."""
    loose = [child for child in table if child.tag == "tr"]
    if loose:
        yield loose, False
    for child in table:
        if child.tag in ("thead", "tbody", "tfoot"):
            yield [row for row in child if row.tag == "tr"], child.tag == "thead"


def _span(cell: Any, name: str) -> int:
    """How many columns or rows a cell covers; 0 rows are all that are left of its part."""
    given = cell.get(name, "1").strip()
    if not given.isdecimal():
        return 1
    return min(int(given), MOST) or (MOST if name == "rowspan" else 1)
