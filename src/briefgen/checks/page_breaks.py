"""Where pages break: no heading alone at a foot, no stray lines, no divided rows or figures, notes by their marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from briefgen.checks.laid_out import HEADINGS, LaidOut
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.layout.pages import Piece

LINES_TOGETHER = 3
"""Lines of a paragraph that stay together before and after a break."""

_TITLES = frozenset(("box-title", "callout-title"))
"""Paragraphs that head what follows them, as headings do."""


def check_headings_at_foot(page: LaidOut) -> Iterator[Diagnostic]:
    """A heading stands on the page, and in the column, of the text that it heads."""
    layout = page.layout
    contents = [
        piece
        for piece in layout.pieces
        if layout.is_drawn(piece) and not piece.is_note and piece.node not in page.beside
    ]
    contents.sort(key=lambda piece: (piece.node, piece.page, piece.column))
    nodes = [piece.node for piece in contents]
    rows = frozenset(node for row in layout.with_class("stats") for node in layout.inside(row))
    for heading in contents:
        if not _heads(page, heading):
            continue
        below = bisect_left(nodes, layout.inside(heading.node).stop)
        while below + 1 < len(contents) and _is_followed_by_text(
            page, rows, contents[below], contents[below + 1]
        ):
            below += 1
        if below < len(contents) and _is_before(heading, contents[below]):
            words = layout.text_of(heading.node)
            yield messages.HEADING_STRANDED.at(page.place(heading.node), heading=words, page=heading.page + 1)


def _is_followed_by_text(page: LaidOut, rows: frozenset[int], piece: Piece, following: Piece) -> bool:
    """Whether a piece belongs to a row of numbers, which is no text yet, unless nothing of its section follows."""
    return piece.node in rows and (following.node in rows or not _heads(page, following))


def _heads(page: LaidOut, piece: Piece) -> bool:
    node = page.layout.nodes[piece.node]
    return bool(piece.lines) and (node.tag in (*HEADINGS, "summary") or not _TITLES.isdisjoint(node.classes))


def _is_before(heading: Piece, below: Piece) -> bool:
    """Whether a heading stands on an earlier page than what it heads, or in an earlier column of that page."""
    if heading.page != below.page:
        return heading.page < below.page
    return 0 < heading.column < below.column


def check_stray_lines(page: LaidOut) -> Iterator[Diagnostic]:
    """A paragraph that goes on over the page, or in the next column, leaves and takes at least three lines."""
    layout = page.layout
    elsewhere = page.beside | layout.within("imprint")
    for node, pieces in layout.by_node.items():
        parts = [piece for piece in pieces if piece.lines and not piece.is_note]
        if len(parts) < 2 or node in elsewhere or not _is_one_text(page, node):
            continue
        total = sum(len(part.lines) for part in parts)
        if part := next((part for part in parts if len(part.lines) < LINES_TOGETHER), None):
            yield messages.LINES_STRANDED.at(
                page.place(node), count=len(part.lines), total=total, page=part.page + 1
            )


def _is_one_text(page: LaidOut, node: int) -> bool:
    """Whether an element is a paragraph, or an item of a list that holds nothing but a text."""
    layout = page.layout
    if layout.nodes[node].tag not in ("p", "li", "dd"):
        return False
    inner = layout.inside(node)[1:]
    return not any(piece.lines and not piece.is_note for n in inner for piece in layout.by_node.get(n, ()))


def check_divided(page: LaidOut) -> Iterator[Diagnostic]:
    """Rows of tables, figures and pull quotes are not divided."""
    layout = page.layout
    heads = frozenset(n for i, e in enumerate(layout.nodes) if e.tag == "thead" for n in layout.inside(i))
    for node, pieces in layout.by_node.items():
        pages = sorted({piece.page for piece in pieces})
        tag, classes = layout.nodes[node].tag, layout.nodes[node].classes
        if len(pages) < 2 or node in heads:
            continue
        if tag == "tr":
            table = next((n for n in layout.ancestors(node) if layout.nodes[n].tag == "table"), node)
            yield messages.ROW_DIVIDED.at(
                page.place(node),
                row=page.words(node),
                table=page.name(table),
                first=pages[0] + 1,
                second=pages[1] + 1,
            )
        elif tag == "figure" and "table" not in classes:
            yield _divided(page, node, pages[0], pages[1])


def check_ends_of_tables(page: LaidOut) -> Iterator[Diagnostic]:
    """The title of a table stands on the page of its first row, its notes and source on that of its last."""
    layout = page.layout
    for figure in layout.with_class("table"):
        inside = [node for node in layout.inside(figure) if node in layout.by_node]
        body = next((node for node in inside if layout.nodes[node].tag == "tbody"), None)
        if body is None:
            continue
        rows = [n for n in layout.inside(body) if layout.nodes[n].tag == "tr" and n in layout.by_node]
        title = next((node for node in inside if layout.nodes[node].tag == "figcaption"), None)
        notes = next((node for node in inside if "figure-notes" in layout.nodes[node].classes), None)
        if rows and title is not None:
            yield from _apart(page, figure, layout.by_node[title][0], layout.by_node[rows[0]][0])
        if rows and notes is not None:
            yield from _apart(page, figure, layout.by_node[rows[-1]][-1], layout.by_node[notes][-1])


def _apart(page: LaidOut, figure: int, above: Piece, below: Piece) -> Iterator[Diagnostic]:
    if above.page != below.page:
        yield _divided(page, figure, above.page, below.page)


def _divided(page: LaidOut, figure: int, first: int, second: int) -> Diagnostic:
    return messages.FIGURE_DIVIDED.at(
        page.place(figure), figure=page.name(figure), first=first + 1, second=second + 1
    )


def check_notes_near(page: LaidOut) -> Iterator[Diagnostic]:
    """A footnote begins on the page of its mark."""
    layout = page.layout
    by_id = {node.id: index for index, node in enumerate(layout.nodes) if node.id}
    for anchor, note in by_id.items():
        key = anchor.removeprefix("note:")
        mark = by_id.get(f"fnref:{key}")
        if key == anchor or mark is None or note not in layout.by_node or mark not in layout.by_node:
            continue
        here, there = layout.by_node[mark][0].page, layout.by_node[note][0].page
        if here != there:
            place = page.place_of_mark(mark, key)
            yield messages.NOTE_ASTRAY.at(place, key=key, page=here + 1, note_page=there + 1)
