"""The register of statistics as data: a row for each reading, with the columns `year`, `statistic` and `value`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from briefgen.content.data.cells import Cell, Data
from briefgen.content.evidence.statistics import Statistic
from briefgen.core.source import Span

YEAR, STATISTIC, VALUE = "year", "statistic", "value"
NAME = "the register"


def register_data(statistics: tuple[Statistic, ...], places: Mapping[str, Span], language: str) -> Data:
    """The readings of statistics. The cells stand where the statistic does."""
    label = statistics[0].label.in_language(language)
    titles = {VALUE: label} if len(statistics) == 1 else {}
    rows = (
        tuple(Cell(text, places[statistic.id]) for text in texts)
        for statistic in statistics
        for texts in _readings(statistic)
    )
    return Data(NAME, (YEAR, STATISTIC, VALUE), tuple(rows), titles)


def _readings(statistic: Statistic) -> Iterator[tuple[str, str, str]]:
    """Readings of the same day of the year as most are: a count of mid-year does not go on from counts of year ends."""
    days = Counter((reading.as_of.month, reading.as_of.day) for reading in statistic.readings)
    usual = max(days, key=lambda day: (days[day], day))
    for reading in statistic.readings:
        if (reading.as_of.month, reading.as_of.day) == usual:
            yield str(reading.as_of.year), statistic.id, str(reading.value)
