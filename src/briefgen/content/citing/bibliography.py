"""The references of the series in the keys of CSL, the Citation Style Language."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from briefgen.content.fields import Day, Doi, Language, Localized, Model, Text, Url
from briefgen.core.diagnostics import nearest

TYPES = (
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast",
    "chapter", "classic", "collection", "dataset", "document", "entry", "entry-dictionary",
    "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview", "legal_case", "legislation",
    "manuscript", "map", "motion_picture", "musical_score", "pamphlet", "paper-conference", "patent",
    "performance", "periodical", "personal_communication", "post", "post-weblog", "regulation", "report",
    "review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
)  # fmt: skip
"""What a source is, in CSL's words."""


def _type(value: str) -> str:
    if value not in TYPES:
        near = nearest(value, TYPES)
        advice = (
            f"did you mean `{near}`?" if near else "write `report`, `webpage`, `book`, `article-journal` …"
        )
        raise ValueError(f"is not a type of source that CSL knows: `{value}` -- {advice}")
    return value


Type = Annotated[Text, AfterValidator(_type), WithJsonSchema({"enum": list(TYPES)})]

KEY = r"[A-Za-z0-9](?:[\w:.-]*\w)?"
"""What the key of a reference may be."""

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_NO_AUTHOR = frozenset(("bill", "legal_case", "legislation", "regulation", "standard", "treaty"))


def _key(value: str) -> str:
    if not re.fullmatch(KEY, value):
        raise ValueError(f"cannot be cited: `{value}` -- use letters, digits and hyphens, as in `unhcr-2024`")
    return value


def _issued(value: str) -> str:
    for part in value.split("/", 1):
        if not _DATE.fullmatch(part):
            raise ValueError(f"is not a date: `{value}` -- write 2019, 2019-07 or 2019-07-31")
        try:
            _day(part)
        except ValueError:
            raise ValueError(f"is not a day of the calendar: `{value}` -- check its month and day") from None
    return value


def _day(issued: str) -> date:
    """The first day of a year, month or day."""
    year, month, day = (int(part) for part in (*issued.split("-"), "1", "1")[:3])
    return date(year, month, day)


def _from_parts(value: Any) -> Any:
    """A date as programs write it, `{"date-parts": [[2019, 7]]}`, in the form in which authors do."""
    if not isinstance(value, dict):
        return value
    try:
        return "/".join("-".join(f"{int(part):02d}" for part in day) for day in value["date-parts"])
    except (KeyError, TypeError, ValueError):
        return value.get("raw") or value.get("literal") or ""


_AS_DATE = WithJsonSchema({"type": ["string", "number", "object"]})

Issued = Annotated[Text, BeforeValidator(_from_parts), AfterValidator(_issued), _AS_DATE]
"""A year, month or day, or two of them with a slash between."""

ReadOn = Annotated[Day, BeforeValidator(_from_parts), _AS_DATE]


class _Dashed(Model):
    """Keys with dashes, as CSL has them."""

    model_config = ConfigDict(alias_generator=lambda name: name.replace("_", "-"))  # type: ignore[pydantic-alias]


class Name(_Dashed):
    """A person by `family` and `given`, or an organisation by `literal`."""

    WHAT: ClassVar[str] = "a name"
    family: Text | None = None
    given: Text | None = None
    suffix: Text | None = None
    dropping_particle: Text | None = None
    non_dropping_particle: Text | None = None
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
        parts = (self.given, self.dropping_particle, self.non_dropping_particle, self.family, self.suffix)
        return self.literal or " ".join(part for part in parts if part)


Names = tuple[Name, ...]


class Reference(_Dashed):
    """A source. `issued` is a year, month or day; without it the source shows no date."""

    WHAT: ClassVar[str] = "a reference"
    id: Annotated[Text, AfterValidator(_key)]
    type: Type
    title: Text
    director: Names = ()
    authority: Text | None = None
    editor: Names = ()
    author: Annotated[Names, Field(validate_default=True)] = ()
    translator: Names = ()
    container_author: Names = ()
    collection_editor: Names = ()
    interviewer: Names = ()
    container_title: Text | None = None
    collection_title: Text | None = None
    collection_number: Text | None = None
    publisher: Text | None = None
    publisher_place: Text | None = None
    volume: Text | None = None
    issue: Text | None = None
    number: Text | None = None
    page: Text | None = None
    edition: Text | None = None
    version: Text | None = None
    genre: Text | None = None
    medium: Text | None = None
    section: Text | None = None
    number_of_pages: Text | None = None
    number_of_volumes: Text | None = None
    chapter_number: Text | None = None
    event_title: Text | None = None
    event_place: Text | None = None
    event_date: Issued | None = None
    title_short: Text | None = None
    original_title: Text | None = None
    original_date: Issued | None = None
    reviewed_title: Text | None = None
    archive: Text | None = None
    archive_place: Text | None = None
    archive_location: Annotated[Text | None, Field(alias="archive_location")] = None
    status: Text | None = None
    scale: Text | None = None
    issued: Issued | None = None
    accessed: ReadOn | None = None
    language: Language = "en"
    note: Localized | None = None
    url: Annotated[Url | None, Field(alias="URL")] = None
    doi: Annotated[Doi | None, Field(alias="DOI")] = None
    isbn: Annotated[Text | None, Field(alias="ISBN")] = None
    issn: Annotated[Text | None, Field(alias="ISSN")] = None

    @field_validator("author")
    @classmethod
    def _by_someone(cls, author: Names, others: ValidationInfo) -> Names:
        someone = author or any(others.data.get(role) for role in ("editor", "director", "authority"))
        if not someone and others.data.get("type") not in _NO_AUTHOR:
            raise ValueError("is missing -- give `author` or `editor`; for UNHCR: [{literal: UNHCR}]")
        return author


class References(Model):
    WHAT: ClassVar[str] = "references.yml"
    references: tuple[Reference, ...]
