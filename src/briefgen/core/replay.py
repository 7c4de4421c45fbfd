"""Diagnostics as JSON, to be said again when the result they belong to is used again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from briefgen.core.diagnostics import Diagnostic, Related, Severity
from briefgen.core.source import Source, Span

TextOf = Callable[[str], str | None]
"""The text of a file of the project as it is now, None if it has none."""


@dataclass
class Recorder:
    """Writes down diagnostics and places. A source is named once, and its text kept only where its file does not say it
    (settings that briefgen made, say, or a file that is not there)."""

    text_of: TextOf
    sources: list[list[Any]] = field(default_factory=list)
    _places: dict[tuple[str, str], int] = field(default_factory=dict)

    def diagnostics(self, found: Iterable[Diagnostic]) -> list[Any]:
        return [
            [d.code, d.severity.value, self.span(d.span), d.message, list(d.hints),
             [[self.span(related.span), related.message] for related in d.related]]
            for d in found
        ]  # fmt: skip

    def span(self, span: Span | None) -> list[int] | None:
        return None if span is None else [self._source(span.source), span.start, span.end]

    def _source(self, source: Source) -> int:
        key = (source.path, source.text)
        if key not in self._places:
            self._places[key] = len(self.sources)
            as_file = self.text_of(source.path) == source.text
            self.sources.append([source.path, None if as_file else source.text])
        return self._places[key]


class Replay:
    """Reads what a `Recorder` wrote."""

    def __init__(self, sources: Iterable[list[Any]], text_of: TextOf) -> None:
        self._rows = list(sources)
        self._text_of = text_of
        self._sources: dict[int, Source] = {}

    def diagnostics(self, rows: Iterable[Any]) -> tuple[Diagnostic, ...]:
        return tuple(
            Diagnostic(
                code,
                Severity(severity),
                self.span(span),
                message,
                tuple(hints),
                tuple(Related(self._place(place), said) for place, said in related),
            )
            for code, severity, span, message, hints, related in rows
        )

    def span(self, row: list[int] | None) -> Span | None:
        return None if row is None else self._place(row)

    def _place(self, row: list[int]) -> Span:
        number, start, end = row
        if number not in self._sources:
            path, text = self._rows[number]
            self._sources[number] = Source(path, (self._text_of(path) or "") if text is None else text)
        return Span(self._sources[number], start, end)
