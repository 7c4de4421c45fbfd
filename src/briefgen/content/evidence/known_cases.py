"""Cases that a series knows and has no case study of, `series/cases.yml`: without them a map would show gaps where
there is evidence."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from briefgen.content.citing.citations import cite
from briefgen.content.evidence.case_record import PeopleReached
from briefgen.content.evidence.vocabulary import COUNTRIES, Terms, Vocabulary
from briefgen.content.fields import Id, Localized, Model, Texts
from briefgen.content.literal_text import literal


class KnownCase(Model):
    """A case with its terms and the references that tell of it."""

    WHAT: ClassVar[str] = "a case"
    id: Id
    name: Localized
    terms: Annotated[Terms, Field(min_length=1)]
    people_reached: tuple[PeopleReached, ...] = ()
    source: Annotated[Texts, Field(min_length=1)]

    @property
    def cited(self) -> tuple[str, ...]:
        """Every reference that it rests on, once."""
        counts = (key for reached in self.people_reached for key in reached.source)
        return tuple(dict.fromkeys((*self.source, *counts)))

    def cited_name(self, language: str, countries: Vocabulary) -> str:
        """Its name with its countries and marks for its sources, as inline Markdown."""
        uses = self.terms.get(COUNTRIES, ())
        names = [term.name(language) for use in uses if (term := countries.term(use.id))]
        where = f" ({', '.join(names)})" if names else ""
        return f"{literal(self.name.in_language(language))}{where}{cite(self.cited)}"


class KnownCases(Model):
    WHAT: ClassVar[str] = "cases.yml"
    cases: tuple[KnownCase, ...]
