"""Reads CSV as spreadsheets save it: commas, semicolons or tabs, quotes, a header line; every cell with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from briefgen.content.data.cells import Cell, Data
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, StopPublication
from briefgen.core.source import Source, Span
from briefgen.core.text import decode_source, direction_marks, refused
from briefgen.core.workspace import Door, Refused

MOST_ROWS = 50_000
_SEPARATORS = ",;\t"


def read_csv(door: Door, path: str, name: str, place: Span) -> tuple[Data | None, tuple[Diagnostic, ...]]:
    """The data of a file, or None and why it cannot be read. `name` is how the text names it, at `place`."""
    if not path.lower().endswith((".csv", ".tsv")) and "://" not in path:
        return None, (messages.DATA_TYPE.at(place, name=name),)
    try:
        source = decode_source(path, door.read(path))
    except Refused as refusal:
        return None, (refused(refusal, place, door),)
    except StopPublication as stop:
        return None, stop.diagnostics
    return parse_csv(source, name, place)


def parse_csv(source: Source, name: str, place: Span) -> tuple[Data | None, tuple[Diagnostic, ...]]:
    """The data of a text. Rows of empty cells, which spreadsheets leave at the end, do not count."""
    rows = _rows_of(source)
    if isinstance(rows, Diagnostic):
        return None, (rows,)
    if not rows:
        return None, (messages.DATA_EMPTY.at(place, name=name, problem="has no rows"),)
    head, body = rows[0], rows[1:]
    problems = [*_about_head(head), *_about_width(head, body)]
    if problems:
        return None, tuple(problems)
    columns = tuple(cell.text for cell in head)
    return Data(name, columns, body, in_semicolons=_separator(source.text)[0] == ";"), direction_marks(source)


@lru_cache(maxsize=64)
def _rows_of(source: Source) -> tuple[tuple[Cell, ...], ...] | Diagnostic:
    """The rows that hold something, or what is wrong. Several blocks and editions show one file, which is read once."""
    try:
        return tuple(row for row in _rows(source) if any(cell.text for cell in row))
    except _Broken as broken:
        return broken.diagnostic


class _Broken(Exception):  # noqa: N818 - carries a diagnostic out of the loop over cells
    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def _rows(source: Source) -> Iterator[tuple[Cell, ...]]:
    sign, at = _separator(source.text)
    separator = re.escape(sign)
    cell = re.compile(rf'[ ]*"((?:[^"]|"")*)"[ ]*(?=[{separator}\n]|\Z)|([^{separator}\n]*)')
    row: list[Cell] = []
    count = 0
    while at <= len(source.text):
        found = cell.match(source.text, at)
        assert found is not None, "an empty cell matches"
        if found[1] is None and found[2].lstrip().startswith('"'):
            problem = "this quotation mark has no other, or text stands behind the other"
            raise _Broken(messages.DATA_BROKEN.at(source.span(at, found.end()), problem=problem))
        text = found[2] if found[1] is None else found[1].replace('""', '"')
        row.append(Cell(" ".join(text.split()), source.span(at, max(found.end(), at + 1))))
        at = found.end()
        if at >= len(source.text) or source.text[at] == "\n":
            yield tuple(row)
            row, count = [], count + 1
            if count > MOST_ROWS:
                problem = f"it has more than {MOST_ROWS:,} rows"
                raise _Broken(messages.DATA_BROKEN.at(source.span(at), problem=problem))
        at += 1


def _separator(text: str) -> tuple[str, int]:
    """What stands between the cells of the header line, texts in quotes aside, and where that line begins."""
    if told := re.match(r"sep=(.)\n", text):  # a line that some spreadsheets write
        return told[1], told.end()
    bare = re.sub(r'"[^"]*"', "", text.lstrip("\n").partition("\n")[0])
    return max(_SEPARATORS, key=bare.count), 0


def _about_head(head: tuple[Cell, ...]) -> Iterator[Diagnostic]:
    names: set[str] = set()
    for cell in head:
        if not cell.text:
            yield messages.DATA_BROKEN.at(cell.place, problem="this column has no name in the first line")
        elif cell.text in names:
            yield messages.DATA_BROKEN.at(cell.place, problem=f"two columns are called `{cell.text}`")
        names.add(cell.text)


def _about_width(head: tuple[Cell, ...], body: Iterable[tuple[Cell, ...]]) -> Iterator[Diagnostic]:
    """The first row that has more or fewer cells than there are columns."""
    for row in body:
        if len(row) != len(head):
            problem = f"this row has {_count(len(row))}, the first line {_count(len(head))}"
            yield messages.DATA_BROKEN.at(row[-1].place, problem=problem)
            return


def _count(cells: int) -> str:
    return f"{cells} cell" if cells == 1 else f"{cells} cells"
