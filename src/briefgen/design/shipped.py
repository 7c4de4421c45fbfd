"""Templates and styles in two layers: the project's own file of a name, else the one shipped with briefgen."""

from __future__ import annotations

from pathlib import Path

from briefgen.core.workspace import SHIPPED, Door

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped_root() -> Path:
    """The folder that holds briefgen's own `templates/` and `styles/`: inside the installed package, or
    the checkout."""
    installed = _PACKAGE / "shipped"
    return installed if installed.is_dir() else _PACKAGE.parent.parent


def find(door: Door, path: str) -> str | None:
    """The project path of a design file such as `styles/print.css`; the project's own comes first."""
    return door.first(path, SHIPPED + path)


def names(door: Door, folder: str) -> tuple[str, ...]:
    """The names of the files in a design folder, in both layers, sorted."""
    both = {*door.list(folder), *door.list(SHIPPED + folder)}
    return tuple(sorted(name for name in both if not name.endswith("/")))
