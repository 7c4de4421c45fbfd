"""What runs elsewhere: workflows, those of this repository and those in the documentation, do what they say; annotations are
read as they were written; the image holds what it needs."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefgen.annotations import as_annotation
from briefgen.core.diagnostics import Diagnostic, Severity
from briefgen.core.source import Source
from tests import corpus
from tests.conftest import COMMANDS, REPOSITORY

# --- workflows ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Workflow:
    """A workflow: where it stands, and its text."""

    place: str
    text: str

    @property
    def jobs(self) -> dict[str, Any]:
        jobs: dict[str, Any] = self.content["jobs"]
        return jobs

    @property
    def content(self) -> dict[Any, Any]:
        content: dict[Any, Any] = yaml.safe_load(self.text)
        return content

    @property
    def steps(self) -> Iterator[dict[str, Any]]:
        for job in self.jobs.values():
            yield from job["steps"]


def workflows() -> Iterator[Workflow]:
    for path in sorted((REPOSITORY / ".github/workflows").glob("*.yml")):
        yield Workflow(path.name, path.read_text("utf-8"))
    page = (REPOSITORY / "docs/ci.md").read_text("utf-8")
    for text in re.findall(r"^```yaml\n(.*?)^```", page, re.S | re.M):
        yield Workflow(f"docs-{yaml.safe_load(text)['name'].lower()}.yml", text)


WORKFLOWS = {workflow.place: workflow for workflow in workflows()}
EACH = pytest.mark.parametrize("workflow", WORKFLOWS.values(), ids=list(WORKFLOWS))


def test_there_are_workflows() -> None:
    assert set(WORKFLOWS) == {"check.yml", "release.yml", "docs-check.yml"}


@EACH
def test_actions_are_pinned_by_commit(workflow: Workflow) -> None:
    """A tag can be moved by whoever gets hold of the action; the comment says which version it is."""
    used = re.findall(r"^ +(?:- )?uses: *(.*)$", workflow.text, re.M)
    assert len(used) == sum("uses" in step for step in workflow.steps) > 2
    for line in used:
        assert re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_an_action_has_one_commit_everywhere() -> None:
    pins = {
        (match[1], match[0])
        for workflow in WORKFLOWS.values()
        for match in re.finditer(r"uses: (\S+)@\S+ # \S+", workflow.text)
    }
    assert len({action for action, _ in pins}) == len(pins)


@EACH
def test_a_workflow_may_do_as_little_as_can_be(workflow: Workflow) -> None:
    assert workflow.content["permissions"] == {}, "what no job asks for is not given"
    assert "pull_request_target" not in workflow.text, "it would give rights to anybody's code"
    assert workflow.content["concurrency"]["group"]
    for name, job in workflow.jobs.items():
        assert job["permissions"], name
        assert job["timeout-minutes"] <= 90
        runs = [step["run"] for step in job["steps"] if "run" in step]
        assert not any("${{" in run for run in runs), "what others write would be run"
        checkouts = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
        assert all(step["with"]["persist-credentials"] is False for step in checkouts)
        if "write" in job["permissions"].values():
            assert not checkouts and all(run.startswith("gh ") for run in runs), (
                "it runs code of the repository"
            )


@EACH
def test_a_release_takes_nothing_that_another_run_kept(workflow: Workflow) -> None:
    kept = [step for step in workflow.steps if "cache" in step.get("with", {})]
    assert bool(kept) is (workflow.content[True] != {"push": {"tags": ["v*"]}})


def test_what_the_documentation_has_differs_in_the_set_up_alone() -> None:
    ours, theirs = (WORKFLOWS[place].jobs["series"]["steps"] for place in ("check.yml", "docs-check.yml"))
    own, other = ([step for step in steps if step.get("name") != "Set up"] for steps in (ours, theirs))
    same = json.dumps(own).replace(".venv/bin/", "").replace("requirements/*.txt", "requirements.txt")
    assert json.loads(same) == other


def libraries() -> set[str]:
    """The packages of a Debian system that `setup.sh` wants."""
    setup = (REPOSITORY / "scripts/setup.sh").read_text("utf-8")
    return set(re.findall(r'^    "(lib[\w.-]+)": \(', setup, re.M))


@EACH
def test_a_set_up_is_what_the_program_needs(workflow: Workflow) -> None:
    set_up = next(step["run"] for step in workflow.steps if step.get("name") == "Set up")
    if "apt-get" in set_up:
        assert set(re.findall(r"\blib\S+", set_up)) == libraries()
        assert "--require-hashes" in set_up
    else:
        assert set_up == "sh scripts/setup.sh build"


class Runner:
    """Runs steps as GitHub does, in the folder of a project."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.temporary = project.with_name("runner")
        self.temporary.mkdir()
        program = project / ".venv/bin/briefgen"
        program.parent.mkdir(parents=True)
        program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m briefgen "$@"\n', "utf-8")
        program.chmod(0o755)
        self.environment = {
            **os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}", "PYTHONPATH": str(REPOSITORY / "src"),
            "RUNNER_TEMP": str(self.temporary), "GITHUB_ACTIONS": "true", "CI": "true",
            "SOURCE_DATE_EPOCH": "1795478400",
        }  # fmt: skip

    def run(self, step: dict[str, Any]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-e", "-c", step["run"]], cwd=self.project, env=self.environment, capture_output=True, text=True,
            check=False,
        )  # fmt: skip

    def place(self, path: str) -> Path:
        return self.project / path.replace("${{ runner.temp }}", str(self.temporary))


