"""How what goes out will appear, where that is seldom meant: hidden from search engines, or of a day to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from briefgen.content.choices import Stage
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.order import Order
from briefgen.content.public import stage_of
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.release.gate import EAST, embargo_of, embargoes_of, place_of, stage_place

OF_THE_DAY = frozenset((messages.DATE_AHEAD.code,))
"""Codes of what is told on some days only: it stands in no bundle, which is the same on all of them."""


def appearance(
    publications: Iterable[LoadedPublication], order: Order, now: datetime
) -> Iterator[Diagnostic]:
    """What there is to tell of the editions that are asked for."""
    for publication in publications:
        for edition in publication.manuscripts:
            if order.wants_edition(publication, edition):
                yield from _hidden(publication, edition, now)
                yield from _ahead(publication, edition, now)


def _hidden(publication: LoadedPublication, edition: Manuscript, now: datetime) -> Iterator[Diagnostic]:
    """Why search engines, feeds and registries will not hear of an edition that may be published by now."""
    until = embargo_of(publication, edition)
    if not publication.publication.listed or (until and until > now):
        return
    if stage_of(publication, edition) is Stage.APPROVED:
        what, place = stage_place(publication, edition)
        advice = "write `stage: published` when it goes online"
        yield messages.RELEASED_HIDDEN.at(
            place, what=what, why="it is `approved`, not `published`", advice=advice
        )
    for what, _, tree in embargoes_of(publication, edition):
        why = "its embargo has ended, and the line is still there"
        yield messages.RELEASED_HIDDEN.at(
            place_of(tree, "embargo"), what=what, why=why, advice="delete this line"
        )


def _ahead(publication: LoadedPublication, edition: Manuscript, now: datetime) -> Iterator[Diagnostic]:
    """Days that readers will see before they have come, later than an embargo that says so."""
    until = embargo_of(publication, edition)
    last = max(moment.date() for moment in (until, now + EAST) if moment)
    days = (
        ("date", publication.publication.date, publication.settings.tree),
        ("modified", publication.publication.modified, publication.settings.tree),
        ("modified", edition.edition.modified, edition.tree),
    )
    for key, day, tree in days:
        if day and day > last:
            yield messages.DATE_AHEAD.at(place_of(tree, key), key=key, day=day.isoformat())
