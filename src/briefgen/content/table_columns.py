"""What the columns of a table hold. The first names the rows: its cells become heads, if each says something; an empty
cell of the head is none. Cells of columns of numbers get the class `number`, so that figures stand below each other at
the end of the column, with its head; a column that the author has aligned stays as it is. Cells that only say that
there is nothing get the class `none`, and step back."""

from __future__ import annotations

import re
from html import unescape

from briefgen.content.notes import without_notes

_TABLE = re.compile(r"<table\b.*?</table>", re.S)
_ROW = re.compile(r"<tr\b.*?</tr>", re.S)
_CELL = re.compile(r"<(t[hd])\b([^>]*)>(.*?)(?=</\1>)", re.S)
_EMPTY_HEAD = re.compile(r"(<td[^>]*>[^<]*)</th>")
_SCOPE = re.compile(r'\sscope="[^"]*"')
_OWN_WAY = re.compile(r"\b(?:style|align|colspan|rowspan|class)=")
_TAG = re.compile(r"<[^>]*>")

_AMOUNT = r"[+±−-]?\d+(?:[.,٫٬’'\s]\d+)*"
_UNIT = (
    r"%|‰|[€£¥$]|per\s?cent|pour\s?cent|por\s?ciento|km²?|m[²³]?|cm|mm|kg|g|t|tonnes|ha|l|°C|"
    r"k|m|bn|M|million|billion|millions?|milliards?|millones|[A-Z]{3}"
)
_NUMBER = re.compile(
    rf"(?:c\.\s|[~≈<>≤≥]\s?)?(?:[A-Z]{{0,3}}[$€£¥]\s?|[A-Z]{{3}}\s)?{_AMOUNT}(?:\s?[–-]\s?\u2060?{_AMOUNT})?"
    rf"(?:\s?(?:{_UNIT}))*[+*]?"
)
_NOTHING = re.compile(
    r"|n/a|n\.?a\.?|n\.\s?d\.?|n\.\s?c\.?|s\.\s?[od]\.?|s/d|[–—−-]|…|\.{2,3}|لا ينطبق", re.I
)
"""What stands in a cell where there is nothing."""


def with_columns(html: str) -> str:
    """A fragment in which the cells of tables say what their columns hold."""
    return _TABLE.sub(lambda table: _aligned(table[0]), html)


def _aligned(table: str) -> str:
    rows = [_CELL.findall(row) for row in _ROW.findall(table)]
    width = max(map(len, rows), default=0)
    columns = [[row[index] for row in rows if index < len(row)] for index in range(width)]
    if any("span=" in attributes for row in rows for _, attributes, _ in row):
        return table  # then the cells of a column cannot be told by counting
    numbers = {index for index in range(1, width) if _is_of_numbers(columns[index])}
    names_rows = width > 1 and all(_text(html) for tag, _, html in columns[0] if tag == "td")
    return _ROW.sub(lambda row: _marked(row[0], numbers, names_rows), table)


def _is_of_numbers(cells: list[tuple[str, str, str]]) -> bool:
    if any(_OWN_WAY.search(attributes) for _, attributes, _ in cells):
        return False
    texts = [_text(html) for tag, _, html in cells if tag == "td"]
    return any(map(_NUMBER.fullmatch, texts)) and all(
        _NUMBER.fullmatch(text) or _NOTHING.fullmatch(text) for text in texts
    )


def _text(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", without_notes(html))).replace("\N{WORD JOINER}", "").split())


def _marked(row: str, numbers: set[int], names_rows: bool) -> str:
    index = -1
    names_rows = names_rows and _CELL.search(row) is not None and "<th" not in row

    def mark(cell: re.Match[str]) -> str:
        nonlocal index
        index += 1
        classes = ["number"] if index in numbers else []
        if cell[1] == "td" and "class=" not in cell[2] and _is_nothing(cell[3]):
            classes.append("none")
        if cell[1] == "th" and not _text(cell[3]):
            return f"<td{_SCOPE.sub('', cell[2])}>{cell[3]}"
        if names_rows and index == 0:
            return f'<th scope="row"{cell[2]}>{cell[3]}'
        return f'<{cell[1]}{cell[2]} class="{" ".join(classes)}">{cell[3]}' if classes else cell[0]

    marked = _CELL.sub(mark, row)
    marked = marked.replace("</td>", "</th>", 1) if names_rows else marked
    return _EMPTY_HEAD.sub(r"\1</td>", marked)


def _is_nothing(html: str) -> bool:
    text = _text(html)
    return bool(text) and _NOTHING.fullmatch(text) is not None
