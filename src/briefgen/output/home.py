"""The series' home page, `dist/index.html`: every publication, and each under its terms, from front matter alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from briefgen.content.addresses import HOME, absolute, relative
from briefgen.content.kinds import KINDS
from briefgen.content.languages import direction
from briefgen.content.models import Project
from briefgen.core.diagnostics import Diagnostic, StopPublication
from briefgen.core.workspace import Door
from briefgen.design.compose import Composer
from briefgen.design.interface_words import InterfaceWords
from briefgen.design.isolates import isolate
from briefgen.design.page import Shown
from briefgen.output.artifacts import Artifact
from briefgen.output.find_by import Facet, Finder
from briefgen.output.home_entries import Entry, Lister


@dataclass(frozen=True)
class Shelf:
    """The publications of one kind on the home page, by number, under their heading."""

    kind: str
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Home:
    """The home page as its template sees it."""

    project: Project
    language: str
    direction: str
    series: str
    description: str
    publisher: str
    address: str
    stylesheet: str
    icon: str
    logo: Shown
    logo_light: Shown
    shelves: tuple[Shelf, ...]
    facets: tuple[Facet, ...]


def home_page(
    door: Door, composer: Composer, pages: Collection[str]
) -> tuple[list[Artifact], tuple[Diagnostic, ...]]:
    """The home page in the series' first language, with the editions whose files are among `pages`; none, and why,
    when its template fails."""
    design, words = composer.design, composer.design.words[composer.project.first_language]
    values = {"home": _home(door, composer, pages), "words": words}
    try:
        html = isolate(design.templates.render("home.html", values, words.gettext))
    except StopPublication as stop:
        return [], stop.diagnostics
    return [Artifact(HOME, html.encode(), "home", words.language)], ()


def _home(door: Door, composer: Composer, pages: Collection[str]) -> Home:
    project, design = composer.project, composer.design
    language = project.first_language
    words = design.words[language]
    lister = Lister(door, words, composer.addresses, pages)
    listed = [loaded for loaded in composer.publications if loaded.publication.listed]
    entries = {loaded.files.slug: entry for loaded in listed if (entry := lister.publication(loaded))}
    series = project.series
    return Home(
        project=project,
        language=language,
        direction=direction(language),
        series=series.title.in_language(language),
        description=series.description.in_language(language) if series.description else "",
        publisher=project.publisher.name.in_language(language),
        address=absolute(composer.addresses.site, HOME),
        stylesheet=relative(HOME, design.screen[language].address),
        icon=design.logo("small", "light", HOME, language).src,
        logo=design.logo("medium", "light", HOME, language),
        logo_light=design.logo("medium", "dark", HOME, language),
        shelves=tuple(_shelves(entries.values(), words)),
        facets=Finder(project, composer.library, words, listed, entries).facets(),
    )


def _shelves(entries: Iterable[Entry], words: InterfaceWords) -> Iterator[Shelf]:
    """A shelf for each kind of which there are publications: by number, as on a real one; behind them those without
    a number, newest first."""
    in_order = sorted(
        entries, key=lambda entry: (entry.number is None, entry.number, -entry.day.toordinal(), entry.title)
    )
    for kind, model in KINDS.items():
        if there := tuple(entry for entry in in_order if entry.kind == kind):
            yield Shelf(kind, words.gettext(model.PLURAL), there)
