"""PDFs for print: what a press needs is in them, and nothing that it cannot print."""

from __future__ import annotations

import io
import re
import shutil
import unicodedata
import zlib
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from briefgen import pipeline
from briefgen.content.order import Order
from briefgen.core.diagnostics import Diagnostic
from briefgen.output.artifacts import Listed
from briefgen.output.press.inks import Inks, PrintingCondition
from tests import corpus
from tests.conftest import REPOSITORY, SECOND_BRAND, BuiltSeries
from tests.press_profile import NAME, exchanged_profile, press_profile
from tests.standards.press import BLACK, MM, faults, painted

SAMPLE = (
    "briefs/displacement-in-numbers", "briefs/cooperatives-and-displacement", "briefs/specimen",
    "briefs/specimen-data", "briefs/specimen-two-pages", "case_studies/jordan-agricultural-cooperatives",
)  # fmt: skip
"""Every kind of block and of page, four languages, charts, maps, covers."""

PROFILE = "print/press.icc"


def for_print(root: Path, profile: bytes | None = None, settings: str = "") -> Path:
    """Give a project a printer."""
    (root / "print").mkdir()
    (root / PROFILE).write_bytes(profile if profile is not None else press_profile())
    file = root / "briefgen.yml"
    file.write_text(f"{file.read_text('utf-8')}\nprint: {{profile: {PROFILE}{settings}}}\n", "utf-8")
    return root


def printed_project(root: Path, out: Path, **order: object) -> pipeline.Outcome:
    return pipeline.build(root, replace(Order(out, only="pdf", profile="print", jobs=2), **order))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Printed:
    """Some of the series as PDFs for print, in a brand (None: the first)."""

    brand: str | None
    folder: Path
    diagnostics: tuple[Diagnostic, ...]
    artifacts: tuple[Listed, ...]

    def file(self, name: str) -> Path:
        return next(self.folder.rglob(name))


def copied_series(root: Path) -> Path:
    root.mkdir()
    for name in ("briefs", "case_studies", "series"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "briefgen.yml", root)
    return for_print(root)


@pytest.fixture(scope="module", params=[None, SECOND_BRAND], ids=["first brand", "second brand"])
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    root = copied_series(tmp_path_factory.mktemp("print") / "project")
    done = printed_project(root, root / "dist", sources=SAMPLE, brand=request.param)
    return Printed(request.param, root / "dist", done.diagnostics, done.artifacts)


# --- the series --------------------------------------------------------------------------------------


def test_every_file_passes_the_preflight(printed: Printed) -> None:
    files = sorted(printed.folder.rglob("*-print.pdf"))
    assert len(files) >= 11
    assert not printed.diagnostics
    found = [f"{file.name}: {fault}" for file in files for fault in faults(file, press_profile())]
    assert not found, "\n".join(found)


def test_pages_are_those_of_the_web(printed: Printed, request: pytest.FixtureRequest) -> None:
    web = request.getfixturevalue("second_brand" if printed.brand else "series")
    for item in (item for item in printed.artifacts if item.profile):
        there = web.folder / item.path.replace("-print.pdf", ".pdf")
        assert texts(printed.folder / item.path) == texts(there), item.path


def texts(file: Path) -> list[Counter[str]]:
    """The letters of each page. In which order they are read, tags say, and these are for screens alone."""
    with pypdfium2.PdfDocument(file) as pdf:
        pages = [unicodedata.normalize("NFKC", page.get_textpage().get_text_range()) for page in pdf]
    return [Counter(sign for sign in page if sign.isalnum()) for page in pages]


def test_text_is_black_ink_alone_and_over_what_is_below(printed: Printed) -> None:
    grey = (0.0, 0.0, 0.0, 0.7) if printed.brand else (0.0, 0.0, 0.0, 0.68)
    with pikepdf.open(printed.file("cooperatives-and-displacement-en-print.pdf")) as pdf:
        for page in pdf.pages:
            found = painted(page)
            assert {BLACK, grey} <= found.text
            assert found.text_over == {True}
            assert not [ink for ink in found.text if sum(ink) > 3]


