"""Every mistake an author or designer can make is told at its place: one folder of `tests/errors/` each."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import corpus


@pytest.mark.parametrize("case", corpus.CASES)
def test_case(case: str, tmp_path: Path, update: bool) -> None:
    folder = corpus.ERRORS / case
    only = None if (folder / "needs-pdf").exists() else "html"
    diagnostics = corpus.check(corpus.project(tmp_path / "project", case), only)
    expected = folder / "expected.txt"
    said = corpus.rendering(diagnostics)
    if update:
        expected.write_text(said, encoding="utf-8")
    assert said.split("\n") == expected.read_text(encoding="utf-8").split("\n")
