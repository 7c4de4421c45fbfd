"""What pages share: the screen's style sheets and fonts, logos, pictures and downloads."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.content.references import Asset
from briefgen.core.workspace import Workspace
from briefgen.design.design import Design
from briefgen.output.artifacts import Artifact

KIND = "asset"


def shared_assets(workspace: Workspace, design: Design, used: Iterable[Asset]) -> list[Artifact]:
    """The shared files of a build, each once; `used` are those that editions show or offer."""
    assets = {asset.address: asset for asset in (*design.screen_fonts, *design.logo_assets, *used)}
    artifacts = [Artifact(a.address, workspace.read(a.source), KIND) for a in assets.values()]
    sheets = {styles.address: styles.css for styles in design.screen.values()}
    return artifacts + [Artifact(address, css, KIND) for address, css in sheets.items()]
