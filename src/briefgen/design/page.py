"""What a template is given: an edition as a page, in the words of the templates.

`templates/README.md` lists these names for designers; `tests/test_templates.py` holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from briefgen.content.addresses import asset_address, relative
from briefgen.content.block import Block
from briefgen.content.choices import Profile, Stage
from briefgen.content.languages import open_graph_locale
from briefgen.content.markup import Heading
from briefgen.content.models import Contact, Edition, Publication
from briefgen.content.pictures import Picture
from briefgen.content.project import Project
from briefgen.content.shown_addresses import divided
from briefgen.design.charts.exhibit import Exhibit
from briefgen.design.charts.listed_table import ListedTable
from briefgen.design.facts import Fact
from briefgen.design.running_heads import title_beside
from briefgen.design.view_tables import ViewTable


@dataclass(frozen=True)
class Shown:
    """A picture as a page shows it: address, size in pixels, and its words (alt is empty when decorative)."""

    src: str
    width: int
    height: int
    alt: str = ""
    caption: Markup | None = None
    credit: str | None = None


def shown(picture: Picture, page: str, alt: str) -> Shown:
    """A picture as it is seen from a page of the output."""
    src = relative(page, asset_address(picture.path, picture.digest))
    return Shown(src, picture.width, picture.height, alt)


@dataclass(frozen=True)
class Link:
    """A way to another page: the same in another language, or a companion. `is_public` tells whether search engines
    may hear of it."""

    href: str
    address: str
    title: Markup
    language: str
    direction: str
    language_name: str
    kind: str
    is_public: bool

    @property
    def locale(self) -> str:
        """The language as social networks name it."""
        return open_graph_locale(self.language)

    @property
    def as_link(self) -> Markup:
        """The title as a link to the page, in its language and direction."""
        return Markup('<a href="{0}" lang="{1}" dir="{2}" hreflang="{1}">{3}</a>').format(
            self.href, self.language, self.direction, self.title
        )


@dataclass(frozen=True)
class Meta:
    """What a page says of itself to catalogues: a name such as `DCTERMS.issued`, and what it has under it."""

    name: str
    content: str


@dataclass(frozen=True)
class Feed:
    """A feed that a page offers: its title, its address, and what kind of file it is (a media type)."""

    title: str
    href: str
    media_type: str


@dataclass(frozen=True)
class NotYet:
    """A language of the series that the page does not exist in: the way to what there is in it, and a word on that in
    it."""

    href: str
    language: str
    direction: str
    language_name: str
    note: str


@dataclass(frozen=True)
class Recommended:
    """A recommendation: number, and its parts as HTML."""

    number: int
    action: Markup
    who: Markup
    by: Markup | None
    evidence: Markup | None


@dataclass(frozen=True)
class Numbered:
    """A numbered figure, table or box: what it counts as, its number, anchor and title as HTML."""

    kind: str
    number: int
    title: Markup

    @property
    def anchor(self) -> str:
        return f"{self.kind}-{self.number}"


@dataclass(frozen=True)
class Supporter:
    """A partner or funder with its logo."""

    name: str
    url: str | None
    logo: Shown | None
    statement: str | None


@dataclass(frozen=True)
class CitationFile:
    """A file by which reference managers cite the page: what readers call it, its address, and its media type."""

    name: str
    href: str
    media_type: str


@dataclass(frozen=True)
class Identifier:
    """An identifier of the imprint: `ISBN (PDF)`, its value, and its address if it has one."""

    label: str
    value: str
    href: str | None = None


@dataclass(frozen=True)
class Part:
    """A block of the text while its component's template draws it."""

    name: str
    id: str
    number: int | None
    title: Markup | None
    options: Block
    content: Markup
    texts: Mapping[str, Markup]
    picture: Shown | None
    direction: str
    table: ViewTable | None
    exhibit: Exhibit | None
    listing: ListedTable | None


@dataclass(frozen=True)
class Page:
    """An edition as templates see it. Markup is HTML; text is escaped where it is put."""

    project: Project
    publication: Publication
    edition: Edition
    kind: str
    kind_label: str
    number: int | None
    schema_type: str
    language: str
    direction: str
    series: str
    publisher: str
    title: Markup
    title_text: str
    description: str
    day: date
    modified: date | None
    stage: Stage
    is_public: bool
    profile: Profile | None
    has_cover: bool
    body: Markup
    notes: Markup | None
    references: Markup | None
    texts: Mapping[str, Markup]
    headings: tuple[Heading, ...]
    numbered: tuple[Numbered, ...]
    hero: Shown | None
    logo: Shown
    logo_light: Shown
    icon: str
    stylesheet: str
    home: str
    pdf: str
    address: str
    pdf_address: str
    alternates: tuple[Link, ...]
    not_yet: tuple[NotYet, ...]
    original: Link | None
    is_outdated: bool
    companions: tuple[Link, ...]
    recommendations: tuple[Recommended, ...]
    recommendations_are_placed: bool
    partners: tuple[Supporter, ...]
    funders: tuple[Supporter, ...]
    contacts: tuple[Contact, ...]
    countries: tuple[str, ...]
    facts: tuple[Fact, ...]
    identifiers: tuple[Identifier, ...]
    citation: Markup
    citation_files: tuple[CitationFile, ...]
    licence_name: str
    licence_url: str
    copyright: str
    disclaimer: str | None
    has_map: bool
    map_disclaimer: str | None
    qr: Markup
    picture: Shown | None = None
    terms: tuple[Meta, ...] = ()
    structured_data: Mapping[str, object] = field(default_factory=dict)
    default_address: str = ""
    feeds: tuple[Feed, ...] = ()

    @property
    def locale(self) -> str:
        """The language as social networks name it."""
        return open_graph_locale(self.language)

    @property
    def public_alternates(self) -> tuple[Link, ...]:
        """The same in other languages, as far as it is public."""
        return tuple(other for other in self.alternates if other.is_public)

    @property
    def translations(self) -> tuple[Link, ...]:
        """What translates it, as far as it is public: nothing, where it is a translation itself."""
        return () if self.original else self.public_alternates

    @property
    def public_original(self) -> Link | None:
        """What it is a translation of, if that is public."""
        return self.original if self.original and self.original.is_public else None

    @property
    def shown_address(self) -> Markup:
        """The address on the web as readers see it."""
        return divided(self.address)

    @property
    def running_title(self) -> str:
        """The title for running heads: a long one ends behind a word that can stand at an end."""
        label = f"{self.kind_label} {self.number}" if self.number else self.kind_label
        return title_beside(label, self.title_text, self.profile, self.language)

    def text(self, name: str) -> Markup:
        """A text of the front matter as HTML; empty when it was not given."""
        return self.texts.get(name, Markup())

    def paragraphs(self, name: str) -> tuple[Markup, ...]:
        """A longer text, or a list of texts, of the front matter: its pieces as HTML, in order."""
        found: list[Markup] = []
        while (text := self.texts.get(f"{name}.{len(found)}")) is not None:
            found.append(text)
        return tuple(found)
