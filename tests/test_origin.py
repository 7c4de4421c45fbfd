"""From which commit a release is: nothing that git can be set to makes it say what is not so."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from briefgen.core.given_moment import VARIABLE
from briefgen.release.origin import Origin, origin
from tests import corpus
from tests.releases import SETTINGS, TEXT, approved_project, change, codes, commit, git, released

PICTURE = "releases/x.svg"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = approved_project(tmp_path / "project").resolve()
    corpus.write(root, {PICTURE: "<svg/>"})
    git(root, "init", "-q")
    return root


def read(root: Path, *paths: str) -> Origin:
    """The origin of a build that has read these files."""
    return origin(root, {path: (root / path).read_bytes() for path in (TEXT, SETTINGS, *paths)})


def advice(root: Path) -> str:
    """What helps where files are not as in the commit."""
    (said,) = read(root).diagnostics()
    assert said.code == "uncommitted"
    return said.hints[0]


def edit(root: Path) -> None:
    change(root, TEXT, "to its members.", "to all members.")


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_what_git_was_told_to_overlook_is_told(flag: str, root: Path) -> None:
    revision = commit(root)
    git(root, "update-index", flag, TEXT)
    found = read(root)
    assert (found.commit, found.uncommitted) == (revision, ())
    edit(root)
    assert read(root).uncommitted == (TEXT,)


def test_a_filter_hides_nothing(root: Path) -> None:
    corpus.write(root, {".gitattributes": "*.md filter=quiet\n"})
    git(root, "config", "filter.quiet.clean", "sed 's/to all members/to its members/'")
    commit(root)
    edit(root)
    assert git(root, "diff", "HEAD") == ""
    assert read(root).uncommitted == (TEXT,)


def test_line_ends_are_as_in_the_commit(root: Path, tmp_path: Path) -> None:
    commit(root)
    copy = tmp_path.resolve() / "copy"
    git(root, "clone", "-q", "-c", "core.autocrlf=true", str(root), str(copy))
    assert b"\r\n" in (copy / TEXT).read_bytes()
    assert read(copy).uncommitted == (SETTINGS, TEXT)[::-1]
    assert advice(copy).startswith("only line ends differ")
    assert "`* -text`" in advice(copy)
    (copy / TEXT).write_bytes((copy / TEXT).read_bytes() + b"More.\r\n")
    assert advice(copy).startswith("commit your work")
    corpus.write(root, {".gitattributes": "* -text\n"})
    commit(root)
    kept = copy.with_name("kept")
    git(root, "clone", "-q", "-c", "core.autocrlf=true", str(root), str(kept))
    assert read(kept).uncommitted == (), "as the documentation advises"


def test_whatever_a_build_reads_is_looked_at_wherever_it_is(root: Path) -> None:
    commit(root)
    corpus.write(root, {PICTURE: "<svg>Another</svg>", "briefs/good/new.csv": "a\n"})
    assert read(root, PICTURE, "briefs/good/new.csv").uncommitted == ("briefs/good/new.csv", PICTURE)
    (root / PICTURE).unlink()
    assert read(root).uncommitted == (), "old bundles may be cleared away"
    (root / "briefs/good/new.csv").unlink()
    (root / "briefgen.yml").unlink()
    assert read(root).uncommitted == ("briefgen.yml",), "what is gone would have been read"


def test_what_links_lead_to_is_looked_at(root: Path) -> None:
    corpus.write(root, {"shared/data.csv": "a\n", "shared/other.csv": "a\n"})
    link = root / "briefs/good/shared"
    link.symlink_to("../../shared")
    commit(root)
    through = "briefs/good/shared/data.csv"
    assert read(root, through).uncommitted == ()
    corpus.write(root, {"shared/data.csv": "b\n"})
    assert read(root, through).uncommitted == (through,)
    corpus.write(root, {"shared/data.csv": "a\n", "elsewhere/data.csv": "a\n"})
    git(root, "add", "elsewhere")
    git(root, "commit", "-qm", "The same elsewhere")
    link.unlink()
    link.symlink_to("../../elsewhere")
    assert read(root, through).uncommitted == (through,)


def test_variables_lead_to_no_other_repository(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    revision = commit(root)
    other = approved_project(tmp_path / "other")
    change(other, TEXT, "to its members.", "to nobody.")
    assert commit(other) != revision
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    assert (read(root).commit, read(root).uncommitted) == (revision, ())


def test_a_replacement_stands_for_no_commit(root: Path) -> None:
    first = commit(root)
    edit(root)
    git(root, "commit", "-qam", "Another")
    git(root, "replace", "HEAD", first)
    assert read(root).uncommitted == ()


def test_a_repository_with_long_names(root: Path) -> None:
    (root / ".git").rename(root.with_name("old"))
    git(root, "init", "-q", "--object-format=sha256")
    revision = commit(root)
    assert (len(revision), read(root).uncommitted) == (64, ())


@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="there is no ssh-keygen")
def test_a_signature_on_the_commit_is_no_part_of_its_name(root: Path, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    allowed = tmp_path / "allowed"
    allowed.write_text(f"a@longtable.example {key.with_suffix('.pub').read_text('utf-8')}", "utf-8")
    for name, value in (
        ("gpg.format", "ssh"),
        ("user.signingkey", key),
        ("gpg.ssh.allowedSignersFile", allowed),
        ("log.showSignature", "true"),
        ("commit.gpgSign", "true"),
    ):
        git(root, "config", name, str(value))
    revision = commit(root)
    assert "Good" in git(root, "show", "-s", "--format=%G? %GG", "HEAD") + git(root, "log", "-1")
    assert read(root).commit == revision


def test_somebody_elses_folder_is_told_with_what_to_do(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        said = f"fatal: detected dubious ownership in repository at '{root}'\n".encode()
        return subprocess.CompletedProcess(command, 128, b"", said)

    monkeypatch.setattr("briefgen.release.origin.subprocess.run", refuses)
    (said,) = origin(root, {}).diagnostics()
    assert said.message.startswith("git does not trust this folder")
    assert said.hints == (
        'in the folder of its repository: `git config --global --add safe.directory "$PWD"`, if you trust its owner',
    )


@pytest.mark.parametrize("value", ["99999999999999", "²", "١٧", "1_000", "-1", "tomorrow", "9" * 5000])
def test_a_given_date_that_is_none_is_told(
    value: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, value)
    done = released(root, tmp_path / "a.zip")
    assert codes(done) == ["date-wrong"]
    assert done.bundle is None
