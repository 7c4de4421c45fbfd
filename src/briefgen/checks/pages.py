"""Rules about the pages of an edition as they were laid out: one rule is one function that yields diagnostics."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefgen.checks.laid_out import LaidOut
from briefgen.checks.page_breaks import (
    check_divided,
    check_ends_of_tables,
    check_headings_at_foot,
    check_notes_near,
    check_stray_lines,
)
from briefgen.checks.page_edges import check_edges, check_overlaps
from briefgen.checks.page_fit import check_fit
from briefgen.checks.page_space import check_holes, check_last_page
from briefgen.checks.page_titles import check_widows
from briefgen.core.diagnostics import Diagnostic

RULES: tuple[Callable[[LaidOut], Iterator[Diagnostic]], ...] = (
    check_fit,
    check_headings_at_foot,
    check_stray_lines,
    check_divided,
    check_ends_of_tables,
    check_notes_near,
    check_holes,
    check_last_page,
    check_edges,
    check_overlaps,
    check_widows,
)


def check_pages(page: LaidOut) -> tuple[Diagnostic, ...]:
    """What the rules say about an edition's pages."""
    return tuple(dict.fromkeys(problem for rule in RULES for problem in rule(page)))
