"""The same sources give the same bytes: on another day, in another folder, another time zone and language of the machine,
with other processes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from briefgen import __main__
from briefgen.output.pdf_profiles import PROFILES, WEB
from tests.conftest import REPOSITORY
from tests.press_profile import press_profile

CLOCK = """
import datetime, time
_DAYS = 100 * 86400
_time, _localtime, _gmtime = time.time, time.localtime, time.gmtime
time.time = lambda: _time() + _DAYS
time.time_ns = lambda: int(time.time() * 1e9)
time.localtime = lambda seconds=None: _localtime(time.time() if seconds is None else seconds)
time.gmtime = lambda seconds=None: _gmtime(time.time() if seconds is None else seconds)


class Later(type):
    def __instancecheck__(cls, one):
        return isinstance(one, cls.__mro__[1])


class datetime_later(datetime.datetime, metaclass=Later):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(time.time(), datetime.timezone.utc).replace(tzinfo=None)


class date_later(datetime.date, metaclass=Later):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())


datetime.datetime, datetime.date = datetime_later, date_later
"""
"""What every Python process reads at its start: a clock that is a hundred days fast."""

SOURCES = ("briefs/displacement-in-numbers", "briefs/cooperatives-and-displacement", "briefs/specimen")


def built(folder: Path, clock: str, jobs: int, **environment: str) -> dict[str, bytes]:
    """Every file of a build, of each kind of PDF, of a copy of the series."""
    for name in ("briefs", "case_studies", "series"):
        shutil.copytree(REPOSITORY / name, folder / name)
    shutil.copy(REPOSITORY / "briefgen.yml", folder)
    (folder / "press.icc").write_bytes(press_profile())
    with (folder / "briefgen.yml").open("a", encoding="utf-8") as settings:
        settings.write("print: {profile: press.icc}\n")
    machine = folder.parent / f"{folder.name}-machine"
    machine.mkdir()
    (machine / "sitecustomize.py").write_text(clock, "utf-8")
    source = str(Path(__main__.__file__).parent.parent)
    clean = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
    variables = {
        **clean,
        "PYTHONPATH": os.pathsep.join((str(machine), source)),
        "HOME": str(machine),
        **environment,
    }
    for profile in PROFILES:
        sources = SOURCES if profile == WEB.name else SOURCES[-1:]
        command = [sys.executable, "-m", "briefgen", "build", *sources, "--profile", profile, "-j", str(jobs)]
        done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    dist = folder / "dist"
    return {
        path.relative_to(dist).as_posix(): path.read_bytes() for path in dist.rglob("*") if path.is_file()
    }


def test_the_same_bytes_elsewhere_and_later(tmp_path: Path) -> None:
    here = built(tmp_path / "here", "", 2, TZ="UTC", LANG="C.UTF-8", PYTHONHASHSEED="1")
    folder = tmp_path / "another place, with spaces" / "and é"
    folder.mkdir(parents=True)
    there = built(folder / "there", CLOCK, 1, TZ="Asia/Kathmandu", LANG="fr_FR.UTF-8", PYTHONHASHSEED="2")
    assert sum(name.endswith(".pdf") for name in here) >= 9
    assert all(any(name.endswith(f"{kind.suffix}.pdf") for name in here) for kind in PROFILES.values())
    assert here.keys() == there.keys()
    assert [name for name, data in here.items() if there[name] != data] == []


def test_the_clock_of_the_test_is_fast(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(CLOCK, "utf-8")
    code = "import datetime, time; print(datetime.date.today(), datetime.datetime.now())"
    variables = {**os.environ, "PYTHONPATH": str(tmp_path)}
    said = subprocess.run(
        [sys.executable, "-c", code], env=variables, capture_output=True, text=True, check=True
    )
    days = [date.fromisoformat(word) for word in said.stdout.split() if "-" in word]
    assert len(days) == 2
    assert all(day > date.today() + timedelta(days=90) for day in days)
