"""What DataCite is told of a publication with a DOI, beside its page: JSON as its REST interface takes it, with the
attributes of its metadata schema 4.6."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from briefgen.content.identifiers import isbn_13
from briefgen.content.identity import FORMATS
from briefgen.content.models import Author
from briefgen.core.store import Blob
from briefgen.design.citation_files import family_and_given
from briefgen.output.artifacts import Artifact
from briefgen.output.catalogue import Record, registered

KIND = "datacite"
Data = dict[str, object]

_CREATIVE_COMMONS = "https://spdx.org/licenses/"


def registrations(records: Sequence[Record]) -> Iterator[Artifact]:
    """A file for each DOI of a catalogue."""
    for record in registered(records):
        data = {"data": {"type": "dois", "attributes": attributes(record)}}
        written = (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
        path = f"{record.folder}/{record.key}.datacite.json"
        yield Artifact(path, Blob.of(written), KIND, record.language, record.slug)


def attributes(record: Record) -> Data:
    """The attributes of a DOI. Lists that would be empty are left out."""
    publication, language = record.publication, record.language
    lists: dict[str, list[Data]] = {
        "creators": [_creator(author, language) for author in publication.authors],
        "titles": [{"title": record.title, "lang": language}],
        "subjects": [{"subject": topic.label, "lang": language} for topic in record.topics],
        "dates": list(_dates(record)),
        "alternateIdentifiers": list(_isbns(record)),
        "relatedIdentifiers": list(_related(record)),
        "relatedItems": list(_series(record)),
        "rightsList": [_rights(record)],
        "descriptions": [
            {"description": record.description, "descriptionType": "Abstract", "lang": language}
        ],
        "fundingReferences": [{"funderName": f.name.in_language(language)} for f in publication.funders],
    }
    return {
        "doi": record.identity.doi,
        "url": record.address,
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "types": {
            "resourceTypeGeneral": "Report" if record.is_main else "Text",
            "resourceType": record.kind_label,
        },
        "publisher": {"name": record.publisher},
        "publicationYear": publication.date.year,
        "language": language,
        "formats": ["text/html", *(["application/pdf"] if record.pdf else [])],
        **{name: items for name, items in lists.items() if items},
    }


def _creator(author: Author, language: str) -> Data:
    parts = family_and_given(author)
    if parts is None:
        return {"name": author.name, "nameType": "Organizational"}
    family, given = parts
    data: Data = {
        "name": f"{family}, {given}" if given else family,
        "nameType": "Personal",
        "familyName": family,
    }
    if given:
        data["givenName"] = given
    if author.affiliation:
        data["affiliation"] = [{"name": author.affiliation.in_language(language)}]
    if author.orcid:
        scheme = {"nameIdentifierScheme": "ORCID", "schemeUri": "https://orcid.org"}
        data["nameIdentifiers"] = [{"nameIdentifier": f"https://orcid.org/{author.orcid}", **scheme}]
    return data


def _dates(record: Record) -> Iterator[Data]:
    yield {"date": record.publication.date.isoformat(), "dateType": "Issued"}
    if record.modified:
        yield {"date": record.modified.isoformat(), "dateType": "Updated"}


def _isbns(record: Record) -> Iterator[Data]:
    for form in FORMATS:
        if isbn := record.identity.isbn(form):
            yield {"alternateIdentifierType": "ISBN", "alternateIdentifier": isbn_13(isbn)}


def _related(record: Record) -> Iterator[Data]:
    """The series, the PDF, what it rests on, and what it translates, or else what translates it."""
    if issn := record.project.series.issn:
        yield _relation("ISSN", issn, "IsPartOf")
    if record.pdf:
        yield _relation("URL", record.pdf.address, "IsVariantFormOf")
    if record.main:
        yield _other(record.main.doi, record.main.address, "IsDerivedFrom")
    for edition in (record.original,) if record.original else record.translations:
        relation = "IsTranslationOf" if record.original else "HasTranslation"
        yield _other(edition.doi, edition.address, relation)


def _other(doi: str | None, address: str, relation: str) -> Data:
    return _relation("DOI", doi, relation) if doi else _relation("URL", address, relation)


def _relation(kind: str, identifier: str, relation: str) -> Data:
    return {"relatedIdentifierType": kind, "relatedIdentifier": identifier, "relationType": relation}


def _series(record: Record) -> Iterator[Data]:
    """The series with the number in it."""
    if not record.is_main:
        return
    data: Data = {
        "relatedItemType": "Collection",
        "relationType": "IsPublishedIn",
        "titles": [{"title": record.series, "lang": record.language}],
        "publisher": record.publisher,
    }
    if record.number:
        data |= {"number": str(record.number), "numberType": "Report"}
    if issn := record.project.series.issn:
        data["relatedItemIdentifier"] = {
            "relatedItemIdentifier": issn,
            "relatedItemIdentifierType": "ISSN",
        }
    yield data


def _rights(record: Record) -> Data:
    if not record.licence_url:
        return {"rights": record.copyright}
    licence = record.publication.licence or record.project.licence
    return {
        "rights": record.licence_name,
        "rightsUri": record.licence_url,
        "rightsIdentifier": licence.value,
        "rightsIdentifierScheme": "SPDX",
        "schemeUri": _CREATIVE_COMMONS,
    }
