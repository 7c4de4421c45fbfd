"""The register of statistics, `series/statistics.yml`: each number once, with its date, source and day of review."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, WithJsonSchema

from briefgen.content.fields import Day, Id, Localized, Model, Text


def _amount(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"-?(0|[1-9]\d{0,14})(\.\d{1,6})?", value):
        raise ValueError(
            f"is not a number of the register: `{value}` -- write digits only, for example 70800000 or 3.2"
        )
    return value


Amount = Annotated[Decimal, BeforeValidator(_amount), WithJsonSchema({"type": "number"})]


class Reading(Model):
    """The value of a statistic on a day."""

    WHAT: ClassVar[str] = "a reading"
    as_of: Day
    value: Amount
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
        """The latest reading of a year; with no year the latest of all."""
        there = (reading for reading in self.readings if not year or str(reading.as_of.year) == year)
        return max(there, key=lambda reading: reading.as_of, default=None)


class Register(Model):
    WHAT: ClassVar[str] = "statistics.yml"
    statistics: tuple[Statistic, ...]
