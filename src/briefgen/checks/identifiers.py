"""Identifiers of publications: none stands for two things, and DOIs begin as the registrant's do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefgen.content.identity import Claim, claims
from briefgen.content.kinds import KINDS
from briefgen.content.languages import english_name
from briefgen.content.manuscript import LoadedPublication
from briefgen.content.project import Project
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Related

_FORMATS = {"print": "the printed edition", "pdf": "the PDF", "html": "the web page"}


def first_claims(publications: Iterable[LoadedPublication]) -> dict[str, Claim]:
    """What each identifier stands for first, by its value."""
    first: dict[str, Claim] = {}
    for loaded in publications:
        for claim in claims(loaded):
            first.setdefault(claim.value, claim)
    return first


def check_identifiers(
    project: Project, loaded: LoadedPublication, first: Mapping[str, Claim]
) -> Iterator[Diagnostic]:
    """What is wrong with the identifiers of a publication; `first` is what each stands for in the project."""
    prefix = project.crossref.prefix if project.crossref else None
    for claim in claims(loaded):
        other = first[claim.value]
        if not _is_same(claim, other):
            yield _twice(claim, other)
        if claim.language and claim.language not in project.languages:
            known = ", ".join(f"`{language}`" for language in project.languages)
            yield messages.BAD_VALUE.at(
                claim.place,
                subject=f"`isbn: {claim.form}: {claim.language}`",
                problem="is for a language that this series does not have",
                advice=f"the series has {known}; or add it to `languages` in briefgen.yml",
            )
        if prefix and not claim.form and not claim.value.startswith(f"{prefix}/"):
            yield messages.DOI_PREFIX.at(claim.place, doi=claim.written, prefix=prefix)


def _is_same(claim: Claim, other: Claim) -> bool:
    """Whether two claims are of one thing: a DOI can be that of a publication in all its languages."""
    return (claim.slug, claim.kind, claim.form, claim.language) == (
        other.slug,
        other.kind,
        other.form,
        other.language,
    )


def _twice(claim: Claim, other: Claim) -> Diagnostic:
    is_for_all = claim.edition is not None and claim.place == other.place
    name = "ISBN" if claim.form else "DOI"
    if is_for_all and claim.edition:
        advice = f"write one for each language: `{claim.form}: {{{other.language}: …, {claim.language}: …}}`"
        related = Related(claim.edition, "this edition has none of its own")
    else:
        advice = "give each its own, or take one of them out"
        related = Related(other.place, "first given here")
    return messages.IDENTIFIER_TWICE.at(
        claim.place, name=name, value=claim.written, first=_thing(other), second=_thing(claim),
        advice=advice, related=(related,),
    )  # fmt: skip


def _thing(claim: Claim) -> str:
    """What an identifier stands for, in words."""
    kind = KINDS[claim.kind].LABEL.lower()
    whole = f"the {kind} `{claim.slug}`"
    if not claim.form:
        return whole
    return f"{_FORMATS[claim.form]} of {whole} in {english_name(claim.language)}"