def steps_of_ours(workflow: Workflow, job: str) -> Iterator[dict[str, Any]]:
    """The steps that run briefgen, those that keep what it made, and nothing that this program does not have."""
    for step in workflow.jobs[job]["steps"]:
        run = re.sub(r"^\.venv/bin/", "", step.get("run", ""))
        if run.startswith("briefgen ") or step.get("uses", "").startswith("actions/upload-artifact@"):
            yield step


NAMED = sorted(
    {step["run"].split()[1] for workflow in WORKFLOWS.values() for step in workflow.steps if "briefgen " in step.get("run", "")}
)  # fmt: skip


@pytest.mark.parametrize("command", NAMED)
def test_the_program_has_the_commands_of_workflows(command: str) -> None:
    for workflow in WORKFLOWS.values():
        for step in workflow.steps:
            if f"briefgen {command} " in step.get("run", ""):
                given = re.findall(r"--[a-z-]+", step["run"])
                known = [option for p in COMMANDS[command].params for option in p.opts]
                assert set(given) <= set(known)


def test_a_good_project_passes_and_there_is_something_to_look_at(small_project: Path) -> None:
    runner = Runner(small_project)
    for step in steps_of_ours(WORKFLOWS["check.yml"], "series"):
        if "run" in step:
            done = runner.run(step)
            assert (done.returncode, done.stdout) == (0, ""), done
        else:
            assert (runner.place(step["with"]["path"]) / "en/briefs/good/good-en.pdf").is_file()


@pytest.mark.parametrize("mistake", ["unknown-key", "heading-skipped"])
def test_a_mistake_fails_the_check_and_is_told_at_its_line(mistake: str, tmp_path: Path) -> None:
    """An error, and a warning, which `--strict` makes one."""
    runner = Runner(corpus.project(tmp_path / "project", mistake))
    check, build, _ = steps_of_ours(WORKFLOWS["check.yml"], "series")
    done = runner.run(check)
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    level, given, _ = read_as_github(line)
    assert level == "error"
    assert given["title"] == mistake
    written = (runner.project / given["file"]).read_text("utf-8").splitlines()
    assert {"unknown-key": "titel", "heading-skipped": "#"}[mistake] in written[int(given["line"]) - 1]
    assert runner.run(build).returncode == (1 if mistake == "unknown-key" else 0)


def test_one_mistake_leaves_the_others_to_look_at(tmp_path: Path) -> None:
    project = corpus.project(tmp_path / "project")
    corpus.write(project, {"briefs/bad.md": "no front matter"})
    runner = Runner(project)
    _, build, keep = steps_of_ours(WORKFLOWS["check.yml"], "series")
    assert runner.run(build).returncode == 1
    assert (runner.place(keep["with"]["path"]) / "en/briefs/good/index.html").is_file()


