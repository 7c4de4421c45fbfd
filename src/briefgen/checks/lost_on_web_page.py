"""Nothing was lost on the web page: every block of the source, every front matter text, picture and link is in its
HTML, once and in order. Templates put every piece of text on the page as it is, so it is there letter for letter."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from urllib.parse import quote

from briefgen.checks.source_places import BLOCK, SourcePlaces, blocks_in_order, picture_of, quoted, words_of
from briefgen.content.blocks import Figure
from briefgen.content.decode import span_at
from briefgen.content.edition_text import EditionText
from briefgen.content.manuscript import Manuscript
from briefgen.content.slots import MARK
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.paths import join
from briefgen.core.source import Span

_WAY_BACK = re.compile(r'(<a class="footnote-backref" href="[^"]*")[^>]*>')
_UNSEEN = re.compile(
    r"<head\b.*?</head>|<!--.*?-->|<(script|style|template|nav)\b.*?</\1>"
    r'|<section class="imprint-citation">.*?</section>',
    re.S,
)
"""What readers do not see, and what says again what the text says: lists of its sections, the citation."""

_WAY_BACK_WHOLE = re.compile(r'<a class="footnote-backref".*?</a>', re.S)
_ADDRESS = re.compile(r'\s(src|href)="([^"]*)"')
_COUNT = re.compile(r"\.\d+")
_JOINED = re.compile(r"(?<!\w)\N{ARABIC LETTER WAW}\Z")
"""The and before the last item of an Arabic list, which is written as one word with the item."""


def check_web_page(manuscript: Manuscript, text: EditionText, html: str) -> tuple[Diagnostic, ...]:
    """What of an edition is not in its HTML, or not once and in the order of the source."""
    places = SourcePlaces(manuscript, text)
    page = _WebPage(_UNSEEN.sub("", _WAY_BACK.sub(r"\1>", html)))
    lost = (*_lost(places, text, page), *_pictures_lost(places, manuscript, text, page))
    return lost or (*_blocks_out_of_order(places, text, page.html), *_lists_out_of_order(places, text, page))


class _WebPage:
    """The HTML of a page, in which every piece of text finds a place of its own."""

    def __init__(self, html: str) -> None:
        self.html = html
        self._taken = bytearray(len(html))

    def all(self, piece: str, after: int) -> Iterator[int]:
        """Where a piece stands in the text, not within a tag or word."""
        start = self.html.find(piece, after)
        while start >= 0:
            if not self._is_within(start, start + len(piece)):
                yield start
            start = self.html.find(piece, start + 1)

    def take(self, piece: str, after: int) -> int:
        """Where a piece stands that no other piece has taken; -1 if nowhere."""
        for start in self.all(piece, after):
            end = start + len(piece)
            if self._taken.find(1, start, end) < 0:
                self._taken[start:end] = b"\1" * len(piece)
                return start
        return -1

    def _is_within(self, start: int, end: int) -> bool:
        html = self.html
        if html.rfind("<", 0, start) > html.rfind(">", 0, start):
            return True
        before = html[max(start - 2, 0) : start]
        is_begun = html[start].isalnum() and before[-1:].isalnum() and not _JOINED.search(before)
        return is_begun or (html[end - 1].isalnum() and html[end : end + 1].isalnum())


def _lost(places: SourcePlaces, text: EditionText, page: _WebPage) -> Iterator[Diagnostic]:
    """What templates left out, once for each place. Long pieces look for their places first: a short one may be a
    part of another."""
    pieces = [
        ("", text.html),
        *((name, _WAY_BACK.sub(r"\1>", slot.html)) for name, slot in text.slots.items()),
    ]
    told: set[Span] = set()
    for name, html in sorted(pieces, key=lambda piece: -len(piece[1])):
        end, block = 0, ""
        for chunk in MARK.split(html)[::2]:
            lost: list[str] = []
            end = _end_of(page, chunk.strip(), end, lost)
            for line in lost:
                block = _block_of(chunk, line) or block
                place = places.of(name, block)
                if place not in told:
                    told.add(place)
                    yield messages.LOST_ON_WEB_PAGE.at(place, what=_name(text, line))
            block = (BLOCK.findall(chunk) or [block])[-1]


def _end_of(page: _WebPage, piece: str, after: int, lost: list[str]) -> int:
    """Where a piece ends on the page; lines of it that are nowhere are noted as lost. Templates may stand between
    its lines, so what is not found whole is looked for by halves."""
    if not piece:
        return after
    if (start := page.take(piece, after)) >= 0:
        return start + len(piece)
    lines = piece.split("\n")
    if len(lines) == 1:
        if BLOCK.search(piece) and (start := page.take(piece, 0)) >= 0:  # told as out of order
            return start + len(piece)
        if words_of(piece).strip() or _ADDRESS.search(piece):
            lost.append(piece)
        return after
    half = len(lines) // 2
    end = _end_of(page, "\n".join(lines[:half]).strip(), after, lost)
    return _end_of(page, "\n".join(lines[half:]).strip(), end, lost)


def _block_of(chunk: str, line: str) -> str:
    """The id of the last block that begins before the end of a line."""
    ids = BLOCK.findall(chunk[: chunk.index(line) + len(line)])
    return ids[-1] if ids else ""


def _name(text: EditionText, line: str) -> str:
    """What to call a lost piece: its first words, or the picture or link that it is."""
    if words := quoted(_WAY_BACK_WHOLE.sub("", line)):
        return words
    kind, address = next(iter(_ADDRESS.findall(line)))
    return picture_of(text, address) if kind == "src" else f"the link to {address}"


def _pictures_lost(
    places: SourcePlaces, manuscript: Manuscript, text: EditionText, page: _WebPage
) -> Iterator[Diagnostic]:
    """The pictures that templates draw: those of figures, where the page shows fewer than there are, and the hero's
    and others that only settings name."""
    addresses = {asset.source: asset.address for asset in text.assets}
    folder = posixpath.dirname(manuscript.file.path)
    shown: Counter[str] = Counter()
    for component in text.components:
        if isinstance(component.options, Figure):
            address = addresses.get(join(folder, component.options.src), "")
            shown[address] += 1
            if page.html.count(quote(address)) < shown[address]:
                place = places.of(f"block.{component.index}", "")
                yield messages.LOST_ON_WEB_PAGE.at(place, what=picture_of(text, address))
    key = "hero" if manuscript.edition.hero else "title"
    for address in addresses.values():
        if address not in shown and quote(address) not in page.html:
            place = span_at(manuscript.tree, (key,))
            yield messages.LOST_ON_WEB_PAGE.at(place, what=picture_of(text, address))


def _blocks_out_of_order(places: SourcePlaces, text: EditionText, html: str) -> Iterator[Diagnostic]:
    """The first block of the body that a template put before an earlier one, or on the page twice."""
    wanted = list(blocks_in_order(text))
    of_body = frozenset(wanted)
    there = [id_ for id_ in BLOCK.findall(html) if id_ in of_body]
    shown = frozenset(there)
    for expected, found in zip_longest((id_ for id_ in wanted if id_ in shown), there):
        if expected != found:
            yield messages.OUT_OF_ORDER.at(places.of("", found or expected), medium="web page")
            return


def _lists_out_of_order(places: SourcePlaces, text: EditionText, page: _WebPage) -> Iterator[Diagnostic]:
    """The first of several texts of one key, such as key messages, that a template put before an earlier one."""
    reached: dict[str, int] = {}
    names = [name for name in text.slots if _COUNT.search(name) and not name.startswith("block.")]
    for name in sorted(names, key=lambda name: [int(number) for number in re.findall(r"\d+", name)]):
        key, html = _COUNT.sub("", name), text.slots[name].html
        start = next(page.all(html, reached.get(key, 0)), None)
        if start is None:
            yield messages.OUT_OF_ORDER.at(places.of(name, ""), medium="web page")
            return
        reached[key] = start + len(html)
