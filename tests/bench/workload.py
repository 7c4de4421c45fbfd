"""A series to measure with: as many briefs as are asked for, each with about 1,500 words, two tables, three footnotes, a
chart and a picture like a photograph. The same seed gives the same bytes. Nothing in it is true.

What a brief says is kept apart from how a tool wants it written, so that others can be given the same briefs.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageFilter

SEED = 20261130
WORDS_OF_A_PARAGRAPH = (70, 95)
PARAGRAPHS_OF_A_SECTION = 3
SECTIONS = ("Why it matters", "What was found", "What it costs", "What stands in the way", "What to do first")
PICTURE = (1600, 900)
FIRST_YEAR, YEARS = 2016, 10

_WHO = (
    "the district office", "the water board", "each cooperative", "the council of elders", "a new teacher",
    "the savings group", "the market committee", "the regional bank", "the clinic", "the union of drivers",
    "the school", "the seed bank", "the housing office", "the transport authority", "the youth council",
)  # fmt: skip
_DOES = (
    "keeps", "records", "shares", "repairs", "counts", "finances", "explains", "opens", "trains", "plans", "buys",
    "compares", "renews", "inspects", "publishes",
)  # fmt: skip
_WHAT = (
    "the ledger of its members", "two wells in the valley", "a fund for tools", "the road to the market",
    "plots near the river", "its accounts in three languages", "a store for grain", "the list of repairs",
    "loans without a deposit", "a register of skills", "the rules of the assembly", "seats for newcomers",
    "what was harvested", "the price of a day of work", "the minutes of each meeting",
)  # fmt: skip
_HOW = (
    "before the rains begin", "although the budget is small", "with the help of its neighbours", "twice a year",
    "since the last election", "in spite of the distance", "as the law of 2019 asks", "when the season allows it",
    "without a subsidy", "for the second year", "under an agreement with the province", "as far as we could see",
)  # fmt: skip
_PLACES = ("Northvale", "Easterby", "Marrow Bay", "Highmoor", "Stonebridge", "Upper Tarn", "Little Weir")


@dataclass(frozen=True)
class Table:
    """A table: its title, its heads, and its rows of a name and numbers."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Section:
    """A section: paragraphs, of which one may call a note, and what stands after them."""

    title: str
    paragraphs: tuple[str, ...]
    note: str = ""
    table: Table | None = None


@dataclass(frozen=True)
class Brief:
    """What a brief of the workload says."""

    number: int
    title: str
    description: str
    summary: str
    key_messages: tuple[str, ...]
    sections: tuple[Section, ...]
    chart: tuple[tuple[int, int], ...]
    """Years and numbers."""

    @property
    def slug(self) -> str:
        return f"brief-{self.number:04d}"


def briefs(count: int, seed: int = SEED) -> Iterator[Brief]:
    """The briefs of a series."""
    for number in range(1, count + 1):
        yield _brief(number, random.Random(f"{seed} {number}"))


def _brief(number: int, dice: random.Random) -> Brief:
    tables = {1: _table(dice, "What each place spends"), 2: _table(dice, "Who takes part in each place")}
    return Brief(
        number=number,
        title=f"Brief {number}: {_clause(dice)}",
        description=f"What {dice.choice(_WHO)} learns when {_clause(dice)}.",
        summary=" ".join(_sentence(dice) for _ in range(5)),
        key_messages=tuple(_sentence(dice) for _ in range(4)),
        sections=tuple(
            Section(
                title=title,
                paragraphs=tuple(_paragraph(dice) for _ in range(PARAGRAPHS_OF_A_SECTION)),
                note=_sentence(dice) if place < 3 else "",
                table=tables.get(place),
            )
            for place, title in enumerate(SECTIONS)
        ),
        chart=tuple((FIRST_YEAR + year, dice.randint(100, 900)) for year in range(YEARS)),
    )


def _clause(dice: random.Random) -> str:
    return f"{dice.choice(_WHO)} {dice.choice(_DOES)} {dice.choice(_WHAT)}"


def _sentence(dice: random.Random) -> str:
    clause = f"{_clause(dice)} {dice.choice(_HOW)}"
    return f"{clause[0].upper()}{clause[1:]}."


