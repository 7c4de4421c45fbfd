"""The record of a release, `release.json`: what was published, from which source, and who approved it."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from briefgen.content.addresses import HOME

FORM: Literal["briefgen-release/1"] = "briefgen-release/1"
"""The name of this set of keys. A record with others is of another form, so that old bundles can always be read."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Commit = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40,64}$")]


class Part(BaseModel):
    """A part of the record: frozen, with no key that is not known."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", strict=True)


class SeriesRecord(Part):
    """The series and who publishes it, in the first of its languages; `publisher_names` are those in all of them.
    `licence` is that of what has none of its own."""

    title: str
    description: str | None
    issn: str | None
    site: str
    publisher: str
    publisher_names: tuple[str, ...]
    publisher_url: str
    licence: str
    languages: tuple[str, ...]


class ApprovalRecord(Part):
    """Who said that it may be published, and on which day."""

    by: str
    on: date


class AuthorRecord(Part):
    """An author. `orcid` is without the address before it."""

    name: str
    orcid: str | None


class IsbnRecord(Part):
    """One ISBN for each format."""

    print: str | None
    pdf: str | None
    html: str | None


class EditionRecord(Part):
    """A publication, or a companion of it, in one language."""

    kind: str
    lang: str
    title: str
    stage: str
    approval: ApprovalRecord | None
    embargo: datetime | None
    modified: date | None
    doi: str | None
    isbn: IsbnRecord
    source: str
    source_sha256: Sha256


class PublicationRecord(Part):
    """One thing that was published, in all its languages. `settings` is the file that holds for all of them."""

    slug: str
    kind: str
    number: int | None
    date: date
    authors: tuple[AuthorRecord, ...]
    licence: str
    settings: str
    settings_sha256: Sha256
    editions: tuple[EditionRecord, ...]


class ArtifactRecord(Part):
    """A file in `dist/`, as `build.json` lists it."""

    path: str
    kind: str
    format: str
    lang: str | None
    slug: str | None
    source: str | None
    sha256: Sha256
    bytes: int
    pages: int | None
    words: int | None
    profile: str | None


class SourceRecord(Part):
    """Where the sources come from. `uncommitted` are files that were not as in the commit."""

    commit: Commit | None
    committed: datetime | None
    uncommitted: tuple[str, ...]


class PlaceRecord(Part):
    """What an override let pass, at its place in the source."""

    code: str
    message: str
    file: str | None
    line: int | None


class OverrideRecord(Part):
    """A check that somebody set aside, why, and what it let pass."""

    despite: str
    reason: str
    passed: tuple[PlaceRecord, ...]


class EditionName(Part):
    """An edition as release notes name it."""

    slug: str
    kind: str
    lang: str
    title: str


class FactChange(Part):
    """Something that is said of an edition and is now otherwise: its licence, its DOI, its authors. None is nothing."""

    what: str
    before: str | None
    after: str | None


class EditionChange(Part):
    """How an edition differs from that of the bundle before: what is said of it, its stage and who approved it, its
    pages on paper, and passages of its text. Without any of these, only its look or what surrounds its text has
    changed."""

    edition: EditionName
    facts: tuple[FactChange, ...]
    stage_before: str
    stage_after: str
    approval_before: ApprovalRecord | None
    approval_after: ApprovalRecord | None
    pages_before: int | None
    pages_after: int | None
    pages_changed: tuple[int, ...]
    passages_removed: tuple[str, ...]
    passages_added: tuple[str, ...]


class BundleName(Part):
    """A bundle that another is compared with."""

    title: str
    date: datetime
    commit: Commit | None
    sha256: Sha256


class FileChanges(Part):
    """How many files that belong to no edition came, went or changed: home pages, style sheets, pictures."""

    added: int
    changed: int
    withdrawn: int


class Changes(Part):
    """What is new in a bundle since another. What is `absent` was in the other and is not in this one, and yet nobody
    has withdrawn it: it was not asked for, or was left out because of errors."""

    since: BundleName
    added: tuple[EditionName, ...]
    changed: tuple[EditionChange, ...]
    withdrawn: tuple[EditionName, ...]
    absent: tuple[EditionName, ...]
    unchanged: tuple[EditionName, ...]
    other_files: FileChanges


class ReleaseRecord(Part):
    """A release. It is `partial` when not all publications of the series were asked for."""

    form: Literal["briefgen-release/1"]
    briefgen: str
    date: datetime
    series: SeriesRecord
    source: SourceRecord
    publications: tuple[PublicationRecord, ...]
    partial: bool
    left_out: tuple[str, ...]
    overrides: tuple[OverrideRecord, ...]
    changes: Changes | None
    artifacts: tuple[ArtifactRecord, ...]

    @property
    def has_home(self) -> bool:
        """Whether there are home pages in it, and what else is of the whole series."""
        return any(artifact.path == HOME for artifact in self.artifacts)


def as_bytes(record: ReleaseRecord) -> bytes:
    """The record as it stands in the bundle."""
    return json_bytes(record.model_dump(mode="json"))


def json_bytes(data: Any) -> bytes:
    """Any value as JSON for people and programs."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def read_record(data: bytes) -> ReleaseRecord:
    """The record of a bundle; raises `ValueError` (as pydantic's is) when it is none."""
    return ReleaseRecord.model_validate_json(data)


def refuse_keys_given_twice(data: bytes) -> None:
    """Raises `ValueError` when something in a record has a key twice: some programs take the first, others the last."""
    json.loads(data, object_pairs_hook=_once)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"`{max(keys, key=keys.count)}` is given twice")
    return found
