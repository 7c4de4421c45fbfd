"""What must not go out: drafts, what is in review, what nobody approved, what is under embargo; each told where its
author wrote it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from briefgen.content.choices import Stage
from briefgen.content.decode import span_at
from briefgen.content.frontmatter import Mapping
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.order import Order
from briefgen.content.public import approval_of, stage_of
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Severity
from briefgen.core.diagnostics import strict as as_strict
from briefgen.core.source import Span

_STAGES = {Stage.DRAFT: "a draft", Stage.IN_REVIEW: "in review"}


class Despite(StrEnum):
    """What somebody can release in spite of."""

    STAGE = "stage"
    EMBARGO = "embargo"
    ERRORS = "errors"


_CODES = {
    messages.NOT_APPROVED.code: Despite.STAGE,
    messages.APPROVAL_MISSING.code: Despite.STAGE,
    messages.APPROVAL_EARLY.code: Despite.STAGE,
    messages.UNDER_EMBARGO.code: Despite.EMBARGO,
}


EAST = timedelta(hours=14)
"""How far the easternmost clocks are before UTC: what was approved there today is not of tomorrow."""


@dataclass(frozen=True)
class Passed:
    """Diagnostics of which the errors that were set aside have become warnings, and these by what they were."""

    diagnostics: tuple[Diagnostic, ...]
    aside: dict[Despite, tuple[Diagnostic, ...]]


def gate(publications: Iterable[LoadedPublication], order: Order, now: datetime) -> Iterator[Diagnostic]:
    """What keeps publications from being released now. The clock is that of
    the machine: no setting can make an embargo pass."""
    for publication in publications:
        for edition in publication.manuscripts:
            if order.wants_edition(publication, edition):
                yield from kept_back(publication, edition, now)


def held_back(
    publications: Iterable[LoadedPublication], order: Order, now: datetime, only_approved: bool = False
) -> Iterator[str]:
    """The files of editions that nobody asked for, and that may not go out: released pages do not tell of them. With
    `only_approved` nobody has asked for any such."""
    for publication in publications:
        for edition in publication.manuscripts:
            is_asked = order.wants_edition(publication, edition) and not only_approved
            if not is_asked and any(kept_back(publication, edition, now)):
                yield edition.file.path


def kept_back(publication: LoadedPublication, edition: Manuscript, now: datetime) -> Iterator[Diagnostic]:
    """What keeps one edition from going out now."""
    yield from _stage(publication, edition, now)
    yield from _embargo(publication, edition, now)


def embargo_of(publication: LoadedPublication, edition: Manuscript) -> datetime | None:
    """Until when nobody may publish an edition: the later of its own embargo and that of its publication."""
    return max((moment for _, moment, _ in embargoes_of(publication, edition)), default=None)


def embargoes_of(
    publication: LoadedPublication, edition: Manuscript
) -> tuple[tuple[str, datetime, Mapping], ...]:
    """The embargoes that hold for an edition: of what each is in words, until when, and in which settings it stands."""
    both = (
        ("edition", getattr(edition.edition, "embargo", None), edition.tree),
        ("publication", publication.publication.embargo, publication.settings.tree),
    )
    return tuple((what, moment, tree) for what, moment, tree in both if moment)


def stage_place(publication: LoadedPublication, edition: Manuscript) -> tuple[str, Span]:
    """What an edition has its stage from, in words, and where that is said."""
    if edition.edition.stage:
        return "edition", place_of(edition.tree, "stage")
    return "publication", place_of(publication.settings.tree, "stage")


def _stage(publication: LoadedPublication, edition: Manuscript, now: datetime) -> Iterator[Diagnostic]:
    stage = stage_of(publication, edition)
    what, place = stage_place(publication, edition)
    if stage in _STAGES:
        yield messages.NOT_APPROVED.at(place, what=what, stage=_STAGES[stage])
        return
    approval = approval_of(publication, edition)
    if approval is None:
        yield messages.APPROVAL_MISSING.at(place, what=what)
    elif approval.on > (now + EAST).date():
        tree = edition.tree if edition.edition.approval else publication.settings.tree
        place = place_of(tree, "approval")
        yield messages.APPROVAL_EARLY.at(place, what=what, day=approval.on.isoformat())


def _embargo(publication: LoadedPublication, edition: Manuscript, now: datetime) -> Iterator[Diagnostic]:
    for what, moment, tree in embargoes_of(publication, edition):
        if moment > now:
            place = place_of(tree, "embargo")
            yield messages.UNDER_EMBARGO.at(place, what=what, moment=moment.isoformat(" ", "minutes"))


def place_of(tree: Mapping, key: str) -> Span:
    """Where a key stands, or the top of what could hold it."""
    if any(name.value == key for name, _ in tree.entries):
        return span_at(tree, (key,))
    return tree.span.source.line_span(tree.span.line)


def set_aside(
    diagnostics: Iterable[Diagnostic],
    despite: Collection[Despite],
    left_out: Callable[[str], bool] = lambda _: False,
    strict: bool = False,
) -> Passed:
    """Let pass what somebody takes the responsibility for. Of errors that is those in files of publications that are
    `left_out`: whatever else is wrong would go out with the others. With `strict` warnings become errors that stay."""
    told: list[Diagnostic] = []
    aside: dict[Despite, tuple[Diagnostic, ...]] = {each: () for each in Despite if each in despite}
    for diagnostic in diagnostics:
        kind = _kind(diagnostic, left_out)
        if diagnostic.is_error and kind in aside:
            aside[kind] += (diagnostic,)
            told.append(replace(diagnostic, severity=Severity.WARNING))
        else:
            told += as_strict((diagnostic,)) if strict else (diagnostic,)
    return Passed(tuple(told), aside)


def _kind(diagnostic: Diagnostic, left_out: Callable[[str], bool]) -> Despite | None:
    if diagnostic.code in _CODES:
        return _CODES[diagnostic.code]
    is_left_out = diagnostic.span is not None and left_out(diagnostic.span.source.path)
    return Despite.ERRORS if is_left_out else None
