"""An edition from the passages that came back from a translator: the structure of the source in other words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from briefgen.content.block_map import fingerprint
from briefgen.content.decode import decode
from briefgen.content.discovery import EditionFile
from briefgen.content.frontmatter import FrontMatter, split
from briefgen.content.kinds import KINDS
from briefgen.content.manuscript import Body, Manuscript
from briefgen.content.translating.exchange import Entry
from briefgen.content.translating.matching import matched
from briefgen.content.translating.pairs import OPTIONAL, pairs
from briefgen.content.translating.passages import OWN_KEYS, Passage, passages
from briefgen.content.translating.record import Record, Translated
from briefgen.content.translating.rewriting import rewritten
from briefgen.content.translating.translations import Translation
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Related
from briefgen.core.source import Source


@dataclass(frozen=True)
class Returned:
    """An edition as it came back: its text and record, or None and why not. `done` and `still_open` count passages."""

    text: str | None
    record: Record | None
    done: int
    still_open: int
    problems: tuple[Diagnostic, ...]


def returned(
    source: Manuscript, file: EditionFile, there: Translation | None, entries: Iterable[Entry]
) -> Returned:
    """The edition that `file` is to be, from its source and what came back; `there` is the one that exists."""
    return _Return(source, file, there, tuple(entries)).edition()


@dataclass
class _Return:
    source: Manuscript
    file: EditionFile
    there: Translation | None
    entries: tuple[Entry, ...]
    problems: list[Diagnostic] = field(default_factory=list)

    def edition(self) -> Returned:
        wanted = passages(self.source)
        matches = matched(wanted, self.entries)
        found = matches.entries
        new = {place: entry for place, entry in found.items() if self._is_news(wanted[place], entry)}
        self.problems += (
            messages.PO_OUTDATED.at(found[at].place, related=(Related(wanted[at].span, "it says now"),))
            for at in matches.outdated
            if at in new
        )
        self.problems += (messages.PO_UNUSED.at(entry.place) for entry in matches.unused)
        absent = frozenset(self.there.missing if self.there else wanted)
        is_open = sum(
            passage.needs_translation
            and passage.kind not in OPTIONAL
            and place not in new
            and passage in absent
            for place, passage in enumerate(wanted)
        )
        if not new and self.there is None:
            place = self.entries[0].place if self.entries else None
            empty = messages.PO_BROKEN.at(place, problem="nothing in it is translated")
            return Returned(None, None, 0, is_open, (*self.problems, empty))
        if unlike := self._unlike_an_abbreviation(wanted, new):
            return Returned(None, None, 0, is_open, (*self.problems, unlike))
        text = self._in_place(wanted, new) or self._rebuilt(wanted, new)
        edition = self._read(text)
        if edition is None or not self._keeps_structure(wanted, found, edition):
            return Returned(None, None, len(new), is_open, tuple(self.problems))
        record = self._record(wanted, new, edition)
        return Returned(text, record, len(new), is_open, tuple(self.problems))

    def _is_news(self, passage: Passage, entry: Entry) -> bool:
        """Whether an entry brings a translation, and not only the one that was sent, which somebody has mended here
        since."""
        if not entry.translation or entry.is_fuzzy:
            return False
        if self.there is None or self.there.record is None:
            return True
        now = next((pair.translation for pair in self.there.pairs if pair.source == passage), None)
        sent = fingerprint(entry.translation)
        known = any(one.now == sent and one.was == entry.text for one in self.there.record.passages)
        return not (known and now and now.fingerprint != sent)

    def _unlike_an_abbreviation(
        self, wanted: tuple[Passage, ...], new: Mapping[int, Entry]
    ) -> Diagnostic | None:
        """The first abbreviation that came back without its colon."""
        for place, entry in new.items():
            short, colon, long = entry.translation.partition(":")
            if wanted[place].kind == "abbreviation" and not (short.strip() and colon and long.strip()):
                return messages.PO_STRUCTURE.at(
                    entry.place, kind="abbreviation with its words behind a colon"
                )
        return None

    # --- the text ------------------------------------------------------------------------------------

    def _in_place(self, wanted: tuple[Passage, ...], new: Mapping[int, Entry]) -> str | None:
        """The edition that exists with new words, where it has the structure of the source."""
        if self.there is None or self.there.extra:
            return None
        of_source = {pair.source: pair.translation for pair in self.there.pairs if pair.source}
        if any(of_source.get(passage) is None for passage in wanted if passage.kind not in OPTIONAL):
            return None
        changed = [
            (translation, entry.translation)
            for place, entry in new.items()
            if (translation := of_source.get(wanted[place])) and translation.text != entry.translation
        ]
        return rewritten(self.there.edition.source, changed)

    def _rebuilt(self, wanted: tuple[Passage, ...], new: Mapping[int, Entry]) -> str:
        """The source with its passages in the new words, else in those that the edition had, else as they are."""
        before = {
            pair.source: pair.translation.text
            for pair in (self.there.pairs if self.there else ())
            if pair.source and pair.translation
        }
        put = []
        for place, passage in enumerate(wanted):
            text = new[place].translation if place in new else before.get(passage)
            if text is not None:
                put.append((passage, text))
        text = rewritten(self.source.source, put)
        return _with_own_keys(text, self.source, self.there.edition if self.there else None)

    def _read(self, text: str) -> Manuscript | None:
        source = Source(self.file.path, text)
        front, problems = split(source)
        if front is None or front.tree is None or problems:
            self.problems += problems
            return None
        edition, problems = decode(front.tree, KINDS[self.file.kind])
        self.problems += problems
        return Manuscript(self.file, Body(source, front.body_start), edition, front.tree) if edition else None

    def _keeps_structure(
        self, wanted: tuple[Passage, ...], entries: Mapping[int, Entry], edition: Manuscript
    ) -> bool:
        """Whether the edition has the passages of the source; else the first that came back as something else is
        told."""
        here = [(place, passage.kind) for place, passage in enumerate(wanted) if passage.kind not in OPTIONAL]
        there = [passage.kind for passage in passages(edition) if passage.kind not in OPTIONAL]
        if [kind for _, kind in here] == there:
            return True
        place, kind = next(
            (one for one, other in zip(here, there, strict=False) if one[1] != other), here[-1]
        )
        entry = entries.get(place)
        at = entry.place if entry and entry.place else wanted[place].span
        self.problems.append(messages.PO_STRUCTURE.at(at, kind=kind.partition(":")[0]))
        return False

    def _record(self, wanted: tuple[Passage, ...], new: Mapping[int, Entry], edition: Manuscript) -> Record:
        """What was translated now, and of the rest what had been recorded."""
        places = {passage: place for place, passage in enumerate(wanted)}
        before = {one.pair.source: one for one in self.there.standing} if self.there else {}
        is_recorded = self.there is not None and self.there.record is not None
        found: list[Translated] = []
        for pair in pairs(wanted, passages(edition)):
            if pair.source is None or pair.translation is None:
                continue
            place, known = places[pair.source], before.get(pair.source)
            if place in new:
                found.append(Translated(was=new[place].text, now=pair.translation.fingerprint))
            elif not pair.source.needs_translation:
                found.append(Translated(was=pair.source.text, now=pair.translation.fingerprint))
            elif is_recorded and known and known.pair.translation and (known.is_current or known.was):
                found.append(Translated(was=known.was or pair.source.text, now=pair.translation.fingerprint))
        return Record(source=self.source.file.path.rpartition("/")[2], passages=tuple(found))


def _with_own_keys(text: str, source: Manuscript, edition: Manuscript | None) -> str:
    """A text made from the source with those keys of the front matter that an edition has for itself."""
    built = Source(source.file.path, text)
    front, _ = split(built)
    assert front is not None and front.tree is not None, "only values were replaced"
    taken = {key.value for key, _ in source.tree.entries}
    for start, end in reversed(list(_lines_of_keys(built, front, OWN_KEYS))):
        text = text[:start] + text[end:]
    if edition is None:
        return text
    its_front = FrontMatter(edition.tree, edition.body.start)
    own = [
        str(key.value) for key, _ in edition.tree.entries if key.value in OWN_KEYS or key.value not in taken
    ]
    pieces = [edition.source.text[start:end] for start, end in _lines_of_keys(edition.source, its_front, own)]
    closing = list(re.finditer(r"^---[ \t]*$", text, re.M))[1].start()
    return text[:closing] + "".join(pieces) + text[closing:]


def _lines_of_keys(source: Source, front: FrontMatter, keys: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where some keys of the front matter stand with their values, in whole lines."""
    assert front.tree is not None
    closing = source.text.rindex("---", 0, front.body_start)
    starts = [source.line_span(key.span.line).start for key, _ in front.tree.entries]
    ends = [*starts[1:], source.line_span(source.position(closing)[0]).start]
    wanted = frozenset(keys)
    for (key, _), start, end in zip(front.tree.entries, starts, ends, strict=True):
        if key.value in wanted:
            yield start, end
