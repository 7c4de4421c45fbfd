"""Views over the series: the vocabularies and terms that a block names are there, and there is something to show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.content.blocks import Asks, Block, Cases, Component, Coverage, Matrix, RelatedList
from briefgen.content.edition_text import EditionText
from briefgen.content.evidence import views
from briefgen.content.evidence.library import Library
from briefgen.content.evidence.vocabulary import ACTORS
from briefgen.content.manuscript import LoadedPublication
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, nearest


def check_views(
    library: Library, publications: Sequence[LoadedPublication], here: LoadedPublication, text: EditionText
) -> Iterator[Diagnostic]:
    for component in text.components:
        unknown = tuple(_unknown(library, component))
        yield from unknown
        unsure = unknown or library.unread  # what waits for a vocabulary may be what it would show
        why = "" if unsure else _nothing(library, publications, here, component.options)
        if why:
            yield messages.VIEW_EMPTY.at(component.span, block=component.name, why=why)


def _unknown(library: Library, component: Component) -> Iterator[Diagnostic]:
    """Vocabularies and terms that the series does not have."""
    options = component.options
    named: dict[str, tuple[str, ...]] = {}
    if isinstance(options, Matrix | Coverage):
        named = {options.rows: (), options.columns: ()}
    elif isinstance(options, Cases):
        named = options.where
    elif isinstance(options, Asks):
        named = {ACTORS: options.actors}
    for name, ids in named.items():
        vocabulary = library.vocabularies.get(name)
        if vocabulary is None:
            near = nearest(name, library.vocabularies)
            yield messages.UNKNOWN_VOCABULARY.at(component.span, name=name, nearest=near)
            continue
        known = [term.id for term in vocabulary.all_terms]
        for id_ in (id_ for id_ in ids if id_ not in known):
            near = nearest(id_, known)
            yield messages.UNKNOWN_TERM.at(component.span, id=id_, vocabulary=f"`{name}`", nearest=near)


def _nothing(
    library: Library, publications: Sequence[LoadedPublication], here: LoadedPublication, options: Block
) -> str:
    """Why a view would be empty, or nothing."""
    vocabularies, found = library.vocabularies, views.cases(publications, library.cases)
    match options:
        case Cases() if not views.chosen(found, options.where, vocabularies):
            return "no case has these terms"
        case Matrix() | Coverage():
            rows, columns = ((name, vocabularies[name]) for name in (options.rows, options.columns))
            crossing = views.cross(found, rows, columns)
            if isinstance(options, Matrix) and not crossing.shown():
                return "no case has terms of both vocabularies"
            if isinstance(options, Coverage) and not any(crossing.empty()):
                return "every pair that can have a case has one"
        case Asks():
            asked = {actor for ask in views.asks(publications) for actor in ask.recommendation.actors}
            if not (asked & set(options.actors) if options.actors else asked):
                return (
                    "no recommendation names these actors"
                    if options.actors
                    else "no recommendation names actors"
                )
        case RelatedList() if not views.related(here, publications, 1):
            return "no publication shares a term with this one, and `related` names none"
    return ""
