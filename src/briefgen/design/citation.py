"""What the imprint says for those who cite an edition: a suggested citation, when the author gives none, and its
identifiers."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from briefgen.content.addresses import doi_address
from briefgen.content.identity import Identity
from briefgen.content.models import Publication
from briefgen.content.project import Project
from briefgen.content.shown_addresses import with_short_addresses
from briefgen.design.page import Identifier


def suggested_citation(
    project: Project,
    publication: Publication,
    language: str,
    title: Markup,
    kind: str,
    number: int | None,
    address: str,
    doi: str | None,
) -> Markup:
    """Author-date: Long Table. 2026. *Title*. Policy brief 1. Series. Publisher. Address."""
    authors = _join_names([author.name for author in publication.authors])
    publisher = project.publisher.name.in_language(language)
    link = doi_address(doi) if doi else address
    parts = [
        escape(authors),
        escape(publication.date.year),
        Markup("<cite>{}</cite>").format(title),
        escape(f"{kind} {number}" if number else kind),
    ]
    parts.append(escape(project.series.title.in_language(language)))
    if publisher != authors:
        parts.append(escape(publisher))
    shown = with_short_addresses(Markup('<a href="{0}" dir="ltr">{0}</a>').format(link))
    parts.append(Markup(shown))
    return Markup(". ").join(part.rstrip(".") for part in parts)


def _join_names(names: list[str]) -> str:
    if len(names) <= 1:
        return names[0] if names else ""
    return f"{', '.join(names[:-1])} & {names[-1]}"


def identifiers_of(project: Project, identity: Identity, in_print: str) -> Iterator[Identifier]:
    """ISSN, ISBNs and DOI, as far as there are."""
    labels = {"print": f"ISBN ({in_print})", "pdf": "ISBN (PDF)", "html": "ISBN (HTML)"}
    if project.series.issn:
        yield Identifier("ISSN", project.series.issn)
    for form, label in labels.items():
        isbn = identity.isbn(form)
        if isbn:
            yield Identifier(label, isbn)
    if identity.doi:
        yield Identifier("DOI", identity.doi, doi_address(identity.doi))
