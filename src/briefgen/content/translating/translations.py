"""An edition as the translation of another: its passages beside those of the source, and what was recorded of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from briefgen.content.languages import without_region
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.translating.local_texts import LocalPassage, local_passages
from briefgen.content.translating.pairs import OPTIONAL, Pair, pairs
from briefgen.content.translating.passages import Passage, passages
from briefgen.content.translating.record import Record, Standing, read_record, recorded, standing
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.workspace import Door

_FEWEST_WORDS = 4
"""A passage of fewer words may be the same in two languages."""


@dataclass(frozen=True)
class Translation:
    """An edition and the one it translates. `record` is what was recorded of it, None when nobody has."""

    source: Manuscript
    edition: Manuscript
    publication: LoadedPublication
    pairs: tuple[Pair, ...]
    record: Record | None

    @property
    def language(self) -> str:
        return self.edition.file.language

    @cached_property
    def standing(self) -> tuple[Standing, ...]:
        """How each pair stands to the record; without one nothing is known, and nothing stale."""
        if self.record is None:
            return tuple(Standing(pair, is_current=True) for pair in self.pairs)
        return standing(self.pairs, self.record)

    @cached_property
    def stale(self) -> tuple[Standing, ...]:
        return tuple(one for one in self.standing if not one.is_current and not self._is_missing(one.pair))

    @cached_property
    def missing(self) -> tuple[Passage, ...]:
        """Passages of the source that the edition lacks, or has in the words of the source."""
        return tuple(pair.source for pair in self.pairs if pair.source and self._is_missing(pair))

    @cached_property
    def extra(self) -> tuple[Passage, ...]:
        found = (pair.translation for pair in self.pairs if pair.source is None)
        return tuple(passage for passage in found if passage and passage.kind not in OPTIONAL)

    @cached_property
    def settings_missing(self) -> tuple[LocalPassage, ...]:
        """Texts of `publication.yml` that the edition shows in another language."""
        first = without_region(self.source.file.language)
        if not self.publication.is_main(self.edition) or without_region(self.language) == first:
            return ()
        settings = self.publication.settings
        found = local_passages(settings.publication, settings.tree)
        return tuple(passage for passage in found if passage.lacks(self.language))

    @property
    def as_recorded(self) -> Record:
        """The record that says that the edition is right as it is now, also where it has the words of the source."""
        return recorded(self.source.file.path.rpartition("/")[2], self.pairs)

    @cached_property
    def _confirmed(self) -> frozenset[tuple[str, str]]:
        """Passages that were recorded, with the fingerprints of their translations."""
        return frozenset((one.was, one.now) for one in (self.record.passages if self.record else ()))

    def _is_missing(self, pair: Pair) -> bool:
        if pair.source is None or pair.source.kind in OPTIONAL:
            return False
        if pair.translation is None:
            return True
        if (pair.source.text, pair.translation.fingerprint) in self._confirmed:
            return False
        one, other = (without_region(m.file.language) for m in (self.source, self.edition))
        is_long = len(pair.source.text.split()) >= _FEWEST_WORDS and pair.source.needs_translation
        return is_long and one != other and pair.source.text == pair.translation.text


def translations(
    door: Door, publication: LoadedPublication, editions: Iterable[Manuscript] | None = None
) -> Iterator[tuple[Translation, tuple[Diagnostic, ...]]]:
    """The editions of a publication that translate another (all, or of these), and what is wrong with their records."""
    if publication.files.settings is None:
        return
    of_sources: dict[str, tuple[Passage, ...]] = {}
    for edition in publication.manuscripts if editions is None else editions:
        source = source_of(publication, edition)
        if source is not None:
            record, problems = read_record(door, edition.file)
            if source.file.path not in of_sources:
                of_sources[source.file.path] = passages(source)
            both = pairs(of_sources[source.file.path], passages(edition))
            yield Translation(source, edition, publication, both, record), problems


def source_of(publication: LoadedPublication, edition: Manuscript) -> Manuscript | None:
    """The edition of the same kind that an edition translates: the first, in the first language of the series. There is
    none where that is missing, which is told."""
    first = next(other for other in publication.manuscripts if other.file.kind == edition.file.kind)
    is_original = "." not in first.file.path.rpartition("/")[2].removesuffix(".md")
    return None if first is edition or not is_original else first
