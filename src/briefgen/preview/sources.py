"""From what somebody points at, on the web page or a page of the PDF, to the line of the source that says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.masking import without_markup
from briefgen.content.translating.passages import passages, passages_of_settings
from briefgen.core.source import Span
from briefgen.layout import places
from briefgen.preview.shown import Shown

_NO_WORD = re.compile(r"[\W_]+")


def of_point(
    shown: Shown, publication: LoadedPublication, manuscript: Manuscript, page: int, x: float, y: float
) -> tuple[str, int]:
    """The file and line of what stands at a point of a page of the PDF, in mm."""
    made = shown.paper
    found = places.at(made.places, page, x, y) if made else None
    lines = {block: first for block, first, _ in made.blocks} if made else {}
    if found and found.block in lines:
        return manuscript.file.path, lines[found.block]
    return of_words(publication, manuscript, found.words if found else "")


def of_words(publication: LoadedPublication, manuscript: Manuscript, words: str) -> tuple[str, int]:
    """The file and line of the setting that says some words; the edition's first line if none does."""
    wanted = _bare(words)
    settings = [(_bare(text), place) for text, place in _settings(publication, manuscript)]
    whole = [place for said, place in settings if said == wanted]
    inside = [(len(said), place) for said, place in settings if said in wanted]
    around = [(-len(said), place) for said, place in settings if wanted and wanted in said]
    longest = [place for _, place in sorted(inside + around, key=lambda one: -one[0])]
    place = next(iter([*whole, *longest]), None)
    return (place.source.path, place.source.position(place.start)[0]) if place else (manuscript.file.path, 1)


def _settings(publication: LoadedPublication, manuscript: Manuscript) -> Iterator[tuple[str, Span]]:
    """The texts of an edition's front matter and of its publication's settings, in which there is a word."""
    every = (*passages(manuscript), *passages_of_settings(publication.settings))
    return ((one.text, one.span) for one in every if _bare(one.text))


def _bare(text: str) -> str:
    """The letters and digits of a text, by which it is known whatever marks and spaces it has."""
    return _NO_WORD.sub("", without_markup(text)).casefold()
