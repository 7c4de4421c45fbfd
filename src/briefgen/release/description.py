"""What a bundle is, in lines for people and as data for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from briefgen.console import count
from briefgen.content.choices import Stage
from briefgen.core.diagnostics import Diagnostic
from briefgen.release.manifest import Changes, EditionRecord, PublicationRecord, ReleaseRecord
from briefgen.release.notes import WITHOUT, describe_changes, what_of_series
from briefgen.release.verify import Verified

_MOST_FILES = 20
"""How many files that are in no commit are named in one line."""


def describe(verified: Verified) -> Iterator[str]:
    """What somebody who got a bundle wants to know of it."""
    record = verified.record
    if record is None:
        return
    if not verified.is_whole:
        yield "What this bundle says of itself cannot be relied on:"
    elif not verified.is_sound:
        yield f"The bundle is whole, but {verified.signed.lack}; anybody could have made it so. It says:"
    yield f"{record.series.title}, release of {record.date:%Y-%m-%d}, published by {record.series.publisher}"
    yield f"sha256     {verified.digest}"
    yield f"signature  {_signature(verified)}"
    yield f"commit     {_commit(record)}"
    yield f"made with  briefgen {record.briefgen}"
    if what := what_of_series(record):
        yield what
    for publication in record.publications:
        yield from _publication(publication)
    for override in record.overrides:
        yield f"despite {override.despite}: {override.reason}"
        for place in override.passed:
            where = f"{place.file}:{place.line or ''} " if place.file else ""
            yield f"  {where}{place.message}"
    for source in record.left_out:
        yield f"left out because of errors: {source}"
    if record.left_out and record.has_home:
        yield WITHOUT


def in_short(record: ReleaseRecord) -> str:
    """What was released, as the last line of a run."""
    if record.partial and not record.has_home:
        return "released a part of the series, without home pages, feeds and site map"
    if record.left_out:
        left = f"{len(record.left_out)} edition{'s' if len(record.left_out) > 1 else ''}"
        return f"released without {left}, also on home pages, in feeds and in the site map"
    return "released all that may go out, and nothing else" if record.partial else "released"


def verdict(bundles: Iterable[Verified], told: Iterable[Diagnostic]) -> str:
    """In a few words, whether bundles are what was released. `told` is all that was told, with the errors that only
    somebody strict makes of it."""
    wrong = any(one.is_error for one in told)
    if not all(each.is_whole for each in bundles):
        return "not what was released"
    lacks = (each.signed.lack for each in bundles if each.signed.lack)
    return f"whole, but {next(lacks, 'not to be compared')}" if wrong else "whole"


def describe_difference(found: Changes) -> Iterator[str]:
    """What is new in the second of two bundles."""
    yield ""
    yield from describe_changes(found)


def as_data(verified: Verified) -> dict[str, Any]:
    """The same for programs, with the whole record."""
    return {
        "path": verified.path.as_posix(),
        "sha256": verified.digest or None,
        "whole": verified.is_whole,
        "sound": verified.is_sound,
        "signature": _signature(verified),
        "signer": verified.signed.signer or None,
        "key": verified.signed.key or None,
        "release": verified.record.model_dump(mode="json") if verified.record else None,
    }


def _signature(verified: Verified) -> str:
    signed = verified.signed
    if signed.problem:
        return "does not hold"
    if signed.signer:
        return f"of {signed.signer}, with the key {signed.key}"
    if signed.key:
        return f"of somebody with the key {signed.key}; nobody checked who that is"
    return signed.lack or "none that was checked"


def _commit(record: ReleaseRecord) -> str:
    source = record.source
    if source.commit is None:
        return "none"
    changed = source.uncommitted
    if not changed:
        return source.commit
    more = f" and {len(changed) - _MOST_FILES} more" if len(changed) > _MOST_FILES else ""
    which = ", ".join(changed[:_MOST_FILES])
    return f"{source.commit}, with {count(len(changed), 'file')} not as in it: {which}{more}"


def _publication(publication: PublicationRecord) -> Iterator[str]:
    number = f", number {publication.number}" if publication.number else ""
    yield f"{publication.kind} {publication.slug}{number}, {publication.date}"
    for edition in publication.editions:
        companion = f"{edition.kind}: " if edition.kind != publication.kind else ""
        yield f"  {edition.lang}  {companion}{edition.title}; {_approval(edition)}"


def _approval(edition: EditionRecord) -> str:
    if edition.approval is None:
        return f"{edition.stage}, nobody is named who approved it"
    stage = "" if edition.stage == Stage.APPROVED else f"{edition.stage}, "
    return f"{stage}approved by {edition.approval.by} on {edition.approval.on}"
