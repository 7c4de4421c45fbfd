"""Reads the data of a series from the files of `series/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel

from briefgen.content.citing.bibliography import Reference
from briefgen.content.citing.reference_files import FILES as REFERENCE_FILES
from briefgen.content.citing.reference_files import read_references
from briefgen.content.decode import decode, key_at, span_at
from briefgen.content.evidence.glossary import Glossary, GlossaryTerm
from briefgen.content.evidence.known_cases import KnownCase, KnownCases
from briefgen.content.evidence.library import CASES, FOLDER, GLOSSARY, REFERENCES, STATISTICS, Library
from briefgen.content.evidence.named_terms import check_named_terms, unknown_reference, unknown_term
from briefgen.content.evidence.statistics import Register, Statistic
from briefgen.content.evidence.vocabulary import (
    COUNTRIES,
    DEEPEST,
    TAKEN,
    VOCABULARIES,
    Term,
    Vocabulary,
    countries,
    vocabulary_path,
)
from briefgen.content.fields import LocalText, is_id
from briefgen.content.frontmatter import Mapping as Tree
from briefgen.content.frontmatter import read_mapping
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Related, StopPublication, nearest
from briefgen.core.engine import Engine
from briefgen.core.source import Source, Span
from briefgen.core.text import read_source, refused
from briefgen.core.workspace import Door

_FILES = (*REFERENCE_FILES, *(path.rpartition("/")[2] for path in (STATISTICS, CASES, GLOSSARY)))
_FOLDERS = (f"{VOCABULARIES.rpartition('/')[2]}/",)
_DATA = (".yml", ".yaml", ".json", ".bib")

Read = TypeVar("Read", bound=BaseModel)


def load_library(
    door: Door,
    languages: tuple[str, ...],
    engine: Engine | None = None,
    country_names: Mapping[str, LocalText] | None = None,
) -> tuple[Library, tuple[Diagnostic, ...]]:
    """The data of a series whose publications come in some languages, and what is wrong with it. The engine keeps what
    other programs had to read; `country_names` are names by code in the place of CLDR's."""
    reader = _Reader(door, languages, engine, country_names or {})
    reader.names()
    vocabularies = reader.vocabularies()
    references = reader.references()
    reader.dangling_sources(references)
    statistics, places = reader.statistics(references)
    cases, case_places = reader.cases(vocabularies, references)
    glossary = reader.glossary()
    wrong = {problem.span.source.path for problem in reader.problems if problem.is_error and problem.span}
    if wrong & {f"{FOLDER}/{name}" for name in REFERENCE_FILES}:
        wrong.add(REFERENCES)  # what publications rest on, whichever file it is
    library = Library(
        vocabularies,
        references,
        statistics,
        places,
        cases,
        case_places,
        glossary,
        frozenset(reader.unread),
        frozenset(wrong | reader.unread),
    )
    return library, tuple(reader.problems)


