"""A series of some size, and what is measured on it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.measure import Measured, Run, Work, in_turns, run
from tests.bench.peers import Peer
from tests.bench.report import Row
from tests.bench.workload import write_project

PYTHON = sys.executable
CORES = os.cpu_count() or 1
_ROOT = Path(__file__).resolve().parents[2]
_AS_OURS = {"FONTCONFIG_FILE": str(_ROOT / "src/briefgen/output/fonts.conf"), "PYTHONPATH": str(_ROOT)}
"""So that the engine alone has no fonts but ours either."""

_BRAND = "styles/brands/long-table/brand.yml"


@dataclass
class Series:
    """So many briefs in a folder, measured in so many rounds."""

    place: Path
    count: int
    rounds: int
    is_captured: bool = False
    edits: Iterator[int] = field(default_factory=lambda: iter(range(10_000)))

    def __post_init__(self) -> None:
        self.folder = self.place / f"series-{self.count}"
        write_project(self.folder, self.count)

    # --- what is measured -------------------------------------------------------------------------------

    def cold(self, peers: tuple[Peer, ...]) -> list[Row]:
        """All of it from nothing, against the engine alone and against peers."""
        works = [self._build(f"{self.count} briefs, cold", self._clean), self._floor(CORES)]
        works += [self._of_peer(peer) for peer in peers]
        ours, floor, *others = self._in_turns(*works)
        rows = [Row(ours, floor, to_reach=1.15)]
        for other in others:
            rows.append(Row(ours, other, to_reach=1.0 if "Typst" in other.name else 0.15))
        return rows

    def cold_once(self) -> list[Row]:
        """One brief from nothing, against the engine's own command on the final HTML."""
        ours, command, floor = self._in_turns(
            self._build("one brief, cold", self._clean), self._command(), self._floor(1)
        )
        return [Row(ours, command, to_reach=0.8), Row(ours, floor)]

    def edited(self, one: Series) -> Row:
        """The body of one brief changed."""
        self._run_once()

        def edit() -> None:
            brief = self.folder / "briefs/brief-0001/brief.md"
            text = brief.read_text("utf-8").split("\n\nEdited ")[0]
            brief.write_text(f"{text}\n\nEdited {next(self.edits)} times.\n", "utf-8")

        ours, cold = self._in_turns(
            self._build(f"one body of {self.count} edited", edit), one._build("one brief, cold", one._clean)
        )
        return Row(ours, cold, to_reach=1.5)

    def recoloured(self) -> Row:
        """A colour of the brand changed: everything is made anew."""
        self._run_once()
        text = (_ROOT / _BRAND).read_text("utf-8")

        def recolour() -> None:
            target = self.folder / _BRAND
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text.replace("0b5c6b", f"0b5c{next(self.edits) % 100:02d}"), "utf-8")

        beside = Series(self.place / "as-it-was", self.count, self.rounds)
        ours, cold = self._in_turns(
            self._build(f"a colour of {self.count} briefs changed", recolour),
            beside._build(f"{self.count} briefs, cold", beside._clean),
        )
        shutil.rmtree(self.folder / "styles")
        return Row(ours, cold, to_reach=1.05)

    def unchanged(self, most: float = 0.1) -> Row:
        """Nothing changed. Files are believed to be as they were when they are older than two seconds."""
        self._run_once()
        run(Work("settle", ("sleep", "3"), self.place))
        self._run_once()
        (ours,) = in_turns((self._build(f"{self.count} briefs, nothing changed", _nothing),), self.rounds)
        return Row(ours, None, most=most)

    def largest(self) -> list[Row]:
        """A large series from nothing: the time of a publication beside that of one of a hundred; then nothing changed."""
        hundred = Series(self.place / "beside", 100, 1)
        ours, other = self._in_turns(
            self._build(f"a publication of {self.count}, cold", self._clean),
            hundred._build("a publication of 100, cold", hundred._clean),
        )
        return [Row(_each(ours, self.count), _each(other, 100), to_reach=1.1), self.unchanged(most=0.5)]

    # --- how --------------------------------------------------------------------------------------------

    def _in_turns(self, *works: Work) -> tuple[Measured, ...]:
        print(works[0].name, file=sys.stderr)
        return in_turns(works, self.rounds)

    def _build(self, name: str, before: Callable[[], None]) -> Work:
        command = (PYTHON, "-m", "briefgen", "build", "--project", str(self.folder), "--quiet")
        return Work(name, command, self.place, before)

    def _run_once(self) -> None:
        run(self._build("before", _nothing))

    def _clean(self) -> None:
        for made in (".briefgen", "dist"):
            shutil.rmtree(self.folder / made, ignore_errors=True)

    def _captured(self) -> Path:
        """The folder with what a build hands to the engine."""
        folder = self.place / f"floor-{self.count}"
        if not self.is_captured:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            command = (PYTHON, "-m", "tests.bench.floor", "capture", str(self.folder), str(folder))
            run(Work("capture", command, self.place, variables={"PYTHONPATH": str(_ROOT)}))
            self.is_captured = True
        return folder

    def _floor(self, processes: int) -> Work:
        folder = self._captured()
        command = (
            PYTHON,
            "-m",
            "tests.bench.floor",
            "render",
            str(folder),
            str(folder / "out"),
            str(processes),
        )
        return Work("the engine alone on the same pages", command, self.place, variables=_AS_OURS)

    def _command(self) -> Work:
        """The engine's own command on the final HTML and style sheets of one brief."""
        folder = self._captured() / "files"
        pages = sorted(folder.rglob("index.html"))
        sheets = sorted(folder.rglob("paper-*.css"))
        words = (word for sheet in sheets for word in ("-s", str(sheet)))
        command = (PYTHON, "-m", "weasyprint", "-q", *words, str(pages[0]), str(folder / "made.pdf"))
        return Work("the command `weasyprint` on its HTML", command, self.place)

    def _of_peer(self, peer: Peer) -> Work:
        folder = self.place / f"{peer.name.split()[0].lower()}-{self.count}"
        if not folder.exists():
            peer.write(folder, self.count)
        work = Work(f"{peer.name} ({peer.makes})", peer.command(CORES), folder, lambda: peer.clean(folder))
        run(work)
        made = len(list(folder.rglob("brief-*.pdf")))
        if made < self.count:
            raise SystemExit(f"{peer.name} made {made} of {self.count} PDFs")
        return work


def _nothing() -> None:
    """What is done before a run that finds everything as it was."""


def _each(measured: Measured, count: int) -> Measured:
    """The same for one of many; memory stays what it was."""
    return Measured(
        measured.name, tuple(Run(one.wall / count, one.cpu / count, one.memory) for one in measured.runs)
    )
