"""Data as rows of cells under named columns, each cell with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefgen.core.source import Span


@dataclass(frozen=True)
class Cell:
    """What a cell says, and where it stands."""

    text: str
    place: Span


@dataclass(frozen=True)
class Data:
    """Rows of cells. `name` is what messages call it: the file as the author wrote it, or the register. `titles` are
    what readers are shown for some columns. `in_semicolons` is whether semicolons stand between the cells, which
    spreadsheets write where a comma stands before decimals."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    titles: Mapping[str, str] = field(default_factory=dict)
    in_semicolons: bool = False

    def index(self, column: str) -> int | None:
        """The place of a column, counted from 0; None when there is no such column."""
        return self.columns.index(column) if column in self.columns else None

    def title(self, index: int) -> str:
        """What readers are shown for a column."""
        return self.titles.get(self.columns[index], self.columns[index])
