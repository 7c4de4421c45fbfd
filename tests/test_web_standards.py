"""The web pages of the series keep the standards for all readers: by the Nu HTML checker, by axe-core in a real browser at
three widths in both schemes, with the keyboard alone, on the narrowest screens and with text twice as large."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefgen import pipeline
from tests.conftest import REPOSITORY, BuiltSeries
from tests.standards import web as judges
from tests.test_screen import CHROMIUM

PAGES = (
    "index.html", "ar/index.html", "en/briefs/specimen/index.html", "en/briefs/specimen-data/index.html",
    "ar/briefs/cooperatives-and-displacement/index.html", "fr/case-studies/cacmu-savings-ecuador/index.html",
    "en/briefs/cooperatives-and-displacement/media-release/index.html",
    "en/case-studies/paluda-savings-cooperative/index.html",
)  # fmt: skip

NO_BROWSER = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


def opened(chromium: Any, page: Path, width: int, scheme: str = "light") -> Any:
    tab = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
    tab.goto(page.as_uri())
    return tab


def test_the_nu_html_checker_has_nothing_to_say(series: BuiltSeries, tmp_path: Path) -> None:
    judges.needed(judges.NU)
    pipeline.build(REPOSITORY, pipeline.Order(tmp_path / "ar", languages=("ar",), standalone=True, jobs=2))
    pages = [*sorted(series.folder.rglob("*.html")), tmp_path / "ar/index.html"]
    assert len(pages) > 30
    assert judges.by_nu(pages) == []
    wrong = tmp_path / "wrong.html"
    wrong.write_text("<!DOCTYPE html><title>x</title><p><div>x</p>", "utf-8")
    assert judges.by_nu([wrong]), "a checker that always nods is worth nothing"


@pytest.mark.browser
@NO_BROWSER
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing(page: str, chromium: Any, series: BuiltSeries) -> None:
    judges.needed(judges.AXE)
    for width, scheme in itertools.product((320, 390, 1440), ("light", "dark")):
        tab = opened(chromium, series.folder / page, width, scheme)
        assert judges.by_axe(tab) == [], f"{width} {scheme}"
        tab.context.close()


@pytest.mark.browser
@NO_BROWSER
def test_axe_finds_nothing_in_the_second_brand(chromium: Any, tmp_path: Path) -> None:
    judges.needed(judges.AXE)
    order = pipeline.Order(
        tmp_path, ("briefs/specimen", "briefs/specimen-data"), brand="outer-mile", only="html"
    )
    pipeline.build(REPOSITORY, order)
    for page in ("en/briefs/specimen/index.html", "en/briefs/specimen-data/index.html", "index.html"):
        for width, scheme in ((390, "dark"), (1440, "light"), (1440, "dark")):
            tab = opened(chromium, tmp_path / page, width, scheme)
            assert judges.by_axe(tab) == [], f"{page} {width} {scheme}"
            tab.context.close()


@pytest.mark.browser
@NO_BROWSER
def test_axe_sees_what_is_wrong(chromium: Any, tmp_path: Path) -> None:
    judges.needed(judges.AXE)
    wrong = tmp_path / "wrong.html"
    wrong.write_text("<!DOCTYPE html><title>x</title><img src='x.png'>", "utf-8")
    assert any(line.startswith("image-alt") for line in judges.by_axe(opened(chromium, wrong, 390)))


@pytest.mark.browser
@NO_BROWSER
@pytest.mark.parametrize("size", ["100%", "200%"])
def test_no_page_scrolls_sideways(size: str, chromium: Any, series: BuiltSeries) -> None:
    """At 320 pixels, which is 1,280 at four times the size; and with text alone twice as large on a telephone."""
    width = 320 if size == "100%" else 390
    tab = opened(chromium, series.folder / "index.html", width)
    wide = []
    for page in sorted(series.folder.rglob("*.html")):
        tab.goto(page.as_uri())
        tab.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        if tab.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(page.relative_to(series.folder).as_posix())
    assert not wide


@pytest.mark.browser
@NO_BROWSER
@pytest.mark.parametrize("page", [PAGES[0], PAGES[2], PAGES[4]])
def test_the_keyboard_reaches_everything_in_order(page: str, chromium: Any, series: BuiltSeries) -> None:
    """The first stop leads to the text; then every link, box that scrolls and part that opens, once, in order."""
    tab = opened(chromium, series.folder / page, 390)
    stops = tab.evaluate(
        """() => {
            const all = [...document.querySelectorAll('a[href], summary, [tabindex="0"]')];
            return all.filter(e => e.checkVisibility()).map((e, i) => (e.dataset.stop = i));
        }"""
    )
    reached, seen = [], []
    for _ in stops:
        tab.keyboard.press("Tab")
        reached.append(tab.evaluate("+document.activeElement.dataset.stop"))
        seen.append(
            tab.evaluate(
                "(s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2)"
                "(getComputedStyle(document.activeElement))"
            )
        )
    assert reached == stops
    assert all(seen), "the focus is seen everywhere"
    tab.goto((series.folder / page).as_uri())
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip-link"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "text"
