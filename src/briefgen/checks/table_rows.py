"""Rows of tables: no cell that Markdown leaves out, no table that it takes for text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.content.manuscript import Body
from briefgen.content.masking import mask_code
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Related

_RULE = re.compile(r"[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*")
_ROW = re.compile(r"[ ]{0,3}\|.*\|[ ]*")
_STROKE = re.compile(r"(?<!\\)\|")


def check_table_rows(body: Body) -> Iterator[Diagnostic]:
    """Cells beyond the columns of a table, which no page would show; and rows that are no table."""
    lines = mask_code(body.source.text).split("\n")
    number = body.source.position(body.start)[0]
    while number <= len(lines):
        rows = _together(lines, number)
        if len(rows) > 1 and _is_table(rows):
            yield from _left_out(body, number, rows)
        elif len(rows) > 1 and all(map(_ROW.fullmatch, rows)):
            yield messages.TABLE_NO_RULE.at(body.source.line_span(number + 1), columns=len(_cells(rows[0])))
        number += max(len(rows), 1)


def _together(lines: list[str], number: int) -> list[str]:
    """The lines from one, counted from 1, to the next that is empty or ends a block."""
    rest = lines[number - 1 :]
    end = next((at for at, line in enumerate(rest) if not line.strip() or line.startswith("///")), len(rest))
    return rest[:end]


def _is_table(rows: list[str]) -> bool:
    """Whether Markdown takes them for a table: the second line is a rule with as many columns as the first."""
    return bool("|" in rows[0] and _RULE.fullmatch(rows[1])) and len(_cells(rows[0])) == len(_cells(rows[1]))


def _left_out(body: Body, number: int, rows: list[str]) -> Iterator[Diagnostic]:
    columns = len(_cells(rows[0]))
    head = body.source.line_span(number)
    for at, row in enumerate(rows[2:], number + 2):
        cells = _cells(row)
        if len(cells) > columns:
            line = body.source.line_span(at)
            place = body.source.span(line.start + cells[columns][0], line.start + cells[-1][1])
            related = (Related(head, f"the table has {columns} columns"),)
            yield messages.TABLE_ROW_LONG.at(place, cells=len(cells), columns=columns, related=related)


def _cells(row: str) -> list[tuple[int, int]]:
    """Where the cells of a row begin and end; a stroke at its beginning or end is of none of them."""
    strokes = [match.start() for match in _STROKE.finditer(row)]
    begins = [len(row) - len(row.lstrip()), *(stroke + 1 for stroke in strokes)]
    ends = [*strokes, len(row.rstrip())]
    cells = list(zip(begins, ends, strict=True))
    if row.lstrip().startswith("|"):
        cells = cells[1:]
    if strokes and not row[strokes[-1] + 1 :].strip():
        cells = cells[:-1]
    return cells
