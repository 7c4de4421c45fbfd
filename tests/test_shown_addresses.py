"""Addresses in the text: short, divided at their own signs, and still the same links."""

from __future__ import annotations

import pytest

from briefgen.content.shown_addresses import shown, with_short_addresses


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
