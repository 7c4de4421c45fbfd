"""Rules about pages, on pages made by hand: each with what it tells, and with what it just does not."""

from __future__ import annotations

import inspect
from dataclasses import replace

import pytest

from briefgen.checks import page_breaks, page_edges, page_fit, page_space, page_titles, pages
from briefgen.checks.page_breaks import (
    check_divided,
    check_ends_of_tables,
    check_headings_at_foot,
    check_notes_near,
    check_stray_lines,
)
from briefgen.checks.page_edges import check_edges, check_overlaps
from briefgen.checks.page_fit import check_fit
from briefgen.checks.page_space import check_holes, check_last_page
from briefgen.checks.page_titles import check_widows
from briefgen.layout.fit import Contract
from tests.layouts import LINE, Sheets, laid_out, numbers, told


def test_every_rule_is_applied() -> None:
    modules = (page_breaks, page_edges, page_fit, page_space, page_titles)
    written = {
        rule
        for module in modules
        for name, rule in inspect.getmembers(module, inspect.isfunction)
        if name.startswith("check_")
    }
    assert set(pages.RULES) == written


def test_the_same_thing_is_told_once() -> None:
    sheets = Sheets()
    sheets.text("h2", (1, 85, 1))
    sheets.text("p", (2, 10, 6))
    assert len(pages.check_pages(laid_out(sheets, Contract(last_page_min=0)))) == 1


# --- headings ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("page", "problems"), [(1, []), (2, [(2, 1)])])
def test_a_heading_stands_on_the_page_of_its_text(page: int, problems: list[tuple[int, int]]) -> None:
    sheets = Sheets()
    sheets.text("h2", (1, 80, 1))
    sheets.text("p", (page, 85 if page == 1 else 10, 1))
    assert told(check_headings_at_foot, sheets) == problems


@pytest.mark.parametrize(
    ("tag", "classes"),
    [("h3", ""), ("h6", ""), ("summary", ""), ("p", "box-title"), ("p", "callout-title")],
)
def test_whatever_heads_a_text_is_a_heading(tag: str, classes: str) -> None:
    sheets = Sheets()
    sheets.text(tag, (1, 85, 1), classes=classes)
    sheets.text("p", (2, 10, 3))
    assert told(check_headings_at_foot, sheets) == [(2, 1)]


def test_what_stands_beside_a_heading_or_in_a_note_is_not_its_text() -> None:
    for classes, is_note in (("stats-1", False), ("side-note", False), ("footnote", True)):
        sheets = Sheets()
        sheets.text("h2", (1, 85, 1))
        sheets.lines(sheets.element("p", classes), 1, 85, ["words"], left=0, width=8, is_note=is_note)
        sheets.text("p", (2, 10, 3))
        assert told(check_headings_at_foot, sheets) == [(2, 1)], classes


def test_a_picture_below_a_heading_is_what_it_heads() -> None:
    for page in (1, 2):
        sheets = Sheets()
        sheets.text("h2", (1, 70, 1))
        sheets.box(sheets.element("img"), page, 10, 75 if page == 1 else 10, 90, 85)
        sheets.text("p", (2, 40, 3))
        assert told(check_headings_at_foot, sheets) == ([] if page == 1 else [(2, 1)])


@pytest.mark.parametrize(("tag", "page", "problems"), [("p", 2, [(2, 1)]), ("p", 1, []), ("h2", 2, [])])
def test_a_row_of_numbers_below_a_heading_is_no_text_yet(
    tag: str, page: int, problems: list[tuple[int, int]]
) -> None:
    sheets = Sheets()
    sheets.text("h2", (1, 70, 1))
    row = sheets.element("div", "stats stats-3")
    for number in ("45.2", "123.2"):
        sheets.lines(sheets.element("p", "stat-value", inside=row), 1, 75, [number])
    sheets.text(tag, (page, 85 if page == 1 else 10, 1))
    sheets.text("p", (2, 20, 3))
    assert told(check_headings_at_foot, sheets) == problems


def test_a_heading_of_the_side_column_and_the_last_one_strand_nowhere() -> None:
    sheets = Sheets()
    side = sheets.element("aside", "side")
    sheets.text("h2", (1, 85, 1), inside=side)
    sheets.text("p", (2, 10, 3))
    sheets.text("h2", (2, 85, 1))
    assert told(check_headings_at_foot, sheets) == []


