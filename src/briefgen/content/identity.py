"""What registries call an edition: its DOI, and an ISBN for each of its formats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefgen.content.decode import Loc, span_at
from briefgen.content.frontmatter import Mapping
from briefgen.content.identifiers import isbn_13
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.core.source import Source, Span

FORMATS = ("print", "pdf", "html")


@dataclass(frozen=True)
class Identity:
    """The identifiers of an edition, as they are written. `own_doi` tells whether the DOI is that of this edition
    alone, and not of its publication in every language."""

    doi: str | None = None
    own_doi: bool = False
    print: str | None = None
    pdf: str | None = None
    html: str | None = None

    def isbn(self, form: str) -> str | None:
        return {"print": self.print, "pdf": self.pdf, "html": self.html}[form]


@dataclass(frozen=True)
class Claim:
    """An identifier that stands for something: `value` is how it is compared, `written` how it is given at `place`.

    `form` and `language` are empty for a DOI. `edition` is the top of the file of an edition that takes what its
    publication gives, None where it is given for one edition.
    """

    value: str
    written: str
    slug: str
    kind: str
    form: str
    language: str
    place: Span
    edition: Span | None = None


def identity_of(loaded: LoadedPublication, manuscript: Manuscript) -> Identity:
    """The identifiers of an edition. Those of the publication are not those of its companions."""
    edition, publication = manuscript.edition, loaded.publication
    own = {form: getattr(edition.isbn, form) for form in FORMATS} if edition.isbn else {}
    if not loaded.is_main(manuscript):
        return Identity(edition.doi, True, own.get("print"), own.get("pdf"), own.get("html"))
    for form in FORMATS:
        given = getattr(publication.isbn, form)
        given = given.get(manuscript.file.language) if isinstance(given, dict) else given
        own[form] = own.get(form) or given
    doi = edition.doi or publication.doi
    return Identity(doi, bool(edition.doi), own["print"], own["pdf"], own["html"])


def claims(loaded: LoadedPublication) -> Iterator[Claim]:
    """Every identifier that a publication and its editions have, those of languages included in which there is no
    edition yet."""
    yield from _dois(loaded)
    for form in FORMATS:
        yield from _isbns(loaded, form)


def _dois(loaded: LoadedPublication) -> Iterator[Claim]:
    slug, kind = loaded.files.slug, loaded.files.main_kind
    places: list[tuple[str | None, str, Mapping]] = [(loaded.publication.doi, kind, loaded.settings.tree)]
    places += [(m.edition.doi, m.file.kind, m.tree) for m in loaded.manuscripts]
    for doi, kind, tree in places:
        if doi:
            yield Claim(doi.lower(), doi, slug, kind, "", "", span_at(tree, ("doi",)))


def _isbns(loaded: LoadedPublication, form: str) -> Iterator[Claim]:
    def claim(written: str, kind: str, language: str, tree: Mapping, at: Loc) -> Claim:
        place = span_at(tree, ("isbn", form, *at))
        return Claim(isbn_13(written), written, loaded.files.slug, kind, form, language, place)

    kind, settings = loaded.files.main_kind, loaded.settings.tree
    given = getattr(loaded.publication.isbn, form)
    if isinstance(given, dict):
        yield from (claim(isbn, kind, language, settings, (language,)) for language, isbn in given.items())
    for manuscript in loaded.manuscripts:
        file, own = manuscript.file, manuscript.edition.isbn
        if own and (isbn := getattr(own, form)):
            yield claim(isbn, file.kind, file.language, manuscript.tree, ())
        elif isinstance(given, str) and file.kind == kind:
            taken = claim(given, kind, file.language, settings, ())
            top = Source(file.path, "").whole()
            yield replace(taken, edition=top)
