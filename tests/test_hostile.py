"""Whatever is thrown at a build comes to a diagnostic at its place or to a tame page, and never to anything else."""

from __future__ import annotations

import difflib
import importlib
import re
from pathlib import Path

import pytest

from briefgen.console import as_line
from briefgen.core.diagnostics import Diagnostic
from tests import corpus
from tests.hostile import pieces
from tests.hostile.paths import SECRET
from tests.hostile.pieces import Case
from tests.hostile.safe_pages import unsafe_parts

FOLDER = Path(__file__).parent / "hostile"
GROUPS = ("front_matter", "markdown", "html_text", "drawings", "pictures", "data", "paths", "templates")
ON_PAPER = {
    "drawings": "in-itself|gradients|number|size-huge",
    "templates": "font-cut|font-of-noise|style-import$|style-address-file|style-properties",
}
"""The cases that must be laid out too, by a pattern of their names."""

_MOST_TOLD = 4
"""Diagnostics of a case that are written down; of more, how many there are."""

_LONGEST = 160


def cases(group: str) -> dict[str, Case]:
    found: dict[str, Case] = importlib.import_module(f"tests.hostile.{group}").CASES
    return found


@pytest.mark.parametrize("group", GROUPS)
def test_cases(group: str, tmp_path: Path, update: bool) -> None:
    """Every case of a group, as it is written down in `hostile/<group>.txt`."""
    expected = FOLDER / f"{group}.txt"
    said = "".join(_outcome(group, name, case, tmp_path / name) for name, case in cases(group).items())
    if update:
        expected.write_text(said, encoding="utf-8")
    wanted = expected.read_text(encoding="utf-8")
    if said != wanted:
        lines = difflib.unified_diff(wanted.splitlines(), said.splitlines(), "expected", "said", lineterm="")
        pytest.fail("\n".join(lines), pytrace=False)


def _outcome(group: str, name: str, case: Case, folder: Path) -> str:
    """What a case comes to, in a few lines; all that it has made is safe."""
    root = corpus.project(folder / "project")
    pieces.lay(root, case)
    is_on_paper = bool(re.search(ON_PAPER.get(group, "$^"), name))
    outcome = corpus.build(root, None if is_on_paper else "html")
    for page in (root / "dist").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert group == "templates" or not unsafe_parts(text), name
        assert SECRET not in text, name
    told = [_told(diagnostic) for diagnostic in outcome.diagnostics]
    assert not any(SECRET in line or str(folder) in line for line in told), name
    if len(told) > _MOST_TOLD:
        told = [*told[:_MOST_TOLD], f"and {len(told) - _MOST_TOLD} more"]
    is_published = any(item.slug == "good" for item in outcome.artifacts)
    return "".join(
        f"{line}\n"
        for line in (
            name,
            *(f"    {line}" for line in (*told, "published") if line != "published" or is_published),
        )
    )


def _told(diagnostic: Diagnostic) -> str:
    """A diagnostic in a line, without what other versions of Python say otherwise."""
    line = re.sub(r"[^ -~]", lambda sign: f"\\u{ord(sign[0]):04x}", as_line(diagnostic))
    line = re.sub("(maximum recursion depth).*", r"\1", line)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def test_there_are_as_many_cases_as_are_promised() -> None:
    assert sum(len(cases(group)) for group in GROUPS) >= 400
