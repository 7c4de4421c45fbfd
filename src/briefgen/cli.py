"""The command line. Exit statuses: 0 clean, 1 the author's errors, 2 usage, 3 our bug, 130 interrupted."""

from __future__ import annotations

import click

from briefgen import __version__
from briefgen.commands.building import build, check
from briefgen.commands.environment import doctor, schema
from briefgen.commands.previewing import preview
from briefgen.commands.releasing import release, verify
from briefgen.commands.showing import coverage, status
from briefgen.commands.starting import init, new
from briefgen.commands.translating import translate


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: briefgen build --lang fr briefs/seven-pathways",
)
@click.version_option(__version__, prog_name="briefgen")
def cli() -> None:
    """Turns Markdown and YAML into policy briefs and case studies: accessible PDF and HTML."""


for command in (
    build,
    check,
    preview,
    new,
    init,
    status,
    translate,
    coverage,
    release,
    verify,
    schema,
    doctor,
):
    cli.add_command(command)
