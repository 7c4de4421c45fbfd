"""The register of statistics as data: a row for each reading, with the columns `year`, `statistic` and `value`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.content.data.cells import Cell, Data
from briefgen.content.evidence.statistics import Statistic
from briefgen.core.source import Span

YEAR, STATISTIC, VALUE = "year", "statistic", "value"
NAME = "the register"


def register_data(statistics: tuple[Statistic, ...], places: Mapping[str, Span], language: str) -> Data:
    """The last reading of each year that a statistic has one of. The cells stand where the statistic does."""
    label = statistics[0].label.in_language(language)
    titles = {VALUE: label} if len(statistics) == 1 else {}
    rows = (
        tuple(Cell(text, places[statistic.id]) for text in texts)
        for statistic in statistics
        for texts in _readings(statistic)
    )
    return Data(NAME, (YEAR, STATISTIC, VALUE), tuple(rows), titles)


def _readings(statistic: Statistic) -> Iterator[tuple[str, str, str]]:
    for year in dict.fromkeys(str(reading.as_of.year) for reading in statistic.readings):
        reading = statistic.reading(year)
        if reading:
            yield year, statistic.id, str(reading.value)
