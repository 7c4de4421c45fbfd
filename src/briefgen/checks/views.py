"""Views over the series: the vocabularies and terms that a block names are there."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.content.blocks import Cases, Coverage, Matrix
from briefgen.content.edition_text import EditionText
from briefgen.content.evidence.library import Library
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, nearest


def check_views(library: Library, text: EditionText) -> Iterator[Diagnostic]:
    for component in text.components:
        options = component.options
        named: dict[str, tuple[str, ...]] = {}
        if isinstance(options, Matrix | Coverage):
            named = {options.rows: (), options.columns: ()}
        elif isinstance(options, Cases):
            named = options.where
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