@pytest.mark.parametrize(("column", "problems"), [(1, []), (2, [(2, 1)]), (0, [])])
def test_a_heading_stands_in_the_column_of_its_text(column: int, problems: list[tuple[int, int]]) -> None:
    sheets = Sheets()
    sheets.lines(sheets.element("h2"), 1, 80, ["A heading"], width=38, column=1)
    sheets.lines(sheets.element("p"), 1, 85, ["words"], left=10 if column < 2 else 52, column=column)
    assert told(check_headings_at_foot, sheets) == problems


# --- lines ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("above", "below", "problems"),
    [(3, 3, []), (2, 4, [(2, 1, 2, 6)]), (4, 2, [(2, 2, 2, 6)]), (1, 1, [(2, 1, 1, 2)])],
)
@pytest.mark.parametrize("tag", ["p", "li", "dd"])
def test_three_lines_stay_together(tag: str, above: int, below: int, problems: list[tuple[int, ...]]) -> None:
    sheets = Sheets()
    sheets.text(tag, (1, 90 - LINE * above, above), (2, 10, below))
    assert told(check_stray_lines, sheets) == problems


def test_lines_stray_between_columns_too() -> None:
    sheets = Sheets(1)
    paragraph = sheets.element("p")
    sheets.lines(paragraph, 1, 80, ["words"] * 2, width=38, column=1)
    sheets.lines(paragraph, 1, 10, ["words"] * 5, left=52, width=38, column=2)
    assert told(check_stray_lines, sheets) == [(2, 1, 2, 7)]


def test_other_texts_may_divide_as_they_like() -> None:
    for about in ({"classes": "imprint"}, {"classes": "side"}):
        sheets = Sheets()
        sheets.text("p", (1, 85, 1), (2, 10, 1), inside=sheets.element("div", **about))
        assert told(check_stray_lines, sheets) == []
    sheets = Sheets()
    item = sheets.text("li", (1, 85, 1), (2, 20, 1))  # a line above and one below a list in the item
    sheets.text("li", (2, 10, 2), inside=sheets.element("ul", inside=item))
    assert told(check_stray_lines, sheets) == []


def test_notes_may_divide_as_they_like() -> None:
    sheets = Sheets()
    note = sheets.element("p")
    for page in (1, 2):
        sheets.lines(note, page, 85, ["words"], is_note=True)
    assert told(check_stray_lines, sheets) == []


# --- figures and tables -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("bottom", "problems"), [(1, []), (2, [(4, 1, 2)])])
def test_a_row_is_on_one_page(bottom: int, problems: list[tuple[int, ...]]) -> None:
    sheets = Sheets()
    table = sheets.element("table")
    row = sheets.element("tr", inside=sheets.element("tbody", inside=table))
    sheets.box(row, 1, 10, 80, 90, 90)
    sheets.box(row, bottom, 10, 10, 90, 20)
    assert told(check_divided, sheets) == problems


def test_the_head_of_a_table_is_on_every_page() -> None:
    sheets = Sheets()
    head = sheets.element("tr", inside=sheets.element("thead"))
    for page in (1, 2):
        sheets.box(head, page, 10, 10, 90, 15)
    assert told(check_divided, sheets) == []


@pytest.mark.parametrize(
    ("classes", "is_told"), [("figure figure-full", True), ("pull-quote", True), ("table table-full", False)]
)
def test_figures_are_on_one_page_and_tables_may_go_on(classes: str, is_told: bool) -> None:
    sheets = Sheets()
    figure = sheets.element("figure", classes)
    for page in (1, 2):
        sheets.box(figure, page, 10, 10, 90, 50)
    assert told(check_divided, sheets) == ([(2, 1, 2)] if is_told else [])


