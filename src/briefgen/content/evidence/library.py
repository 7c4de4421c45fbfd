"""The data of a series: its vocabularies, references, statistics, known cases and glossary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from briefgen.content.citing.bibliography import Reference
from briefgen.content.evidence.glossary import GlossaryTerm
from briefgen.content.evidence.known_cases import KnownCase
from briefgen.content.evidence.named_terms import unknown_reference
from briefgen.content.evidence.statistics import Statistic
from briefgen.content.evidence.vocabulary import Vocabulary
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.source import Span

FOLDER = "series"
REFERENCES = f"{FOLDER}/references.yml"
STATISTICS = f"{FOLDER}/statistics.yml"
CASES = f"{FOLDER}/cases.yml"
GLOSSARY = f"{FOLDER}/glossary.yml"


@dataclass(frozen=True)
class Library:
    """What publications refer to by id. `places` is where each statistic stands in its file, `case_places` the same
    for known cases. `wrong` are the files with a mistake: what names them waits. Those of them that are `unread` are
    not known at all; that is told there and not again at each use."""

    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    statistics: Mapping[str, Statistic] = field(default_factory=dict)
    places: Mapping[str, Span] = field(default_factory=dict)
    cases: tuple[KnownCase, ...] = ()
    case_places: Mapping[str, Span] = field(default_factory=dict)
    glossary: tuple[GlossaryTerm, ...] = ()
    unread: frozenset[str] = frozenset()
    wrong: frozenset[str] = frozenset()

    def unknown_reference(self, key: str, place: Span) -> Iterator[Diagnostic]:
        """A key that no reference has."""
        if REFERENCES not in self.unread:
            yield from unknown_reference(key, self.references, place)
