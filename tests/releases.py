"""Tiny projects to release, in git or not, and bundles made of them."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path

from briefgen.release.release import Released, Request, release
from tests import corpus

APPROVED = "approval: {by: Amina Diallo, on: 2026-11-23}\n"
SETTINGS = "briefs/good/publication.yml"
TEXT = "briefs/good/brief.md"

GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@longtable.example", "GIT_AUTHOR_DATE": "2026-11-25T10:00:00+05:45",
    "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@longtable.example",
    "GIT_COMMITTER_DATE": "2026-11-25T01:00:00+05:45",
}  # fmt: skip
"""In UTC the commit is still of the 24th."""


def approved_project(root: Path) -> Path:
    """The good project, approved by somebody."""
    project = corpus.project(root)
    change(project, SETTINGS, "stage: published\n", f"stage: published\n{APPROVED}")
    return project


def change(root: Path, path: str, old: str, new: str) -> None:
    """Replace a text that stands in a file."""
    text = (root / path).read_text("utf-8")
    assert old in text
    corpus.write(root, {path: text.replace(old, new, 1)})


def git(root: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(root), *words],
        env={**os.environ, **GIT},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def commit(root: Path) -> str:
    """Put all of a project into git; the commit."""
    if not (root / ".git").exists():
        git(root, "init", "-q")
    git(root, "add", "--all")
    git(root, "commit", "-qm", "All of it")
    return git(root, "rev-parse", "HEAD")


def released(root: Path, out: Path, **more: object) -> Released:
    """A release that is written, or why not."""
    return release(root, replace(Request(out=out), **more))


def codes(done: Released) -> list[str]:
    return [one.code for one in done.diagnostics]
