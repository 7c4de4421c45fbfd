"""Charts and maps: what they show is true and whole, nothing in them touches or runs off, and drawings are kept."""

from __future__ import annotations

import json
import re
import socket
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen import pipeline
from briefgen.content.block_scan import scan
from briefgen.content.data.plot import Plot
from briefgen.content.data.shown_data import DataReader
from briefgen.content.data.world_map import WorldMap, bounds_of
from briefgen.content.data_blocks import ChartType, Region
from briefgen.content.evidence.series_data import load_library
from briefgen.core.source import Source
from briefgen.core.workspace import Workspace
from briefgen.design.brand import Brand, load_brand
from briefgen.design.charts import land, shapes
from briefgen.design.charts.amounts import Amounts, amounts
from briefgen.design.charts.colour_blindness import least_difference, seen
from briefgen.design.charts.colours import chart_colours
from briefgen.design.charts.described import chart_in_words, map_in_words
from briefgen.design.charts.drawing import Bars, Curve, Dots, Drawing, Label, Land, Rule, Squares, spread
from briefgen.design.charts.exhibit import COLUMN_WIDTH, FULL_WIDTH, PHONE_WIDTH
from briefgen.design.charts.layout import lay_out
from briefgen.design.charts.maps import class_names, lay_out_map
from briefgen.design.charts.outlines import World, world
from briefgen.design.charts.projection import Box, equal_earth, view_of
from briefgen.design.charts.scale import ticks
from briefgen.design.charts.theme import Theme, chart_theme
from briefgen.design.colour import contrast
from briefgen.design.interface_words import InterfaceWords, load_words
from briefgen.design.shipped import shipped_root
from tests import corpus
from tests.conftest import REPOSITORY

SPECIMEN = "briefs/specimen-data/brief.md"
WIDTHS = (FULL_WIDTH, COLUMN_WIDTH, PHONE_WIDTH)
WORKSPACE = Workspace(REPOSITORY, shipped_root())


def brand_of(name: str) -> Brand:
    brand, _ = load_brand(WORKSPACE.door(), name, None)
    assert brand
    return brand


def theme_of(name: str = "long-table", language: str = "en") -> Theme:
    return chart_theme(WORKSPACE.door(), brand_of(name), language)


def words_of(language: str = "en") -> InterfaceWords:
    return load_words(WORKSPACE.door(), language)


def shown_in(text: str, language: str = "en", folder: str = "briefs/specimen-data") -> list[Plot | WorldMap]:
    """The charts and maps of a text, of which nothing is wrong."""
    door = WORKSPACE.door()
    library, _ = load_library(door, ("en", "fr", "es", "ar"))
    reader = DataReader(door, folder, library, language)
    shown = reader.shown(scan(Source("brief.md", text), 0).components)
    assert reader.problems == []
    return [data for data in shown.values() if isinstance(data, Plot | WorldMap)]


def specimen(language: str = "en") -> list[Plot | WorldMap]:
    return shown_in((REPOSITORY / SPECIMEN).read_text("utf-8"), language)


def amounts_of(data: Plot | WorldMap, words: InterfaceWords) -> Amounts:
    return amounts(words, data.options.format, data.options.decimals, data.values.values())


def the_world() -> World:
    files = ("styles/maps/countries-110m.json", "styles/maps/country-points.csv")
    return world(*((REPOSITORY / file).read_text("utf-8") for file in files))


def drawing_of(data: Plot | WorldMap, width: float, theme: Theme, words: InterfaceWords) -> Drawing:
    written = amounts_of(data, words)
    if isinstance(data, WorldMap):
        return lay_out_map(data, width, theme, written, words, the_world())
    return lay_out(data, width, theme, written)


CHART = """/// chart | Title
    type: {type}
    data: data/{file}
    x: {x}
    y: {y}
    subtitle: What is measured
    source: Somebody
{more}///
"""


