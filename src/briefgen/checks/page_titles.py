"""Titles: the last line of a title or heading is more than one short word."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.laid_out import LaidOut
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic

_SHORT = 0.25
"""Of the widest line: a last line of one word that is shorter looks forgotten."""


def check_widows(page: LaidOut) -> Iterator[Diagnostic]:
    for piece in page.pieces("h1", "h2", "h3"):
        if len(piece.lines) < 2:
            continue
        last = piece.lines[-1]
        widest = max(line.rect.width for line in piece.lines)
        if len(last.text.split()) == 1 and last.rect.width < _SHORT * widest:
            kind = "title" if page.layout.nodes[piece.node].tag == "h1" else "heading"
            yield messages.TITLE_WIDOW.at(page.place(piece.node), kind=kind, word=last.text)
