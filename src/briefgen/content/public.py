"""Which editions are public: those that feeds, the site map, harvesters and registries may hear of; and when they
changed."""

from __future__ import annotations

from datetime import date

from briefgen.content.choices import Stage
from briefgen.content.manuscript import LoadedPublication, Manuscript


def is_public(loaded: LoadedPublication, manuscript: Manuscript) -> bool:
    """Whether an edition is published, listed, and under no embargo. There is no clock here: an embargo ends when its
    line is deleted."""
    publication, edition = loaded.publication, manuscript.edition
    stage = edition.stage or publication.stage
    embargo = publication.embargo or getattr(edition, "embargo", None)
    return stage is Stage.PUBLISHED and publication.listed and embargo is None


def modified(loaded: LoadedPublication, manuscript: Manuscript) -> date | None:
    """The day on which an edition was last changed since its publication, if it was: its own day or that of its
    publication, the later."""
    days = (loaded.publication.modified, manuscript.edition.modified)
    return max((day for day in days if day), default=None)
