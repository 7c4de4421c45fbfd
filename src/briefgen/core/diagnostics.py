"""Diagnostics as values: what must be said to an author or a designer, and where."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from briefgen.core.source import Source, Span


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Related:
    """A second place that explains a diagnostic, such as the first use of a key given twice."""

    span: Span
    message: str


@dataclass(frozen=True)
class Diagnostic:
    """One thing to say. `span` is None only when no file is to blame (a missing library, say)."""

    code: str
    severity: Severity
    span: Span | None
    message: str
    hints: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    def sort_key(self) -> tuple[bool, str, int, int, str, str]:
        """By place; what only follows from the others comes last."""
        last = self.severity is Severity.NOTE
        if self.span is None:
            return (last, "", 0, 0, self.code, self.message)
        return (last, self.span.source.path, self.span.start, self.span.end, self.code, self.message)


@dataclass(frozen=True)
class Wording:
    """The one place where a diagnostic's code, severity and words are written.

    `message` and `hint` are `str.format` templates; `why` is the sentence the documentation gives, `otherwise` the hint
    when `hint` cannot be filled.
    """

    code: str
    severity: Severity
    message: str
    hint: str = ""
    why: str = ""
    otherwise: str = ""

    def at(
        self,
        place: Span | Source | None,
        *,
        hints: Iterable[str] = (),
        related: Iterable[Related] = (),
        **values: Any,
    ) -> Diagnostic:
        """The diagnostic at a place, with the template's fields filled from `values`.

        The standing hint gives way to the other one when `values` lacks one of its fields, so that a wording may
        offer a "did you mean" only when there is something near.
        """
        span = place.whole() if isinstance(place, Source) else place
        standing = _fill(self.hint, values) or self.otherwise
        return Diagnostic(
            code=self.code,
            severity=self.severity,
            span=span,
            message=self.message.format(**values),
            hints=(*((standing,) if standing else ()), *hints),
            related=tuple(related),
        )


def _fill(template: str, values: dict[str, Any]) -> str:
    try:
        return template.format(**{key: value for key, value in values.items() if value not in (None, "")})
    except KeyError:
        return ""


class StopPublication(Exception):  # noqa: N818 - it is an interruption, not a fault
    """Carries the diagnostics that make it pointless to go on with one publication."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("; ".join(d.message for d in diagnostics))
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[type[StopPublication], tuple[Diagnostic, ...]]:
        return StopPublication, self.diagnostics


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known word most like `word`, or None when nothing is near enough to suggest."""
    candidates = list(known)
    folded = {candidate.casefold().replace("-", "_"): candidate for candidate in candidates}
    close = difflib.get_close_matches(word.casefold().replace("-", "_"), folded, n=1, cutoff=cutoff)
    return folded[close[0]] if close else None


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Diagnostics sorted by place, each said once."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=Diagnostic.sort_key))


def strict(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The same diagnostics with every warning turned into an error."""
    return tuple(
        replace(d, severity=Severity.ERROR) if d.severity is Severity.WARNING else d for d in diagnostics
    )
