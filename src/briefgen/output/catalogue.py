"""The catalogue of a series: every public edition that has a page, as feeds, harvesters and registries list it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefgen.content.addresses import absolute
from briefgen.content.identity import Identity, identity_of
from briefgen.content.kinds import KINDS
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.markup import inline_html, plain_html
from briefgen.content.models import Publication
from briefgen.content.project import Project, copyright_of
from briefgen.content.public import is_public, modified
from briefgen.content.same_work import SameWork, same_work
from briefgen.content.topics import topic_id, topic_label
from briefgen.design import licences
from briefgen.design.compose import Composer, plain_text


@dataclass(frozen=True)
class Pdf:
    """The PDF of an edition: its full address and its bytes."""

    address: str
    size: int


@dataclass(frozen=True)
class Sibling:
    """The same work in a language: its full address, and its DOI if it has one of its own."""

    language: str
    address: str
    doi: str | None


@dataclass(frozen=True)
class Topic:
    """A topic: its word in addresses, and what it is called in the language of the edition."""

    id: str
    label: str


@dataclass(frozen=True)
class Record:
    """A public edition. Texts are plain, addresses are full. `folder` is its place in the output, `editions` are the
    public ones of the same work, this one among them, and `default` is the address of the one for readers of other
    languages; `original` is the one that it translates, `translations` are those that translate it. `main` is the
    publication that it is a companion of, with the DOI that readers find there."""

    project: Project
    publication: Publication
    slug: str
    folder: str
    kind: str
    kind_label: str
    is_main: bool
    language: str
    title: str
    description: str
    address: str
    pdf: Pdf | None
    identity: Identity
    topics: tuple[Topic, ...]
    licence_name: str
    licence_url: str
    copyright: str
    editions: tuple[Sibling, ...]
    default: str
    original: Sibling | None
    translations: tuple[Sibling, ...]
    main: Sibling | None
    modified: date | None

    @property
    def changed(self) -> date:
        """The day on which it appeared or was last changed: whoever asks for what is new since a day is told of it."""
        return self.modified or self.publication.date

    @property
    def key(self) -> str:
        """A name for it: `seven-pathways-en`."""
        return f"{self.slug}-{self.language}" if self.is_main else f"{self.slug}-{self.kind}-{self.language}"

    @property
    def series(self) -> str:
        return self.project.series.title.in_language(self.language)

    @property
    def publisher(self) -> str:
        return self.project.publisher.name.in_language(self.language)

    @property
    def number(self) -> int | None:
        return self.publication.number if self.is_main else None


def catalogue(composer: Composer, sizes: Mapping[str, int]) -> tuple[Record, ...]:
    """The public editions whose pages are among the files of these sizes, the newest first."""
    found = [record for loaded in composer.publications for record in _records(composer, loaded, sizes)]
    return tuple(
        sorted(
            found,
            key=lambda r: (-r.publication.date.toordinal(), r.publication.number or 0, r.slug, not r.is_main),
        )
    )


def _records(composer: Composer, loaded: LoadedPublication, sizes: Mapping[str, int]) -> Iterator[Record]:
    pages = composer.addresses.pages
    there = [
        manuscript
        for manuscript in loaded.manuscripts
        if is_public(loaded, manuscript) and pages[manuscript.file.path].html in sizes
    ]
    siblings = {manuscript.file.path: _sibling(composer, loaded, manuscript) for manuscript in there}
    for manuscript in there:
        work = same_work(loaded, manuscript, there)
        yield _record(composer, loaded, manuscript, sizes, siblings, work)


def _sibling(composer: Composer, loaded: LoadedPublication, manuscript: Manuscript) -> Sibling:
    identity = identity_of(loaded, manuscript)
    address = absolute(composer.addresses.site, composer.addresses.pages[manuscript.file.path].html)
    return Sibling(manuscript.file.language, address, identity.doi if identity.own_doi else None)


def _record(
    composer: Composer,
    loaded: LoadedPublication,
    manuscript: Manuscript,
    sizes: Mapping[str, int],
    siblings: Mapping[str, Sibling],
    work: SameWork,
) -> Record:
    project, site = composer.project, composer.addresses.site
    publication, edition, file = loaded.publication, manuscript.edition, manuscript.file
    page = composer.addresses.pages[file.path]
    rights = copyright_of(project, publication, file.language)
    return Record(
        project=project,
        publication=publication,
        slug=loaded.files.slug,
        folder=page.folder,
        kind=file.kind,
        kind_label=composer.design.words[file.language].gettext(KINDS[file.kind].LABEL),
        is_main=loaded.is_main(manuscript),
        language=file.language,
        title=plain_text(inline_html(edition.title, file.language)),
        description=plain_text(plain_html(edition.description, file.language)),
        address=absolute(site, page.html),
        pdf=Pdf(absolute(site, page.pdf), sizes[page.pdf]) if page.pdf in sizes else None,
        identity=identity_of(loaded, manuscript),
        topics=tuple(
            Topic(topic_id(topic), topic_label(topic, file.language)) for topic in publication.topics
        ),
        licence_name=licences.short_name(rights.licence),
        licence_url=licences.url(rights.licence),
        copyright=f"© {rights.holder} {rights.year}",
        editions=tuple(siblings[edition.file.path] for edition in work.editions),
        default=siblings[work.default.file.path].address,
        original=siblings[work.original.file.path] if work.original else None,
        translations=tuple(siblings[edition.file.path] for edition in work.translations),
        main=_main(loaded, manuscript, siblings),
        modified=modified(loaded, manuscript),
    )


def _main(
    loaded: LoadedPublication, manuscript: Manuscript, siblings: Mapping[str, Sibling]
) -> Sibling | None:
    """The publication that an edition is a companion of, in its language or else in the first, if that is public."""
    main = loaded.in_language(manuscript.file.language)
    if loaded.is_main(manuscript) or main.file.path not in siblings:
        return None
    return replace(siblings[main.file.path], doi=identity_of(loaded, main).doi)


def registered(records: Sequence[Record]) -> tuple[Record, ...]:
    """A record for each DOI. One of a publication in all its languages leads to the edition in the first of them."""
    found: dict[str, Record] = {}
    order = records[0].project.languages if records else ()
    for record in sorted(
        records, key=lambda record: (record.slug, order.index(record.language), record.kind)
    ):
        if record.identity.doi:
            found.setdefault(record.identity.doi.lower(), record)
    return tuple(found.values())
