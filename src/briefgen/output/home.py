"""The series' home pages, `dist/index.html` and one for each other language: every publication, and each under its
terms, from front matter alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import escape

from briefgen.content.addresses import HOME, absolute, relative
from briefgen.content.kinds import KINDS
from briefgen.content.languages import direction, open_graph_locale, own_name
from briefgen.content.project import Project
from briefgen.core.diagnostics import Diagnostic, StopPublication
from briefgen.core.store import Blob
from briefgen.core.workspace import Door
from briefgen.design.compose import Composer
from briefgen.design.interface_words import InterfaceWords
from briefgen.design.isolates import isolate
from briefgen.design.page import Feed, Link, Shown
from briefgen.design.structured_data import Data, series_data
from briefgen.design.ways import feeds_from
from briefgen.output.artifacts import Artifact
from briefgen.output.catalogue import Record, catalogue
from briefgen.output.feeds import topic_feeds
from briefgen.output.find_by import Facet, Finder
from briefgen.output.home_entries import Entry, Lister

KIND = "home"
"""What the manifest calls these artifacts."""


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
    alternates: tuple[Link, ...]
    default: str
    """The address of the home page in the first language."""

    here: int
    """How many of the publications are there in its language."""

    total: int
    structured_data: Data
    feeds: tuple[Feed, ...]
    topics: tuple[Feed, ...]
    """The Atom feeds of the topics, by what these are called; those in RSS would say the same."""

    @property
    def locale(self) -> str:
        """The language as social networks name it."""
        return open_graph_locale(self.language)


def home_pages(
    door: Door, composer: Composer, pages: Collection[str]
) -> tuple[list[Artifact], tuple[Diagnostic, ...]]:
    """The home pages, with the editions whose files are among `pages`; none, and why, when their template fails.
    A folder without the first language of the series has an `index.html` that leads to the first of them."""
    found: list[Artifact] = []
    records = catalogue(composer, dict.fromkeys(pages, 0))
    try:
        for language in composer.addresses.homes_there:
            there = [record for record in records if record.language == language]
            home = _home(door, composer, pages, language, there)
            path = composer.addresses.home(language)
            if not found and path != HOME:
                found.append(_drawn("entrance.html", HOME, composer, home, relative(HOME, path)))
            found.append(_drawn("home.html", path, composer, home))
    except StopPublication as stop:
        return [], stop.diagnostics
    return found, ()


def _drawn(template: str, path: str, composer: Composer, home: Home, way: str = "") -> Artifact:
    """A page of a template; `way` is where an entrance leads."""
    words = composer.design.words[home.language]
    values = {"home": home, "words": words, "way": way}
    html = composer.design.templates.render(template, values, words.gettext, words.ngettext)
    return Artifact(path, Blob.of(isolate(html).encode()), KIND, home.language)


def _home(
    door: Door, composer: Composer, pages: Collection[str], language: str, records: Sequence[Record]
) -> Home:
    """The home page in a language; `records` are the public editions in it."""
    project, design, addresses = composer.project, composer.design, composer.addresses
    words, page = design.words[language], composer.addresses.home(language)
    lister = Lister(door, words, addresses, pages)
    listed = [loaded for loaded in composer.publications if loaded.publication.listed]
    entries = {loaded.files.slug: entry for loaded in listed if (entry := lister.publication(loaded))}
    series, address = project.series, absolute(addresses.site, page)
    description = series.description.in_language(language) if series.description else ""
    alternates = tuple(_alternates(composer, language))
    return Home(
        project=project,
        language=language,
        direction=direction(language),
        series=series.title.in_language(language),
        description=description,
        publisher=project.publisher.name.in_language(language),
        address=address,
        stylesheet=relative(page, design.screen[language].address),
        icon=design.logo("small", "light", page, language).src,
        logo=design.logo("medium", "light", page, language),
        logo_light=design.logo("medium", "dark", page, language),
        shelves=tuple(_shelves(entries.values(), words)),
        facets=Finder(project, composer.library, words, listed, entries, not addresses.languages).facets(),
        alternates=alternates,
        default=absolute(addresses.site, addresses.home(project.first_language)),
        here=sum(entry.language == language for entry in entries.values()),
        total=len(entries),
        structured_data=series_data(project, language, address, description, alternates),
        feeds=tuple(feeds_from(page, addresses, language)) if records else (),
        topics=tuple(topic_feeds(page, addresses, language, records)),
    )


def _alternates(composer: Composer, here: str) -> Iterator[Link]:
    """The home pages in the other languages."""
    addresses, project = composer.addresses, composer.project
    for language in addresses.homes:
        if language != here:
            yield Link(
                href=addresses.to_home(addresses.home(here), language),
                address=absolute(addresses.site, addresses.home(language)),
                title=escape(project.series.title.in_language(language)),
                language=language,
                direction=direction(language),
                language_name=own_name(language),
                kind="",
                is_public=True,
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
