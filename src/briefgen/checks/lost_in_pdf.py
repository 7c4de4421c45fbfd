"""Nothing was lost in the PDF: every block of the source, every front matter text, note, picture and link is on its
pages, in order, and can be read from the file. Style sheets can hide things, and layout engines drop them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from briefgen.checks.laid_out import LaidOut
from briefgen.checks.source_places import (
    BLOCK,
    SourcePlaces,
    blocks_in_order,
    picture_of,
    quoted,
    words_of,
)
from briefgen.content.addresses import on_the_web
from briefgen.content.notes import NOTES, without_copies
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.source import Span
from briefgen.layout.pages import Loss, Piece, letters

_NOTE = re.compile(r'<li\b[^>]*\sid="fn:([^"]+)"[^>]*>(.*?)(?=<li\b[^>]*\sid="fn:|\Z)', re.S)
_LINK = re.compile(r'\shref="([^"#][^"]*)"')

_TOUCH = 0.5
"""Millimetres; what reaches less into another does not stand above it."""


def check_pdf(page: LaidOut) -> tuple[Diagnostic, ...]:
    """What of an edition was not drawn on any page, or in another order."""
    places = SourcePlaces(page.manuscript, page.text)
    lost = (*_not_drawn(page, places), *_front_not_drawn(page, places), *_not_readable(page))
    return tuple(dict.fromkeys(lost)) or tuple(_out_of_order(page))


def _not_drawn(page: LaidOut, places: SourcePlaces) -> Iterator[Diagnostic]:
    """Blocks of the source, notes, pictures and links of which something is on no page, once for each place."""
    told: set[Span] = set()
    for loss, place in (*_losses_of_the_text(page, places), *_links_of_notes(page, places)):
        if place not in told:
            told.add(place)
            yield messages.LOST_IN_PDF.at(place, what=_name(page, loss))


def _losses_of_the_text(page: LaidOut, places: SourcePlaces) -> Iterator[tuple[Loss, Span]]:
    """What is lost, and where it stands in the source. Left out is what only the screen shows, and what the engine
    tells itself: a note that is on no page, a link to it or to another place that is not there."""
    layout = page.layout
    of_screen = {"", *(BLOCK.findall(page.text.slots[NOTES].html) if NOTES in page.text.slots else ())}
    hero, listed = layout.within("hero"), layout.within("recommendation-list")
    there = {node.id for index, node in enumerate(layout.nodes) if index in layout.by_node}
    for loss in layout.losses:
        note = next((n for n in layout.ancestors(loss.node) if layout.nodes[n].id.startswith("note:")), None)
        is_shown = layout.block_of(loss.node) not in of_screen and loss.node not in listed
        if loss.kind == "link" and loss.what.startswith("#") and unquote(loss.what[1:]) not in there:
            continue
        if note in layout.by_node:
            yield loss, places.of_note(layout.nodes[note].id.removeprefix("note:"))
        elif note is None and (loss.kind == "link" or loss.node in hero or is_shown):
            yield loss, page.place(loss.node)


def _links_of_notes(page: LaidOut, places: SourcePlaces) -> Iterator[tuple[Loss, Span]]:
    """Links in notes that only the list of notes on the screen has: of lists and tables in a note, paper shows the
    words."""
    layout = page.layout
    notes = {node.id: index for index, node in enumerate(layout.nodes) if node.id.startswith("note:")}
    for key, html in _NOTE.findall(page.text.slots[NOTES].html) if NOTES in page.text.slots else ():
        note = notes.get(f"note:{key}", -1)
        if note in layout.by_node:
            there = {layout.nodes[inner].link for inner in layout.inside(note)}
            links = (on_the_web(page.address, unescape(link)) for link in _LINK.findall(html))
            lost = (link for link in links if link not in there)
            yield from ((Loss(note, "link", link), places.of_note(key)) for link in lost)


def _name(page: LaidOut, loss: Loss) -> str:
    if loss.kind == "text":
        return quoted(loss.what)
    return picture_of(page.text, loss.what) if loss.kind == "picture" else f"the link to {loss.what}"


def _front_not_drawn(page: LaidOut, places: SourcePlaces) -> Iterator[Diagnostic]:
    """Texts of the front matter of which something is on no page: it is among the losses, and the words of the text
    are not on the pages as often as there are texts that say them."""
    layout = page.layout
    listed = layout.within("recommendation-list")
    ours = {index for index in range(len(layout.nodes)) if index in listed or not layout.block_of(index)}
    lost = [letters(loss.what) for loss in layout.losses if loss.kind == "text" and loss.node in ours]
    if not lost:
        return
    citation = layout.within("imprint-citation")  # it holds the title a second time
    pieces = (p for index in sorted(ours - citation) for p in layout.by_node.get(index, ()))
    drawn = letters(" ".join(line.text for p in pieces if not p.is_note for line in p.lines))
    fronts = [(name, slot.html) for name, slot in page.text.slots.items() if not name.startswith("block.")]
    for name, html in sorted(fronts, key=lambda front: -len(front[1])):
        words = letters(words_of(without_copies(html)))
        if words in drawn:
            drawn = drawn.replace(words, "\0", 1)
        elif name != NOTES and any(piece in words or words in piece for piece in lost):
            yield messages.LOST_IN_PDF.at(places.of(name, ""), what=quoted(html))


def _not_readable(page: LaidOut) -> Iterator[Diagnostic]:
    """What is drawn and cannot be read from the file again, once for each place."""
    told: set[Span] = set()
    for node, text in page.unreadable:
        if (place := page.place(node)) not in told:
            told.add(place)
            yield messages.TEXT_UNREADABLE.at(place, what=quoted(text))


def _out_of_order(page: LaidOut) -> Iterator[Diagnostic]:
    """The first block of the body that begins before the block before it: on an earlier page, in an earlier column,
    or above it."""
    layout = page.layout
    nodes: dict[str, int] = {}
    for index, node in enumerate(layout.nodes):
        nodes.setdefault(node.block, index)
    before: Piece | None = None
    for id_ in blocks_in_order(page.text):
        index = nodes.get(id_, -1)
        pieces = layout.by_node.get(index, ())
        if not pieces or index in page.beside:
            continue
        if before and _is_before(pieces[0], before):
            yield messages.OUT_OF_ORDER.at(page.place(index), medium="PDF")
            return
        before = pieces[0]


def _is_before(piece: Piece, other: Piece) -> bool:
    if piece.page != other.page:
        return piece.page < other.page
    if piece.column and other.column and piece.column != other.column:
        return piece.column < other.column
    is_above = piece.rect.bottom <= other.rect.top + _TOUCH
    is_beside = piece.rect.right <= other.rect.left + _TOUCH or piece.rect.left >= other.rect.right - _TOUCH
    return is_above and not is_beside
