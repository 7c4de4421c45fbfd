"""The workload of the bench is what it says, the same every time, and builds. How long that takes is nobody's business here."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen import pipeline
from briefgen.content.order import Order
from tests.bench import dialects
from tests.bench.measure import Measured, Run
from tests.bench.report import Row, report
from tests.bench.workload import briefs, write_project


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    first = files(write_project(tmp_path / "first", 2))
    assert files(write_project(tmp_path / "second", 2)) == first
    assert files(write_project(tmp_path / "third", 2, seed=1)) != first


def test_each_brief_has_what_the_bench_promises_and_builds(tmp_path: Path) -> None:
    root = write_project(tmp_path / "project", 2)
    for text in (path.read_text("utf-8") for path in root.rglob("brief.md")):
        assert 1300 <= len(text.split()) <= 1800
        assert text.count("/// table") == 2
        assert text.count("/// chart") == 1
        assert len(re.findall(r"^\[\^\d\]: ", text, re.M)) == 3
    done = pipeline.build(root, Order(root / "dist"))
    assert not [problem for problem in done.diagnostics if problem.is_error]
    assert sum(item.format == "pdf" for item in done.artifacts) == 2


@pytest.mark.parametrize(
    ("write", "ending"),
    [
        (dialects.write_pandoc, "md"),
        (dialects.write_quarto, "qmd"),
        (dialects.write_myst, "md"),
        (dialects.write_vivliostyle, "html"),
    ],
)
def test_other_tools_are_told_the_same(
    write: Callable[[Path, int], Path], ending: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "told", 2)
    for brief in briefs(2):
        text = (folder / f"{brief.slug}.{ending}").read_text("utf-8")
        said = [brief.summary, *brief.key_messages, *(p for s in brief.sections for p in s.paragraphs)]
        said += [cell for s in brief.sections if s.table for row in s.table.rows for cell in row]
        assert [words for words in said if words not in text] == []
        assert (folder / f"{brief.slug}.jpg").is_file()
        assert f"{brief.slug}.svg" in text


def test_a_ratio_is_of_what_took_turns_and_says_whether_it_is_reached() -> None:
    ours = Measured("ours", tuple(Run(wall, 1.0, 100.0) for wall in (9.0, 2.0, 1.0)))
    other = Measured("theirs", (Run(4.0, 1.0, 100.0),))
    assert Row(ours, other, to_reach=0.5).cells()[-2:] == ("0.50", "0.5 reached")
    assert Row(ours, other, to_reach=0.4).cells()[-1] == "0.4 not reached"
    assert Row(ours, None, most=0.5).cells()[-2:] == ("1.00 s of CPU", "0.5 s of CPU not reached")
    assert "Not measured: X: no network." in report([Row(ours, other)], "here", ["X: no network"])
