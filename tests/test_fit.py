"""The page contract: how far a layout is from it, and the density that keeps it."""

from __future__ import annotations

import pytest

from briefgen.layout.fit import Contract, Fit, fit_of, last_page_share, line_pitch, words_in_line
from briefgen.output import pdf
from briefgen.output.pdf_job import PdfResult
from tests.layouts import LINE, Sheets, document


def text_on(pages: int, lines_on_last: int, feet: dict[int, float] | None = None) -> Sheets:
    """A paragraph of twelve words a line that fills pages of 16 lines, the last with so many."""
    sheets = Sheets(pages, feet or {})
    counts = [16] * (pages - 1) + [lines_on_last]
    sheets.text("p", *((number, 10, count) for number, count in enumerate(counts, start=1) if count))
    return sheets


def fit(sheets: Sheets, pages: int | None = None, **about: object) -> Fit:
    return fit_of(Contract(pages, **about), sheets.layout())  # type: ignore[arg-type]


# --- numbers ----------------------------------------------------------------------------------------------


def test_a_contract_that_is_kept() -> None:
    assert fit(text_on(2, 16), 2) == Fit(pages=2)
    assert fit(text_on(2, 16)).is_kept
    assert fit(text_on(1, 1), 1).is_kept


@pytest.mark.parametrize(("pages", "last", "lines"), [(3, 1, 1), (3, 16, 16), (4, 5, 21)])
def test_lines_over(pages: int, last: int, lines: int) -> None:
    found = fit(text_on(pages, last), 2)
    assert (found.pages, found.lines_over, found.words_over) == (pages, lines, 12 * lines)
    assert not found.is_kept


def test_notes_and_pages_without_words_are_over_too() -> None:
    assert fit(text_on(3, 2, {3: 75}), 2).lines_over == 5
    assert fit(text_on(3, 0), 2).lines_over == 1


@pytest.mark.parametrize(
    ("pages", "last", "least", "lines"), [(2, 16, 0.5, 8), (2, 10, 0.5, 14), (1, 16, 0, 16), (2, 16, 0, 1)]
)
def test_lines_free(pages: int, last: int, least: float, lines: int) -> None:
    found = fit(text_on(pages, last), pages=3, last_page_min=least)
    assert (found.pages, found.lines_free, found.lines_over) == (pages, lines, 0)
    assert not found.is_kept


def test_there_is_no_room_where_notes_are() -> None:
    assert fit(text_on(2, 10, {2: 80}), pages=3, last_page_min=0.5).lines_free == 12


def test_a_page_of_two_columns_holds_twice_the_lines() -> None:
    sheets = Sheets(3)
    text = sheets.element("p")
    for page, count in ((1, 16), (2, 16), (3, 4)):
        for column, left in (
            (1, 10),
            (2, 52),
            (3, 10),
        ):  # the third, below what stands across, is the first again
            sheets.lines(
                text, page, 10, ["six words in a narrow line"] * count, left=left, width=38, column=column
            )
    assert (fit(sheets, 2).lines_over, fit(sheets, 2).words_over) == (8, 48)
    assert fit(sheets, pages=4, last_page_min=0.5).lines_free == 40


def test_the_share_of_the_last_page() -> None:
    assert last_page_share(text_on(1, 4).layout()) is None
    assert last_page_share(text_on(2, 4).layout()) == 0.25
    assert last_page_share(text_on(2, 4, {2: 70}).layout()) == 0.5
    assert fit(text_on(2, 4)).last_share == 0.25
    assert fit(text_on(2, 4), last_page_min=0.25).is_kept


@pytest.mark.parametrize(
    ("page", "is_note", "strayed"), [(1, False, ()), (2, False, ("facts",)), (2, True, ())]
)
def test_parts_of_the_first_page(page: int, is_note: bool, strayed: tuple[str, ...]) -> None:
    sheets = Sheets()
    facts = sheets.text("dl", (1, 10, 3), name="facts")
    sheets.lines(sheets.element("dd", inside=facts), page, 30, ["words"], is_note=is_note)
    assert fit(sheets, first_page=("facts", "contents")).strayed == strayed


def test_the_first_page_is_the_one_after_a_cover() -> None:
    sheets = Sheets(3)
    sheets.text("h1", (1, 10, 1), inside=sheets.element("div", "has-cover"))
    sheets.text("p", (2, 10, 16), classes="summary")
    sheets.text("p", (3, 10, 16), classes="facts")
    assert fit(sheets, first_page=("summary", "facts")).strayed == ("facts",)


def with_cover(pages: int, lines_on_last: int) -> Sheets:
    """A cover, pages of text, the last with so many lines, and a back page."""
    sheets = Sheets(pages)
    sheets.text("h1", (1, 10, 1), inside=sheets.element("div", "has-cover"))
    counts = [16] * (pages - 3) + [lines_on_last]
    sheets.text("p", *((number, 10, count) for number, count in enumerate(counts, start=2)))
    sheets.text("p", (pages, 10, 5), inside=sheets.element("footer", "imprint"))
    return sheets


