"""The publications of the series for harvesters, `dist/oai.xml`: an OAI-PMH Static Repository in Dublin Core.

A gateway answers harvesters with it, so it can stand on any web server. It is written where `briefgen.yml` names one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from briefgen.content.addresses import Addresses, absolute, doi_address
from briefgen.content.identifiers import isbn_urn, issn_urn
from briefgen.content.identity import FORMATS
from briefgen.content.project import Project
from briefgen.content.registries import Oai
from briefgen.core.store import Blob
from briefgen.output.artifacts import Artifact
from briefgen.output.catalogue import Record
from briefgen.output.xml_tree import document, tag

KIND = "oai"
PLACE = "oai.xml"

_OAI = "http://www.openarchives.org/OAI/2.0/"
_REPOSITORY = f"{_OAI}static-repository"
_DC = f"{_OAI}oai_dc/"
_SCHEMA = f"{_OAI}oai_dc.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def repository(addresses: Addresses, project: Project, records: Sequence[Record]) -> Iterator[Artifact]:
    """The repository of a catalogue; none where no gateway is named, or nothing is public. Articles and media releases
    are no records: libraries collect what they tell of."""
    there = sorted((record for record in records if record.is_main), key=lambda record: record.address)
    if project.oai is None or not there:
        return
    root = tag(
        "Repository",
        _identify(addresses, project, project.oai, there),
        tag(
            "ListMetadataFormats",
            tag(
                "oai:metadataFormat",
                tag("oai:metadataPrefix", "oai_dc"),
                tag("oai:schema", _SCHEMA),
                tag("oai:metadataNamespace", _DC),
            ),
        ),
        tag("ListRecords", *(_record(addresses, record) for record in there), metadataPrefix="oai_dc"),
    )
    root.set("xmlns", _REPOSITORY)
    root.set("xmlns:oai", _OAI)
    root.set("xmlns:xsi", _XSI)
    root.set("xsi:schemaLocation", f"{_REPOSITORY} {_REPOSITORY}.xsd")
    yield Artifact(PLACE, Blob.of(document(root)), KIND)


def _identify(addresses: Addresses, project: Project, oai: Oai, records: Sequence[Record]) -> Element:
    """Who it is. Its address is that of the gateway with that of the file, without `https://`, behind it."""
    _, _, place = absolute(addresses.site, PLACE).partition("://")
    return tag(
        "Identify",
        tag("oai:repositoryName", project.series.title.in_language(project.first_language)),
        tag("oai:baseURL", f"{oai.gateway.rstrip('/')}/{place}"),
        tag("oai:protocolVersion", "2.0"),
        tag("oai:adminEmail", oai.email),
        tag("oai:earliestDatestamp", min(record.changed for record in records).isoformat()),
        tag("oai:deletedRecord", "no"),
        tag("oai:granularity", "YYYY-MM-DD"),
    )


def _record(addresses: Addresses, record: Record) -> Element:
    host = urlsplit(addresses.site).hostname or ""
    header = tag(
        "oai:header",
        tag("oai:identifier", f"oai:{host}:{record.folder}"),
        tag("oai:datestamp", record.changed.isoformat()),
    )
    dc = tag("oai_dc:dc", *(tag(f"dc:{name}", text) for name, text in dublin_core(record)))
    dc.set("xmlns:oai_dc", _DC)
    dc.set("xmlns:dc", "http://purl.org/dc/elements/1.1/")
    dc.set("xsi:schemaLocation", f"{_DC} {_SCHEMA}")
    return tag("oai:record", header, tag("oai:metadata", dc))


def dublin_core(record: Record) -> Iterator[tuple[str, str]]:
    """A record in the fifteen elements of Dublin Core, as far as it has them."""
    yield "title", record.title
    for author in record.publication.authors:
        yield "creator", author.name
    for topic in record.topics:
        yield "subject", topic.label
    yield "description", record.description
    yield "publisher", record.publisher
    yield "date", record.publication.date.isoformat()
    yield "type", "Text"
    yield "type", record.kind_label
    yield "format", "text/html"
    if record.pdf:
        yield "format", "application/pdf"
    yield "identifier", record.address
    if record.identity.doi:
        yield "identifier", doi_address(record.identity.doi)
    for form in FORMATS:
        if isbn := record.identity.isbn(form):
            yield "identifier", isbn_urn(isbn)
    if record.original:
        yield "source", record.original.address
    yield "language", record.language
    yield "relation", record.series
    if record.project.series.issn:
        yield "relation", issn_urn(record.project.series.issn)
    if record.pdf:
        yield "relation", record.pdf.address
    yield "rights", record.licence_url or record.copyright
