"""What differs between two releases: editions that came, changed or went, on paper and in their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from briefgen.release.manifest import (
    ArtifactRecord,
    BundleName,
    Changes,
    EditionChange,
    EditionName,
    FileChanges,
    ReleaseRecord,
)
from briefgen.release.names import DIST
from briefgen.release.passages import passages

_MOST_PASSAGES = 3000
"""Texts with more are compared without regard to order, which takes no longer the longer they are."""

_WEB, _PDF = "html", "pdf"

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Side:
    """A release to compare: its record, the digests of the pages of its PDFs, and a way to read its files, by their
    places in the bundle."""

    record: ReleaseRecord
    digest: str
    pages: Mapping[str, tuple[str, ...]]
    read: Callable[[str], bytes]

    @property
    def name(self) -> BundleName:
        record = self.record
        return BundleName(
            title=record.series.title, date=record.date, commit=record.source.commit, sha256=self.digest
        )

    def editions(self) -> dict[Key, EditionName]:
        """The editions that have files, by slug, kind and language."""
        named = {
            (publication.slug, edition.kind, edition.lang): EditionName(
                slug=publication.slug, kind=edition.kind, lang=edition.lang, title=edition.title
            )
            for publication in self.record.publications
            for edition in publication.editions
        }
        return {key: named[key] for key in sorted(named)}

    def files(self, key: Key) -> dict[str, ArtifactRecord]:
        """The files of an edition by their places."""
        return {a.path: a for a in self.record.artifacts if (a.slug, a.kind, a.lang) == key}

    def others(self) -> dict[str, str]:
        """The digests of files that belong to no edition."""
        return {a.path: a.sha256 for a in self.record.artifacts if a.slug is None}


def changes(before: Side, after: Side) -> Changes:
    """What is new in a release since another."""
    old, new = before.editions(), after.editions()
    changed = tuple(
        _change(before, after, key, name)
        for key, name in new.items()
        if key in old and _digests(before, key) != _digests(after, key)
    )
    others, others_before = after.others(), before.others()
    both = others.keys() & others_before.keys()
    return Changes(
        since=before.name,
        added=tuple(name for key, name in new.items() if key not in old),
        changed=changed,
        withdrawn=tuple(name for key, name in old.items() if key not in new),
        unchanged=len(new.keys() & old.keys()) - len(changed),
        other_files=FileChanges(
            added=len(others.keys() - both),
            changed=sum(others[path] != others_before[path] for path in both),
            withdrawn=len(others_before.keys() - both),
        ),
    )


def _digests(side: Side, key: Key) -> dict[str, str]:
    return {path: artifact.sha256 for path, artifact in side.files(key).items()}


def _change(before: Side, after: Side, key: Key, name: EditionName) -> EditionChange:
    old, new = _paper(before, key), _paper(after, key)
    pages = zip_longest(old or (), new or ())
    removed, added = _differences(_text(before, key), _text(after, key))
    return EditionChange(
        edition=name,
        pages_before=None if old is None else len(old),
        pages_after=None if new is None else len(new),
        pages_changed=tuple(number for number, (a, b) in enumerate(pages, 1) if a != b),
        passages_removed=removed,
        passages_added=added,
    )


def _paper(side: Side, key: Key) -> tuple[str, ...] | None:
    """The pages of an edition's PDF for the web."""
    return next(
        (
            side.pages.get(DIST + a.path)
            for a in side.files(key).values()
            if a.format == _PDF and a.profile == "web"
        ),
        None,
    )


def _text(side: Side, key: Key) -> tuple[str, ...]:
    page = next((path for path, artifact in side.files(key).items() if artifact.format == _WEB), None)
    return passages(side.read(DIST + page).decode("utf-8", "replace")) if page else ()


def _differences(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The passages that went and those that came, in their order."""
    if max(len(old), len(new)) > _MOST_PASSAGES:
        gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
        return tuple(gone.elements()), tuple(come.elements())
    pieces = [piece for piece in _opcodes(old, new) if piece[0] != "equal"]
    removed = tuple(text for _, i, j, _, _ in pieces for text in old[i:j])
    added = tuple(text for _, _, _, i, j in pieces for text in new[i:j])
    return removed, added


def _opcodes(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[tuple[str, int, int, int, int]]:
    yield from SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
