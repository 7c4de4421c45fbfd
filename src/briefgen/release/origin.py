"""Where the sources of a release come from: the commit, its date, and what is in no commit. Asks `git` for what it has
committed, and for nothing that it thinks of the files here: settings can make it overlook what was changed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha1, sha256
from pathlib import Path, PurePosixPath

from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.store import STORE

_TIME = 60
"""Seconds after which git is given up."""

_SHOWN = 3
"""How many files a message names."""

INIT = "keep the project in git: `git init`, then commit it"
KEEP = (
    "only line ends differ, for git converts them: put the line `* -text` into `.gitattributes` and commit it, "
    "then release from a new `git clone`"
)
TRUST = 'in the folder of its repository: `git config --global --add safe.directory "$PWD"`, if you trust its owner'


@dataclass(frozen=True)
class Origin:
    """The commit that the files of a project are from, and those that are not as in it; or why there is none.
    `only_line_ends` when all of these would be but for how their lines end."""

    commit: str | None
    committed: datetime | None
    uncommitted: tuple[str, ...] = ()
    only_line_ends: bool = False
    problem: str = ""
    advice: str = ""

    def diagnostics(self) -> Iterator[Diagnostic]:
        """What has to be told of it."""
        if self.commit is None:
            yield messages.COMMIT_UNKNOWN.at(None, problem=self.problem, advice=self.advice)
        elif self.uncommitted:
            shown = ", ".join(f"`{path}`" for path in self.uncommitted[:_SHOWN])
            more = len(self.uncommitted) - _SHOWN
            verb = "is" if len(self.uncommitted) == 1 else "are"
            files = f"{shown} and {more} more {verb}" if more > 0 else f"{shown} {verb}"
            advice = KEEP if self.only_line_ends else ""
            yield messages.UNCOMMITTED.at(None, files=files, commit=self.commit[:8], advice=advice)


class _Git(Exception):  # noqa: N818 - becomes the problem of an origin
    def __init__(self, problem: str, advice: str = INIT) -> None:
        super().__init__(problem)
        self.advice = advice


def origin(
    root: Path, inputs: Mapping[str, bytes], concerns: Callable[[str], bool] = lambda _: True
) -> Origin:
    """The commit of a project. `inputs` are the files that a build has read, by their project paths, as they were read:
    each must be in the commit, byte for byte, and nothing of the commit that `concerns` the build may be gone."""
    git = shutil.which("git")
    if git is None:
        return Origin(None, None, problem="there is no git on this machine", advice="install git")
    try:
        if not _ask(git, root, "rev-parse", "--is-inside-work-tree").startswith(b"true"):
            raise _Git("this project is in no git repository")
        told = _ask(git, root, "-c", "log.showSignature=false", "show", "-s", "--format=%H %ct", "HEAD", "--")
        commit, _, seconds = told.decode().partition(" ")
        committed = dict(_blobs(_ask(git, root, "ls-tree", "-r", "-z", commit)))
    except _Git as problem:
        return Origin(None, None, problem=str(problem), advice=problem.advice)
    own = (path for path in committed if not path.startswith(_MADE) and concerns(path))
    gone = {path for path in own if not os.path.lexists(root / path)}
    changed = {path for path, data in inputs.items() if not _is_committed(root, path, data, committed)}
    only_line_ends = not gone and all(_is_converted(root, path, inputs[path], committed) for path in changed)
    moment = datetime.fromtimestamp(int(seconds), UTC)
    return Origin(commit, moment, tuple(sorted(gone | changed)), bool(changed) and only_line_ends)


_MADE = tuple(f"{folder}/" for folder in (STORE, "dist", "releases"))
"""What commands write, and may be cleared away; if a build reads it, it is looked at all the same."""


def _blobs(tree: bytes) -> Iterator[tuple[str, str]]:
    """The files of a commit below the folder of a project, and the names that git has for their contents."""
    for line in tree.split(b"\0"):
        if line:
            about, _, path = line.partition(b"\t")
            yield os.fsdecode(path), about.split()[2].decode()


def _is_committed(root: Path, path: str, data: bytes, committed: Mapping[str, str]) -> bool:
    """Whether a file is as in a commit; one that is reached by symbolic links is, if it and they are."""
    folder = root
    for name in PurePosixPath(path).parts:
        folder /= name
        if folder.is_symlink():
            link = folder.relative_to(root).as_posix()
            if not _is_blob(os.fsencode(folder.readlink()), committed.get(link)):
                return False
            folder = folder.resolve()
            if not folder.is_relative_to(root):
                return False
    return _is_blob(data, committed.get(folder.relative_to(root).as_posix()))


def _is_converted(root: Path, path: str, data: bytes, committed: Mapping[str, str]) -> bool:
    """Whether a file is as in a commit but for its line ends, which git has converted on its way."""
    short = data.replace(b"\r\n", b"\n")
    return any(_is_committed(root, path, each, committed) for each in (short, short.replace(b"\n", b"\r\n")))


def _is_blob(data: bytes, name: str | None) -> bool:
    """Whether git has a name for these bytes, as they are: no filter and no conversion of line ends comes between."""
    if name is None:
        return False
    of = sha1 if len(name) == sha1().digest_size * 2 else sha256
    return of(b"blob %d\0%b" % (len(data), data)).hexdigest() == name


def _ask(git: str, root: Path, *words: str) -> bytes:
    command = [git, "-C", str(root), *words]
    # Variables of git can lead it to another repository, and replacements show other contents for a commit.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = {**inherited, "GIT_NO_REPLACE_OBJECTS": "1", "LC_ALL": "C"}
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
    raise _in_our_words(first.replace(str(root), "."))


def _in_our_words(said: str) -> _Git:
    if "not a git repository" in said:
        return _Git("this project is in no git repository")
    if "unknown revision" in said or "bad revision" in said:
        return _Git("nothing has been committed in this git repository yet", "commit the project")
    if "dubious ownership" in said:
        return _Git("git does not trust this folder, for it belongs to somebody else", TRUST)
    return _Git(f"git says “{said.removeprefix('fatal: ')}”", "mend what git says, and release again")