@pytest.fixture
def made_of(tmp_path: Path) -> object:
    """A chart of a CSV text."""

    def make(csv: str, kind: str, x: str = "x", y: str = "y", more: str = "") -> Plot:
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / "data/d.csv").write_text(csv, "utf-8")
        door = Workspace(tmp_path, shipped_root()).door()
        library, _ = load_library(door, ("en",))
        reader = DataReader(door, "", library, "en")
        text = CHART.format(type=kind, file="d.csv", x=x, y=y, more=more)
        (data,) = reader.shown(scan(Source("brief.md", text), 0).components).values()
        assert reader.problems == []
        assert isinstance(data, Plot)
        return data

    return make


# --- nothing touches, nothing runs off ----------------------------------------------------------------


def box(label: Label, theme: Theme) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a label's letters."""
    text = re.sub(
        "[\N{LEFT-TO-RIGHT ISOLATE}\N{RIGHT-TO-LEFT ISOLATE}\N{POP DIRECTIONAL ISOLATE}]", "", label.text
    )
    width = theme.letters.width(text, theme.size, label.bold)
    left = {"left": label.x, "center": label.x - width / 2, "right": label.x - width}[label.align]
    return left, label.y - theme.size * 0.4, left + width, label.y + theme.size * 0.4


def touching(drawing: Drawing, theme: Theme) -> Iterator[tuple[str, str]]:
    boxes = [(label.text, box(label, theme)) for label in drawing.labels]
    for (one, a), (other, b) in combinations(boxes, 2):
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]:
            yield one, other


def running_off(drawing: Drawing, theme: Theme) -> Iterator[str]:
    for label in drawing.labels:
        left, top, right, bottom = box(label, theme)
        if left < -0.5 or top < -0.5 or right > drawing.width + 0.5 or bottom > drawing.height + 0.5:
            yield label.text


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("brand", ["long-table", "outer-mile"])
def test_labels_of_the_specimen_touch_nothing_and_stay_inside(brand: str, width: float) -> None:
    theme, words = theme_of(brand), words_of()
    for data in specimen():
        drawing = drawing_of(data, width, theme, words)
        assert list(touching(drawing, theme)) == []
        assert list(running_off(drawing, theme)) == []
        assert not drawing.crowded or width == PHONE_WIDTH


@given(
    st.lists(st.floats(0, 300), min_size=1, max_size=12),
    st.data(),
)
def test_labels_are_spread_as_little_as_it_takes(places: list[float], data: st.DataObject) -> None:
    sizes = [data.draw(st.floats(8, 30)) for _ in places]
    room = sum(sizes) + 2 * len(sizes)
    found = spread(places, sizes, 2, 0, max(300, room))
    ends = sorted((place - size / 2, place + size / 2) for place, size in zip(found, sizes, strict=True))
    assert ends[0][0] >= -1e-6
    assert ends[-1][1] <= max(300, room) + 1e-6
    assert all(after[0] - before[1] >= 2 - 1e-6 for before, after in pairwise(ends))
    apart = sorted(zip(places, sizes, strict=True))
    if all(b[0] - a[0] >= (a[1] + b[1]) / 2 + 2 for a, b in pairwise(apart)) and all(
        size / 2 <= place <= 300 - size / 2 for place, size in apart
    ):
        assert found == pytest.approx(places)


@given(st.floats(-5, 5), st.floats(0.01, 1e9))
def test_ticks_are_round_and_reach_around_the_values(start: float, span: float) -> None:
    low = start * span
    found = ticks(low, low + span)
    assert found[0] <= low + span * 1e-6
    assert found[-1] >= low + span - span * 1e-6
    assert 2 <= len(found) <= 7
    step = found[1] - found[0]
    assert float(f"{step:.2g}") == pytest.approx(step), "two digits say it"


# --- what is drawn is what was given ------------------------------------------------------------------


def svg_of(drawing: Drawing, theme: Theme) -> ElementTree.Element:
    countries = "".join(
        land.draw(land.spec_of(mark, the_world().outlines), mark.border)
        for mark in drawing.marks
        if isinstance(mark, Land)
    )
    return ElementTree.fromstring(shapes.svg_of(drawing, theme.families, theme.size, countries))


