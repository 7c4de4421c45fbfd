"""`status` and `coverage`."""

from __future__ import annotations

from pathlib import Path

import click

from briefgen.commands.command import AUTHORS_ERRORS, Command, exit_status, project_root
from briefgen.console import Console, Format


@click.command(cls=Command, example="briefgen status --format json")
def status(project: Path | None, form: str, quiet: bool) -> int:
    """List every publication: languages, stage, pages, words, and what is missing."""
    from briefgen.status import status as status_of

    console = Console(Format(form), quiet)
    root = project_root(project, console)
    if root is None:
        return AUTHORS_ERRORS
    rows, diagnostics = status_of(root, root / "dist")
    console.table(rows, diagnostics)
    return exit_status(diagnostics)


@click.command(cls=Command, example="briefgen coverage --rows sectors --columns population-groups")
@click.option("--rows", default="pathways", metavar="VOCABULARY", help="Default: pathways.")
@click.option("--columns", default="membership-structures", metavar="VOCABULARY",
              help="Default: membership-structures.")  # fmt: skip
def coverage(rows: str, columns: str, project: Path | None, form: str, quiet: bool) -> int:
    """Show which pairs of terms have a case, and which have none yet."""
    from briefgen.coverage import NoVocabulary
    from briefgen.coverage import coverage as coverage_of

    console = Console(Format(form), quiet)
    root = project_root(project, console)
    if root is None:
        return AUTHORS_ERRORS
    try:
        report, diagnostics = coverage_of(root, rows, columns)
    except NoVocabulary as reason:
        raise click.UsageError(str(reason)) from None
    console.coverage(report, diagnostics)
    return exit_status(diagnostics)