@dataclass
class _Reader:
    door: Door
    languages: tuple[str, ...]
    engine: Engine | None = None
    country_names: Mapping[str, LocalText] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    sources: list[tuple[str, Span]] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def names(self) -> None:
        """Folders that cannot be read, and files that would not be, in silence."""
        for folder, files, folders in ((FOLDER, _FILES, _FOLDERS), (VOCABULARIES, (), ())):
            if refusal := self.door.refusal(folder):
                self.problems.append(refused(refusal, _top(folder)))
            for name in self.door.list(folder):
                stem, dot, ending = name.rstrip("/").rpartition(".")
                is_data = f"{dot}{ending}" in _DATA and not name.startswith(("_", "."))
                fits = name in (*files, *folders) or (folder == VOCABULARIES and name.endswith(".yml"))
                if is_data and not fits:
                    near = f"{stem}.yml" if folder == VOCABULARIES else nearest(name.rstrip("/"), files)
                    if ending == "bib":
                        near = "references.bib"
                    suggestion = None if name == f"{near}/" else near
                    hints = ("make it a file",) if name.endswith("/") else ()
                    place = _top(f"{folder}/{name.rstrip('/')}")
                    self.problems.append(
                        messages.UNKNOWN_SOURCE.at(place, name=name, nearest=suggestion, hints=hints)
                    )

    def vocabularies(self) -> dict[str, Vocabulary]:
        found = {COUNTRIES: countries(self.languages, self.country_names)}
        trees: dict[str, Tree] = {}
        for file in self.door.list(VOCABULARIES):
            name, dot, ending = file.rpartition(".")
            if f"{dot}{ending}" != ".yml" or file.startswith("_"):
                continue
            path = vocabulary_path(name)
            if not is_id(name) or name in TAKEN:
                self.problems.append(messages.VOCABULARY_NAME.at(_top(path), name=name))
                continue
            if read := self._read(path, Vocabulary):
                found[name] = read[0]
                trees[name] = read[1]
        for name, tree in trees.items():
            self.problems += self._about_vocabulary(found[name], tree)
            self.problems += self._about_excludes(found, name, tree)
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
            if vocabulary.depth(term) > DEEPEST:
                place = span_at(tree, ("terms", index, "broader"))
                problem = f"lies more than {DEEPEST} levels under the widest term"
                yield messages.BAD_VALUE.at(
                    place, subject="`broader`", problem=problem, advice="name a wider one"
                )
            if term.replaced_by:
                yield from _about_replaced(vocabulary, term, span_at(tree, ("terms", index, "replaced_by")))
            for key in ("label", "definition"):
                yield from self._untranslated(getattr(term, key), span_at(tree, ("terms", index, key)), key)
        for key in ("title", "name", "definition"):
            yield from self._untranslated(getattr(vocabulary, key), span_at(tree, (key,)), key)
        if circle := vocabulary.circle():
            place = span_at(tree, ("terms", ids.index(circle.id), "broader"))
            yield messages.TERM_CIRCLE.at(place, id=circle.id)
        if vocabulary.source:
            self.sources.append((vocabulary.source, span_at(tree, ("source",))))

    def _about_excludes(
        self, vocabularies: Mapping[str, Vocabulary], name: str, tree: Tree
    ) -> Iterator[Diagnostic]:
        """Terms of other vocabularies that a term excludes are there."""
        for index, term in enumerate(vocabularies[name].terms):
            for other, ids in term.excludes.items():
                vocabulary = vocabularies.get(other)
                at = ("terms", index, "excludes", other)
                if vocabulary is None and vocabulary_path(other) not in self.unread:
                    near = nearest(other, vocabularies)
                    yield messages.UNKNOWN_VOCABULARY.at(key_at(tree, at), name=other, nearest=near)
                for place, id_ in enumerate(ids):
                    if vocabulary:
                        yield from unknown_term(vocabulary, other, id_, span_at(tree, (*at, place)))

    def _untranslated(self, text: LocalText, place: Span, key: str) -> Iterator[Diagnostic]:
        """A text for each language of the series; with one language a text for all is one for it."""
        if len(self.languages) == 1 and text.has(self.languages[0]):
            return
        missing = [code for code in self.languages if code not in text.by_language]
        if missing:
            yield messages.TERM_UNTRANSLATED.at(place, key=key, languages=", ".join(missing))

    def references(self) -> dict[str, Reference]:
        read = read_references(self.door, self.engine)
        self.problems += read.problems
        if read.is_unread:
            self.unread.add(REFERENCES)
        return read.references

    def statistics(self, references: Mapping[str, Reference]) -> tuple[dict[str, Statistic], dict[str, Span]]:
        read = self._read(STATISTICS, Register)
        if read is None:
            return {}, {}
        register, tree = read
        self.problems += self._doubles(tree, "statistics", [s.id for s in register.statistics])
        for index, statistic in enumerate(register.statistics):
            for at, reading in enumerate(statistic.readings):
                place = span_at(tree, ("statistics", index, "readings", at, "source"))
                self._dangling(reading.source, references, place)
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
                self._dangling(key, references, span_at(tree, (*at, "source")))
            for count, reached in enumerate(case.people_reached):
                place = span_at(tree, (*at, "people_reached", count, "source"))
                for key in reached.source:
                    self._dangling(key, references, place)
        return cases, {case.id: span_at(tree, ("cases", index, "id")) for index, case in enumerate(cases)}

    def glossary(self) -> tuple[GlossaryTerm, ...]:
        read = self._read(GLOSSARY, Glossary)
        return read[0].terms if read else ()

    def dangling_sources(self, references: Mapping[str, Reference]) -> None:
        for key, place in self.sources:
            self._dangling(key, references, place)

    def _dangling(self, key: str, references: Mapping[str, Reference], place: Span) -> None:
        if REFERENCES not in self.unread:
            self.problems += unknown_reference(key, references, place)

    def _doubles(self, tree: Tree, key: str, ids: list[str]) -> Iterator[Diagnostic]:
        for index, id_ in enumerate(ids):
            if (first := ids.index(id_)) != index:
                related = (Related(span_at(tree, (key, first, "id")), "first given here"),)
                yield messages.ID_TWICE.at(span_at(tree, (key, index, "id")), id=id_, related=related)

    def _read(self, path: str, model: type[Read]) -> tuple[Read, Tree] | None:
        """A file of the series as its model, with its tree; None when it is absent, or wrong and so `unread`."""
        folder, _, name = path.rpartition("/")
        if name not in self.door.list(folder):
            return None
        try:
            source = read_source(self.door, path)
        except StopPublication as stop:
            self.problems += stop.diagnostics
            self.unread.add(path)
            return None
        tree, problems = read_mapping(source)
        self.problems += problems
        if tree is not None:
            value, more = decode(tree, model)
            self.problems += more
            if value is not None and not problems:
                return value, tree
        self.unread.add(path)
        return None


def _about_replaced(vocabulary: Vocabulary, term: Term, place: Span) -> Iterator[Diagnostic]:
    """What replaces a term is another one, and in use."""
    other = vocabulary.term(term.replaced_by or "")
    problem = ""
    if term.replaced_by == term.id:
        problem = "names the term itself"
    elif other and other.retired:
        problem = f"names `{other.id}`, which is retired too"
    elif not term.retired:
        problem = "stands with a term that is not retired"
    if problem:
        advice = (
            "add `retired: true`, or delete it" if "not retired" in problem else "name the term to use now"
        )
        yield messages.BAD_VALUE.at(place, subject="`replaced_by`", problem=problem, advice=advice)


def _top(path: str) -> Span:
    """The top of a file or folder of which only the name is known."""
    return Source(path, "").whole()