def test_every_mark_and_label_reaches_the_svg() -> None:
    theme, words = theme_of(), words_of()
    for data in specimen():
        drawing = drawing_of(data, COLUMN_WIDTH, theme, words)
        root = svg_of(drawing, theme)
        texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
        haloed = [label.text for label in drawing.labels if label.halo]
        assert sorted(filter(None, texts)) == sorted([*(label.text for label in drawing.labels), *haloed])
        paths = [element for element in root.iter("{http://www.w3.org/2000/svg}path") if element.get("d")]
        if isinstance(data, Plot):
            bars = sum(len(mark.bars) for mark in drawing.marks if isinstance(mark, Bars))
            squares = sum(len(mark.places) for mark in drawing.marks if isinstance(mark, Squares))
            assert len(paths) >= bars + squares
            assert bars in (0, len(data.values), sum(1 for value in data.values.values() if value))


def test_lengths_of_bars_are_as_the_numbers(made_of) -> None:  # type: ignore[no-untyped-def]
    data = made_of("x,y\na,10\nb,25\nc,40\n", "horizontal-bar")
    root = svg_of(lay_out(data, 400, theme_of(), amounts_of(data, words_of())), theme_of())
    paths = [
        element.get("d", "")
        for element in root.iter("{http://www.w3.org/2000/svg}path")
        if element.get("fill")
    ]
    lengths = [float(re.match(r"M[-\d.]+,[-\d.]+h([\d.]+)", path)[1]) for path in paths]  # type: ignore[index]
    assert [length / lengths[0] for length in lengths] == pytest.approx([1, 2.5, 4], rel=0.01)


def test_a_hundred_squares_lose_none_to_rounding(made_of) -> None:  # type: ignore[no-untyped-def]
    data = made_of("x,y\na,1\nb,1\nc,1\n", "waffle")
    drawing = lay_out(data, 400, theme_of(), amounts_of(data, words_of()))
    assert [len(mark.places) for mark in drawing.marks if isinstance(mark, Squares)] == [34, 33, 33]


def test_years_without_a_number_break_a_line(made_of) -> None:  # type: ignore[no-untyped-def]
    data = made_of("x,y\n2010,1\n2011,\n2012,3\n2013,4\n", "line")
    drawing = lay_out(data, 400, theme_of(), amounts_of(data, words_of()))
    root = svg_of(drawing, theme_of())
    (line,) = [
        e.get("d", "")
        for e in root.iter("{http://www.w3.org/2000/svg}path")
        if e.get("stroke-width") == "2.2"
    ]
    assert line.count("M") == 2, "two pieces"


def test_unequal_steps_of_time_stand_at_unequal_distances(made_of) -> None:  # type: ignore[no-untyped-def]
    data = made_of("x,y\n2010,1\n2011,2\n2020,3\n", "line")
    drawing = lay_out(data, 400, theme_of(), amounts_of(data, words_of()))
    places = {label.text: label.x for label in drawing.labels if re.fullmatch(r"20\d\d", label.text)}
    assert set(places) >= {"2010", "2020"}
    curve = next(mark for mark in drawing.marks if hasattr(mark, "points"))
    (first, _), (second, _), (third, _) = curve.points
    assert (third - second) / (second - first) == pytest.approx(9)


def test_names_too_long_for_a_telephone_lie_down(made_of) -> None:  # type: ignore[no-untyped-def]
    names = [
        "Schneidereigenossenschaft",
        "Growers of fruit and vegetables",
        "Potters and glassmakers",
        "Fisherwomen",
    ]
    data = made_of("x,y\n" + "".join(f"{name},3\n" for name in names), "bar")
    wide, phone = (
        lay_out(data, width, theme_of(), amounts_of(data, words_of())) for width in (FULL_WIDTH, PHONE_WIDTH)
    )
    assert [mark.lying for mark in wide.marks if isinstance(mark, Bars)] == [False]
    assert [mark.lying for mark in phone.marks if isinstance(mark, Bars)] == [True]


