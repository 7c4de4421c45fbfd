"""`new` and `init`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from briefgen.commands.command import AUTHORS_ERRORS, CLEAN, Command, project_root, today
from briefgen.console import Console, Format


@click.command(cls=Command, example='briefgen new brief "Five things that make support work"')
@click.argument("kind", type=click.Choice(["brief", "case-study", "article", "media-release"]))
@click.argument("title")
@click.option(
    "--slug", metavar="NAME", help="The name of its folder and address. Default: made from the title."
)
@click.option(
    "--about", type=click.Path(path_type=Path), metavar="DIR", help="The publication an article is about."
)
def new(
    kind: str,
    title: str,
    slug: str | None,
    about: Path | None,
    project: Path | None,
    form: str,
    quiet: bool,
) -> int:
    """Start a publication, or an article or media release about one, with prompts to fill in."""
    from briefgen import scaffold

    console = Console(Format(form), quiet)
    root = project_root(project, console)
    if root is None:
        return AUTHORS_ERRORS
    if (about is None) == (kind in scaffold.COMPANIONS):
        need = "needs" if about is None else "takes no"
        raise click.UsageError(f"a publication of the kind {kind} {need} `--about DIR`")
    try:
        if about is not None:
            written = scaffold.new_companion(root, kind, title, about, today())
        else:
            written = scaffold.new_publication(root, kind, title, slug, today())
    except scaffold.CannotStart as reason:
        raise click.UsageError(str(reason)) from None
    for path in written:
        click.echo(os.path.relpath(path))
    return CLEAN


@click.command(cls=Command, example="briefgen init our-series")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
def init(folder: Path, project: Path | None, form: str, quiet: bool) -> int:  # noqa: ARG001 - options of every command
    """Start a project in a new folder, with a first brief that builds."""
    from briefgen import scaffold

    console = Console(Format(form), quiet)
    try:
        written = scaffold.new_project(folder, today())
    except scaffold.CannotStart as reason:
        raise click.UsageError(str(reason)) from None
    for path in written:
        click.echo(os.path.relpath(path))
    console.say(f"Next: cd {folder} && briefgen build")
    return CLEAN
