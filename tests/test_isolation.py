"""No request leaves the machine and no file outside the project is read, whatever contents, templates and styles ask for.

One build of everything that could ask, with all of its processes under watch, a listener that must hear nothing, and
files beside the project that nobody may open.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import corpus
from tests.conftest import REPOSITORY
from tests.hostile import pieces
from tests.hostile.pictures import png

CANARY = "the canary that nobody may see"

ASKING = {
    "image": "![A plan]({web}/markdown.png)",
    "html": '<img src="{web}/html.png" alt="A plan"> <a href="{web}/link" rel="attachment">a</a>',
    "image-of-file": "![A plan](file://{outside}/canary.png)",
    "image-outside": "![A plan](../../../outside/canary.png)",
    "image-linked": "![A plan](figures/linked.png)",
    "download-linked": "[Numbers](data/linked.csv)",
    "drawing": "![A plan](figures/plan.svg)",
    "data": "/// data-table | Numbers\n    data: {web}/data.csv\n    source: Reports\n///",
    "data-outside": "/// data-table | Numbers\n    data: ../../../outside/canary.csv\n    source: Reports\n///",
    "reference": "Words.[^1]\n\n[^1]: [There]({web}/note), and <{web}/auto>, and {web}/bare.",
    "front": "Words.",
}
"""Texts that ask for something, each in a publication of its own."""

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">
<style>@import "{web}/drawing.css"; rect {{ fill: url({web}/fill) }}</style><image href="{web}/drawing.png"/></svg>"""

STYLE = """@import url({web}/import.css); @import "file://{outside}/canary.css";
@font-face {{ font-family: Far; src: url({web}/font.ttf), url(file://{outside}/canary.ttf) }}
.lead, p {{ font-family: Far, serif; background: url({web}/background.png); list-style: url(file://{outside}/canary.png) }}
p::after {{ content: url({web}/content.png) }}"""

TEMPLATE = """{{% block side %}}{{{{ super() }}}}
<link rel="stylesheet" href="{web}/sheet.css"><link rel="attachment" href="file://{outside}/canary.csv">
<link rel="attachment" href="{web}/attachment"><a rel="attachment" href="file://{outside}/canary.csv">a</a>
<img src="{web}/template.png" alt="a"><img src="file://{outside}/canary.png" alt="a">
<object data="{web}/object"></object><embed src="{web}/embed"><iframe src="{web}/frame"></iframe>
<svg viewBox="0 0 9 9"><image href="{web}/inline.png"/><use href="{web}/use.svg#a"/></svg>{{% endblock %}}"""


@dataclass(frozen=True)
class Watched:
    """What a build did: what it said, what its processes opened and connected to, whether anybody called."""

    root: Path
    outside: Path
    said: str
    events: tuple[tuple[str, str], ...]
    was_called: bool


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    folder = tmp_path_factory.mktemp("watched").resolve()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        names = {"web": f"http://127.0.0.1:{listener.getsockname()[1]}", "outside": str(folder / "outside")}
        root = _project(folder, names)
        log, aside = folder / "log", folder / "aside"
        aside.mkdir()
        environment = {
            **os.environ,
            "BRIEFGEN_WATCHED": str(log),
            "HOME": names["outside"],
            "TMPDIR": str(aside),
            "PYTHONPATH": os.pathsep.join((str(REPOSITORY / "tests/hostile/watch"), str(REPOSITORY / "src"))),
        }
        done = subprocess.run(
            [sys.executable, "-m", "briefgen", "build", "--project", str(root), "--jobs", "2"],
            capture_output=True, text=True, env=environment, check=False, cwd=root,
        )  # fmt: skip
        assert done.returncode == 1, done.stderr
        try:
            listener.accept()
            was_called = True
        except TimeoutError:
            was_called = False
    lines = (line.partition("\t") for line in log.read_text("utf-8").splitlines())
    yield Watched(
        root,
        folder / "outside",
        done.stdout + done.stderr,
        tuple((event, name) for event, _, name in lines),
        was_called,
    )


def _project(folder: Path, names: dict[str, str]) -> Path:
    """A project that asks for everything, and what it must not get, in a home like everybody's."""
    root = corpus.project(folder / "project")
    secrets = ("canary.csv", "canary.css", ".ssh/id_ed25519", ".netrc", ".config/briefgen.yml")
    pieces.write(folder / "outside", dict.fromkeys(secrets, CANARY))
    (folder / "outside/canary.png").write_bytes(png(4, 4))
    brief = (root / "briefs/good/brief.md").read_text("utf-8")
    for name, text in ASKING.items():
        there = root / f"briefs/{name}"
        shutil.copytree(root / "briefs/good", there)
        pieces.write(
            there,
            {"brief.md": f"{brief}\n{text.format(**names)}\n", "figures/plan.svg": DRAWING.format(**names)},
        )
        (there / "data").mkdir()
        (there / "figures/linked.png").symlink_to(folder / "outside/canary.png")
        (there / "data/linked.csv").symlink_to(folder / "outside/canary.csv")
    with (root / "briefs/front/publication.yml").open("a", encoding="utf-8") as file:
        file.write("hero: {{image: {web}/hero.png}}\n".format(**names))
    pieces.write(root, {
        "styles/components/zz.css": STYLE.format(**names),
        "templates/kinds/brief.html": _with(TEMPLATE.format(**names)),
    })  # fmt: skip
    return root


def _with(block: str) -> str:
    return "{% extends 'document.html' %}" + block


def test_the_build_gets_as_far_as_the_engine(watched: Watched) -> None:
    """Otherwise nothing would have asked for anything."""
    assert "the PDF engine could not load" in watched.said
    assert {"file-on-network", "file-outside", "image-active"} <= set(_codes(watched.said))


def _codes(said: str) -> list[str]:
    return [line.partition("[")[2].partition("]")[0] for line in said.splitlines() if "[" in line]


def test_nobody_called(watched: Watched) -> None:
    """Processes of a build reach each other by sockets that have no address on a network."""
    assert not watched.was_called
    asked = [name for event, name in watched.events if event == "socket.getaddrinfo"]
    connected = [name for event, name in watched.events if event == "socket.connect" and name.startswith("(")]
    assert asked + connected == []


def test_nothing_is_started_but_python_itself(watched: Watched) -> None:
    started = {
        Path(name).name
        for event, name in watched.events
        if event in ("subprocess.Popen", "os.exec", "os.system", "os.posix_spawn")
    }
    assert started <= {Path(sys.executable).name}


def test_no_file_outside_is_opened(watched: Watched) -> None:
    """But for what belongs to Python, and the folder for what is put aside."""
    ours = (
        watched.root,
        watched.root.parent / "aside",
        REPOSITORY,
        sys.base_prefix,
        sys.prefix,
        *filter(None, sys.path),
    )
    shared = ("/proc/self/", "/proc/cpuinfo", "/dev/", "/usr/", "/lib", "/etc/mime.types")
    opened = {name for event, name in watched.events if event in ("open", "os.listdir", "os.scandir")}
    astray = {name for name in opened if not name.startswith((*map(str, ours), *shared))}
    assert not {name for name in astray if Path(name).is_relative_to(watched.outside)}
    assert astray == set()


def test_nothing_from_outside_is_in_what_was_made_or_said(watched: Watched) -> None:
    assert CANARY not in watched.said
    made = [
        path
        for folder in ("dist", ".briefgen")
        for path in (watched.root / folder).rglob("*")
        if path.is_file()
    ]
    assert made
    assert [path for path in made if CANARY.encode() in path.read_bytes()] == []
