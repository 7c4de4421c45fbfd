"""Heads of tables: each column has one, so that a number that is heard alone is known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.content.manuscript import Body
from briefgen.content.masking import mask_code
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic

_SIGN = re.compile(r"\w")
_HEAD = re.compile(r"^(?P<head>[^\n]*\|[^\n]*)\n[ ]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$", re.M)


def check_table_heads(body: Body) -> Iterator[Diagnostic]:
    for match in _HEAD.finditer(mask_code(body.source.text), body.start):
        cells = match["head"].strip().removeprefix("|").removesuffix("|").split("|")
        empty = [number for number, cell in enumerate(cells, 1) if not _SIGN.search(cell)]
        if any(number > 1 for number in empty) or len(empty) == len(cells):
            columns = f"column{'s' if len(empty) > 1 else ''} {', '.join(map(str, empty))}"
            yield messages.TABLE_HEAD_EMPTY.at(body.source.span(*match.span("head")), columns=columns)
