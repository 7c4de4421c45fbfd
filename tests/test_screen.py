"""The web pages of the series in a real browser: at the width of a phone, a tablet and a desk, light and dark, printed."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from tests.conftest import BuiltSeries

CHROMIUM = next(
    filter(
        None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"))
    ),
    None,
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]

PAGES = (
    "index.html",
    "en/briefs/specimen/index.html",
    "en/briefs/specimen-two-pages/index.html",
    "en/briefs/seven-pathways/index.html",
    "en/briefs/cooperatives-and-displacement/media-release/index.html",
    "en/case-studies/dollo-ado-cooperatives/index.html",
)
SPECIMEN, SPECIMEN_DATA = PAGES[1], "en/briefs/specimen-data/index.html"
PHONE, TABLET, DESK = 390, 820, 1440
HEIGHT = 900

CLIPPED = """() => [...document.querySelectorAll('h1, h2, h3, p, li, dd, figcaption, th, td')]
    .filter(e => e.checkVisibility() && !e.closest('.entry-of, .skip-link, .table-scroll, .figure-picture'))
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1)
    .map(e => e.textContent.trim().slice(0, 60))"""
"""Texts that reach over an edge of the window, but for what scrolls in a box of its own."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture
def tab(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A tab of a width and colour scheme, in which nothing may be asked for outside the series and nothing complain."""
    width, scheme = getattr(request, "param", (DESK, "light"))
    context = browser.new_context(viewport={"width": width, "height": HEIGHT}, color_scheme=scheme)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("requestfailed", lambda asked: wrong.append(asked.url))
    page.on("request", lambda asked: None if asked.url.startswith("file:") else wrong.append(asked.url))
    yield page
    context.close()
    assert wrong == []


def opened(tab: Any, series: BuiltSeries, page: str) -> Any:
    path, _, anchor = page.partition("#")
    tab.goto((series.folder / path).as_uri() + (anchor and f"#{anchor}"))
    return tab


def box(tab: Any, selector: str) -> dict[str, float]:
    found: dict[str, float] = tab.locator(selector).first.bounding_box()
    return found


@pytest.mark.parametrize("tab", [(PHONE, "light"), (TABLET, "dark"), (DESK, "light")], indirect=True, ids=str)
@pytest.mark.parametrize("page", PAGES)
def test_nothing_reaches_over_the_edge(tab: Any, page: str, series: BuiltSeries) -> None:
    opened(tab, series, page)
    assert tab.evaluate("document.documentElement.scrollWidth") <= tab.viewport_size["width"]
    assert tab.evaluate(CLIPPED) == []


@pytest.mark.parametrize("tab", [(PHONE, "dark")], indirect=True)
def test_the_dark_scheme_is_dark(tab: Any, series: BuiltSeries) -> None:
    opened(tab, series, PAGES[1])
    ground, text = tab.evaluate(
        "[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert brightness(ground) < 64 < 192 < brightness(text)


def brightness(color: str) -> float:
    red, green, blue = (float(part) for part in color.strip("rgba()").split(",")[:3])
    return (red + green + blue) / 3


def test_a_desk_has_room_at_the_side(tab: Any, series: BuiltSeries) -> None:
    """Contents before the text, side notes behind it."""
    opened(tab, series, PAGES[1])
    text = box(tab, ".prose")
    contents, note = box(tab, ".contents"), box(tab, ".side-note")
    assert contents["x"] + contents["width"] < text["x"]
    assert note["x"] > text["x"] + text["width"]
    assert note["x"] + note["width"] <= DESK


@pytest.mark.parametrize("page", [SPECIMEN, "en/briefs/seven-pathways/index.html"])
def test_wide_tables_and_pictures_take_the_room_of_side_notes(
    tab: Any, page: str, series: BuiltSeries
) -> None:
    """Where a desk has that room; and never that of a note which stands there."""
    opened(tab, series, page)
    wide = tab.locator(".prose > :is(.figure-full:not(.exhibit), .table-columns-5, .table-columns-6)").all()
    boxes = [found.bounding_box() for found in wide]
    assert boxes
    for place in boxes:
        assert place["width"] > box(tab, ".prose")["width"] + 100
        assert place["x"] + place["width"] <= DESK
        for note in tab.locator(".side-note").all():
            there = note.bounding_box()
            assert place["y"] >= there["y"] + there["height"] or there["y"] >= place["y"] + place["height"]


@pytest.mark.parametrize("tab", [(PHONE, "light"), (DESK, "light")], indirect=True, ids=str)
def test_a_recommendation_begins_with_what_to_do(tab: Any, series: BuiltSeries) -> None:
    opened(tab, series, SPECIMEN)
    action, who = box(tab, ".recommendation-action"), box(tab, ".recommendation-who")
    evidence = box(tab, ".recommendation-evidence")
    assert action["y"] < who["y"] < evidence["y"]
    assert action["x"] == who["x"] == evidence["x"] > box(tab, ".recommendation")["x"]


def test_the_ring_of_the_focus_is_whole(tab: Any, series: BuiltSeries) -> None:
    """A link of the contents has room for it in the box that scrolls."""
    opened(tab, series, SPECIMEN)
    link, contents = box(tab, ".contents a"), box(tab, ".contents")
    assert link["x"] - contents["x"] >= 6
    assert contents["x"] + contents["width"] - link["x"] - link["width"] >= 6


@pytest.mark.parametrize("tab", [(TABLET, "light"), (DESK, "light")], indirect=True, ids=str)
@pytest.mark.parametrize("longest", ["US$151,700", "million"])
def test_numbers_stay_in_their_row(tab: Any, longest: str, series: BuiltSeries) -> None:
    folder = series.folder / "en"
    page = next(
        path
        for path in sorted(folder.rglob("index.html"))
        if re.search(rf'"stat-value.*{re.escape(longest)}', path.read_text("utf-8"))
    )
    opened(tab, series, str(page.relative_to(series.folder)))
    row = tab.locator(".stats-row", has_text=longest).first.locator(".stat")
    assert row.count() == 3
    assert len({round(row.nth(index).bounding_box()["y"]) for index in range(3)}) == 1


@pytest.mark.parametrize("tab", [(PHONE, "light")], indirect=True)
def test_a_phone_has_one_column(tab: Any, series: BuiltSeries) -> None:
    opened(tab, series, PAGES[1])
    text, note, button = box(tab, ".prose"), box(tab, ".side-note"), box(tab, ".button")
    assert note["width"] == pytest.approx(text["width"])
    assert button["y"] + button["height"] < HEIGHT, "the PDF is one touch away"
    assert button["height"] >= 24


@pytest.mark.parametrize("tab", [(PHONE, "light")], indirect=True)
@pytest.mark.parametrize(
    ("page", "links"),
    [(PAGES[-1], ".facts .term-link"), (f"{PAGES[0]}#by-roles", ".facet:has(#by-roles) .facet-found a")],
)
def test_a_finger_finds_each_term(tab: Any, page: str, links: str, series: BuiltSeries) -> None:
    """Links that stand one under the other are at least 24 pixels apart."""
    opened(tab, series, page)
    tops: list[float] = tab.locator(links).evaluate_all("all => all.map(e => e.getBoundingClientRect().top)")
    assert len(tops) > 5
    assert min(below - above for above, below in itertools.pairwise(tops)) >= 24


@pytest.mark.parametrize("tab", [(PHONE, "light")], indirect=True)
@pytest.mark.parametrize("page", [SPECIMEN, SPECIMEN_DATA])
def test_tables_of_few_columns_fit_a_phone(tab: Any, page: str, series: BuiltSeries) -> None:
    """Nothing of them is hidden at the side; those of more columns may scroll."""
    opened(tab, series, page)
    found = tab.locator(".table-scroll").evaluate_all(
        "all => all.filter(e => e.checkVisibility()).map(e => "
        "[e.querySelectorAll('thead th').length, e.scrollWidth - e.clientWidth])"
    )
    assert 3 in {columns for columns, _ in found}
    assert [(columns, hidden) for columns, hidden in found if columns < 5 and hidden] == []


@pytest.mark.parametrize("density", [1, 2.625, 3])
def test_rules_go_on_under_the_column_that_stays(
    browser: Any, density: float, series: BuiltSeries, tmp_path: Path
) -> None:
    """A line of pixels down the empty end of the first column meets the rule of every row."""
    context = browser.new_context(
        viewport={"width": PHONE, "height": HEIGHT}, device_scale_factor=density, reduced_motion="reduce"
    )
    tab = opened(context.new_page(), series, SPECIMEN)
    table = tab.locator(".table-columns-6 .table-scroll").first
    table.evaluate("e => { e.scrollLeft = 60 }")
    table.screenshot(path=tmp_path / "table.png")
    rows, width = table.locator("tr").count(), box(tab, ".table-columns-6 tbody tr > *")["width"]
    context.close()
    picture = Image.open(tmp_path / "table.png").convert("L")
    column = [picture.getpixel((round((width - 4) * density), y)) < 225 for y in range(picture.height)]
    assert sum(now and not before for before, now in itertools.pairwise([False, *column])) == rows


@pytest.mark.parametrize("tab", [(PHONE, "light")], indirect=True)
def test_a_link_opens_its_part_of_the_index(tab: Any, series: BuiltSeries) -> None:
    """On a phone only the names of the parts are shown, until a link leads to one or to a term in it."""
    terms = ".facet:has(#by-{}) .facet-term"
    opened(tab, series, "index.html")
    assert tab.locator(".facet-term:visible").count() == 0
    tab.locator("#by-pathways a").press("Enter")
    assert tab.locator(terms.format("pathways")).first.is_visible()
    opened(tab, series, PAGES[-1])
    tab.locator(".term-link").first.click()
    assert tab.locator(":target").is_visible()
    assert not tab.locator(terms.format("pathways")).first.is_visible()


@pytest.mark.parametrize("tab", [(PHONE, "light")], indirect=True)
@pytest.mark.parametrize("size", ["100%", "200%"])
def test_an_open_part_of_the_index_fits_the_phone(tab: Any, size: str, series: BuiltSeries) -> None:
    opened(tab, series, "index.html")
    for anchor in tab.locator(".facet h3").evaluate_all("all => all.map(e => e.id)"):
        opened(tab, series, f"index.html#{anchor}")
        tab.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE, anchor
        assert tab.evaluate(CLIPPED) == [], anchor


@pytest.mark.parametrize("medium", ["screen", "print"])
def test_the_whole_index_is_open_on_a_desk_and_printed(tab: Any, medium: str, series: BuiltSeries) -> None:
    opened(tab, series, "index.html")
    tab.emulate_media(media=medium)
    assert tab.locator(".facet-term").evaluate_all("all => all.every(e => e.checkVisibility())")


def test_the_first_key_leads_past_the_masthead(tab: Any, series: BuiltSeries) -> None:
    opened(tab, series, PAGES[1])
    tab.keyboard.press("Tab")
    link = tab.locator(".skip-link")
    assert link.evaluate("e => e === document.activeElement")
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "text"


@pytest.mark.parametrize("page", PAGES[1:])
def test_it_prints_with_everything_on_it(tab: Any, page: str, series: BuiltSeries, tmp_path: Path) -> None:
    """Title and imprint are readable, and notes stand at the end."""
    opened(tab, series, page)
    shown = tab.locator("h1").inner_text()
    tab.pdf(path=tmp_path / "printed.pdf", prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    text = " ".join(" ".join(part.get_textpage().get_text_range() for part in document).split())
    document.close()
    assert " ".join(shown.split()) in text
    assert "Suggested citation" in text
    assert "Skip to the text" not in text
    if tab.locator(".notes li").count():
        assert " Notes " in text


@pytest.mark.parametrize("tab", [(PHONE, "light"), (DESK, "light")], indirect=True, ids=str)
@pytest.mark.parametrize("medium", ["screen", "print"])
def test_one_drawing_of_each_exhibit_is_shown(tab: Any, medium: str, series: BuiltSeries) -> None:
    opened(tab, series, SPECIMEN_DATA)
    tab.emulate_media(media=medium)
    shown = tab.locator(".drawing").evaluate_all(
        "all => all.map(e => [...e.querySelectorAll(':scope > svg')].filter(s => s.checkVisibility()).length)"
    )
    assert len(shown) > 10
    assert set(shown) == {1}


def test_the_title_of_a_printed_cover_is_not_white(tab: Any, series: BuiltSeries) -> None:
    """Browsers do not colour a page to its edges, so a cover has the colours of the page."""
    opened(tab, series, PAGES[1])
    tab.emulate_media(media="print")
    assert brightness(tab.evaluate("getComputedStyle(document.querySelector('h1')).color")) < 96
