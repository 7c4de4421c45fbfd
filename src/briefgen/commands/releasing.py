"""`release` and `verify`: what goes out, and whether a copy of it is what went out."""

from __future__ import annotations

import json
import os
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.commands.building import sources_of, start_others_early
from briefgen.commands.command import AUTHORS_ERRORS, Command, exit_status, project_root
from briefgen.console import Console, Format, as_json, visible
from briefgen.content.order import Order
from briefgen.core.diagnostics import Diagnostic, in_order

if TYPE_CHECKING:
    from briefgen.release.compare import Side
    from briefgen.release.manifest import Changes
    from briefgen.release.release import Released
    from briefgen.release.verify import Verified

_DESPITE = ("stage", "embargo", "errors")
_BUNDLE = click.Path(path_type=Path, exists=True, dir_okay=False)


def _kinds(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    kinds = tuple(kind for value in values for kind in value.split(",") if kind)
    for kind in kinds:
        if kind not in _DESPITE:
            raise click.BadParameter(f"`{kind}` is none of {', '.join(_DESPITE)}")
    return kinds


@click.command(cls=Command, example="briefgen release --since releases/our-series-2026-10-01.zip")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Default: releases/<title of the series>-<date>.zip in the project.",
)
@click.option("--since", type=_BUNDLE, metavar="BUNDLE", help="Tell what is new since this release.")
@click.option("--sign", type=_BUNDLE, metavar="KEY", help="Sign with this key of SSH.")
@click.option(
    "--profile",
    "profiles",
    type=click.Choice(["archive", "print"]),
    multiple=True,
    help="Another kind of PDF too, beside that for the web.",
)
@click.option(
    "--despite",
    multiple=True,
    callback=_kinds,
    metavar="WHAT",
    help="Release despite `stage`, `embargo` or `errors`. Needs --reason; the bundle says both.",
)
@click.option("--reason", default="", metavar="TEXT", help="Why, with --despite.")
@click.option(
    "--approved",
    is_flag=True,
    help="Only what may go out: drafts and what is under embargo are left out, not refused.",
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option(
    "--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="Processes at most. Default: one a core."
)
def release(
    paths: tuple[Path, ...], project: Path | None, form: str, quiet: bool, since: Path | None, **options: Any
) -> int:
    """Check, build from nothing and write a bundle of all that is published, or of the given publications."""
    console = Console(Format(form), quiet)
    root = project_root(project, console)
    if root is None:
        return AUTHORS_ERRORS
    if bool(options["despite"]) != bool(options["reason"].strip()):
        raise click.UsageError("`--despite` and `--reason` go together: say what is set aside, and why")
    if options["approved"] and {"stage", "embargo"}.intersection(options["despite"]):
        raise click.UsageError("`--approved` leaves out what `--despite stage` and `embargo` let out")
    from briefgen.release.gate import Despite
    from briefgen.release.release import Released, Request
    from briefgen.release.release import release as released

    jobs = options["jobs"] or os.cpu_count() or 1
    start_others_early(Order(root, jobs=jobs), is_much=True)
    with ExitStack() as life:
        side, problems = _before(since, life)
        if problems:
            return _told(console, Released(problems))
        request = Request(
            sources=sources_of(root, paths),
            out=options["out"],
            since=side,
            key=options["sign"],
            despite=tuple(Despite(kind) for kind in options["despite"]),
            reason=" ".join(options["reason"].split()),
            profiles=tuple(dict.fromkeys(options["profiles"])),
            strict=options["strict"],
            approved=options["approved"],
            jobs=jobs,
        )
        with console.progress("building") as progress:
            return _told(console, released(root, request, progress))


def _before(bundle: Path | None, life: ExitStack) -> tuple[Side | None, tuple[Diagnostic, ...]]:
    """The bundle to compare with, and why it cannot be."""
    if bundle is None:
        return None, ()
    from briefgen.release.verify import verify as verified

    found = verified(bundle, life)
    wrong = tuple(one for one in found.diagnostics if one.is_error)
    return found.side, wrong  # that nobody has signed it is no news of the new one


def _told(console: Console, done: Released) -> int:
    from briefgen.release.description import in_short

    bundle = done.bundle
    if console.form is Format.JSON:
        written = {
            "path": os.path.relpath(bundle.path),
            "sha256": bundle.sha256,
            "bytes": bundle.size,
            "signature": os.path.relpath(bundle.signature) if bundle.signature else None,
        } if bundle else None  # fmt: skip
        _print_json(
            bundle=written,
            diagnostics=[as_json(one) for one in _shown(console, done.diagnostics)],
            artifacts=[asdict(artifact) for artifact in done.artifacts],
            partial=bool(done.record and done.record.partial),
            left_out=list(done.record.left_out) if done.record else [],
        )
        return exit_status(done.diagnostics)
    console.report(done.diagnostics)
    if bundle:
        click.echo(f"{bundle.sha256}  {os.path.relpath(bundle.path)}")
    console.summary(done.diagnostics, in_short(done.record) if done.record else "nothing was released")
    return exit_status(done.diagnostics)


@click.command(cls=Command, example="briefgen verify our-series-2026-11-30.zip --signers allowed_signers")
@click.argument("bundle", type=_BUNDLE)
@click.argument("other", type=_BUNDLE, required=False, metavar="[NEWER]")
@click.option(
    "--signers", type=_BUNDLE, metavar="FILE", help="Who may sign: a list of allowed signers of SSH."
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
def verify(
    bundle: Path,
    other: Path | None,
    signers: Path | None,
    strict: bool,
    project: Path | None,  # noqa: ARG001 - an option of every command
    form: str,
    quiet: bool,
) -> int:
    """Say what a bundle is and whether it is what was released; of two, also what is new in the second."""
    from briefgen.core.diagnostics import strict as as_strict
    from briefgen.release.description import as_data
    from briefgen.release.verify import compare
    from briefgen.release.verify import verify as verified

    if signers and not signers.is_file():
        raise click.BadParameter(
            "a list of signers is read several times, so it has to be a file, not a pipe"
        )
    console = Console(Format(form), quiet)
    with ExitStack() as life:
        bundles = [verified(path, life, signers) for path in (bundle, other) if path]
        found, problems = compare(*bundles) if other else (None, ())
        told = in_order((*(one for each in bundles for one in each.diagnostics), *problems))
        told = as_strict(told) if strict else told
        if console.form is Format.JSON:
            _print_json(
                bundles=[as_data(each) for each in bundles],
                changes=found.model_dump(mode="json") if found else None,
                diagnostics=[as_json(one) for one in _shown(console, told)],
            )
        else:
            _say(console, bundles, found, told)
    return exit_status(told)


def _say(
    console: Console, bundles: list[Verified], found: Changes | None, told: tuple[Diagnostic, ...]
) -> None:
    from briefgen.release.description import describe, describe_difference, verdict

    console.report(told)
    lines = [line for each in bundles for line in (*describe(each), "")]
    lines += describe_difference(found) if found else ()
    if not console.quiet:
        click.echo(visible("\n".join(lines).strip("\n")))
    console.summary(told, verdict(bundles, told))


def _shown(console: Console, diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return tuple(one for one in diagnostics if one.is_error or not console.quiet)


def _print_json(**data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))