@pytest.mark.parametrize("kind", [kind.value for kind in ChartType])
def test_every_type_takes_a_single_number(made_of, kind: str) -> None:  # type: ignore[no-untyped-def]
    rows = "x,y\n2019,5\n2020,5\n" if kind in ("slope", "area") else "x,y\n2019,5\n"
    data = made_of(rows, kind)
    for width in WIDTHS:
        drawing = lay_out(data, width, theme_of(), amounts_of(data, words_of()))
        assert list(running_off(drawing, theme_of())) == []
        svg_of(drawing, theme_of())


# --- words --------------------------------------------------------------------------------------------


def test_a_chart_over_time_in_words(made_of) -> None:  # type: ignore[no-untyped-def]
    data = made_of("x,y\n2010,5\n2011,9\n2012,2\n2013,7\n", "line")
    said = chart_in_words(data, words_of(), amounts_of(data, words_of()))
    assert said == "Line chart. From 5 in 2010 to 7 in 2013. Highest: 9 in 2011. Lowest: 2 in 2012."


def test_few_numbers_are_all_said_and_many_by_their_ends(made_of) -> None:  # type: ignore[no-untyped-def]
    few = made_of("x,y\nUganda,5\nKenya,9\n", "bar")
    assert chart_in_words(few, words_of(), amounts_of(few, words_of())) == "Bar chart. Uganda 5 and Kenya 9."
    many = made_of("x,y\n" + "".join(f"n{n},{n}\n" for n in range(1, 15)), "horizontal-bar")
    said = chart_in_words(many, words_of(), amounts_of(many, words_of()))
    assert said == "Bar chart. 14 values. Largest: n14 14. Smallest: n1 1."


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "from 45.2 million in 2012 to 123.2 million in 2024."),
        ("fr", "de 45,2 millions en 2012 à 123,2 millions en 2024."),
        ("es", "de 45,2 millones en 2012 a 123,2 millones en 2024."),
        ("ar", "من 45.2 مليون في 2012 إلى 123.2 مليون في 2024."),
    ],
)
def test_words_are_those_of_the_language(language: str, said: str) -> None:
    text = "/// chart | T\n    type: bar\n    statistics: displaced\n    to: 2024\n    format: million\n    subtitle: S\n    source: S\n///\n"
    (data,) = shown_in(text, language)
    assert isinstance(data, Plot)
    words = words_of(language)
    told = chart_in_words(data, words, amounts_of(data, words)).replace("\N{NO-BREAK SPACE}", " ")
    assert told.casefold().endswith(said.casefold())


def test_a_map_in_words() -> None:
    text = "/// map | T\n    countries: [UG, KE]\n    region: africa\n    places: [{name: Palabek, at: [3.4, 32.6]}]\n    source: S\n///\n"
    (data,) = shown_in(text)
    assert isinstance(data, WorldMap)
    names = {"UG": "Uganda", "KE": "Kenya"}
    said = map_in_words(data, names, words_of(), amounts_of(data, words_of()))
    assert said == "Map of Africa. Highlighted: Kenya and Uganda. Marked: Palabek."


def test_classes_of_counts_are_said_as_counts() -> None:
    (data,) = shown_in("/// map | T\n    countries: [UG]\n    source: S\n///\n")
    assert isinstance(data, WorldMap)
    counted = replace(data, values={"UG": Decimal(1), "KE": Decimal(7)}, bounds=(Decimal(2), Decimal(5)))
    assert class_names(counted, amounts_of(counted, words_of()), words_of()) == ("1", "2–4", "5 or more")


# --- from the right -----------------------------------------------------------------------------------


def test_arabic_drawings_are_the_mirror_of_others() -> None:
    theme, words = theme_of(), words_of()
    arabic = replace(theme, is_mirrored=True)
    for data in specimen():
        if isinstance(data, Plot):
            one, other = (drawing_of(data, COLUMN_WIDTH, t, words) for t in (theme, arabic))
            for label, mirrored in zip(one.labels, other.labels, strict=True):
                assert mirrored.x == pytest.approx(COLUMN_WIDTH - label.x)
                side = "RIGHT-TO-LEFT" if any(sign.isalpha() for sign in label.text) else "LEFT-TO-RIGHT"
                isolate = unicodedata.lookup(f"{side} ISOLATE")
                assert mirrored.text == f"{isolate}{label.text}\N{POP DIRECTIONAL ISOLATE}"


