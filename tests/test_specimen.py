"""The specimen leaves nothing out: whoever changes a style sees every part of a page, in every layout and brand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.content.block_scan import scan
from briefgen.content.blocks import BLOCKS, EvidenceTable, View
from briefgen.content.choices import Profile
from briefgen.core.source import Source
from tests.conftest import REPOSITORY, BuiltSeries

SPECIMENS = (
    "briefs/specimen/brief.md",
    "briefs/specimen-two-pages/brief.md",
    "briefs/specimen-data/brief.md",
)
FURNITURE_OF_OTHERS = {
    "companions", "facts", "find-by", "follow", "home-entry", "press-contacts", "view-table",  # of other kinds, and of the home page
    "recommendations",  # where no block places them: in the two-pager
    "references",  # where the brand cites by author and year or by number: Outer Mile
}  # fmt: skip


def components() -> list[tuple[str, dict[str, object]]]:
    """The blocks of the specimens with the options that are set."""
    sources = [Source(path, (REPOSITORY / path).read_text("utf-8")) for path in (SPECIMENS[0], SPECIMENS[2])]
    found = [component for source in sources for component in scan(source, 0).components]
    return [(c.name, c.options.model_dump(exclude_unset=True)) for c in found]


SHOWN = [name for name, kind in BLOCKS.items() if kind is not EvidenceTable]
"""All blocks but the table of a case study's own record."""
WRITTEN = [name for name in SHOWN if not issubclass(BLOCKS[name], View)]
"""The blocks that hold what authors write; the options of views choose what they draw, not how."""


def test_every_block_is_there() -> None:
    assert {name for name, _ in components()} == set(SHOWN)


@pytest.mark.parametrize("name", WRITTEN)
def test_every_option_of_a_block_is_there(name: str) -> None:
    used = {option for other, options in components() if other == name for option in options}
    # A picture either says what it shows or only sets a mood: the hero is of the second kind.
    assert used == set(BLOCKS[name].model_fields) - {"decorative"}


def page(series: BuiltSeries, source: str) -> str:
    folder = Path(source).parent.name
    return (series.folder / f"en/briefs/{folder}/index.html").read_text("utf-8")


def test_every_piece_of_furniture_is_there(series: BuiltSeries) -> None:
    """Each file of `templates/furniture/` draws an element with a class of its own name, or one named here."""
    drawn_as = {"exhibit": None, "contact-list": "contact-list", "logo": "masthead-logo", "head": None, "structured-data": None,
                "recommendation-list": "recommendation-list"}  # fmt: skip
    classes = {
        name for names in re.findall(r'class="([^"]+)"', page(series, SPECIMENS[0])) for name in names.split()
    }
    names = {path.stem for path in (REPOSITORY / "templates/furniture").glob("*.html")} - FURNITURE_OF_OTHERS
    wanted = {drawn_as.get(name, name) for name in names} - {None}
    assert wanted <= classes


def test_every_layout_is_there(series: BuiltSeries) -> None:
    """The eight-pager and the two-pager are specimens, the four-pager is that of the case studies."""
    pages = {
        artifact.source: artifact.pages for artifact in series.outcome.artifacts if artifact.format == "pdf"
    }
    assert [pages[source] for source in SPECIMENS[:2]] == [Profile.EIGHT.pages, Profile.TWO.pages]
    studies = [count for source, count in pages.items() if source and source.startswith("case_studies/")]
    assert studies
    assert set(studies) == {Profile.FOUR.pages}


def test_the_specimen_stands_in_no_list(series: BuiltSeries) -> None:
    assert "specimen" not in (series.folder / "index.html").read_text("utf-8")
    assert all('<meta name="robots" content="noindex">' in page(series, source) for source in SPECIMENS)
