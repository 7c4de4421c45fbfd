"""The deposit of a publication with a DOI at Crossref, beside its page: XML of its deposit schema 5.3.1, as a report.

It is written where `briefgen.yml` says who deposits. Crossref takes a deposit only if its time stamp is greater than
the last one's. There is no clock here: it is the day of publication or of the last change, or that of the last deposit
in `briefgen.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, tostring

from briefgen.content.identifiers import isbn_13
from briefgen.content.languages import without_region
from briefgen.content.models import Author
from briefgen.content.project import Project
from briefgen.content.registries import Crossref
from briefgen.core.digest import digest_of
from briefgen.core.store import Blob
from briefgen.design.citation_files import family_and_given
from briefgen.output.artifacts import Artifact
from briefgen.output.catalogue import Record, registered
from briefgen.output.xml_tree import document, tag

KIND = "crossref"

_SCHEMA = "http://www.crossref.org/schema/5.3.1"
_PLACE = "https://www.crossref.org/schemas/crossref5.3.1.xsd"
_NAMESPACES = {
    "xmlns": _SCHEMA,
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xmlns:jats": "http://www.ncbi.nlm.nih.gov/JATS1",
    "xmlns:fr": "http://www.crossref.org/fundref.xsd",
    "xmlns:ai": "http://www.crossref.org/AccessIndicators.xsd",
    "xmlns:rel": "http://www.crossref.org/relations.xsd",
    "xsi:schemaLocation": f"{_SCHEMA} {_PLACE}",
}


def deposits(project: Project, records: Sequence[Record]) -> Iterator[Artifact]:
    """A deposit for each DOI of a report; articles and media releases are none."""
    if project.crossref is None:
        return
    for record in registered([record for record in records if record.is_main]):
        path = f"{record.folder}/{record.key}.crossref.xml"
        written = document(_batch(project.crossref, record))
        yield Artifact(path, Blob.of(written), KIND, record.language, record.slug)


def _batch(crossref: Crossref, record: Record) -> Element:
    report = tag("report-paper", _report(record), publication_type="full_text")
    day = max(crossref.deposit or record.changed, record.changed)
    sent = (
        tag("timestamp", f"{day:%Y%m%d}000000"),
        tag(
            "depositor",
            tag("depositor_name", crossref.depositor),
            tag("email_address", crossref.email),
        ),
        tag("registrant", crossref.registrant or record.publisher),
    )
    # Crossref answers under this name, so a deposit by others or of another day has another.
    digest = digest_of(b"".join(map(tostring, (*sent, report))))
    head = tag("head", tag("doi_batch_id", f"{record.key[:60]}-{digest[:12]}"), *sent)
    batch = tag("doi_batch", head, tag("body", report), version="5.3.1")
    for name, value in _NAMESPACES.items():
        batch.set(name, value)
    return batch


def _report(record: Record) -> Element:
    """The report, in the order of the schema. In a series with an ISSN it has no place for funders and licence, and its
    number is that of a volume."""
    language, issn = without_region(record.language), record.project.series.issn
    contributors = tag("contributors", *_contributors(record))
    titles = tag("titles", tag("title", record.title))
    abstract = tag("jats:abstract", tag("jats:p", record.description))
    abstract.set("xml:lang", record.language)
    made = (_day(record), *_isbns(record), tag("publisher", tag("publisher_name", record.publisher)))
    relations = list(_relations(record))
    related = tag("rel:program", *relations, name="relations") if relations else None
    doi = tag("doi_data", tag("doi", record.identity.doi), tag("resource", record.address))
    if issn:
        number = tag("volume", str(record.number)) if record.number else None
        series = tag("titles", tag("title", record.series))
        return tag(
            "report-paper_series_metadata",
            tag("series_metadata", series, tag("issn", issn, media_type="electronic")),
            contributors, titles, abstract, number, *made, doi, related,
            language=language,
        )  # fmt: skip
    number = (
        tag("item_number", str(record.number), item_number_type="report-number") if record.number else None
    )
    return tag(
        "report-paper_metadata",
        contributors, titles, abstract, *made, tag("publisher_item", number) if number is not None else None,
        _funders(record), _licence(record), related, doi,
        language=language,
    )  # fmt: skip


def _contributors(record: Record) -> Iterator[Element]:
    for place, author in enumerate(record.publication.authors):
        element = _contributor(author, record.language)
        element.set("sequence", "additional" if place else "first")
        element.set("contributor_role", "author")
        yield element


def _contributor(author: Author, language: str) -> Element:
    parts = family_and_given(author)
    if parts is None:
        return tag("organization", author.name)
    family, given = parts
    where = author.affiliation.in_language(language) if author.affiliation else None
    return tag(
        "person_name",
        tag("given_name", given) if given else None,
        tag("surname", family),
        tag("affiliations", tag("institution", tag("institution_name", where))) if where else None,
        tag("ORCID", f"https://orcid.org/{author.orcid}") if author.orcid else None,
    )


def _day(record: Record) -> Element:
    day = record.publication.date
    parts = (tag("month", f"{day:%m}"), tag("day", f"{day:%d}"), tag("year", f"{day:%Y}"))
    return tag("publication_date", *parts, media_type="online")


def _isbns(record: Record) -> Iterator[Element]:
    for form, medium in (("print", "print"), ("pdf", "electronic"), ("html", "electronic")):
        if isbn := record.identity.isbn(form):
            yield tag("isbn", isbn_13(isbn), media_type=medium)


def _relations(record: Record) -> Iterator[Element]:
    """What it translates, or else what translates it, under its DOI if it has one of its own."""
    for edition in (record.original,) if record.original else record.translations:
        relation = tag("rel:intra_work_relation", edition.doi or edition.address)
        relation.set("relationship-type", "isTranslationOf" if record.original else "hasTranslation")
        relation.set("identifier-type", "doi" if edition.doi else "uri")
        yield tag("rel:related_item", relation)


def _funders(record: Record) -> Element | None:
    names = [funder.name.in_language(record.language) for funder in record.publication.funders]
    funders = (tag("fr:assertion", name, name="funder_name") for name in names)
    return tag("fr:program", *funders, name="fundref") if names else None


def _licence(record: Record) -> Element | None:
    if not record.licence_url:
        return None
    licence = tag("ai:license_ref", record.licence_url)
    licence.set("applies_to", "vor")
    licence.set("start_date", record.publication.date.isoformat())
    return tag("ai:program", licence, name="AccessIndicators")
