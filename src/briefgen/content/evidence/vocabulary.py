"""Controlled vocabularies: the terms by which a series sorts what it publishes, each with a stable id.

A vocabulary is a file of `series/vocabularies/`, named after it. Countries are always there, from CLDR.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, ClassVar

from babel import Locale
from pydantic import BeforeValidator, Field, WithJsonSchema

from briefgen.content.fields import Id, Localized, LocalText, Model, Text, Texts
from briefgen.content.languages import locale

COUNTRIES = "countries"
ACTORS = "actors"
"""The vocabulary of those whom recommendations ask to act."""


class Extent(StrEnum):
    """How far a term holds, where it does not hold in full."""

    IN_PART = "in-part"
    PLANNED = "planned"
    LIKELY = "likely"
    SUPPORT = "support"


class TermUse(Model):
    """A term that a publication names, and how far it holds."""

    WHAT: ClassVar[str] = "a term"
    id: Text
    extent: Extent | None = None


def _as_uses(value: Any) -> Any:
    """One id, or a list of ids and of groups with `id` and `extent`."""
    items = value if isinstance(value, list) else [value]
    return [{"id": item} if isinstance(item, str) else item for item in items]


Uses = Annotated[
    tuple[TermUse, ...],
    BeforeValidator(_as_uses),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array"}]}),
]

Terms = dict[str, Uses]
"""The terms of a publication by vocabulary."""


class Term(Model):
    """A term. `excludes` names, by vocabulary, terms that cannot hold together with it by definition. A retired term
    is kept so that old publications stay readable; new ones take `replaced_by`."""

    WHAT: ClassVar[str] = "a term"
    id: Text
    label: Localized
    short: Localized | None = None
    definition: Localized | None = None
    notation: Text | None = None
    broader: Text | None = None
    excludes: dict[str, Texts] = Field(default_factory=dict)
    retired: bool = False
    replaced_by: Text | None = None

    def name(self, language: str) -> str:
        """The label in a language."""
        return self.label.in_language(language)

    def short_name(self, language: str) -> str:
        """The label for narrow places, with its number if it has one."""
        name = (self.short or self.label).in_language(language)
        return f"{self.notation}\N{NO-BREAK SPACE}{name}" if self.notation else name


def term_anchor(vocabulary: str, term: str) -> str:
    """Where the home page has the publications of a term: `pathways-hosts-serve`."""
    return f"{vocabulary}-{term}"


class WrittenTerm(Term):
    """A term as a vocabulary file has it."""

    id: Id
    definition: Localized


class Vocabulary(Model):
    """A vocabulary file. `name` is what one of its terms is called; `most` is how many a publication may name."""

    WHAT: ClassVar[str] = "a vocabulary"
    title: Localized
    name: Localized
    definition: Localized
    source: Text | None = None
    most: Annotated[int, Field(ge=1)] | None = None
    terms: Annotated[tuple[WrittenTerm, ...], Field(min_length=1)]

    def term(self, id_: str) -> Term | None:
        return next((term for term in self.all_terms if term.id == id_), None)

    @property
    def all_terms(self) -> tuple[Term, ...]:
        return self.terms

    def under(self, id_: str) -> frozenset[str]:
        """A term and all narrower ones: who asks for `practical` roles also means `finance`."""
        found = {id_}
        while more := {t.id for t in self.all_terms if t.broader in found} - found:
            found |= more
        return frozenset(found)

    def circle(self) -> Term | None:
        """A term that is broader than itself, by whatever detour."""
        parents = {term.id: term.broader for term in self.all_terms}
        for term in self.all_terms:
            seen, at = {term.id}, term.broader
            while at in parents:
                if at in seen:
                    return term
                seen.add(at)
                at = parents[at]
        return None


class CountryVocabulary(Vocabulary):
    """Countries and territories by ISO code, named by CLDR."""

    terms: tuple[WrittenTerm, ...] = ()
    countries: tuple[Term, ...]

    @property
    def all_terms(self) -> tuple[Term, ...]:
        return self.countries


@cache
def countries(languages: tuple[str, ...]) -> Vocabulary:
    """The countries of the world with their names in some languages."""
    names = {code: locale(code).territories for code in languages}
    english = Locale("en").territories
    title = LocalText(by_language={"en": "Countries", "fr": "Pays", "es": "Países", "ar": "البلدان"})
    name = LocalText(by_language={"en": "Country", "fr": "Pays", "es": "País", "ar": "البلد"})
    terms = (
        Term.model_construct(
            id=iso,
            label=LocalText(by_language={code: names[code].get(iso) or english[iso] for code in languages}),
            short=None, definition=None, notation=None, broader=None, excludes={}, retired=False, replaced_by=None,
        )
        for iso in _iso_codes()
    )  # fmt: skip
    return CountryVocabulary.model_construct(
        title=title, name=name, definition=title, source=None, most=None, terms=(), countries=tuple(terms)
    )


def _iso_codes() -> Iterator[str]:
    return (code for code in sorted(Locale("en").territories) if re.fullmatch("[A-Z]{2}", code))
