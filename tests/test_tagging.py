"""What readers hear of a PDF: the tag tree of small documents as text, and of every PDF of the series by rules that no
validator knows."""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from weasyprint.pdf.tags import add_tags

from briefgen.output.pdf_engine import load_engine
from briefgen.output.pdf_messages import translate
from briefgen.output.tagging import engine as tagging
from briefgen.output.tagging.line_ends import LineEnds, WrittenEnds
from briefgen.output.tagging.table_headers import MOST, cells_of
from briefgen.output.tagging.tag import Content, Tag
from briefgen.output.tagging.words import Words
from tests import corpus
from tests.conftest import BuiltSeries
from tests.layouts import document
from tests.tag_tree import TagTree

CASES = Path(__file__).with_name("tags")


@pytest.mark.parametrize("case", sorted(CASES.glob("*.html")), ids=lambda path: path.stem)
def test_tag_tree(case: Path, update: bool) -> None:
    source = case.read_text("utf-8")
    language = source.split(":")[0].removeprefix("<!-- ")
    direction = "rtl" if language == "ar" else "ltr"
    tree = TagTree(document(source, language=language, direction=direction).data)
    said = "\n".join((*tree.lines(), "", f"Heard: {tree.heard()}", ""))
    expected = case.with_suffix(".txt")
    if update:
        expected.write_text(said, "utf-8")
    assert said == expected.read_text("utf-8")


def test_where_the_engine_is_not_known_its_own_tags_stay_and_that_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = load_engine()
    monkeypatch.setattr(sys.modules["weasyprint.pdf"], "add_tags", add_tags)
    monkeypatch.setattr(engine, "__version__", "71.0")
    assert not tagging.install(engine)
    monkeypatch.setattr(engine, "__version__", "70.0")
    monkeypatch.setattr(sys.modules["weasyprint.pdf.anchors"], "add_links", lambda *_: None)
    assert not tagging.install(engine)
    assert not tagging.is_installed()
    monkeypatch.undo()
    monkeypatch.setattr(sys.modules["weasyprint.pdf"], "add_tags", add_tags)
    result = document("<p>Text.</p>")
    assert [d.code for d in translate(result.messages, (corpus.source("brief.md", "Text."),), {})] == [
        "tags-unsure"
    ]


# --- tables -----------------------------------------------------------------------------------------


def headers(html: str) -> dict[str, list[str]]:
    """The words of each cell with those of its headers."""
    table = ET.fromstring(html)
    cells = cells_of(table, "h")
    names = {cell.id: element.text or "" for element, cell in cells.items() if cell.id}
    return {element.text or "": [names[name] for name in cell.headers] for element, cell in cells.items()}


def test_a_header_over_two_columns_holds_for_both() -> None:
    html = (
        "<table><thead><tr><th>A</th><th colspan='2'>B</th></tr></thead>"
        "<tbody><tr><td>1</td><td>2</td><td>3</td></tr></tbody></table>"
    )
    assert headers(html) == {"A": [], "B": [], "1": ["A"], "2": ["B"], "3": ["B"]}


def test_a_cell_that_reaches_down_moves_those_beside_it() -> None:
    html = "<table><tr><th>A</th><th>B</th></tr><tr><td rowspan='2'>1</td><td>2</td></tr><tr><td>3</td></tr></table>"
    assert headers(html)["3"] == ["B"]


def test_spans_without_sense_do_no_harm() -> None:
    html = (
        "<table><tr><th colspan='100000000'>A</th></tr><tr><td colspan='x' rowspan='-3'>1</td>"
        "<td rowspan='0'>2</td></tr></table>"
    )
    table = ET.fromstring(html)
    cells = {element.text: cell for element, cell in cells_of(table, "h").items()}
    assert cells["A"].columns == MOST
    assert (cells["1"].columns, cells["1"].rows, cells["2"].rows) == (1, 1, 1)


# --- ends of lines ----------------------------------------------------------------------------------


