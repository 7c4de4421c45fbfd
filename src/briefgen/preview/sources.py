"""From what somebody points at, on the web page or a page of the PDF, to the line of the source that says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.content.decode import span_at
from briefgen.content.frontmatter import Mapping, Node, Scalar, Sequence
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.masking import without_markup
from briefgen.core.source import Span
from briefgen.design.interface_words import InterfaceWords
from briefgen.layout import places
from briefgen.preview.shown import Shown

_NO_WORD = re.compile(r"[\W_]+")

_FEWEST = 3
"""Letters and digits by which a setting can be known."""

Line = tuple[str, int]
"""A file and a line of it."""


@dataclass(frozen=True)
class Sources:
    """Where an edition comes from: its own file, its publication's settings, and those of the project."""

    manuscript: Manuscript
    publication: LoadedPublication
    project: Mapping | None
    words: InterfaceWords

    def of_point(self, shown: Shown, page: int, x: float, y: float) -> Line | None:
        """What says what stands at a point of a page of the PDF, in mm; None where nothing does."""
        made = shown.paper
        found = places.at(made.places, page, x, y) if made else None
        if made is None or found is None:
            return None
        now = shown.page.blocks if shown.page else ()
        lines = {block: first for block, first, _ in (*made.blocks, *now)}  # it may stand elsewhere by now
        if found.block in lines:
            return self.manuscript.file.path, lines[found.block]
        return self.of_words(found.words)

    def of_words(self, words: str, around: str = "") -> Line | None:
        """The setting that says some words, or at least more than half of what stands around them."""
        settings = [(said, place) for text, place in self._settings() if len(said := _bare(text)) >= _FEWEST]
        for wanted in filter(None, (_bare(words), _bare(around))):
            whole = (place for said, place in settings if said == wanted)
            holding = (place for said, place in settings if wanted in said and len(wanted) >= _FEWEST)
            most = sorted((said for said in settings if said[0] in wanted), key=lambda one: -len(one[0]))
            inside = (place for said, place in most if 2 * len(said) > len(wanted))
            place = next((place for found in (whole, holding, inside) for place in found), None)
            if place:
                return place.source.path, place.source.position(place.start)[0]
        return None

    def _settings(self) -> Iterator[tuple[str, Span]]:
        """Every text that is written in YAML, nearest first, and the date as readers see it."""
        settings = self.publication.settings
        yield from _texts(self.manuscript.tree)
        if settings.tree is not self.manuscript.tree:
            yield from _texts(settings.tree)
        yield self.words.date(self.publication.publication.date), span_at(settings.tree, ("date",))
        if self.project:
            yield from _texts(self.project)


def _texts(node: Node) -> Iterator[tuple[str, Span]]:
    if isinstance(node, Scalar):
        if node.value:
            yield node.value, node.span
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item)
    else:
        for _, value in node.entries:
            yield from _texts(value)


def _bare(text: str) -> str:
    """The letters and digits of a text, by which it is known whatever marks and spaces it has."""
    return _NO_WORD.sub("", without_markup(text)).casefold()
