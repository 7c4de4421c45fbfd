"""Markdown to HTML, case by case: `tests/cases/*.md` holds a title, a source and the HTML it becomes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.content import markup, slots
from briefgen.content.block_scan import scan
from briefgen.content.markup import Around
from briefgen.core.source import Source

CASES = Path(__file__).parent / "cases"
CASE = re.compile(
    r"^## (?P<title>.+?)\n\n~~~~ markdown (?P<language>\w+)\n(?P<source>.*?)\n~~~~\n~~~~ html\n(?P<html>.*?)~~~~$",
    re.S | re.M,
)


def found() -> list[tuple[Path, re.Match[str]]]:
    return [
        (path, match)
        for path in sorted(CASES.glob("*.md"))
        for match in CASE.finditer(path.read_text("utf-8"))
    ]


def convert(text: str, language: str) -> str:
    scanned = scan(Source("case.md", text), 0)
    fragment = markup.convert(scanned.lines, language, Around(), {}, lambda _tag, _attribute, value: value)
    parts = [fragment.html, *(f"[{name}] {slot.html}" for name, slot in sorted(fragment.slots.items()))]
    shown = slots.MARK.sub(r"[\1]", "\n".join(parts))
    return re.sub(r' data-b="[^"]*"', "", shown).strip() + "\n"


@pytest.mark.parametrize(
    ("path", "case"), found(), ids=lambda value: value["title"] if isinstance(value, re.Match) else ""
)
def test_case(path: Path, case: re.Match[str], update: bool) -> None:
    html = convert(case["source"], case["language"])
    if update:
        text = path.read_text("utf-8")
        path.write_text(
            text.replace(case[0], case[0][: case.start("html") - case.start()] + html + "~~~~"), "utf-8"
        )
    else:
        assert html == case["html"]


def test_every_case_is_found() -> None:
    titles = sum(
        path.read_text("utf-8").count("\n## ") - path.read_text("utf-8").count("markdown en\n## ")
        for path in CASES.glob("*.md")
    )
    assert len(found()) == titles