def spaced(html: str, drawn: list[tuple[str, str]]) -> str:
    """The words of a paragraph as they are read when they are drawn one by one: in an element by its name."""
    root = ET.fromstring(html)
    words, tag = Words(root), Tag("P")
    for place, (name, text) in enumerate(drawn):
        element = root if name == "p" else next(root.iter(name))
        words.add(tag, Content(0, place, text), element, name, "ltr")
    return tag.text


def test_a_space_that_is_not_drawn_is_seen_and_one_that_is_drawn_is_not() -> None:
    drawn = [("p", "some"), ("p", "words "), ("em", "here"), ("p", " and"), ("p", "there")]
    assert spaced("<p>some words <em>here</em> and there</p>", drawn) == "some words here and there"
    assert spaced("<p>one<br/>two<em>x</em></p>", [("p", "one"), ("p", "two"), ("em", "x")]) == "one twox"


def test_after_words_that_are_drawn_otherwise_the_others_are_found_again() -> None:
    drawn = [("p", "ONE="), ("p", "two"), ("p", "three"), ("p", "four")]
    assert spaced("<p>one+ two three four</p>", drawn).endswith("two three four")


@pytest.mark.parametrize(
    ("source", "drawn", "is_broken"),
    [
        ("cooperatives", ["coop-", "eratives"], [True, False]),
        ("co\N{SOFT HYPHEN}op", ["co‐", "op"], [True, False]),
        ("well-known", ["well-", "known"], [False, False]),
        ("GROSS und klein", ["Gross und", "klein"], [False, False]),
    ],
)
def test_hyphens(source: str, drawn: list[str], is_broken: list[bool]) -> None:
    root = ET.Element("p")
    root.text = source
    lines = LineEnds(root)
    found = [lines.find(root, text) for text in drawn]
    assert [one.is_broken for one in found if one] == is_broken


def test_what_style_sheets_write_is_followed_too() -> None:
    lines = WrittenEnds()
    drawn = [lines.find("p", "p::before", " (one twofold)", text) for text in ("(one", "two-", "fold)")]
    assert drawn == [(True, False), (True, True), (False, False)]


def test_a_space_behind_an_expanded_abbreviation_belongs_to_what_follows() -> None:
    root = ET.fromstring("<p><abbr>ILO</abbr> said</p>")
    words, paragraph = Words(root), Tag("P")
    abbreviation = Tag("Span", expansion="International Labour Organization")
    paragraph.add(abbreviation)
    words.add(abbreviation, Content(0, 0, "ILO"), root[0], "abbr", "ltr")
    said = Content(0, 1, "said")
    words.add(paragraph, said, root, "p", "ltr")
    assert said.starts_in_space


# --- every PDF of the series ------------------------------------------------------------------------


def trees(series: BuiltSeries) -> Iterator[tuple[Path, TagTree]]:
    for path in sorted(series.folder.rglob("*.pdf")):
        yield path, TagTree(path.read_bytes())


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def blocks_of(page: Path) -> list[str]:
    """The letters of the author's paragraphs, headings and items on a web page, in the order of the source, as far as
    the first mark of a note in each."""
    html = re.sub(r'<span class="long-form[^>]* data-long="([^"]*)">', r"\1", page.read_text("utf-8"))
    html = re.sub(
        r"<(section|nav|details)\b[^>]*class=\"(?:notes|contents|figure-data)\b.*?</\1>", "", html, flags=re.S
    )
    found = re.findall(
        r'<(p|li|h\d)\b[^>]*\bdata-b="[^"]*"[^>]*>(.*?)(?=<sup|<ul|<ol|<p\b|</\1>)', html, re.S
    )
    return [letters(unescape(re.sub(r"<[^>]+>", "", inner))) for _, inner in found]


def test_reading_order_is_the_order_of_the_source(series: BuiltSeries) -> None:
    for path, tree in trees(series):
        heard, place = letters(tree.heard(expanded=False)), 0
        for block in blocks_of(path.with_name("index.html")):
            found = heard.find(block, place)
            assert found >= 0, f"{path.name}: {block[:60]}"
            place = found + len(block)


