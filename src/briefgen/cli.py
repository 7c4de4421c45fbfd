"""Arguments, one call, an exit status: 0 clean, 1 the author's errors, 2 usage, 3 our bug, 130 interrupted."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from briefgen import __version__
from briefgen.console import Console, Format, count
from briefgen.content.manuscript import PROJECT_FILE
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.diagnostics import strict as as_strict

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


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: briefgen build --lang fr briefs/seven-pathways",
)
@click.version_option(__version__, prog_name="briefgen")
def cli() -> None:
    """Turns Markdown and YAML into policy briefs and case studies: accessible PDF and HTML."""


def _languages(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for value in values for code in value.split(",") if code)


@cli.command(cls=Command, example="briefgen build briefs/seven-pathways --lang en --only html")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--lang", "languages", multiple=True, callback=_languages, metavar="LANG", help="Only this language."
)
@click.option("--only", type=click.Choice(["html", "pdf"]), help="Only this format.")
@click.option("--brand", metavar="NAME", help="In another brand than the project's.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Default: dist/ in the project.",
)
@click.option(
    "--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="Processes at most. Default: one a core."
)
@click.option("--force", is_flag=True, help="Make everything anew.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--explain", is_flag=True, help="Say for each step that ran why it had to.")
def build(
    paths: tuple[Path, ...],
    project: Path | None,
    form: str,
    quiet: bool,
    strict: bool,
    explain: bool,
    **order: Any,
) -> int:
    """Build the whole project, or the given publications, into dist/."""
    from briefgen import pipeline

    console = Console(Format(form), quiet)
    root = _root(project, console)
    if root is None:
        return AUTHORS_ERRORS
    sources = _sources(root, paths)
    out = order.pop("out") or root / "dist"
    jobs = order.pop("jobs") or os.cpu_count() or 1
    request = pipeline.Order(out.absolute(), sources, jobs=jobs, today=_today(), **order)
    with console.progress("building") as progress:
        outcome = pipeline.build(root, request, progress)
    if explain:
        for step, reason in outcome.reasons.items():
            console.say(f"{step}: {reason}")
    diagnostics = as_strict(outcome.diagnostics) if strict else outcome.diagnostics
    console.report(diagnostics, outcome.artifacts)
    console.summary(diagnostics, _built(outcome, out))
    return _status(diagnostics)


def _built(outcome: Any, out: Path) -> str:
    web = sum(item.format == "html" for item in outcome.artifacts)
    pdfs = [item for item in outcome.artifacts if item.format == "pdf"]
    pages = count(sum(item.pages or 0 for item in pdfs), "page")
    shown = os.path.relpath(out)
    place = shown if len(shown) < len(str(out)) else out
    return f"{count(web, 'web page')} and {count(len(pdfs), 'PDF')} ({pages}) in {place}"


@cli.command(cls=Command, example="briefgen check --strict --format github")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--lang", "languages", multiple=True, callback=_languages, metavar="LANG", help="Only this language."
)
@click.option("--brand", metavar="NAME", help="In another brand than the project's.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option(
    "--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="Processes at most. Default: one a core."
)
def check(
    paths: tuple[Path, ...],
    languages: tuple[str, ...],
    brand: str | None,
    strict: bool,
    jobs: int | None,
    project: Path | None,
    form: str,
    quiet: bool,
) -> int:
    """Say everything that can be said about the project without writing artifacts."""
    from briefgen import pipeline

    console = Console(Format(form), quiet)
    root = _root(project, console)
    if root is None:
        return AUTHORS_ERRORS
    order = pipeline.Order(
        root / "dist",
        _sources(root, paths),
        languages,
        brand=brand,
        jobs=jobs or os.cpu_count() or 1,
        write=False,
        today=_today(),
    )
    with console.progress("checking") as progress:
        outcome = pipeline.build(root, order, progress)
    diagnostics = as_strict(outcome.diagnostics) if strict else outcome.diagnostics
    console.report(diagnostics)
    console.summary(diagnostics, "checked" if diagnostics else "checked: nothing to complain about")
    return _status(diagnostics)


@cli.command(cls=Command, example='briefgen new brief "Five things that make support work"')
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
    root = _root(project, console)
    if root is None:
        return AUTHORS_ERRORS
    if (about is None) == (kind in scaffold.COMPANIONS):
        need = "needs" if about is None else "takes no"
        raise click.UsageError(f"a publication of the kind {kind} {need} `--about DIR`")
    try:
        if about is not None:
            written = scaffold.new_companion(root, kind, title, about, _today())
        else:
            written = scaffold.new_publication(root, kind, title, slug, _today())
    except scaffold.CannotStart as reason:
        raise click.UsageError(str(reason)) from None
    for path in written:
        click.echo(os.path.relpath(path))
    return CLEAN


@cli.command(cls=Command, example="briefgen init our-series")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
def init(folder: Path, project: Path | None, form: str, quiet: bool) -> int:  # noqa: ARG001 - options of every command
    """Start a project in a new folder, with a first brief that builds."""
    from briefgen import scaffold

    console = Console(Format(form), quiet)
    try:
        written = scaffold.new_project(folder, _today())
    except scaffold.CannotStart as reason:
        raise click.UsageError(str(reason)) from None
    for path in written:
        click.echo(os.path.relpath(path))
    console.say(f"Next: cd {folder} && briefgen build")
    return CLEAN


@cli.command(cls=Command, example="briefgen status --format json")
def status(project: Path | None, form: str, quiet: bool) -> int:
    """List every publication: languages, stage, pages, words, and what is missing."""
    from briefgen.status import status as status_of

    console = Console(Format(form), quiet)
    root = _root(project, console)
    if root is None:
        return AUTHORS_ERRORS
    rows, diagnostics = status_of(root, root / "dist")
    console.table(rows, diagnostics)
    return _status(diagnostics)


@cli.command(cls=Command, example="briefgen schema --out schemas")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="Default: .briefgen/schemas/ in the project.")  # fmt: skip
def schema(out: Path | None, project: Path | None, form: str, quiet: bool) -> int:
    """Write the JSON Schemas that let editors complete and check YAML files."""
    from briefgen.schemas import write_schemas

    console = Console(Format(form), quiet)
    root = _root(project, console) if out is None else None
    if out is None and root is None:
        return AUTHORS_ERRORS
    for path in write_schemas(out or (root or Path()) / ".briefgen" / "schemas"):
        click.echo(os.path.relpath(path))
    return CLEAN


@cli.command(cls=Command, example="briefgen doctor")
def doctor(project: Path | None, form: str, quiet: bool) -> int:  # noqa: ARG001 - options of every command
    """Say whether this machine is able to build, and what to install if not."""
    from briefgen.doctor import examine

    findings = tuple(examine())
    Console(Format(form), quiet).findings(findings)
    return CLEAN if all(finding.well or not finding.needed for finding in findings) else AUTHORS_ERRORS


def _today() -> date:
    """The day of new files and of reviews that are due; `SOURCE_DATE_EPOCH` makes it a given one."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else date.today()


