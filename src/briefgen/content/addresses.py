"""Where everything is published: the folders of the output, and the way from one page to another."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote, urljoin, urlsplit

from briefgen.content.discovery import EditionFile, PublicationFiles
from briefgen.core.paths import path_from

HOME = "index.html"
ASSETS = "assets"
FEEDS = "feeds"
ATOM, RSS = "atom", "rss"

_IN_DOI = "/:;().,_-+@!$&*=~"
"""What stands in a DOI and in an address as it is."""


@dataclass(frozen=True)
class PageAddress:
    """The published files of an edition, relative to the output folder."""

    html: str
    pdf: str

    @property
    def language(self) -> str:
        return self.html.partition("/")[0]

    def pdf_of(self, suffix: str) -> str:
        """The PDF of another kind, which stands beside the one for the web."""
        return f"{self.pdf.removesuffix('.pdf')}{suffix}.pdf"

    @property
    def folder(self) -> str:
        return posixpath.dirname(self.html)


def page_address(files: PublicationFiles, edition: EditionFile) -> PageAddress:
    """Where an edition is published: `en/briefs/<slug>/index.html`; companions one folder deeper."""
    folder = f"{edition.language}/{files.section.replace('_', '-')}/{files.slug}"
    name = files.slug
    if edition.kind != files.main_kind:
        folder = f"{folder}/{edition.kind}"
        name = f"{name}-{edition.kind}"
    return PageAddress(f"{folder}/index.html", f"{folder}/{name}-{edition.language}.pdf")


def feed_address(language: str, form: str, topic: str = "") -> str:
    """A feed in a language, as `atom` or `rss`: of all publications, or of a topic (a word of addresses)."""
    return f"{FEEDS}/{language}/{topic}.{form}" if topic else f"{FEEDS}/{language}.{form}"


def asset_address(path: str, digest: str) -> str:
    """The published name of a file that pages share: its own name with a piece of its digest."""
    pure = PurePosixPath(path)
    return f"{ASSETS}/{pure.stem}-{digest[:10]}{pure.suffix.lower()}"


def relative(page: str, target: str) -> str:
    """The address of one output file as seen from another, with `index.html` written out, so that pages
    work from disk too."""
    return quote(path_from(posixpath.dirname(page), target), safe="/-._~")


def absolute(site: str, target: str) -> str:
    """The address of an output file on the web, pages without their `index.html`."""
    return site + quote(target.removesuffix(HOME), safe="/-._~")


def on_the_web(address: str, href: str) -> str:
    """Where a link to a page of the series leads on the web, seen from a page at an `address`. Other links stay."""
    path, mark, anchor = href.partition("#")
    if urlsplit(path).scheme or path.startswith("//") or posixpath.basename(path) != HOME:
        return href
    return urljoin(address, path).removesuffix(HOME) + mark + anchor


@dataclass(frozen=True)
class Addresses:
    """Every page of the series by the source file of its edition, and which languages the output folder holds."""

    site: str
    pages: Mapping[str, PageAddress]
    homes: tuple[str, ...] = ()
    """The languages that have a home page, the first language of the series first."""

    languages: frozenset[str] = frozenset()
    """The languages in a folder that works without the others; empty: all are there."""

    feeds: frozenset[str] = frozenset()
    """The languages in which something is public, so that they have feeds."""

    held: frozenset[str] = frozenset()
    """The files of editions that pages are not to name: only a link in a text leads there, for it is the author's."""

    def holds(self, language: str) -> bool:
        """Whether the folder has what is in a language."""
        return not self.languages or language in self.languages

    @property
    def homes_there(self) -> tuple[str, ...]:
        """The languages of the home pages in the folder."""
        return tuple(filter(self.holds, self.homes))

    def home(self, language: str) -> str:
        """The home page for readers of a language: `fr/index.html`, and `index.html` in the first language."""
        return f"{language}/{HOME}" if language in self.homes[1:] else HOME

    def to_home(self, page: str, language: str) -> str:
        """The way from a page to the home page for readers of a language."""
        return self._way(page, self.home(language), language)

    def to_feed(self, page: str, language: str, form: str, topic: str = "") -> str:
        """The way from a page to a feed. A folder that works without the other languages has none: it is on the web."""
        target = feed_address(language, form, topic)
        return absolute(self.site, target) if self.languages else relative(page, target)

    def to_page(self, page: str, path: str) -> str:
        """The way from a page to that of an edition."""
        target = self.pages[path]
        return self._way(page, target.html, target.language)

    def _way(self, page: str, target: str, language: str) -> str:
        """From a page to another in a language: on the web, where the folder does not hold it."""
        return relative(page, target) if self.holds(language) else absolute(self.site, target)

    def in_language(self, path: str, language: str) -> str:
        """The edition in a language that a link to an edition in the first one leads to, if it is there."""
        own = f"{path.removesuffix('.md')}.{language}.md"
        return own if path in self.pages and own in self.pages and own not in self.held else path


def doi_address(doi: str) -> str:
    """Where a DOI leads; older ones have signs in them that an address cannot."""
    return f"https://doi.org/{quote(doi, safe=_IN_DOI)}"
