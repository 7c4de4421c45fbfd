"""The project as it is on the disk now, with all that its editions are made with, ready to make any of them at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from briefgen.content.citing.build_citations import cite
from briefgen.content.manuscript import LoadedPublication, load_publication
from briefgen.content.order import Order
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.engine import Engine
from briefgen.core.known_files import KNOWN, KnownFiles
from briefgen.core.store import STORE, Store
from briefgen.core.workspace import Workspace
from briefgen.design.shipped import shipped_root
from briefgen.loading import Loaded, load
from briefgen.opening import open_workshop
from briefgen.workshop import Workshop


@dataclass(frozen=True)
class Stage:
    """A project as it was read, its workshop if there is one, and what is wrong with all but the editions. While the
    project itself is broken it is as it was last, and not `is_readable`."""

    engine: Engine
    loaded: Loaded
    workshop: Workshop | None
    problems: tuple[Diagnostic, ...]
    is_readable: bool = True

    @property
    def workspace(self) -> Workspace:
        return self.engine.workspace

    @property
    def paths(self) -> tuple[str, ...]:
        """The files of all editions that can be read."""
        return tuple(m.file.path for publication in self.loaded.every for m in publication.manuscripts)

    def with_texts(self, changed: Collection[str]) -> Stage | None:
        """The project when files of some publications have changed; None when that changes more than what their
        editions show: a front matter, say, which other pages may show too."""
        if self.workshop is None or not self.is_readable:
            return None
        workspace = self.workspace.later(changed)
        engine = replace(self.engine, workspace=workspace, reasons={}, asked=set())
        touched = [
            p for p in self.loaded.every if any(path.startswith(f"{p.files.folder}/") for path in changed)
        ]
        inside = tuple(f"{publication.files.folder}/" for publication in touched)
        if not all(path.startswith(inside) for path in changed):
            return None
        read: dict[str, LoadedPublication] = {}
        for publication in touched:
            now = load_publication(workspace.door(), publication.files).publication
            if now is None or _fronts(now) != _fronts(publication):
                return None
            read[publication.files.slug] = now
        loaded = _with(self.loaded, read)
        composer = self.workshop.composer
        wanted = [(publication, m) for publication in read.values() for m in publication.manuscripts]
        citations, problems = cite(engine, composer.design.citations, composer.library, wanted)
        if problems:
            return None
        composer = replace(
            composer, citations={**composer.citations, **citations}, publications=loaded.publications
        )
        workshop = self.workshop.with_publications(tuple(read.values()), composer)
        return Stage(engine, loaded, workshop, self.problems)

    def read_again(self, root: Path, order: Order) -> Stage:
        """The project read anew; if it cannot be, this one with what is wrong now."""
        now = set_stage(root, order)
        if now.is_readable or self.workshop is None:
            return now
        return replace(now, loaded=self.loaded, workshop=self.workshop)


def set_stage(root: Path, order: Order) -> Stage:
    """Read a project."""
    known = KnownFiles.of(root / STORE / KNOWN)
    workspace = Workspace(root, shipped_root(), known)
    engine = Engine(workspace, Store(workspace.root / STORE))
    loaded = load(workspace, engine)
    opened = open_workshop(engine, order, loaded)
    problems = (*loaded.diagnostics, *opened.problems)
    return Stage(engine, loaded, opened.workshop, problems, opened.workshop is not None)


def _fronts(publication: LoadedPublication) -> tuple[str, ...]:
    """All that a publication says of itself, without the texts of its editions."""
    settings = () if publication.files.settings is None else (publication.settings.source.text,)
    return (*settings, *(m.source.text[: m.body.start] for m in publication.manuscripts))


def _with(loaded: Loaded, read: dict[str, LoadedPublication]) -> Loaded:
    """The same with some publications as they are now."""

    def now(some: tuple[LoadedPublication, ...]) -> tuple[LoadedPublication, ...]:
        return tuple(read.get(publication.files.slug, publication) for publication in some)

    return replace(
        loaded, publications=now(loaded.publications), held=now(loaded.held), waiting=now(loaded.waiting)
    )
