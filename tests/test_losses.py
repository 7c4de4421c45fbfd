"""Nothing is lost without a word: whatever of an edition is taken away, hidden or moved, its line is named.
That nothing is told of the real series, `test_series.py` holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from briefgen.checks.lost_in_pdf import check_pdf
from briefgen.checks.lost_on_web_page import check_web_page
from briefgen.checks.source_places import SourcePlaces
from briefgen.core.diagnostics import Diagnostic
from briefgen.layout.pages import Layout, Loss, Rect
from briefgen.output.pdf_job import PdfResult
from tests import corpus
from tests.layouts import Edition, edition_of

GATE = {"lost-on-web-page", "lost-in-pdf", "text-unreadable", "out-of-order"}
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="40"><path d="M0 0h80v40z"/></svg>'
SETTINGS = """\
date: 2026-11-24
stage: published
authors:
  - name: Long Table
hero:
  image: figures/hero.svg
"""

TEXT = """\
---
title: The title @
subtitle: The subtitle @
description: A description.
key_messages:
  - The first message @.
  - The second message has a note.[^front]
  - The same.
  - The same.
summary: The summary @ has a [linked page](https://longtable.example/summary).
hero:
  alt: A drawing
  caption: The caption of the hero @
recommendations:
  - action: Do @ at once
    who: Long Table
    by: The year @
    evidence: The first evidence @ rests on a source.
  - action: Do more @
    who: Ministries @
acknowledgements: Thanks @ to all.
disclaimer: Disclaimed @ by nobody.
translators: [Rima @, Omar @]
---
## The first heading @

The first paragraph @ has a [linked page](https://longtable.example/first) and a note.[^one]
It goes on.

### Long Table

- The first item @
- An item with items
    - An inner item @
- The last item @ of the list

> A quotation @ of somebody.

The same.

The same.

![A small drawing](figures/small.svg)

/// figure | The title of a figure @
    src: figures/first.svg
    alt: A drawing
    source: The source of a figure @
    credit: The credit of a figure @

The note of a figure @.
///

/// figure | A figure that decorates @
    src: figures/second.svg
    decorative: true
    source: Nobody
///

/// table | The title of a table @
    source: The source of a table @

| Head | Number |
|---|---|
| Cell | 1 |
| Cell with a note[^cell] | 2 |

The note of a table @.
///

/// stat | 12
    source: The source of a stat @

what a stat counts @
///

/// pull-quote | Who said it @
    source: Where it was said @

What was said @.
///

/// definition | A term @

What it means @.
///

/// details | The title of details @

The text of details @.
///

/// box | The title of a box @

The first text of a box @.

The second text of a box @.
///

/// callout | The title of a callout @

The text of a callout @.
///

/// part
    lang: fr

Une partie @ en français.
///

1. The first step @
2. The second step @

`code @` and <abbr title="long">short</abbr>.

The last paragraph @.

[^front]: The note of a message @.
[^one]: The note of a paragraph @, with a [linked page](https://longtable.example/note).
[^cell]: The note of a cell @.
"""
"""Every kind of text an edition can have, most with a word that no other has: `w` and its line."""

LINES = [line.replace("@", f"w{number}w") for number, line in enumerate(TEXT.splitlines(), start=1)]


def line_of(words: str, count: int = 1) -> int:
    """The line of the source in which some words stand (for the first, the second … time)."""
    return [number for number, line in enumerate(LINES, start=1) if words in line][count - 1]


@dataclass(frozen=True)
class Gate:
    """The edition with everything, its page, and how it is laid out with the shipped styles; and what is said of
    either when something was done to it."""

    edition: Edition
    html: str
    result: PdfResult
    layout: Layout

    def of_web(self, html: str) -> list[tuple[str, int]]:
        return said(check_web_page(self.edition.item.manuscript, self.edition.item.text, html))

    def of_pdf(self, result: PdfResult) -> list[tuple[str, int]]:
        return said(check_pdf(self.edition.page(result)))

    def of_layout(self, **changes: object) -> list[tuple[str, int]]:
        return self.of_pdf(replace(self.result, layout=replace(self.layout, **changes)))  # type: ignore[arg-type]


def said(problems: Iterable[Diagnostic]) -> list[tuple[str, int]]:
    return [(problem.code, problem.span.line) for problem in problems if problem.span]


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Gate:
    root = corpus.project(tmp_path_factory.mktemp("losses") / "project")
    folder = "briefs/good"
    drawings = {
        f"{folder}/figures/{name}.svg": DRAWING.format(width=80 + number)  # no two alike
        for number, name in enumerate(("hero", "first", "second", "small"))
    }
    files = {f"{folder}/brief.md": "\n".join(LINES), f"{folder}/publication.yml": SETTINGS}
    corpus.write(root, {**files, **drawings})
    edition = edition_of(root, "good")
    result = edition.lay_out("")
    assert result.layout
    return Gate(edition, edition.item.page.html, result, result.layout)


# --- nothing is told for nothing --------------------------------------------------------------------------


def test_nothing_is_told_of_a_good_edition(gate: Gate) -> None:
    assert gate.of_web(gate.html) == []
    assert gate.of_pdf(gate.result) == []


def test_nothing_is_told_of_other_kinds_and_languages(tmp_path: Path) -> None:
    root = corpus.project(tmp_path / "project")
    corpus.write(
        root,
        {
            "briefgen.yml": (root / "briefgen.yml").read_text("utf-8").replace("[en]", "[ar]"),
            "case_studies/one/publication.yml": (root / "briefs/good/publication.yml").read_text("utf-8")
            + corpus.RECORD,
            "series/references.yml": corpus.REFERENCES,
            "case_studies/one/case-study.ar.md": "---\ntitle: العنوان\ndescription: وصف\nsummary: ملخص\n"
            "---\n## قسم\n\nفقرة[^a] مع [رابط](https://x.example/).\n\n"
            "| رأس | عدد |\n|---|---|\n| خلية | 1 |\n\n[^a]: ملاحظة\n",
        },
    )
    (root / "briefs/good/brief.md").rename(root / "briefs/good/brief.ar.md")
    assert {problem.code for problem in corpus.check(root, only=None)} & GATE == set()


# --- the web page -----------------------------------------------------------------------------------------


def test_every_text_that_a_template_leaves_out_is_named(gate: Gate) -> None:
    marked = {int(word) for line in LINES for word in re.findall(r"w(\d+)w", line)}
    assert len(marked) > 45
    for line in marked:
        left = [part for part in gate.html.split("\n") if f"w{line}w" not in part]
        lost = gate.of_web("\n".join(left))
        assert ("lost-on-web-page", line) in lost or ("lost-on-web-page", opening_of(line)) in lost, LINES[
            line - 1
        ]


def opening_of(line: int) -> int:
    """The line that opens the block in whose options or text a line stands."""
    return next(
        number for number in range(line, 0, -1) if LINES[number - 1].startswith(("///", "#", "-", "1."))
    )


def without(pattern: str, html: str, count: int = 1) -> str:
    """A page without the first things that match."""
    html, done = re.subn(pattern, "", html, count=count, flags=re.S)
    assert done, pattern
    return html


def in_place_of(pattern: str, instead: str, html: str) -> str:
    html, done = re.subn(pattern, instead, html, count=1, flags=re.S)
    assert done, pattern
    return html


SAME = r"<p[^>]*>The same\.</p>\n"

TAKEN_FROM_THE_PAGE: dict[str, tuple[Callable[[str], str], int]] = {
    "a title that the head and the citation still hold": (
        partial(without, "<h1 .*?</h1>"),
        line_of("The title"),
    ),
    "a message that only a comment holds": (
        partial(in_place_of, r"<li>(The first message.*?)</li>", r"<!-- <li>\1</li> -->"),
        line_of("The first message"),
    ),
    "a message that only an attribute holds": (
        partial(in_place_of, r"<li>(The first message.*?)</li>", r'<li title="\1"></li>'),
        line_of("The first message"),
    ),
    "a summary that only a template holds": (
        partial(in_place_of, r"(<p>The summary.*?</p>)", r"<template>\1</template>"),
        line_of("The summary"),
    ),
    "one of two equal messages": (partial(without, r"<li>The same\.</li>"), line_of("The same", 2)),
    "one of two equal paragraphs": (partial(without, SAME), line_of("The same.", 3)),
    "a heading that the contents still hold": (
        partial(without, r"<h2[^>]*>The first heading.*?</h2>"),
        line_of("The first heading"),
    ),
    "a heading that is somebody's name": (
        partial(without, r"<h3[^>]*>Long Table</h3>"),
        line_of("### Long Table"),
    ),
    "the place to which a link leads": (
        partial(without, r' href="https://longtable\.example/first"'),
        line_of("example/first"),
    ),
    "a link in the front matter": (
        partial(in_place_of, r'href="https://longtable\.example/summary"', 'href="#"'),
        line_of("example/summary"),
    ),
    "the mark of a note": (
        partial(without, r'<sup id="fnref:one">.*?</sup>'),
        line_of("The first paragraph"),
    ),
    "the list of notes": (partial(without, r'<section class="notes".*?</section>'), line_of("[^one]: ")),
    "a row of a table": (partial(without, r'<tr>\n<th scope="row">Cell</th>.*?</tr>\n'), line_of("| Head")),
    "the picture of a figure": (partial(without, r'<img src="[^"]*first[^>]*>'), line_of("/// figure")),
    "the picture that decorates a figure": (
        partial(without, r"background-image: url\('[^']*second[^']*'\)"),
        line_of("/// figure", 2),
    ),
    "a picture in the text": (partial(without, r'<img [^>]*src="[^"]*small[^>]*>'), line_of("![A small")),
    "the picture at the head": (
        partial(without, r'<img src="[^"]*hero[^>]*>'),
        line_of("alt: A drawing"),
    ),
}


@pytest.mark.parametrize(("spoil", "line"), TAKEN_FROM_THE_PAGE.values(), ids=list(TAKEN_FROM_THE_PAGE))
def test_what_is_taken_from_the_page_is_named(gate: Gate, spoil: Callable[[str], str], line: int) -> None:
    lost = gate.of_web(spoil(gate.html))
    assert ("lost-on-web-page", line) in lost
    assert len(lost) <= 4
    assert {code for code, _ in lost} == {"lost-on-web-page"}


def swap(first: str, second: str, html: str) -> str:
    """A page in which two things have changed places."""
    one, two = re.search(first, html, re.S), re.search(second, html, re.S)
    assert one
    assert two
    return html[: one.start()] + two[0] + html[one.end() : two.start()] + one[0] + html[two.end() :]


QUOTED, PICTURED = r"<blockquote.*?</blockquote>\n", r"<p[^>]*><img[^>]*small[^>]*></p>\n"
PUT_ELSEWHERE: dict[str, tuple[Callable[[str], str], int]] = {
    "two paragraphs": (partial(swap, QUOTED, PICTURED), line_of("![A small")),
    "a block": (
        partial(swap, r"<p[^>]*>The first paragraph.*?</p>\n", r'<aside class="callout.*?</aside>'),
        line_of("/// callout"),
    ),
    "a paragraph that is there twice": (partial(in_place_of, rf"({SAME})", r"\1\1"), line_of("The same.", 3)),
    "one that stands at the end once more": (
        partial(in_place_of, rf"({QUOTED})(.*The last paragraph.*?</p>)", r"\1\2\1"),
        line_of("> A quotation"),
    ),
    "two messages": (
        partial(swap, r"<li>The first message.*?</li>", r"<li>The second message.*?</li>"),
        line_of("The second message"),
    ),
    "two recommendations": (
        partial(
            swap, r'<li class="recommendation".*?</li>', r'(?<=</li>\n)<li class="recommendation".*?</li>'
        ),
        line_of("Do more"),
    ),
}


@pytest.mark.parametrize(("spoil", "line"), PUT_ELSEWHERE.values(), ids=list(PUT_ELSEWHERE))
def test_what_stands_elsewhere_or_twice_is_named(gate: Gate, spoil: Callable[[str], str], line: int) -> None:
    assert gate.of_web(spoil(gate.html)) == [("out-of-order", line)]


# --- the PDF ----------------------------------------------------------------------------------------------


def test_every_text_that_is_on_no_page_is_named(gate: Gate) -> None:
    """Each text of the source is taken off the pages in turn, as if the engine had not drawn it."""
    found = set()
    again = gate.layout.within("imprint-citation", "contents")
    for piece in (piece for piece in gate.layout.pieces if piece.node not in again):
        words = " ".join(line.text for line in piece.lines)
        others = tuple(other for other in gate.layout.pieces if other is not piece or piece.is_note)
        for line in (int(number) for number in re.findall(r"w(\d+)w", words)):
            lost = gate.of_layout(pieces=others, losses=(Loss(piece.node, "text", words),))
            assert {("lost-in-pdf", line), ("lost-in-pdf", opening_of(line))} & set(lost), LINES[line - 1]
            found.add(line)
    assert len(found) > 45


HIDDEN: dict[str, list[int]] = {
    "h1 { display: none }": [line_of("The title")],
    ".hero { display: none }": [line_of("alt: A drawing"), line_of("The caption")],
    ".key-messages li:nth-child(3) { visibility: hidden }": [line_of("- The same", 2)],
    ".summary p { color: transparent }": [line_of("The summary")],
    ".recommendation-evidence { opacity: 0 }": [line_of("The first evidence")],
    ".prose li li { display: none }": [line_of("An inner item")],
    ".prose > blockquote { position: absolute; left: -200mm }": [line_of("> A quotation")],
    ".figure img { display: none }": [line_of("/// figure")],
    ".figure-decorative { display: none }": [line_of("/// figure", 2)],
    "td:last-child { visibility: hidden }": [line_of("| Head")],
    ".recommendation-who p + p { visibility: hidden }": [line_of("by: The year")],
    ".meta > span:last-child { display: none }": [line_of("translators"), line_of("translators")],
    ".footnote a { font-size: 0 }": [line_of("[^one]: ")],
    ".details p { display: none }": [line_of("The text of details")],
    ".callout { height: 9mm; overflow: hidden }": [line_of("The text of a callout")],
    ".part { transform: translate(300mm) }": [line_of("Une partie")],
    ".acknowledgements p { display: none }": [line_of("Thanks")],
    ".imprint-disclaimers { display: none }": [line_of("Disclaimed")],
}


@pytest.mark.parametrize("css", HIDDEN)
def test_what_a_style_hides_is_named(gate: Gate, css: str) -> None:
    assert gate.of_pdf(gate.edition.lay_out(css)) == [("lost-in-pdf", line) for line in HIDDEN[css]]


def test_a_dateline_that_a_style_hides_is_named(small_project: Path) -> None:
    text = "---\ntitle: A title\ndescription: A description.\ndateline: GENEVA, 1 May\n---\nThe text.\n"
    corpus.write(small_project, {"briefs/good/media-release.md": text})
    (small_project / "briefs/good/brief.md").unlink()
    edition = edition_of(small_project, "good")
    assert said(check_pdf(edition.page(edition.lay_out("")))) == []
    assert said(check_pdf(edition.page(edition.lay_out(".dateline { display: none }")))) == [
        ("lost-in-pdf", 4)
    ]


def test_a_note_is_sought_where_it_is_defined(small_project: Path) -> None:
    text = "The text.[^one]\n\n```text\n[^one]: in an example\n```\n\n[^one]: The note.\n"
    front = (small_project / "briefs/good/brief.md").read_text("utf-8").partition("\n---\n")[0] + "\n---\n"
    corpus.write(small_project, {"briefs/good/brief.md": front + text})
    item = edition_of(small_project, "good").item
    place = SourcePlaces(item.manuscript, item.text).of_note("one")
    assert place.line == front.count("\n") + 7


def test_recommendations_that_stand_in_the_text_are_named_where_they_are_written(small_project: Path) -> None:
    text = (small_project / "briefs/good/brief.md").read_text("utf-8")
    front = "recommendations:\n  - action: Stop at once\n    who: All\n    evidence: It is late.\n---\n##"
    text = text.replace("---\n##", front) + "\n/// recommendations\n///\n"
    corpus.write(small_project, {"briefs/good/brief.md": text})
    edition = edition_of(small_project, "good")
    lost = check_pdf(edition.page(edition.lay_out(".recommendation-evidence { display: none }")))
    assert said(lost) == [("lost-in-pdf", text[: text.index("It is late")].count("\n") + 1)]


def test_a_style_that_moves_a_block_is_named(gate: Gate) -> None:
    css = ".prose { display: flex; flex-flow: column } .prose blockquote { order: -1 }"
    assert gate.of_pdf(gate.edition.lay_out(css)) == [("out-of-order", line_of("> A quotation"))]


@pytest.mark.parametrize(
    ("page", "top", "left", "is_told"), [(-1, 0, 0, True), (0, -100, 0, True), (0, -100, -140, False)]
)
def test_a_block_stands_below_the_one_before_it_or_beside_it(
    gate: Gate, page: int, top: float, left: float, is_told: bool
) -> None:
    quoted = next(index for index, node in enumerate(gate.layout.nodes) if node.tag == "blockquote")
    (piece,) = gate.layout.by_node[quoted]
    at = piece.rect
    rect = Rect(at.left + left, at.top + top, at.right + left, at.bottom + top)
    moved = replace(piece, page=piece.page + page, rect=rect)
    pieces = tuple(moved if other is piece else other for other in gate.layout.pieces)
    told = [("out-of-order", line_of("> A quotation"))] if is_told else []
    assert gate.of_layout(pieces=pieces) == told


def test_what_stands_at_the_side_may_stand_above_the_text(gate: Gate) -> None:
    stat = next(gate.layout.with_class("stat"))
    (piece,) = gate.layout.by_node[stat]
    moved = replace(piece, rect=Rect(piece.rect.left, 1, 200, 2))
    pieces = tuple(moved if other is piece else other for other in gate.layout.pieces)
    assert gate.of_layout(pieces=pieces) == []


@pytest.mark.parametrize("place", ["first", "summary", "note"])
def test_a_link_that_leads_nowhere_is_named(gate: Gate, place: str) -> None:
    links = {gate.layout.nodes[piece.node].link: piece.node for piece in gate.layout.pieces}
    address = f"https://longtable.example/{place}"
    lost = gate.of_layout(losses=(Loss(links[address], "link", address),))
    assert lost == [("lost-in-pdf", line_of(f"example/{place}"))]


def test_a_link_in_a_list_in_a_note_that_paper_shows_as_words_is_named(small_project: Path) -> None:
    text = (small_project / "briefs/good/brief.md").read_text("utf-8")
    note = "\nA note.[^a]\n\n[^a]: See <https://x.example/one>:\n\n    - [that page](https://x.example/two)\n"
    corpus.write(small_project, {"briefs/good/brief.md": text + note})
    (problem,) = corpus.check(small_project, only=None)
    assert (problem.code, problem.span and problem.span.line) == ("lost-in-pdf", text.count("\n") + 4)
    assert "https://x.example/two" in problem.message


def test_what_the_engine_tells_itself_is_not_told_again(gate: Gate) -> None:
    """A note that is on no page, and a link to a place that is not there."""
    note = next(index for index, node in enumerate(gate.layout.nodes) if node.id == "note:one")
    inside = gate.layout.inside(note)
    pieces = tuple(piece for piece in gate.layout.pieces if piece.node not in inside)
    losses = (*(Loss(node, "text", "words") for node in inside), Loss(3, "link", "#note:one"))
    assert gate.of_layout(pieces=pieces, losses=losses) == []


def test_what_cannot_be_read_is_named_once(gate: Gate) -> None:
    node = next(index for index, node in enumerate(gate.layout.nodes) if node.tag == "blockquote") + 1
    unreadable = ((node, "A quotation"), (node, "of somebody"))
    told = gate.of_pdf(replace(gate.result, unreadable=unreadable))
    assert told == [("text-unreadable", line_of("> A quotation"))]
