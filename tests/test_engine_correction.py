"""Notes are never lost: the engine's mistake is real, the correction mends it, and what slips through is told."""

from __future__ import annotations

import importlib.util
import logging

import pytest

from briefgen.core.source import Source
from briefgen.output import engine_correction
from briefgen.output.pdf import EngineMessage, load_engine
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
