"""Addresses in the text: short, divided at their own signs, and still the same links."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from briefgen.content.shown_addresses import divided, shown, with_short_addresses
from tests.conftest import BuiltSeries

WORD = re.compile(r"[^\W\d_]{2,}")


@pytest.mark.parametrize(
    ("address", "short"),
    [
        ("https://www.example.org/", "example.org"),
        ("http://example.org/a-b/c_d", "example.org/a-b/c_d"),
        ("https://example.org/women%E2%80%99s-work", "example.org/women’s-work"),
        ("https://example.org/a%20b", "example.org/a%20b"),
        ("https://example.org/a%FFb", "example.org/a%FFb"),
        ("https://example.org/%0A", "example.org/%0A"),
        ("https://example.org/?q=https://www.other.org", "example.org/?q=https://www.other.org"),
    ],
)
def test_what_readers_see(address: str, short: str) -> None:
    assert shown(address) == short


def test_a_link_leads_where_it_did_and_divides_at_its_signs() -> None:
    link = '<a href="https://www.example.org/a-b/?x=1&amp;y=2">https://www.example.org/a-b/?x=1&amp;y=2</a>'
    assert with_short_addresses(link) == (
        '<a href="https://www.example.org/a-b/?x=1&amp;y=2">'
        "example.org/<wbr>a-<wbr>b/<wbr>?x=<wbr>1&amp;<wbr>y=<wbr>2</a>"
    )


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://example.org/">the study</a>',
        '<a href="https://example.org/">https://other.org/</a>',
        '<a href="https://example.org/"><em>https://example.org/</em></a>',
        "https://example.org/",
    ],
)
def test_nothing_else_changes(html: str) -> None:
    assert with_short_addresses(html) == html


def test_a_code_that_fits_no_column_divides_anyway() -> None:
    address = "https://example.org/" + "a1" * 20 + "-b"
    divided = with_short_addresses(f'<a href="{address}">{address}</a>').partition(">")[2]
    pieces = divided.removesuffix("</a>").split("<wbr>")
    assert "".join(pieces) == address.removeprefix("https://")
    assert [len(piece) for piece in pieces] == [12, 16, 16, 9, 1]


def test_a_long_name_divides_at_its_dots() -> None:
    address = "https://www.centraltibetanreliefcommittee.net/welfare"
    assert divided(address) == "centraltibetanreliefcommittee<wbr>.net/<wbr>welfare"


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_on_paper_no_address_divides_inside_a_word(series: BuiltSeries, language: str) -> None:
    slug = "briefs/cooperatives-and-displacement"
    pdf = series.folder / language / slug / f"cooperatives-and-displacement-{language}.pdf"
    html = (pdf.parent / "index.html").read_text(encoding="utf-8")
    addresses = re.findall(r"<a [^>]*>([^<]+<wbr>.*?)</a>", html)
    words = {word for address in addresses for word in WORD.findall(address.replace("<wbr>", ""))}
    pages = pypdfium2.PdfDocument(pdf)
    read = {word for page in pages for word in WORD.findall(page.get_textpage().get_text_range())}
    assert len(words) > 40
    assert words - read == set()
