"""Whatever happens to a build, the next one comes to the same, byte for byte, as one that nothing happened to; and at no
moment is a file in `dist/` half written.

Two versions of a small project take turns. After each fault every file in `dist/` is, whole, of the one or the other;
then a build is left alone, and what it leaves is compared with a build of the same version from nothing.
"""

from __future__ import annotations

import errno
import json
import os
import random
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

import pytest

from briefgen.__main__ import _cannot_write
from briefgen.content.addresses import relative
from briefgen.core.atomic_write import write_atomically
from briefgen.core.known_files import look_at
from briefgen.core.paths import path_from
from briefgen.core.workspace import Workspace
from briefgen.output import pdf
from briefgen.output.dist import _remove
from tests import corpus
from tests.faulty_builds import Builds, Ended, Fault, living, surroundings

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked and killed")

TIMES = {
    "killed at a moment": 116,
    "killed in front of an operation": 64,
    "ended in the middle of a file": 8,
    "killed while other processes make editions": 14,
    "killed as a command": 6,
    "disk full from an operation on": 20,
    "files cut off by a limit": 6,
    "a folder takes no files": 6,
    "sources change while they are read": 12,
    "builds at once": 24,
    "a file of the store is damaged": 64,
    "the clock or times of files are wrong": 9,
}
"""How often each fault happens here. `README.md` has the same table."""

UNFINISHED = re.compile(r"(.*/)?(\.unfinished-build\.json|\.briefgen-\w+\.part)")
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><path d="M0 0h{}"/></svg>'
KILLED = -signal.SIGKILL


class Twofold:
    """A project in one of two versions: the second has another text, picture and look, and a picture more."""

    def __init__(self, root: Path, slugs: tuple[str, ...] = ("good",)) -> None:
        self.root = corpus.project(root)
        self.slugs = slugs
        corpus.put_on_plain_pages(root)
        self.brief = (root / "briefs/good/brief.md").read_text("utf-8")
        self.settings = (root / "briefs/good/publication.yml").read_text("utf-8")
        self.version = 0
        self.turn_to(0)

    @property
    def dist(self) -> Path:
        return self.root / "dist"

    @property
    def store(self) -> Path:
        return self.root / ".briefgen"

    def turn_to(self, version: int) -> None:
        self.version = version
        words = ("In town.", "By law.\n\n![A hut](more.svg)")[version]
        corpus.write(self.root, {"styles/base.css": f"{BASE}\n.version {{ order: {version} }}\n"})
        for slug in self.slugs:
            corpus.write(
                self.root,
                {
                    f"briefs/{slug}/publication.yml": self.settings,
                    f"briefs/{slug}/view.svg": PICTURE.format(40 + version),
                    f"briefs/{slug}/more.svg": PICTURE.format(50),
                    f"briefs/{slug}/brief.md": f"{self.brief}\n{words}\n\n![A hall in town](view.svg)\n",
                },
            )

    def turn(self) -> None:
        self.turn_to(1 - self.version)

    def forget(self) -> None:
        """Remove all that was ever built."""
        for folder in (self.dist, self.store):
            shutil.rmtree(folder, ignore_errors=True)


BASE = (corpus.PLAIN_PAGES / "styles/base.css").read_text("utf-8")


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def builds() -> Iterator[Builds]:
    with tempfile.TemporaryDirectory(prefix="faults-") as folder, Builds(Path(folder)) as builds:
        yield builds


def made_clean(builds: Builds, project: Twofold) -> tuple[dict[str, bytes], ...]:
    """What a build from nothing makes of each version."""
    made = []
    for version in (0, 1):
        project.forget()
        project.turn_to(version)
        ended = builds.build(project.root)
        assert (ended.status, ended.said.count("\n")) == (0, 1), ended.said
        made.append(files(project.dist))
    assert len(made[1]) > len(made[0]) > 5
    return tuple(made)


@pytest.fixture(scope="module")
def clean(builds: Builds, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], ...]:
    return made_clean(builds, Twofold(tmp_path_factory.mktemp("clean") / "project"))


@pytest.fixture
def project(tmp_path: Path) -> Twofold:
    return Twofold(tmp_path / "project")


