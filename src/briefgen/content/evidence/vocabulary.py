"""Controlled vocabularies: the terms by which a series sorts what it publishes, each with a stable id.

A vocabulary is a file of `series/vocabularies/`, named after it. Countries are always there, from CLDR.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, ClassVar

from babel import Locale
from pydantic import BeforeValidator, Field, WithJsonSchema

from briefgen.content.fields import Id, Localized, LocalText, Model, Text, Texts
from briefgen.content.languages import locale

VOCABULARIES = "series/vocabularies"
COUNTRIES = "countries"
ACTORS = "actors"
"""The vocabulary of those whom recommendations ask to act."""

DEEPEST = 8
"""How many wider terms a term may have above it."""

TAKEN = frozenset((COUNTRIES, "kinds", "recommendations"))
"""Names that no file can have: what the home page sorts publications by besides the series' own vocabularies."""


def vocabulary_path(name: str) -> str:
    """The file of a vocabulary."""
    return f"{VOCABULARIES}/{name}.yml"


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
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array"}, {"type": "object"}]}),
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
        short = self.short if self.short and self.short.has(language) else self.label
        name = short.in_language(language)
        return f"{self.notation}\N{NO-BREAK SPACE}{name}" if self.notation else name


def term_anchor(vocabulary: str, term: str) -> str:
    """Where the home page has the publications of a term: `pathways--hosts-serve`. No id holds two hyphens, so no
    other term has the same."""
    return f"{vocabulary}--{term}"


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

    def depth(self, term: Term) -> int:
        """How many terms are wider; those of a circle are told as such."""
        parents = {other.id: other.broader for other in self.all_terms}
        above: list[str] = []
        while (wider := parents.get(above[-1] if above else term.id)) and wider not in above:
            above.append(wider)
        return len(above)

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


def is_country(code: str) -> bool:
    """Whether a code of two letters is one of ISO 3166."""
    return code in _iso_codes()


def countries(languages: tuple[str, ...], own: Mapping[str, LocalText] | None = None) -> Vocabulary:
    """The countries of the world with their names in some languages: `own` ones by code, else those of CLDR."""
    found = _countries(languages)
    if not own:
        return found
    terms = (
        term.model_copy(update={"label": _named(term.label, own[term.id], languages)})
        if term.id in own
        else term
        for term in found.all_terms
    )
    return found.model_copy(update={"countries": tuple(terms)})


def _named(label: LocalText, own: LocalText, languages: tuple[str, ...]) -> LocalText:
    names = {code: own.in_language(code) if own.has(code) else label.in_language(code) for code in languages}
    return LocalText(by_language=names)


_TITLED = ("en", "fr", "es", "ar", "am", "sw", "tr", "pt")
_TITLES = ("Countries", "Pays", "Países", "البلدان", "አገሮች", "Nchi", "Ülkeler", "Países")
_NAMES = ("Country", "Pays", "País", "البلد", "አገር", "Nchi", "Ülke", "País")


@cache
def _countries(languages: tuple[str, ...]) -> Vocabulary:
    names = {code: locale(code).territories for code in languages}
    english = Locale("en").territories
    title, name = (
        LocalText(by_language=dict(zip(_TITLED, words, strict=True))) for words in (_TITLES, _NAMES)
    )
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


_NO_COUNTRIES = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]
)
"""What CLDR has besides ISO 3166: unions, parts of countries, and codes for tests. XK stays: Kosovo has no other."""


def _iso_codes() -> Iterator[str]:
    codes = sorted(set(Locale("en").territories) - _NO_COUNTRIES)
    return (code for code in codes if re.fullmatch("[A-Z]{2}", code))
