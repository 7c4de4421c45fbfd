"""Rules about an edition: one rule is one function that yields diagnostics."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefgen.checks.headings import check_headings
from briefgen.checks.notes import check_notes
from briefgen.content.manuscript import Manuscript
from briefgen.core.diagnostics import Diagnostic

RULES: tuple[Callable[[Manuscript], Iterator[Diagnostic]], ...] = (check_headings, check_notes)


def check(manuscript: Manuscript) -> tuple[Diagnostic, ...]:
    """What the rules say about a manuscript."""
    return tuple(problem for rule in RULES for problem in rule(manuscript))