@pytest.mark.parametrize(
    ("title", "rows", "source", "problems"),
    [
        (1, (1, 1), 1, []),
        (1, (1, 2), 2, []),
        (1, (2, 2), 2, [(2, 1, 2)]),
        (1, (1, 1), 2, [(2, 1, 2)]),
        (1, (1, 2), 3, [(2, 2, 3)]),
    ],
)
def test_title_and_source_stand_with_the_rows(
    title: int, rows: tuple[int, int], source: int, problems: list[tuple[int, ...]]
) -> None:
    sheets = Sheets(3)
    table = sheets.element("figure", "table")
    sheets.text("figcaption", (title, 10, 1), inside=table)
    body = sheets.element("tbody", inside=table)
    for page in (1, 2, 3):
        sheets.box(body, page, 10, 10, 90, 20)  # the engine may have an empty body where only the head fits
    for page in rows:
        sheets.box(sheets.element("tr", inside=body), page, 10, 20, 90, 25)
    sheets.text("div", (source, 30, 1), classes="figure-notes", inside=table)
    assert told(check_ends_of_tables, sheets) == problems


# --- notes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("page", "problems"), [(1, []), (2, [(2, 1, 2)])])
def test_a_note_is_on_the_page_of_its_mark(page: int, problems: list[tuple[int, ...]]) -> None:
    sheets = Sheets()
    sheets.box(sheets.element("sup", name="fnref:a"), 1, 20, 20, 21, 21)
    sheets.lines(sheets.element("span", name="note:a"), page, 85, ["A note"], is_note=True)
    assert told(check_notes_near, sheets) == problems


def test_a_note_that_goes_on_over_the_page_begins_by_its_mark() -> None:
    sheets = Sheets()
    sheets.box(sheets.element("sup", name="fnref:a"), 1, 20, 20, 21, 21)
    note = sheets.element("span", name="note:a")
    for page in (1, 2):
        sheets.lines(note, page, 85, ["A note"], is_note=True)
    sheets.element("sup", name="fnref:lost")
    sheets.element("span", name="note:lost")
    assert told(check_notes_near, sheets) == []


# --- space ------------------------------------------------------------------------------------------------


def page_with_hole(empty: float, pages: int = 2) -> Sheets:
    """A page that ends in so many empty millimetres, before one that begins with a figure of the source."""
    sheets = Sheets(pages)
    sheets.text("p", (1, 90 - empty - LINE, 1))
    figure = sheets.element("figure", "figure", name="figure-3")
    sheets.box(figure, 2, 10, 10, 90, 90)
    sheets.box(sheets.element("img", inside=figure, is_block=False), 2, 10, 10, 90, 90)
    return sheets


@pytest.mark.parametrize(("empty", "problems"), [(20, []), (20.1, [(3, 20, 1, 2)]), (60, [(3, 60, 1, 2)])])
def test_a_quarter_of_a_page_may_be_empty(empty: float, problems: list[tuple[int, ...]]) -> None:
    assert told(check_holes, page_with_hole(empty)) == problems


def test_a_hole_is_told_by_what_left_it() -> None:
    (problem,) = check_holes(laid_out(page_with_hole(30)))
    assert "Figure 3" in problem.message


def test_notes_fill_a_page_and_the_side_column_does_not() -> None:
    sheets = page_with_hole(30)
    sheets.feet[1] = 80
    assert told(check_holes, sheets) == []
    sheets = page_with_hole(30)
    sheets.text("p", (1, 10, 16), inside=sheets.element("aside", "side"))
    assert told(check_holes, sheets) == [(3, 30, 1, 2)]


def test_a_page_break_of_the_author_leaves_no_hole() -> None:
    sheets = Sheets(3)
    sheets.text("p", (1, 10, 1))
    sheets.element("div", "page-break")
    sheets.text("p", (2, 10, 1))
    sheets.text("p", (3, 10, 16))
    assert told(check_holes, sheets) == [(5, 75, 2, 3)]


def test_neither_a_cover_nor_the_last_page_of_the_text_has_holes() -> None:
    sheets = Sheets(3)
    sheets.text("h1", (1, 10, 1), inside=sheets.element("div", "has-cover"))
    sheets.text("p", (2, 10, 1))
    sheets.text("p", (3, 10, 16), inside=sheets.element("footer", "imprint"))
    assert told(check_holes, sheets) == []