def test_labels_of_arabic_specimens_touch_nothing() -> None:
    theme, words = theme_of(language="ar"), words_of("ar")
    for data in specimen("ar"):
        drawing = drawing_of(data, COLUMN_WIDTH, theme, words)
        assert list(running_off(drawing, theme)) == []


# --- colours ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["long-table", "outer-mile"])
def test_colours_are_seen_by_everybody_in_both_schemes(name: str) -> None:
    brand = brand_of(name)
    for scheme in brand.schemes:
        colours = chart_colours(brand, scheme)
        for shape in (colours.strong, colours.muted, colours.accent, *colours.series):
            assert contrast(shape, colours.ground) >= 3 - 1e-6
        assert least_difference(colours.strong, colours.muted) > 0.15
        pale_to_strong = [contrast(shade, colours.ground) for shade in colours.shades]
        assert pale_to_strong == sorted(pale_to_strong), "shades of a map differ in lightness"


def test_colour_blindness_leaves_greys_and_joins_red_and_green() -> None:
    assert {seen("#808080", kind) for kind in ("protanopia", "deuteranopia", "tritanopia")} == {"#808080"}
    assert least_difference("#c8553d", "#6a8f2f") < 0.02 < least_difference("#0b5c6b", "#c8553d")


# --- maps ---------------------------------------------------------------------------------------------


def test_the_projection_is_equal_earth() -> None:
    assert equal_earth(0, 0) == (0, 0)
    assert equal_earth(180, 0)[0] == pytest.approx(2.7066297, abs=1e-6)
    assert equal_earth(0, 90)[1] == pytest.approx(1.3173627, abs=1e-6)


def corners(path: str) -> tuple[list[float], list[float]]:
    """The corners of an outline: each ring begins at a place and goes on in steps."""
    xs, ys = [], []
    for start, steps in re.findall(r"M([^l]+)l([^Z]+)Z", path):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", f"{start} {steps}")]
        x = y = 0.0
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            xs.append(x)
            ys.append(y)
    return xs, ys


def test_places_and_outlines_lie_over_each_other() -> None:
    """The engine projects outlines, we project points: a country's point lies inside what the engine drew of it."""
    (data,) = shown_in("/// map | T\n    countries: [BR]\n    source: S\n///\n")
    assert isinstance(data, WorldMap)
    theme = theme_of()
    drawing = drawing_of(data, FULL_WIDTH, theme, words_of())
    (brazil,) = [
        e.get("d", "")
        for e in svg_of(drawing, theme).iter("{http://www.w3.org/2000/svg}path")
        if e.get("fill") == theme.strong
    ]
    xs, ys = corners(brazil)
    name = next(label for label in drawing.labels if label.text == "Brazil")
    middle = name.x + theme.letters.width("Brazil", theme.size, True) / 2
    assert min(xs) + 20 < middle < max(xs) - 20
    assert min(ys) + 20 < name.y < max(ys) - 20


def test_a_region_fills_its_frame() -> None:
    view = view_of(Box(-19, -35.5, 53, 38), 0, 0, 400, 280)
    assert view.frame.height == pytest.approx(280, abs=0.1)
    assert view.at(17, view.latitude) == pytest.approx(
        (view.frame.width / 2, view.frame.height / 2), abs=0.01
    )
    assert view.shows(32.6, 3.4)
    assert not view.shows(-47, -15)


def test_every_outline_has_a_point_and_a_code() -> None:
    known = the_world()
    assert len(set(known.sizes)) > 170
    assert set(known.sizes) - {"AQ", "TF"} <= set(known.points)


# --- the engine ---------------------------------------------------------------------------------------


