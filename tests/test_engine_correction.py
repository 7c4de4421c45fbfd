"""The engine's mistakes are real, the corrections mend them, and what slips through is told."""

from __future__ import annotations

import importlib.util
import io
import logging
import re
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
import pytest

from briefgen.core.source import Source
from briefgen.output import engine_correction
from briefgen.output.glyph_text import text_of_glyph
from briefgen.output.pdf_engine import load_engine
from briefgen.output.pdf_job import EngineMessage
from briefgen.output.pdf_messages import translate
from tests.conftest import REPOSITORY

PAGE = """<!doctype html><html lang="en"><title>T</title><style>
@font-face {{ font-family: x; src: url("{font}") }}
@page {{ size: 60mm 60mm; margin: 5mm; @footnote {{ padding-bottom: .1px }} }}
* {{ margin: 0 }} p {{ font: 10px/12px x; orphans: 3; widows: 3 }} .footnote {{ float: footnote }}
</style><div style="height: {filler}px"></div>
<p>First<span class="footnote" id="n1">The first note<br>is three<br>lines long.</span><br>second<br>third line with
a note<span class="footnote" id="n2">The second note.</span><br>fourth<br>fifth<br>sixth
<a href="#n1">1</a> <a href="#n2">2</a></p>"""


FONT = (REPOSITORY / "styles/fonts/public-sans-400.ttf").as_uri()


def lost(caplog: pytest.LogCaptureFixture) -> list[int]:
    """The fillers above the paragraph with which a note is on no page."""
    engine = load_engine()
    found = []
    for filler in range(60, 150, 2):
        caplog.clear()
        with caplog.at_level(logging.ERROR, "weasyprint"):
            engine.HTML(string=PAGE.format(filler=filler, font=FONT)).write_pdf(pdf_variant="pdf/ua-1")
        if any("No anchor" in record.getMessage() for record in caplog.records):
            found.append(filler)
    return found


def original_layout() -> object:
    """The engine's own function, from a fresh copy of its module."""
    spec = importlib.util.find_spec("weasyprint.layout.block")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module._linebox_layout


