"""A text and the data it refers to: citations become marks of what they say, links to the register become numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from briefgen.content.citing.citation_problems import citation_problems
from briefgen.content.citing.csl_style import Form
from briefgen.content.citing.formatting import Entry, Formatted
from briefgen.content.citing.marks import Marks
from briefgen.content.decode import span_at
from briefgen.content.evidence.case_record import CaseRecord
from briefgen.content.evidence.library import STATISTICS, Library
from briefgen.content.evidence.number_words import agrees, shown
from briefgen.content.evidence.quoted_numbers import QuotedNumber, put_in, quoted_numbers, stray_links
from briefgen.content.evidence.record_texts import marked_texts
from briefgen.content.frontmatter import Mapping
from briefgen.content.markup import Around
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Related, nearest
from briefgen.core.source import Source, Span

REFERENCES = "references"
"""The slot that holds the list of references, which stands behind the text."""


def _item(entry: Entry) -> str:
    direction = f' dir="{entry.direction}"' if entry.direction else ""
    return f'<li id="{entry.anchor}"{direction}>{entry.html}</li>'


@dataclass(frozen=True)
class Evidence:
    """What a text in one language may refer to."""

    library: Library
    language: str
    formatted: Formatted = field(default_factory=Formatted)

    @cached_property
    def marks(self) -> Marks:
        return Marks(self.formatted, self.language, self.library.references)

    def in_lines(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        """The lines of a text, as many as before."""
        return tuple(self._in("\n".join(lines)).split("\n"))

    def in_texts(self, around: Around) -> Around:
        return replace(
            around,
            before=tuple((name, self._in(text)) for name, text in around.before),
            after=tuple((name, self._in(text)) for name, text in around.after),
        )

    def _in(self, text: str) -> str:
        return self.marks.in_text(put_in(text, self.library.statistics, self.language))

    def notes(self, lines: tuple[str, ...], *around: Around) -> tuple[str, ...]:
        """The definitions of all notes that stand in references."""
        texts = (text for texts in around for _, text in (*texts.before, *texts.after))
        return self.marks.notes("\n".join((*lines, *texts)))

    def with_references(self, around: Around) -> Around:
        """The texts with the list of references as the last, if there is one."""
        if not self.formatted.entries:
            return around
        tag = "ol" if self.formatted.form is Form.NUMERIC else "ul"
        items = "\n".join(map(_item, self.formatted.entries))
        return replace(
            around, after=(*around.after, (REFERENCES, self.marks.put(f"<{tag}>\n{items}\n</{tag}>")))
        )

    def problems(self, source: Source) -> Iterator[Diagnostic]:
        """What the text refers to and the series does not have, or has otherwise."""
        return self._problems(source.text, source.span)

    def problems_of(self, record: CaseRecord, tree: Mapping) -> Iterator[Diagnostic]:
        """The same of the texts of a record, told at the whole of each: its offsets are not those of the file."""
        for path, text in marked_texts(record, self.language):
            place = span_at(tree, path)
            yield from self._problems(text, lambda *_, place=place: place)

    def _problems(self, text: str, place_of: Callable[[int, int], Span]) -> Iterator[Diagnostic]:
        """What is wrong in a text, at the places of its offsets."""
        yield from citation_problems(text, self.library, place_of)
        if STATISTICS not in self.library.unread:
            for quoted in quoted_numbers(text):
                yield from self._about(quoted, place_of(quoted.start, quoted.end))
        for start, end in stray_links(text):
            yield messages.STATISTIC_LINK.at(place_of(start, end))

    def _about(self, quoted: QuotedNumber, place: Span) -> Iterator[Diagnostic]:
        statistic = self.library.statistics.get(quoted.id)
        if statistic is None:
            near = nearest(quoted.id, self.library.statistics)
            yield messages.UNKNOWN_STATISTIC.at(place, id=quoted.id, nearest=near)
            return
        reading = statistic.reading(quoted.year)
        if reading is None:
            years = [f"{quoted.id}@{reading.as_of.year}" for reading in statistic.readings]
            asked = f"{quoted.id}@{quoted.year}"
            yield messages.UNKNOWN_STATISTIC.at(place, id=asked, nearest=nearest(asked, years))
            return
        if not quoted.words.strip():
            return
        related = (Related(self.library.places[quoted.id], "the register"),)
        says = agrees(quoted.words, reading.value, self.language)
        if says is None:
            yield messages.STATISTIC_UNSAID.at(place, shown=quoted.words, id=quoted.id, related=related)
        elif not says:
            value = shown(statistic, reading, self.language)
            yield messages.STATISTIC_DIFFERS.at(place, shown=quoted.words, value=value, related=related)
