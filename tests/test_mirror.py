"""A page that reads from right to left is the mirror image of one that reads from left to right.

The same document is laid out in both directions with the same letters, and every box of one must stand where the
mirror image of the other does.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pypdfium2
import pytest

from briefgen import loading, opening, pipeline
from briefgen.content.citing.build_citations import cite
from briefgen.content.html_policy import BLOCK_TAGS
from briefgen.core.engine import Engine
from briefgen.core.store import STORE, Store
from briefgen.core.workspace import Workspace
from briefgen.design.design import load_design
from briefgen.design.shipped import shipped_root
from briefgen.design.stylesheets import RIGHT_TO_LEFT
from briefgen.examining import composed, examined
from briefgen.layout.pages import Layout, Piece, Rect
from briefgen.output.pdf import make_pdf
from briefgen.output.pdf_job import PdfJob
from briefgen.output.renditions import pdf_job
from tests.conftest import REPOSITORY

BOXES = BLOCK_TAGS | {"img", "main", "nav", "svg"}
"""Elements that are boxes; what stands in a line has an order of its own in each direction."""

NEAR = 0.4
"""Millimetres."""

WHOLE_WORDS = "* { hyphens: manual !important }"
"""Arabic words are never divided, and the engine divides Latin ones only on pages that read from left to right."""

PUBLICATIONS = ("specimen", "seven-pathways", "displacement-in-numbers", "dollo-ado-cooperatives")
BRANDS = ("long-table", "outer-mile")


@cache
def jobs(brand: str) -> dict[str, PdfJob]:
    """The jobs of the publications in a brand, each in its regular density."""
    workspace = Workspace(REPOSITORY, shipped_root())
    loaded = loading.load(workspace)
    assert loaded.project
    project = loaded.project.model_copy(update={"brand": brand})
    design, _ = load_design(workspace.door(), project, None)
    assert design
    engine = Engine(workspace, Store(REPOSITORY / STORE))
    publications = [found for found in loaded.every if found.files.slug in PUBLICATIONS]
    order = pipeline.Order(REPOSITORY / "dist", languages=("en",))
    wanted = [(found, m) for found in publications for m in found.manuscripts if m.file.language == "en"]
    citations, _ = cite(engine, design.citations, loaded.library, wanted)
    composer = opening.composer_of(workspace.door(), project, design, loaded, engine, citations)
    made = {}
    for publication in publications:
        manuscript = next(m for m in publication.manuscripts if m.file.language == "en")
        text = examined(workspace.door(), composer, publication, manuscript, order.today, loaded.in_doubt)
        assert text.text
        item, _ = composed(composer, publication, manuscript, text.text)
        assert item
        job = pdf_job(design, composer.addresses.site, item)
        sheets = (*job.sheets, ("whole words", WHOLE_WORDS))
        made[publication.files.slug] = replace(job, sheets=sheets, density=design.brand.regular_density)
    return made


def laid_out(job: PdfJob) -> Layout:
    result = make_pdf(job, Workspace(REPOSITORY, shipped_root()))
    assert result.layout, result.failure
    return result.layout


def turned(job: PdfJob) -> PdfJob:
    """The same document from right to left."""
    html = job.html.replace('<html lang="en" dir="ltr">', '<html lang="en" dir="rtl">')
    assert html != job.html
    css = (shipped_root() / RIGHT_TO_LEFT).read_text("utf-8")
    return replace(job, html=html, sheets=(*job.sheets, (RIGHT_TO_LEFT, css)))


def boxes(layout: Layout) -> list[Piece]:
    return [piece for piece in layout.pieces if layout.nodes[piece.node].tag in BOXES]


def mirrored(rect: Rect, width: float) -> Rect:
    return Rect(width - rect.right, rect.top, width - rect.left, rect.bottom)


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("slug", PUBLICATIONS)
def test_mirror(slug: str, brand: str) -> None:
    job = jobs(brand)[slug]
    left, right = laid_out(job), laid_out(turned(job))
    assert len(left.pages) == len(right.pages)
    width = left.pages[0].width
    wrong = []
    for one, other in zip(boxes(left), boxes(right), strict=True):
        assert (one.node, one.page) == (other.node, other.page)
        expected = mirrored(one.rect, width)
        if any(abs(a - b) > NEAR for a, b in zip(expected, other.rect, strict=True)):
            node = left.nodes[one.node]
            text = " ".join(line.text for line in one.lines)[:30]
            wrong.append(
                f"page {one.page + 1}: <{node.tag} {' '.join(node.classes)}> “{text}” {expected} {other.rect}"
            )
    assert not wrong, "\n".join(wrong)


def test_what_does_not_turn_is_seen() -> None:
    """The comparison above can fail: a margin on the left stays on the left."""
    job = jobs("long-table")["dollo-ado-cooperatives"]
    job = replace(job, sheets=(*job.sheets, ("wrong", ".prose p { margin-left: 5mm }")))
    left, right = laid_out(job), laid_out(turned(job))
    width = left.pages[0].width
    pairs = zip(boxes(left), boxes(right), strict=False)
    assert any(abs(mirrored(one.rect, width).left - other.rect.left) > NEAR for one, other in pairs)


@pytest.mark.parametrize("brand", BRANDS)
def test_the_folio_changes_sides(brand: str) -> None:
    """The number of the second page stands at the outer edge: left on one page, right on its mirror image."""
    job = jobs(brand)["dollo-ado-cooperatives"]
    places = []
    for one in (job, turned(job)):
        document = pypdfium2.PdfDocument(make_pdf(one, Workspace(REPOSITORY, shipped_root())).data)
        page = document[1]
        text, width = page.get_textpage(), page.get_width()
        found = [
            text.get_charbox(at) for at in range(text.count_chars()) if text.get_text_range(at, 1) == "2"
        ]
        heads = [box for box in found if not 70 < box[3] < page.get_height() - 70]
        places.append([(box[0] + box[2]) / 2 / width for box in heads])
        document.close()
    left, right = places
    assert left and right
    assert min(abs(1 - a - b) for a in left for b in right) < 0.02, places
