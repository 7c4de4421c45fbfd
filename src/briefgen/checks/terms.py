"""Terms and references by which a publication is sorted: every id is known, every case study has its facets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.content.citing.citations import citations, in_words
from briefgen.content.decode import span_at
from briefgen.content.evidence.library import REFERENCES, STATISTICS, Library
from briefgen.content.evidence.named_terms import check_named_terms, unknown_term
from briefgen.content.evidence.quoted_numbers import quoted_numbers
from briefgen.content.evidence.vocabulary import ACTORS, COUNTRIES, vocabulary_path
from briefgen.content.manuscript import LoadedPublication
from briefgen.content.project import Project
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Related, nearest
from briefgen.core.source import Span


def check_terms(library: Library, project: Project, loaded: LoadedPublication) -> Iterator[Diagnostic]:
    """What is wrong with the ids in a publication's settings and in its recommendations."""
    yield from check_named_terms(
        loaded.publication.terms, library.vocabularies, loaded.settings.tree, ("terms",), library.unread
    )
    yield from _record(library, project, loaded)
    yield from _actors(library, loaded)


def _record(library: Library, project: Project, loaded: LoadedPublication) -> Iterator[Diagnostic]:
    """A case study has a term of every facet, and known references and terms in its record."""
    record, tree = loaded.publication.record, loaded.settings.tree
    if record is None:
        return
    for name in project.facets:
        if name not in loaded.publication.terms and (vocabulary := library.vocabularies.get(name)):
            place = span_at(tree, ("terms",) if loaded.publication.terms else ("record",))
            example = "KE" if name == COUNTRIES else vocabulary.all_terms[0].id
            yield messages.TERM_MISSING.at(place, vocabulary=name, example=example)
    for path, fact in record.facts():
        for key in fact.source:
            yield from library.unknown_reference(key, span_at(tree, ("record", *path, "source")))
    challenges = [challenge.term for challenge in record.challenges]
    lessons = [lesson.term for lesson in record.lessons]
    for name, terms in (("challenges", challenges), ("lessons", lessons)):
        vocabulary = library.vocabularies.get(name)
        for index, term in enumerate(terms):
            place = span_at(tree, ("record", name, index, "term"))
            if term and vocabulary:
                yield from unknown_term(vocabulary, name, term, place)
            elif term and vocabulary_path(name) not in library.unread:
                yield messages.UNKNOWN_VOCABULARY.at(place, name=name)


def _actors(library: Library, loaded: LoadedPublication) -> Iterator[Diagnostic]:
    """Actors of recommendations are terms."""
    vocabulary = library.vocabularies.get(ACTORS)
    for manuscript in loaded.manuscripts:
        for index, recommendation in enumerate(manuscript.edition.recommendations):
            for at, actor in enumerate(recommendation.actors):
                place = span_at(manuscript.tree, ("recommendations", index, "actors", at))
                if vocabulary_path(ACTORS) in library.unread:
                    return
                if vocabulary is None:
                    yield messages.UNKNOWN_VOCABULARY.at(place, name=ACTORS)
                    return
                yield from unknown_term(vocabulary, ACTORS, actor, place)


def files_named(loaded: LoadedPublication) -> Iterator[str]:
    """The files of the series that a publication rests on by naming ids of them."""
    record = loaded.publication.record
    for name in loaded.publication.terms:
        yield vocabulary_path(name)
    for name in ("challenges", "lessons"):
        if record and any(fact.term for fact in getattr(record, name)):
            yield vocabulary_path(name)
    if record:
        yield REFERENCES
    if record and any(quoted_numbers(loaded.settings.source.text)):
        yield STATISTICS
    for manuscript in loaded.manuscripts:
        if any(recommendation.actors for recommendation in manuscript.edition.recommendations):
            yield vocabulary_path(ACTORS)
        if any(citations(manuscript.source.text)) or any(in_words(manuscript.source.text)):
            yield REFERENCES
        if any(quoted_numbers(manuscript.source.text)):
            yield STATISTICS


def told_cases(library: Library, publications: Iterable[LoadedPublication]) -> Iterator[Diagnostic]:
    """Cases that are said to have no study and have one."""
    for loaded in publications:
        place = library.case_places.get(loaded.files.slug)
        if place and loaded.publication.record:
            related = (Related(span_at(loaded.settings.tree, ("record",)), "its study"),)
            yield messages.CASE_TOLD.at(place, id=loaded.files.slug, related=related)


def facets_unknown(library: Library, project: Project, place: Span) -> Iterator[Diagnostic]:
    """Facets of the project that are no vocabularies."""
    for name in project.facets:
        if name not in library.vocabularies and vocabulary_path(name) not in library.unread:
            near = nearest(name, library.vocabularies)
            yield messages.UNKNOWN_VOCABULARY.at(place, name=name, nearest=near)