def test_the_engine_loses_notes_and_the_correction_keeps_them(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_engine()
    assert lost(caplog) == []
    from weasyprint.layout import block

    monkeypatch.setattr(block, "_linebox_layout", original_layout())
    assert lost(caplog) != [], "the engine no longer loses notes: the correction can go"


LINE = """<!doctype html><html lang="en"><style>@font-face {{ font-family: x; src: url("{font}") }}
@page {{ margin: 0; size: {width}px 200px }} body {{ font: 10px x; margin: 0 }}</style>
<p>Those who were asked at the long table told us{space}<em>why</em> they came.</p>"""


def lines_of_one_word(space: str) -> list[int]:
    """The widths of a page at which a line before the last one holds a single word."""
    engine = load_engine()
    found = []
    for width in range(90, 240):
        html = LINE.format(font=FONT, width=width, space=space)
        body = engine.HTML(string=html).render().pages[0]._page_box.children[0].children[0]
        lines = body.children[0].children
        if any("".join(texts(line)).strip().isalpha() for line in lines[:-1]):
            found.append(width)
    return found


def texts(box: Any) -> Iterator[str]:
    if hasattr(box, "text"):
        yield box.text
    for child in getattr(box, "children", ()):
        yield from texts(child)


@pytest.mark.parametrize("space", [" ", "&nbsp;"])
def test_the_engine_breaks_lines_too_early_and_the_correction_does_not(
    space: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_engine()
    assert lines_of_one_word(space) == []
    from weasyprint.text import line_break

    monkeypatch.setattr(line_break, "fits_its_line", lambda text, width, available, style: width <= available)
    assert lines_of_one_word(space) != [], "the engine breaks them well: the correction can go"


def test_another_version_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = load_engine()
    monkeypatch.setattr(engine, "__version__", "71.0")
    assert not engine_correction.correct(engine)


def test_a_lost_note_is_an_error_at_its_mark() -> None:
    source = Source("brief.md", "Text.[^one] More.[^two]\n\n[^two]: Words.\n")
    said = (EngineMessage("", "No anchor #note:two for internal URI reference"),)
    (problem,) = translate(said, (source,), {})
    assert (problem.code, problem.is_error) == ("note-lost", True)
    assert problem.span
    assert source.text[problem.span.start : problem.span.end] == "[^two]"


SVG = """<!doctype html><html lang="ar"><title>T</title><style>
@font-face {{ font-family: x; src: url("{font}") }}</style>
<svg width="300" height="40" font-family="x" font-size="16"><text x="280" y="20" text-anchor="end">{text}</text></svg>"""


def runs_of_text(text: str) -> int:
    """In how many runs the engine draws a text of SVG."""
    font = (REPOSITORY / "styles/fonts/house-arabic-400.ttf").as_uri()
    pdf = load_engine().HTML(string=SVG.format(font=font, text=text)).write_pdf()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        drawn = [document.pages[0], *(o for o in document.objects if getattr(o, "Subtype", None) == "/Form")]
        operators = [str(part.operator) for stream in drawn for part in pikepdf.parse_content_stream(stream)]
    return operators.count("Tj") + operators.count("TJ")


def test_text_in_svg_is_one_run_so_that_arabic_joins(monkeypatch: pytest.MonkeyPatch) -> None:
    load_engine()
    assert runs_of_text("في بلدهم") == 1
    monkeypatch.setitem(vars(sys.modules["weasyprint.svg.text"]), "runs_of", lambda node, *_: list(node.text))
    assert runs_of_text("في بلدهم") == 7, "a run for each letter, as the engine draws without the correction"


def test_letters_of_svg_with_places_of_their_own_stay_there() -> None:
    load_engine()
    runs_of = vars(sys.modules["weasyprint.svg.text"])["runs_of"]

    class Node(dict[str, str]):
        text = "abc"

    assert runs_of(Node(), [1], [2], [], [], [0]) == ["abc"]
    assert runs_of(Node(), [1, 5, 9], [2], [], [], [0]) == ["a", "b", "c"]
    assert runs_of(Node({"letter-spacing": "2"}), [], [], [], [], [0]) == ["a", "b", "c"]


# --- what glyphs mean ----------------------------------------------------------------------------------

WORDS = ("تغيّر", "تبنّى", "مدّة", "أنّ", "جدًّا", "شكرًا")


def test_letters_drawn_in_pieces_can_be_read_from_the_file() -> None:
    """Each word of a page has all its letters, and no letter of another word."""
    font = (REPOSITORY / "styles/fonts/house-arabic-700.ttf").as_uri()
    css = f"@font-face {{ font-family: x; src: url({font}) }} p {{ font: 12px x }}"
    html = f'<html lang="ar" dir="rtl"><style>{css}</style>' + "".join(f"<p>{word}</p>" for word in WORDS)
    data = load_engine().HTML(string=html).write_pdf()
    document = pypdfium2.PdfDocument(data)
    read = Counter(re.sub(r"\s", "", document[0].get_textpage().get_text_range()))
    document.close()
    assert read == Counter("".join(WORDS))


@pytest.mark.parametrize(
    ("text", "clusters", "widths", "means"),
    [
        ("ab", [0, 1], [5, 5], ["a", "b"]),
        ("ffi", [0], [9], ["ffi"]),
        ("يّر", [0, 0], [0, 9], ["ّ", "ير"]),  # right to left: the mark is drawn first
        ("جًّ", [0, 0, 0], [0, 0, 9], ["ً", "ّ", "ج"]),
        ("أن", [2, 0], [5, 5], ["ن", "أ"]),
        ("क", [0, 0], [5, 5], ["क", ""]),
    ],
)
def test_text_of_glyph(text: str, clusters: list[int], widths: list[int], means: list[str]) -> None:
    data = text.encode()
    assert [text_of_glyph(data, clusters, widths, glyph) for glyph in range(len(clusters))] == means
