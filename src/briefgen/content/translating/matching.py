"""Which entry of a file that came back belongs to which passage of the source, which may have changed meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.content.translating.exchange import Entry, contexts
from briefgen.content.translating.pairs import shared_words
from briefgen.content.translating.passages import Passage


@dataclass(frozen=True)
class Matches:
    """The entries by the places of their passages; at which places the source has changed; entries of no passage."""

    entries: dict[int, Entry]
    outdated: tuple[int, ...]
    unused: tuple[Entry, ...]


def matched(wanted: Sequence[Passage], entries: Sequence[Entry]) -> Matches:
    """Entries by the same words, of the same name first; else of those left by the most words in common."""
    names = list(contexts(passage.kind for passage in wanted))
    by_text: dict[str, list[Entry]] = {}
    for entry in entries:
        by_text.setdefault(entry.text, []).append(entry)
    found: dict[int, Entry] = {}
    for place, (name, passage) in enumerate(zip(names, wanted, strict=True)):
        if same := by_text.get(passage.text):
            found[place] = next((one for one in same if one.context == name), same[0])
    current = {passage.text for passage in wanted}
    left = [entry for entry in entries if entry.text not in current]
    outdated = []
    for place, passage in enumerate(wanted):
        if place in found:
            continue
        alike = [
            (likeness, -number)
            for number, entry in enumerate(left)
            if entry.context.rpartition(" ")[0] == passage.kind
            and (likeness := shared_words(passage.text, entry.text))
        ]
        if alike:
            found[place] = left.pop(-max(alike)[1])
            outdated.append(place)
    return Matches(found, tuple(outdated), tuple(entry for entry in left if entry.translation))
