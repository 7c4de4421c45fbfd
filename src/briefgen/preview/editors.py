"""Links that open a line of a file in an editor."""

from __future__ import annotations

import os

EDITORS = {
    "vscode": "vscode://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "pycharm": "pycharm://open?file={path}&line={line}&column={column}",
    "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    "zed": "zed://file{path}:{line}:{column}",
    "emacs": "org-protocol://open-source?url=file://{path}&line={line}",
}
"""How their addresses are written."""


def editor_address(asked: str | None) -> str:
    """The address of an editor by its name, or as it is written, with `{path}`, `{line}` and `{column}`. Nobody asked:
    that of the editor in whose terminal this runs; empty if that is not known."""
    if asked:
        return EDITORS.get(asked, asked)
    return EDITORS["vscode"] if os.environ.get("TERM_PROGRAM") == "vscode" else ""
