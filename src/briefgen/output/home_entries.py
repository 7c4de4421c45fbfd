"""The publications as the home page lists them, from front matter alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from briefgen.content.addresses import Addresses, asset_address, relative
from briefgen.content.kinds import KINDS
from briefgen.content.languages import direction, name_in, own_name
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.markup import inline_html, plain_html
from briefgen.core.digest import digest_of
from briefgen.core.paths import join
from briefgen.core.workspace import Door, Refused
from briefgen.design.interface_words import InterfaceWords
from briefgen.output.published_pictures import narrowest


@dataclass(frozen=True)
class Entry:
    """An edition as the home page lists it."""

    href: str
    pdf: str | None
    kind: str
    kind_label: str
    number: int | None
    title: Markup
    description: Markup
    day: date
    language: str
    direction: str
    language_name: str
    countries: tuple[str, ...]
    picture: str | None
    languages: tuple[str, ...] = ()
    """Where it is not in the language of the page: the names of those it is in, in that language."""

    editions: tuple[Entry, ...] = ()
    companions: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Lister:
    """Makes the entries of a home page in one language."""

    door: Door
    words: InterfaceWords
    addresses: Addresses
    pages: Collection[str]

    @property
    def page(self) -> str:
        return self.addresses.home(self.words.language)

    def publication(self, loaded: LoadedPublication) -> Entry | None:
        """The entry of a publication: its edition in the page's language, else the first there is, and under
        it the other languages and the companions. None when it has no page."""
        there = [m for m in loaded.manuscripts if self.addresses.pages[m.file.path].html in self.pages]
        main = [m for m in there if loaded.is_main(m)]
        if not main:
            return None
        first = next((m for m in main if m.file.language == self.words.language), main[0])
        companions = [m for m in there if m not in main and m.file.language == first.file.language]
        spoken = [m.file.language for m in main]
        is_here = self.words.language in spoken
        return replace(
            self._entry(loaded, first),
            languages=() if is_here else tuple(name_in(code, self.words.language) for code in spoken),
            editions=tuple(self._entry(loaded, m) for m in main if m is not first),
            companions=tuple(self._entry(loaded, m) for m in companions),
        )

    def _entry(self, loaded: LoadedPublication, manuscript: Manuscript) -> Entry:
        address = self.addresses.pages[manuscript.file.path]
        kind, language = manuscript.file.kind, manuscript.file.language
        return Entry(
            href=self.addresses.to_page(self.page, manuscript.file.path),
            pdf=relative(self.page, address.pdf) if address.pdf in self.pages else None,
            kind=kind,
            kind_label=self.words.gettext(KINDS[kind].LABEL),
            number=loaded.publication.number if kind == loaded.files.main_kind else None,
            title=inline_html(manuscript.edition.title, language),
            description=plain_html(manuscript.edition.description, language),
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
            data = self.door.read(path)
            return relative(self.page, narrowest(asset_address(path, digest_of(data)), data))
        except Refused:  # the page has said so
            return None
