"""Views over the series: the vocabularies and terms that a block names are there, there is something to show, and
nothing that it would show has a mistake."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from briefgen.content.block import Block
from briefgen.content.blocks import Asks, Cases, Component, Coverage, Matrix, NumberedList, RelatedList, View
from briefgen.content.data_blocks import Map, RowsBlock
from briefgen.content.discovery import SECTIONS
from briefgen.content.edition_text import EditionText
from briefgen.content.evidence import views
from briefgen.content.evidence.library import CASES, REFERENCES, STATISTICS, Library
from briefgen.content.evidence.vocabulary import ACTORS, vocabulary_path
from briefgen.content.manuscript import LoadedPublication
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, nearest


def check_views(
    library: Library,
    publications: Sequence[LoadedPublication],
    here: LoadedPublication,
    text: EditionText,
    in_doubt: Collection[str],
) -> Iterator[Diagnostic]:
    """What is wrong with the views in a text. `in_doubt` are the paths of what cannot be shown as it is meant."""
    for component in text.components:
        unknown = tuple(_unknown(library, component))
        yield from unknown
        unsure = unknown or _shows(component.options, in_doubt)
        why = "" if unsure else _nothing(library, publications, here, component.options)
        if isinstance(component.options, NumberedList):
            why = _nothing_numbered(text, component.options)
        if why:
            yield messages.VIEW_EMPTY.at(component.span, block=component.name, why=why)


def shows_any(text: EditionText | None, in_doubt: Collection[str]) -> bool:
    """Whether a view in a text would show something that is in doubt, or leave it out: its page waits."""
    return text is not None and any(_shows(component.options, in_doubt) for component in text.components)


def _shows(options: Block, in_doubt: Collection[str]) -> bool:
    shown: tuple[str, ...] = ()
    if isinstance(options, Matrix | Coverage | Cases):
        named = (vocabulary_path(name) for name in _named(options))
        shown = ("case_studies", CASES, REFERENCES, *named)
    elif isinstance(options, Asks):
        shown = (*SECTIONS, vocabulary_path(ACTORS))
    elif isinstance(options, RelatedList):
        shown = tuple(SECTIONS)
    elif isinstance(options, Map) and options.cases:
        shown = ("case_studies", CASES)
    elif isinstance(options, RowsBlock) and options.statistics:
        shown = (STATISTICS,)
    return any(path == part or path.startswith(f"{part}/") for path in in_doubt for part in shown)


def _named(options: Block) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """The vocabularies that a view names, each with the keys of the option and the terms it names there."""
    match options:
        case Matrix() | Coverage():
            return {options.rows: (("rows",), ()), options.columns: (("columns",), ())}
        case Cases():
            return {name: (("where", name), ids) for name, ids in options.where.items()}
        case Asks():
            return {ACTORS: (("actors",), options.actors)}
    return {}


def _unknown(library: Library, component: Component) -> Iterator[Diagnostic]:
    """Vocabularies and terms that the series does not have."""
    for name, (keys, ids) in _named(component.options).items():
        vocabulary, place = library.vocabularies.get(name), component.place(*keys)
        if vocabulary_path(name) in library.unread:
            continue
        if vocabulary is None:
            near = nearest(name, library.vocabularies)
            yield messages.UNKNOWN_VOCABULARY.at(place, name=name, nearest=near)
            continue
        known = [term.id for term in vocabulary.all_terms]
        for index, id_ in enumerate(ids):
            if id_ not in known:
                place = component.place(*keys, index)
                near = nearest(id_, known)
                yield messages.UNKNOWN_TERM.at(place, id=id_, vocabulary=f"`{name}`", nearest=near)


def _nothing_numbered(text: EditionText, options: NumberedList) -> str:
    """Why a list of what is numbered would be empty, or nothing."""
    kinds = {component.options.COUNTS_AS for component in text.components}
    missing = [listed for listed in options.of if listed.counts_as not in kinds]
    return f"the text has no {' and no '.join(missing)}" if missing else ""


def _nothing(
    library: Library, publications: Sequence[LoadedPublication], here: LoadedPublication, options: Block
) -> str:
    """Why a view would be empty, or nothing."""
    if not isinstance(options, View | Map):
        return ""
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
        case Map(cases=True) if not found:
            return "the series has no cases"
        case RelatedList() if not views.related(here, publications, 1):
            return "no publication shares a term with this one, and `related` names none"
    return ""
