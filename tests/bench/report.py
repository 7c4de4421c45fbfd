"""What was measured, as a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tests.bench.measure import Measured


@dataclass(frozen=True)
class Row:
    """A work of briefgen beside another, and the ratio to reach (of seconds on the clock). Where a figure itself is to
    be reached, `most` are seconds of the processors, and there is no other. With neither it is only told."""

    work: Measured
    other: Measured | None
    to_reach: float = 0.0
    most: float = 0.0
    share: float = 1.0
    """What is compared of the work: a publication of a thousand, say."""

    @property
    def ratio(self) -> float | None:
        return None if self.other is None else self.work.wall * self.share / self.other.wall

    @property
    def is_reached(self) -> bool:
        return self.work.cpu <= self.most if self.ratio is None else self.ratio <= self.to_reach

    def cells(self) -> tuple[str, ...]:
        work, other = self.work, self.other
        found = f"{work.cpu:.2f} s of CPU" if self.ratio is None else f"{self.ratio:.2f}"
        wanted = f"{self.most} s of CPU" if self.ratio is None else f"{self.to_reach}"
        verdict = f"{wanted} {'reached' if self.is_reached else 'not reached'}"
        return (
            work.name, f"{work.wall:.2f} s", f"{work.cpu:.2f} s", f"{work.memory:.0f} MB",
            other.name if other else "", f"{other.wall:.2f} s" if other else "", found,
            verdict if self.to_reach or self.most else "",
        )  # fmt: skip


HEADS = ("Work", "Clock", "CPU", "Memory", "Compared with", "Clock", "Ratio", "To reach")


def report(rows: Iterable[Row], setting: str, missing: list[str]) -> str:
    """The table in Markdown."""
    cells = [HEADS, ("---",) * len(HEADS), *(row.cells() for row in rows)]
    lines = ["| " + " | ".join(row) + " |" for row in cells]
    absent = f"Not measured: {'; '.join(missing)}.\n\n" if missing else ""
    return (
        "# Results\n\nWritten by `make bench`; README.md says what is measured. Seconds depend on the machine and on what "
        "else it does; what is compared took turns. Memory is the most that one process held.\n\n"
        f"{setting}.\n\n{absent}" + "\n".join(lines) + "\n"
    )
