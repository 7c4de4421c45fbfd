"""The references of the series, `series/references.yml`, in the keys of CSL, the Citation Style Language."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, ClassVar

from babel.dates import format_date, format_skeleton
from pydantic import AfterValidator, Field, model_validator

from briefgen.content.addresses import doi_address
from briefgen.content.fields import Day, Doi, Id, Language, Model, Text, Url
from briefgen.content.languages import locale
from briefgen.content.literal_text import literal

_UNDATED = {"en": "n.d.", "fr": "s. d.", "es": "s. f.", "ar": "د. ت."}


def _issued(value: str) -> str:
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", value):
        raise ValueError(f"is not a date: `{value}` -- write 2019, 2019-07 or 2019-07-31")
    try:
        _day(value)
    except ValueError:
        raise ValueError(f"is not a day of the calendar: `{value}` -- check its month and day") from None
    return value


def _day(issued: str) -> date:
    """The first day of a year, month or day."""
    year, month, day = (int(part) for part in (*issued.split("-"), "1", "1")[:3])
    return date(year, month, day)


class Name(Model):
    """A person by `family` and `given`, or an organisation by `literal`."""

    WHAT: ClassVar[str] = "a name"
    family: Text | None = None
    given: Text | None = None
    literal: Text | None = None

    @model_validator(mode="after")
    def _someone(self) -> Name:
        if not (self.literal or self.family):
            raise ValueError(
                "has no name -- give `literal` for an organisation, `family` and `given` for a person"
            )
        return self

    @property
    def shown(self) -> str:
        return self.literal or " ".join(part for part in (self.given, self.family) if part)


class Reference(Model):
    """A source. `issued` is a year, month or day; without it the source shows no date."""

    WHAT: ClassVar[str] = "a reference"
    id: Id
    type: Text
    title: Text
    author: Annotated[tuple[Name, ...], Field(min_length=1)]
    container_title: Annotated[Text | None, Field(alias="container-title")] = None
    publisher: Text | None = None
    issued: Annotated[Text, AfterValidator(_issued)] | None = None
    accessed: Day | None = None
    language: Language = "en"
    note: Text | None = None
    url: Annotated[Url | None, Field(alias="URL")] = None
    doi: Annotated[Doi | None, Field(alias="DOI")] = None


class References(Model):
    WHAT: ClassVar[str] = "references.yml"
    references: tuple[Reference, ...]


def as_note(reference: Reference, language: str) -> str:
    """A reference as the text of a note, in Markdown: author, title, where, date, address."""
    title = f"*{literal(reference.title)}*"
    if reference.language != language:
        title += f'{{: lang="{reference.language}" }}'
    names = ", ".join(literal(name.shown) for name in reference.author)
    where = [literal(text) for text in (reference.container_title, reference.publisher) if text]
    dated = _date(reference.issued, language)
    if reference.note:
        dated += f" ({literal(reference.note)})"
    address = doi_address(reference.doi) if reference.doi else reference.url
    return (
        ", ".join([names, title, *where, dated])
        + "." * (not dated.endswith("."))
        + (f" <{address}>" if address else "")
    )


def _date(issued: str | None, language: str) -> str:
    """A date as the language writes it, as exact as it is known."""
    if issued is None:
        return _UNDATED.get(language.split("-")[0], _UNDATED["en"])
    when = _day(issued)
    if len(issued) == 4:
        return issued
    if len(issued) == 7:
        return str(format_skeleton("yMMMM", when, locale=locale(language)))
    return str(format_date(when, "d MMMM y" if language == "en" else "long", locale=locale(language)))
