"""Numbers: one that is set large has a source; one of the register has been looked at since its day of review."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from briefgen.content.blocks import Stat
from briefgen.content.data_blocks import RowsBlock
from briefgen.content.edition_text import EditionText
from briefgen.content.evidence.library import Library
from briefgen.content.evidence.quoted_numbers import quoted_numbers
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.source import Span


def check_statistics(
    library: Library, loaded: LoadedPublication, manuscript: Manuscript, text: EditionText, today: date
) -> Iterator[Diagnostic]:
    source = manuscript.source
    for component in text.components:
        if isinstance(component.options, Stat) and not component.options.source:
            place = source.line_span(component.first_line, component.last_line)
            if not any(mark in source.text[place.start : place.end] for mark in ("[@", "[^", "](stat:")):
                yield messages.STAT_UNSOURCED.at(component.span)
        if isinstance(component.options, RowsBlock):
            for at, id_ in enumerate(component.options.statistics):
                yield from _stale(library, id_, today, component.place("statistics", at))
    sources = (source, loaded.settings.source) if loaded.publication.record else (source,)
    for written in dict.fromkeys(sources):
        for quoted in quoted_numbers(written.text):
            yield from _stale(library, quoted.id, today, written.span(quoted.start, quoted.end))


def _stale(library: Library, id_: str, today: date, place: Span) -> Iterator[Diagnostic]:
    """A number that nobody has looked at since its day of review."""
    statistic = library.statistics.get(id_)
    if statistic and statistic.review_by < today:
        yield messages.STATISTIC_STALE.at(place, id=id_, day=statistic.review_by)
