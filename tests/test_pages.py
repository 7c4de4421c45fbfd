"""What the pages of the series look like: one small picture of each kind of page in both brands, and what each page
begins and ends with. `--update` rewrites `tests/pages/`; look at the pictures before you commit them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from briefgen.console import as_text
from tests import corpus
from tests.conftest import REPOSITORY, SECOND_BRAND, BuiltSeries

EXPECTED = Path(__file__).parent / "pages"
WIDTH = 120
"""Pixels: enough to see every part of a page, too few to see how one machine draws a letter."""

BLOCK = 8
"""Pixels of a picture that are compared together."""

NEAR = 3.0
FAR = 40.0
"""How far two pictures may be apart, of 255: on average, and in the block that differs most."""


@dataclass(frozen=True)
class Shown:
    """Pages of a PDF of which there are pictures; pages count from 1."""

    name: str
    pdf: str
    pages: tuple[int, ...]


SHOWN = (
    Shown("eight-pager", "en/briefs/specimen/specimen-en.pdf", (1, 2, 3, 4, 5, 6, 7, 8)),
    Shown("two-pager", "en/briefs/specimen-two-pages/specimen-two-pages-en.pdf", (1, 2)),
    Shown("brief", "en/briefs/supporting-cooperatives/supporting-cooperatives-en.pdf", (1, 6)),
    Shown("case-study", "en/case-studies/dollo-ado-cooperatives/dollo-ado-cooperatives-en.pdf", (1,)),
    Shown(
        "article",
        "en/briefs/cooperatives-and-displacement/article/cooperatives-and-displacement-article-en.pdf",
        (1,),
    ),
    Shown(
        "media-release",
        "en/briefs/cooperatives-and-displacement/media-release/cooperatives-and-displacement-media-release-en.pdf",
        (1, 2),
    ),
)


def test_the_series_builds_in_the_second_brand(second_brand: BuiltSeries, series: BuiltSeries) -> None:
    """Nothing is lost and no text runs out of its place. Where pages break is another brand's own affair."""
    said = [d for d in second_brand.outcome.diagnostics if d.code not in ABOUT_WHERE_PAGES_BREAK]
    assert [as_text(d) for d in said] == []
    assert sources(second_brand) == sources(series)


ABOUT_WHERE_PAGES_BREAK = {
    "fit-over",
    "fit-under",
    "fit-strayed",
    "page-hole",
    "last-page-short",
    "title-widow",
}


def sources(built: BuiltSeries) -> set[tuple[str | None, str]]:
    return {(artifact.source, artifact.format) for artifact in built.outcome.artifacts if artifact.source}


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_the_paper_is_that_of_the_project(paper: str, size: tuple[int, int], small_project: Path) -> None:
    settings = small_project / "briefgen.yml"
    settings.write_text(settings.read_text("utf-8") + f"paper: {paper}\n", "utf-8")
    outcome = corpus.build(small_project, only="pdf")
    assert not [problem for problem in outcome.diagnostics if problem.is_error]
    (pdf,) = (small_project / "dist").rglob("*.pdf")
    document = pypdfium2.PdfDocument(pdf)
    assert {tuple(round(side) for side in document[page].get_size()) for page in range(len(document))} == {
        size
    }


def test_paper_has_no_grid() -> None:
    """A grid of CSS does not mirror when it is laid out for paper."""
    of_screen = ("screen.css", "web.css", "home.css")
    styles = [path for path in (REPOSITORY / "styles").rglob("*.css") if path.name not in of_screen]
    assert len(styles) > 20
    for path in styles:
        on_paper = re.sub(r"@media screen \{.*?^\}", "", path.read_text("utf-8"), flags=re.S | re.M)
        assert not re.search(r"display:\s*(inline-)?grid|grid-template", on_paper), path


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: shown.name)
@pytest.mark.parametrize("brand", ["long-table", SECOND_BRAND])
def test_pages_look_as_they_did(
    brand: str, shown: Shown, update: bool, request: pytest.FixtureRequest
) -> None:
    built: BuiltSeries = request.getfixturevalue("series" if brand == "long-table" else "second_brand")
    document = pypdfium2.PdfDocument(built.folder / shown.pdf)
    wrong = []
    for number in shown.pages:
        path = EXPECTED / brand / f"{shown.name}-{number}.png"
        now = picture(document[number - 1])
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(as_png(now))
        average, most = distance(now, Image.open(path))
        if average > NEAR or most > FAR:
            wrong.append(f"{path.relative_to(EXPECTED)}: {average:.1f} on average, {most:.0f} at most")
    document.close()
    assert not wrong, "compare the pages with the pictures; if they are meant to differ, run with --update"


def picture(page: pypdfium2.PdfPage) -> Image.Image:
    large = page.render(scale=4 * WIDTH / page.get_width()).to_pil().convert("RGB")
    return large.resize((WIDTH, round(WIDTH * large.height / large.width)), Image.Resampling.BOX)


def as_png(shown: Image.Image) -> bytes:
    out = io.BytesIO()
    shown.quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def distance(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """How far two pictures of the same size are apart, of 255: on average, and in the block that differs most."""
    if one.size != other.size:
        return 255.0, 255.0
    blocks = (one.width // BLOCK, one.height // BLOCK)
    apart = ImageChops.difference(
        *(p.convert("RGB").resize(blocks, Image.Resampling.BOX) for p in (one, other))
    )
    return max(ImageStat.Stat(apart).mean), max(high for _, high in apart.getextrema())


def test_a_changed_picture_would_be_seen(series: BuiltSeries) -> None:
    document = pypdfium2.PdfDocument(series.folder / SHOWN[0].pdf)
    cover, second, third = (picture(document[number]) for number in range(3))
    document.close()
    assert distance(cover, cover) == (0.0, 0.0)
    assert distance(second, third)[1] > FAR
    moved = Image.new("RGB", second.size, "white")
    moved.paste(second, (0, 4))
    assert distance(second, moved)[1] > FAR / 2


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: shown.name)
def test_pages_begin_and_end_as_they_did(shown: Shown, series: BuiltSeries, update: bool) -> None:
    path = EXPECTED / f"{shown.name}.txt"
    now = "".join(f"{line}\n" for line in described(series.folder / shown.pdf))
    if update:
        path.write_text(now, encoding="utf-8")
    assert now == path.read_text(encoding="utf-8")


def described(pdf: Path) -> Iterator[str]:
    """The outline of a PDF, then the first and the last words of the text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    yield "outline"
    for item in document.get_toc():
        destination = item.get_dest()
        yield f"{'  ' * (item.level + 1)}{item.get_title()} ... {destination.get_index() + 1 if destination else '?'}"
    for number, page in enumerate(document, 1):
        width, height = page.get_size()
        words = page.get_textpage().get_text_range().split()
        yield f"page {number}, {round(width / 72 * 25.4)} x {round(height / 72 * 25.4)} mm, {len(words)} words"
        yield f"  {' '.join(words[:12])}"
        yield f"  {' '.join(words[-12:])}"
    document.close()
