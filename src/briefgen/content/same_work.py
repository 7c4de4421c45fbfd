"""The same work in other languages, as programs are told of it: one rule for pages, site map and registries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.translating.translations import source_of


@dataclass(frozen=True)
class SameWork:
    """What is public of a work, in the order of the languages, and how it stands to an edition of it.

    `original` is what the edition translates, and `translations` translate it: one of them is empty. Both are where it
    translates what is not public, for two translations do not translate each other. `default` is for readers of all
    other languages, the same for all editions: the original, or else the first.
    """

    editions: tuple[Manuscript, ...]
    original: Manuscript | None
    translations: tuple[Manuscript, ...]
    default: Manuscript


def same_work(loaded: LoadedPublication, here: Manuscript, public: Iterable[Manuscript]) -> SameWork:
    """The work of an edition (`here`); `public` are the public editions of its publication."""
    editions = tuple(other for other in public if other.file.kind == here.file.kind)
    source = source_of(loaded, here)
    return SameWork(
        editions=editions,
        original=next((other for other in editions if other is source), None),
        translations=() if source else tuple(other for other in editions if other is not here),
        default=next(iter(editions), here),  # an original is the first, being in the first language
    )
