"""The workshop of an order: the design and the citations that its editions are made with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from briefgen.content.citing.build_citations import cite
from briefgen.content.citing.formatting import Formatted
from briefgen.content.manuscript import LoadedPublication, project_place
from briefgen.content.order import Order
from briefgen.content.project import Project
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.engine import Engine
from briefgen.core.workspace import Door, Workspace
from briefgen.design.charts.studio import Studio
from briefgen.design.compose import Composer
from briefgen.design.design import Design, load_design
from briefgen.loading import Loaded, addresses_of
from briefgen.output.pdf_profiles import PRINT
from briefgen.output.press.load import load_press
from briefgen.output.press.sheet import Press
from briefgen.workshop import Workshop


@dataclass(frozen=True)
class Opened:
    """A workshop, if the brand can be read, the editions that are wanted of it by their files, and what is wrong."""

    workshop: Workshop | None
    paths: tuple[str, ...]
    problems: tuple[Diagnostic, ...]


def open_workshop(engine: Engine, order: Order, loaded: Loaded) -> Opened:
    """Get ready to make the editions of a project that has been loaded."""
    workspace, project = engine.workspace, loaded.project
    door = workspace.door()
    if project is None:
        return Opened(None, (), ())
    place = project_place(door, "brand") if order.brand is None else None
    if order.brand is not None:
        project = project.model_copy(update={"brand": order.brand})
    design, said = load_design(door, project, place)
    if design is None:
        return Opened(None, (), said)
    press = None
    if order.profile == PRINT.name:
        press, problems = load_press(door, project, design.brand)
        said += problems
        if press is None:
            return Opened(None, (), said)
    wanted = [(p, m) for p in loaded.every for m in p.manuscripts if order.wants_edition(p, m)]
    citations, problems = cite(engine, design.citations, loaded.library, wanted)
    composer = composer_of(door, project, design, loaded, engine, citations, order.held)
    if order.standalone:
        addresses = replace(composer.addresses, languages=frozenset(order.languages or project.languages))
        composer = replace(composer, addresses=addresses)
    workshop = workshop_of(workspace, composer, loaded, order, press, engine.anew)
    return Opened(workshop, tuple(m.file.path for _, m in wanted), (*said, *problems))


def composer_of(
    door: Door,
    project: Project,
    design: Design,
    loaded: Loaded,
    engine: Engine,
    citations: Mapping[str, Formatted] | None = None,
    held: frozenset[str] = frozenset(),
) -> Composer:
    """What composes the editions of a project with what they cite, and draws its charts. Those that are `held` back are
    in none of its views."""
    studio = Studio(door, engine, design.brand)
    publications = tuple(_without(loaded.publications, held)) if held else loaded.publications
    return Composer(
        project, design, addresses_of(loaded, held), loaded.library, publications, studio, citations or {}
    )


def _without(publications: Iterable[LoadedPublication], held: frozenset[str]) -> Iterator[LoadedPublication]:
    """Publications without some of their editions, as far as there is anything left of the publication itself."""
    for publication in publications:
        there = tuple(m for m in publication.manuscripts if m.file.path not in held)
        if any(map(publication.is_main, there)):
            yield replace(publication, manuscripts=there)


def workshop_of(
    workspace: Workspace,
    composer: Composer,
    loaded: Loaded,
    order: Order,
    press: Press | None = None,
    anew: str = "",
) -> Workshop:
    """All that the editions of a project are made with."""
    return Workshop(
        root=workspace.root,
        shipped=workspace.shipped,
        composer=composer,
        order=order,
        every=loaded.every,
        stopped=frozenset(p.files.slug for p in (*loaded.held, *loaded.waiting)),
        in_doubt=loaded.in_doubt,
        series_digest=loaded.series_digest,
        press=press,
        press_digest=workspace.digest(press.profile) if press else "",
        anew=anew,
    )
