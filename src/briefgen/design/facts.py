"""The facts panel of a case study, from its record and terms, in the words of a language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from briefgen.content.evidence.case_record import (
    CaseRecord,
    Confidence,
    PeopleReached,
    Period,
    Qualifier,
    years_in,
)
from briefgen.content.evidence.library import Library
from briefgen.content.evidence.record_texts import IN_PANEL
from briefgen.content.evidence.vocabulary import COUNTRIES, Extent, Terms, term_anchor
from briefgen.content.models import Publication
from briefgen.content.project import Project
from briefgen.design.interface_words import InterfaceWords

TERM_LINK = Markup('<a class="term-link" href="{}#{}">{}</a>')
"""A term as a way to its other publications. Paper does without the link."""


@dataclass(frozen=True)
class Fact:
    """A line of the panel: its label and one or more values."""

    label: str
    values: tuple[Markup, ...]


@dataclass(frozen=True)
class Finding:
    """A fact of the record as a table shows it; `confidence` is high or medium, `confidence_label` its word."""

    text: Markup
    term: str
    year: str
    confidence: str
    confidence_label: str


@dataclass(frozen=True)
class Panel:
    """Makes the facts of one publication's pages in one language."""

    project: Project
    library: Library
    words: InterfaceWords

    def facts(self, publication: Publication, texts: Mapping[str, Markup], home: str) -> tuple[Fact, ...]:
        """The whole panel; empty without a record. Terms lead to their places on the home page, which has those of
        listed publications."""
        record = publication.record
        if record is None:
            return ()
        gettext, language = self.words.gettext, self.words.language
        rows: list[Fact] = []
        known = (name for name in self.project.facets if name in self.library.vocabularies)
        for name in known:
            if values := tuple(self.terms(publication.terms, name, home if publication.listed else "")):
                label = self.library.vocabularies[name].name.in_language(language)
                rows.append(Fact(label, (self.words.list_of(values),) if name == COUNTRIES else values))
            if name == COUNTRIES:
                rows.append(Fact(gettext("Place"), (escape(record.place.in_language(language)),)))
                rows.append(Fact(gettext("Years"), tuple(self._years(record))))
        people = tuple(self._people(record, texts)) or (escape(self.no_count),)
        rows.append(Fact(gettext("People reached"), people))
        if record.partners:
            rows.append(
                Fact(
                    gettext("Partners"),
                    (self.words.list_of(name.in_language(self.words.language) for name in record.partners),),
                )
            )
        return tuple(rows)

    def terms(self, terms: Terms, name: str, home: str = "") -> Iterator[Markup]:
        """The labels of the terms of a vocabulary, each with how far it holds, and with the address of a home page
        as links to it."""
        vocabulary = self.library.vocabularies[name]
        for use in terms.get(name, ()):
            if term := vocabulary.term(use.id):
                label = escape(term.name(self.words.language))
                if home:
                    label = TERM_LINK.format(home, term_anchor(name, term.id), label)
                yield label + escape(f" ({self.extent(use.extent)})") if use.extent else label

    @property
    def no_count(self) -> str:
        """What stands where the sources do not say how many people were reached."""
        return self.words.gettext("No count found")

    def extent(self, extent: Extent) -> str:
        gettext = self.words.gettext
        return {
            Extent.IN_PART: gettext("in part"),
            Extent.PLANNED: gettext("planned"),
            Extent.LIKELY: gettext("likely"),
            Extent.SUPPORT: gettext("with support"),
        }[extent]

    def findings(self, record: CaseRecord, part: str, texts: Mapping[str, Markup]) -> tuple[Finding, ...]:
        """The facts of one part of the record, in its order."""
        found = []
        for index, item in enumerate(getattr(record, part)):
            vocabulary, term = self.library.vocabularies.get(part), getattr(item, "term", None)
            known = vocabulary.term(term) if vocabulary and term else None
            confidence = getattr(item, "confidence", None)
            found.append(
                Finding(
                    text=texts[f"record.{part}.{index}"],
                    term=known.name(self.words.language) if known else "",
                    year=self.year(getattr(item, "year", "")),
                    confidence=confidence.value if confidence else "",
                    confidence_label=self._confidence(confidence) if confidence else "",
                )
            )
        return tuple(found)

    def _confidence(self, confidence: Confidence) -> str:
        gettext = self.words.gettext
        return {Confidence.HIGH: gettext("High"), Confidence.MEDIUM: gettext("Medium")}[confidence]

    def year(self, year: str) -> str:
        """A year of the record in words."""
        return self.words.gettext("n.d.") if year == "n.d." else years_in(year, self.words.language)

    def _years(self, record: CaseRecord) -> Iterator[Markup]:
        for period in record.years:
            years = self._span(period)
            what = f" ({period.what.in_language(self.words.language)})" if period.what else ""
            yield escape(years + what)

    def _span(self, period: Period) -> str:
        if period.to is None:
            return self.words.gettext("since %(year)s") % {"year": period.start}
        return str(period.start) if period.to == period.start else f"{period.start}–{period.to}"

    def _people(self, record: CaseRecord, texts: Mapping[str, Markup]) -> Iterator[Markup]:
        for index, reached in enumerate(record.people_reached):
            yield Markup("{} {}").format(self.count(reached), texts[f"{IN_PANEL}{index}"])

    def count(self, reached: PeopleReached) -> str:
        """A number of people with what the source says of it: more than 1,200."""
        number = self.words.number(reached.number)
        return self._qualified(reached.qualifier, number) if reached.qualifier else number

    def _qualified(self, qualifier: Qualifier, number: str) -> str:
        gettext = self.words.gettext
        pattern = {
            Qualifier.MORE_THAN: gettext("More than %(number)s"),
            Qualifier.ABOUT: gettext("About %(number)s"),
            Qualifier.UP_TO: gettext("Up to %(number)s"),
            Qualifier.AT_LEAST: gettext("At least %(number)s"),
        }[qualifier]
        return pattern % {"number": number}
