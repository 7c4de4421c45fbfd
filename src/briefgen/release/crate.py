"""What is in a release, for archives and research catalogues: RO-Crate 1.1, JSON-LD in the words of schema.org."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from briefgen.content.choices import Licence
from briefgen.content.kinds import KINDS
from briefgen.design import licences
from briefgen.output.artifacts import MANIFEST
from briefgen.release.manifest import (
    ArtifactRecord,
    AuthorRecord,
    EditionRecord,
    PublicationRecord,
    ReleaseRecord,
    SeriesRecord,
    json_bytes,
)
from briefgen.release.names import CRATE, DIAGNOSTICS, DIST, NOTES, PDFS, PROVENANCE, RECORD, SBOM, SUMS

_ORCID = "https://orcid.org/"
_CONTEXT, _VERSION = "https://w3id.org/ro/crate/1.1/context", "https://w3id.org/ro/crate/1.1"
_TYPES = {
    "html": "text/html",
    "pdf": "application/pdf",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "xml": "application/xml",
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "csv": "text/csv",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "txt": "text/plain",
}
_ABOUT = {
    RECORD: ("What was published, from which source, and who approved it", "application/json"),
    SUMS: ("The SHA-256 of every file", "text/plain"),
    NOTES: ("What is new", "text/markdown"),
    SBOM: ("What the release was built with, as CycloneDX", "application/vnd.cyclonedx+json"),
    PROVENANCE: ("How the release was made, as in-toto and SLSA", "application/vnd.in-toto+json"),
}
_NOT_ALWAYS_NAMED = {
    DIST + MANIFEST: ("What was built, file by file", "application/json"),
    DIAGNOSTICS: ("What was said while it was built", "application/json"),
    PDFS: ("The standards, language, fonts and pages of each PDF", "application/json"),
}
"""In every bundle as well, but crates that older versions wrote do not name them."""


def write_crate(record: ReleaseRecord) -> bytes:
    """The metadata: the bundle as a data set, its publications as works, its files. All of it follows from the record,
    so that it can be written again and compared."""
    series = record.series
    works = [_work(publication, edition, series) for publication, edition in _editions(record)]
    by_folder = _works_by_folder(record, {work["@id"] for work in works})
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"{series.title}, {record.date:%Y-%m-%d}",
        "description": series.description or series.title,
        "datePublished": f"{record.date:%Y-%m-%d}",
        "license": _licence_of(series.licence),
        "author": {"@id": series.publisher_url},
        "publisher": {"@id": series.publisher_url},
        "inLanguage": _one_or_more(list(series.languages)),
        "hasPart": [{"@id": part} for part in (*_NOT_ALWAYS_NAMED, *parts_of(record))],
        "mentions": _one_or_more([{"@id": work["@id"]} for work in works]),
        **({"issn": series.issn} if series.issn else {}),
    }
    graph = [
        {
            "@id": CRATE,
            "@type": "CreativeWork",
            "conformsTo": {"@id": _VERSION},
            "about": {"@id": "./"},
        },
        root,
        {
            "@id": series.publisher_url,
            "@type": "Organization",
            "name": series.publisher,
            "url": series.publisher_url,
        },
        *_licences({series.licence, *(publication.licence for publication in record.publications)}),
        *_authors(record),
        *works,
        *(
            {"@id": name, "@type": "File", "name": what, "encodingFormat": form}
            for name, (what, form) in (_ABOUT | _NOT_ALWAYS_NAMED).items()
        ),
        *(_file(artifact, by_folder) for artifact in record.artifacts),
    ]
    return json_bytes({"@context": _CONTEXT, "@graph": graph})


def parts_of(record: ReleaseRecord) -> tuple[str, ...]:
    """The parts that every crate of a release names, by the names that they have in it."""
    return (*_ABOUT, *(id_of_artifact(artifact.path) for artifact in record.artifacts))


def parts_named(data: Any) -> tuple[str, ...]:
    """The parts that a crate names, without those that not every crate does; raises `ValueError` where it is none."""
    try:
        root = next(entity for entity in data["@graph"] if entity["@id"] == "./")
        parts = (str(part["@id"]) for part in root["hasPart"])
        return tuple(part for part in parts if part not in _NOT_ALWAYS_NAMED)
    except (KeyError, TypeError, StopIteration):
        raise ValueError("it does not say what its parts are") from None


def _id(name: str) -> str:
    """A name as the address that it is in the metadata."""
    return quote(name, safe="/~!$&'()*+,;=@-._")


def id_of_artifact(path: str) -> str:
    """What the metadata calls a file of `dist/`."""
    return _id(f"{DIST}{path}")


def _editions(record: ReleaseRecord) -> Iterator[tuple[PublicationRecord, EditionRecord]]:
    for publication in record.publications:
        yield from ((publication, edition) for edition in publication.editions)


def _one_or_more(values: list[Any]) -> Any:
    """A list, or what is alone in it: RO-Crate would rather not have lists of one."""
    return values[0] if len(values) == 1 else values


def _work_id(slug: str | None, kind: str, language: str | None) -> str:
    return f"#{slug}-{kind}-{language}"


def _works_by_folder(record: ReleaseRecord, works: set[str]) -> dict[str, str]:
    """The works by the folders of their pages, in which there is what else is about them: registrations are of no kind
    of publication."""
    pages = (
        (artifact, _work_id(artifact.slug, artifact.kind, artifact.lang)) for artifact in record.artifacts
    )
    return {_folder(artifact): work for artifact, work in pages if work in works}


def _folder(artifact: ArtifactRecord) -> str:
    return artifact.path.rpartition("/")[0]


def _work(publication: PublicationRecord, edition: EditionRecord, series: SeriesRecord) -> dict[str, Any]:
    authors = dict.fromkeys(_author_id(author, series) for author in publication.authors)
    isbns = [isbn for isbn in (edition.isbn.print, edition.isbn.pdf, edition.isbn.html) if isbn]
    return {
        "@id": _work_id(publication.slug, edition.kind, edition.lang),
        "@type": KINDS[edition.kind].SCHEMA_TYPE,
        "name": edition.title,
        "inLanguage": edition.lang,
        "datePublished": publication.date.isoformat(),
        "author": _one_or_more([{"@id": author} for author in authors]),
        "license": _licence_of(publication.licence),
        **({"identifier": f"https://doi.org/{edition.doi}"} if edition.doi else {}),
        **({"isbn": _one_or_more(isbns)} if isbns else {}),
    }


def _author_id(author: AuthorRecord, series: SeriesRecord) -> str:
    if not author.orcid and author.name in series.publisher_names:
        return series.publisher_url
    return _ORCID + author.orcid if author.orcid else f"#author-{quote(author.name, safe='')}"


def _authors(record: ReleaseRecord) -> Iterator[dict[str, Any]]:
    """Each author once, under the first of the names that publications give in the order of letters; the publisher is
    there already. Of others, only who has an ORCID is known to be a person and no organisation."""
    series = record.series
    names: dict[str, set[str]] = {}
    for author in (author for publication in record.publications for author in publication.authors):
        names.setdefault(_author_id(author, series), set()).add(author.name)
    names.pop(series.publisher_url, None)
    for known_as in sorted(names):
        name, *others = sorted(names[known_as])
        kind = "Person" if known_as.startswith(_ORCID) else "Thing"
        also = {"alternateName": _one_or_more(others)} if others else {}
        yield {"@id": known_as, "@type": kind, "name": name, **also}


def _licence_of(licence: str) -> Any:
    address = licences.url(Licence(licence))
    return {"@id": address} if address else "All rights reserved"


def _licences(names: set[str]) -> Iterator[dict[str, Any]]:
    for name in sorted(names):
        licence = Licence(name)
        if address := licences.url(licence):
            title = licences.short_name(licence)
            yield {"@id": address, "@type": "CreativeWork", "name": title, "identifier": address}


def _file(artifact: ArtifactRecord, works: Mapping[str, str]) -> dict[str, Any]:
    work = works.get(_folder(artifact)) if artifact.slug else None
    return {
        "@id": id_of_artifact(artifact.path),
        "@type": "File",
        "name": artifact.path.rpartition("/")[2],
        "contentSize": str(artifact.bytes),
        "encodingFormat": _TYPES.get(artifact.format, "application/octet-stream"),
        **({"inLanguage": artifact.lang} if artifact.lang else {}),
        **({"about": {"@id": work}} if work else {}),
    }
