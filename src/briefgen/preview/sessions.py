"""The sessions of a preview: one for each brand in which somebody has looked at the project."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefgen.content.manuscript import load_project
from briefgen.content.order import Order
from briefgen.core.workers import end_all
from briefgen.core.workspace import SHIPPED, Workspace
from briefgen.design.shipped import shipped_root
from briefgen.output.made import PDF
from briefgen.output.page_pictures import Sheet, picture, sheets
from briefgen.preview.audience import Audience
from briefgen.preview.session import Session

_BRANDS = "styles/brands"
_OF_PROJECT = "project"
"""What the project's brand is called as long as nobody knows which it is."""

_WIDEST = 2400
"""Pixels that a picture of a page may be wide."""


@dataclass
class Preview:
    """A project in all the brands that somebody has asked for."""

    root: Path
    order: Order
    brands: tuple[str, ...]
    editor: str = ""
    audience: Audience = field(default_factory=Audience)
    _sessions: dict[str, Session] = field(default_factory=dict)
    _sheets: dict[str, tuple[Sheet, ...]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def session(self, brand: str) -> Session:
        """The project in a brand; raises `KeyError` for one that there is not."""
        if brand not in self.brands:
            raise KeyError(brand)
        with self._lock:
            if brand not in self._sessions:
                order = self.order if brand == self.brands[0] else replace(self.order, brand=brand)

                def tell(what: str, path: str, page: str) -> None:
                    self.audience.tell({"what": what, "path": path, "brand": brand, "page": page})

                self._sessions[brand] = Session(self.root, order, brand, tell)
                self._sessions[brand].start()
            return self._sessions[brand]

    def stop(self) -> None:
        self.audience.tell(None)
        for session in self._sessions.values():
            session.stop()
        end_all()
        for session in self._sessions.values():
            session.wait()

    def edition_of(self, source: str) -> str:
        """The edition that somebody means by its file or its publication's folder: the first in the first language."""
        paths = self.session(self.brands[0]).stage.paths
        return next((path for path in paths if path == source or path.startswith(f"{source}/")), source)

    # --- answers ----------------------------------------------------------------------------------------

    def sheets_of(self, brand: str, path: str) -> tuple[Sheet, ...]:
        pdf = self._pdf(brand, path)
        if pdf is None:
            return ()
        digest, data = pdf
        if digest not in self._sheets:
            if len(self._sheets) > 64:
                self._sheets.clear()
            self._sheets[digest] = sheets(data)
        return self._sheets[digest]

    def sheet(self, brand: str, path: str, number: int, width: int) -> bytes | None:
        pdf = self._pdf(brand, path)
        try:
            return picture(pdf[1], number, min(max(width, 40), _WIDEST)) if pdf else None
        except IndexError:
            return None

    def _pdf(self, brand: str, path: str) -> tuple[str, bytes] | None:
        shown = self.session(brand).shown(path)
        paper = shown.paper if shown else None
        found = (file.content for file in (paper.files if paper else ()) if file.role == PDF)
        return next(((content.digest, content.read()) for content in found), None)


def open_preview(root: Path, order: Order, editor: str) -> Preview:
    """A preview of a project, which begins to read it."""
    workspace = Workspace(root, shipped_root())
    project, _ = load_project(workspace.door())
    own = order.brand or (project.brand if project else _OF_PROJECT)
    folders = (*workspace.list(_BRANDS), *workspace.list(SHIPPED + _BRANDS))
    others = sorted({name.rstrip("/") for name in folders if name.endswith("/")} - {own})
    preview = Preview(root, order, (own, *others), editor)
    preview.session(own)
    return preview
