"""Where the sources of a release come from: the commit, its date, and what is in no commit. Asks `git`."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from briefgen.core import bundle_messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.store import STORE

_TIME = 60
"""Seconds after which git is given up."""

_SHOWN = 3
"""How many files a message names."""

INIT = "keep the project in git: `git init`, then commit it"


@dataclass(frozen=True)
class Origin:
    """The commit that the files of a project are from, and those that are not as in it; or why there is none."""

    commit: str | None
    committed: datetime | None
    uncommitted: tuple[str, ...] = ()
    problem: str = ""
    advice: str = ""

    def diagnostics(self) -> Iterator[Diagnostic]:
        """What has to be told of it."""
        if self.commit is None:
            yield bundle_messages.COMMIT_UNKNOWN.at(None, problem=self.problem, advice=self.advice)
        elif self.uncommitted:
            shown = ", ".join(f"`{path}`" for path in self.uncommitted[:_SHOWN])
            more = len(self.uncommitted) - _SHOWN
            verb = "is" if len(self.uncommitted) == 1 else "are"
            files = f"{shown} and {more} more {verb}" if more > 0 else f"{shown} {verb}"
            yield bundle_messages.UNCOMMITTED.at(None, files=files, commit=self.commit[:8])


class _Git(Exception):  # noqa: N818 - becomes the problem of an origin
    pass


def origin(root: Path, inputs: Collection[str]) -> Origin:
    """The commit of a project. `inputs` are the files that a build has read, by their project paths: one that is
    not tracked by git is in no commit."""
    git = shutil.which("git")
    if git is None:
        return Origin(None, None, problem="there is no git on this machine", advice="install git")
    try:
        if not _ask(git, root, "rev-parse", "--is-inside-work-tree").startswith(b"true"):
            raise _Git("this project is in no git repository")
        commit, _, seconds = _ask(git, root, "show", "-s", "--format=%H %ct", "HEAD").decode().partition(" ")
        changed = _paths(_ask(git, root, "diff", *_PLAIN, "HEAD", "--", ".", *_MADE))
        tracked = _paths(_ask(git, root, "ls-files", "-z", "--", "."))
    except _Git as problem:
        return Origin(None, None, problem=str(problem), advice=INIT)
    uncommitted = sorted({*changed, *(set(inputs) - set(tracked))})
    return Origin(commit, datetime.fromtimestamp(int(seconds), UTC), tuple(uncommitted))


_PLAIN = ("--name-only", "-z", "--no-ext-diff", "--no-textconv", "--no-renames", "--relative")

_MADE = tuple(f":(exclude){folder}" for folder in (STORE, "dist", "releases"))
"""What commands write and no build reads."""


def _ask(git: str, root: Path, *words: str) -> bytes:
    command = [git, "-C", str(root), *words]
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TIME,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _Git(f"git does not answer ({type(error).__name__})") from None
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode(errors="replace").strip().splitlines()
    first = said[0] if said else f"it ended with {done.returncode}"
    raise _Git(_in_our_words(first.replace(str(root), ".")))


def _in_our_words(said: str) -> str:
    if "not a git repository" in said:
        return "this project is in no git repository"
    if "unknown revision" in said or "bad revision" in said:
        return "nothing has been committed in this git repository yet"
    if "dubious ownership" in said:
        return "git does not trust this folder, for it belongs to somebody else"
    return f"git says “{said.removeprefix('fatal: ')}”"


def _paths(data: bytes) -> list[str]:
    return [path.decode(errors="replace") for path in data.split(b"\0") if path]
