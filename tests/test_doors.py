"""The one door: nothing of a project is opened behind its back, and it lets nobody out."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from briefgen.core.paths import join
from briefgen.core.workspace import SHIPPED, Refused, Workspace

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    root, shipped = tmp_path / "project", tmp_path / "shipped"
    (root / "briefs").mkdir(parents=True)
    (root / "briefs" / "a.md").write_text("a", "utf-8")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (shipped / "styles").mkdir(parents=True)
    (shipped / "styles" / "print.css").write_text("p{}", "utf-8")
    return Workspace(root, shipped)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("briefs/b.md", Refused.MISSING),
        ("briefs", Refused.MISSING),
        ("briefs/a.md/x", Refused.MISSING),
        ("../secret.txt", Refused.OUTSIDE),
        ("briefs/../../secret.txt", Refused.OUTSIDE),
        ("/etc/passwd", Refused.OUTSIDE),
        ("C:/secret.txt", Refused.OUTSIDE),
        ("briefs\\a.md", Refused.OUTSIDE),
        ("briefs/a.md\0", Refused.OUTSIDE),
        ("https://example.org/a.png", Refused.NETWORK),
        ("//example.org/a.png", Refused.NETWORK),
        ("file:///etc/passwd", Refused.NETWORK),
        ("data:text/plain,x", Refused.NETWORK),
        (SHIPPED + "../secret.txt", Refused.OUTSIDE),
    ],
)
def test_refusals(workspace: Workspace, path: str, reason: str) -> None:
    with pytest.raises(Refused) as caught:
        workspace.door().read(path)
    assert caught.value.reason == reason


def test_a_link_that_leads_out_is_refused(workspace: Workspace) -> None:
    (workspace.root / "briefs" / "link.md").symlink_to(workspace.root.parent / "secret.txt")
    (workspace.root / "briefs" / "inside.md").symlink_to(workspace.root / "briefs" / "a.md")
    with pytest.raises(Refused, match="outside"):
        workspace.door().read("briefs/link.md")
    assert workspace.door().read("briefs/inside.md") == b"a"


def test_a_loop_of_links_is_refused(workspace: Workspace) -> None:
    (workspace.root / "loop").symlink_to(workspace.root / "loop")
    with pytest.raises(Refused):
        workspace.door().read("loop")


def test_a_build_sees_one_state_of_the_disk(workspace: Workspace) -> None:
    assert workspace.door().read("briefs/a.md") == b"a"
    (workspace.root / "briefs" / "a.md").write_text("b", "utf-8")
    assert workspace.door().read("briefs/a.md") == b"a"


def test_every_question_is_written_down_with_its_answer(workspace: Workspace) -> None:
    door = workspace.door()
    assert door.first("briefs/none.md", "briefs/a.md") == "briefs/a.md"
    door.list("briefs")
    door.list("nowhere")
    asked = [(answer.question, answer.subject) for answer in door.trace]
    assert asked == [
        ("read", "briefs/none.md"),
        ("read", "briefs/a.md"),
        ("list", "briefs"),
        ("list", "nowhere"),
    ]
    assert door.trace[0].digest == Refused.MISSING


@pytest.mark.parametrize(
    ("folder", "reference", "path"),
    [
        ("briefs/x", "figures/a.svg", "briefs/x/figures/a.svg"),
        ("briefs/x", "../y/brief.md", "briefs/y/brief.md"),
        ("briefs/x", "./a.svg", "briefs/x/a.svg"),
        ("briefs/x", "../../../a.svg", "../a.svg"),
    ],
)
def test_join(folder: str, reference: str, path: str) -> None:
    assert join(folder, reference) == path


WATCHED_BUILD = """
    import os, sys, threading
    from pathlib import Path
    project, out = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    from briefgen.core import workspace
    from briefgen import pipeline

    at_the_door = threading.local()
    read, scan = workspace.Workspace._read, workspace.Workspace._scan

    def through(method):
        def call(self, path):
            at_the_door.inside = True
            try:
                result = method(self, path)
                return list(result) if method is scan else result
            finally:
                at_the_door.inside = False
        return call

    workspace.Workspace._read, workspace.Workspace._scan = through(read), through(scan)
    behind = []

    def hook(event, arguments):
        if event not in ("open", "os.listdir", "os.scandir", "socket.connect", "socket.getaddrinfo"):
            return
        if event.startswith("socket."):
            behind.append(f"{event} {arguments}")
            return
        place = arguments[0]
        if isinstance(place, (str, bytes, os.PathLike)) and not getattr(at_the_door, "inside", False):
            path = Path(os.fsdecode(place)).absolute()
            ours = path.is_relative_to(project) and not path.is_relative_to(project / ".briefgen")
            if ours and not path.is_relative_to(out):
                behind.append(f"{event} {path}")

    sys.addaudithook(hook)
    outcome = pipeline.build(project, pipeline.Order(out))
    print("\\n".join(behind))
    sys.exit(1 if outcome.artifacts == () else 0)
"""


def test_a_build_opens_project_files_only_through_the_door(tmp_path: Path, small_project: Path) -> None:
    script = tmp_path / "watched.py"
    script.write_text(textwrap.dedent(WATCHED_BUILD), "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src")}
    done = subprocess.run(
        [sys.executable, str(script), str(small_project), str(small_project / "dist")],
        capture_output=True, text=True, env=environment, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""
    assert (small_project / "dist/en/briefs/good/good-en.pdf").is_file()
