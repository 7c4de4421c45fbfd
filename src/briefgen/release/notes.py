"""Release notes for people: `NOTES.md`, made from the record of a release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.console import count
from briefgen.release.manifest import ApprovalRecord, Changes, EditionChange, EditionName, ReleaseRecord

_MOST_PASSAGES = 20
_MOST_PLACES = 20
_MOST_OTHERS = 500
"""How many passages are looked at for the one that is most like another."""

_LONGEST, _BEFORE = 240, 80
"""How many letters of a passage are shown, and how many of these before what has changed."""


_ABSENT = "They are not withdrawn: they were not asked for, may not go out now, or have errors."


PART = (
    "A part of the series: home pages, feeds, site map, repository and vocabularies are not in it. Those online "
    "stay as they are until the whole series is released."
)
WITHOUT = (
    "Home pages, feeds and the site map are without what was left out, though it may be online. They list it again "
    "when it is mended and the whole series is released."
)
ALL_BUT_HELD = (
    "Of the series all that may go out and was asked for; home pages, feeds and the site map list nothing else. What "
    "else is online stays there."
)


def what_of_series(record: ReleaseRecord) -> str:
    """Which part of the series a release is; nothing when it is the whole."""
    if not record.partial:
        return ""
    return ALL_BUT_HELD if record.has_home else PART


def write_notes(record: ReleaseRecord) -> bytes:
    """The notes, in Markdown."""
    lines = [f"# {record.series.title}, {record.date:%Y-%m-%d}", "", *_source(record), ""]
    lines += [what, ""] if (what := what_of_series(record)) else []
    if record.changes:
        lines += describe_changes(record.changes)
    else:
        lines += ["## Publications", "", *_publications(record), ""]
    lines += _overrides(record)
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def _source(record: ReleaseRecord) -> Iterator[str]:
    source = record.source
    if source.commit is None:
        yield "From sources in no commit."
    elif source.uncommitted:
        which = ", ".join(f"`{path}`" for path in source.uncommitted[:_MOST_PLACES])
        files = count(len(source.uncommitted), "file")
        more = " and others" if len(source.uncommitted) > _MOST_PLACES else ""
        yield f"From commit `{source.commit}`, with changes that are in no commit in {files}: {which}{more}."
    else:
        yield f"From commit `{source.commit}`."


def _publications(record: ReleaseRecord) -> Iterator[str]:
    for publication in record.publications:
        for edition in publication.editions:
            approval = edition.approval
            approved = f", approved by {_approval(approval)}" if approval else ""
            yield f"- {_plain(edition.title)} ({edition.kind}, {edition.lang}){approved}"


def describe_changes(changes: Changes) -> Iterator[str]:
    """The lines that tell what is new since another bundle."""
    since = changes.since
    commit = f"commit `{since.commit}`, " if since.commit else ""
    yield f"Compared with {_plain(since.title)}, release of {since.date:%Y-%m-%d} ({commit}sha256 `{since.sha256}`)."
    yield ""
    if changes.added:
        yield from ("## Added", "", *_names(changes.added), "")
    if changes.changed:
        yield from ("## Changed", "")
        for change in changes.changed:
            yield from (*_change(change), "")
    if changes.withdrawn:
        yield from ("## Withdrawn", "", *_names(changes.withdrawn), "")
    if changes.absent:
        yield from ("## Not in this release", "", _ABSENT, "", *_names(changes.absent), "")
    if not (changes.added or changes.changed or changes.withdrawn):
        yield from ("No edition has changed.", "")
    if changes.unchanged:
        yield from (f"Unchanged: {'; '.join(map(_name, changes.unchanged))}.", "")
    others = changes.other_files
    if others != type(others)(added=0, changed=0, withdrawn=0):
        what = f"{others.added} added, {others.changed} changed, {others.withdrawn} no longer there"
        yield from (f"Other files, such as home pages, style sheets and pictures: {what}.", "")


def _names(editions: Iterable[EditionName]) -> Iterator[str]:
    return (f"- {_name(edition)}" for edition in editions)


def _name(edition: EditionName) -> str:
    return f"{_plain(edition.title)} ({edition.kind}, {edition.lang})"


def _change(change: EditionChange) -> Iterator[str]:
    yield f"### {_name(change.edition)}"
    if change.pages_changed:
        before, after = change.pages_before or 0, change.pages_after or 0
        pages = count(after, "page") if before == after else f"{count(before, 'page')} before, {after} now"
        which = ", ".join(map(str, change.pages_changed))
        yield from ("", f"PDF: {pages}; other words on {'pages' if ',' in which else 'page'} {which}.")
    standing = tuple(_standing(change))
    yield from ("", *standing) if standing else ()
    if not (standing or change.passages_removed or change.passages_added or change.pages_changed):
        yield from ("", "No word has changed, only the look or what surrounds the text.")
    yield from _passages("-", "No longer there", change.passages_removed, change.passages_added)
    yield from _passages("+", "New", change.passages_added, change.passages_removed)


def _standing(change: EditionChange) -> Iterator[str]:
    """What has changed of what is said of an edition, of its stage and of who approved it, in one line each."""
    for fact in change.facts:
        before, after = (_plain(value) if value else "none" for value in (fact.before, fact.after))
        yield f"{fact.what[0].upper()}{fact.what[1:]}: {before} before, {after} now."
    if change.stage_before != change.stage_after:
        yield f"Stage: {change.stage_before} before, {change.stage_after} now."
    if change.approval_before != change.approval_after:
        yield f"Approved by {_approval(change.approval_after)}; before, by {_approval(change.approval_before)}."


def _approval(approval: ApprovalRecord | None) -> str:
    return f"{_plain(approval.by)} on {approval.on}" if approval else "nobody who is named"


def _passages(sign: str, what: str, texts: tuple[str, ...], others: tuple[str, ...]) -> Iterator[str]:
    if texts:
        yield from ("", f"{what}:", "")
        yield from (f"    {sign} {_excerpt(text, others)}" for text in texts[:_MOST_PASSAGES])
    if len(texts) > _MOST_PASSAGES:
        yield f"    {sign} … and {len(texts) - _MOST_PASSAGES} more, which release.json has"


def _excerpt(text: str, others: tuple[str, ...]) -> str:
    """A passage, or of a long one what is around the first place where it differs from the one that is most like it."""
    if len(text) <= _LONGEST:
        return text
    same = max((_alike(text, other) for other in others[:_MOST_OTHERS]), default=0)
    start = text.rfind(" ", 0, max(0, same - _BEFORE)) + 1
    piece = text[start : start + _LONGEST].rstrip()
    return f"{'… ' if start else ''}{piece}{' …' if start + _LONGEST < len(text) else ''}"


def _alike(text: str, other: str) -> int:
    """How many letters two texts have in common at their beginnings."""
    same, most = 0, min(len(text), len(other))
    while same < most:  # halves of what is left: comparing them costs nothing, going through letters does
        piece = (most - same + 1) // 2
        if text[same : same + piece] == other[same : same + piece]:
            same += piece
        else:
            most = same + piece - 1
    return same


def _overrides(record: ReleaseRecord) -> Iterator[str]:
    if not record.overrides and not record.left_out:
        return
    yield from ("## Set aside", "")
    for override in record.overrides:
        places = count(len(override.passed), "place")
        yield f"- Released despite {override.despite}: {_plain(override.reason)} ({places})"
        for place in override.passed[:_MOST_PLACES]:
            line = f", line {place.line}" if place.line else ""
            yield f"  - {_plain(f'{place.file}{line}: ' if place.file else '')}{_plain(place.message)}"
        if len(override.passed) > _MOST_PLACES:
            yield f"  - … and {len(override.passed) - _MOST_PLACES} more, which release.json has"
    if record.left_out:
        yield f"- Left out because of errors: {', '.join(record.left_out)}"
        if record.has_home:
            yield from ("", WITHOUT)


def _plain(text: str) -> str:
    """A text that Markdown leaves as it is."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in text)
