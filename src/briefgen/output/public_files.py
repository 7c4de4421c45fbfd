"""The files by which a series is found and read by other programs: feeds, site map, repository and registrations.

All are made of the same catalogue in every build, as the home pages are, and written when their bytes differ.
"""

from __future__ import annotations

from collections.abc import Mapping

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
