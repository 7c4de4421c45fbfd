"""Links and note marks as they are drawn: in every place that can hold them, on every ground, both brands' paper.

`tests/colours/` is a project whose one brief has a link and a mark in each of these places.
"""

from __future__ import annotations

import ctypes
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image

from briefgen import pipeline
from briefgen.design.colour import contrast
from tests.conftest import REPOSITORY

PROJECT = REPOSITORY / "tests/colours"
SCALE = 5
READABLE = 4.5
"""WCAG 2.2, success criterion 1.4.3."""


@dataclass(frozen=True)
class Drawn:
    """A link as a page shows it: where it leads, and its picture."""

    target: str
    page: int
    picture: Image.Image

    def contrast(self) -> float:
        """That of the ground, its most frequent colour, and the ink, the one that differs most of those that fill
        more than the edges of letters."""
        counts = Counter(self.picture.convert("RGB").get_flattened_data())
        ground = counts.most_common(1)[0][0]
        enough = max(3, sum(counts.values()) // 400)
        inks = [colour for colour, count in counts.items() if count >= enough]
        return max(contrast(_hex(ground), _hex(ink)) for ink in inks)


def _hex(colour: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


@pytest.fixture(scope="module", params=["long-table", "outer-mile"])
def brand(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="module", params=[True, False], ids=["cover", "no cover"])
def links(
    brand: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Drawn, ...]:
    root = tmp_path_factory.mktemp("colours") / "project"
    shutil.copytree(PROJECT, root)
    settings = root / "briefs/links-everywhere/publication.yml"
    settings.write_text(
        settings.read_text("utf-8").replace("cover: true", f"cover: {str(request.param).lower()}"), "utf-8"
    )
    outcome = pipeline.build(root, pipeline.Order(root / "dist", brand=brand, only="pdf"))
    assert not [problem for problem in outcome.diagnostics if problem.is_error]
    return tuple(drawn_links(root / "dist/en/briefs/links-everywhere/links-everywhere-en.pdf"))


def drawn_links(pdf: Path) -> Iterator[Drawn]:
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, 1):
        picture = page.render(scale=SCALE).to_pil()
        height = page.get_height()
        for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
            annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
            link = pdfium.FPDFAnnot_GetLink(annotation)
            if not link:
                continue
            rectangle = pdfium.FS_RECTF()
            pdfium.FPDFAnnot_GetRect(annotation, rectangle)
            left, right = sorted((rectangle.left, rectangle.right))
            top, bottom = sorted((height - rectangle.top, height - rectangle.bottom))
            cut = picture.crop(tuple(round(side * SCALE) for side in (left, top, right, bottom)))
            if all(cut.size):  # where an address may divide, pieces without a letter are links too
                yield Drawn(_target(document, link), number, cut)


def _target(document: pypdfium2.PdfDocument, link: object) -> str:
    """The address a link leads to, or nothing when it leads to a place in the document."""
    action = pdfium.FPDFLink_GetAction(link)
    length = pdfium.FPDFAction_GetURIPath(document.raw, action, None, 0) if action else 0
    if not length:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(document.raw, action, buffer, length)
    return buffer.value.decode()


def test_every_link_and_mark_is_there_and_can_be_read(links: tuple[Drawn, ...]) -> None:
    text = (PROJECT / "briefs/links-everywhere/brief.md").read_text("utf-8")
    written = set(re.findall(r"https://colours\.example/[\w-]+", text))
    assert written <= {link.target for link in links}, "each is a link on some page"
    marks = [link for link in links if not link.target]
    assert len(marks) >= len(set(re.findall(r"^\[\^([\w-]+)\]:", text, re.M)))
    unreadable = [(link.page, link.target or "a mark", round(link.contrast(), 1)) for link in links
                  if link.contrast() < READABLE]  # fmt: skip
    assert unreadable == []