def _root(project: Path | None, console: Console) -> Path | None:
    """The project's folder; says so when there is none."""
    start = (project or Path.cwd()).absolute()
    for folder in (start,) if project else (start, *start.parents):
        if (folder / PROJECT_FILE).is_file():
            return folder
    console.report([messages.NO_PROJECT.at(None)])
    return None


def _sources(root: Path, paths: tuple[Path, ...]) -> tuple[str, ...]:
    """Paths given on the command line as project paths."""
    sources = []
    for path in paths:
        absolute = path if path.is_absolute() else Path.cwd() / path
        if not absolute.exists():
            raise click.UsageError(f"there is no `{path}`")
        try:
            relative = absolute.resolve().relative_to(root.resolve())
        except ValueError:
            raise click.UsageError(f"`{path}` is not in the project {root}") from None
        source = relative.as_posix()
        if source == ".":
            return ()
        if source.endswith("/publication.yml"):
            source = source.removesuffix("/publication.yml")
        if source.split("/")[0] not in ("briefs", "case_studies"):
            raise click.UsageError(f"`{path}` is not a publication: they are in briefs/ and case_studies/")
        sources.append(source)
    return tuple(sources)


def _status(diagnostics: tuple[Diagnostic, ...]) -> int:
    return AUTHORS_ERRORS if any(diagnostic.is_error for diagnostic in diagnostics) else CLEAN