def test_the_engine_draws_the_same_twice_and_loads_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        asked: list[bytes] = []

        def listen() -> None:
            listener.settimeout(3)
            try:
                asked.append(listener.accept()[0].recv(100))
            except TimeoutError:
                return

        thread = threading.Thread(target=listen)
        thread.start()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/data.csv"
        spec = json.dumps({"data": {"url": address}, "mark": "bar", "encoding": {"x": {"field": "a"}}})
        with suppress(land.EngineFailed):
            land.draw(spec, "#fff")
        thread.join()
    assert asked == []
    (data,) = shown_in("/// map | T\n    countries: [BR]\n    source: S\n///\n")
    drawing = drawing_of(data, COLUMN_WIDTH, theme_of(), words_of())
    spec = next(land.spec_of(mark, the_world().outlines) for mark in drawing.marks if isinstance(mark, Land))
    assert land.draw(spec, "#fff") == land.draw(spec, "#fff")
    assert "url" not in spec


# --- on the page --------------------------------------------------------------------------------------

BLOCK = "/// chart | Members\n    type: bar\n    data: data/members.csv\n    x: country\n    y: members\n    subtitle: Members\n    source: Reports\n///\n"
MAP = "/// map | Countries\n    countries: UG\n    source: Reports\n///\n"


def project_with(root: Path, blocks: str, csv: str = "country,members\nUganda,120\nKenya,80\n") -> Path:
    project = corpus.project(root / "project")
    brief = (project / "briefs/good/brief.md").read_text("utf-8")
    corpus.write(project, {"briefs/good/brief.md": f"{brief}\n{blocks}", "briefs/good/data/members.csv": csv})
    return project


def test_the_web_page_offers_the_data_and_the_pdf_carries_it(tmp_path: Path) -> None:
    project = project_with(tmp_path, BLOCK)
    outcome = corpus.build(project, None)
    assert corpus.rendering(outcome.diagnostics) == ""
    page = (project / "dist/en/briefs/good/index.html").read_text("utf-8")
    (href,) = re.findall(r'href="([^"]+\.csv)"', page)
    offered = (project / "dist/en/briefs/good" / href).resolve().read_bytes()
    assert offered == "country,members\r\nUganda,120\r\nKenya,80\r\n".encode("utf-8-sig")
    pdf = pypdfium2.PdfDocument(project / "dist/en/briefs/good/good-en.pdf")
    assert pdf.count_attachments() == 1
    attachment = pdf.get_attachment(0)
    assert (attachment.get_name(), bytes(attachment.get_data())) == ("good-en-figure-1.csv", offered)
    assert 'role="img"' in page
    assert 'aria-label="Bar chart. Uganda 120 and Kenya 80."' in page
    assert "<title>Bar chart" not in page, "a title would pop up over the drawing"


def test_a_map_brings_the_sentence_about_borders_and_a_chart_does_not(tmp_path: Path) -> None:
    sentence = "do not imply any opinion of the publisher"
    for name, blocks, there in (("map", MAP, True), ("chart", BLOCK, False)):
        project = project_with(tmp_path / name, blocks)
        corpus.build(project, "html")
        page = (project / "dist/en/briefs/good/index.html").read_text("utf-8")
        assert (sentence in page) is there


def test_a_project_words_the_sentence_about_borders_itself(tmp_path: Path) -> None:
    project = project_with(tmp_path, MAP)
    settings = (project / "briefgen.yml").read_text("utf-8")
    corpus.write(project, {"briefgen.yml": settings + "map_disclaimer: Borders as in our atlas.\n"})
    corpus.build(project, "html")
    assert "<p>Borders as in our atlas.</p>" in (project / "dist/en/briefs/good/index.html").read_text(
        "utf-8"
    )


def test_the_land_of_a_map_is_drawn_again_only_when_something_of_it_changes(tmp_path: Path) -> None:
    project = project_with(tmp_path, MAP)

    def drawn() -> dict[str, str]:
        outcome = pipeline.build(project, pipeline.Order(project / "dist", only="html"))
        return {step: reason for step, reason in outcome.reasons.items() if step.startswith("map ")}

    assert len(drawn()) == 2, "for paper and wide screens, and for telephones"
    assert drawn() == {}
    brief = project / "briefs/good/brief.md"
    brief.write_text(brief.read_text("utf-8").replace("Members decide", "All members decide"), "utf-8")
    assert drawn() == {}
    brief.write_text(brief.read_text("utf-8").replace("countries: UG", "countries: [UG, KE]"), "utf-8")
    assert set(drawn().values()) == {"the `countries or look of this map` has changed"}


