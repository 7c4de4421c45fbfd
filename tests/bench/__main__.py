"""`make bench`: measures briefgen against the floor, and writes what was found to RESULTS.md beside this file."""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import Measured, Work, in_turns
from tests.bench.workload import SEED, write_project

RESULTS = Path(__file__).with_name("RESULTS.md")
PYTHON = sys.executable
_ROOT = Path(__file__).resolve().parents[2]
AS_OURS = {"FONTCONFIG_FILE": str(_ROOT / "src/briefgen/output/fonts.conf"), "PYTHONPATH": str(_ROOT)}
"""So that the engine alone has no fonts but ours either."""


def main() -> None:
    words = argparse.ArgumentParser(prog="make bench", description=__doc__)
    words.add_argument("--briefs", type=int, default=20, help="briefs of the series (20)")
    words.add_argument("--rounds", type=int, default=5, help="runs of each, of which the median counts (5)")
    words.add_argument("--keep", action="store_true", help="print only, leave RESULTS.md as it is")
    asked = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="briefgen-bench-") as place:
        found = list(_measured(Path(place), asked.briefs, asked.rounds))
    text = report(found, asked.briefs, asked.rounds)
    print(text)
    if not asked.keep:
        RESULTS.write_text(text, "utf-8")


def _measured(place: Path, briefs: int, rounds: int) -> Iterator[tuple[Measured, Measured]]:
    """Each work of briefgen, and what it is compared with."""
    cores = str(os.cpu_count() or 1)
    many, one = write_project(place / "many", briefs), write_project(place / "one", 1)
    for project in (many, one):
        _call(place, "capture", project, place / f"floor-{project.name}")
    yield _pair(
        Work(f"{briefs} briefs, cold", _build(many), place, lambda: _clean(many)),
        Work("the engine alone on the same pages", _floor(place, "many", cores), place, variables=AS_OURS),
        rounds,
    )
    yield _pair(
        Work("one brief, cold", _build(one), place, lambda: _clean(one)),
        Work("the engine alone on the same pages", _floor(place, "one", "1"), place, variables=AS_OURS),
        rounds,
    )
    _clean(many)
    yield _pair(
        Work(f"{briefs} briefs, nothing changed", _build(many), place),
        Work("Python, started and ended", (PYTHON, "-c", "pass"), place),
        rounds + 1,  # the first run builds them
    )


def _pair(ours: Work, other: Work, rounds: int) -> tuple[Measured, Measured]:
    print(ours.name, file=sys.stderr)
    first, second = in_turns((ours, other), rounds)
    return first, second


def _build(project: Path) -> tuple[str, ...]:
    return (PYTHON, "-m", "briefgen", "build", "--project", str(project), "--quiet")


def _floor(place: Path, name: str, processes: str) -> tuple[str, ...]:
    captured = place / f"floor-{name}"
    return (PYTHON, "-m", "tests.bench.floor", "render", str(captured), str(captured / "out"), processes)


def _call(place: Path, task: str, project: Path, folder: Path) -> None:
    from tests.bench.measure import run

    folder.mkdir()
    run(
        Work(
            task,
            (PYTHON, "-m", "tests.bench.floor", task, str(project), str(folder)),
            place,
            variables={"PYTHONPATH": str(_ROOT)},
        )
    )


def _clean(project: Path) -> None:
    for made in (".briefgen", "dist"):
        shutil.rmtree(project / made, ignore_errors=True)


def report(found: list[tuple[Measured, Measured]], briefs: int, rounds: int) -> str:
    """What was found, in Markdown."""
    versions = ", ".join(
        f"{name} {importlib.metadata.version(name)}" for name in ("briefgen", "weasyprint", "pydyf")
    )
    rows = [
        f"| {ours.name} | {ours.wall:.2f} s | {ours.cpu:.2f} s | {ours.memory:.0f} MB | {other.name} | {other.wall:.2f} s "
        f"| {ours.wall / other.wall:.2f} |"
        for ours, other in found
    ]
    lines = [
        "# Results",
        "",
        "Written by `make bench`. Seconds are medians and depend on the machine; ratios are of runs that took turns.",
        "",
        f"Machine: {platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}. "
        f"Versions: {versions}. Workload: {briefs} briefs, seed {SEED}, {rounds} runs.",
        "",
        "| Work | Clock | Processors | Memory | Compared with | Clock | Ratio |",
        "|---|---|---|---|---|---|---|",
        *rows,
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
