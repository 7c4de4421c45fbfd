"""Data as authors hand it in: CSV in every form that spreadsheets save, numbers, choices, countries."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.content.block_scan import scan
from briefgen.content.data.countries import country_code
from briefgen.content.data.csv_file import parse_csv
from briefgen.content.data.listing import Listing
from briefgen.content.data.numbers import number
from briefgen.content.data.plot import ONLY, Plot
from briefgen.content.data.shown_data import DataReader
from briefgen.content.data.world_map import WorldMap, world_map
from briefgen.content.evidence.library import Library
from briefgen.core.source import Source
from briefgen.core.workspace import Workspace
from briefgen.design.shipped import shipped_root

PLACE = Source("brief.md", "data: d.csv").whole()


def cells(text: str) -> list[list[str]]:
    data, problems = parse_csv(Source("d.csv", text), "d.csv", PLACE)
    assert problems == ()
    assert data
    return [list(data.columns), *([cell.text for cell in row] for row in data.rows)]


# --- CSV ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "country,people\nUganda,12\n",
        "country;people\nUganda;12\n",
        "country\tpeople\nUganda\t12",
        '"country","people"\n"Uganda","12"\n\n,\n',
        " country , people\n Uganda , 12 \n",
    ],
)
def test_spreadsheets_save_in_many_ways(text: str) -> None:
    assert cells(text) == [["country", "people"], ["Uganda", "12"]]


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), max_size=8)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6), st.sampled_from(",;\t"))
def test_what_python_writes_is_read_back(rows: list[tuple[str, str, str]], separator: str) -> None:
    """Against the CSV module of Python; rows of nothing do not count."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerow(("a", "b", "c"))
    writer.writerows(rows)
    assert cells(text.getvalue()) == [["a", "b", "c"], *(list(row) for row in rows if any(row))]


def test_a_cell_knows_its_place() -> None:
    source = Source("d.csv", 'name,note\n"Sada, Women",x\nCamelot,"says ""no"""\n')
    data, _ = parse_csv(source, "d.csv", PLACE)
    assert data
    last = data.rows[1][1]
    assert (last.text, last.place.line, last.place.column) == ('says "no"', 3, 9)
    assert source.text[last.place.start : last.place.end] == '"says ""no"""'


# --- numbers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", "12"), ("-3", "-3"), ("−3", "-3"), ("1.25", "1.25"), ("12,5", "12.5"), ("0,125", "0.125"),
        ("12,500", None),  # twelve and a half, or twelve thousand five hundred
        ("1,234,567", None), ("1 234", None), ("12%", None), ("1e3", None), ("", None), ("٣", "3"), ("about 3", None),
    ],
)  # fmt: skip
def test_a_number_is_plain_or_it_is_none(text: str, value: str | None) -> None:
    assert number(text) == (Decimal(value) if value else None)


@given(st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=3))
def test_every_plain_number_is_read(value: Decimal) -> None:
    assert number(f"{value:f}") == value


# --- what blocks choose -------------------------------------------------------------------------------

PEOPLE = "country,year,people,women\nUganda,2019,10,4\nUganda,2020,30,9\nKenya,2019,20,\nKenya,2020,5,1\n"


def shown(
    tmp_path: Path, options: str, name: str = "chart", csv_text: str = PEOPLE
) -> Plot | WorldMap | Listing:
    (tmp_path / "d.csv").write_text(csv_text, "utf-8")
    reader = DataReader(Workspace(tmp_path, shipped_root()).door(), "", Library(), "en")
    lines = "".join(f"    {line}\n" for line in ("data: d.csv", "source: S", *options.split("; ")))
    source = Source("brief.md", f"/// {name} | T\n{lines}///\n")
    scanned = scan(source, 0)
    assert scanned.problems == ()
    found = list(reader.shown(scanned.components).values())
    assert reader.problems == []
    return found[0]


def test_years_of_a_line_are_in_order_and_names_of_bars_as_in_the_file(tmp_path: Path) -> None:
    plot = shown(
        tmp_path,
        "type: line; x: year; y: people; series: country; subtitle: S",
        csv_text=PEOPLE.replace("2019", "2021"),
    )
    assert isinstance(plot, Plot)
    assert plot.categories == ("2020", "2021")
    bars = shown(tmp_path, "type: bar; x: country; y: people; subtitle: S; where: {year: 2019}")
    assert isinstance(bars, Plot)
    assert bars.categories == ("Uganda", "Kenya")


def test_the_largest_few(tmp_path: Path) -> None:
    plot = shown(
        tmp_path,
        "type: horizontal-bar; x: country; y: people; subtitle: S; where: {year: 2019}; order: descending; first: 1",
    )
    assert isinstance(plot, Plot)
    assert list(plot.of_series(ONLY)) == [("Kenya", Decimal(20))]


def test_columns_as_series_have_gaps_where_cells_are_empty(tmp_path: Path) -> None:
    plot = shown(
        tmp_path,
        "type: grouped-bar; x: country; y: [people, women]; subtitle: S; where: {year: 2019}; labels: {people: All}",
    )
    assert isinstance(plot, Plot)
    assert plot.series == ("All", "women")
    assert list(plot.of_series("women")) == [("Uganda", Decimal(4))]


def test_years_from_and_to(tmp_path: Path) -> None:
    plot = shown(
        tmp_path, "type: line; x: year; y: people; series: country; subtitle: S; from: 2020; to: 2020"
    )
    assert isinstance(plot, Plot)
    assert plot.categories == ("2020",)


def test_a_table_adds_up_numbers_and_not_shares(tmp_path: Path) -> None:
    table = shown(
        tmp_path,
        "where: {year: 2020}; total: Both; columns: [country, people, {column: women, format: percent}]",
        "data-table",
    )
    assert isinstance(table, Listing)
    assert table.rows == (("Uganda", Decimal(30), Decimal(9)), ("Kenya", Decimal(5), Decimal(1)))
    assert table.total == ("Both", Decimal(35), None)


# --- countries ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("UG", "en", "UG"), ("uga", "en", "UG"), ("800", "en", "UG"), ("Uganda", "fr", "UG"), ("Ouganda", "fr", "UG"),
        ("أوغندا", "ar", "UG"), ("Ouganda", "en", None), ("EU", "en", None), ("World", "en", None), ("XK", "en", "XK"),
    ],
)  # fmt: skip
def test_countries_by_code_and_name(text: str, language: str, code: str | None) -> None:
    assert country_code(text, language) == code


def test_classes_are_round_and_hold_about_as_many_each(tmp_path: Path) -> None:
    values = (3, 5, 8, 12, 20, 33, 54, 88, 142, 230)
    codes = ("UG", "KE", "ET", "RW", "TD", "SD", "EG", "LY", "DZ", "MA")
    rows = "".join(f"{code},{value}\n" for code, value in zip(codes, values, strict=True))
    found = shown(tmp_path, "country: c; value: v", "map", f"c,v\n{rows}")
    assert isinstance(found, WorldMap)
    assert found.bounds == (Decimal(8), Decimal(20), Decimal(50), Decimal(100))
    counts = [sum(found.class_of(Decimal(value)) == index for value in values) for index in range(5)]
    assert counts == [2, 2, 2, 2, 2]


def test_a_map_of_nothing_but_places(tmp_path: Path) -> None:
    source = Source(
        "brief.md", "/// map | T\n    places: [{name: Palabek, at: [3.4, 32.6]}]\n    source: S\n///\n"
    )
    (component,) = scan(source, 0).components
    found, problems = world_map(component, None, "en")
    assert problems == ()
    assert found
    assert [place.at for place in found.places] == [(3.4, 32.6)]
