"""The series' home page, `dist/index.html`: every publication, from front matter alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from briefgen.content.addresses import HOME, Addresses, absolute, asset_address, relative
from briefgen.content.kinds import KINDS
from briefgen.content.languages import direction, own_name
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.markup import inline_html
from briefgen.content.models import Project
from briefgen.core.workspace import Door, Refused, digest_of, join
from briefgen.design.design import Design
from briefgen.design.interface_words import InterfaceWords
from briefgen.design.page import Shown


@dataclass(frozen=True)
class Entry:
    """An edition as the home page lists it."""

    href: str
    pdf: str | None
    kind: str
    kind_label: str
    number: int | None
    title: Markup
    description: str
    day: date
    language: str
    direction: str
    language_name: str
    countries: tuple[str, ...]
    picture: str | None
    editions: tuple[Entry, ...] = ()
    companions: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Shelf:
    """The publications of one kind on the home page, newest first, under their heading."""

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


def home_page(
    door: Door,
    project: Project,
    design: Design,
    addresses: Addresses,
    publications: Iterable[LoadedPublication],
    pages: Collection[str],
) -> str:
    """The home page in the series' first language, with the editions whose files are among
    `pages`. Stops when its template fails."""
    language = project.first_language
    words = design.words[language]
    lister = _Lister(door, words, addresses, pages)
    listed = (loaded for loaded in publications if loaded.publication.listed)
    entries = [entry for loaded in listed if (entry := lister.publication(loaded))]
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
        shelves=tuple(_shelves(entries, words)),
    )
    return design.templates.render("home.html", {"home": home, "words": words}, words.gettext)


def _shelves(entries: list[Entry], words: InterfaceWords) -> Iterator[Shelf]:
    """A shelf for each kind of which there are publications."""
    newest_first = sorted(
        entries, key=lambda entry: (-entry.day.toordinal(), -(entry.number or 0), entry.title)
    )
    for kind, model in KINDS.items():
        if there := tuple(entry for entry in newest_first if entry.kind == kind):
            yield Shelf(kind, words.gettext(model.PLURAL), there)


@dataclass(frozen=True)
class _Lister:
    """Makes the entries of a home page in one language."""

    door: Door
    words: InterfaceWords
    addresses: Addresses
    pages: Collection[str]

    def publication(self, loaded: LoadedPublication) -> Entry | None:
        """The entry of a publication: its edition in the page's language, else the first there is, and under
        it the other languages and the companions. None when it has no page."""
        there = [m for m in loaded.manuscripts if self.addresses.pages[m.file.path].html in self.pages]
        main = [m for m in there if loaded.is_main(m)]
        if not main:
            return None
        first = next((m for m in main if m.file.language == self.words.language), main[0])
        companions = [m for m in there if m not in main and m.file.language == first.file.language]
        return replace(
            self._entry(loaded, first),
            editions=tuple(self._entry(loaded, m) for m in main if m is not first),
            companions=tuple(self._entry(loaded, m) for m in companions),
        )

    def _entry(self, loaded: LoadedPublication, manuscript: Manuscript) -> Entry:
        address = self.addresses.pages[manuscript.file.path]
        kind, language = manuscript.file.kind, manuscript.file.language
        return Entry(
            href=relative(HOME, address.html),
            pdf=relative(HOME, address.pdf) if address.pdf in self.pages else None,
            kind=kind,
            kind_label=self.words.gettext(KINDS[kind].LABEL),
            number=loaded.publication.number if kind == loaded.files.main_kind else None,
            title=inline_html(manuscript.edition.title, language),
            description=manuscript.edition.description,
            day=loaded.publication.date,
            language=language,
            direction=direction(language),
            language_name=own_name(language),
            countries=tuple(self.words.country(code) for code in loaded.publication.countries),
            picture=self._picture(loaded, manuscript),
        )

    def _picture(self, loaded: LoadedPublication, manuscript: Manuscript) -> str | None:
        """The address of the picture at the head of an edition, which its page has published."""
        hero = loaded.publication.hero
        if hero is None or manuscript.edition.hero is None:
            return None
        path = join(loaded.files.folder, hero.image)
        try:
            return relative(HOME, asset_address(path, digest_of(self.door.read(path))))
        except Refused:  # the page has said so
            return None
