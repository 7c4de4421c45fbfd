"""Pictures as they are published: in several widths on the web, upright, in the colours of screens, and without what
cameras write into them.
"""

from __future__ import annotations

import io
import re
from base64 import b64encode
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from briefgen import pipeline
from briefgen.content.order import Order
from briefgen.content.references import Asset
from briefgen.output.hidden_words import without_words
from briefgen.output.published_pictures import address_at, widths_of, with_widths
from tests.press_profile import exchanged_profile
from tests.standards import web as judges

PLACE = b"a place nobody may know"
RED, BLUE = (255, 0, 0), (0, 0, 255)


def camera(orientation: int = 1) -> Image.Exif:
    """What a camera writes: how it was held, and where."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = PLACE.decode()
    return exif


def photo(size: tuple[int, int], form: str = "JPEG", mode: str = "RGB", **more: object) -> bytes:
    """Red above, blue below."""
    image = Image.new(mode, size, RED if mode == "RGB" else (*RED, 128))
    image.paste(BLUE if mode == "RGB" else (*BLUE, 128), (0, size[1] // 2, *size))
    file = io.BytesIO()
    image.save(file, form, **more)  # type: ignore[arg-type]
    return file.getvalue()


def project(root: Path, files: dict[str, bytes]) -> Path:
    """The good project with pictures in its text."""
    brief = root / "briefs/good/brief.md"
    (root / "briefs/good/figures").mkdir()
    text = brief.read_text("utf-8")
    for name, data in files.items():
        (root / f"briefs/good/figures/{name}").write_bytes(data)
        text += f"\n![Red above and blue below, {name.partition('.')[0]}](figures/{name})\n"
    brief.write_text(text, "utf-8")
    return root


def built(root: Path, **order: object) -> Path:
    done = pipeline.build(root, Order(root / "dist", **order))  # type: ignore[arg-type]
    assert not [problem for problem in done.diagnostics if problem.is_error]
    return root / "dist"


def opened(path: Path) -> Image.Image:
    return Image.open(io.BytesIO(path.read_bytes()))


def widths(dist: Path, name: str) -> dict[int, Image.Image]:
    """The copies of a picture by their widths."""
    images = [opened(path) for path in (dist / "assets").glob(f"{name}-*")]
    return {image.width: image for image in images}


def test_a_picture_has_the_widths_that_pages_show(small_project: Path) -> None:
    dist = built(
        project(small_project, {"large.jpg": photo((4000, 3000)), "small.png": photo((600, 300), "PNG")}),
        only="html",
    )
    assert sorted(widths(dist, "large")) == [640, 1280, 1920]
    assert {image.height / image.width for image in widths(dist, "large").values()} == {0.75}
    assert list(widths(dist, "small")) == [600]
    page = next(dist.glob("en/briefs/*/index.html")).read_text("utf-8")
    tag = re.search(r"<img[^>]*large[^>]*>", page)
    assert tag
    srcset = re.search(r'srcset="([^"]+)"', tag[0])
    assert srcset
    for candidate in srcset[1].split(", "):
        address, width = candidate.split()
        assert opened((dist / "en/briefs/good" / address).resolve()).width == int(width[:-1])
    assert 'width="4000" height="3000"' in tag[0], "browsers keep the room that it takes"


@pytest.mark.parametrize(
    ("own", "published"),
    [(300, (300,)), (640, (640,)), (700, (700,)), (900, (640, 900)), (9000, (640, 1280, 1920))],
)
def test_no_width_is_hardly_another(own: int, published: tuple[int, ...]) -> None:
    assert widths_of(own) == published


def test_pictures_that_stay_as_they_are_have_one_name() -> None:
    for tag in (
        '<img src="a.svg" width="4000" height="1">',
        '<img src="a.gif" width="4000" height="1">',
        '<img src="a.jpg">',
    ):
        assert with_widths(tag, [Asset("a", "a.jpg"), Asset("a", "assets/a.gif", 4000)]) == tag
    assert address_at("assets/a.b.jpg", 640) == "assets/a.b-640.jpg"


def test_nothing_that_a_camera_wrote_goes_out(small_project: Path) -> None:
    files = {
        "wide.jpg": photo((3000, 2000), exif=camera()),
        "small.jpg": photo((300, 200), exif=camera(), comment=PLACE),
        "small.png": photo((300, 200), "PNG", exif=camera()),
        "small.webp": photo((300, 200), "WEBP", exif=camera()),
    }
    assert all(PLACE in data for data in files.values())
    dist = built(project(small_project, files))
    published = [path for path in dist.rglob("*") if path.is_file()]
    assert {path.suffix for path in published} >= {".jpg", ".png", ".webp", ".pdf"}
    assert not [path.name for path in published if PLACE in path.read_bytes()]


def test_a_camera_held_on_its_side_gives_an_upright_picture(small_project: Path) -> None:
    dist = built(project(small_project, {"tall.jpg": photo((2000, 1500), exif=camera(6))}))
    page = next(dist.glob("en/briefs/*/index.html")).read_text("utf-8")
    assert re.search(r'<img[^>]*width="1500" height="2000"', page)
    for image in widths(dist, "tall").values():
        assert image.height > image.width
        left, right = (image.convert("RGB").getpixel((x, image.height // 2)) for x in (5, image.width - 5))
        assert left[2] > 200 > right[2]
        assert right[0] > 200


def test_other_colours_become_those_of_screens(small_project: Path) -> None:
    files = {
        "exchanged.jpg": photo((800, 600), icc_profile=exchanged_profile()),
        "exchanged-too.png": photo((800, 600), "PNG", icc_profile=exchanged_profile()),
    }
    dist = built(project(small_project, files))
    images = [*widths(dist, "exchanged").values(), *pictures_of(next(dist.rglob("*.pdf")))]
    assert len(images) >= 4
    for image in images:
        red, green, blue = image.convert("RGB").getpixel((5, 5))
        assert green > 200 and red < 60 and blue < 60, "its own profile says that this is green"
        assert "icc_profile" not in image.info


def pictures_of(file: Path) -> list[Image.Image]:
    with pikepdf.open(file) as pdf:
        found = [image for page in pdf.pages for image in page.get_images().values()]
        return [pikepdf.PdfImage(image).as_pil_image() for image in found]


def test_glass_stays_glass(small_project: Path) -> None:
    dist = built(project(small_project, {"glass.png": photo((2000, 1000), "PNG", "RGBA")}), only="html")
    assert {image.convert("RGBA").getpixel((5, 5))[3] for image in widths(dist, "glass").values()} == {128}


def test_what_moves_stays_and_says_nothing(small_project: Path) -> None:
    frames = [Image.new("RGB", (1400, 700), colour) for colour in (RED, BLUE)]
    file = io.BytesIO()
    frames[0].save(file, "WEBP", save_all=True, append_images=frames[1:], duration=500, exif=camera())
    dist = built(project(small_project, {"moving.webp": file.getvalue()}), only="html")
    (path,) = (dist / "assets").glob("moving-*")
    assert PLACE in file.getvalue() and PLACE not in path.read_bytes()
    assert getattr(opened(path), "n_frames", 1) == 2


def test_more_bits_than_screens_have_are_divided(small_project: Path) -> None:
    grey = io.BytesIO()
    Image.new("I;16", (900, 200), 20000).save(grey, "PNG")
    dist = built(project(small_project, {"deep.png": grey.getvalue()}))
    images = [*widths(dist, "deep").values(), *pictures_of(next(dist.rglob("*.pdf")))]
    assert len(images) == 3
    assert {image.convert("L").getpixel((5, 5)) for image in images} <= {77, 78}


@pytest.mark.parametrize("mode", ["L", "RGB", "P"])
def test_one_colour_may_be_glass(mode: str, small_project: Path) -> None:
    file = io.BytesIO()
    glass = (0, 0, 0) if mode == "RGB" else 0
    Image.new(mode, (1500, 300)).save(file, "PNG", transparency=glass)
    dist = built(project(small_project, {"glass.png": file.getvalue()}), only="html")
    assert {image.convert("RGBA").getpixel((5, 5))[3] for image in widths(dist, "glass").values()} == {0}


def test_a_width_of_the_authors_names_no_file_that_is_not_there(small_project: Path) -> None:
    root = project(
        small_project, {"small.png": photo((600, 300), "PNG"), "large.png": photo((2600, 1300), "PNG")}
    )
    brief = root / "briefs/good/brief.md"
    text = re.sub(
        r"!\[(.*?)\]\((.*?small.*?)\)", r'<img src="\2" alt="\1" width="1000">', brief.read_text("utf-8")
    )
    text = re.sub(r"!\[(.*?)\]\((.*?large.*?)\)", r'<img src="\2" alt="\1" width="300">', text)
    brief.write_text(text, "utf-8")
    dist = built(root, only="html")
    page = next(dist.glob("en/briefs/*/index.html"))
    named = re.findall(r"([^\s\"]+\.png) \d+w", page.read_text("utf-8"))
    assert len(named) == 3
    assert all((page.parent / address).resolve().is_file() for address in named)


HIDDEN = {
    "behind the end": lambda data: data + PLACE,
    "a segment nobody knows": lambda data: (
        data[:2] + b"\xff\xeb" + (len(PLACE) + 2).to_bytes(2, "big") + PLACE + data[2:]
    ),
    "behind a byte that fills": lambda data: (
        data[:2] + b"\xff\xff\xe1" + (len(PLACE) + 2).to_bytes(2, "big") + PLACE + data[2:]
    ),
}


@pytest.mark.parametrize("harm", HIDDEN)
@pytest.mark.parametrize("progressive", [True, False])
def test_words_are_found_wherever_they_hide(harm: str, progressive: bool) -> None:
    plain = photo((300, 200), progressive=progressive)
    hidden = HIDDEN[harm](plain)
    assert PLACE in hidden
    assert without_words(hidden) == without_words(plain)
    assert Image.open(io.BytesIO(without_words(hidden))).tobytes() == Image.open(io.BytesIO(plain)).tobytes()


def test_words_behind_a_png_are_cut(small_project: Path) -> None:
    plain = photo((300, 200), "PNG")
    assert without_words(plain + PLACE) == without_words(plain) == plain


def test_a_name_with_spaces_and_accents_is_a_name(small_project: Path) -> None:
    brief = small_project / "briefs/good/brief.md"
    (small_project / "briefs/good/figures").mkdir()
    (small_project / "briefs/good/figures/été au marché.jpg").write_bytes(photo((1500, 900)))
    brief.write_text(brief.read_text("utf-8") + "\n![Red above blue](<figures/été au marché.jpg>)\n", "utf-8")
    dist = built(small_project)
    assert len(list((dist / "assets").glob("été au marché-*.jpg"))) == 2
    assert len(pictures_of(next(dist.rglob("*.pdf")))) == 1


def test_a_picture_inside_a_drawing_is_drawn(small_project: Path) -> None:
    inside = b64encode(photo((300, 200), "PNG")).decode()
    drawing = f"""<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200" viewBox="0 0 300 200">
        <image width="300" height="200" href="data:image/png;base64,{inside}"/></svg>"""
    dist = built(project(small_project, {"drawing.svg": drawing.encode()}))
    (image,) = pictures_of(next(dist.rglob("*.pdf")))
    assert image.size == (300, 200)
    assert image.convert("RGB").getpixel((5, 5)) == RED


def test_copies_are_made_once(small_project: Path) -> None:
    root = project(small_project, {"large.jpg": photo((4000, 3000))})
    assert any(step.startswith("picture ") for step in pipeline.build(root, Order(root / "dist")).reasons)
    before = {path: path.read_bytes() for path in (root / "dist").rglob("*.jpg")}
    done = pipeline.build(root, Order(root / "dist"))
    assert not done.reasons
    assert {path: path.read_bytes() for path in (root / "dist").rglob("*.jpg")} == before


def test_a_page_with_pictures_is_valid(small_project: Path) -> None:
    judges.needed(judges.NU)
    files = {"large.jpg": photo((4000, 3000)), "small.png": photo((600, 300), "PNG")}
    dist = built(project(small_project, files), only="html")
    assert judges.by_nu(dist.rglob("*.html")) == []
