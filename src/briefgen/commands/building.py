"""`build` and `check`."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from briefgen.commands.command import AUTHORS_ERRORS, Command, exit_status, project_root, today
from briefgen.console import Console, Format, count
from briefgen.content.order import Order
from briefgen.core.diagnostics import strict as as_strict
from briefgen.standing import Outcome, is_much_to_do, standing


def _languages(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for value in values for code in value.split(",") if code)


@click.command(cls=Command, example="briefgen build briefs/seven-pathways --lang en --only html")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--lang", "languages", multiple=True, callback=_languages, metavar="LANG", help="Only this language."
)
@click.option("--only", type=click.Choice(["html", "pdf"]), help="Only this format.")
@click.option("--brand", metavar="NAME", help="In another brand than the project's.")
@click.option(
    "--profile",
    type=click.Choice(["web", "archive", "print"]),
    default="web",
    help="Another kind of PDF, beside that for the web.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Default: dist/ in the project.",
)
@click.option(
    "--standalone",
    is_flag=True,
    help="A folder that works without the other languages. Needs --out; goes with neither PATH nor --only.",
)
@click.option(
    "--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="Processes at most. Default: one a core."
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Have the workers of a Dask scheduler make the editions: tcp://HOST:PORT.",
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
    console = Console(Format(form), quiet)
    root = project_root(project, console)
    if root is None:
        return AUTHORS_ERRORS
    sources = sources_of(root, paths)
    out = order.pop("out") or root / "dist"
    if order["standalone"] and out.resolve() == (root / "dist").resolve():
        raise click.UsageError("`--standalone` makes a folder of its own: name it with `--out DIR`")
    if order["standalone"] and (order["only"] or sources):
        raise click.UsageError(
            "`--standalone` makes all that there is in a language: leave out `--only` and paths"
        )
    if order["profile"] != "web":
        if order["only"] == "html" or order["standalone"]:
            raise click.UsageError("`--profile` makes PDFs: leave out `--only html` and `--standalone`")
        order["only"] = "pdf"
    if order["cluster"] == "":
        raise click.UsageError("`--cluster` wants the address of a scheduler: tcp://HOST:PORT")
    if order["cluster"] and order["jobs"]:
        raise click.UsageError("`--cluster` uses all its workers: leave out `--jobs`")
    jobs = order.pop("jobs") or os.cpu_count() or 1
    request = Order(out.absolute(), sources, jobs=jobs, today=today(), **order)
    outcome = _built_before_or_now(root, request, console, "building")
    if explain:
        for step, reason in outcome.reasons.items():
            console.say(f"{step}: {reason}")
    diagnostics = as_strict(outcome.diagnostics) if strict else outcome.diagnostics
    console.report(diagnostics, outcome.artifacts)
    is_built = outcome.artifacts or not exit_status(diagnostics)
    console.summary(diagnostics, _built(outcome, out) if is_built else "nothing was written")
    return exit_status(diagnostics)


def _built_before_or_now(root: Path, order: Order, console: Console, what: str) -> Outcome:
    """What a build came to that still stands, else what a new one comes to."""
    found = standing(root, order)
    if isinstance(found, Outcome):
        return found
    start_others_early(order, is_much_to_do(root))
    from briefgen import pipeline

    with console.progress(what) as progress:
        outcome = pipeline.build(root, order, progress)
    return replace(outcome, reasons={"build": found, **outcome.reasons})


def start_others_early(order: Order, is_much: bool) -> None:
    """Let other processes load the PDF engine while this one finds out what there is to do; where there is
    much to do, what composes editions too. What all of them put aside goes into one folder."""
    from briefgen.core.scratch import put_aside  # nothing is put aside where nothing has changed

    put_aside()
    if order.jobs > 1 and not order.cluster:
        from briefgen.core.workers import start_early

        engine = () if order.only == "html" else ("briefgen.output.pdf_preload",)
        start_early((*engine, *(("briefgen.making",) if is_much else ())))


def _built(outcome: Any, out: Path) -> str:
    web = sum(item.format == "html" for item in outcome.artifacts)
    pdfs = [item for item in outcome.artifacts if item.format == "pdf"]
    pages = count(sum(item.pages or 0 for item in pdfs), "page")
    place = str(out)
    with suppress(FileNotFoundError):  # the folder we stand in may be gone
        place = min(place, os.path.relpath(out), key=len)
    return f"{count(web, 'web page')} and {count(len(pdfs), 'PDF')} ({pages}) in {place}"


@click.command(cls=Command, example="briefgen check --strict --format github")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--lang", "languages", multiple=True, callback=_languages, metavar="LANG", help="Only this language."
)
@click.option("--brand", metavar="NAME", help="In another brand than the project's.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--accessibility", is_flag=True, help="Only what readers with disabilities would stumble over.")
@click.option(
    "--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="Processes at most. Default: one a core."
)
def check(
    paths: tuple[Path, ...],
    languages: tuple[str, ...],
    brand: str | None,
    strict: bool,
    accessibility: bool,
    jobs: int | None,
    project: Path | None,
    form: str,
    quiet: bool,
) -> int:
    """Say everything that can be said about the project without writing artifacts."""
    console = Console(Format(form), quiet)
    root = project_root(project, console)
    if root is None:
        return AUTHORS_ERRORS
    order = Order(
        root / "dist",
        sources_of(root, paths),
        languages,
        only="html" if accessibility else None,
        brand=brand,
        jobs=jobs or os.cpu_count() or 1,
        write=False,
        today=today(),
    )
    diagnostics = _built_before_or_now(root, order, console, "checking").diagnostics
    if accessibility:
        from briefgen.checks.accessibility import CODES

        diagnostics = tuple(one for one in diagnostics if one.is_error or one.code in CODES)
    diagnostics = as_strict(diagnostics) if strict else diagnostics
    console.report(diagnostics)
    console.summary(diagnostics, "checked" if diagnostics else "checked: nothing to complain about")
    return exit_status(diagnostics)


def sources_of(root: Path, paths: tuple[Path, ...]) -> tuple[str, ...]:
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
