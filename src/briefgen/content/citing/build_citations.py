"""Formats all that the editions of a build cite, and says so where that cannot be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.content.citing.citations import citations
from briefgen.content.citing.csl_style import CitationStyle
from briefgen.content.citing.formatting import Failed, Formatted, Request, formatted
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
    cite_something: dict[str, Edition] = {}
    for loaded, manuscript in editions:
        texts = texts_in_order(loaded, manuscript, library)
        cited = in_order(texts, library.references, style.form)
        if cited:
            requests.append(Request(manuscript.file.path, manuscript.file.language, cited))
            cite_something[manuscript.file.path] = loaded, manuscript
    if not requests:
        return {}, ()
    missing = Formatted(style.form, is_missing=True)
    place = _first_citation(*cite_something[requests[0].path], library)
    pandoc = find_pandoc()
    if pandoc is None:
        what = "pandoc 3.1 or newer, which formats citations,"
        told = messages.ENGINE_MISSING.at(place, what=what, advice=f"install it: `{INSTALL}`")
        return dict.fromkeys(cite_something, missing), (told,)
    try:
        results = formatted(engine, pandoc, style, library.references, requests)
    except PandocFailed as failure:
        told = messages.CITATIONS_FAILED.at(place, problem=str(failure))
        return dict.fromkeys(cite_something, missing), (told,)
    said = [
        messages.CITATIONS_FAILED.at(_first_citation(*cite_something[path], library), problem=result.why)
        for path, result in results.items()
        if isinstance(result, Failed)
    ]
    done = {path: missing if isinstance(result, Failed) else result for path, result in results.items()}
    return done, tuple(said)


def _first_citation(loaded: LoadedPublication, manuscript: Manuscript, library: Library) -> Span:
    source = manuscript.source
    found = next(citations(source.text, library.references), None)
    return source.span(found.start, found.end) if found else loaded.settings.source.line_span(1)
