"""The command line. Exit statuses: 0 clean, 1 the author's errors, 2 usage, 3 our bug, 130 interrupted."""

from __future__ import annotations

from importlib import import_module

import click

from briefgen import __version__
from briefgen.core.diagnostics import nearest

MODULES = {
    "build": "building",
    "check": "building",
    "preview": "previewing",
    "new": "starting",
    "init": "starting",
    "status": "showing",
    "translate": "translating",
    "coverage": "showing",
    "release": "releasing",
    "verify": "releasing",
    "schema": "environment",
    "doctor": "environment",
}
"""The module of `commands/` that each command is in."""


class Commands(click.Group):
    """Commands that are imported when they are asked for: a build in which nothing has changed waits for no other."""

    def list_commands(self, _: click.Context) -> list[str]:
        return sorted(MODULES)

    def get_command(self, _: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in MODULES:
            return None
        command: click.Command = getattr(import_module(f"briefgen.commands.{MODULES[cmd_name]}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = nearest(args[0], MODULES)
            advice = f" Did you mean `{near}`?" if near else ""
            raise click.UsageError(f"{error.format_message()}{advice}", ctx) from None


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: briefgen build --lang fr briefs/seven-pathways",
)
@click.version_option(__version__, prog_name="briefgen")
def cli() -> None:
    """Turns Markdown and YAML into policy briefs and case studies: accessible PDF and HTML."""
