"""What publications say of each other: the slugs exist and are shown, and none supersedes itself by whatever detour."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from briefgen.content.decode import span_at
from briefgen.content.manuscript import LoadedPublication
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, nearest
from briefgen.core.source import Span


def check_relations(
    loaded: LoadedPublication, publications: Collection[LoadedPublication], slugs: Collection[str]
) -> Iterator[Diagnostic]:
    """`slugs` are those of all publications there are, good or not."""
    publication, tree = loaded.publication, loaded.settings.tree
    others = [slug for slug in slugs if slug != loaded.files.slug]
    unlisted = {other.files.slug for other in publications if not other.publication.listed}
    for index, slug in enumerate(publication.related):
        place = span_at(tree, ("related", index))
        if slug == loaded.files.slug:
            yield _not_related(place, "names this publication itself", "name others only")
        elif slug not in others:
            yield messages.UNKNOWN_PUBLICATION.at(place, slug=slug, nearest=nearest(slug, others))
        elif slug in publication.related[:index]:
            yield _not_related(place, f"names `{slug}` twice", "once is enough")
        elif slug in unlisted:
            yield _not_related(place, f"names `{slug}`, which is not listed", "take it out, or list that one")
    earlier = publication.supersedes
    if earlier is None:
        return
    place = span_at(tree, ("supersedes",))
    if earlier not in slugs:
        yield messages.UNKNOWN_PUBLICATION.at(place, slug=earlier, nearest=nearest(earlier, others))
        return
    before = {p.files.slug: p.publication.supersedes for p in publications}
    seen, at = set[str](), earlier
    while at and at not in seen:
        if at == loaded.files.slug:
            yield messages.PUBLICATION_CIRCLE.at(place, slug=at)
            return
        seen.add(at)
        at = before.get(at) or ""


def _not_related(place: Span, problem: str, advice: str) -> Diagnostic:
    return messages.BAD_VALUE.at(place, subject="`related`", problem=problem, advice=advice)