def test_a_release_is_made_and_verified(small_project: Path) -> None:
    with (small_project / "briefs/good/publication.yml").open("a", encoding="utf-8") as settings:
        settings.write("approval: {by: Somebody, on: 2026-11-01}\n")
    runner = Runner(small_project)
    corpus.write(small_project, {".gitignore": ".venv/\n.briefgen/\n"})
    as_somebody = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
    for words in (["init", "--quiet"], ["add", "."], [*as_somebody, "commit", "--quiet", "--message", "All"]):
        subprocess.run(["git", *words], cwd=small_project, check=True)
    for step in steps_of_ours(WORKFLOWS["release.yml"], "bundle"):
        if "run" in step:
            done = runner.run(step)
            assert done.returncode == 0, done
        else:
            assert runner.place(step["with"]["path"]).is_file()
    publish = WORKFLOWS["release.yml"].jobs["publish"]["steps"]
    assert publish[1]["with"]["subject-path"] == "bundle.zip"
    assert " bundle.zip " in publish[2]["run"]


def test_a_project_with_errors_is_not_released(tmp_path: Path) -> None:
    runner = Runner(corpus.project(tmp_path / "project", "unknown-key"))
    for step in steps_of_ours(WORKFLOWS["release.yml"], "bundle"):
        if "run" in step:
            assert runner.run(step).returncode != 0, step


# --- annotations --------------------------------------------------------------------------------------


def read_as_github(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as GitHub's runner reads it: level, properties, message."""
    match = re.fullmatch(r"::(error|warning|notice)(?: ([^:\r\n]*))?::([^\r\n]*)", line)
    assert match, line
    pairs = [pair.partition("=") for pair in (match[2] or "").split(",")]
    return match[1], {name: _unescaped(value, ":,") for name, _, value in pairs}, _unescaped(match[3], "")


def _unescaped(text: str, more: str) -> str:
    for sign in f"\r\n{more}":
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text.replace("%25", "%")


PIECES = (
    "a",
    "%",
    "%25",
    "%0D",
    "%0A",
    "%3A",
    "%2C",
    ":",
    "::",
    ",",
    "=",
    "\r",
    "\n",
    " ",
    "ض",
    "é",
    "☃",
    "'",
    "`",
    "|",
)
WORDS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


@given(path=WORDS.filter(bool), message=WORDS, hint=WORDS, severity=st.sampled_from(Severity))
def test_annotations_are_read_as_they_were_written(
    path: str, message: str, hint: str, severity: Severity
) -> None:
    span = Source(path, "one\ntwo\nthree\n").span(5, 10)
    level, properties, said = read_as_github(
        as_annotation(Diagnostic("a-code", severity, span, message, (hint,)))
    )
    assert level == {"error": "error", "warning": "warning", "note": "notice"}[severity.value]
    assert properties == {"file": path, "line": "2", "endLine": "3", "col": "2", "title": "a-code"}
    assert said == f"{message}\n{hint}"


# --- the image ----------------------------------------------------------------------------------------

RECIPE = (REPOSITORY / "Dockerfile").read_text("utf-8")


def test_the_image_is_pinned_and_has_a_user_without_rights() -> None:
    bases = re.findall(r"^FROM (\S+)", RECIPE, re.M)
    assert len(bases) == 2
    assert len(set(bases)) == 1
    assert re.fullmatch(r"python:3\.\d+-slim-\w+@sha256:[0-9a-f]{64}", bases[0])
    last = RECIPE.rpartition("\nFROM ")[2]
    assert re.findall(r"^USER (\w+)$", last, re.M) == ["briefgen"]
    assert 'ENTRYPOINT ["briefgen"]' in last
    assert "--require-hashes" in RECIPE


def test_the_image_has_the_libraries_that_the_program_needs() -> None:
    installed = re.search(r"apt-get install (.*?) \\\n +&&", RECIPE, re.S)
    assert installed is not None
    words = installed[1].replace("\\\n", " ").split()
    assert {word for word in words if not word.startswith("-")} == libraries() | {"git", "openssh-client"}


def test_the_image_is_made_of_files_that_are_there_and_nothing_else_is_sent() -> None:
    copied = {
        source for line in re.findall(r"^COPY (?!--from)(.*)$", RECIPE, re.M) for source in line.split()[:-1]
    }
    assert all((REPOSITORY / source).exists() for source in copied)
    ignore = (REPOSITORY / ".dockerignore").read_text("utf-8").split("\n")
    assert {line[1:] for line in ignore if line.startswith("!")} == copied
    assert "*" in ignore
