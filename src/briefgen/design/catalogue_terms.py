"""What a page says of itself in the words of catalogues: Dublin Core, which libraries and reference managers read, and
the names that Google Scholar asks for."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.content.addresses import doi_address
from briefgen.content.identifiers import isbn_13, isbn_urn, issn_urn
from briefgen.content.identity import Identity
from briefgen.content.topics import topic_label
from briefgen.design.page import Meta, Page


def catalogue_terms(page: Page, identity: Identity) -> tuple[Meta, ...]:
    """Names and contents of `meta` elements. Scholars cite reports that are public; articles and media releases tell
    of them."""
    scholar = _scholar(page, identity) if page.schema_type == "Report" and page.is_public else ()
    return tuple(Meta(name, content) for name, content in (*_dublin_core(page, identity), *scholar))


def _dublin_core(page: Page, identity: Identity) -> Iterator[tuple[str, str]]:
    """The terms of DCMI; a link in the head says what `DCTERMS` is. A page is identified by its address; a DOI may be
    that of its publication in all languages, and lead to another page."""
    yield "DCTERMS.title", page.title_text
    for author in page.publication.authors:
        yield "DCTERMS.creator", author.name
    for topic in page.publication.topics:
        yield "DCTERMS.subject", topic_label(topic, page.language)
    yield "DCTERMS.abstract", page.description
    yield "DCTERMS.publisher", page.publisher
    yield "DCTERMS.issued", page.day.isoformat()
    if page.modified:
        yield "DCTERMS.modified", page.modified.isoformat()
    yield "DCTERMS.type", "Text"
    yield "DCTERMS.type", page.kind_label
    yield "DCTERMS.format", "text/html"
    yield "DCTERMS.hasFormat", page.pdf_address
    yield "DCTERMS.language", page.language
    yield "DCTERMS.isPartOf", page.series
    if page.project.series.issn:
        yield "DCTERMS.isPartOf", issn_urn(page.project.series.issn)
    yield "DCTERMS.identifier", page.address
    if identity.doi:
        yield "DCTERMS.identifier", doi_address(identity.doi)
    if identity.html:
        yield "DCTERMS.identifier", isbn_urn(identity.html)
    if page.licence_url:
        yield "DCTERMS.license", page.licence_url
    if page.public_original:
        yield "DCTERMS.isVersionOf", page.public_original.address


def _scholar(page: Page, identity: Identity) -> Iterator[tuple[str, str]]:
    yield "citation_title", page.title_text
    for author in page.publication.authors:
        yield "citation_author", author.name
    yield "citation_publication_date", f"{page.day:%Y/%m/%d}"
    yield "citation_technical_report_institution", page.publisher
    if page.number:
        yield "citation_technical_report_number", str(page.number)
    yield "citation_language", page.language
    yield "citation_pdf_url", page.pdf_address
    if identity.doi:
        yield "citation_doi", identity.doi
    if isbn := identity.pdf or identity.html or identity.print:
        yield "citation_isbn", isbn_13(isbn)
    if page.project.series.issn:
        yield "citation_issn", page.project.series.issn
