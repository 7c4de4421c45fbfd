"""The package as others install it: complete without the repository, from `init` to a built PDF."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY


@pytest.mark.skipif(
    importlib.util.find_spec("hatchling") is None, reason="hatchling, which builds the wheel, is missing"
)
def test_a_project_builds_from_the_wheel_alone(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "wheel")]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    (wheel,) = (tmp_path / "wheel").glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    environment = {**os.environ, "PYTHONPATH": str(installed)}

    def run(*arguments: str, folder: Path) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "briefgen", *arguments], cwd=folder, env=environment, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = subprocess.run(
        [sys.executable, "-c", "import briefgen; print(briefgen.__file__)"], cwd=tmp_path, env=environment,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert Path(where.stdout.strip()).is_relative_to(installed)
    run("init", "series", folder=tmp_path)
    run("build", "--strict", folder=tmp_path / "series")
    assert (tmp_path / "series/dist/en/briefs/first-brief/first-brief-en.pdf").stat().st_size > 10_000
    run("doctor", folder=tmp_path)
