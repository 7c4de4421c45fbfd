"""Abbreviations: the long form stands behind the first use that is read on the way down the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.checks.abbreviations import EVERYDAY
from briefgen.content.abbreviations import LongForms
from briefgen.content.markup import inline_html
from briefgen.content.slots import Slot, mark
from tests import corpus
from tests.conftest import REPOSITORY

ILO = '<abbr title="Labour &amp; Work">ILO</abbr>'
LONG = '<span class="long-form" data-long="Labour &amp; Work"></span>'


def shown(html: str) -> str:
    """The text with long forms as readers see them."""
    html = re.sub(r'<span class="long-form" data-long="([^"]*)"></span>', r" (\1)", html)
    html = re.sub(r'<span class="[^"]*brackets" data-long="([^"]*)"></span>', r" [\1]", html)
    return re.sub(r"<[^>]*>", "", html)


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        (f"<p>The {ILO} and the {ILO}.</p>", "The ILO (Labour &amp; Work) and the ILO."),
        (f"<p>The {ILO}’s work</p>", "The ILO’s (Labour &amp; Work) work"),
        (f"<p>An {ILO}-led one</p>", "An ILO-led (Labour &amp; Work) one"),
        (f"<p>Two (<em>{ILO}</em> and more)</p>", "Two (ILO [Labour &amp; Work] and more)"),
        (
            f"<p>{ILO}&nbsp;120&nbsp;million a year</p>",
            "ILO&nbsp;120&nbsp;million (Labour &amp; Work) a year",
        ),
        (f"<p>{ILO} 12,500. Then</p>", "ILO 12,500 (Labour &amp; Work). Then"),
        (f"<p>Labour &amp; Work ({ILO}) and {ILO}</p>", "Labour &amp; Work (ILO) and ILO"),
        (f"<p>{ILO} (labour &amp; work) and {ILO}</p>", "ILO (labour &amp; work) and ILO"),
        (f"<h2>The {ILO}</h2><p>The {ILO}</p>", "The ILOThe ILO (Labour &amp; Work)"),
        (f"<table><tr><td>{ILO}</td></tr></table><p>The {ILO}</p>", "ILOThe ILO (Labour &amp; Work)"),
        (
            f'<p>A<span class="footnote" id="n">{ILO}</span> b {ILO}</p>',
            "AILO b ILO (Labour &amp; Work)",
        ),
    ],
)
def test_the_first_use(html: str, seen: str) -> None:
    assert shown(LongForms({}, ()).html(html)) == seen


def test_the_order_is_that_of_the_page() -> None:
    slots = {
        name: Slot(f"An {ILO}") for name in ("title", "facts.place", "summary.0", "about.0", "block.0.title")
    }
    writer = LongForms(slots, ())
    html = "".join(map(mark, ("title", "facts.place", "block.0.title", "summary.0", "about.0")))
    assert writer.html(html) == html
    assert [name for name, slot in writer.written.items() if "long-form" in slot.html] == ["summary.0"]


def test_a_built_page_has_each_long_form_once(tmp_path: Path) -> None:
    root = corpus.project(tmp_path / "project", "good-abbreviations")
    brief = (
        (root / "briefs/good/brief.md")
        .read_text("utf-8")
        .replace("International Labour\n    Organization (ILO)", "the UN")
    )
    corpus.write(
        root,
        {
            "briefs/good/brief.md": brief.replace(
                "*[SADA]: SADA", "*[SADA]: SADA\n*[ILO]: Labour Organization"
            )
        },
    )
    corpus.build(root)
    page = (root / "dist/en/briefs/good/index.html").read_text("utf-8")
    assert re.findall(r'data-long="([^"]*)"', page) == [
        "World Health Organization", "Labour Organization", "International Committee of the Red Cross", "Swiss francs",
    ]  # fmt: skip
    assert "SADA</abbr>" not in page


def test_lists_of_titles_have_none() -> None:
    assert "long-form" not in inline_html("The ILO", "en")


def test_what_needs_no_explanation_is_documented() -> None:
    text = (
        (REPOSITORY / "docs/writing.md").read_text("utf-8").split("### Abbreviations")[1].split("\n### ")[0]
    )
    every, others = re.findall(r"^- In (?:every|other) language[^:]*: ((?:.|\n  )*)", text, re.M)
    assert re.findall(r"\w+", every) == list(EVERYDAY["any"])
    of_languages = {short for language, shorts in EVERYDAY.items() if language != "any" for short in shorts}
    assert set(re.findall(r"\w+", others)) == of_languages - set(EVERYDAY["any"])
