"""The first step of everything: a project, the data of its series, and what its publications say of themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from briefgen.checks import check
from briefgen.checks.contract import check_cover
from briefgen.checks.days import check_days
from briefgen.checks.identifiers import check_identifiers, first_claims
from briefgen.checks.relations import check_relations
from briefgen.checks.terms import check_terms, facets_unknown, files_named, told_cases
from briefgen.content.addresses import Addresses, page_address
from briefgen.content.discovery import PublicationFiles, discover
from briefgen.content.edition_text import problems_of_body
from briefgen.content.evidence.library import Library
from briefgen.content.evidence.series_data import load_library
from briefgen.content.identity import Claim
from briefgen.content.manuscript import LoadedPublication, load_project, load_publication, project_place
from briefgen.content.project import Project
from briefgen.content.public import is_public
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.digest import digest_of
from briefgen.core.engine import Engine
from briefgen.core.workspace import Workspace


@dataclass(frozen=True)
class Loaded:
    """A project with its publications, before any text is read."""

    project: Project | None
    library: Library
    found: tuple[PublicationFiles, ...]
    publications: tuple[LoadedPublication, ...]
    held: tuple[LoadedPublication, ...]
    """Those of which terms or relations are wrong: their texts can be read, and are not published."""
    waiting: tuple[LoadedPublication, ...]
    """Those that rest on a file of the series with a mistake: the same."""
    diagnostics: tuple[Diagnostic, ...]
    unsure: frozenset[str] = frozenset()
    """Sections in which a name is wrong, so that it is not sure what belongs to them."""
    in_doubt: frozenset[str] = frozenset()
    """Paths of what cannot be shown as it is meant: publications that are not published, sections in which a name is
    an error, files of the series with a mistake."""
    series_digest: str = ""
    """Of all that the data of the series rests on."""

    @property
    def every(self) -> tuple[LoadedPublication, ...]:
        """All publications whose texts can be read."""
        return (*self.publications, *self.held, *self.waiting)


def load(workspace: Workspace, engine: Engine | None = None) -> Loaded:
    """Settings and front matter of everything. With an engine, what had to be converted is kept."""
    door = workspace.door()
    project, diagnostics = load_project(door)
    if project is None:
        return Loaded(None, Library(), (), (), (), (), diagnostics)
    of_series = workspace.door()
    library, problems = load_library(of_series, project.languages, engine, project.country_names)
    diagnostics += (*problems, *facets_unknown(library, project, project_place(door, "facets")))
    found, problems = discover(door, project)
    diagnostics += problems
    unsure, lost = _sections(problems), _sections(problem for problem in problems if problem.is_error)
    read: list[LoadedPublication] = []
    sound: list[LoadedPublication] = []
    for files in found:
        reading = load_publication(door, files)
        diagnostics += reading.problems
        for body in reading.unread:
            diagnostics += (*problems_of_body(body), *check(body))
        read += [reading.publication] if reading.publication else []
        sound += [reading.sound] if reading.sound else []
    told = tuple(told_cases(library, read))
    diagnostics += told
    wrong = library.wrong.union(problem.span.source.path for problem in told if problem.span)
    library = replace(library, wrong=wrong)
    claimed = first_claims((*read, *sound))
    good: list[LoadedPublication] = []
    held: list[LoadedPublication] = []
    waiting: list[LoadedPublication] = []
    for publication in read:
        problems = _problems(library, project, publication, read, found, claimed)
        diagnostics += problems
        if any(problem.is_error for problem in problems):
            held.append(publication)
        elif library.wrong and not library.wrong.isdisjoint(files_named(publication)):
            waiting.append(publication)
        else:
            good.append(publication)
    for publication in sound:
        also_wrong = _problems(library, project, publication, read, found, claimed)
        # What lacks may be among the keys that could not be read.
        diagnostics += tuple(one for one in also_wrong if one.code != messages.TERM_MISSING.code)
    fine = {p.files for p in read if not p.publication.listed}.union(p.files for p in good)
    missing = (f"{files.section}/{files.slug}" for files in found if files not in fine)
    in_doubt = frozenset((*missing, *lost, *library.wrong))
    digest = digest_of(repr((of_series.trace, sorted(library.wrong))).encode())
    return Loaded(
        project,
        library,
        found,
        tuple(good),
        tuple(held),
        tuple(waiting),
        diagnostics,
        unsure,
        in_doubt,
        digest,
    )


def _sections(problems: Iterable[Diagnostic]) -> frozenset[str]:
    """The sections in which problems with names are."""
    return frozenset(problem.span.source.path.partition("/")[0] for problem in problems if problem.span)


def _problems(
    library: Library,
    project: Project,
    publication: LoadedPublication,
    others: Collection[LoadedPublication],
    found: Collection[PublicationFiles],
    claimed: Mapping[str, Claim],
) -> tuple[Diagnostic, ...]:
    """What is wrong with how a publication names the data of the series and other publications, and with its
    days, its cover and its identifiers."""
    slugs = [files.slug for files in found]
    return (
        *check_terms(library, project, publication),
        *check_cover(publication),
        *check_days(publication),
        *check_relations(publication, others, slugs),
        *check_identifiers(project, publication, claimed),
    )


def addresses_of(loaded: Loaded, held: frozenset[str] = frozenset()) -> Addresses:
    """Where every edition of a project is published, good or not: others may link to it. Of those that are `held` back
    (by their files) no page says that they are there."""
    pages = {
        edition.path: page_address(files, edition) for files in loaded.found for edition in files.editions
    }
    feeds = {
        manuscript.file.language
        for publication in loaded.every
        for manuscript in publication.manuscripts
        if is_public(publication, manuscript) and manuscript.file.path not in held
    }
    site = loaded.project.address if loaded.project else ""
    return Addresses(site, pages, tuple(_homes(loaded, held)), feeds=frozenset(feeds), held=held)


def _homes(loaded: Loaded, held: Collection[str]) -> Iterator[str]:
    """The first language of the series, and those in which it lists a publication."""
    unlisted = {p.files.slug for p in loaded.every if not p.publication.listed}
    listed = (files for files in loaded.found if files.slug not in unlisted)
    used = {e.language for files in listed for e in files.editions if e.path not in held}
    languages = loaded.project.languages if loaded.project else ()
    return (language for place, language in enumerate(languages) if not place or language in used)
