"""Where in the source the parts of an edition's text come from, and what to call them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from briefgen.content.decode import span_at
from briefgen.content.edition_text import EditionText
from briefgen.content.front_texts import front_texts
from briefgen.content.manuscript import Manuscript
from briefgen.content.masking import mask_code
from briefgen.content.slots import MARK
from briefgen.core.source import Span

BLOCK = re.compile(r'\sdata-b="([^"]+)"')
_TAG = re.compile(r"<[^>]*>")
_SHOWN = 8
"""Words of a lost text that a message shows."""


class SourcePlaces:
    """The places in the source of blocks and of front matter texts."""

    def __init__(self, manuscript: Manuscript, text: EditionText) -> None:
        self._source = manuscript.source
        self._start = manuscript.body.start
        self._lines = {block.id: block.first_line for block in text.block_map.blocks}
        self._fronts = {front.name: front.loc for front in front_texts(manuscript.edition)}
        self._tree = manuscript.tree
        self._components = {f"block.{c.index}": c.span for c in text.components}

    def of(self, name: str, block: str) -> Span:
        """The place of a block, or else of the slot that a text is in."""
        if block in self._lines:
            return self._source.line_span(self._lines[block])
        component = next((n for n in self._components if name == n or name.startswith(f"{n}.")), None)
        if component:
            return self._components[component]
        return span_at(self._tree, self._fronts.get(name, ("title",)))

    def of_note(self, key: str) -> Span:
        """The place of a note's text, or else of its mark."""
        text, mark = mask_code(self._source.text), re.escape(f"[^{key}]")
        text_of_it = re.compile(rf"^[ ]{{0,3}}({mark}):", re.M).search(text, self._start)
        found = text_of_it or re.compile(f"({mark})").search(text)
        start = found.start(1) if found else 0
        return self._source.span(start, start + len(key) + 3)


def blocks_in_order(text: EditionText) -> Iterator[str]:
    """The ids of the blocks of the body. A component's template may put its parts in an order of its own, so only
    blocks of the text itself are followed."""
    for index, piece in enumerate(MARK.split(text.html)):
        if index % 2 == 0:
            yield from BLOCK.findall(piece)
        elif piece in text.slots and text.slots[piece].block_id:
            yield text.slots[piece].block_id


def words_of(html: str) -> str:
    """The words of a piece of HTML."""
    return unescape(_TAG.sub("", html))


def quoted(html: str) -> str:
    """The first words of a piece of HTML, in quotes; empty when it has none."""
    words = unescape(_TAG.sub(" ", html)).split()
    return f"“{' '.join(words[:_SHOWN])}{' …' if len(words) > _SHOWN else ''}”" if words else ""


def picture_of(text: EditionText, address: str) -> str:
    """What an author calls a picture that is shown from an address: its file."""
    files = (asset.source for asset in text.assets if address.endswith(asset.address))
    return f"the picture {next(files, address)}"
