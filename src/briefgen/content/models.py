"""What authors and publishers say about a publication, as frozen typed models.

A publication is one thing in the series; an edition is the publication in one language. What does
not depend on language is in `Publication`, what does in `Edition`; the kinds of edition are in `kinds`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Discriminator, Field, Tag, field_validator, model_validator

from briefgen.content.choices import FirstPage, Licence, Profile, Stage
from briefgen.content.evidence.case_record import CaseRecord
from briefgen.content.evidence.vocabulary import COUNTRIES, Terms
from briefgen.content.fields import (
    Day,
    Doi,
    Email,
    FilePath,
    Isbn,
    Language,
    Localized,
    LocalTexts,
    Markdown,
    Model,
    Moment,
    Orcid,
    PlainText,
    Prose,
    Text,
    Texts,
    Url,
    Words,
)


class Author(Model):
    WHAT: ClassVar[str] = "an author"
    name: Text
    family: Text | None = None
    affiliation: Localized | None = None
    orcid: Orcid | None = None
    email: Email | None = None

    @property
    def is_person(self) -> bool:
        """Whether it is a person and no organisation: who has a family name, an ORCID, or works somewhere."""
        return bool(self.family or self.orcid or self.affiliation)


class Contact(Model):
    WHAT: ClassVar[str] = "a contact"
    name: Localized
    role: Localized | None = None
    email: Email | None = None
    phone: Text | None = None

    @model_validator(mode="after")
    def _reachable(self) -> Contact:
        if not (self.email or self.phone):
            raise ValueError("has neither `email` nor `phone` -- add one, so that readers can write or call")
        return self


class Organisation(Model):
    """A partner or funder."""

    WHAT: ClassVar[str] = "an organisation"
    name: Localized
    url: Url | None = None
    logo: FilePath | None = None
    statement: Localized | None = None


def _one_or_by_language(value: object) -> str:
    return "ByLanguage" if isinstance(value, dict) else "One"


LocalIsbn = Annotated[
    Annotated[Isbn, Tag("One")] | Annotated[dict[Language, Isbn], Field(min_length=1), Tag("ByLanguage")],
    Discriminator(_one_or_by_language),
]
"""The ISBN of the only language there is, or one for each language."""


class Isbns(Model):
    """The ISBNs of a publication: each format in each language has its own."""

    WHAT: ClassVar[str] = "`isbn`"
    print: LocalIsbn | None = None
    pdf: LocalIsbn | None = None
    html: LocalIsbn | None = None


class EditionIsbns(Model):
    """The ISBNs of an edition: one for each format."""

    WHAT: ClassVar[str] = "`isbn`"
    print: Isbn | None = None
    pdf: Isbn | None = None
    html: Isbn | None = None


class Hero(Model):
    """The picture at the head of a publication; its words are in the editions."""

    WHAT: ClassVar[str] = "`hero`"
    image: FilePath
    credit: Localized | None = None


class HeroWords(Model):
    """What an edition says of the hero picture: an alternative for it, or that it only sets a mood."""

    WHAT: ClassVar[str] = "`hero`"
    alt: Words | None = None
    decorative: bool = False
    caption: Markdown | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> HeroWords:
        if bool(self.alt) == self.decorative:
            raise ValueError(
                "needs either `alt` or `decorative: true` -- say what the picture shows, or that it only sets a mood"
            )
        return self


class Recommendation(Model):
    """What is asked of whom. `actors` are terms of the vocabulary of that name; `who` says them in other words."""

    WHAT: ClassVar[str] = "a recommendation"
    action: Markdown
    actors: Texts = ()
    who: Markdown | None = None
    by: Markdown | None = None
    evidence: Markdown | None = None

    @model_validator(mode="after")
    def _someone(self) -> Recommendation:
        if not (self.actors or self.who):
            raise ValueError(
                "has neither `actors` nor `who` -- say who is to act, with `actors: [...]` or `who: ...`"
            )
        return self


def _auto_fit(value: object) -> object:
    return {"density": AUTO} if value == AUTO else value


AUTO = "auto"


class Fit(Model):
    """The page contract of an edition, on paper. Without `pages` those of the publication's profile count.
    `density` names one of the brand's, or `auto`: the loosest that keeps the contract."""

    WHAT: ClassVar[str] = "`fit`"
    pages: Annotated[int, Field(ge=1)] | None = None
    first_page: tuple[FirstPage, ...] = ()
    last_page_min: Annotated[float, Field(ge=0, le=1)] | None = None
    density: Text | None = None


class Approval(Model):
    """Who said that it may be published, and on which day."""

    WHAT: ClassVar[str] = "`approval`"
    by: Text
    on: Day


class Publication(Model):
    """What holds for a publication in every language (`publication.yml`)."""

    WHAT: ClassVar[str] = "publication.yml"
    HAS_RECORD: ClassVar[bool] = False
    date: Day
    modified: Day | None = None
    authors: tuple[Author, ...] = Field(min_length=1)
    number: Annotated[int, Field(ge=1)] | None = None
    stage: Stage = Stage.DRAFT
    approval: Approval | None = None
    embargo: Moment | None = None
    topics: LocalTexts = ()
    hero: Hero | None = None
    terms: Terms = Field(default_factory=dict)
    record: CaseRecord | None = None
    related: Texts = ()
    supersedes: Text | None = None
    doi: Doi | None = None
    isbn: Isbns = Isbns()
    licence: Licence | None = None
    citation: Localized | None = None
    contacts: tuple[Contact, ...] = ()
    funders: tuple[Organisation, ...] = ()
    partners: tuple[Organisation, ...] = ()
    profile: Profile | None = None
    cover: bool | None = None
    listed: bool = True

    @field_validator("record", mode="before")
    @classmethod
    def _is_of_a_case_study(cls, value: object) -> object:
        if value is not None and not cls.HAS_RECORD:
            raise ValueError(
                "belongs to a case study -- delete it here, or move this folder to `case_studies/`"
            )
        return value

    @property
    def countries(self) -> tuple[str, ...]:
        """The ISO codes of the countries it is about."""
        return tuple(use.id for use in self.terms.get(COUNTRIES, ()))

    @property
    def has_cover(self) -> bool:
        """Whether there is a cover on paper: what the file says, or else what the profile brings."""
        return self.profile is Profile.EIGHT if self.cover is None else self.cover


class Edition(Model):
    """What every kind of publication says in one language."""

    WHAT: ClassVar[str] = "an edition"
    KIND: ClassVar[str] = ""
    """The name of its files and template."""
    LABEL: ClassVar[str] = ""
    PLURAL: ClassVar[str] = ""
    """What readers call one and several of them, in English; catalogues translate it."""
    SCHEMA_TYPE: ClassVar[str] = "Report"
    """What schema.org calls it."""
    SETTINGS: ClassVar[type[Publication]] = Publication
    """What holds for a publication of this kind in every language."""
    title: Markdown
    subtitle: Markdown | None = None
    description: PlainText
    summary: Prose | None = None
    key_messages: Annotated[tuple[Markdown, ...], Field(max_length=7)] = ()
    hero: HeroWords | None = None
    recommendations: tuple[Recommendation, ...] = ()
    acknowledgements: Prose | None = None
    disclaimer: Prose | None = None
    translators: tuple[Markdown, ...] = ()
    modified: Day | None = None
    stage: Stage | None = None
    approval: Approval | None = None
    doi: Doi | None = None
    isbn: EditionIsbns | None = None
    citation: Words | None = None
    fit: Annotated[Fit, BeforeValidator(_auto_fit)] | None = None
