"""The files by which a series is found and read by other programs: feeds, site map, repository and registrations.

All are made of the same catalogue in every build, as the home pages are, and written when their bytes differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import dirname

from briefgen.content.addresses import HOME
from briefgen.design.compose import Composer
from briefgen.output import crossref, datacite, feeds, oai, sitemap
from briefgen.output.artifacts import Artifact
from briefgen.output.catalogue import catalogue

KINDS = frozenset((feeds.KIND, sitemap.KIND, oai.KIND, datacite.KIND, crossref.KIND))
"""What the manifest calls these artifacts."""


def public_files(composer: Composer, sizes: Mapping[str, int]) -> list[Artifact]:
    """All of them, when the output has files of these sizes; none where nothing is public."""
    records = catalogue(composer, sizes)
    addresses, project = composer.addresses, composer.project
    if not records:
        return []
    return [
        *feeds.feeds(addresses, records),
        sitemap.sitemap(addresses, records),
        *oai.repository(addresses, project, records),
        *datacite.registrations(records),
        *crossref.deposits(project, records),
    ]


def own_registrations(composer: Composer, sizes: Mapping[str, int]) -> list[Artifact]:
    """The registrations of the editions whose files are of these sizes, as they are when all others are published that
    may be: what translates what does not depend on what goes out now."""
    elsewhere = {page.html: 0 for page in composer.addresses.pages.values()}
    own = {page.html for page in composer.addresses.pages.values()} & sizes.keys()
    records = catalogue(composer, {**elsewhere, **sizes})
    slugs = {record.slug for record in records if f"{record.folder}/{HOME}" in own}
    records = tuple(record for record in records if record.slug in slugs)
    if not records:
        return []
    found = (*datacite.registrations(records), *crossref.deposits(composer.project, records))
    return [artifact for artifact in found if f"{dirname(artifact.path)}/{HOME}" in own]
