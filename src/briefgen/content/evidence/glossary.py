"""The words and names of a series that are to be the same wherever they stand, by language: `series/glossary.yml`."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field

from briefgen.content.fields import Language, Model, Text, as_list


def _forms(value: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    if len(value) < 2:
        raise ValueError(
            "has only one language -- give the word in at least two, for example `en:` and `fr:`"
        )
    return value


def _lists(value: object) -> object:
    return {code: as_list(forms) for code, forms in value.items()} if isinstance(value, dict) else value


Forms = Annotated[tuple[Text, ...], Field(min_length=1)]


class GlossaryTerm(Model):
    """A word or name: in each language the form to write, and others that are right too."""

    WHAT: ClassVar[str] = "a term of the glossary"
    forms: Annotated[dict[Language, Forms], BeforeValidator(_lists), AfterValidator(_forms)]
    note: Text | None = None


class Glossary(Model):
    WHAT: ClassVar[str] = "glossary.yml"
    terms: tuple[GlossaryTerm, ...]
