"""The files beside the pages: the screen's style sheets and fonts, logos, pictures and downloads."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.content.references import Asset
from briefgen.core.engine import Engine
from briefgen.core.store import Blob, Kept
from briefgen.design.design import Design
from briefgen.output.artifacts import Artifact
from briefgen.output.published_pictures import copies, is_made_smaller

KIND = "asset"


def shared_assets(engine: Engine, design: Design) -> Iterator[Artifact]:
    """The files that all pages share: style sheets, fonts and logos."""
    for asset in (*design.screen_fonts, *design.logo_assets):
        for address, data in published(engine, asset):
            yield Artifact(address, Blob.of(data), KIND)
    for styles in design.screen.values():
        yield Artifact(styles.address, Blob.of(styles.css), KIND)


def published(engine: Engine, asset: Asset) -> Iterator[tuple[str, bytes]]:
    """The files that an asset becomes: pictures become several. They are kept, for making them takes time."""
    data = engine.workspace.read(asset.source)
    if not is_made_smaller(asset.address):
        yield asset.address, data
        return
    step, values = f"picture {asset.address}", {"picture": data, "width": str(asset.width).encode()}
    kept = engine.recall(step, values)
    if kept is None:
        files = tuple(copies(asset, data))
        sizes = [[address, len(content)] for address, content in files]
        kept = Kept((), b"".join(content for _, content in files), {"files": sizes})
        engine.keep(step, values, kept)
    start = 0
    for address, size in kept.facts["files"]:
        yield address, kept.data[start : start + size]
        start += size
