"""How far editions have come, who approved them, and which are public: those that feeds, the site map, harvesters and
registries may hear of; and when they changed."""

from __future__ import annotations

from datetime import date

from briefgen.content.choices import Stage
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.models import Approval


def stage_of(loaded: LoadedPublication, manuscript: Manuscript) -> Stage:
    """How far an edition has come: as it says itself, or as its publication does."""
    return manuscript.edition.stage or loaded.publication.stage


def approval_of(loaded: LoadedPublication, manuscript: Manuscript) -> Approval | None:
    """Who approved an edition. One that has come to a stage by itself needs an approval of its own."""
    own = manuscript.edition
    return own.approval if own.approval or own.stage else loaded.publication.approval


def lacks_approval(loaded: LoadedPublication, manuscript: Manuscript) -> bool:
    """Whether an edition is said to be approved or published, and nobody is named who approved it."""
    is_done = stage_of(loaded, manuscript) in (Stage.APPROVED, Stage.PUBLISHED)
    return is_done and approval_of(loaded, manuscript) is None


def is_public(loaded: LoadedPublication, manuscript: Manuscript) -> bool:
    """Whether an edition is published, listed, and under no embargo. There is no clock here: an embargo ends when its
    line is deleted."""
    publication, edition = loaded.publication, manuscript.edition
    embargo = publication.embargo or getattr(edition, "embargo", None)
    return stage_of(loaded, manuscript) is Stage.PUBLISHED and publication.listed and embargo is None


def modified(loaded: LoadedPublication, manuscript: Manuscript) -> date | None:
    """The day on which an edition was last changed since its publication, if it was: its own day or that of its
    publication, the later."""
    days = (loaded.publication.modified, manuscript.edition.modified)
    return max((day for day in days if day), default=None)
