"""`schema` and `doctor`: the editor and the machine that people work with."""

from __future__ import annotations

import os
from pathlib import Path

import click

from briefgen.commands.command import AUTHORS_ERRORS, CLEAN, Command, project_root
from briefgen.console import Console, Format


@click.command(cls=Command, example="briefgen schema --out schemas")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="Default: .briefgen/schemas/ in the project.")  # fmt: skip
def schema(out: Path | None, project: Path | None, form: str, quiet: bool) -> int:
    """Write the JSON Schemas that let editors complete and check YAML files."""
    from briefgen.schemas import write_schemas

    console = Console(Format(form), quiet)
    root = project_root(project, console) if out is None else None
    if out is None and root is None:
        return AUTHORS_ERRORS
    for path in write_schemas(out or (root or Path()) / ".briefgen" / "schemas"):
        click.echo(os.path.relpath(path))
    return CLEAN


@click.command(cls=Command, example="briefgen doctor")
def doctor(project: Path | None, form: str, quiet: bool) -> int:  # noqa: ARG001 - options of every command
    """Say whether this machine is able to build, and what to install if not."""
    from briefgen.doctor import examine

    findings = tuple(examine())
    Console(Format(form), quiet).findings(findings)
    return CLEAN if all(finding.well or not finding.needed for finding in findings) else AUTHORS_ERRORS
