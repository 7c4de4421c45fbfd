"""The part “Find by” of the home page: every publication under its kind and under each of its terms, the terms that
have no publication yet, and every recommendation under whom it is for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from markupsafe import Markup, escape

from briefgen.content.anchors import of_recommendation
from briefgen.content.evidence.library import Library
from briefgen.content.evidence.quoted_numbers import put_in
from briefgen.content.evidence.views import Branch, asks, by_term
from briefgen.content.evidence.vocabulary import ACTORS, COUNTRIES, Extent, term_anchor
from briefgen.content.kinds import KINDS
from briefgen.content.languages import direction
from briefgen.content.manuscript import LoadedPublication
from briefgen.content.markup import inline_html
from briefgen.content.project import Project
from briefgen.design.facts import Panel
from briefgen.design.interface_words import InterfaceWords
from briefgen.design.view_tables import numbered
from briefgen.output.home_entries import Entry

KINDS_FACET = "kinds"
ASKED_FACET = "recommendations"


@dataclass(frozen=True)
class Found:
    """A publication under a term, or a recommendation under whom it is for. `place` is what stands behind its name:
    the kind and number, and how far the term holds where not in full; or where the recommendation stands."""

    href: str
    name: Markup
    language: str
    direction: str
    place: Markup


@dataclass(frozen=True)
class FacetTerm:
    """A term: how many publications or recommendations it has, narrower terms included, and those that name it."""

    anchor: str
    label: str
    count: int
    found: tuple[Found, ...]
    narrower: tuple[FacetTerm, ...] = ()

    @property
    def is_gap(self) -> bool:
        """Whether it waits for a publication; where it is divided further, its narrower terms say so."""
        return not self.count and not self.narrower

    @property
    def gaps(self) -> int:
        """How many terms wait for a publication, this one or those under it."""
        return self.is_gap + sum(term.gaps for term in self.narrower)


@dataclass(frozen=True)
class Facet:
    """What publications can be found by, and its terms. `gaps` is how many terms wait for a publication."""

    anchor: str
    heading: str
    definition: str
    terms: tuple[FacetTerm, ...]
    gaps: int = 0


@dataclass(frozen=True)
class Finder:
    """Sorts the entries of a home page, which are given by slug, by the facets of the project."""

    project: Project
    library: Library
    words: InterfaceWords
    listed: Iterable[LoadedPublication]
    entries: Mapping[str, Entry]
    is_whole: bool = True
    """Whether the page has the whole series; else it cannot say which terms have no publication."""

    def facets(self) -> tuple[Facet, ...]:
        """Kinds, then the facets of the project and recommendations by actor, of those that have terms; nothing
        when none has."""
        known = dict.fromkeys(name for name in self.project.facets if name in self.library.vocabularies)
        facets = [*(self._facet(name) for name in known), self._asked()]
        there = [facet for facet in facets if facet.terms]
        return (self._kinds(), *there) if there else ()

    @cached_property
    def _in_order(self) -> tuple[LoadedPublication, ...]:
        """The publications that have an entry, by kind and number."""
        kinds = list(KINDS)
        there = [loaded for loaded in self.listed if loaded.files.slug in self.entries]
        return tuple(
            sorted(
                there,
                key=lambda loaded: (
                    kinds.index(loaded.files.main_kind),
                    loaded.publication.number or 0,
                    loaded.files.slug,
                ),
            )
        )

    def _kinds(self) -> Facet:
        """The kinds of which there is something, companions included."""
        found: dict[str, list[Found]] = {kind: [] for kind in KINDS}
        for loaded in self._in_order:
            entry = self.entries[loaded.files.slug]
            found[entry.kind].append(replace(self._found(loaded, None), place=Markup()))
            for companion in entry.companions:
                found[companion.kind].append(_titled(companion, Markup()))
        terms = tuple(
            FacetTerm(
                anchor=term_anchor(KINDS_FACET, kind),
                label=self.words.gettext(KINDS[kind].PLURAL),
                count=len(there),
                found=tuple(there),
            )
            for kind, there in found.items()
            if there
        )
        return Facet(f"by-{KINDS_FACET}", self.words.gettext("Kind of publication"), "", terms)

    def _facet(self, name: str) -> Facet:
        vocabulary, language = self.library.vocabularies[name], self.words.language
        branches: Iterable[Branch] = by_term(self._in_order, name, vocabulary)
        definition = vocabulary.definition.in_language(language)
        if name == COUNTRIES:
            used = (branch for branch in branches if branch.uses)
            branches = sorted(used, key=lambda branch: _alphabetical(branch.term.name(language)))
            definition = ""
        terms = tuple(self._terms(name, branches))
        heading = vocabulary.name.in_language(language)
        return Facet(f"by-{name}", heading, definition, terms, sum(term.gaps for term in terms))

    def _terms(self, vocabulary: str, branches: Iterable[Branch]) -> Iterator[FacetTerm]:
        for branch in branches:
            if branch.slugs or self.is_whole:
                yield self._term(vocabulary, branch)

    def _term(self, vocabulary: str, branch: Branch) -> FacetTerm:
        return FacetTerm(
            anchor=term_anchor(vocabulary, branch.term.id),
            label=branch.term.name(self.words.language),
            count=len(branch.slugs),
            found=tuple(self._found(loaded, extent) for loaded, extent in branch.uses),
            narrower=tuple(self._terms(vocabulary, branch.narrower)),
        )

    def _asked(self) -> Facet:
        """What the publications recommend, under each actor it is for; wider ones do not gather narrower ones."""
        actors = self.library.vocabularies.get(ACTORS)
        found: dict[str, list[Found]] = {}
        for loaded in self._in_order:
            entry = self.entries[loaded.files.slug]
            editions = {edition.language: edition for edition in (entry, *entry.editions)}
            for ask in asks([loaded], entry.language):
                edition = editions.get(ask.manuscript.file.language)
                if edition is None:  # it has no page
                    continue
                action = put_in(ask.recommendation.action, self.library.statistics, edition.language)
                item = Found(
                    href=f"{edition.href}#{of_recommendation(ask.index + 1)}",
                    name=inline_html(action, edition.language),
                    language=edition.language,
                    direction=edition.direction,
                    place=numbered(ask, self.words),
                )
                for actor in dict.fromkeys(ask.recommendation.actors):
                    found.setdefault(actor, []).append(item)
        terms = tuple(
            FacetTerm(
                anchor=term_anchor(ASKED_FACET, actor.id),
                label=actor.name(self.words.language),
                count=len(found[actor.id]),
                found=tuple(found[actor.id]),
            )
            for actor in (actors.all_terms if actors else ())
            if actor.id in found
        )
        gettext = self.words.gettext
        return Facet(
            anchor=f"by-{ASKED_FACET}",
            heading=gettext("Recommendations by actor"),
            definition=gettext("What the publications ask, and of whom."),
            terms=terms,
        )

    def _found(self, loaded: LoadedPublication, extent: Extent | None) -> Found:
        """A case study goes by the name of its record, as in tables; others by their title."""
        entry, record = self.entries[loaded.files.slug], loaded.publication.record
        place = f"{entry.kind_label} {entry.number}" if entry.number else entry.kind_label
        if extent:
            place += f" ({Panel(self.project, self.library, self.words).extent(extent)})"
        found = _titled(entry, escape(place))
        if record is None:
            return found
        language = record.name.language_of(self.words.language)
        return replace(
            found,
            name=escape(record.name.in_language(language)),
            language=language,
            direction=direction(language),
        )


def _titled(entry: Entry, place: Markup) -> Found:
    return Found(entry.href, entry.title, entry.language, entry.direction, place)


def _alphabetical(name: str) -> str:
    """What to sort a name by: its letters without their marks."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
