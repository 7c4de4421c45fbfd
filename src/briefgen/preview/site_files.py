"""The files of a site that are no edition's: those that pages share, the home pages, and what other programs read."""

from __future__ import annotations

from briefgen.core.store import Blob
from briefgen.output.assets import shared_assets
from briefgen.output.home import home_pages
from briefgen.output.public_files import public_files
from briefgen.output.skos import vocabulary_files
from briefgen.preview.stage import Stage


def site_files(stage: Stage) -> dict[str, Blob]:
    """All of them by their addresses, as a build would publish them; none while there is no workshop. Feeds tell how
    large files are: here it is 0, because they would have to wait for every PDF."""
    if stage.workshop is None:
        return {}
    composer = stage.workshop.composer
    pages = {file for page in composer.addresses.pages.values() for file in (page.html, page.pdf)}
    home, _ = home_pages(stage.workspace.door(), composer, pages)
    artifacts = (
        *shared_assets(stage.engine, composer.design),
        *public_files(composer, dict.fromkeys(pages, 0)),
        *vocabulary_files(composer.library, composer.addresses.site),
        *home,
    )
    return {artifact.path: artifact.content for artifact in artifacts}