@pytest.mark.parametrize(("lines", "problems"), [(6, []), (5, [(2, 2, 31, 33)]), (1, [(2, 2, 6, 33)])])
def test_a_third_of_the_last_page_is_filled(lines: int, problems: list[tuple[int, ...]]) -> None:
    sheets = Sheets()
    sheets.text("p", (1, 10, 16), (2, 10, lines))
    assert told(check_last_page, sheets) == problems


def test_how_many_words_save_the_last_page() -> None:
    sheets = Sheets(feet={2: 85})
    sheets.text("p", (1, 10, 16), (2, 10, 2))
    (problem,) = check_last_page(laid_out(sheets, would_keep="compact"))
    assert numbers(problem.hints[0]) == [36]  # two lines and a note as high as one, of twelve words each
    assert numbers(problem.hints[1]) == [36]  # three lines more make a third of the page
    assert "compact" in problem.hints[2]


def test_the_last_page_that_a_contract_asks_for_is_not_to_be_saved() -> None:
    sheets = Sheets()
    sheets.text("p", (1, 10, 16), (2, 10, 2))
    (problem,) = check_last_page(laid_out(sheets, Contract(pages=2, last_page_min=0.5)))
    assert [numbers(hint) for hint in problem.hints] == [[72]]  # six lines more make half of it


def test_how_full_the_last_page_must_be_can_be_said() -> None:
    sheets = Sheets()
    sheets.text("p", (1, 10, 16), (2, 10, 4))
    assert told(check_last_page, sheets, Contract(last_page_min=0.25)) == []
    assert told(check_last_page, sheets, Contract(last_page_min=0.26)) == [(2, 2, 25, 26)]


def test_notes_and_the_imprint_fill_the_last_page() -> None:
    sheets = Sheets(feet={2: 70})
    sheets.text("p", (1, 10, 16), (2, 10, 2))
    assert told(check_last_page, sheets) == []
    sheets = Sheets()
    sheets.text("p", (1, 10, 16), (2, 10, 1))
    sheets.text("p", (2, 20, 8), inside=sheets.element("footer", "imprint"))
    assert told(check_last_page, sheets) == []


def test_the_last_page_is_one_of_several_with_text() -> None:
    sheets = Sheets(1)
    sheets.text("p", (1, 10, 1))
    assert told(check_last_page, sheets) == []


def test_the_imprint_counts_unless_it_has_a_back_page() -> None:
    sheets = Sheets()
    sheets.text("p", (1, 10, 16))
    sheets.text("p", (2, 10, 1), inside=sheets.element("footer", "imprint"))
    assert told(check_last_page, sheets) != []
    sheets = Sheets(3)
    sheets.nodes[1] = replace(sheets.nodes[1], classes=("has-cover",))
    sheets.text("p", (2, 10, 16))
    sheets.text("p", (3, 10, 1), inside=sheets.element("footer", "imprint"))
    assert told(check_last_page, sheets) == []


def test_another_number_of_pages_than_promised_is_told_instead() -> None:
    sheets = Sheets()
    sheets.text("p", (1, 10, 16), (2, 10, 1))
    assert told(check_last_page, sheets, Contract(pages=2)) != []
    assert told(check_last_page, sheets, Contract(pages=1)) == []
    assert told(check_last_page, sheets, Contract(pages=3)) == []


# --- edges ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "top", "width", "over"),
    [
        (10, 10, 80.6, None),
        (10, 10, 80.7, 0.7),
        (9.4, 10, 80, None),
        (9.3, 10, 80, 0.7),
        (10, 85.6, 80, None),
        (10, 88, 80, 3.0),
        (10, 7, 80, 3.0),
        (5, 10, 99, 14.0),
    ],
)
def test_lines_stay_inside_the_margins(left: float, top: float, width: float, over: float | None) -> None:
    sheets = Sheets()
    sheets.text("p", (2, top, 1), left=left, width=width)
    assert told(check_edges, sheets) == ([] if over is None else [(2, over, 2)])


def test_pictures_and_notes_stay_inside_the_margins() -> None:
    sheets = Sheets()
    sheets.box(sheets.element("img"), 1, 10, 10, 95, 20)
    sheets.lines(sheets.element("span"), 1, 88, ["A note"], is_note=True)
    assert told(check_edges, sheets) == [(2, 5.0, 1), (3, 3.0, 1)]


