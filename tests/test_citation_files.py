"""How to cite an edition, as BibTeX and RIS: another program reads the same out of them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from briefgen.content.citing.pandoc import find_pandoc
from briefgen.content.models import Author
from briefgen.design.citation_files import Cited, bibtex, family_and_given, ris

ENGLISH = Cited(
    key="seven-pathways-en",
    is_report=True,
    kind="Policy brief",
    number=2,
    title="Savings & loans: 50 % of {all}, $5 #1_a ~ 2^3 \\ “quoted”",
    authors=(
        Author(name="Long Table & Friends"),
        Author(name="Amina Ould Ahmed", orcid="0000-0002-1825-0097", family="Ould Ahmed"),
        Author(name="José Núñez", orcid="0000-0002-1825-0097"),
    ),
    day=date(2026, 11, 4),
    publisher="Long Table & Co.",
    series="Cooperation in Displacement",
    language="en",
    address="https://longtable.example/en/a_b/%D8%B3/",
    doi="10.5555/a_b",
    isbn="9783161484100",
    issn="1234-5679",
)
ARABIC = replace(
    ENGLISH,
    key="seven-pathways-ar",
    title="التعاونيات واللاجئون",
    authors=(Author(name="نور الدين حداد", family="حداد"),),
    publisher="المائدة الطويلة",
    series="التعاون في النزوح",
    kind="موجز سياسات",
    language="ar",
    number=None,
)


def read_back(text: str, form: str) -> dict[str, Any]:
    pandoc = find_pandoc()
    assert pandoc, "the tests need pandoc"
    (item,) = json.loads(pandoc.run(("--from", form, "--to", "csljson"), text))
    found: dict[str, Any] = item
    return found


def plain(text: str) -> str:
    return text.replace('<span class="nocase">', "").replace("</span>", "").replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("cited", [ENGLISH, ARABIC], ids=["en", "ar"])
@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_bibtex_is_read_back(cited: Cited, form: str) -> None:
    item = read_back(bibtex(cited), form)
    assert item["id"] == cited.key
    assert item["type"] == "report"
    assert plain(item["title"]) == cited.title
    assert plain(item["publisher"]) == cited.publisher
    assert plain(item["genre"]) == cited.kind
    assert plain(item["collection-title"]) == cited.series
    assert (item["URL"], item["DOI"], item["ISBN"]) == (cited.address, cited.doi, cited.isbn)
    assert item["issued"]["date-parts"][0][:2] == [2026, 11]
    assert str(item.get("number", "")) == str(cited.number or "")
    assert [name.get("literal") or f"{name['given']}/{name['family']}" for name in item["author"]] == [
        "/".join(reversed(parts)) if (parts := family_and_given(author)) else author.name
        for author in cited.authors
    ]


@pytest.mark.parametrize("cited", [ENGLISH, ARABIC], ids=["en", "ar"])
def test_ris_is_read_back(cited: Cited) -> None:
    text = ris(cited)
    assert text.count("\r\n") == text.count("\n") == len(text.splitlines())
    item = read_back(text, "ris")
    assert (item["type"], item["title"], item["publisher"]) == ("report", cited.title, cited.publisher)
    assert (item["URL"], item["DOI"]) == (cited.address, cited.doi)
    assert item["issued"]["date-parts"][0][0] == 2026
    assert "DA  - 2026/11/04\r\n" in text
    people = [family_and_given(author) or (author.name, "") for author in cited.authors]
    assert [(name["family"], name.get("given", "")) for name in item["author"]] == people


def test_what_is_not_known_is_left_out() -> None:
    short = replace(ENGLISH, doi=None, isbn=None, issn=None, number=None)
    for text in (bibtex(short), ris(short)):
        for name in ("doi", "isbn", "DO  -", "SN  -", "number", "M1"):
            assert name not in text


def test_a_line_end_in_a_value_cannot_begin_a_field() -> None:
    text = ris(replace(ENGLISH, title="One\r\nAU  - Nobody"))
    assert "TI  - One AU - Nobody\r\n" in text
