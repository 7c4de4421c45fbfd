"""The cases without a study that a view shows: their names with marks for their sources go under its table."""

from __future__ import annotations

from briefgen.content.block import Block
from briefgen.content.blocks import Cases, Matrix
from briefgen.content.evidence import views
from briefgen.content.evidence.library import Library
from briefgen.content.evidence.vocabulary import COUNTRIES

KNOWN = "known."


def known_in(options: Block, library: Library, language: str) -> tuple[tuple[str, str], ...]:
    """Inline Markdown by name, `known.krusha`, in the order of the data; nothing for blocks that show no cases."""
    if not isinstance(options, Matrix | Cases):
        return ()
    shown = {case.id for case in shown_in(options, views.cases((), library.cases), library)}
    countries = library.vocabularies[COUNTRIES]
    return tuple(
        (f"{KNOWN}{case.id}", case.cited_name(language, countries))
        for case in library.cases
        if case.id in shown
    )


def shown_in(
    options: Matrix | Cases, found: tuple[views.Case, ...], library: Library
) -> tuple[views.Case, ...]:
    """Those of some cases that a view shows; none when its vocabulary is not known, which is told."""
    vocabularies = library.vocabularies
    if isinstance(options, Cases):
        return views.chosen(found, options.where, vocabularies)
    if options.rows not in vocabularies or options.columns not in vocabularies:
        return ()
    rows, columns = ((name, vocabularies[name]) for name in (options.rows, options.columns))
    return views.cross(found, rows, columns).shown()
