"""What makes the PDF engine faster changes no byte of what it makes."""

from __future__ import annotations

import ctypes.util
import subprocess
import sys
from typing import Any

import pytest

from briefgen.output import engine_speed
from briefgen.output.fixed_properties import with_fixed_properties
from briefgen.output.pdf_engine import load_engine
from tests.conftest import REPOSITORY

FONTS = {
    name: (REPOSITORY / f"styles/fonts/{name}.ttf").as_uri()
    for name in ("public-sans-400", "house-arabic-400")
}
TEXTS = """<!doctype html><html lang="en"><title>T</title><style>
@font-face {{ font-family: latin; src: url("{latin}") }}
@font-face {{ font-family: arabic; src: url("{arabic}") }}
p {{ font: 12px latin, arabic; text-align: justify }}
</style><p>Office AVATAR “To” Tomatoes, efficient affluent fjord, 1,234.50 x<sup>2</sup> a&#x0301; q&#x0323;&#x0301;
<p style="letter-spacing: .1em">SPACED <i>slanted</i>&#9; words <b>bold</b>
<p dir="rtl">التَّعاوُنيّات تُعطي (أعضاءها) سببًا للبقاء 12/2024
<p style="width: 80px; hyphens: auto">Interdisciplinary cooperatives notwithstanding
"""


def pdf_of(html: str) -> bytes:
    made: bytes = load_engine().HTML(string=html).write_pdf(pdf_identifier=b"same")
    return made


def slowly(ffi: Any, glyphs: Any, count: int) -> Any:
    """The glyphs as the engine reads them; moved a little, none goes the quick way."""
    return [(g.glyph, g.geometry.width, 1, 1) for g in glyphs[0:count]]


def test_glyphs_read_at_once_are_drawn_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys as modules

    latin, arabic = FONTS.values()
    html = TEXTS.format(latin=latin, arabic=arabic)
    quick = pdf_of(html)
    drawing = modules.modules["weasyprint.draw.text"]
    read: list[int] = []

    def counted(ffi: Any, glyphs: Any, count: int) -> Any:
        read.append(count)
        return slowly(ffi, glyphs, count)

    monkeypatch.setattr(drawing, "all_glyphs", counted)
    assert pdf_of(html) == quick
    assert sum(read) > 100


def test_what_glyphs_are_is_looked_at_before_they_are_read() -> None:
    load_engine()
    from weasyprint.text.ffi import ffi

    assert engine_speed.glyphs_are_as_known(ffi)

    class OtherLayout:
        @staticmethod
        def sizeof(_: str) -> int:
            return 24

    assert not engine_speed.glyphs_are_as_known(OtherLayout())


def test_importing_the_engine_starts_no_programs() -> None:
    said = subprocess.run(
        [sys.executable, "-c", """
import sys
started = []
sys.addaudithook(lambda event, args: started.append(args[0]) if event == "subprocess.Popen" else None)
from briefgen.output.pdf_engine import load_engine
load_engine()
print(len(started))
"""],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert sys.platform != "linux" or said.stdout.strip() == "0"


def test_libraries_are_searched_as_ever_afterwards() -> None:
    before = ctypes.util.find_library
    with engine_speed.libraries_by_name():
        pass
    assert ctypes.util.find_library is before


# --- properties that are the same on a whole page -----------------------------------------------------


def put_in(*sheets: str, html: str = "<p>Text") -> tuple[str, ...]:
    return with_fixed_properties(sheets, html)


def test_a_property_of_the_root_is_put_in_where_it_is_used() -> None:
    assert put_in(":root { --a: 1mm; --b: calc(var(--a) * 2) }", "p { margin: var(--b) 0 }")[1] == (
        "p { margin: /**/calc(/**/1mm/**/ * 2)/**/ 0 }"
    )


def test_the_last_declaration_counts_and_those_for_screens_do_not() -> None:
    first, _, last = put_in(
        "p { color: var(--c) } :root { --c: red }",
        "@media print { :root { --c: blue } }",
        "b { color: var(--c, green) }",
    )
    assert first.startswith("p { color: /**/blue/**/ }")
    assert last == "b { color: /**/blue/**/ }"


@pytest.mark.parametrize(
    "more",
    [
        "aside { --c: green }",
        "@media screen { :root { --c: green } }",
        "@media (min-width: 1px) { :root { --c: green } }",
        "@layer x { :root { --c: green } }",
        ":root { b { --c: green } }",
        ":root { --c: green !important }",
        ":root, aside { --c: green }",
        "@page { --c: green }",
        "aside { --\\63: green }",
    ],
)
def test_a_property_that_anything_else_sets_stays(more: str) -> None:
    assert put_in(":root { --c: red }", "p { color: var(--c) }", more)[1] == "p { color: var(--c) }"


@pytest.mark.parametrize(
    "html",
    ['<p style="--c: green">', "<style>p { --c: green }</style>", '<link rel="stylesheet" href="x.css">'],
)
def test_a_document_with_styles_of_its_own_keeps_all(html: str) -> None:
    sheets = (":root { --c: red }", "p { color: var(--c) }")
    assert put_in(*sheets, html=html) == sheets
    assert put_in(*sheets, html='<link rel="icon" href="x.png">') != sheets


def test_tokens_do_not_grow_together() -> None:
    """What the engine ignores with `var()` it ignores with the value, and a string keeps its spaces."""
    assert put_in(":root { --n: 30 }", "p { letter-spacing: var(--n)pt }")[1] == (
        "p { letter-spacing: /**/30/**/pt }"
    )
    assert put_in(":root { --h: fff }", "p { color: #var(--h) }")[1] == "p { color: #var(--h) }"
    quotes = ':root { --s: "a  b\N{NO-BREAK SPACE}" }'
    assert put_in(quotes, "p::before { content: var(--s) }")[1] == (
        'p::before { content: /**/"a  b\N{NO-BREAK SPACE}"/**/ }'
    )


def test_a_sheet_in_which_strings_cannot_be_told_is_left_alone() -> None:
    sheets = (":root { --c: red }", "p { background: url(it's.png); color: var(--c); content: 'x' }")
    assert put_in(*sheets) == sheets


def test_what_only_looks_like_a_use_stays() -> None:
    rules = """/* var(--c) */ p::before { content: "var(--c)" } p { color: my-var(--c) }"""
    assert put_in(":root { --c: red }", rules)[1] == rules


def test_properties_that_name_each_other_or_nothing_stay() -> None:
    rules = "p { margin: var(--a) var(--c) var(--d, 1mm) }"
    assert put_in(":root { --a: var(--b); --b: var(--a); --c: var(--nothing) }", rules)[1] == rules


def test_lines_stay_where_they_are() -> None:
    sheet = ":root { --c: 1mm\n   2mm }\np { margin: var(--c) }\n\nb { padding: var(--c,\n 1mm) }"
    (filled,) = put_in(sheet)
    assert [line[:1] for line in filled.split("\n")] == [line[:1] for line in sheet.split("\n")]
    assert "margin: /**/1mm 2mm/**/" in filled
