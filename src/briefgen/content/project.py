"""What `briefgen.yml` may say: the series, its publisher, and what holds for every publication."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field

from briefgen.content.budget import Budget
from briefgen.content.choices import Licence, Paper
from briefgen.content.evidence.vocabulary import COUNTRIES, is_country
from briefgen.content.fields import Email, Issn, Language, Localized, Model, Site, Text, Texts, Url
from briefgen.content.limits import Limits
from briefgen.content.models import Publication
from briefgen.content.printing import Printing
from briefgen.content.registries import Crossref, Oai


class Publisher(Model):
    WHAT: ClassVar[str] = "`publisher`"
    name: Localized
    url: Url
    address: Localized | None = None
    email: Email | None = None
    about: Localized | None = None


class Series(Model):
    WHAT: ClassVar[str] = "`series`"
    title: Localized
    description: Localized | None = None
    issn: Issn | None = None


def _each_once(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(values)) < len(values):
        raise ValueError("names a language twice -- keep each once, the first language first")
    return values


def _known_codes(value: object) -> object:
    for code in value if isinstance(value, dict) else ():
        if not is_country(str(code)):
            raise ValueError(
                f"has the key `{code}`, which is no country -- write its ISO code of two letters"
            )
    return value


CountryNames = Annotated[dict[str, Localized], BeforeValidator(_known_codes)]


class Project(Model):
    """The project: `briefgen.yml`."""

    WHAT: ClassVar[str] = "briefgen.yml"
    series: Series
    publisher: Publisher
    site: Site
    languages: Annotated[tuple[Language, ...], Field(min_length=1), AfterValidator(_each_once)]
    brand: Text = "long-table"
    paper: Paper = Paper.A4
    licence: Licence = Licence.CC_BY
    disclaimer: Localized | None = None
    map_disclaimer: Localized | None = None
    country_names: CountryNames = Field(default_factory=dict)
    """What the series calls countries otherwise than CLDR does, by ISO code."""
    budget: Budget = Field(default_factory=Budget)
    limits: Limits = Field(default_factory=Limits)
    printing: Annotated[Printing | None, Field(alias="print")] = None
    crossref: Crossref | None = None
    oai: Oai | None = None
    facets: Texts = (COUNTRIES,)
    """The vocabularies of which every case study names a term, in the order of facts panels and of the home page."""

    @property
    def first_language(self) -> str:
        return self.languages[0]

    @property
    def address(self) -> str:
        """The site's address with one slash at its end."""
        return self.site.rstrip("/") + "/"


class Copyright(Model):
    """Whose work an edition is, as the imprint says it."""

    holder: str
    year: int
    licence: Licence


def copyright_of(project: Project, publication: Publication, language: str) -> Copyright:
    day: date = publication.date
    return Copyright(
        holder=project.publisher.name.in_language(language),
        year=day.year,
        licence=publication.licence or project.licence,
    )
