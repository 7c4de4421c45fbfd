"""What a record says of an edition besides its words, stage and approval: what catalogues and lawyers go by."""

from __future__ import annotations

from briefgen.release.manifest import AuthorRecord, EditionRecord, FactChange, PublicationRecord

Facts = dict[str, str | None]
"""By what each is called in release notes; None where there is none."""


def facts_of(publication: PublicationRecord, edition: EditionRecord) -> Facts:
    """What is said of an edition, as texts that can be held against each other."""
    return {
        "title": edition.title,
        "number": str(publication.number) if publication.number is not None else None,
        "date": publication.date.isoformat(),
        "modified": edition.modified.isoformat() if edition.modified else None,
        "authors": "; ".join(map(_author, publication.authors)) or None,
        "licence": publication.licence,
        "DOI": edition.doi,
        "ISBN of print": edition.isbn.print,
        "ISBN of the PDF": edition.isbn.pdf,
        "ISBN of the web page": edition.isbn.html,
        "embargo": edition.embargo.isoformat(" ", "minutes") if edition.embargo else None,
    }


def facts_changed(old: Facts, new: Facts) -> tuple[FactChange, ...]:
    """Which of them are otherwise now, in their order."""
    return tuple(
        FactChange(what=what, before=old[what], after=after)
        for what, after in new.items()
        if old[what] != after
    )


def _author(author: AuthorRecord) -> str:
    return f"{author.name} ({author.orcid})" if author.orcid else author.name
