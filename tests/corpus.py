"""Tiny projects: a good one, and the good one with the mistakes of a case laid over it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from briefgen import pipeline
from briefgen.console import as_text
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.source import Source
from briefgen.design.shipped import shipped_root
from tests.errors import make

ERRORS = Path(__file__).parent / "errors"
BASE = ERRORS / "_base"
PLAIN_PAGES = ERRORS / "_plain_pages"
CASES = tuple(sorted(folder.name for folder in ERRORS.iterdir() if (folder / "expected.txt").is_file()))
MARKS = ("needs-pdf", "plain-pages")
"""Empty files in a case: its PDF is laid out; it is laid out on plain pages."""

ARTIFACT_KEYS = {
    "path", "kind", "format", "lang", "slug", "source", "sha256", "bytes", "pages", "words", "profile",
}  # fmt: skip
"""What the manifest says of an artifact; others rely on these names."""

RECORD = """\
terms: {countries: KE}
record:
  name: One
  place: Town
  years: [{from: 2019}]
  people_reached: [{number: 50, who: members, year: 2019, source: study, confidence: high}]
  results: [{text: It works, year: 2019, source: study, confidence: high}]
  challenges: [{text: Money, year: 2019, source: study, confidence: medium}]
  lessons: [{text: Begin early}]
  replicability: It can be repeated.
"""
"""What `publication.yml` of a case study needs besides what every publication needs."""

REFERENCES = "references: [{id: study, type: report, title: A study, author: [{literal: A publisher}]}]\n"
"""`series/references.yml` with the source of `RECORD`."""

NOT_PROJECT = shutil.ignore_patterns("expected.txt", *MARKS)


def is_marked(case: str, mark: str) -> bool:
    return (ERRORS / case / mark).exists()


def project(root: Path, *cases: str) -> Path:
    """The good project at `root`, with the files of some cases, and what `make.py` makes for them."""
    shutil.copytree(BASE, root)
    if any(is_marked(case, "plain-pages") for case in cases):
        put_on_plain_pages(root)
    for case in cases:
        shutil.copytree(ERRORS / case, root, dirs_exist_ok=True, ignore=NOT_PROJECT)
        maker = getattr(make, case.replace("-", "_"), None)
        if maker:
            maker(root)
    return root


def put_on_plain_pages(root: Path) -> None:
    """Give a project the brand and the few styles of `_plain_pages`, and no others: every line is 6 mm high."""
    shutil.copytree(PLAIN_PAGES, root, dirs_exist_ok=True)
    shipped = shipped_root() / "styles/components"
    write(root, {f"styles/components/{sheet.name}": "" for sheet in shipped.glob("*.css")})


def write(root: Path, files: dict[str, str]) -> None:
    """Files of a project by their paths."""
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def check(root: Path, only: str | None = "html") -> tuple[Diagnostic, ...]:
    """What `briefgen check` has to say about a project; with no `only`, PDFs are laid out too."""
    return pipeline.build(root, pipeline.Order(root / "dist", only=only, write=False)).diagnostics


def build(root: Path, only: str | None = "html") -> pipeline.Outcome:
    """A real build into `dist/`."""
    return pipeline.build(root, pipeline.Order(root / "dist", only=only))


def not_of_translations(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Without what is said of an edition that has the words of its source, as those of some tests have."""
    return tuple(d for d in diagnostics if not d.code.startswith(("translation-", "wrong-script")))


def rendering(diagnostics: Iterable[Diagnostic]) -> str:
    """Diagnostics as people see them on a terminal without colour."""
    return "".join(f"{as_text(diagnostic)}\n" for diagnostic in diagnostics)


def source(path: str, text: str) -> Source:
    """A source file that is on no disk."""
    return Source(path, text)
