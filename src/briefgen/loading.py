"""The first step of everything: a project, the data of its series, and what its publications say of themselves."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.checks import check
from briefgen.checks.contract import check_cover
from briefgen.checks.relations import check_relations
from briefgen.checks.terms import check_terms, facets_unknown, names_unread, told_cases
from briefgen.content.addresses import Addresses, page_address
from briefgen.content.discovery import PublicationFiles, discover
from briefgen.content.edition_text import problems_of_body
from briefgen.content.evidence.library import Library, load_library
from briefgen.content.manuscript import LoadedPublication, load_project, load_publication, project_place
from briefgen.content.models import Project
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.workspace import Workspace


@dataclass(frozen=True)
class Loaded:
    """A project with its publications, before any text is read."""

    project: Project | None
    library: Library
    found: tuple[PublicationFiles, ...]
    publications: tuple[LoadedPublication, ...]
    held: tuple[LoadedPublication, ...]
    """Those whose terms are wrong: their texts can be read, and are not published."""
    diagnostics: tuple[Diagnostic, ...]
    unsure: frozenset[str] = frozenset()
    """Sections in which a name is wrong, so that it is not sure what belongs to them."""


def load(workspace: Workspace) -> Loaded:
    """Settings and front matter of everything."""
    door = workspace.door()
    project, diagnostics = load_project(door)
    if project is None:
        return Loaded(None, Library(), (), (), (), diagnostics)
    library, problems = load_library(door, project.languages)
    diagnostics += (*problems, *facets_unknown(library, project, project_place(door, "facets")))
    found, problems = discover(door, project)
    diagnostics += problems
    unsure = frozenset(problem.span.source.path.partition("/")[0] for problem in problems if problem.span)
    publications: list[LoadedPublication] = []
    held: list[LoadedPublication] = []
    for files in found:
        reading = load_publication(door, files)
        diagnostics += reading.problems
        for body in reading.unread:
            diagnostics += (*problems_of_body(body), *check(body))
        if reading.publication:
            problems = (
                *check_terms(library, project, reading.publication),
                *check_cover(reading.publication),
            )
            diagnostics += problems
            wrong = any(problem.is_error for problem in problems)
            waits = wrong or names_unread(library, reading.publication)
            (held if waits else publications).append(reading.publication)
    diagnostics += tuple(told_cases(library, publications))
    slugs = [files.slug for files in found]
    for publication in publications:
        diagnostics += tuple(check_relations(publication, publications, slugs))
    return Loaded(project, library, found, tuple(publications), tuple(held), diagnostics, unsure)


def addresses_of(loaded: Loaded) -> Addresses:
    """Where every edition of a project is published, good or not: others may link to it."""
    pages = {
        edition.path: page_address(files, edition) for files in loaded.found for edition in files.editions
    }
    return Addresses(loaded.project.address if loaded.project else "", pages)