def test_a_cover_and_the_picture_at_the_head_may_run_off() -> None:
    sheets = Sheets()
    sheets.box(sheets.element("img", "has-cover"), 1, 0, 0, 100, 100)
    hero = sheets.element("figure", "hero")
    sheets.box(sheets.element("img", inside=hero), 2, 0, 0, 100, 30)
    assert told(check_edges, sheets) == []


def test_words_stay_inside_their_box() -> None:
    for over, problems in ((0.5, []), (0.7, [(2, 0.7, 1)])):
        sheets = Sheets()
        cell = sheets.element("td")
        sheets.lines(cell, 1, 10, ["A long word"], width=20, widths=[20 + over])
        assert told(check_edges, sheets) == problems


def test_pictures_stay_inside_the_box_around_them() -> None:
    sheets = Sheets()
    box = sheets.box(sheets.element("div"), 1, 10, 10, 50, 40)
    link = sheets.box(sheets.element("a", inside=box), 1, 10, 10, 60, 40)
    sheets.box(sheets.element("img", inside=link), 1, 10, 10, 60, 40)
    assert told(check_edges, sheets) == [(4, 10.0, 1)]


def test_what_runs_over_both_its_column_and_the_margin_is_told_once() -> None:
    sheets = Sheets()
    table = sheets.element("table", name="table-2")
    for width in (85, 95, 88):
        cell = sheets.element("td", inside=table, is_block=False)
        sheets.lines(cell, 1, 10, ["A long word"], width=40, widths=[width])
    (problem,) = check_edges(laid_out(sheets))
    assert "Table 2" in problem.message
    assert told(check_edges, sheets) == [(2, 15.0, 1)]
    assert "margin" in problem.message


# --- overlaps ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("top", "left", "problems"),
    [
        (15, 10, []),
        (13, 10, []),  # by the empty parts of letters
        (12.9, 10, [(2, 1)]),
        (10, 10, [(2, 1)]),
        (10, 89.1, []),
        (10, 88.9, [(2, 1)]),
    ],
)
def test_lines_lie_beside_each_other(top: float, left: float, problems: list[tuple[int, int]]) -> None:
    sheets = Sheets()
    sheets.text("p", (1, 10, 1))
    sheets.text("p", (1, top, 1), left=left)
    assert told(check_overlaps, sheets) == problems


def test_words_on_a_picture_and_on_a_note() -> None:
    sheets = Sheets()
    sheets.box(sheets.element("img"), 1, 10, 10, 90, 50)
    sheets.text("p", (1, 40, 1))
    sheets.lines(sheets.element("span"), 2, 80, ["A note"], is_note=True)
    sheets.text("p", (2, 80, 1))
    assert told(check_overlaps, sheets) == [(2, 1), (4, 2)]


def test_an_element_lies_on_what_it_stands_in() -> None:
    sheets = Sheets()
    paragraph = sheets.text("p", (1, 10, 3))
    sheets.text("span", (1, 10, 1), inside=paragraph)
    assert told(check_overlaps, sheets) == []


def test_a_cover_has_words_on_its_picture_and_not_on_words() -> None:
    sheets = Sheets()
    cover = sheets.element("div", "has-cover")
    sheets.box(sheets.element("img", inside=cover), 1, 0, 0, 100, 100)
    sheets.text("h1", (1, 10, 1), inside=cover)
    assert told(check_overlaps, sheets) == []
    sheets.text("p", (1, 10, 1), inside=cover)
    assert told(check_overlaps, sheets) == [(4, 1)]


def test_cells_of_one_table_are_told_apart() -> None:
    sheets = Sheets()
    table = sheets.element("table", name="table-1")
    for words in ("Left", "Right"):
        sheets.text("td", (1, 10, 1), words=words, inside=table, is_block=False)
    (problem,) = check_overlaps(laid_out(sheets))
    assert "“Left”" in problem.message
    assert "“Right”" in problem.message