class Judge:
    """Says whether a fault was held."""

    def __init__(self, project: Twofold, builds: Builds, clean: tuple[dict[str, bytes], ...]) -> None:
        self.project, self.builds, self.clean = project, builds, clean

    def all_is_whole(self, besides: str = "") -> None:
        """Every file is of one of the versions, the whole file."""
        for path, data in files(self.project.dist).items():
            if path != besides and not UNFINISHED.fullmatch(path):
                assert data in [version.get(path) for version in self.clean], f"{path} is of neither version"

    def all_is_whole_or_gone(self) -> None:
        """The same while builds are at work, which replace and remove files."""
        for path in self.project.dist.rglob("*"):
            name = path.relative_to(self.project.dist).as_posix()
            with suppress(FileNotFoundError, IsADirectoryError):
                data = path.read_bytes()
                if not UNFINISHED.fullmatch(name):
                    assert data in [version.get(name) for version in self.clean], (
                        f"{name} is of neither version"
                    )

    def list_is_true(self) -> None:
        """`build.json` lists what is there, as it is; if there was no room for that, the list of what was coming is
        there too."""
        manifest = self.project.dist / "build.json"
        if not manifest.exists() or (self.project.dist / ".unfinished-build.json").exists():
            return
        listed = json.loads(manifest.read_bytes())["artifacts"]
        there = files(self.project.dist)
        said = {item["path"]: item["sha256"] for item in listed}
        assert said == {path: sha256(there[path]).hexdigest() for path in said}

    def next_is_clean(self, *arguments: str) -> Ended:
        """The next build makes what one from nothing makes, and leaves nothing besides."""
        ended = self.builds.build(self.project.root, *arguments)
        assert (ended.status, ended.said.count("\n")) == (0, 1), ended.said
        self.is_clean()
        return ended

    def is_clean(self) -> None:
        there, wanted = files(self.project.dist), self.clean[self.project.version]
        assert there.keys() == wanted.keys()
        assert [path for path in wanted if there[path] != wanted[path]] == []
        folders = {path for path in self.project.dist.rglob("*") if path.is_dir()}
        assert [folder for folder in folders if not any(folder.iterdir())] == []

    def nothing_is_left(self) -> None:
        """After a build that made something, neither in the project nor among temporary files."""
        self.next_is_clean("--force")
        assert [path for path in files(self.project.store) if UNFINISHED.fullmatch(path)] == []
        assert list(self.builds.temporary.iterdir()) == []


@pytest.fixture
def judge(project: Twofold, builds: Builds, clean: tuple[dict[str, bytes], ...]) -> Judge:
    return Judge(project, builds, clean)


