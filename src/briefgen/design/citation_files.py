"""How to cite an edition, as files for reference managers: BibTeX and RIS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from briefgen.content.addresses import relative
from briefgen.content.identity import Identity
from briefgen.content.manuscript import LoadedPublication
from briefgen.content.models import Author
from briefgen.content.project import Project
from briefgen.design.downloads import Download, download
from briefgen.design.page import CitationFile, Page


@dataclass(frozen=True)
class Cited:
    """What there is to say of an edition that is cited. `key` is a name for it, such as `seven-pathways-en`; texts are
    plain."""

    key: str
    is_report: bool
    kind: str
    number: int | None
    title: str
    authors: tuple[Author, ...]
    day: date
    publisher: str
    series: str
    language: str
    address: str
    doi: str | None
    isbn: str | None
    issn: str | None


def citation_files(cited: Cited) -> tuple[Download, ...]:
    """The files, BibTeX first."""
    return (
        download(f"{cited.key}.bib", bibtex(cited).encode(), "application/x-bibtex"),
        download(f"{cited.key}.ris", ris(cited).encode(), "application/x-research-info-systems"),
    )


def offered(files: tuple[Download, ...], page: str) -> tuple[CitationFile, ...]:
    """The files as a page of the output offers them."""
    named = zip(("BibTeX", "RIS"), files, strict=True)
    return tuple(CitationFile(name, relative(page, file.address), file.media_type) for name, file in named)


def cited(project: Project, page: Page, loaded: LoadedPublication, identity: Identity) -> Cited:
    """An edition as reference managers know it."""
    companion = "" if page.kind == loaded.files.main_kind else f"-{page.kind}"
    return Cited(
        key=f"{loaded.files.slug}{companion}-{page.language}",
        is_report=page.schema_type == "Report",
        kind=page.kind_label,
        number=page.number,
        title=page.title_text,
        authors=page.publication.authors,
        day=page.day,
        publisher=page.publisher,
        series=page.series,
        language=page.language,
        address=page.address,
        doi=identity.doi,
        isbn=identity.pdf or identity.html or identity.print,
        issn=project.series.issn,
    )


def family_and_given(author: Author) -> tuple[str, str] | None:
    """The parts of a person's name; None for an organisation, which everything that tells a person from one asks here.
    Without `family` it is the last word of the name."""
    if not author.is_person:
        return None
    family = author.family or author.name.split()[-1]
    given = " ".join(author.name.replace(family, " ", 1).split())
    return family, given


# --- BibTeX -------------------------------------------------------------------------------------------------

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def bibtex(cited: Cited) -> str:
    """One entry. Letters stay as they are, in UTF-8; signs that TeX takes for commands are escaped."""
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in _bibtex_fields(cited) if value)
    return f"@{'techreport' if cited.is_report else 'misc'}{{{cited.key},\n{lines}}}\n"


def _bibtex_fields(cited: Cited) -> Iterator[tuple[str, str]]:
    yield "author", " and ".join(map(_bibtex_name, cited.authors))
    yield "title", f"{{{_tex(cited.title)}}}"
    yield ("type" if cited.is_report else "howpublished"), _tex(cited.kind)
    yield "number", str(cited.number or "")
    yield "series", f"{{{_tex(cited.series)}}}"
    yield ("institution" if cited.is_report else "publisher"), f"{{{_tex(cited.publisher)}}}"
    yield "year", str(cited.day.year)
    yield "month", str(cited.day.month)
    yield "date", cited.day.isoformat()
    yield "langid", _LANGUAGES.get(cited.language.split("-")[0], "")
    yield "language", cited.language
    yield "isbn", cited.isbn or ""
    yield "issn", cited.issn or ""
    yield "doi", cited.doi or ""
    yield "url", cited.address


_LANGUAGES = {"en": "english", "fr": "french", "es": "spanish", "ar": "arabic", "pt": "portuguese"}
"""What BibLaTeX calls languages."""


def _bibtex_name(author: Author) -> str:
    parts = family_and_given(author)
    if parts is None:
        return f"{{{_tex(author.name)}}}"
    family, given = (_tex(part) for part in parts)
    return f"{{{family}}}, {given}" if given else f"{{{family}}}"


def _tex(text: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in " ".join(text.split()))


# --- RIS ----------------------------------------------------------------------------------------------------


def ris(cited: Cited) -> str:
    """One record. Its lines end as the format wants it, with a return and a line feed."""
    return "".join(
        f"{tag}  - {_one_line(value)}\r\n" for tag, value in _ris_fields(cited) if value or tag == "ER"
    )


def _ris_fields(cited: Cited) -> Iterator[tuple[str, str]]:
    yield "TY", "RPRT" if cited.is_report else "ELEC"
    yield "ID", cited.key
    for author in cited.authors:
        parts = family_and_given(author)
        yield "AU", ", ".join(parts) if parts else f"{author.name},"  # the comma says: this is one name
    yield "TI", cited.title
    yield "T3", cited.series
    yield "M3", cited.kind
    yield "M1", str(cited.number or "")
    yield "PB", cited.publisher
    yield "PY", str(cited.day.year)
    yield "DA", f"{cited.day:%Y/%m/%d}"
    yield "LA", cited.language
    yield "SN", cited.isbn or cited.issn or ""
    yield "DO", cited.doi or ""
    yield "UR", cited.address
    yield "ER", ""


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