ADDRESS = re.compile(r"\S*[./@]\S*")
"""Addresses are divided at their own signs."""


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", ADDRESS.sub(" ", text.translate(INVISIBLE)).casefold()))


INVISIBLE = str.maketrans("", "", "\N{SOFT HYPHEN}\N{WORD JOINER}\N{ZERO WIDTH SPACE}")


@pytest.mark.parametrize("brand", ["series", "second_brand"])
def test_no_words_run_together(brand: str, request: pytest.FixtureRequest) -> None:
    """Every word that is heard stands on the web page, which has the spaces of the source."""
    folder = request.getfixturevalue(brand).folder
    for path in sorted(folder.rglob("*.pdf")):
        html = path.with_name("index.html").read_text("utf-8")
        html = re.sub(r'<span class="long-form[^>]* data-long="([^"]*)">', r" (\1) ", html)
        names = " ".join(re.findall(r'\b(?:alt|aria-label|data-long|data-note|title)="([^"]*)"', html))
        written = words(
            unescape(re.sub(r"<wbr>|</?(?:span|em|a|strong|abbr|bdi|sup|cite|data)\b[^>]*>", "", html))
        )
        written |= words(unescape(re.sub(r"<[^>]+>", " ", html))) | words(unescape(names))
        heard = words(TagTree(path.read_bytes()).heard(expanded=False))
        assert not {word for word in heard - written if not word.isdecimal()}, path.name


def test_notes_follow_their_marks(series: BuiltSeries) -> None:
    count = 0
    for path, tree in trees(series):
        for element in tree.elements():
            kids = tree.tags_in(element)
            for before, kid in itertools.pairwise(kids):
                if kid.S == "/Note":
                    count += 1
                    assert before.S == "/Reference", path.name
                    label = next(inner for inner in tree.tags_in(kid) if inner.S == "/Lbl")
                    assert tree.text(label).strip() == tree.text(before).strip(), path.name
    assert count > 200


def test_every_cell_has_the_headers_of_its_column(series: BuiltSeries) -> None:
    count = 0
    for path, tree in trees(series):
        for table in (element for element in tree.elements() if element.S == "/Table"):
            rows = [kid for kid in tree.inside(table) if kid.S == "/TR"]
            heads = [str(cell.get("/ID", "")) for cell in tree.tags_in(rows[0])]
            for row in rows[1:]:
                cells = tree.tags_in(row)
                if len(cells) != len(heads):
                    continue  # a heading over several columns
                for head, cell in zip(heads, cells, strict=True):
                    count += 1
                    assert not head or head in {str(name) for name in cell.A.Headers}, path.name
    assert count > 500


def test_parts_in_other_languages_say_so(series: BuiltSeries) -> None:
    for path, tree in trees(series):
        html = path.with_name("index.html").read_text("utf-8")
        body = re.sub(
            r'<(nav|section)\b[^>]*class="(?:masthead-ways|notes|companions).*?</\1>', "", html, flags=re.S
        )
        written = set(re.findall(r'<(?:span|div|cite|em)\b[^>]*\blang="(\w+)"', body.partition("<main")[2]))
        said = {str(element.Lang) for element in tree.elements() if "/Lang" in element}
        assert written <= said | {str(tree.pdf.Root.Lang)}, path.name


def test_running_heads_are_artifacts(series: BuiltSeries) -> None:
    path = next(path for path in sorted(series.folder.rglob("*.pdf")) if path.stem == "seven-pathways-en")
    with pikepdf.open(path) as document:
        for page in document.pages[1:3]:
            artifacts = [operands[1] for operands, operator in pikepdf.parse_content_stream(page)
                         if str(operator) == "BDC" and operands[0] == "/Artifact"]  # fmt: skip
            assert {str(said.Subtype) for said in artifacts} == {"/Header"}
