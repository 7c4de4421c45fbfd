"""The record of a case study: its facts as data, from which the facts panel, tables and the map of responses come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from briefgen.content.fields import Localized, LocalText, LocalTexts, Model, Text, Texts


class Confidence(StrEnum):
    """How firmly a fact stands."""

    HIGH = "high"
    MEDIUM = "medium"


class Qualifier(StrEnum):
    """What a source says of a number that is not exact."""

    MORE_THAN = "more-than"
    ABOUT = "about"
    UP_TO = "up-to"
    AT_LEAST = "at-least"


def _year(value: str) -> str:
    """A year, a span of years (open at one end: 1963–, –2014), or `n.d.`; hyphens become dashes."""
    if value == "n.d." or re.fullmatch(
        r"(c\. )?(19|20)\d\d(\s?[-–]\s?((19|20)?\d\d)?)?|[-–](19|20)\d\d", value
    ):
        years = re.sub(r"\s?-\s?", "–", value)
        first, _, last = years.removeprefix("c. ").partition("–")
        if first and last and f"{first[: 4 - len(last)]}{last}" < first:
            raise ValueError(f"ends before it begins: `{value}` -- check the years")
        return years
    raise ValueError(
        f"is not a year: `{value}` -- write 2019, 2018–20, c. 2015, or n.d. when the source has none"
    )


Year = Annotated[Text, AfterValidator(_year)]


def years_in(year: str, language: str) -> str:
    """A year or span of years as a language writes it: English alone leaves out what both have in common."""
    if language.split("-")[0] == "en":
        return year
    return re.sub(r"\b((?:19|20)\d\d)–(\d\d)\b(?!\d)", lambda span: f"{span[1]}–{span[1][:2]}{span[2]}", year)


class Fact(Model):
    """A sourced fact: the year it describes, the references it rests on, and how firmly it stands."""

    WHAT: ClassVar[str] = "a fact"
    year: Year
    source: Annotated[Texts, Field(min_length=1)]
    confidence: Confidence


class PeopleReached(Fact):
    """A count of people. Different measures are never added up."""

    WHAT: ClassVar[str] = "a count of people"
    number: Annotated[int, Field(ge=1, le=10_000_000_000)]
    who: Localized
    qualifier: Qualifier | None = None


class Result(Fact):
    WHAT: ClassVar[str] = "a result"
    text: Localized


class Challenge(Fact):
    """Something that was hard; `term` is of the vocabulary `challenges`."""

    WHAT: ClassVar[str] = "a challenge"
    term: Text | None = None
    text: Localized


class Lesson(Model):
    """What others can learn, in the publisher's judgement; `term` is of the vocabulary `lessons`."""

    WHAT: ClassVar[str] = "a lesson"
    term: Text | None = None
    text: Localized


def _whole_year(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"(19|20)\d\d", value):
        raise ValueError(f"is not a year: `{value}` -- write four digits")
    return value


WholeYear = Annotated[int, BeforeValidator(_whole_year)]


class Period(Model):
    """Years, both included; without `to` it goes on."""

    WHAT: ClassVar[str] = "a period"
    start: Annotated[WholeYear, Field(alias="from")]
    to: WholeYear | None = None
    what: Localized | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.to is not None and self.to < self.start:
            raise ValueError(f"ends in {self.to}, before it begins in {self.start} -- check the years")
        return self


def _as_numbers(value: Any) -> Any:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("must be latitude and longitude in degrees -- write `[1.29, 36.82]`")
    return tuple(value)


Coordinates = Annotated[
    tuple[Annotated[float, Field(ge=-90, le=90)], Annotated[float, Field(ge=-180, le=180)]],
    BeforeValidator(_as_numbers),
]
"""Latitude and longitude in degrees."""


class CaseRecord(Model):
    """What a case study knows. `short` is its name in narrow places; `gaps` is what the sources leave open or
    contradict."""

    WHAT: ClassVar[str] = "the record of a case study"
    name: Localized
    short: Localized | None = None
    place: Localized
    coordinates: Coordinates | None = None
    years: Annotated[tuple[Period, ...], Field(min_length=1)]
    people_reached: tuple[PeopleReached, ...] = ()
    results: Annotated[tuple[Result, ...], Field(min_length=1)]
    challenges: Annotated[tuple[Challenge, ...], Field(min_length=1)]
    lessons: Annotated[tuple[Lesson, ...], Field(min_length=1)]
    replicability: Localized
    partners: LocalTexts = ()
    gaps: tuple[Localized, ...] = ()

    @property
    def short_name(self) -> LocalText:
        """The name for narrow places."""
        return self.short or self.name

    def facts(self) -> Iterator[tuple[tuple[str, int], Fact]]:
        """Every sourced fact with its path in the record."""
        for key in ("people_reached", "results", "challenges"):
            for index, fact in enumerate(getattr(self, key)):
                yield (key, index), fact
