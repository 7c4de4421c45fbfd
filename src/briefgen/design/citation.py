"""The suggested citation of an edition, made when the author gives none."""

from __future__ import annotations

from markupsafe import Markup, escape

from briefgen.content.addresses import doi_address
from briefgen.content.models import Project, Publication
from briefgen.content.shown_addresses import with_short_addresses


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
