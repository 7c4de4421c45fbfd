"""What a page is, in the words of schema.org, for search engines: an edition, or the series on a home page."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.content.addresses import doi_address
from briefgen.content.identifiers import isbn_13
from briefgen.content.identity import Identity
from briefgen.content.models import Author
from briefgen.content.project import Project
from briefgen.content.topics import topic_label
from briefgen.design.page import Link, Page

Data = dict[str, object]
"""An object of JSON-LD."""

_PDF = "application/pdf"


def edition_data(page: Page, identity: Identity, home: str, main: Link | None) -> Data:
    """An edition. `home` is the full address of the home page in its language; `main` the publication that it is a
    companion of."""
    pdf: Data = {"@type": "MediaObject", "encodingFormat": _PDF, "contentUrl": page.pdf_address}
    if identity.pdf:
        pdf["identifier"] = _isbn(identity.pdf)
    data: Data = {
        "@context": "https://schema.org",
        "@type": page.schema_type,
        "@id": page.address,
        "url": page.address,
        "headline": page.title_text,
        "description": page.description,
        "inLanguage": page.language,
        "datePublished": page.day.isoformat(),
        "author": [_author(author, page) for author in page.publication.authors],
        "publisher": _publisher(page.project, page.language),
        "isPartOf": _series(page.project, page.language, home),
        "associatedMedia": pdf,
    }
    if page.modified:
        data["dateModified"] = page.modified.isoformat()
    data.update(_identifiers(identity))
    if page.number and page.schema_type == "Report":
        data["reportNumber"] = str(page.number)
    if page.publication.topics:
        data["keywords"] = [topic_label(topic, page.language) for topic in page.publication.topics]
    if page.countries:
        data["spatialCoverage"] = list(page.countries)
    if page.picture:
        data["image"] = page.picture.src
    if page.licence_url:
        data["license"] = page.licence_url
    if page.funders:
        data["funder"] = [{"@type": "Organization", "name": funder.name} for funder in page.funders]
    if main and main.is_public:
        data["isBasedOn"] = main.address
    data.update(_translations(page.schema_type, page.public_original, page.translations))
    return data


def series_data(
    project: Project, language: str, address: str, description: str, others: Sequence[Link]
) -> Data:
    """The series, on its home page in a language; `others` are those in the other languages."""
    data: Data = {"@context": "https://schema.org", **_series(project, language, address)}
    if description:
        data["description"] = description
    data |= {"inLanguage": language, "publisher": _publisher(project, language)}
    original = next((other for other in others if other.language == project.first_language), None)
    return data | _translations("CreativeWorkSeries", original, others)


def _series(project: Project, language: str, home: str) -> Data:
    data: Data = {"@type": "CreativeWorkSeries", "@id": home}
    data |= {"name": project.series.title.in_language(language), "url": home}
    if project.series.issn:
        data["issn"] = project.series.issn
    return data


def _publisher(project: Project, language: str) -> Data:
    name = project.publisher.name.in_language(language)
    return {"@type": "Organization", "name": name, "url": project.publisher.url}


def _author(author: Author, page: Page) -> Data:
    data: Data = {"@type": "Person" if author.is_person else "Organization", "name": author.name}
    if author.orcid:
        data["@id"] = f"https://orcid.org/{author.orcid}"
    if author.affiliation:
        where = author.affiliation.in_language(page.language)
        data["affiliation"] = {"@type": "Organization", "name": where}
    return data


def _identifiers(identity: Identity) -> Data:
    """Those of the page itself; that of the PDF stands with the PDF. A DOI of its own leads to the page; that of a
    publication in all its languages may lead to another."""
    found: list[Data] = []
    if identity.doi:
        named = {"propertyID": "DOI", "value": identity.doi, "url": doi_address(identity.doi)}
        found.append({"@type": "PropertyValue", **named})
    if identity.html:
        found.append(_isbn(identity.html))
    same: Data = {"sameAs": doi_address(identity.doi)} if identity.doi and identity.own_doi else {}
    return {"identifier": found[0] if len(found) == 1 else found, **same} if found else {}


def _isbn(isbn: str) -> Data:
    return {"@type": "PropertyValue", "propertyID": "ISBN", "value": isbn_13(isbn)}


def _translations(kind: str, original: Link | None, others: Sequence[Link]) -> Data:
    """What it translates, or else what translates it."""
    if original:
        return {"translationOfWork": _work(kind, original)}
    return {"workTranslation": [_work(kind, other) for other in others]} if others else {}


def _work(kind: str, link: Link) -> Data:
    return {"@type": kind, "@id": link.address, "inLanguage": link.language}
