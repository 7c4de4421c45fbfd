"""What is in a release, for archives and research catalogues: RO-Crate 1.1, JSON-LD in the words of schema.org."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from briefgen.content.choices import Licence
from briefgen.content.kinds import KINDS
from briefgen.design import licences
from briefgen.release.manifest import (
    ArtifactRecord,
    AuthorRecord,
    EditionRecord,
    PublicationRecord,
    ReleaseRecord,
    json_bytes,
)
from briefgen.release.names import CRATE, DIST, NOTES, PROVENANCE, RECORD, SBOM, SUMS

_CONTEXT, _VERSION = "https://w3id.org/ro/crate/1.1/context", "https://w3id.org/ro/crate/1.1"
_TYPES = {
    "html": "text/html",
    "pdf": "application/pdf",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
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


def write_crate(record: ReleaseRecord) -> bytes:
    """The metadata: the bundle as a data set, its publications as works, its files. All of it follows from the record,
    so that it can be written again and compared."""
    series = record.series
    works = [_work(publication, edition) for publication, edition in _editions(record)]
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
        "hasPart": [{"@id": part} for part in parts_of(record)],
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
            for name, (what, form) in _ABOUT.items()
        ),
        *(_file(artifact) for artifact in record.artifacts),
    ]
    return json_bytes({"@context": _CONTEXT, "@graph": graph})


def parts_of(record: ReleaseRecord) -> tuple[str, ...]:
    """The parts of the crate of a release, by the names that they have in it."""
    return (*_ABOUT, *(id_of_artifact(artifact.path) for artifact in record.artifacts))


def parts_named(data: Any) -> tuple[str, ...]:
    """The parts that a crate names; raises `ValueError` where it is none."""
    try:
        root = next(entity for entity in data["@graph"] if entity["@id"] == "./")
        return tuple(str(part["@id"]) for part in root["hasPart"])
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


def _work(publication: PublicationRecord, edition: EditionRecord) -> dict[str, Any]:
    isbns = [isbn for isbn in (edition.isbn.print, edition.isbn.pdf, edition.isbn.html) if isbn]
    return {
        "@id": f"#{publication.slug}-{edition.kind}-{edition.lang}",
        "@type": KINDS[edition.kind].SCHEMA_TYPE,
        "name": edition.title,
        "inLanguage": edition.lang,
        "datePublished": publication.date.isoformat(),
        "author": _one_or_more([{"@id": _author_id(author)} for author in publication.authors]),
        "license": _licence_of(publication.licence),
        **({"identifier": f"https://doi.org/{edition.doi}"} if edition.doi else {}),
        **({"isbn": _one_or_more(isbns)} if isbns else {}),
    }


def _author_id(author: AuthorRecord) -> str:
    return f"https://orcid.org/{author.orcid}" if author.orcid else f"#author-{quote(author.name, safe='')}"


def _authors(record: ReleaseRecord) -> Iterator[dict[str, Any]]:
    """Each author once. Only who has an ORCID is known to be a person and no organisation."""
    authors = {author for publication in record.publications for author in publication.authors}
    for author in sorted(authors, key=_author_id):
        kind = "Person" if author.orcid else "Thing"
        yield {"@id": _author_id(author), "@type": kind, "name": author.name}


def _licence_of(licence: str) -> Any:
    address = licences.url(Licence(licence))
    return {"@id": address} if address else "All rights reserved"


def _licences(names: set[str]) -> Iterator[dict[str, Any]]:
    for name in sorted(names):
        licence = Licence(name)
        if address := licences.url(licence):
            title = licences.short_name(licence)
            yield {"@id": address, "@type": "CreativeWork", "name": title, "identifier": address}


def _file(artifact: ArtifactRecord) -> dict[str, Any]:
    return {
        "@id": id_of_artifact(artifact.path),
        "@type": "File",
        "name": artifact.path.rpartition("/")[2],
        "contentSize": str(artifact.bytes),
        "encodingFormat": _TYPES.get(artifact.format, "application/octet-stream"),
        **({"inLanguage": artifact.lang} if artifact.lang else {}),
        **(
            {"about": {"@id": f"#{artifact.slug}-{artifact.kind}-{artifact.lang}"}}
            if artifact.slug and artifact.lang
            else {}
        ),
    }
