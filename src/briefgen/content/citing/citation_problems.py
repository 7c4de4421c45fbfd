"""What is wrong with the citations in a text: keys that nothing has, locators nobody understands, citations where none
can stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from briefgen.content.citing.citations import Citation, citations, in_words
from briefgen.content.citing.locators import odd_label
from briefgen.content.decode import Loc, span_at
from briefgen.content.evidence.library import REFERENCES, Library
from briefgen.content.frontmatter import Mapping, Node, Scalar, Sequence
from briefgen.content.masking import mask_code
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, nearest
from briefgen.core.source import Span

_NEAR = 0.8
"""How much a word behind `@` must be like a key to be taken for one that is misspelt."""

_LISTED = re.compile(r"title|subtitle|recommendations\.\d+\.action")

_INSIDE = {
    "the text of a link": re.compile(
        r"(?<!!)\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
    ),
    "the description of a picture": re.compile(r"!\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*\]\([^()\n]*\)"),
    "a link": re.compile(r"<a\b[^>]*>.*?</a>", re.S | re.I),
    "an HTML tag": re.compile(r"<[a-zA-Z][^<>]*>"),
    "the long form of an abbreviation": re.compile(r"^[ ]{0,3}\*\[[^\]\n]+\]:[^\n]*", re.M),
}


def citation_problems(
    text: str, library: Library, place_of: Callable[[int, int], Span]
) -> Iterator[Diagnostic]:
    """Everything about the citations of a text, at the places of its offsets."""
    known = library.references
    masked = mask_code(text)
    astray = [
        (where, found.span()) for where, pattern in _INSIDE.items() for found in pattern.finditer(masked)
    ]
    found = tuple(citations(text, known))
    for citation in found:
        place = place_of(citation.start, citation.end)
        where = next((where for where, (start, end) in astray if start <= citation.start < end), None)
        if where:
            yield messages.CITATION_MISPLACED.at(place, where=where)
            continue
        yield from _about(citation, library, place)
    if REFERENCES in library.unread:
        return
    cited = [(citation.start, citation.end) for citation in found]
    for word, start, end in in_words(text):
        if any(begin <= start < stop for begin, stop in cited) or word in known:
            continue
        near = nearest(word, known, cutoff=_NEAR)
        inside = any(begin <= start < stop for _, (begin, stop) in astray)
        if near and not inside:
            yield messages.PERHAPS_CITATION.at(place_of(start - 1, end), word=word, nearest=near)


def _about(citation: Citation, library: Library, place: Span) -> Iterator[Diagnostic]:
    for key in citation.keys:
        yield from library.unknown_reference(key, place)
    if citation.broken is not None:
        count = "two keys" if "@" in citation.broken else "no key"
        yield messages.CITATION_BROKEN.at(place, count=count, part=citation.broken)
    for cited in citation.cited:
        if cited.locator is None and (odd := odd_label(cited.suffix)):
            yield messages.LOCATOR_UNKNOWN.at(place, word=odd[0], nearest=odd[1])


def in_plain_texts(tree: Mapping, marked: Iterable[Loc], library: Library) -> Iterator[Diagnostic]:
    """Citations in values of a file that are no Markdown; `marked` are the paths of those that are."""
    of_markdown = {span_at(tree, path) for path in marked}
    for scalar in _scalars(tree):
        if scalar.span in of_markdown:
            continue
        for _ in citations(scalar.value or "", library.references):
            yield messages.CITATION_MISPLACED.at(scalar.span, where="a text that is shown without marks")


def without_record(settings: Mapping) -> Mapping:
    """The settings of a publication without its case record, whose texts are Markdown."""
    return replace(settings, entries=tuple(entry for entry in settings.entries if entry[0].value != "record"))


def in_listed_texts(
    texts: Iterable[tuple[str, Loc, str]], tree: Mapping, library: Library
) -> Iterator[Diagnostic]:
    """Authors as words of texts that other pages show without their citations. `texts` are names, paths and texts."""
    for name, path, text in texts:
        if _LISTED.fullmatch(name) and any(c.narrative for c in citations(text, library.references)):
            where = "a text that other pages list, as a word of it: write the name, then `[@key]`"
            yield messages.CITATION_MISPLACED.at(span_at(tree, path), where=where)


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
        return
    inner = node.items if isinstance(node, Sequence) else [value for _, value in node.entries]
    for one in inner:
        yield from _scalars(one)
