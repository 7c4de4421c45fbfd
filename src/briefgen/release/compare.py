"""What differs between two releases: editions that came, changed or went, on paper and in their words."""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from briefgen.release.edition_facts import Facts, facts_changed, facts_of
from briefgen.release.manifest import (
    ApprovalRecord,
    ArtifactRecord,
    BundleName,
    Changes,
    EditionChange,
    EditionName,
    EditionRecord,
    FileChanges,
    PublicationRecord,
    ReleaseRecord,
    SeriesRecord,
)
from briefgen.release.names import DIST
from briefgen.release.passages import passages

_WEB, _PDF = "html", "pdf"


class Incomparable(Exception):  # noqa: N818 - told by the caller
    """Two releases of which cannot be told what is new; the text says why."""


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
        return {
            key: EditionName(slug=key[0], kind=edition.kind, lang=edition.lang, title=edition.title)
            for key, edition in sorted(self.records.items())
        }

    @cached_property
    def records(self) -> dict[Key, EditionRecord]:
        """What the record says of each of them."""
        return {
            (publication.slug, edition.kind, edition.lang): edition
            for publication in self.record.publications
            for edition in publication.editions
        }

    def facts(self, key: Key) -> Facts:
        """What the record says of an edition besides its words."""
        return facts_of(self._publications[key[0]], self.records[key])

    @cached_property
    def _publications(self) -> dict[str, PublicationRecord]:
        return {publication.slug: publication for publication in self.record.publications}

    def files(self, key: Key) -> dict[str, ArtifactRecord]:
        """The files of an edition by their places."""
        return self._by_edition.get(key, {})

    @cached_property
    def _by_edition(self) -> dict[tuple[str | None, str, str | None], dict[str, ArtifactRecord]]:
        found: defaultdict[tuple[str | None, str, str | None], dict[str, ArtifactRecord]] = defaultdict(dict)
        for artifact in self.record.artifacts:
            found[artifact.slug, artifact.kind, artifact.lang][artifact.path] = artifact
        return dict(found)

    def others(self) -> dict[str, str]:
        """The digests of files that belong to no edition."""
        return {a.path: a.sha256 for a in self.record.artifacts if a.slug is None}


def changes(before: Side, after: Side) -> Changes:
    """What is new in a release since another; raises `Incomparable`."""
    if not _is_one_series(before.record.series, after.record.series):
        other = before.record.series
        raise Incomparable(f"the older one is of another series, “{other.title}” at {other.site}")
    old, new = before.editions(), after.editions()
    kept = {key: name for key, name in new.items() if key in old}
    differ = {key for key in kept if _is_other(before, after, key)}
    changed = tuple(_change(before, after, key, name) for key, name in kept.items() if key in differ)
    gone = {key: name for key, name in old.items() if key not in new}
    absent = {key for key in gone if _is_absent(after.record, before.records[key])}
    others, others_before = after.others(), before.others()
    both = others.keys() & others_before.keys()
    return Changes(
        since=before.name,
        added=tuple(name for key, name in new.items() if key not in old),
        changed=changed,
        withdrawn=tuple(name for key, name in gone.items() if key not in absent),
        absent=tuple(name for key, name in gone.items() if key in absent),
        unchanged=tuple(name for key, name in kept.items() if key not in differ),
        other_files=FileChanges(
            added=len(others.keys() - both),
            changed=sum(others[path] != others_before[path] for path in both),
            withdrawn=0 if _leaves_home_alone(after.record) else len(others_before.keys() - both),
        ),
    )


def _is_one_series(old: SeriesRecord, new: SeriesRecord) -> bool:
    """A series can get another title or move to another address, though not both at once unless its ISSN stays."""
    same_number = old.issn is not None and old.issn == new.issn
    return old.title == new.title or old.site == new.site or same_number


def _is_other(before: Side, after: Side, key: Key) -> bool:
    """Whether an edition has other files, another standing or other facts."""
    return any(of(before, key) != of(after, key) for of in (_digests, _standing, Side.facts))


def _digests(side: Side, key: Key) -> dict[str, str]:
    return {path: artifact.sha256 for path, artifact in side.files(key).items()}


def _standing(side: Side, key: Key) -> tuple[str, ApprovalRecord | None]:
    """How far an edition has come, and who approved it."""
    edition = side.records[key]
    return edition.stage, edition.approval


def _is_absent(after: ReleaseRecord, edition: EditionRecord) -> bool:
    """Whether an edition may have been published before and be so still, though a release is without it."""
    return after.partial or edition.source in after.left_out


def _leaves_home_alone(after: ReleaseRecord) -> bool:
    """Whether home pages and the like that it has not are online as they were."""
    return after.partial and not after.has_home


def _change(before: Side, after: Side, key: Key, name: EditionName) -> EditionChange:
    old, new = _paper(before, key), _paper(after, key)
    pages = zip_longest(old or (), new or ())
    removed, added = _differences(_text(before, key), _text(after, key))
    return EditionChange(
        edition=name,
        facts=facts_changed(before.facts(key), after.facts(key)),
        stage_before=before.records[key].stage,
        stage_after=after.records[key].stage,
        approval_before=before.records[key].approval,
        approval_after=after.records[key].approval,
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
    if page is None:
        return ()
    try:
        return passages(side.read(DIST + page).decode("utf-8", "replace"))
    except ValueError as problem:
        raise Incomparable(str(problem)) from None


def _differences(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The passages that went and those that came, in their order. Passages that each text has once are held against
    each other first; between two of them that stayed, the others are counted. That takes no longer than sorting."""
    removed: list[str] = []
    added: list[str] = []
    i = j = 0
    for same_old, same_new in (*_stayed(old, new), (len(old), len(new))):
        before, after = old[i:same_old], new[j:same_new]
        removed += _without(before, after)
        added += _without(after, before)
        i, j = same_old + 1, same_new + 1
    return tuple(removed), tuple(added)


def _stayed(old: tuple[str, ...], new: tuple[str, ...]) -> list[tuple[int, int]]:
    """The places of as many passages as possible that both texts have once, and in the same order."""
    counts, others = Counter(old), Counter(new)
    places = {text: j for j, text in enumerate(new) if others[text] == 1}
    pairs = [(i, places[text]) for i, text in enumerate(old) if counts[text] == 1 and text in places]
    ends: list[int] = []  # the lowest place in the new text with which an order of each length ends
    last: list[int] = []  # the pair of that place
    before: list[int | None] = []  # the pair that comes before each pair
    for number, (_, j) in enumerate(pairs):
        length = bisect(ends, j)
        ends[length : length + 1] = [j]
        last[length : length + 1] = [number]
        before.append(last[length - 1] if length else None)
    found = []
    at = last[-1] if last else None
    while at is not None:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _without(texts: tuple[str, ...], others: tuple[str, ...]) -> Iterator[str]:
    """The texts of which there are not as many among the others."""
    spare = Counter(others)
    for text in texts:
        if spare[text]:
            spare[text] -= 1
        else:
            yield text
