"""The whole plan of a release: what must not go out, a clean build, and the bundle."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Set
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen import pipeline
from briefgen.concerned import concerns, is_partial
from briefgen.content.order import Order
from briefgen.content.project import Project
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, in_order
from briefgen.core.digest import digest_of
from briefgen.core.given_moment import VARIABLE, NoMoment, given_moment
from briefgen.core.progress import Progress
from briefgen.core.workspace import SHIPPED, Refused, Workspace
from briefgen.design.shipped import shipped_root
from briefgen.loading import Loaded, load
from briefgen.output.artifacts import Listed
from briefgen.output.pdf_profiles import WEB
from briefgen.release.appearance import OF_THE_DAY, appearance
from briefgen.release.archive import TooLarge
from briefgen.release.bundle import (
    Contents,
    Exists,
    SignatureLeft,
    SignatureOther,
    Unsound,
    Written,
    files_of,
    licences_of,
    write_bundle,
)
from briefgen.release.bundle_names import bundle_name, free_name
from briefgen.release.compare import Incomparable, Side
from briefgen.release.gate import Despite, gate, held_back, set_aside
from briefgen.release.leads import leads_astray
from briefgen.release.manifest import ReleaseRecord
from briefgen.release.origin import Origin, origin
from briefgen.release.record import Built, latest_date, override_record, record_of, wanted_editions
from briefgen.release.signature import CannotSign
from briefgen.standing import Outcome, forget

FOLDER = "releases"
"""Where bundles are written that are not given another place."""


@dataclass(frozen=True)
class Request:
    """What to release, and how. Without `sources` everything; `profiles` are the kinds of PDF besides that for the web;
    `now` is the moment that embargoes are held against."""

    sources: tuple[str, ...] = ()
    out: Path | None = None
    since: Side | None = None
    key: Path | None = None
    despite: tuple[Despite, ...] = ()
    reason: str = ""
    profiles: tuple[str, ...] = ()
    strict: bool = False
    approved: bool = False
    """Whether what may not go out is left out, rather than refused."""

    jobs: int = 1
    now: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(frozen=True)
class Released:
    """What there is to say of a release, and the bundle if one was written: with its record."""

    diagnostics: tuple[Diagnostic, ...]
    bundle: Written | None = None
    artifacts: tuple[Listed, ...] = ()
    record: ReleaseRecord | None = None


class _Refused(Exception):  # noqa: N818 - ends a release
    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__()
        self.diagnostics = diagnostics


def release(root: Path, request: Request, progress: Progress | None = None) -> Released:
    """Release a project, or the given publications of it. Nothing is written when anything keeps it from going out."""
    workspace = Workspace(root, shipped_root())
    loaded = load(workspace)
    if loaded.project is None:
        return Released(in_order(loaded.diagnostics))
    from_git = origin(workspace.root, {})
    order = Order(root / "dist", request.sources, jobs=request.jobs)
    is_part = is_partial(order, loaded)
    held = frozenset(held_back(loaded.every, order, request.now, request.approved))
    order = replace(order, is_part=is_part, held=held)
    try:
        date = _date(loaded, order, from_git)
    except NoMoment as given:
        return Released((messages.DATE_WRONG.at(None, variable=VARIABLE, value=given),))
    order = replace(order, today=date.date())
    told = [*gate(loaded.every, order, request.now), *appearance(loaded.every, order, request.now)]
    if any(one.is_error for one in set_aside(told, request.despite, strict=request.strict).diagnostics):
        checked = pipeline.build(root, replace(order, write=False), progress)
        passed = set_aside([*told, *checked.diagnostics], request.despite, strict=request.strict)
        return Released(in_order(passed.diagnostics))
    with tempfile.TemporaryDirectory(prefix="briefgen-") as folder:
        try:
            order = replace(order, out=Path(folder) / "dist", force=True)
            outcome = _built_from_nothing(root, request, order, workspace.files(), progress)
            return _released(root, request, order, loaded, date, told, outcome)
        except _Refused as refused:
            return Released(in_order(refused.diagnostics))


def _released(
    root: Path,
    request: Request,
    order: Order,
    loaded: Loaded,
    date: datetime,
    told: list[Diagnostic],
    outcome: Outcome,
) -> Released:
    """The bundle of what was built; raises `_Refused`."""
    workspace = Workspace(root, shipped_root())
    inputs = _inputs(workspace, outcome.inputs)
    own = {path: workspace.read(path) for path in inputs if not path.startswith(SHIPPED)}
    rests_on_all = not order.is_part or any(not concerns(order, loaded, path) for path in inputs)
    from_git = origin(workspace.root, own, lambda path: rests_on_all or concerns(order, loaded, path))
    asked = wanted_editions(loaded, order)
    for item in outcome.artifacts:
        # What came while this waited or built, nobody has looked at.
        if item.slug and item.source and item.source not in asked:
            raise _Refused(messages.SOURCES_CHANGED.at(None, path=item.source))
    told += (*outcome.diagnostics, *from_git.diagnostics())
    told += leads_astray(order.out, outcome.artifacts, loaded, asked, request.now)
    left_out = partial(_is_left_out, loaded, {item.source for item in outcome.artifacts})
    passed = set_aside(told, request.despite, left_out, request.strict)
    if any(one.is_error for one in passed.diagnostics):
        raise _Refused(*passed.diagnostics)
    if not any(item.source for item in outcome.artifacts):
        raise _Refused(*passed.diagnostics, messages.RELEASE_EMPTY.at(None))
    project = _project(loaded)
    overrides = [override_record(kind, request.reason, which) for kind, which in passed.aside.items()]
    built = Built(outcome.artifacts, inputs)
    record = record_of(project, loaded, order, built, date, from_git, overrides)
    contents = Contents(
        dist=order.out,
        record=record,
        inputs=inputs,
        licences=licences_of(workspace, inputs),
        diagnostics=in_order(one for one in passed.diagnostics if one.code not in OF_THE_DAY),
        parameters=_parameters(request, asked),
    )
    bundle = _written(root, request, contents)
    return Released(in_order(passed.diagnostics), bundle, outcome.artifacts, record)


def _written(root: Path, request: Request, contents: Contents) -> Written:
    """The bundle and its signature; raises `_Refused`."""
    record = contents.record
    path = request.out or root / FOLDER / bundle_name(record)
    try:
        return write_bundle(path, files_of(contents, request.since), request.key)
    except Exists:
        problem = messages.BUNDLE_EXISTS.at(None, path=_shown(path), free=_shown(free_name(path)))
    except SignatureLeft as left:
        problem = messages.SIGNATURE_LEFT.at(None, path=_shown(left.path))
    except SignatureOther as other:
        problem = messages.SIGNATURE_EXISTS.at(None, path=_shown(other.path), what=other.what)
    except CannotSign as why:
        problem = messages.SIGN_FAILED.at(None, problem=why, advice=why.advice)
    except Unsound as found:
        raise _Refused(*contents.diagnostics, *found.diagnostics) from None
    except Incomparable as why:
        problem = messages.BUNDLE_INCOMPARABLE.at(None, problem=why)
    except TooLarge:
        problem = messages.OUTPUT_FAILED.at(None, path=_shown(path), problem="it would be larger than 4 GB")
    raise _Refused(*contents.diagnostics, problem)


def _built_from_nothing(
    root: Path, request: Request, order: Order, seen: dict[str, str], progress: Progress | None
) -> Outcome:
    """A build in which nothing is used again that an earlier one has made; then the other kinds of PDF beside it.
    `seen` are the files that were read before, with their digests."""
    orders = [
        order,
        *(replace(order, only="pdf", profile=name) for name in request.profiles if name != WEB.name),
    ]
    diagnostics: list[Diagnostic] = []
    inputs: dict[str, str] = {}
    outcome = Outcome(())
    for each in orders:
        try:
            outcome = pipeline.build(root, each, progress)
        finally:
            forget(root, each)
        diagnostics += outcome.diagnostics
        for path, digest in outcome.inputs.items():
            if {seen.get(path, digest), inputs.setdefault(path, digest)} != {digest}:
                raise _Refused(messages.SOURCES_CHANGED.at(None, path=path))
    return replace(outcome, diagnostics=in_order(diagnostics), inputs=inputs)


def _inputs(workspace: Workspace, digests: dict[str, str]) -> dict[str, str]:
    """The SHA-256 of the files that a build has read; they must still be the same."""
    inputs: dict[str, str] = {}
    for path, digest in sorted(digests.items()):
        try:
            data = workspace.read(path)
        except Refused:
            data = b""
        if digest_of(data) != digest:
            raise _Refused(messages.SOURCES_CHANGED.at(None, path=path))
        inputs[path] = sha256(data).hexdigest()
    return inputs


def _date(loaded: Loaded, order: Order, from_git: Origin) -> datetime:
    """The date of a release: that of its commit, which every clone knows; without one, the latest day on which one of
    its publications came out. `SOURCE_DATE_EPOCH` comes before both; raises `NoMoment`."""
    if given := given_moment():
        return given
    wanted = [p for p in loaded.every if any(order.wants_edition(p, e) for e in p.manuscripts)]
    return from_git.committed or latest_date(wanted) or datetime.fromtimestamp(0, UTC)


def _is_left_out(loaded: Loaded, made: Set[str | None], path: str) -> bool:
    """Whether a file is of a publication of which nothing was made."""
    return any(
        path in (files.settings, *(edition.path for edition in files.editions))
        or (files.settings is not None and path.startswith(f"{files.folder}/"))
        for files in loaded.found
        if made.isdisjoint(edition.path for edition in files.editions)
    )


def _parameters(request: Request, asked: Iterable[str]) -> dict[str, Any]:
    """What somebody has asked for, as far as it decides what comes out: editions, however they were named."""
    return {
        "paths": sorted(asked) if request.sources or request.approved else [],
        "profiles": sorted({WEB.name, *request.profiles}),
        "strict": request.strict,
        "despite": sorted(kind.value for kind in request.despite),
        "reason": request.reason,
        "since": request.since.digest if request.since else None,
    }


def _project(loaded: Loaded) -> Project:
    assert loaded.project is not None  # a release without one has ended before
    return loaded.project


def _shown(path: Path) -> str:
    return os.path.relpath(path)
