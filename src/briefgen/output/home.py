"""The series' home page, `dist/index.html`: every publication, from front matter alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from briefgen.content.addresses import HOME, Addresses, absolute, relative
from briefgen.content.languages import direction, own_name
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.markup import inline_html
from briefgen.content.models import Project
from briefgen.design.compose import KIND_LABELS
from briefgen.design.design import Design
from briefgen.design.page import Shown


@dataclass(frozen=True)
class Entry:
    """An edition as the home page lists it."""

    href: str
    pdf: str
    kind: str
    kind_label: str
    number: int | None
    title: Markup
    description: str
    day: date
    language: str
    direction: str
    language_name: str
    editions: tuple[Entry, ...]
    companions: tuple[Entry, ...]
    countries: tuple[str, ...]


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
    entries: tuple[Entry, ...]


def home_page(project: Project, design: Design, addresses: Addresses, publications: Iterable[LoadedPublication]) -> str:
    """The home page in the series' first language, newest first. Stops when its template fails."""
    language = project.first_language
    words = design.words[language]
    entries = [_entry(loaded, project, design, addresses) for loaded in publications]
    entries.sort(key=lambda entry: (entry.kind, -(entry.number or 0), entry.title))
    entries.sort(key=lambda entry: entry.day, reverse=True)
    series = project.series
    home = Home(
        project=project,
        language=language,
        direction=direction(language),
        series=series.title.in_language(language),
        description=series.description.in_language(language) if series.description else "",
        publisher=project.publisher.name.in_language(language),
        address=absolute(addresses.site, HOME),
        stylesheet=relative(HOME, design.screen[language].address),
        icon=design.logo("small", "light", HOME, language).src,
        logo=design.logo("medium", "light", HOME, language),
        logo_light=design.logo("medium", "dark", HOME, language),
        entries=tuple(entries),
    )
    return design.templates.render("home.html", {"home": home, "words": words}, words.gettext)


def _entry(loaded: LoadedPublication, project: Project, design: Design, addresses: Addresses) -> Entry:
    main = [m for m in loaded.manuscripts if m.file.kind == loaded.files.main_kind]
    first = next((m for m in main if m.file.language == project.first_language), main[0])
    others = tuple(_line(m, loaded, project, design, addresses) for m in main if m is not first)
    companions = tuple(
        _line(m, loaded, project, design, addresses)
        for m in loaded.manuscripts
        if m.file.kind != loaded.files.main_kind and m.file.language == first.file.language
    )
    return _line(first, loaded, project, design, addresses, others, companions)


def _line(
    manuscript: Manuscript,
    loaded: LoadedPublication,
    project: Project,
    design: Design,
    addresses: Addresses,
    editions: tuple[Entry, ...] = (),
    companions: tuple[Entry, ...] = (),
) -> Entry:
    words = design.words[project.first_language]
    address = addresses.pages[manuscript.file.path]
    language = manuscript.file.language
    return Entry(
        href=relative(HOME, address.html),
        pdf=relative(HOME, address.pdf),
        kind=manuscript.file.kind,
        kind_label=words.gettext(KIND_LABELS[manuscript.file.kind]),
        number=loaded.publication.number if manuscript.file.kind == loaded.files.main_kind else None,
        title=inline_html(manuscript.edition.title, language),
        description=manuscript.edition.description,
        day=loaded.publication.date,
        language=language,
        direction=direction(language),
        language_name=own_name(language),
        editions=editions,
        companions=companions,
        countries=tuple(words.country(code) for code in loaded.publication.country),
    )