def test_a_back_page_is_no_room_and_is_not_over() -> None:
    assert fit(with_cover(4, 16), 4).is_kept
    over = fit(with_cover(5, 7), 4)
    assert (over.lines_over, over.words_over) == (7, 84)
    assert fit(with_cover(4, 10), pages=5, last_page_min=0.5).lines_free == 14


def test_the_pitch_of_lines_and_their_words_are_those_of_paragraphs() -> None:
    sheets = text_on(1, 3)
    sheets.text("h1", (1, 40, 1), (1, 60, 1), words="A title")
    sheets.lines(sheets.element("p"), 1, 80, ["A note", "of more lines", "than one"], is_note=True)
    assert (line_pitch(sheets.layout()), words_in_line(sheets.layout())) == (LINE, 12)
    assert (line_pitch(Sheets().layout()), words_in_line(Sheets().layout())) == (5, 12)


# --- densities --------------------------------------------------------------------------------------------

DENSITIES = tuple(
    (name, f"p {{ line-height: {size}mm }}") for name, size in (("loose", 8), ("regular", 5), ("close", 4))
)
"""A page takes ten, 16 or 20 lines."""


def chosen(lines: int, density: str = "", **contract: object) -> tuple[str, int, str]:
    """The density in which so many lines are set, the pages that they take, and the density that would do."""
    body = "<p data-b='1'>" + "<br>".join(["words of a line"] * lines) + "</p>"
    about = {"last_page_min": 0, **contract}
    result = document(body, densities=DENSITIES, density=density, contract=Contract(**about))  # type: ignore[arg-type]
    assert result.layout
    return result.density, len(result.layout.pages), result.would_keep


@pytest.mark.parametrize(
    ("lines", "density", "pages"),
    [(10, "loose", 1), (11, "regular", 1), (16, "regular", 1), (17, "close", 1), (20, "close", 1)],
)
def test_the_loosest_density_that_fits(lines: int, density: str, pages: int) -> None:
    assert chosen(lines, pages=1) == (density, pages, "")


def test_the_one_that_comes_nearest_if_none_fits() -> None:
    assert chosen(23, pages=1) == ("close", 2, "")
    assert chosen(10, pages=2) == ("loose", 1, "")


def test_the_loosest_of_several_that_are_as_near() -> None:
    assert chosen(21, pages=None, last_page_min=0.5) == ("loose", 3, "")


def test_the_one_that_fills_the_last_page() -> None:
    assert chosen(18, pages=2, last_page_min=0.5) == ("loose", 2, "")
    assert chosen(12, pages=None, last_page_min=0.5) == ("regular", 1, "")


def test_the_one_that_keeps_a_part_on_the_first_page() -> None:
    body = "<p data-b='1' class='summary'>" + "<br>".join(["words of a line"] * 12) + "</p>"
    contract = Contract(first_page=("summary",), last_page_min=0)
    assert document(body, densities=DENSITIES, density="", contract=contract).density == "regular"


@pytest.mark.parametrize(
    ("lines", "asked", "pages", "would_keep"),
    [
        (16, "regular", 1, ""),
        (18, "regular", 1, "close"),
        (21, "regular", 1, ""),
        (12, "regular", 2, "loose"),
        (12, "loose", 1, "regular"),
    ],
)
def test_another_density_that_would_keep_the_contract(
    lines: int, asked: str, pages: int, would_keep: str
) -> None:
    assert chosen(lines, asked, pages=pages)[::2] == (asked, would_keep)


@pytest.mark.parametrize(
    ("lines", "density", "pages", "tried"),
    [
        (10, "", 1, ["regular", "loose"]),
        (12, "", 1, ["regular", "loose"]),
        (18, "", 1, ["regular", "close"]),  # what is too long is too long in looser ones
        (10, "", 2, ["regular", "loose"]),  # closer ones take no more pages
        (16, "regular", 1, ["regular"]),
        (40, "regular", 1, ["regular", "close"]),
        (12, "regular", 2, ["regular", "loose"]),
    ],
)
def test_no_more_is_laid_out_than_needed(
    lines: int, density: str, pages: int, tried: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []
    lay_out = pdf._attempt

    def attempt(job: object, html: object, fetcher: object, name: str, css: str) -> object:
        names.append(name)
        return lay_out(job, html, fetcher, name, css)  # type: ignore[arg-type]

    monkeypatch.setattr(pdf, "_attempt", attempt)
    chosen(lines, density, pages=pages)
    assert names == tried


def test_what_is_told_and_made_is_of_the_density_that_was_chosen() -> None:
    densities = (("loose", "p { line-height: 8mm; wrong: 1 }"), ("close", "p { line-height: 4mm; odd: 1 }"))
    body = "<p data-b='1'>" + "<br>".join(["words"] * 12) + "</p>"
    result: PdfResult = document(body, densities=densities, density="", contract=Contract(1))
    assert result.density == "close"
    assert [message.sheet for message in result.messages] == ["density close"]
