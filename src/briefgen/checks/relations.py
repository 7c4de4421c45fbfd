"""What publications say of each other: the slugs exist, and none supersedes itself by whatever detour."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from briefgen.content.decode import span_at
from briefgen.content.manuscript import LoadedPublication
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, nearest


def check_relations(
    loaded: LoadedPublication, publications: Collection[LoadedPublication], slugs: Collection[str]
) -> Iterator[Diagnostic]:
    """`slugs` are those of all publications there are, good or not."""
    publication, tree = loaded.publication, loaded.settings.tree
    others = [slug for slug in slugs if slug != loaded.files.slug]
    for index, slug in enumerate(publication.related):
        if slug not in others:
            place = span_at(tree, ("related", index))
            yield messages.UNKNOWN_PUBLICATION.at(place, slug=slug, nearest=nearest(slug, others))
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
