"""The files beside the pages: the screen's style sheets and fonts, logos, pictures and downloads."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.content.references import Asset
from briefgen.core.workspace import Workspace
from briefgen.design.design import Design
from briefgen.design.downloads import Download
from briefgen.output.artifacts import Artifact

KIND = "asset"


def shared_assets(
    workspace: Workspace, design: Design, used: Iterable[Asset], made: Iterable[Download]
) -> list[Artifact]:
    """The shared files of a build, each once; `used` are those that editions show or offer, `made` those that were
    made for them."""
    assets = {asset.address: asset for asset in (*design.screen_fonts, *design.logo_assets, *used)}
    artifacts = [Artifact(a.address, workspace.read(a.source), KIND) for a in assets.values()]
    sheets = {styles.address: styles.css for styles in design.screen.values()}
    files = {**sheets, **{download.address: download.data for download in made}}
    return artifacts + [Artifact(address, data, KIND) for address, data in files.items()]
