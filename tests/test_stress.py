"""A publication in which everything is too long: what must hold on its pages, and what stands where.

`tests/stress/` is a project like any other. `pages.txt` says what stands on each page of the brief, in words; after a
change of the styles, run with `--update` and read the difference."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from briefgen.checks.laid_out import LaidOut
from briefgen.checks.lost_in_pdf import check_pdf
from briefgen.checks.lost_on_web_page import check_web_page
from briefgen.checks.pages import check_pages
from briefgen.console import as_text
from briefgen.core.diagnostics import Diagnostic
from briefgen.layout.pages import Layout, letters
from briefgen.output.pdf_job import PdfResult
from tests.conftest import REPOSITORY
from tests.layouts import Edition, edition_of

PROJECT = REPOSITORY / "tests/stress"
PAGES = PROJECT / "pages.txt"

ALLOWED = {"page-hole", "last-page-short"}
"""What long things may leave: nobody can fill a page on which the next one has no room."""

JOINER = "\N{WORD JOINER}"
MM = 72 / 25.4
"""Points in a millimetre."""


@dataclass(frozen=True)
class Stress:
    """The brief, laid out with the shipped styles."""

    edition: Edition
    result: PdfResult
    page: LaidOut

    @property
    def layout(self) -> Layout:
        return self.page.layout

    @property
    def source(self) -> str:
        return self.page.manuscript.source.text

    def with_tag(self, tag: str, inside: range | None = None) -> list[int]:
        """The elements with a tag, in the order of the document."""
        nodes = inside or range(len(self.layout.nodes))
        return [node for node in nodes if self.layout.nodes[node].tag == tag]

    def pages_of(self, node: int) -> list[int]:
        """The pages on which an element stands, counted from 1."""
        return sorted({piece.page + 1 for piece in self.layout.by_node.get(node, ())})


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(PROJECT, tmp_path_factory.mktemp("stress") / "project"))


@pytest.fixture(scope="module")
def stress(project: Path) -> Stress:
    edition = edition_of(project, "stress")
    result = edition.lay_out("")
    return Stress(edition, result, edition.page(result))


def problems_of(edition: Edition, page: LaidOut) -> list[Diagnostic]:
    lost = check_web_page(edition.item.manuscript, edition.item.text, edition.item.page.html)
    return [*lost, *check_pdf(page), *check_pages(page)]


def test_no_rule_is_broken(stress: Stress) -> None:
    problems = problems_of(stress.edition, stress.page)
    assert [as_text(problem) for problem in problems if problem.code not in ALLOWED] == []


def test_no_rule_is_broken_in_the_other_brand(project: Path) -> None:
    other = Path(shutil.copytree(project, project.parent / "outer-mile"))
    settings = other / "briefgen.yml"
    settings.write_text(settings.read_text("utf-8") + "brand: outer-mile\n", encoding="utf-8")
    edition = edition_of(other, "stress")
    problems = problems_of(edition, edition.page(edition.lay_out("")))
    assert [as_text(problem) for problem in problems if problem.code not in ALLOWED] == []


def test_words_that_are_longer_than_their_lines(project: Path) -> None:
    """They divide, but for those in cells of tables: there the author is told."""
    edition = edition_of(project, "long-words")
    problems = problems_of(edition, edition.page(edition.lay_out("")))
    table = edition.item.manuscript.source.text.index("| Year |")
    assert {problem.code for problem in problems} == {"lost-in-pdf", "overflow"}
    assert {problem.span.start for problem in problems if problem.span} == {table}


# --- what stands where ------------------------------------------------------------------------------------


def test_what_stands_on_each_page(stress: Stress, update: bool) -> None:
    said = "".join(f"{line}\n" for line in in_words(stress))
    if update:
        PAGES.write_text(said, encoding="utf-8")
    assert said == PAGES.read_text("utf-8")


def in_words(stress: Stress) -> Iterator[str]:
    """Each page in words: what stands on it in the order of the document, and which notes at its foot."""
    layout = stress.layout
    cells = frozenset(inner for table in stress.with_tag("table") for inner in layout.inside(table))
    for number in range(len(layout.pages)):
        yield f"page {number + 1}"
        for piece in layout.by_page[number]:
            node = layout.nodes[piece.node]
            if node.tag == "table":
                rows = [
                    row
                    for row in stress.with_tag("tr", layout.inside(piece.node))
                    if number + 1 in stress.pages_of(row)
                ]
                yield f"  table     {len(rows) - 1} rows under the head"
            elif piece.lines and not piece.is_note and piece.node not in cells and piece.lines[0].text:
                total = sum(len(other.lines) for other in layout.by_node[piece.node])
                part = f" ({len(piece.lines)} of {total} lines)" if total > len(piece.lines) else ""
                yield f"  {node.tag:9} {' '.join(re.sub(JOINER, '', piece.lines[0].text).split()[:6])}{part}"
        notes = [layout.nodes[p.node].id for p in layout.by_page[number] if p.is_note and p.lines]
        if notes := [name.removeprefix("note:") for name in notes if name.startswith("note:")]:
            yield f"  notes     {' '.join(notes)}"


def test_the_outline_leads_to_every_heading(stress: Stress) -> None:
    title, *headings = re.findall(r"^(?:title: |##+ )(.+)$", stress.source, re.M)
    wanted = [*headings, "Recommendations", "Acknowledgements"]
    bookmarks = list(pypdfium2.PdfDocument(stress.result.data).get_toc())
    titles = {letters(bookmark.get_title()): bookmark for bookmark in bookmarks}
    assert letters(title) in titles
    places = [titles[letters(heading)].get_dest().get_index() + 1 for heading in wanted]
    nodes = {
        letters(stress.layout.text_of(node)): node for tag in ("h2", "h3") for node in stress.with_tag(tag)
    }
    assert places == [stress.pages_of(nodes[letters(heading)])[0] for heading in wanted]
    assert places == sorted(places)


def test_the_folio_and_the_running_head_are_on_every_page_but_the_first(stress: Stress) -> None:
    document = pypdfium2.PdfDocument(stress.result.data)
    for number, page in enumerate(document, start=1):
        box = stress.layout.pages[number - 1]
        height = page.get_height()
        text = page.get_textpage()
        above = text.get_text_bounded(0, height - box.area.top * MM + 1, page.get_width(), height).split()
        assert above[: 0 if number == 1 else 1] == ([] if number == 1 else [str(number)])
        assert ("What happens to a page" in " ".join(above)) == (number > 1)


# --- what is on the pages ---------------------------------------------------------------------------------


def test_forty_rows_stand_whole_under_a_head_on_every_page(stress: Stress) -> None:
    first, second = stress.with_tag("table")
    for table, count in ((first, 40), (second, 5)):
        (head,), (body,) = (stress.with_tag(tag, stress.layout.inside(table)) for tag in ("thead", "tbody"))
        rows = stress.with_tag("tr", stress.layout.inside(body))
        pages = [stress.pages_of(row) for row in rows]
        assert len(rows) == count
        assert all(len(on) == 1 for on in pages)
        assert stress.pages_of(head) == sorted({page for on in pages for page in on})
    assert len(stress.pages_of(first)) > 1
    assert stress.pages_of(second) == stress.pages_of(stress.with_tag("figure")[-1])


def test_thirty_notes_stand_by_their_marks_in_order(stress: Stress) -> None:
    ids = {node.id: index for index, node in enumerate(stress.layout.nodes) if node.id}
    notes = [name.removeprefix("note:") for name in ids if name.startswith("note:")]
    assert len(notes) == 30
    for key in notes:
        assert stress.pages_of(ids[f"note:{key}"]) == stress.pages_of(ids[f"fnref:{key}"]), key
        assert stress.layout.text_of(ids[f"note:{key}"])
    first = [stress.pages_of(ids[f"note:{key}"])[0] for key in notes]
    assert first == sorted(first)


def test_every_address_can_be_clicked(stress: Stress) -> None:
    wanted = set(re.findall(r"https://[^\s>)]+", stress.source))
    assert len(wanted) > 10
    assert wanted <= set(addresses(stress.result.data))


def addresses(data: bytes) -> Iterator[str]:
    """The web addresses of the links of a PDF."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            for link in page.get("/Annots", []):
                yield str(link.get("/A", {}).get("/URI", ""))


def test_ten_authors_are_named(stress: Stress) -> None:
    names = re.findall(r"name: (.+)", (PROJECT / "briefs/stress/publication.yml").read_text("utf-8"))
    first = letters(" ".join(line.text for p in stress.layout.by_page[0] for line in p.lines))
    assert len(names) > 10
    assert [name for name in names[:10] if letters(name) not in first] == []


def test_text_stands_in_the_text_area(stress: Stress) -> None:
    """All that is drawn, notes included: from the left margin to the right, from the head of the area to its foot."""
    for number, page in enumerate(stress.layout.pages):
        for piece, rect in stress.layout.drawn(number):
            inside = rect.left >= page.area.left - 0.6 and rect.right <= page.area.right + 0.6
            assert inside, stress.layout.text_of(piece.node)
            assert page.area.top - 0.6 <= rect.top < rect.bottom <= page.area.bottom + 0.6
        above = max(rect.bottom for _, rect in stress.layout.content(number))
        assert above <= page.foot