def _paragraph(dice: random.Random) -> str:
    least, most = WORDS_OF_A_PARAGRAPH
    wanted, text = dice.randint(least, most), ""
    while text.count(" ") < wanted:
        text += f"{_sentence(dice)} "
    return text.strip()


def _table(dice: random.Random, title: str) -> Table:
    rows = tuple((place, *(f"{dice.randint(100, 9000):,}" for _ in range(4))) for place in _PLACES)
    return Table(title, ("Place", "2022", "2023", "2024", "2025"), rows)


def photograph(number: int, seed: int = SEED) -> bytes:
    """A JPEG that compresses as a photograph does: light from above, shapes, grain."""
    dice = random.Random(f"{seed} picture {number}")
    light = Image.linear_gradient("L").resize(PICTURE)
    strengths = [dice.uniform(0.4, 0.9) for _ in "rgb"]
    picture = Image.merge(
        "RGB", [light.point([int(shade * strength) + 20 for shade in range(256)]) for strength in strengths]
    )
    for size in (6, 12, 25, 50, 100):
        cells = bytes(dice.randrange(256) for _ in range(size * size * 3))
        shapes = Image.frombytes("RGB", (size, size), cells).resize(PICTURE, Image.Resampling.BICUBIC)
        picture = Image.blend(picture, shapes, 0.18)
    grain = Image.frombytes("L", (400, 225), dice.randbytes(400 * 225)).resize(PICTURE)
    picture = Image.blend(picture, Image.merge("RGB", (grain, grain, grain)), 0.04)
    file = io.BytesIO()
    picture.filter(ImageFilter.GaussianBlur(0.6)).save(file, "JPEG", quality=85)
    return file.getvalue()


def write_project(folder: Path, count: int, seed: int = SEED) -> Path:
    """The series as a project of briefgen."""
    (folder / "briefs").mkdir(parents=True)
    (folder / "briefgen.yml").write_text(_SETTINGS, "utf-8")
    for brief in briefs(count, seed):
        home = folder / "briefs" / brief.slug
        (home / "data").mkdir(parents=True)
        (home / "figures").mkdir()
        (home / "publication.yml").write_text(_PUBLICATION, "utf-8")
        (home / "brief.md").write_text(_markdown(brief), "utf-8")
        numbers = "".join(f"{year},{number}\n" for year, number in brief.chart)
        (home / "data/members.csv").write_text(f"year,members\n{numbers}", "utf-8")
        (home / "figures/view.jpg").write_bytes(photograph(brief.number, seed))
    return folder


_SETTINGS = """\
series: {title: A series to measure with}
publisher: {name: Long Table, url: "https://longtable.example/"}
site: https://briefs.longtable.example/
languages: [en]
"""
_PUBLICATION = "date: 2026-11-24\nstage: published\nauthors: [{name: Long Table}]\n"


def _markdown(brief: Brief) -> str:
    parts = [
        f"---\ntitle: '{brief.title}'\ndescription: {brief.description}\nsummary: {brief.summary}\nkey_messages:"
    ]
    parts += [f"  - {message}" for message in brief.key_messages]
    parts.append(
        "fit: {last_page_min: 0}\n---"
    )  # a finished series: nobody is told how it would fill its pages
    notes = []
    for place, section in enumerate(brief.sections):
        parts.append(f"\n## {section.title}\n")
        first, *others = section.paragraphs
        if section.note:
            notes.append(f"[^{place}]: {section.note}")
            first += f"[^{place}]"
        parts += ["\n\n".join((first, *others))]
        if section.table:
            parts.append(_markdown_table(section.table))
        if place == 0:
            parts.append("\n![Houses and fields below a wide sky](figures/view.jpg)")
        if place == 3:
            parts.append(
                "\n/// chart | More members than ten years ago\n    type: line\n    data: data/members.csv\n"
                "    x: year\n    y: members\n    subtitle: Members by year\n    source: Made up\n///"
            )
    return "\n".join((*parts, "", *notes, ""))


def _markdown_table(table: Table) -> str:
    lines = [
        "|".join(("", *cells, "")) for cells in (table.heads, ("---", *["---:"] * (len(table.heads) - 1)))
    ]
    lines += ["|".join(("", *row, "")) for row in table.rows]
    return f"\n/// table | {table.title}\n    source: Made up\n\n" + "\n".join(lines) + "\n///"
