"""Rules about the text of an edition: one rule is one function that yields diagnostics."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefgen.checks.abbreviations import check_abbreviations
from briefgen.checks.alternatives import check_alternatives
from briefgen.checks.headings import check_headings
from briefgen.checks.links import check_links
from briefgen.checks.notes import check_notes
from briefgen.checks.table_rows import check_table_rows
from briefgen.content.manuscript import Body
from briefgen.core.diagnostics import Diagnostic

RULES: tuple[Callable[[Body], Iterator[Diagnostic]], ...] = (
    check_abbreviations,
    check_alternatives,
    check_headings,
    check_links,
    check_notes,
    check_table_rows,
)


def check(body: Body) -> tuple[Diagnostic, ...]:
    """What the rules say about a text."""
    return tuple(problem for rule in RULES for problem in rule(body))
