"""What must not go out: drafts, what is in review, what is under embargo; each told where its author wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from briefgen.content.choices import Stage
from briefgen.content.decode import span_at
from briefgen.content.frontmatter import Mapping
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.models import Approval
from briefgen.content.order import Order
from briefgen.core import bundle_messages
from briefgen.core.diagnostics import Diagnostic, Severity
from briefgen.core.source import Span

_STAGES = {Stage.DRAFT: "a draft", Stage.IN_REVIEW: "in review"}


class Despite(StrEnum):
    """What somebody can release in spite of."""

    STAGE = "stage"
    EMBARGO = "embargo"
    ERRORS = "errors"


_CODES = {
    bundle_messages.NOT_APPROVED.code: Despite.STAGE,
    bundle_messages.UNDER_EMBARGO.code: Despite.EMBARGO,
}


@dataclass(frozen=True)
class Passed:
    """Diagnostics of which the errors that were set aside have become warnings, and these by what they were."""

    diagnostics: tuple[Diagnostic, ...]
    aside: dict[Despite, tuple[Diagnostic, ...]]


def gate(publications: Iterable[LoadedPublication], order: Order, now: datetime) -> Iterator[Diagnostic]:
    """What keeps publications from being released now, and what of their approval cannot be told. The clock is that of
    the machine: no setting can make an embargo pass."""
    for publication in publications:
        wanted = [edition for edition in publication.manuscripts if order.wants_edition(publication, edition)]
        for edition in wanted:
            yield from _stage(publication, edition)
            yield from _embargo(publication, edition, now)


def stage_of(publication: LoadedPublication, edition: Manuscript) -> Stage:
    """How far an edition has come: as it says itself, or as its publication does."""
    return edition.edition.stage or publication.publication.stage


def approval_of(publication: LoadedPublication, edition: Manuscript) -> Approval | None:
    """Who approved an edition. One that has come to a stage by itself needs an approval of its own."""
    if edition.edition.approval or edition.edition.stage:
        return edition.edition.approval
    return publication.publication.approval


def embargo_of(publication: LoadedPublication, edition: Manuscript) -> datetime | None:
    """Until when nobody may publish an edition: the later of its own embargo and that of its publication."""
    own: datetime | None = getattr(edition.edition, "embargo", None)
    both = [moment for moment in (own, publication.publication.embargo) if moment]
    return max(both, default=None)


def _stage(publication: LoadedPublication, edition: Manuscript) -> Iterator[Diagnostic]:
    stage = stage_of(publication, edition)
    what, tree = (
        ("edition", edition.tree) if edition.edition.stage else ("publication", publication.settings.tree)
    )
    place = _place(tree, "stage")
    if stage in _STAGES:
        yield bundle_messages.NOT_APPROVED.at(place, what=what, stage=_STAGES[stage])
    elif approval_of(publication, edition) is None:
        yield bundle_messages.APPROVAL_MISSING.at(place, what=what)


def _embargo(publication: LoadedPublication, edition: Manuscript, now: datetime) -> Iterator[Diagnostic]:
    own: datetime | None = getattr(edition.edition, "embargo", None)
    both = (
        ("edition", own, edition.tree),
        ("publication", publication.publication.embargo, publication.settings.tree),
    )
    for what, moment, tree in both:
        if moment and moment > now:
            place = _place(tree, "embargo")
            yield bundle_messages.UNDER_EMBARGO.at(place, what=what, moment=moment.isoformat(" ", "minutes"))


def _place(tree: Mapping, key: str) -> Span:
    """Where a key stands, or the top of what could hold it."""
    if any(name.value == key for name, _ in tree.entries):
        return span_at(tree, (key,))
    return tree.span.source.line_span(tree.span.line)


def set_aside(diagnostics: Iterable[Diagnostic], despite: Iterable[Despite]) -> Passed:
    """Let pass what somebody takes the responsibility for."""
    wanted = set(despite)
    told: list[Diagnostic] = []
    aside: dict[Despite, tuple[Diagnostic, ...]] = {each: () for each in Despite if each in wanted}
    for diagnostic in diagnostics:
        kind = _CODES.get(diagnostic.code, Despite.ERRORS)
        if diagnostic.is_error and kind in wanted:
            aside[kind] += (diagnostic,)
            diagnostic = replace(diagnostic, severity=Severity.WARNING)
        told.append(diagnostic)
    return Passed(tuple(told), aside)
