"""Formats all that the editions of a build cite, and says so once when that cannot be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.content.citing.citations import citations
from briefgen.content.citing.csl_style import CitationStyle
from briefgen.content.citing.formatting import Formatted, Request, formatted
from briefgen.content.citing.marks import in_order
from briefgen.content.citing.pandoc import INSTALL, PandocFailed, find_pandoc
from briefgen.content.evidence.library import Library
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.page_order import texts_in_order
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.engine import Engine
from briefgen.core.source import Span

Edition = tuple[LoadedPublication, Manuscript]


def cite(
    engine: Engine, style: CitationStyle, library: Library, editions: Iterable[Edition]
) -> tuple[Mapping[str, Formatted], tuple[Diagnostic, ...]]:
    """What each edition cites, by its path, and what is wrong. Editions that cite nothing are left out."""
    requests: list[Request] = []
    first: Edition | None = None
    for loaded, manuscript in editions:
        texts = texts_in_order(loaded, manuscript, library)
        cited = in_order(texts, library.references, style.form)
        if cited:
            requests.append(Request(manuscript.file.path, manuscript.file.language, cited))
            first = first or (loaded, manuscript)
    if first is None:
        return {}, ()
    missing = {request.path: Formatted(style.form, is_missing=True) for request in requests}
    place = _first_citation(*first, library)
    pandoc = find_pandoc()
    if pandoc is None:
        what = "pandoc 3.1 or newer, which formats citations,"
        return missing, (messages.ENGINE_MISSING.at(place, what=what, advice=f"install it: `{INSTALL}`"),)
    try:
        return formatted(engine, pandoc, style, library.references, requests), ()
    except PandocFailed as failure:
        return missing, (messages.CITATIONS_FAILED.at(place, problem=str(failure)),)


def _first_citation(loaded: LoadedPublication, manuscript: Manuscript, library: Library) -> Span:
    source = manuscript.source
    found = next(citations(source.text, library.references), None)
    return source.span(found.start, found.end) if found else loaded.settings.source.line_span(1)
