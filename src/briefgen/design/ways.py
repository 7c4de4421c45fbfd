"""The ways from a page to others: the same in other languages, what it translates, and its companions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefgen.content.addresses import ATOM, RSS, Addresses, absolute
from briefgen.content.kinds import KINDS
from briefgen.content.languages import direction, own_name
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.markup import inline_html
from briefgen.content.public import is_public
from briefgen.content.same_work import same_work
from briefgen.content.translating.translations import source_of
from briefgen.design.interface_words import InterfaceWords
from briefgen.design.page import Feed, Link, NotYet

FORMS = {ATOM: ("Atom", "application/atom+xml"), RSS: ("RSS", "application/rss+xml")}
"""The forms of feeds: what readers call each, and its media type."""


def feeds_from(page: str, addresses: Addresses, language: str) -> Iterator[Feed]:
    """The feeds of all publications in a language, as a page offers them."""
    for form, (name, media_type) in FORMS.items():
        yield Feed(name, addresses.to_feed(page, language, form), media_type)


@dataclass(frozen=True)
class Ways:
    """The ways from an edition (`here`) of a publication. `words` are the interface's, by language. None of them tells
    of an edition that is held back."""

    addresses: Addresses
    words: Mapping[str, InterfaceWords]
    loaded: LoadedPublication
    here: Manuscript

    def alternates(self) -> Iterator[Link]:
        """The same in the other languages."""
        for other in self._there():
            if other.file.kind == self.here.file.kind and other is not self.here:
                yield self._link(other)

    def not_yet(self) -> Iterator[NotYet]:
        """The other languages in which the series has something, and this is not there."""
        kind, page = self.here.file.kind, self.addresses.pages[self.here.file.path].html
        there = {other.file.language for other in self._there() if other.file.kind == kind}
        for language in self.addresses.homes:
            if language not in there:
                note = self.words[language].gettext("Not yet in this language: see what there is")
                home = self.addresses.to_home(page, language)
                yield NotYet(home, language, direction(language), own_name(language), note)

    def original(self) -> Link | None:
        """The edition that this one translates."""
        source = source_of(self.loaded, self.here)
        return self._link(source) if source in self._there() else None

    def default(self) -> str:
        """The full address of the same for readers of all other languages."""
        public = (other for other in self.loaded.manuscripts if is_public(self.loaded, other))
        default = same_work(self.loaded, self.here, public).default
        return absolute(self.addresses.site, self.addresses.pages[default.file.path].html)

    def companions(self) -> Iterator[Link]:
        """What else there is about the same publication in this language."""
        for other in self._there():
            if other.file.language == self.here.file.language and other is not self.here:
                yield self._link(other)

    def main(self) -> Link | None:
        """The publication that this is a companion of, in its language or else in the first; None from itself."""
        main = tuple(filter(self.loaded.is_main, self._there()))
        if self.here in main or not main:
            return None
        return self._link(next((m for m in main if m.file.language == self._language), main[0]))

    def feeds(self) -> Iterator[Feed]:
        """The feeds of the series in this language, where it has any."""
        if self._language in self.addresses.feeds:
            page = self.addresses.pages[self.here.file.path].html
            yield from feeds_from(page, self.addresses, self._language)

    @property
    def _language(self) -> str:
        return self.here.file.language

    def _there(self) -> tuple[Manuscript, ...]:
        return tuple(m for m in self.loaded.manuscripts if m.file.path not in self.addresses.held)

    def _link(self, other: Manuscript) -> Link:
        language = other.file.language
        target = self.addresses.pages[other.file.path]
        return Link(
            href=self.addresses.to_page(self.addresses.pages[self.here.file.path].html, other.file.path),
            address=absolute(self.addresses.site, target.html),
            title=inline_html(other.edition.title, language),
            language=language,
            direction=direction(language),
            language_name=own_name(language),
            kind=self.words[self.here.file.language].gettext(KINDS[other.file.kind].LABEL),
            is_public=is_public(self.loaded, other),
        )
