"""The register of statistics, `series/statistics.yml`: each number once, with its date, source and day of review."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field

from briefgen.content.fields import Day, Id, Localized, Model, Text


class Reading(Model):
    """The value of a statistic on a day."""

    WHAT: ClassVar[str] = "a reading"
    as_of: Day
    value: Decimal
    source: Text
    note: Localized | None = None


class Break(Model):
    """A change of definition: readings from this year on do not compare exactly with earlier ones."""

    WHAT: ClassVar[str] = "a break"
    year: Annotated[int, Field(ge=1800, le=2200)]
    what: Localized


class Statistic(Model):
    """A number of the world, over time. `unit` is what is counted: `people`, `percent`."""

    WHAT: ClassVar[str] = "a statistic"
    id: Id
    label: Localized
    unit: Text
    definition: Localized | None = None
    review_by: Day
    readings: Annotated[tuple[Reading, ...], Field(min_length=1)]
    breaks: tuple[Break, ...] = ()

    def reading(self, year: str) -> Reading | None:
        """The reading of a year; with no year the latest."""
        if not year:
            return max(self.readings, key=lambda reading: reading.as_of)
        return next((reading for reading in self.readings if str(reading.as_of.year) == year), None)


class Register(Model):
    WHAT: ClassVar[str] = "statistics.yml"
    statistics: tuple[Statistic, ...]