# --- what a review found drawn wrong ------------------------------------------------------------------


def test_bars_of_years_stand_in_time_whatever_the_order_of_the_file(made_of) -> None:  # type: ignore[no-untyped-def]
    data = made_of(
        "x,y,kind\n2019,5,a\n2018,4,a\n2019,1,b\n2018,2,b\n", "stacked-bar", more="    series: kind\n"
    )
    assert data.categories == ("2018", "2019")


def test_the_first_few_are_of_what_is_compared_and_not_of_the_rows(made_of) -> None:  # type: ignore[no-untyped-def]
    rows = "x,y,kind\nA,1,a\nA,2,b\nB,5,a\nB,6,b\nC,3,a\nC,4,b\n"
    data = made_of(rows, "dot", more="    series: kind\n    order: descending\n    first: 2\n")
    assert (data.categories, data.series) == (("B", "C"), ("a", "b"))


def test_panels_share_both_ends_of_the_scale(made_of) -> None:  # type: ignore[no-untyped-def]
    rows = "x,y,place\n2019,5,A\n2020,6,A\n2019,200,B\n2020,190,B\n2019,1,C\n2020,-40,C\n"
    data = made_of(rows, "bar", more="    panels: place\n")
    drawing = lay_out(data, FULL_WIDTH, theme_of(), amounts_of(data, words_of()))
    scales = {(mark.along.low, mark.along.high) for mark in drawing.marks if isinstance(mark, Bars)}
    assert len(scales) == 1


def test_a_line_that_ends_early_says_when(made_of) -> None:  # type: ignore[no-untyped-def]
    data = made_of("x,a,b\n2018,1,5\n2019,2,6\n2020,3,\n", "line", y="[a, b]")
    drawing = lay_out(data, COLUMN_WIDTH, theme_of(), amounts_of(data, words_of()))
    assert {"3", "6 (2019)"} <= {label.text for label in drawing.labels}


def test_eight_lines_with_long_names_all_have_their_name(made_of) -> None:  # type: ignore[no-untyped-def]
    names = [f"A cooperative with a name of some length {n}" for n in range(8)]
    rows = "x,y,name\n" + "".join(
        f"{year},{n},{name}\n" for n, name in enumerate(names) for year in (2019, 2020)
    )
    for kind in ("line", "slope", "stacked-bar"):
        few = names if kind != "stacked-bar" else names[:6]
        chosen = f"    where: {{name: [{', '.join(few)}]}}\n"
        data = made_of(rows, kind, more=f"    series: name\n{chosen}")
        for width in WIDTHS:
            drawing = lay_out(data, width, theme_of(), amounts_of(data, words_of()))
            assert list(touching(drawing, theme_of())) == []
            assert list(running_off(drawing, theme_of())) == []


def test_a_break_between_two_years_that_are_shown_is_drawn_and_one_without_a_place_is_told(made_of) -> None:  # type: ignore[no-untyped-def]
    text = (
        "/// chart | T\n    type: {}\n    statistics: displaced\n    where: {{year: [2018, 2024]}}\n"
        "    subtitle: S\n    source: S\n///\n"
    )
    (bars,) = shown_in(text.format("bar"))
    (ranked,) = shown_in(text.format("horizontal-bar"))
    assert isinstance(bars, Plot)
    assert isinstance(ranked, Plot)
    assert [(change.since, change.before) for change in bars.changes] == [("2019", "2024"), ("2022", "2024")]
    assert [(change.since, change.before) for change in ranked.changes] == [("2019", ""), ("2022", "")]
    drawing = drawing_of(bars, COLUMN_WIDTH, theme_of(), words_of())
    assert "a, b" in {label.text for label in drawing.labels}