@pytest.fixture(scope="module")
def judge_of_two(builds: Builds, tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """Of a project with two editions, which are made by processes of their own."""
    project = Twofold(tmp_path_factory.mktemp("two") / "project", ("good", "more"))
    return Judge(project, builds, made_clean(builds, project))


# --- builds that are killed -----------------------------------------------------------------------------


def kill_often(judge: Judge, times: int, dice: random.Random, fault: Callable[[], Fault]) -> None:
    """Kill so many builds, each of the version that is not there, now and then from nothing."""
    killed = 0
    for _ in range(3 * times):
        if dice.random() < 0.2:
            judge.project.forget()
        judge.project.turn()
        ended = judge.builds.build(judge.project.root, fault=fault())
        assert ended.status in (KILLED, 0), ended.said
        judge.all_is_whole()
        killed += ended.status == KILLED
        if dice.random() < 0.3:
            judge.project.turn()
        judge.next_is_clean()
        if killed == times:
            judge.nothing_is_left()
            return
    raise AssertionError(f"only {killed} builds were killed")


def length(judge: Judge, fault: Fault) -> float:
    """The seconds that a build takes."""
    seconds = []
    for _ in range(3):
        judge.project.turn()
        seconds.append(judge.builds.build(judge.project.root, fault=fault).seconds)
    return min(seconds)


@pytest.mark.parametrize("seed", range(4))
def test_killed_at_any_moment(seed: int, judge: Judge) -> None:
    dice = random.Random(seed)
    whole = length(judge, Fault())
    turns = iter(range(10_000))
    kill_often(
        judge,
        TIMES["killed at a moment"] // 4,
        dice,
        lambda: Fault(kill_after=dice.uniform(0, 0.9 * whole), is_group=next(turns) % 2 == 0),
    )


@pytest.mark.parametrize("seed", range(2))
def test_killed_in_front_of_any_operation(seed: int, judge: Judge) -> None:
    dice = random.Random(seed)
    judge.next_is_clean()
    judge.project.turn()
    operations = judge.next_is_clean().operations
    assert operations > 40
    turns = iter(range(10_000))
    kill_often(
        judge,
        TIMES["killed in front of an operation"] // 2,
        dice,
        lambda: Fault(kill_at=dice.randint(1, operations), is_group=next(turns) % 2 == 0),
    )


def test_ended_in_the_middle_of_a_file(judge: Judge) -> None:
    judge.next_is_clean()
    times = TIMES["ended in the middle of a file"]
    for number in range(times):
        if number % 2:
            judge.project.turn()
        else:
            shutil.rmtree(judge.project.dist)  # what is kept is there: these are files of `dist/`
        limit = 1 + largest_page(judge) * number // times
        ended = judge.builds.build(judge.project.root, fault=Fault(largest_file=limit, is_ended_by_it=True))
        assert ended.status == -signal.SIGXFSZ, ended.said
        judge.all_is_whole()
        judge.next_is_clean()
    judge.nothing_is_left()


def largest_page(judge: Judge) -> int:
    """Bytes of the larger of the web page and the PDF, which differ in both versions."""
    made = judge.clean[0]
    return max(len(data) for path, data in made.items() if path.startswith("en/"))


def test_killed_while_other_processes_make_editions(judge_of_two: Judge) -> None:
    judge, dice = judge_of_two, random.Random(5)
    whole = length(judge, Fault(workers=True))
    turns = iter(range(10_000))
    kill_often(
        judge,
        TIMES["killed while other processes make editions"],
        dice,
        lambda: Fault(kill_after=dice.uniform(0, 0.9 * whole), is_group=next(turns) % 2 == 0, workers=True),
    )


def test_killed_as_a_command(judge_of_two: Judge) -> None:
    """Processes are begun as they are everywhere else, and end with the one that began them."""
    judge, project, dice = judge_of_two, judge_of_two.project, random.Random(7)
    project.turn_to(1)
    for number in range(TIMES["killed as a command"]):
        project.forget()
        process = subprocess.Popen(
            [sys.executable, "-m", "briefgen", "build", "--jobs", "2"], cwd=project.root, start_new_session=True,
            env=surroundings(judge.builds.temporary), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(dice.uniform(0.2, 1.4))
        (os.killpg if number % 2 else os.kill)(process.pid, signal.SIGKILL)
        assert process.wait() in (KILLED, 0)
        end = time.monotonic() + 20
        while any(living(process.pid)) and time.monotonic() < end:
            time.sleep(0.05)
        assert list(living(process.pid)) == []
        judge.all_is_whole()
        judge.next_is_clean()
    judge.nothing_is_left()


# --- disks ------------------------------------------------------------------------------------------------


def test_a_disk_that_is_full(judge: Judge) -> None:
    """From each operation on, with what was there before and from nothing."""
    judge.next_is_clean()
    judge.project.turn()
    operations = judge.next_is_clean().operations
    times = TIMES["disk full from an operation on"]
    told = 0
    for number in range(times):
        if number % 6 == 5:
            judge.project.forget()
        judge.project.turn()
        ended = judge.builds.build(
            judge.project.root, fault=Fault(error="ENOSPC", error_from=1 + number * operations // times)
        )
        told += tells_of_disk(ended, "no space left on device")
        judge.all_is_whole()
        judge.list_is_true()
        judge.next_is_clean()
    assert told > times // 2


def tells_of_disk(ended: Ended, problem: str) -> bool:
    """Whether a build told that something cannot be written; once, with what to do. What is only kept for the next one
    is not told of."""
    assert "mistake in briefgen" not in ended.said
    told = re.findall(r"error\[output-failed\]: `(.+)` cannot be written: (.+)\n  hint: (.+)\n", ended.said)
    assert ended.status == (1 if told else 0), ended.said
    assert [why for _, why, _ in told] == [problem] * len(told) and len(told) < 2, ended.said
    return bool(told)


def test_files_that_are_cut_off(judge: Judge) -> None:
    judge.next_is_clean()
    times = TIMES["files cut off by a limit"]
    for number in range(times):
        judge.project.turn()
        limit = largest_page(judge) * number // times
        ended = judge.builds.build(judge.project.root, fault=Fault(largest_file=limit))
        assert ended.status == 1
        assert "cannot be written: file too large" in ended.said
        judge.all_is_whole(besides="build.json")
        judge.list_is_true()
        judge.next_is_clean()


@pytest.mark.parametrize("problem", ["EROFS", "EACCES"])
def test_folders_that_take_no_files(problem: str, judge: Judge) -> None:
    for number in range(TIMES["a folder takes no files"] // 2):
        judge.project.turn()
        place = "/.briefgen/" if number == 2 else "/dist"
        ended = judge.builds.build(judge.project.root, fault=Fault(error=problem, error_under=place))
        if place == "/dist":
            assert ended.status == 1
            assert ended.said.count("error[output-failed]") == 1, "not for each file"
            assert f"`{judge.project.dist}" in ended.said
            assert os.strerror({"EROFS": 30, "EACCES": 13}[problem]).lower() in ended.said
            judge.all_is_whole()
        else:
            assert ended.status == 0
            judge.is_clean()
        judge.next_is_clean()


def test_an_output_folder_that_is_a_file(judge: Judge) -> None:
    judge.project.dist.write_text("a file", "utf-8")
    ended = judge.builds.build(judge.project.root)
    assert ended.status == 1
    assert f"`{judge.project.dist}" in ended.said
    judge.project.dist.unlink()
    judge.next_is_clean()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_output_that_cannot_be_said_is_told(project: Twofold, builds: Builds) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "briefgen", "status", "--format", "json"], cwd=project.root, stdout=full,
            env=surroundings(builds.temporary), stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert "`the output of this command` cannot be written: no space left on device" in done.stderr


def test_no_room_for_temporary_files_is_told(small_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "/tmp/x")

    monkeypatch.setattr(pdf, "_render", full)
    (problem,) = corpus.build(small_project, only=None).diagnostics
    assert problem.code == "render-failed"
    assert "no room for temporary files" in problem.message
    assert "TMPDIR" in problem.hints[0]


@pytest.mark.parametrize(
    ("number", "problem", "status"),
    [
        (errno.ENOSPC, "No space left on device", 1),
        (errno.ENOENT, "No usable temporary directory found in ['/tmp']", 1),
        (errno.EROFS, "Read-only file system", 1),
        (errno.EBADF, "Bad file descriptor", 3),
    ],
)
def test_what_a_disk_says_is_no_mistake_of_ours(
    number: int, problem: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        raise OSError(number, problem)
    except OSError as error:
        assert _cannot_write(error) == status
    assert ("Traceback" in capsys.readouterr().err) is (status == 3)


# --- sources that change, builds at once ------------------------------------------------------------------


@contextmanager
def meanwhile(work: Callable[[], None]) -> Iterator[None]:
    """Do something again and again as long as this goes on. What goes wrong in it is raised at the end."""
    is_over = threading.Event()
    wrong: list[BaseException] = []

    def go_on() -> None:
        try:
            while not is_over.wait(0.01):
                work()
        except BaseException as error:
            wrong.append(error)

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
    if wrong:
        raise wrong[0]


def test_sources_that_change_while_they_are_read(judge_of_two: Judge) -> None:
    """Texts, pictures and styles of two versions in all mixtures, and folders that are renamed."""
    judge, project = judge_of_two, judge_of_two.project
    away = project.root / "briefs/away"

    def change() -> None:
        project.turn()
        (project.root / "briefs/good").rename(away)
        away.rename(project.root / "briefs/good")

    for number in range(TIMES["sources change while they are read"]):
        with meanwhile(change):
            ended = judge.builds.build(project.root, fault=Fault(workers=number % 4 == 3))
        assert ended.status in (0, 1)
        assert "mistake in briefgen" not in ended.said
        if number % 4 == 3:
            judge.next_is_clean()
            project.turn()
            judge.next_is_clean()


def test_a_project_that_is_renamed_while_it_is_built(judge: Judge) -> None:
    project = judge.project
    away = project.root.with_name("away")

    def rename() -> None:
        project.root.rename(away)
        shutil.rmtree(
            project.root, ignore_errors=True
        )  # what was written under the name that is no longer there
        away.rename(project.root)

    for _ in range(6):
        project.turn()
        with meanwhile(rename):
            ended = judge.builds.build(project.root)
        assert "mistake in briefgen" not in ended.said
        judge.next_is_clean()


def test_builds_at_once(judge: Judge) -> None:
    """Two to four begin together, of another version than is there; whoever looks meanwhile sees whole files."""
    dice = random.Random(11)
    begun = 0
    waited = 0
    while begun < TIMES["builds at once"]:
        count = dice.randint(2, 4)
        if dice.random() < 0.3:
            judge.project.forget()
        judge.project.turn()
        with meanwhile(judge.all_is_whole_or_gone):
            ended = judge.builds.build_all(judge.project.root, (), (Fault(),) * count)
        assert [one.status for one in ended] == [0] * count, ended
        judge.is_clean()
        begun += count
        waited += sum("another build is at work" in one.said for one in ended)
    assert waited > 0


def test_whoever_waits_for_a_build_that_is_killed_goes_on(judge: Judge) -> None:
    for number in range(4):
        judge.project.turn()
        killed, other = judge.builds.build_all(
            judge.project.root, (), (Fault(kill_at=10 + number, is_group=True), Fault())
        )
        assert (killed.status, other.status) == (KILLED, 0)
        judge.is_clean()


# --- what was kept ----------------------------------------------------------------------------------------


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for place in range(0, len(data), 97):
        data[place] ^= 0x41
    path.write_bytes(data)


def put_garbage(path: Path) -> None:
    path.write_bytes(b'{"blob": [], "trace": 7}\n\xff\x00')


def put_folder(path: Path) -> None:
    path.unlink()
    (path / "inside").mkdir(parents=True)


def put_link_to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def put_link_elsewhere(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/hostname")


def remove(path: Path) -> None:
    path.unlink()


DAMAGE = (truncate, empty, flip, put_garbage, put_folder, put_link_to_itself, put_link_elsewhere, remove)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_store_that_is_damaged(damage: Callable[[Path], None], judge: Judge) -> None:
    project = judge.project
    project.turn_to(1)
    judge.next_is_clean()
    whole = project.root.with_name("whole")
    shutil.copytree(project.store, whole)
    dice = random.Random(13)
    kept = sorted(files(whole))
    times = TIMES["a file of the store is damaged"] // len(DAMAGE)
    for path in dice.sample(kept, times - 1):
        shutil.rmtree(project.store)
        shutil.copytree(whole, project.store)
        if not path.startswith("builds/"):
            shutil.rmtree(project.store / "builds")  # or nothing else would be looked at
        shutil.rmtree(project.dist)
        damage(project.store / path)
        judge.next_is_clean()
    shutil.rmtree(project.store)
    shutil.copytree(whole, project.store)
    for path in kept:
        damage(project.store / path)
    shutil.rmtree(project.dist)
    judge.next_is_clean()
    judge.next_is_clean()
    assert "no earlier result" not in judge.next_is_clean("--explain").said, "the store is whole again"


# --- clocks -----------------------------------------------------------------------------------------------

DAY = 86_400.0


def test_clocks_and_times_that_are_wrong(judge: Judge) -> None:
    """A clock that is off by up to ten years; files from the future and the past; other words of the same length with
    the same times."""
    project = judge.project
    brief = project.root / "briefs/good/brief.md"
    offsets = (0, -1, 1, DAY, -DAY, 3650 * DAY, -3650 * DAY, 3, -3)
    for number in range(TIMES["the clock or times of files are wrong"]):
        project.turn()
        moment = time.time() + offsets[number % len(offsets)]
        for path in (*project.root.rglob("*"), project.root):
            os.utime(path, (moment, moment))
        fault = Fault(clock=offsets[(number * 4 + 1) % len(offsets)])
        ended = judge.builds.build(project.root, fault=fault)
        assert ended.status == 0, ended.said
        judge.is_clean()
        words = brief.read_text("utf-8")
        look = brief.stat()
        brief.write_text(words.replace("A hall", "A wall"), "utf-8")
        os.utime(brief, ns=(look.st_atime_ns, look.st_mtime_ns))
        assert brief.stat().st_size == look.st_size
        assert judge.builds.build(project.root, fault=fault).status == 0
        assert "A wall in town" in (project.dist / "en/briefs/good/index.html").read_text("utf-8")
        brief.write_text(words, "utf-8")
        os.utime(brief, ns=(look.st_atime_ns, look.st_mtime_ns))
        judge.next_is_clean()


# --- what these faults found ------------------------------------------------------------------------------


def test_addresses_do_not_depend_on_where_a_process_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder that a build was begun in can be renamed or removed meanwhile."""
    asked: list[str] = []
    with monkeypatch.context() as patched:
        patched.setattr(os, "getcwd", lambda: asked.append("where") or "/renamed")
        below = relative("en/briefs/good/index.html", "assets/x.css")
        beside = relative("index.html", "assets/x.css")
        other = path_from("briefs/good", "briefs/more/brief.md")
    assert (below, beside, other) == ("../../../assets/x.css", "assets/x.css", "../more/brief.md")
    assert asked == []


def test_a_folder_that_is_another_later_is_torn(tmp_path: Path) -> None:
    """Its digest is known from before; when its names are read they are others."""
    (tmp_path / "f").mkdir()
    (tmp_path / "f/one").touch()
    workspace = Workspace(tmp_path, tmp_path)
    workspace.known.note(str(tmp_path / "f"), look_at(str(tmp_path / "f")), "as it was")
    workspace.digest_of_list("f")
    assert workspace.list("f") == ("one",)
    assert workspace.torn == {"f"}


def test_files_of_a_build_that_was_ended_go_when_their_source_does(judge: Judge) -> None:
    """Nothing lists them but what the build meant to make."""
    project, builds = judge.project, judge.builds
    judge.next_is_clean()
    at = 1
    while not (project.dist / "en/briefs/more").exists():
        shutil.copytree(project.root / "briefs/good", project.root / "briefs/more", dirs_exist_ok=True)
        assert builds.build(project.root, fault=Fault(kill_at=at)).status == KILLED
        at += 4
    shutil.rmtree(project.root / "briefs/more")
    judge.next_is_clean()


def test_folders_that_were_not_removed_yet_are(tmp_path: Path) -> None:
    """Whoever removed the file and the folder that it lay in was ended then."""
    (tmp_path / "en/briefs").mkdir(parents=True)
    _remove(tmp_path, "en/briefs/gone/index.html")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_languages_alone_that_was_not_finished_can_be_made_again(judge: Judge) -> None:
    project, arguments = judge.project, ("--standalone", "--lang", "en", "--out", "alone")
    operations = judge.builds.build(project.root, *arguments).operations
    for at in range(10, operations, 16):
        project.forget()
        shutil.rmtree(project.root / "alone", ignore_errors=True)
        assert judge.builds.build(project.root, *arguments, fault=Fault(kill_at=at)).status == KILLED
        assert judge.builds.build(project.root, *arguments).status == 0


def test_what_was_put_aside_goes_quietly(tmp_path: Path) -> None:
    """The folder that other processes are reached by lies in that of the run, whichever was imported first."""
    code = "import multiprocessing.util as u; from briefgen.core.scratch import put_aside; put_aside(); u.get_temp_dir()"
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        done = subprocess.run(
            [sys.executable, "-c", code], env=surroundings(Path(folder)), capture_output=True, check=True
        )
        assert done.stderr == b""
        assert list(Path(folder).iterdir()) == []


def test_only_folders_of_ours_are_cleared_away() -> None:
    code = "from briefgen.core import scratch; scratch.put_aside(); print(scratch._OWN); scratch._OWN.clear()"
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        place = Path(folder)
        (place / "briefgen-run-results").mkdir()
        (place / "briefgen-run-results/data.csv").touch()
        for _ in range(2):
            subprocess.run(
                [sys.executable, "-c", code], env=surroundings(place), check=True, capture_output=True
            )
        assert len(list(place.glob("briefgen-run-*"))) == 2, "the first run's folder went with the second run"
        assert (place / "briefgen-run-results/data.csv").exists()


def test_a_store_that_is_emptied_again_and_again_keeps_no_build_from_its_end(judge: Judge) -> None:
    store = judge.project.store
    for _ in range(4):
        judge.project.turn()
        with meanwhile(lambda: shutil.rmtree(store, ignore_errors=True)):
            ended = judge.builds.build(judge.project.root)
        assert ended.status == 0, ended.said
        judge.is_clean()


def test_what_no_build_can_make_again_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Power cannot be taken away here; what is asked of the system is looked at, and when."""
    path, kept = tmp_path / "file", []

    def keep(handle: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        kept.append(("folder" if is_folder else os.fstat(handle).st_size, path.read_text("utf-8")))

    path.write_text("old", "utf-8")
    monkeypatch.setattr(os, "fsync", keep)
    write_atomically(path, b"newer", survives=True)
    assert kept == [(5, "old"), ("folder", "newer")]
    write_atomically(path, b"any page")
    assert len(kept) == 2, "pages can be made again: nobody waits for the disk"


def test_the_table_says_how_often() -> None:
    table = Path(__file__).with_name("README.md").read_text("utf-8").partition("| Fault | Times |")[2]
    assert re.findall(r"^\| ([^|-]+) \| (\d+) \|$", table, re.M) == [(one, str(TIMES[one])) for one in TIMES]