def test_the_house_has_its_inks(printed: Printed) -> None:
    teal, plum = (0.9, 0.45, 0.4, 0.25), (0.78, 1.0, 0.3, 0.3)
    with pikepdf.open(printed.file("specimen-en-print.pdf")) as pdf:
        fills = {ink for page in pdf.pages for ink in painted(page).fills}
    assert (plum if printed.brand else teal) in fills


def shades(file: Path, number: int, scale: float = 2) -> Image.Image:
    """A page with all around it, in grey."""
    with pypdfium2.PdfDocument(file) as pdf:
        return pdf[number % len(pdf)].render(scale=scale).to_pil().convert("L")


def test_colour_reaches_over_the_edges_of_covers(printed: Printed) -> None:
    file = printed.file("specimen-en-print.pdf")
    cover, back = shades(file, 0), shades(file, -1)
    width, height = cover.size
    bleed = round(
        (7 + 0.5) * MM * 2
    )  # half a millimetre inside the bleed's edge; marks and the space around are 7 mm
    middle = height // 2 if printed.brand else height * 3 // 4
    assert cover.getpixel((bleed, middle)) < 200
    assert cover.getpixel((width - bleed, height // 3 if printed.brand else middle)) < 200
    if not printed.brand:
        assert cover.getpixel((width // 2, height - bleed)) < 200
    for x in (bleed, width // 2, width - bleed):
        assert back.getpixel((x, bleed)) < 200


def test_pictures_and_squares_reach_over_the_edges_too(printed: Printed) -> None:
    for name in ("specimen-two-pages-en-print.pdf", "cooperatives-and-displacement-ar-print.pdf"):
        page = shades(printed.file(name), 0)
        inside = round((7 + 0.5) * MM * 2)
        for x in (inside, page.width - inside):
            column = page.crop((x, 0, x + 1, page.height))
            assert sum(shade < 220 for shade in column.tobytes()) > 40, f"{name} at {x}"


def test_outside_the_bleed_are_marks_alone(printed: Printed) -> None:
    scale, around = 2, 7 * MM
    file = printed.file("specimen-en-print.pdf")
    with pikepdf.open(file) as pdf:
        left, bottom, right, top = (float(edge) for edge in pdf.pages[0].obj.TrimBox)
        origin = [float(edge) for edge in pdf.pages[0].obj.MediaBox]
        count = len(pdf.pages)
    columns = [round(scale * (x - origin[0])) for x in (left, right)]
    lines = [round(scale * (origin[3] - y)) for y in (bottom, top)]
    inside = int(scale * around) - 1
    for number in range(count):
        drawn = Image.eval(shades(file, number, scale), lambda shade: 255 - shade)
        drawn.paste(0, (inside, inside, drawn.width - inside, drawn.height - inside))
        for x in columns:
            assert max(drawn.getpixel((x + off, 25)) for off in (-1, 0, 1)) > 50
            drawn.paste(0, (x - 2, 0, x + 3, drawn.height))
        for y in lines:
            assert max(drawn.getpixel((25, y + off)) for off in (-1, 0, 1)) > 50
            drawn.paste(0, (0, y - 2, drawn.width, y + 3))
        assert drawn.getbbox() is None, f"page {number + 1}"


# --- the preflight itself ----------------------------------------------------------------------------


def test_the_preflight_sees_what_is_wrong(printed: Printed, series: BuiltSeries, tmp_path: Path) -> None:
    name = "specimen-two-pages-en"
    web = next(series.folder.rglob(f"{name}.pdf"))
    said = " ".join(faults(web, press_profile()))
    for part in ("output intent", "PDF/X-4", "bleed", "annotations", "RGB"):
        assert part in said
    good = printed.file(f"{name}-print.pdf")
    assert "not that of the printer" in " ".join(faults(good, b"another"))
    for word, harm in {
        "RGB": lambda page, pdf: page.contents_add(b"1 0 0 rg 0 0 9 9 re f"),
        "annotations": lambda page, pdf: page.obj.__setitem__("/Annots", pdf.make_indirect(pikepdf.Array())),
        "do not lie": lambda page, pdf: page.obj.__setitem__("/TrimBox", pikepdf.Array([-900, 0, 9, 9])),
        "mixed": lambda page, pdf: page.obj.__delitem__("/Group"),
    }.items():
        with pikepdf.open(good) as pdf:
            harm(pdf.pages[0], pdf)
            pdf.save(tmp_path / "harmed.pdf")
        assert word in " ".join(faults(tmp_path / "harmed.pdf", press_profile())), word


# --- inks --------------------------------------------------------------------------------------------


def condition(**given: Inks) -> PrintingCondition:
    return PrintingCondition(press_profile(), {f"#{colour}": inks for colour, inks in given.items()})


def test_greys_are_black_ink_alone() -> None:
    assert condition().inks(0, 0, 0) == BLACK
    assert condition().inks(1, 1, 1) == (0, 0, 0, 0)
    assert condition().inks(0.25, 0.25, 0.25) == (0, 0, 0, 0.75)
    assert condition().inks(1 / 255, 0, 0)[:3] == (0, 0, 0)
    assert condition().inks_of_lab(0, 0, 0) == BLACK
    assert condition().inks_of_lab(53.585, 0, 0)[3] == pytest.approx(0.498, abs=0.002)


def test_the_brand_has_the_last_word_and_others_are_matched() -> None:
    plum = Inks(0.78, 1, 0.3, 0.3)
    assert condition(**{"4a1259": plum}).inks(0x4A / 255, 0x12 / 255, 0x59 / 255) == plum
    cyan, magenta, yellow, _ = condition().inks(0xF6 / 255, 0xA8 / 255, 0)
    assert yellow > 0.9 > magenta > 0.3 > cyan


def test_a_colour_of_cielab_is_matched_too() -> None:
    red = condition().inks(0xA3 / 255, 0x13 / 255, 0x4F / 255)
    same = condition().inks_of_lab(35.7, 56.5, 6.8)
    assert all(abs(a - b) < 0.03 for a, b in zip(red, same, strict=True))


# --- pictures and drawings -----------------------------------------------------------------------------

DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100" viewBox="0 0 300 100">
<defs>
<linearGradient id="a"><stop stop-color="#b4452d"/><stop offset="1" stop-color="#0b5c6b" stop-opacity="0.2"/></linearGradient>
<radialGradient id="b"><stop stop-color="white"/><stop offset="1" stop-color="black"/></radialGradient>
<mask id="c"><circle cx="250" cy="50" r="40" fill="white"/></mask>
<pattern id="d" width="10" height="10" patternUnits="userSpaceOnUse"><path d="M0 0h5v5z" fill="#c8553d"/></pattern>
</defs>
<rect width="90" height="100" fill="url(#a)" stroke="#2a5d8c" stroke-width="4"/>
<rect x="100" width="90" height="100" fill="url(#b)" opacity="0.5"/>
<rect x="200" width="50" height="100" fill="rgb(40%, 0%, 90%)" mask="url(#c)"/>
<rect x="250" width="50" height="100" fill="url(#d)"/>
</svg>
"""


def picture(
    mode: str, size: tuple[int, int], form: str, colour: object = (200, 30, 40), **more: object
) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, colour).save(file, form, **more)  # type: ignore[arg-type]
    return file.getvalue()


@pytest.fixture
def with_pictures(small_project: Path) -> Path:
    """The good project with a picture of each kind."""
    root = for_print(small_project)
    folder = root / "briefs/good/figures"
    folder.mkdir(exist_ok=True)
    files = {
        "large.jpg": picture("RGB", (4000, 1000), "JPEG"),
        "fine.jpg": picture("RGB", (1600, 400), "JPEG"),
        "coarse.jpg": picture("RGB", (400, 100), "JPEG"),
        "exchanged.jpg": picture("RGB", (1600, 400), "JPEG", (255, 0, 0), icc_profile=exchanged_profile()),
        "glass.png": picture("RGBA", (1500, 375), "PNG", (0, 90, 200, 128)),
        "flat.png": picture("RGB", (1500, 375), "PNG"),
        "grey.jpg": picture("L", (1500, 375), "JPEG", 90),
        "inks.jpg": picture("CMYK", (1500, 375), "JPEG", (255, 0, 128, 0)),
        "drawing.svg": DRAWING.encode(),
    }
    text = (root / "briefs/good/brief.md").read_text("utf-8")
    for name, data in files.items():
        (folder / name).write_bytes(data)
        text += f"\n![A picture in {name.partition('.')[0]} manner](figures/{name})\n"
    (root / "briefs/good/brief.md").write_text(text, "utf-8")
    return root


def middle(item: pikepdf.Object) -> tuple[int, ...]:
    """The pixel in the middle of a picture, from 0 (no ink) to 255."""
    if item.Filter == pikepdf.Name.FlateDecode:
        data, parts = zlib.decompress(item.read_raw_bytes()), 4
        place = (int(item.Height) // 2 * int(item.Width) + int(item.Width) // 2) * parts
        return tuple(data[place : place + parts])
    image = Image.open(io.BytesIO(item.read_raw_bytes()))
    pixel = image.getpixel((image.width // 2, image.height // 2))
    return pixel if isinstance(pixel, tuple) else (pixel,)


def test_pictures_and_drawings_are_in_inks(with_pictures: Path, tmp_path: Path) -> None:
    done = printed_project(with_pictures, tmp_path / "dist")
    assert [problem.code for problem in done.diagnostics if problem.is_error] == []
    file = next((tmp_path / "dist").rglob("*-print.pdf"))
    assert faults(file, press_profile()) == []
    told = [problem for problem in done.diagnostics if problem.code == "picture-coarse"]
    assert len(told) == 1 and "coarse.jpg" in told[0].message
    assert re.search(r"a copy of the picture that is 1,\d\d\d pixels wide", told[0].hints[0])
    assert told[0].span and "coarse.jpg" in told[0].span.source.text[told[0].span.start : told[0].span.end]
    with pikepdf.open(file) as pdf:
        found = {
            (str(item.ColorSpace), int(item.Width), "/SMask" in item, middle(item))
            for page in pdf.pages
            for item in painted(page).pictures
        }
    red = next(pixel for _, width, _, pixel in found if width == 1600 and pixel[0] < 100)
    assert {(space, width, is_glass) for space, width, is_glass, _ in found} == {
        ("/DeviceCMYK", 1429, False),  # the large one, with 300 pixels to an inch
        ("/DeviceCMYK", 1600, False),
        ("/DeviceCMYK", 400, False),
        ("/DeviceCMYK", 1500, True),
        ("/DeviceCMYK", 1500, False),
        ("/DeviceGray", 1500, False),
    }
    assert red[1] > 200 and red[2] > 200, "red is magenta and yellow"
    assert any(pixel[0] > 200 and pixel[1] < 20 for *_, pixel in found), "by its own profile this is green"
    assert ("/DeviceCMYK", 1500, False, (255, 0, 128, 0)) in found, "inks are left as they are"


# --- what the project and the brand say ----------------------------------------------------------------


def test_bleed_marks_and_condition_are_those_of_the_project(small_project: Path, tmp_path: Path) -> None:
    root = for_print(small_project, settings=", bleed: 0.125in, marks: false, condition: FOGRA51")
    printed_project(root, tmp_path / "dist")
    file = next((tmp_path / "dist").rglob("*-print.pdf"))
    assert faults(file, press_profile(), bleed=25.4 / 8) == []
    with pikepdf.open(file) as pdf:
        page, intent = pdf.pages[0].obj, pdf.Root.OutputIntents[0]
        assert list(page.MediaBox) == list(page.BleedBox)
        assert str(intent.OutputConditionIdentifier) == "FOGRA51"
        assert str(intent.RegistryName) == "http://www.color.org"
        assert str(intent.Info) == NAME


def said(root: Path, tmp_path: Path) -> list[str]:
    done = printed_project(root, tmp_path / "dist")
    return [corpus.rendering((problem,)).replace("\n\n", "\n") for problem in done.diagnostics]


def test_who_names_no_printer_is_told_what_to_ask(small_project: Path, tmp_path: Path) -> None:
    (problem,) = said(small_project, tmp_path)
    assert "error[printer-unknown]" in problem
    assert "print: {profile: print/coated.icc}" in problem
    assert "briefgen.yml" in problem
    assert not list((tmp_path / "dist").rglob("*.pdf"))


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        (b"", "is not an ICC profile"),
        (b"not a profile" * 20, "is not an ICC profile"),
        (exchanged_profile(), "is for RGB"),
        (press_profile(kind=b"abst"), "does not say how colours become inks"),
        (press_profile()[:400], "does not say how colours become inks"),
    ],
    ids=["empty", "text", "screen", "abstract", "torn"],
)
def test_a_profile_that_cannot_be_used_is_told(
    small_project: Path, tmp_path: Path, profile: bytes, words: str
) -> None:
    (problem,) = said(for_print(small_project, profile), tmp_path)
    assert "error[printer-profile]" in problem and words in problem
    assert f"print: {{profile: {PROFILE}" in problem and "^" * len(PROFILE) in problem


def test_a_profile_that_is_missing_is_told(small_project: Path, tmp_path: Path) -> None:
    root = for_print(small_project)
    (root / PROFILE).rename(root / "print/pres.icc")
    (problem,) = said(root, tmp_path)
    assert "error[file-missing]" in problem and "pres.icc" in problem


def test_a_profile_elsewhere_on_the_machine_is_told_where_to_put_it(
    small_project: Path, tmp_path: Path
) -> None:
    (tmp_path / "press.icc").write_bytes(press_profile())
    file = small_project / "briefgen.yml"
    file.write_text(f"{file.read_text('utf-8')}\nprint: {{profile: {tmp_path / 'press.icc'}}}\n", "utf-8")
    (problem,) = said(small_project, tmp_path)
    assert "error[printer-profile]" in problem and "copy it into the project, beside briefgen.yml" in problem


def test_text_of_several_inks_is_told_with_what_to_write(small_project: Path, tmp_path: Path) -> None:
    root = for_print(small_project)
    brand = root / "styles/brands/long-table/brand.yml"
    shutil.copytree(REPOSITORY / "styles/brands/long-table", brand.parent)
    brand.write_text(brand.read_text("utf-8").replace("      ink: [0, 0, 0, 100]\n", ""), "utf-8")
    (problem,) = said(root, tmp_path)
    assert "warning[text-in-inks]" in problem and "write `ink: [0, 0, 0, 100]`" in problem
    assert "foreground: ink" in problem


def test_another_profile_makes_the_pdf_anew_and_the_same_does_not(
    small_project: Path, tmp_path: Path
) -> None:
    root = for_print(small_project)
    assert printed_project(root, tmp_path / "dist").reasons
    assert not printed_project(root, tmp_path / "dist").reasons
    (root / PROFILE).write_bytes(press_profile() + b"\0")
    assert printed_project(root, tmp_path / "dist").reasons


def test_a_build_for_the_web_leaves_them_and_needs_no_printer(small_project: Path, tmp_path: Path) -> None:
    root = for_print(small_project)
    printed_project(root, tmp_path / "dist")
    (root / PROFILE).unlink()
    done = pipeline.build(root, Order(tmp_path / "dist"))
    assert not done.diagnostics
    names = {file.name for file in (tmp_path / "dist").rglob("*.pdf")}
    assert names == {"good-en.pdf", "good-en-print.pdf"}
