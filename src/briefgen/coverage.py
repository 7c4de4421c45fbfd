"""`briefgen coverage`: which pairs of terms have a case, and which have none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefgen.content.evidence import views
from briefgen.content.evidence.vocabulary import Term, vocabulary_path
from briefgen.core.diagnostics import Diagnostic, in_order, nearest
from briefgen.core.workspace import Workspace
from briefgen.design.shipped import shipped_root
from briefgen.loading import load


class NoVocabulary(Exception):  # noqa: N818 - its text is told to the user
    """The series has no vocabulary of a name."""


@dataclass(frozen=True)
class CoveredBy:
    """A case in a pair of terms. `study` is its folder, None when there is no case study of it."""

    case: str
    study: str | None
    extent: str | None


@dataclass(frozen=True)
class Pair:
    """Two terms by id, and what covers them; not `possible` when they exclude each other by definition."""

    row: str
    column: str
    possible: bool
    cases: tuple[CoveredBy, ...]

    @property
    def shown(self) -> str:
        """For people: a number of cases."""
        if self.cases:
            return str(len(self.cases))
        return "none" if self.possible else "–"


@dataclass(frozen=True)
class CoverageReport:
    """The pairs of two vocabularies, row by row, with the terms by id in the order of the vocabularies."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    pairs: tuple[Pair, ...]

    def table(self) -> Iterator[tuple[str, ...]]:
        """Lines of cells, the head first."""
        yield ("", *self.columns)
        shown = {(pair.row, pair.column): pair.shown for pair in self.pairs}
        for row in self.rows:
            yield (row, *(shown[row, column] for column in self.columns))

    @property
    def in_words(self) -> str:
        possible = [pair for pair in self.pairs if pair.possible]
        covered = sum(bool(pair.cases) for pair in possible)
        return f"{covered} of {len(possible)} possible pairs have a case"


def coverage(root: Path, rows: str, columns: str) -> tuple[CoverageReport | None, tuple[Diagnostic, ...]]:
    """What the cases of a project cover of two vocabularies, and what is wrong with its settings and data."""
    loaded = load(Workspace(root, shipped_root()))
    if loaded.project is None:
        return None, in_order(loaded.diagnostics)
    vocabularies = loaded.library.vocabularies
    for name in (rows, columns):
        if vocabulary_path(name) in loaded.library.unread:
            return None, in_order(loaded.diagnostics)
        if name not in vocabularies:
            near = nearest(name, vocabularies)
            meant = f"do you mean `{near}`?" if near else f"there are {', '.join(sorted(vocabularies))}"
            raise NoVocabulary(f"there is no vocabulary `{name}`: {meant}")
    found = views.cases(loaded.publications, loaded.library.cases)
    crossing = views.cross(found, (rows, vocabularies[rows]), (columns, vocabularies[columns]))
    pairs = tuple(_pair(crossing, row, column) for row in crossing.rows for column in crossing.columns)
    report = CoverageReport(
        tuple(term.id for term in crossing.rows), tuple(term.id for term in crossing.columns), pairs
    )
    return report, in_order(loaded.diagnostics)


def _pair(crossing: views.Crossing, row: Term, column: Term) -> Pair:
    at = (row.id, column.id)
    cases = tuple(
        CoveredBy(
            entry.case.id,
            entry.case.study.files.folder if entry.case.study else None,
            entry.extent.value if entry.extent else None,
        )
        for entry in crossing.cells[at]
    )
    return Pair(row.id, column.id, at not in crossing.excluded, cases)