def test_breaks_of_two_statistics_in_one_year_are_both_told() -> None:
    text = (
        "/// chart | T\n    type: line\n    statistics: [displaced, others-in-need]\n    to: 2024\n"
        "    labels: {displaced: All, others-in-need: Others}\n    subtitle: S\n    source: S\n///\n"
    )
    (data,) = shown_in(text)
    assert isinstance(data, Plot)
    in_2022 = [change.what.rpartition("(")[2] for change in data.changes if change.since == "2022"]
    assert sorted(in_2022) == ["All)", "Others)"]


def test_a_reading_of_mid_year_does_not_go_on_from_year_ends() -> None:
    text = "/// chart | T\n    type: line\n    statistics: displaced\n    subtitle: S\n    source: S\n///\n"
    (data,) = shown_in(text)
    assert isinstance(data, Plot)
    assert data.categories[-1] == "2024", "2025 is a reading of the end of June"


@pytest.mark.parametrize("region", Region)
def test_every_region_is_drawn_and_named(region: Region) -> None:
    (data,) = shown_in(
        f"/// map | T\n    countries: [UG, DE, JO, JP, BR]\n    region: {region.value}\n    source: S\n///\n"
    )
    assert isinstance(data, WorldMap)
    assert drawing_of(data, FULL_WIDTH, theme_of(), words_of()).marks
    assert map_in_words(
        data, {code: code for code in data.highlighted}, words_of(), amounts_of(data, words_of())
    )


def test_a_name_off_its_country_has_a_line_to_it() -> None:
    (data,) = shown_in("/// map | T\n    countries: [BR, DE, BD]\n    source: S\n///\n")
    assert isinstance(data, WorldMap)
    drawing = drawing_of(data, FULL_WIDTH, theme_of(), words_of())
    leaders = [mark for mark in drawing.marks if isinstance(mark, Rule)]
    assert len(leaders) == 2, "Brazil is wider than its name"


def test_panels_have_one_width(made_of) -> None:  # type: ignore[no-untyped-def]
    rows = "x,town,y\n2019,A,1\n2020,A,2\n2019,B,100000\n2020,B,200000\n"
    drawing = drawing_of(made_of(rows, "line", more="    panels: town\n"), FULL_WIDTH, theme_of(), words_of())
    widths = {round(m.across.end - m.across.start, 3) for m in drawing.marks if isinstance(m, Curve)}
    assert len(widths) == 1, "the longest last number of all panels has room in each"


def test_small_countries_get_a_dot(made_of) -> None:  # type: ignore[no-untyped-def]
    (data,) = shown_in(
        "/// map | T\n    countries: [LU, BN, QA, TT, LB, CY, FJ, MT, BR]\n    source: S\n///\n"
    )
    assert isinstance(data, WorldMap)
    for width in WIDTHS:
        drawing = drawing_of(data, width, theme_of(), words_of())
        dots = [place for mark in drawing.marks if isinstance(mark, Dots) for place in mark.places]
        assert len(dots) == 8, "all but Brazil"


@pytest.mark.parametrize(
    "values",
    [
        (1, 7),
        (200, 300, 700),
        (4, 4, 4),
        (-20, -3, 0, 4, 9, 12, 30),
        (61, 62, 68, 75, 82, 87),
        (1, 1, 1, 2, 99),
    ],
)
def test_every_shade_has_a_name_and_no_class_is_empty(values: tuple[int, ...]) -> None:
    codes = ("UG", "KE", "ET", "RW", "TD", "SD", "EG")
    rows = "".join(f"{code},{value}\n" for code, value in zip(codes, values, strict=False))
    (data,) = shown_in("/// map | T\n    countries: [UG]\n    source: S\n///\n")
    assert isinstance(data, WorldMap)
    numbers = {row.split(",")[0]: Decimal(row.split(",")[1]) for row in rows.split()}
    counted = replace(data, values=numbers, bounds=bounds_of(tuple(numbers.values())))
    said = class_names(counted, amounts_of(counted, words_of()), words_of())
    assert len(said) == len(counted.bounds) + 1
    assert {counted.class_of(value) for value in numbers.values()} == set(range(len(counted.bounds) + 1))
    assert len(set(said)) == len(said)
