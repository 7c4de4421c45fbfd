"""What every command has: the options of all, its project, its exit status."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import click

from briefgen import __version__
from briefgen.console import Console, Format
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.given_moment import NoMoment, given_moment
from briefgen.core.workspace import PROJECT_FILE

CLEAN, AUTHORS_ERRORS = 0, 1


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"briefgen, version {__version__}")
        context.exit()


class Command(click.Command):
    """A command whose help ends with an example."""

    def __init__(self, name: str | None, example: str, **kwargs: Any) -> None:
        super().__init__(name, epilog=f"Example: {example}", **kwargs)
        self.params += [
            click.Option(["--project"], type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
                         help=f"The project's folder. Default: the nearest upwards with {PROJECT_FILE}."),
            click.Option(["--format", "form"], type=click.Choice([form.value for form in Format]),
                         default=Format.HUMAN.value,
                         help="How to report: for people, one line each, JSON, or annotations for GitHub."),
            click.Option(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version,
                         help="Show the version and exit."),
            click.Option(["--quiet", "-q"], is_flag=True, help="Report errors only."),
        ]  # fmt: skip


def today() -> date:
    """The day of new files and of reviews that are due; `SOURCE_DATE_EPOCH` makes it a given one."""
    with suppress(NoMoment):
        if given := given_moment():
            return given.date()
    return date.today()


def project_root(project: Path | None, console: Console) -> Path | None:
    """The project's folder; says so when there is none."""
    with suppress(FileNotFoundError):  # this folder itself may be gone
        start = (project or Path.cwd()).absolute()
        for folder in (start,) if project else (start, *start.parents):
            if (folder / PROJECT_FILE).is_file():
                console.root = folder
                return folder
    from briefgen.core import messages

    console.report([messages.NO_PROJECT.at(None)])
    return None


def exit_status(diagnostics: tuple[Diagnostic, ...]) -> int:
    return AUTHORS_ERRORS if any(diagnostic.is_error for diagnostic in diagnostics) else CLEAN