# --- titles -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "last", "width", "is_told"),
    [
        ("h1", "end", 19.9, True),
        ("h3", "end", 5, True),
        ("h2", "cooperatives", 20, False),
        ("h2", "an end", 10, False),
        ("h4", "end", 5, False),
        ("p", "end", 5, False),
    ],
)
def test_the_last_line_of_a_title(tag: str, last: str, width: float, is_told: bool) -> None:
    sheets = Sheets()
    sheets.lines(sheets.element(tag), 1, 10, ["The first line", last], widths=[80, width])
    assert told(check_widows, sheets) == ([(2,)] if is_told else [])


def test_a_title_of_one_word_has_no_widow() -> None:
    sheets = Sheets()
    sheets.lines(sheets.element("h1"), 1, 10, ["End"], widths=[5])
    assert told(check_widows, sheets) == []


# --- the page contract ------------------------------------------------------------------------------------


def long_text(pages: int, lines: int = 16) -> Sheets:
    """Two sections, the second longer, that fill so many pages, the last with so many lines."""
    sheets = Sheets(pages)
    sheets.text("h2", (1, 10, 1), words="The short one")
    sheets.text("p", (1, 15, 5))
    sheets.text("h2", (1, 40, 1), words="The long one")
    counts = [9, *[16] * (pages - 2), lines][:pages]
    sheets.text("p", *((n + 1, 45 if n == 0 else 10, count) for n, count in enumerate(counts)))
    return sheets


def test_a_kept_contract() -> None:
    assert told(check_fit, long_text(2), Contract(pages=2)) == []
    assert told(check_fit, long_text(2), Contract()) == []


def test_too_many_pages() -> None:
    sheets = long_text(3, lines=4)
    assert told(check_fit, sheets, Contract(pages=2), "fit: {pages: 2}\n") == [(4, 2, 3, 4)]
    (problem,) = check_fit(laid_out(sheets, Contract(pages=2)))
    assert "The long one" in problem.message
    assert [related.span.line for related in problem.related] == [4]
    assert numbers(problem.hints[0]) == [48]


def test_too_few_pages() -> None:
    assert told(check_fit, long_text(2, lines=10), Contract(pages=3, last_page_min=0.5)) == [(2, 3, 2, 14)]


def test_a_part_that_is_not_whole_on_the_first_page() -> None:
    for page, problems in ((1, []), (2, [(4,)])):
        sheets = Sheets()
        messages = sheets.element("section", "key-messages")
        sheets.text("li", (1, 10, 3), inside=messages)
        sheets.text("li", (page, 25, 1), inside=messages)
        contract = Contract(first_page=("key-messages", "summary"))
        assert told(check_fit, sheets, contract, "fit: {pages: 2}\n") == problems


def test_a_density_that_would_do_is_named() -> None:
    (problem,) = check_fit(laid_out(long_text(3), Contract(pages=2), would_keep="compact"))
    assert any("compact" in hint for hint in problem.hints)


# --- places and names -------------------------------------------------------------------------------------


def test_the_place_of_an_element_is_its_block_its_key_or_the_title() -> None:
    sheets = Sheets()
    summary = sheets.element("section", "summary", is_block=False)
    inner = sheets.element("p", inside=summary, is_block=False)
    block = sheets.element("p")
    mark = sheets.element("sup", inside=block, is_block=False)
    stray = sheets.element("p", is_block=False)
    page = laid_out(sheets, front="summary: Short.\n")
    assert [page.place(node).line for node in (inner, mark, stray)] == [4, block, 2]


def test_what_authors_call_an_element() -> None:
    sheets = Sheets()
    figure = sheets.element("figure", name="figure-12")
    words = sheets.text("p", (1, 10, 1), words="one two three four five six seven", inside=figure)
    heading = sheets.text("h3", (1, 20, 1), words="A heading of seven words, all shown")
    text = sheets.text("p", (1, 30, 2), words="one two three four")
    note = sheets.element("span")
    sheets.lines(note, 1, 80, ["The words of a note"], is_note=True)
    page = laid_out(sheets)
    assert page.name(words) == "Figure 12"
    assert page.words(figure) == "“one two three four five six …”"
    assert page.name(heading) == "the heading “A heading of seven words, all shown”"
    assert page.name(text) == "“one two three four one two …”"
    assert page.name(note) == "“The words of a note”"
    assert page.name(sheets.element("img") - 1) == page.name(note)
