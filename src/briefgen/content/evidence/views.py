"""Views over the series: which cases and publications have which terms, which pairs have none, who is asked for what.

Pure functions of what publications say of themselves; pages draw them as tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefgen.content.evidence.case_record import PeopleReached
from briefgen.content.evidence.known_cases import KnownCase
from briefgen.content.evidence.vocabulary import COUNTRIES, Extent, Term, Terms, Vocabulary
from briefgen.content.fields import LocalText
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.models import Recommendation


@dataclass(frozen=True)
class Case:
    """A case by what views show of it. One without a `study` is known only from `series/cases.yml`."""

    id: str
    name: LocalText
    short_name: LocalText
    terms: Terms
    people_reached: tuple[PeopleReached, ...]
    study: LoadedPublication | None = None


@dataclass(frozen=True)
class Entry:
    """A case in a cell of a matrix, and how far it holds there."""

    case: Case
    extent: Extent | None


@dataclass(frozen=True)
class Crossing:
    """Two vocabularies crossed. `cells` holds the cases of each pair of term ids; a pair that cannot be by
    definition is in `excluded`."""

    rows: tuple[Term, ...]
    columns: tuple[Term, ...]
    cells: Mapping[tuple[str, str], tuple[Entry, ...]]
    excluded: frozenset[tuple[str, str]]

    def shown(self) -> tuple[Case, ...]:
        """The cases that stand in some cell, once each."""
        return tuple({e.case.id: e.case for entries in self.cells.values() for e in entries}.values())

    def empty(self) -> Iterator[tuple[Term, Term]]:
        """The pairs that could have a case and have none."""
        for row in self.rows:
            for column in self.columns:
                pair = (row.id, column.id)
                if not self.cells[pair] and pair not in self.excluded:
                    yield row, column


def cases(publications: Iterable[LoadedPublication], known: Iterable[KnownCase]) -> tuple[Case, ...]:
    """The listed case studies by number, then the cases known besides."""
    studies = [
        (loaded, loaded.publication.record)
        for loaded in publications
        if loaded.publication.record and loaded.publication.listed
    ]
    studies.sort(key=lambda study: (study[0].publication.number or 0, study[0].files.slug))
    return (
        *(
            Case(
                loaded.files.slug,
                record.name,
                record.short_name,
                loaded.publication.terms,
                record.people_reached,
                loaded,
            )
            for loaded, record in studies
        ),
        *(Case(case.id, case.name, case.name, case.terms, case.people_reached) for case in known),
    )


def extent_of(case: Case, vocabulary: str, term: str) -> tuple[bool, Extent | None]:
    """Whether a case has a term itself, and how far it holds."""
    for use in case.terms.get(vocabulary, ()):
        if use.id == term:
            return True, use.extent
    return False, None


def cross(found: tuple[Case, ...], rows: tuple[str, Vocabulary], columns: tuple[str, Vocabulary]) -> Crossing:
    """The cases by two vocabularies, each given by name and content."""
    cells: dict[tuple[str, str], tuple[Entry, ...]] = {}
    excluded = set()
    down, across = _in_table(found, *rows), _in_table(found, *columns)
    for row in down:
        for column in across:
            entries = []
            for case in found:
                of_row, of_column = extent_of(case, rows[0], row.id), extent_of(case, columns[0], column.id)
                if of_row[0] and of_column[0]:
                    entries.append(Entry(case, of_row[1] or of_column[1]))
            cells[row.id, column.id] = tuple(entries)
            if column.id in row.excludes.get(columns[0], ()) or row.id in column.excludes.get(rows[0], ()):
                excluded.add((row.id, column.id))
    return Crossing(down, across, cells, frozenset(excluded))


def _in_table(found: tuple[Case, ...], name: str, vocabulary: Vocabulary) -> tuple[Term, ...]:
    """The terms of a vocabulary that a table has a row or column for: those that a case names, and those that wait
    for one. Countries do not wait, nor retired terms, nor those that are divided further."""
    named = {use.id for case in found for use in case.terms.get(name, ())}
    divided = {term.broader for term in vocabulary.all_terms if not term.retired}
    return tuple(
        term
        for term in vocabulary.all_terms
        if term.id in named or not (name == COUNTRIES or term.retired or term.id in divided)
    )


def chosen(
    found: tuple[Case, ...], where: Mapping[str, tuple[str, ...]], vocabularies: Mapping[str, Vocabulary]
) -> tuple[Case, ...]:
    """The cases that have, of every vocabulary named, one of the terms or a narrower one."""

    def fits(case: Case) -> bool:
        return all(
            any(use.id in vocabularies[name].under(id_) for use in case.terms.get(name, ()) for id_ in ids)
            for name, ids in where.items()
            if name in vocabularies
        )

    return tuple(case for case in found if fits(case))


@dataclass(frozen=True)
class Branch:
    """A term, the publications that name it and how far it holds in each, and the narrower terms under it."""

    term: Term
    uses: tuple[tuple[LoadedPublication, Extent | None], ...]
    narrower: tuple[Branch, ...]

    @property
    def slugs(self) -> frozenset[str]:
        """The publications that have the term or a narrower one."""
        return frozenset(loaded.files.slug for loaded, _ in self.uses).union(
            *(n.slugs for n in self.narrower)
        )


def by_term(
    publications: Iterable[LoadedPublication], name: str, vocabulary: Vocabulary
) -> tuple[Branch, ...]:
    """Publications by the terms of a vocabulary, in its order; a retired term is there while something names it."""
    uses: dict[str, list[tuple[LoadedPublication, Extent | None]]] = {}
    for loaded in publications:
        for id_, extent in {use.id: use.extent for use in loaded.publication.terms.get(name, ())}.items():
            uses.setdefault(id_, []).append((loaded, extent))

    def under(wider: str | None) -> Iterator[Branch]:
        for term in vocabulary.all_terms:
            if term.broader == wider:
                branch = Branch(term, tuple(uses.get(term.id, ())), tuple(under(term.id)))
                if branch.slugs or not term.retired:
                    yield branch

    return tuple(under(None))


def related(
    here: LoadedPublication, publications: Iterable[LoadedPublication], most: int
) -> tuple[LoadedPublication, ...]:
    """The publications that settings name, then those that share most terms with this one."""
    others = [p for p in publications if p.files.slug != here.files.slug and p.publication.listed]
    mine = {(name, use.id) for name, uses in here.publication.terms.items() for use in uses}

    def shared(other: LoadedPublication) -> int:
        theirs = {(name, use.id) for name, uses in other.publication.terms.items() for use in uses}
        return len(mine & theirs)

    named = [p for slug in here.publication.related for p in others if p.files.slug == slug]
    near = sorted(
        (p for p in others if p not in named and shared(p)), key=lambda p: (-shared(p), p.files.slug)
    )
    return tuple([*named, *near][:most])


@dataclass(frozen=True)
class Ask:
    """A recommendation and the edition it stands in."""

    loaded: LoadedPublication
    manuscript: Manuscript
    recommendation: Recommendation
    index: int


def asks(publications: Iterable[LoadedPublication], language: str = "") -> tuple[Ask, ...]:
    """Every recommendation of the listed publications, from the edition in a language or else from the first one that
    has some."""
    found = []
    for loaded in publications:
        if not loaded.publication.listed:
            continue
        editions = (loaded.in_language(language), *(m for m in loaded.manuscripts if loaded.is_main(m)))
        manuscript = next((m for m in editions if m.edition.recommendations), editions[0])
        found += [
            Ask(loaded, manuscript, recommendation, index)
            for index, recommendation in enumerate(manuscript.edition.recommendations)
        ]
    return tuple(found)
