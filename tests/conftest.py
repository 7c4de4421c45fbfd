"""What all tests share: the option that rewrites expected files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from briefgen import pipeline
from briefgen.cli import MODULES, cli
from tests import corpus

SECOND_BRAND = "outer-mile"
COMMANDS = {name: command for name in MODULES if (command := cli.get_command(click.Context(cli), name))}
"""Every command of the program by its name."""

REPOSITORY = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite expected files with what is said now")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be rewritten rather than compared."""
    return bool(request.config.getoption("--update"))


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    """A copy of the tiny good project, to do with as a test likes."""
    return corpus.project(tmp_path / "project")


@dataclass(frozen=True)
class BuiltSeries:
    """The real series of this repository as a build left it."""

    folder: Path
    outcome: pipeline.Outcome


@pytest.fixture(scope="session")
def series(tmp_path_factory: pytest.TempPathFactory) -> BuiltSeries:
    """The real series, built once for each process of a test run."""
    folder = tmp_path_factory.mktemp("series")
    return BuiltSeries(folder, pipeline.build(REPOSITORY, pipeline.Order(folder, jobs=2)))


@pytest.fixture(scope="session")
def second_brand(tmp_path_factory: pytest.TempPathFactory) -> BuiltSeries:
    """The same series in the second brand, built once for each process of a test run."""
    folder = tmp_path_factory.mktemp(SECOND_BRAND)
    order = pipeline.Order(folder, brand=SECOND_BRAND, jobs=2)
    return BuiltSeries(folder, pipeline.build(REPOSITORY, order))
