"""The data of a series, read from `series/`: its vocabularies, references, statistics and known cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TypeVar

from pydantic import BaseModel

from briefgen.content.decode import decode, span_at
from briefgen.content.evidence.bibliography import Reference, References
from briefgen.content.evidence.known_cases import KnownCase, KnownCases
from briefgen.content.evidence.named_terms import check_named_terms, unknown_reference
from briefgen.content.evidence.statistics import Register, Statistic
from briefgen.content.evidence.vocabulary import COUNTRIES, Vocabulary, countries
from briefgen.content.fields import LocalText
from briefgen.content.frontmatter import Mapping as Tree
from briefgen.content.frontmatter import read_mapping
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Related, StopPublication, nearest
from briefgen.core.source import Span
from briefgen.core.text import read_source
from briefgen.core.workspace import Door

FOLDER = "series"
VOCABULARIES = f"{FOLDER}/vocabularies"
REFERENCES = f"{FOLDER}/references.yml"
STATISTICS = f"{FOLDER}/statistics.yml"
CASES = f"{FOLDER}/cases.yml"

Read = TypeVar("Read", bound=BaseModel)


@dataclass(frozen=True)
class Library:
    """What publications refer to by id. `places` is where each statistic stands in its file, `case_places`
    the same for known cases. `unread` names vocabularies whose files have a mistake, which is told there and not again
    at each use."""

    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    statistics: Mapping[str, Statistic] = field(default_factory=dict)
    places: Mapping[str, Span] = field(default_factory=dict)
    cases: tuple[KnownCase, ...] = ()
    case_places: Mapping[str, Span] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()


def load_library(door: Door, languages: tuple[str, ...]) -> tuple[Library, tuple[Diagnostic, ...]]:
    """The data of a series whose publications come in some languages, and what is wrong with it."""
    reader = _Reader(door, languages)
    vocabularies = reader.vocabularies()
    references = reader.references()
    reader.dangling_sources(references)
    statistics, places = reader.statistics(references)
    cases, case_places = reader.cases(vocabularies, references)
    unread = frozenset(reader.unread)
    library = Library(vocabularies, references, statistics, places, cases, case_places, unread)
    return library, tuple(reader.problems)


@dataclass
class _Reader:
    door: Door
    languages: tuple[str, ...]
    problems: list[Diagnostic] = field(default_factory=list)
    sources: list[tuple[str, Span]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def vocabularies(self) -> dict[str, Vocabulary]:
        found = {COUNTRIES: countries(self.languages)}
        for name in self.door.list(VOCABULARIES):
            path = PurePosixPath(name)
            if path.suffix != ".yml":
                continue
            read = self._read(f"{VOCABULARIES}/{name}", Vocabulary)
            if read is None:
                self.unread.append(path.stem)
            else:
                found[path.stem] = read[0]
                self.problems += self._about_vocabulary(*read)
        return found

    def _about_vocabulary(self, vocabulary: Vocabulary, tree: Tree) -> Iterator[Diagnostic]:
        yield from self._doubles(tree, "terms", [term.id for term in vocabulary.terms])
        ids = [term.id for term in vocabulary.terms]
        for index, term in enumerate(vocabulary.terms):
            for key in ("broader", "replaced_by"):
                wider = getattr(term, key)
                if wider and wider not in ids:
                    place = span_at(tree, ("terms", index, key))
                    yield messages.UNKNOWN_TERM.at(
                        place, id=wider, vocabulary="this vocabulary", nearest=nearest(wider, ids)
                    )
            for key in ("label", "definition"):
                yield from self._untranslated(getattr(term, key), span_at(tree, ("terms", index, key)), key)
        if circle := vocabulary.circle():
            place = span_at(tree, ("terms", ids.index(circle.id), "broader"))
            yield messages.TERM_CIRCLE.at(place, id=circle.id)
        if vocabulary.source:
            self.sources.append((vocabulary.source, span_at(tree, ("source",))))

    def _untranslated(self, text: LocalText, place: Span, key: str) -> Iterator[Diagnostic]:
        missing = [code for code in self.languages if code not in text.by_language]
        if missing:
            yield messages.TERM_UNTRANSLATED.at(place, key=key, languages=", ".join(missing))

    def references(self) -> dict[str, Reference]:
        read = self._read(REFERENCES, References)
        if read is None:
            return {}
        self.problems += self._doubles(read[1], "references", [r.id for r in read[0].references])
        return {reference.id: reference for reference in read[0].references}

    def statistics(self, references: Mapping[str, Reference]) -> tuple[dict[str, Statistic], dict[str, Span]]:
        read = self._read(STATISTICS, Register)
        if read is None:
            return {}, {}
        register, tree = read
        self.problems += self._doubles(tree, "statistics", [s.id for s in register.statistics])
        for index, statistic in enumerate(register.statistics):
            for at, reading in enumerate(statistic.readings):
                place = span_at(tree, ("statistics", index, "readings", at, "source"))
                self.problems += unknown_reference(reading.source, references, place)
        places = {
            s.id: span_at(tree, ("statistics", index, "id")) for index, s in enumerate(register.statistics)
        }
        return {s.id: s for s in register.statistics}, places

    def cases(
        self, vocabularies: Mapping[str, Vocabulary], references: Mapping[str, Reference]
    ) -> tuple[tuple[KnownCase, ...], dict[str, Span]]:
        read = self._read(CASES, KnownCases)
        if read is None:
            return (), {}
        cases, tree = read[0].cases, read[1]
        self.problems += self._doubles(tree, "cases", [case.id for case in cases])
        for index, case in enumerate(cases):
            at = ("cases", index)
            self.problems += check_named_terms(case.terms, vocabularies, tree, (*at, "terms"), self.unread)
            for key in case.source:
                self.problems += unknown_reference(key, references, span_at(tree, (*at, "source")))
            for count, reached in enumerate(case.people_reached):
                place = span_at(tree, (*at, "people_reached", count, "source"))
                for key in reached.source:
                    self.problems += unknown_reference(key, references, place)
        return cases, {case.id: span_at(tree, ("cases", index, "id")) for index, case in enumerate(cases)}

    def dangling_sources(self, references: Mapping[str, Reference]) -> None:
        for key, place in self.sources:
            self.problems += unknown_reference(key, references, place)

    def _doubles(self, tree: Tree, key: str, ids: list[str]) -> Iterator[Diagnostic]:
        for index, id_ in enumerate(ids):
            if (first := ids.index(id_)) != index:
                related = (Related(span_at(tree, (key, first, "id")), "first given here"),)
                yield messages.ID_TWICE.at(span_at(tree, (key, index, "id")), id=id_, related=related)

    def _read(self, path: str, model: type[Read]) -> tuple[Read, Tree] | None:
        """A file of the series as its model, with its tree; None when it is absent or wrong."""
        folder, _, name = path.rpartition("/")
        if name not in self.door.list(folder):
            return None
        try:
            source = read_source(self.door, path)
        except StopPublication as stop:
            self.problems += stop.diagnostics
            return None
        tree, problems = read_mapping(source)
        self.problems += problems
        if tree is None:
            return None
        value, more = decode(tree, model)
        self.problems += more
        return (value, tree) if value is not None and not problems else None
