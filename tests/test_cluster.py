"""Builds on a cluster: a real scheduler that knows nothing of briefgen, and workers that may not look at the project."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image

from briefgen import pipeline
from briefgen.console import as_json
from briefgen.content.order import Order
from briefgen.core import cluster
from briefgen.core.progress import Progress
from briefgen.core.sent_files import Lacking, SentFiles, SentWorkspace, sent_for, whole_folder
from briefgen.core.workspace import Refused, Workspace
from briefgen.design.shipped import shipped_root
from briefgen.standing import Outcome, standing
from tests import corpus
from tests.conftest import REPOSITORY

WITHOUT_BRIEFGEN = "import sys; sys.modules['briefgen'] = None"

BLIND = """
import os
import sys
project = {project!r}
def refuse(event, values):
    if event in ("open", "os.listdir", "os.scandir") and str(values[0]).startswith(project):
        os._exit(7)
sys.addaudithook(refuse)
"""
"""A worker with this ends when it opens a file of the project."""

OTHER_VERSION = "import zlib; zlib.ZLIB_RUNTIME_VERSION = '0.9'"
OTHER_PYTHON = "import distributed.versions as v; v.get_system_info = lambda: {'python': '3.10.0.final.0'}"
OTHER_MODULE = "import sys, types; sys.modules['briefgen.on_cluster'] = types.ModuleType('on_cluster')"


@dataclass
class Machines:
    """A scheduler and workers in processes of their own on this machine."""

    folder: Path
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return (self.folder / "address").read_text("utf-8")

    def scheduler(self) -> None:
        asked = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        told = f"--scheduler-file {self.folder / 'scheduler.json'}"
        self._start("dask_scheduler", WITHOUT_BRIEFGEN, *asked, *told.split())
        place = self.folder / "scheduler.json"
        _until(lambda: place.exists() and b'"address"' in place.read_bytes())
        address = place.read_text("utf-8").split('"address": "')[1].split('"')[0]
        (self.folder / "address").write_text(address, "utf-8")

    def worker(self, first: str, *asked: str) -> subprocess.Popen[bytes]:
        words = (self.address, "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1", *asked)
        place = self.folder / f"worker-{len(self.running)}"
        return self._start("dask_worker", first, *words, "--local-directory", str(place))

    def _start(self, program: str, first: str, *words: str) -> subprocess.Popen[bytes]:
        code = f"{first}\nimport sys\nfrom distributed.cli.{program} import main\nmain(sys.argv[1:])"
        said = (self.folder / f"{program}-{len(self.running)}.log").open("wb")
        process = subprocess.Popen(
            (sys.executable, "-c", code, *words),
            cwd=self.folder,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        said.close()
        self.running.append(process)
        return process

    def end(self) -> None:
        for process in self.running:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def machines(folder: Path, *workers: str) -> Iterator[Machines]:
    """A cluster with workers that each run some code first."""
    folder.mkdir()
    there = Machines(folder)
    try:
        there.scheduler()
        for first in workers:
            there.worker(first, "--no-nanny")
        yield there
    finally:
        there.end()


def _until(true: object, patience: float = 60) -> None:
    end = time.monotonic() + patience
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, "this never came true"
        time.sleep(0.05)


def project(root: Path) -> Path:
    """A project whose editions ask for files of many folders, some of which are not there."""
    corpus.project(root)
    settings = (root / "briefgen.yml").read_text("utf-8").replace("[en]", "[en, fr]")
    brief = (root / "briefs/good/brief.md").read_text("utf-8")
    publication = (root / "briefs/good/publication.yml").read_text("utf-8")
    files = {"briefgen.yml": settings, "styles/components/details.css": ".body { letter-spacing: 0.01em; }\n"}
    shipped = (REPOSITORY / "templates/document.html").read_text("utf-8")
    files["templates/document.html"] = shipped.replace("</body>", "<p>Of this project</p></body>")
    for name in ("second", "third", "fourth"):
        picture = (
            "\n![Boats on a lake](../../shared/boats.png)\n\n[The first](../good/brief.md) is another.\n"
        )
        chart = "\n```bar\ntitle: Members\ndata: data/members.csv\nx: year\ny: members\nsource: A register.\n```\n"
        files[f"briefs/{name}/brief.md"] = brief + picture + chart + f"\nThis is the {name}.\n"
        files[f"briefs/{name}/data/members.csv"] = "year,members\n2019,12\n2020,30\n"
        files[f"briefs/{name}/publication.yml"] = publication
    files["briefs/second/brief.fr.md"] = brief
    files["briefs/wrong/brief.md"] = brief + "\n![Not there](figures/none.png)\n"
    files["briefs/wrong/publication.yml"] = publication
    corpus.write(root, files)
    (root / "shared").mkdir()
    Image.new("RGB", (640, 400), "teal").save(root / "shared/boats.png")
    return root


def made(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def said(outcome: Outcome) -> list[object]:
    return [as_json(diagnostic) for diagnostic in outcome.diagnostics]


def built(
    root: Path, address: str | None, only: str | None = None, progress: Progress | None = None
) -> Outcome:
    shutil.rmtree(root / ".briefgen", ignore_errors=True)
    shutil.rmtree(root / "dist", ignore_errors=True)
    order = Order(root / "dist", only=only, jobs=1 if address else 2, cluster=address)
    if address is None:
        return pipeline.build(root, order, progress)
    outcomes: list[Outcome] = []
    building = threading.Thread(
        target=lambda: outcomes.append(pipeline.build(root, order, progress)), daemon=True
    )
    building.start()
    building.join(150)
    if building.is_alive():
        frame = sys._current_frames()[building.ident or 0]
        pytest.fail("it hangs here:\n" + "".join(traceback.format_stack(frame)))
    return outcomes[0]


# --- what is sent -----------------------------------------------------------------------------------------


def test_what_was_not_sent_is_asked_for_and_what_cannot_be_is_not(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    disk = Workspace(root, shipped_root())
    blind = SentWorkspace(tmp_path / "nowhere", shipped_root())
    with pytest.raises(Lacking) as lacking:
        blind.read("briefs/good/brief.md")
    assert (lacking.value.question, lacking.value.path) == ("read", "briefs/good/brief.md")
    with pytest.raises(Lacking):
        blind.list("briefs/good")
    for path, reason in (("/etc/passwd", "outside"), ("../x", "outside"), ("http://a.example/b", "network")):
        with pytest.raises(Refused) as refused:
            blind.read(path)
        assert refused.value.reason == reason

    blind.receive(sent_for(disk, ["styles/components/details.css"]))
    assert blind.read("styles/components/details.css") == disk.read("styles/components/details.css")
    assert blind.digest("styles/components/details.css") == disk.digest("styles/components/details.css")
    for absent in ("styles/components/none.css", "styles/components/of/these.css", "data/none.csv"):
        with pytest.raises(Refused) as refused:
            blind.read(absent)
        assert refused.value.reason == "missing", "the names in its folder say so"
    assert blind.list("data") == ()
    with pytest.raises(Lacking):
        blind.read("styles/components/Details.css")  # the disk decides whether that is the same file

    blind.lent = whole_folder(disk, "briefs/second")
    assert blind.list("briefs/second") == disk.list("briefs/second")
    assert blind.read("briefs/second/data/members.csv") == disk.read("briefs/second/data/members.csv")
    blind.digest("briefs/second/data/members.csv")
    blind.give_back("briefs/second")
    with pytest.raises(Lacking):
        blind.read("briefs/second/data/members.csv")
    assert blind.read("briefgen:templates/kinds/brief.html"), "what comes with briefgen is there"


def test_a_large_neighbour_stays_at_home_until_it_is_asked_for(tmp_path: Path) -> None:
    corpus.write(tmp_path, {"a/small.txt": "small"})
    (tmp_path / "a/large.bin").write_bytes(b"x" * 3_000_000)
    disk = Workspace(tmp_path, shipped_root())
    assert set(whole_folder(disk, "a").files) == {"a/small.txt"}
    assert set(sent_for(disk, ["a/large.bin"]).files) == {"a/large.bin", "a/small.txt"}
    assert not SentFiles().is_absent("a/b")


# --- builds -----------------------------------------------------------------------------------------------


def test_a_build_on_a_cluster_is_that_of_one_machine(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    here = built(root, None)
    wanted = made(root / "dist")
    assert [d.code for d in here.diagnostics if d.is_error] == ["file-missing"], said(here)
    assert sum(path.endswith(".pdf") for path in wanted) == 5
    assert b"Of this project" in wanted["en/briefs/good/index.html"]
    blind = BLIND.format(project=str(root))
    with machines(tmp_path / "machines", blind, blind) as there:
        outcome = built(root, there.address)
        assert made(root / "dist") == wanted
        assert said(outcome) == said(here)
        order = Order(root / "dist", cluster=there.address)
        again = pipeline.build(root, order)
        assert not [step for step in again.reasons if step.startswith("edition")], "they are kept as ever"
        assert isinstance(standing(root, Order(root / "dist")), Outcome), "it is the same build as one here"


def test_the_series_on_a_cluster_in_which_a_worker_is_killed(tmp_path: Path) -> None:
    root = tmp_path / "series"
    others = shutil.ignore_patterns(".*", "dist", "tests", "src")
    shutil.copytree(REPOSITORY, root, ignore=others)
    here = built(root, None, only="html")
    wanted = made(root / "dist")
    with machines(tmp_path / "machines", "", "") as there:
        done: list[str] = []

        def kill_one(path: str) -> None:
            done.append(path)
            if len(done) == 3:
                os.killpg(there.running[1].pid, signal.SIGKILL)

        outcome = built(root, there.address, only="html", progress=Progress(done=kill_one))
        assert there.running[1].wait() == -signal.SIGKILL
        assert len(done) > 20
        assert made(root / "dist") == wanted
        assert said(outcome) == said(here)


def test_a_worker_keeps_what_is_shared_and_nothing_of_another_build(tmp_path: Path) -> None:
    """One worker for all: a picture of another publication is shared, lent, and wanted again; then the same names are
    other fonts."""
    root = corpus.project(tmp_path / "project")
    settings = (root / "briefgen.yml").read_text("utf-8").replace("[en]", "[en, fr]")
    brief = (root / "briefs/good/brief.md").read_text("utf-8")
    publication = (root / "briefs/good/publication.yml").read_text("utf-8")
    shows = "\n![Boats](../good/figures/boats.png)\n"
    files = {"briefgen.yml": settings, "briefs/second/brief.fr.md": brief + shows}
    files["briefs/second/brief.md"] = brief + shows + "\nMore words, to be the longest.\n" * 20
    files["briefs/good/brief.md"] = brief + "\nSome more words.\n" * 8
    files |= {f"briefs/{name}/publication.yml": publication for name in ("second", "f1", "f2", "f3")}
    files |= {f"briefs/{name}/brief.md": brief + "\nFillers.\n" * 15 for name in ("f1", "f2", "f3")}
    corpus.write(root, files)
    (root / "briefs/good/figures").mkdir()
    Image.new("RGB", (640, 400), "teal").save(root / "briefs/good/figures/boats.png")
    other = corpus.project(tmp_path / "other")
    shutil.copytree(REPOSITORY / "styles/brands/long-table", other / "styles/brands/long-table")
    look = other / "styles/brands/long-table/brand.yml"
    swapped = (
        look.read_text("utf-8")
        .replace("public-sans-", "literata-")
        .replace("literata-700.ttf", "literata-600.ttf")
    )
    look.write_text(swapped, "utf-8")
    wanted = []
    for project in (root, other):
        built(project, None)
        wanted.append(made(project / "dist"))
    with machines(tmp_path / "machines", "") as there:
        for project, same in ((root, wanted[0]), (other, wanted[1]), (root, wanted[0])):
            built(project, there.address)
            assert made(project / "dist") == same


def test_what_the_door_refuses_is_refused_there_too(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    (tmp_path / "elsewhere").mkdir()
    Image.new("RGB", (64, 40)).save(tmp_path / "elsewhere/boats.png")
    (root / "briefs/good/figures").symlink_to(tmp_path / "elsewhere")
    (root / "briefs/good/round").symlink_to(root / "briefs/good")
    with (root / "briefs/good/brief.md").open("a", encoding="utf-8") as brief:
        brief.write("\n![Boats](figures/boats.png)\n")
    here = built(root, None, only="html")
    assert "file-outside" in [d.code for d in here.diagnostics]
    with machines(tmp_path / "machines", "") as there:
        assert said(built(root, there.address, only="html")) == said(here)


def test_workers_that_all_go_and_come_back(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    built(root, None)
    wanted = made(root / "dist")
    with machines(tmp_path / "machines", "") as there:
        done: list[str] = []

        def replace_all(path: str) -> None:
            done.append(path)
            if len(done) == 1:
                there.worker("", "--no-nanny")
                os.killpg(there.running[1].pid, signal.SIGKILL)

        built(root, there.address, progress=Progress(done=replace_all))
        assert made(root / "dist") == wanted


def test_an_edition_that_ends_every_worker_is_one_diagnostic(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    shipped = (REPOSITORY / "templates/kinds/brief.html").read_text("utf-8")
    first, _, rest = shipped.partition("\n")
    death = '{% set end = cycler.__init__.__globals__["os"]._exit(9) if "third" in page.address %}'
    corpus.write(root, {"templates/kinds/brief.html": f"{first}\n{death}\n{rest}"})
    with machines(tmp_path / "machines") as there:
        there.worker("", "--nworkers", "2", "--nanny")
        outcome = built(root, there.address, only="html")
        told = [(d.code, d.span.source.path) for d in outcome.diagnostics if d.is_error and d.span]
        assert told == [
            ("render-failed", "briefs/third/brief.md"),
            ("file-missing", "briefs/wrong/brief.md"),
        ]
        pages = {item.slug for item in outcome.artifacts if item.format == "html" and item.slug}
        assert pages == {"good", "second", "fourth"}


@pytest.mark.parametrize(
    ("first", "why"),
    [
        (WITHOUT_BRIEFGEN, "has a worker with another briefgen, or none"),
        (OTHER_VERSION, "has a worker with zlib 0.9, where this machine has zlib"),
        (OTHER_PYTHON, "has a worker with Python 3.10.0.final.0, where this machine has "),
        (OTHER_MODULE, "has a worker with another briefgen, or none"),
    ],
)
def test_a_worker_that_is_not_like_this_machine_is_told(first: str, why: str, tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    with machines(tmp_path / "machines", first) as there:
        outcome = built(root, there.address)
    assert [d.code for d in outcome.diagnostics] == ["cluster-unusable"]
    assert why in outcome.diagnostics[0].message
    assert not (root / "dist").exists()


def test_an_address_at_which_nothing_is_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 2)
    root = project(tmp_path / "project")
    for address in ("tcp://127.0.0.1:9", "nowhere://x", "tls://127.0.0.1:9"):
        outcome = built(root, address)
        assert [d.code for d in outcome.diagnostics] == ["cluster-unusable"]
        assert f"the cluster at {address} does not answer" in outcome.diagnostics[0].message


def test_a_scheduler_that_goes_away_is_told_and_what_was_made_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 2)
    root = project(tmp_path / "project")
    with machines(tmp_path / "machines", "") as there:
        done: list[str] = []

        def end(path: str) -> None:
            done.append(path)
            if len(done) == 2:
                there.end()

        outcome = built(root, there.address, only="html", progress=Progress(done=end))
    assert [d.code for d in outcome.diagnostics] == ["cluster-unusable"]
    assert not (root / "dist").exists()
    again = pipeline.build(root, Order(root / "dist", only="html"))
    assert {path for path in done if f"edition {path} (html)" in again.reasons} == set()


def test_without_the_engine_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(tmp_path / "project")
    monkeypatch.setitem(sys.modules, "distributed", None)
    outcome = built(root, "tcp://127.0.0.1:9")
    assert [d.code for d in outcome.diagnostics] == ["engine-missing"]
    assert "briefgen[cluster]" in corpus.rendering(outcome.diagnostics)
