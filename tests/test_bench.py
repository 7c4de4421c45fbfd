"""The workload of the bench is what it says, the same every time, and builds. How long that takes is nobody's business here."""

from __future__ import annotations

import re
from pathlib import Path

from briefgen import pipeline
from briefgen.content.order import Order
from tests.bench.workload import write_project


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
