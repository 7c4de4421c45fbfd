"""`translate export`, `translate import` and `translate confirm`."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.commands.building import sources_of
from briefgen.commands.command import AUTHORS_ERRORS, Command, exit_status, project_root, today
from briefgen.console import Console, Format
from briefgen.core.diagnostics import StopPublication

if TYPE_CHECKING:
    from briefgen.translating import Done


@click.group(epilog="Example: briefgen translate export fr briefs/seven-pathways")
def translate() -> None:
    """Send editions to translators as PO files and bring them back, or say that a translation is right."""


@translate.command("export", cls=Command, example="briefgen translate export fr briefs/seven-pathways")
@click.argument("language", metavar="LANG")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Default: translations/ in the project.",
)
def export(
    language: str, paths: tuple[Path, ...], out: Path | None, project: Path | None, form: str, quiet: bool
) -> int:
    """Write a PO file of every passage for translators: what is translated, what has changed, what is open."""
    from briefgen import translating

    console = Console(Format(form), quiet)
    root = project_root(project, console)
    if root is None:
        return AUTHORS_ERRORS
    folder = out or root / translating.EXPORTS
    do = partial(translating.export, root, language, sources_of(root, paths), folder, today())
    return _told(console, do, f"in {os.path.relpath(folder)}")


@translate.command("import", cls=Command, example="briefgen translate import seven-pathways.brief.fr.po")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE...",
)
def bring_back(files: tuple[Path, ...], project: Path | None, form: str, quiet: bool) -> int:
    """Make editions from PO files that came back; the structure stays that of the source."""
    from briefgen import translating

    console = Console(Format(form), quiet)
    root = project_root(project, console)
    if root is None:
        return AUTHORS_ERRORS
    return _told(console, partial(translating.bring_back, root, files), "brought in")


@translate.command("confirm", cls=Command, example="briefgen translate confirm fr briefs/seven-pathways")
@click.argument("language", metavar="LANG")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
def confirm(language: str, paths: tuple[Path, ...], project: Path | None, form: str, quiet: bool) -> int:
    """Record that translations are right, so that it is known later which paragraphs have changed since."""
    from briefgen import translating

    console = Console(Format(form), quiet)
    root = project_root(project, console)
    if root is None:
        return AUTHORS_ERRORS
    return _told(console, partial(translating.confirm, root, language, sources_of(root, paths)), "recorded")


def _told(console: Console, do: Callable[[], Done], what: str) -> int:
    from briefgen.translating import Done, NotTranslated

    try:
        done = do()
    except NotTranslated as reason:
        raise click.UsageError(str(reason)) from None
    except StopPublication as stop:
        done = Done((), stop.diagnostics)
    console.report(done.problems)
    for line in done.said:
        console.say(line)
    console.summary(done.problems, f"{len(done.said)} {what}" if done.said else f"nothing {what}")
    return exit_status(done.problems)
