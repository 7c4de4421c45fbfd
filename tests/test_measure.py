"""Where things are on real pages, and what was not drawn: tiny documents laid out by the engine, and read back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from briefgen.layout.pages import Layout, Line, Loss, Piece, Rect, from_json, letters, to_json
from briefgen.output.pdf_job import PdfResult
from briefgen.output.pdf_text import read_back
from tests.layouts import document, note

LINES = "one<br>two<br>three<br>four<br>five<br>six<br>seven<br>eight<br>nine<br>ten<br>eleven<br>twelve"
TEXT = f"{LINES}<br>{LINES}"
"""24 lines; a page has 16."""


def layout_of(body: str, css: str = "", **about: str) -> Layout:
    result = document(body, css, **about)
    assert result.layout
    return result.layout


def pieces(layout: Layout, tag: str) -> list[Piece]:
    return [piece for piece in layout.pieces if layout.nodes[piece.node].tag == tag]


def texts(layout: Layout, tag: str) -> list[list[str]]:
    """The lines of each piece of elements with a tag."""
    return [[line.text for line in piece.lines] for piece in pieces(layout, tag)]


def losses(layout: Layout) -> list[tuple[str, str, str]]:
    """What is lost: tag, kind and what."""
    return [(layout.nodes[loss.node].tag, loss.kind, loss.what) for loss in layout.losses]


# --- where things are -------------------------------------------------------------------------------------


def test_pages_lines_and_boxes() -> None:
    layout = layout_of(f"<p>{TEXT}</p>")
    assert [(page.width, page.height, page.area) for page in layout.pages] == [
        (100, 100, Rect(10, 10, 90, 90)),
        (100, 100, Rect(10, 10, 90, 90)),
    ]
    first, second = pieces(layout, "p")
    assert (first.page, first.rect, len(first.lines)) == (0, Rect(10, 10, 90, 90), 16)
    assert (second.page, second.rect, len(second.lines)) == (1, Rect(10, 10, 90, 50), 8)
    tops = [line.rect.top for line in first.lines]
    assert [round(after - before, 1) for before, after in pairwise(tops)] == [5.0] * 15
    assert all(line.rect.left == 10 for line in first.lines)
    assert all(2.7 < line.rect.height < 2.8 for line in first.lines)  # 10 px letters from top to tail


def test_elements_in_lines_belong_to_them() -> None:
    layout = layout_of(
        "<p>A <em>stressed</em> word, and <span style='display:inline-block'>a box</span>.</p>"
    )
    assert texts(layout, "p") == [["A stressed word, and ."]]
    assert texts(layout, "span") == [["a box"]]
    (em,) = pieces(layout, "em")
    (p,) = pieces(layout, "p")
    assert em.lines == ()
    assert em.rect.overlap(p.lines[0].rect)


def test_words_of_style_sheets_are_no_words_but_take_room() -> None:
    plain = pieces(layout_of("<p>word</p>"), "p")[0].lines[0]
    after = pieces(layout_of("<p>word</p>", "p::after { content: ' and more' }"), "p")[0].lines[0]
    assert after.text == plain.text == "word"
    assert after.rect.width > plain.rect.width
    hanging = layout_of("<ol><li>word</li></ol>", "ol { padding-left: 10mm }")
    assert [(line.text, line.rect.left) for line in pieces(hanging, "li")[0].lines] == [("word", 20)]
    beside = (
        "p { padding-left: 9mm; position: relative } p::before { content: '1'; left: 0; position: absolute }"
    )
    assert texts(layout_of("<p>word</p>", beside), "p") == [["word"]]


def test_the_first_letter_and_line_are_the_author_s() -> None:
    layout = layout_of(
        "<p>Once upon a time</p>", "p::first-letter { font-size: 3em } p::first-line { color: red }"
    )
    assert texts(layout, "p") == [["Once upon a time"]]
    assert losses(layout) == []


def test_what_is_positioned_stands_where_it_is_drawn() -> None:
    body = "<p style='position: relative'>In <b style='position:absolute; left: 20mm; top: 30mm'>bold</b> <img src='drawing.svg' alt='d' style='position: absolute; left: 40mm; top: 0'></p>"
    layout = layout_of(body)
    assert (pieces(layout, "b")[0].rect.left, pieces(layout, "b")[0].rect.top) == (30, 40)
    assert pieces(layout, "img")[0].rect == Rect(50, 10, 55, 15)
    assert losses(layout) == []


def test_what_is_moved_or_turned_stands_where_it_is_drawn() -> None:
    moved = layout_of("<div style='transform: translate(5mm, 7mm)'><p>word</p></div>")
    assert pieces(moved, "p")[0].rect == Rect(15, 17, 95, 22)
    turned = layout_of("<p style='transform: rotate(90deg); width: 8mm'>word</p>")
    assert pieces(turned, "p")[0].lines[0].rect.height > pieces(turned, "p")[0].lines[0].rect.width


def test_the_head_of_a_table_stands_on_every_page() -> None:
    rows = "".join(f"<tr><td>{number}</td></tr>" for number in range(20))
    layout = layout_of(f"<table><thead><tr><th>Head</th></tr></thead><tbody>{rows}</tbody></table>")
    assert [piece.page for piece in pieces(layout, "th")] == [0, 1]
    assert [piece.page for piece in pieces(layout, "td")] == [0] * 15 + [1] * 5
    assert losses(layout) == []


def test_columns() -> None:
    layout = layout_of(
        f"<div><p>{LINES}</p><h2>Across</h2><p>{LINES}</p></div>",
        "div { columns: 2 } h2 { column-span: all }",
    )
    parts = [(piece.column, piece.rect.left < 50) for piece in pieces(layout, "p")]
    assert parts == [(1, True), (2, False), (3, True), (4, False)]
    assert [piece.column for piece in pieces(layout, "h2")] == [0]
    assert len(pieces(layout, "div")) == 1


def test_notes_stand_at_the_foot_of_the_page_of_their_mark() -> None:
    layout = layout_of(f"<p>{TEXT}</p><p>A mark{note('a', 'The note of <em>a</em>.')} in a line.</p>")
    (span,) = pieces(layout, "span")
    assert (span.page, span.is_note, [line.text for line in span.lines]) == (1, True, ["The note of a."])
    assert layout.pages[0].foot == 90
    assert layout.pages[1].foot == span.rect.top == 85
    assert texts(layout, "p")[-1] == ["A mark1 in a line."]
    assert layout.text_of(pieces(layout, "p")[-1].node) == "A mark1 in a line."
    assert layout.text_of(span.node) == "The note of a."


def test_notes_of_cells_stand_at_the_foot_of_the_page_of_their_row() -> None:
    rows = "".join(f"<tr><td>{number}{note(str(number))}</td></tr>" for number in range(16))
    layout = layout_of(f"<table><thead><tr><th>H{note('h')}</th></tr></thead><tbody>{rows}</tbody></table>")
    marks = [piece.page for piece in pieces(layout, "td")]
    notes = [piece.page for piece in pieces(layout, "span")]
    assert notes == [0, *marks]
    assert set(marks) == {0, 1, 2}
    assert losses(layout) == []


def test_text_from_right_to_left() -> None:
    body = f"<h2>عنوان</h2><p>كلمة أولى ثم Latin ثم أخيرة{note('a', 'ملاحظة')}</p><ul><li>بند</li></ul>"
    result = document(body, "ul { padding-inline-start: 10mm }", language="ar", direction="rtl")
    layout = result.layout
    assert layout
    assert result.unreadable == ()
    (heading,), (paragraph,), (item,) = (pieces(layout, tag) for tag in ("h2", "p", "li"))
    assert heading.lines[0].rect.right == paragraph.lines[0].rect.right == 90
    assert paragraph.lines[0].rect.left > 10
    assert paragraph.lines[0].text == "كلمة أولى ثم Latin ثم أخيرة1"
    assert item.lines[0].rect.right == 80
    assert losses(layout) == []


def test_a_cover_and_a_back_page() -> None:
    body = f"<body class='has-cover'><h1>T</h1><p class='text'>{LINES}</p><footer class='imprint'><p>I</p></footer>"
    layout = layout_of(body, "h1 { break-after: page } footer { break-before: page }")
    assert (len(layout.pages), layout.first_page, layout.last_page) == (3, 1, 1)
    plain = layout_of(body.replace("has-cover", ""), "h1 { break-after: page }")
    assert (len(plain.pages), plain.first_page, plain.last_page) == (2, 0, 1)


def test_layouts_can_be_kept() -> None:
    result = document(
        f"<p class='a b' data-b='x' id='i'>A <a href='#i'>link</a>{note('n')}</p>", "i { x: y }"
    )
    assert result.layout
    layout = replace(result.layout, losses=(Loss(1, "text", "words"),))
    assert from_json(json.loads(json.dumps(to_json(layout)))) == layout


# --- what was not drawn -----------------------------------------------------------------------------------

HIDDEN = {
    "by display": "p { display: none }",
    "by visibility": "p { visibility: hidden }",
    "by the visibility of what is around it": "div { visibility: hidden }",
    "by opacity": "p { opacity: 0 }",
    "by the opacity of what is around it": "div { opacity: 0 }",
    "by size": "p { font-size: 0 }",
    "by a colour that is none": "p { color: transparent }",
    "beside the page": "p { position: absolute; left: -300mm }",
    "below the page": "p { position: absolute; top: 300mm }",
    "moved off the page": "div { transform: translate(300mm) }",
    "over the edge of the page": "p { margin-left: 78mm; white-space: nowrap }",
    "by a box that is too narrow": "div { overflow: hidden; width: 10mm; white-space: nowrap }",
    "by dots": "div { overflow: hidden; text-overflow: ellipsis; width: 10mm; white-space: nowrap }",
    "by a box that is too low": "div { overflow: hidden; height: 1mm }",
    "by a clip": "p { position: absolute; clip: rect(0, 0, 0, 0) }",
}


@pytest.mark.parametrize("css", HIDDEN.values(), ids=HIDDEN)
def test_hidden_text_is_lost(css: str) -> None:
    layout = layout_of("<p>Words to read</p>" if "div" not in css else "<div><p>Words to read</p></div>", css)
    assert losses(layout) == [("p", "text", "Words to read")]


SHOWN = {
    "half transparent": "p { opacity: 0.5 }",
    "in a box that hides nothing of it": "div { overflow: hidden; height: 5mm; width: 40mm }",
    "in a box as low as its letters": "div { overflow: hidden; height: 10px; line-height: 10px }",
    "shown in what is hidden": "div { visibility: hidden } p { visibility: visible }",
    "turned": "p { transform: rotate(5deg) }",
    "in capitals": "p { text-transform: uppercase }",
    "over the margin": "p { margin-left: 75mm }",
    "in a clip that is wide enough": "p { position: absolute; clip: rect(0, 80mm, 10mm, 0) }",
}


@pytest.mark.parametrize("css", SHOWN.values(), ids=SHOWN)
def test_what_can_be_read_is_not_lost(css: str) -> None:
    assert losses(layout_of("<div><p>Words to read</p></div>", css)) == []


def test_divided_words_and_odd_signs_are_not_lost() -> None:
    body = "<p>inter&shy;national co\u2060operation, straße, ﬁne, 1&nbsp;000&nbsp;€, “q” — ✓ &amp; &lt;</p>"
    layout = layout_of(body, "p { hyphens: auto; text-transform: uppercase; width: 15mm }")
    assert losses(layout) == []
    assert len(pieces(layout, "p")[0].lines) > 4


def test_the_end_of_a_text_that_is_cut_off_is_lost() -> None:
    layout = layout_of("<p>one two<br>three<br>four five</p>", "p { height: 8mm; overflow: hidden }")
    assert losses(layout) == [("p", "text", "three four five")]
    assert texts(layout, "p") == [["one two"]]


def test_a_sign_in_a_cell_is_not_nothing() -> None:
    layout = layout_of("<table><tr><td>✓</td><td class='x'>✓</td></tr></table>", ".x { visibility: hidden }")
    assert losses(layout) == [("td", "text", "✓")]


def test_each_of_two_equal_texts_must_be_there() -> None:
    layout = layout_of("<p>Same</p><p class='x'>Same</p>", ".x { display: none }")
    assert [(loss.node, loss.what) for loss in layout.losses] == [(5, "Same")]


def test_a_part_of_a_text_that_is_hidden_is_lost() -> None:
    layout = layout_of("<p>Read <em>this</em> and that</p>", "em { opacity: 0 }")
    assert losses(layout) == [("em", "text", "this")]
    assert texts(layout, "p") == [["Read  and that"]]


def test_a_note_that_runs_off_its_page_is_lost() -> None:
    layout = layout_of(f"<p>A mark{note('a', 'Word. ' * 400)}</p>")
    assert [(tag, kind) for tag, kind, _ in losses(layout)] == [("span", "text")]


PICTURE = "<p>In a line <img src='drawing.svg' alt='d'></p><div style=\"background-image: url('drawing.svg')\">.</div>"


@pytest.mark.parametrize(
    ("css", "lost"),
    [
        ("", []),
        ("img { display: block }", []),
        ("img { visibility: hidden }", ["img"]),
        ("img { display: none }", ["img"]),
        ("p { opacity: 0 }", ["p", "img"]),
        ("img { position: absolute; top: -90mm }", ["img"]),
        ("img { height: 0 }", ["img"]),
        ("div { display: none }", ["div", "div"]),
        ("div { background-image: none !important }", ["div"]),
    ],
)
def test_pictures(css: str, lost: list[str]) -> None:
    assert [tag for tag, _, _ in losses(layout_of(PICTURE, css))] == lost


def test_a_picture_that_does_not_load_is_lost() -> None:
    layout = layout_of("<p><img src='other.svg' alt='What it shows'></p>")
    assert losses(layout) == [("img", "picture", "other.svg")]


# --- what can be read and clicked -------------------------------------------------------------------------

LINKS = """<p>See <a href='https://longtable.example/a?b=1'>this page, or the line below</a> and
<a href='#x'>there</a>.</p><p id='x'><a href='other.html'><img src='drawing.svg' alt='d'></a></p>"""


@pytest.mark.parametrize("css", ["", "a { display: block }", "body { columns: 2 }", "p { width: 20mm }"])
def test_links_lead_somewhere(css: str) -> None:
    assert losses(layout_of(LINKS, css)) == []


def spoilt(result: PdfResult, spoil: Callable[[pikepdf.Object], None]) -> list[str]:
    """The links that are lost when something is done to every link of a file."""
    with pikepdf.open(BytesIO(result.data)) as pdf:
        for page in pdf.pages:
            for link in page.get("/Annots", []):
                spoil(link)
        buffer = BytesIO()
        pdf.save(buffer)
    assert result.layout
    return [loss.what for loss in read_back(buffer.getvalue(), result.layout).lost_links]


def test_links_that_lead_nowhere_or_cannot_be_clicked_are_lost() -> None:
    result = document(LINKS)
    addresses = ["https://longtable.example/a?b=1", "#x", "other.html"]
    assert spoilt(result, lambda link: None) == []

    def empty(link: pikepdf.Object) -> None:
        link.Rect[3] = link.Rect[1]

    def blind(link: pikepdf.Object) -> None:
        for key in ("/A", "/Dest"):
            if key in link:
                del link[key]

    def elsewhere(link: pikepdf.Object) -> None:
        link.Rect[1] = link.Rect[3] = 5

    for spoil in (empty, blind, elsewhere):
        assert spoilt(result, spoil) == addresses, spoil


def test_the_link_of_the_line_above_is_another() -> None:
    links = "<p><a href='#a' id='a'>One</a><br><a href='#b' id='b'>Two</a></p>"
    result = document(links, "p { line-height: 2.3mm }")

    def remove(link: pikepdf.Object) -> None:
        if str(link.Dest) == "b":
            link.Rect = [0, 0, 5, 5]

    assert spoilt(result, remove) == ["#b"]


def test_a_link_without_a_target_leads_nowhere() -> None:
    layout = layout_of("<p><a href='#nowhere'>Nowhere</a></p>")
    assert losses(layout) == [("a", "link", "#nowhere")]


def test_marks_of_notes_can_be_clicked_though_they_push_no_lines_apart() -> None:
    layout = layout_of(f"<p>A mark{note('a')} in a line.<br>Another line</p>")
    first, second = pieces(layout, "p")[0].lines
    assert round(second.rect.bottom - first.rect.bottom, 1) == 5
    assert losses(layout) == []


def with_another_last_line(result: PdfResult, words: str) -> tuple[tuple[int, str], ...]:
    """What cannot be read of a file whose layout says other words in the last line of the last page."""
    assert result.layout
    last = [piece for piece in result.layout.pieces if piece.lines][-1]
    changed = replace(last, lines=(*last.lines[:-1], Line(last.lines[-1].rect, words)))
    pieces = tuple(changed if piece is last else piece for piece in result.layout.pieces)
    return read_back(result.data, replace(result.layout, pieces=pieces)).unreadable


def test_letters_that_cannot_be_read_are_told_where_they_are_missing() -> None:
    result = document("<p>ab ab</p><p style='break-before: page'>ab<br>ba</p>")
    assert result.unreadable == ()
    assert with_another_last_line(result, "ab") == ()
    assert with_another_last_line(result, "aa") == ((5, "aa"),)


def test_a_letter_that_cannot_be_read_is_told_where_it_is_first_met() -> None:
    result = document("<p>a</p><p>b</p>")
    assert result.layout
    pieces = tuple(
        replace(piece, lines=tuple(Line(line.rect, "x") for line in piece.lines))
        for piece in result.layout.pieces
    )
    assert read_back(result.data, replace(result.layout, pieces=pieces)).unreadable == ((4, "x"),)


def test_letters_are_compared_whatever_their_form() -> None:
    assert letters("Inter\u00adnational co-\u2060op’s  Ω") == "internationalcoop’sω"
    assert (
        document("<p>ﬁne ½ № e\u0301 Å STRASSE straße</p>", "p { font-variant: small-caps }").unreadable == ()
    )
