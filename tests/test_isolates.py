"""What reads from left to right on a right-to-left page is kept together, and nothing else is touched."""

from __future__ import annotations

import re

import pytest

from briefgen.content.left_to_right import left_to_right
from briefgen.design.isolates import CLOSE, OPEN, isolate

RUNS = [
    ("تعمل CACMU، WOCCU في الإكوادور", ["CACMU", "WOCCU"]),
    ("قالت World Council of Credit Unions (WOCCU)، إن", ["World Council of Credit Unions (WOCCU)"]),
    ("تعاونية (SADA) هنا", ["SADA"]),
    ("الهاتف +251 11 544 2137، والفاكس +251-11-544-2137", ["+251 11 544 2137", "+251-11-544-2137"]),
    ("من 2020–23 ومن 2016-2019 في 2026-12-01", ["2020–23", "2016-2019", "2026-12-01"]),
    ("14% و-5 وUS$151,700 و1,500 و70.8", ["14%", "-5", "US$151,700"]),
    ("في CACMU، 2021", ["CACMU"]),
    ("التقييم Lesson 231245 و Evaluation no. 2749، نهائي", ["Lesson 231245", "Evaluation no. 2749"]),
    ("لغة C++ وC# وCOVID-19", ["C++", "C#", "COVID-19"]),
    ("في U.S. وهنا", ["U.S."]),
    ("10.54394/00033958 و https://www.ilo.org/x?z=1 هنا", ["10.54394/00033958", "https://www.ilo.org/x?z=1"]),
    ("PDF · BibTeX ثم", ["PDF", "BibTeX"]),
    ("No Arabic here: all of it, with its stop.", ["No Arabic here: all of it, with its stop."]),
    ("فتحت (2020–2023)\u2060", ["2020–2023"]),
    (
        "5%–10% و$5–$10 و2×3 و2019‑21 و100+ و≥5% و5½",
        ["5%–10%", "$5–$10", "2×3", "2019‑21", "100+", "≥5%", "5½"],
    ),
    ("١٢–١٤ كتابًا", []),
    ("نص عربي فقط، 2024.", []),
]


@pytest.mark.parametrize(("text", "runs"), RUNS)
def test_runs(text: str, runs: list[str]) -> None:
    assert [text[start:end] for start, end in left_to_right(text)] == runs


HTML = [
    ("<p>تعمل CACMU في</p>", "<p>تعمل [CACMU] في</p>"),
    ("<p>قال Maria Lopez، نعم</p>", '<p>قال <bdi dir="ltr">Maria Lopez</bdi>، نعم</p>'),
    (
        "<p>مجلة The <em>Economist</em> (<a href='x'>UK</a>)، نعم</p>",
        "<p>مجلة <bdi dir=\"ltr\">The <em>Economist</em> (<a href='x'>UK</a>)</bdi>، نعم</p>",
    ),
    ("<p>قال <em>CACMU</em>، نعم</p>", '<p>قال <em dir="ltr">CACMU</em>، نعم</p>'),
    ("<p><strong>نص CACMU هنا</strong></p>", "<p><strong>نص [CACMU] هنا</strong></p>"),
    ('<p>في CACMU<sup id="fnref:1">1</sup> نعم</p>', '<p>في [CACMU]<sup id="fnref:1">1</sup> نعم</p>'),
    ("<p>R&amp;D هنا</p>", "<p>[R&amp;D] هنا</p>"),
    ("<p><code>a b</code> هنا</p>", '<p><code dir="ltr">a b</code> هنا</p>'),
    ('<p><a dir="ltr" href="x">a@b.org</a>، نعم</p>', '<p><a dir="ltr" href="x">a@b.org</a>، نعم</p>'),
    ('<div dir="ltr"><p>An Arabic word: كلمة، 2020–23</p></div>',) * 2,
    ('<p>في <a href="x" data-in="en">SADA</a> نعم</p>', '<p>في <a href="x" data-in="en">[SADA]</a> نعم</p>'),
    ("<svg><text>CACMU في</text></svg>",) * 2,
]


@pytest.mark.parametrize(("before", "after"), HTML)
def test_html(before: str, after: str) -> None:
    found = isolate(f'<html dir="rtl"><head><title>A b</title></head><body>{before}</body></html>')
    inside = re.sub(r".*<body>|</body></html>", "", found).replace(OPEN, "[").replace(CLOSE, "]")
    assert inside == after
    assert "<title>A b</title>" in found


def test_only_right_to_left_parts_are_touched() -> None:
    page = '<html dir="ltr"><body><p>Plain 2020–23</p><div dir="rtl"><p>نص CACMU</p></div><p>Plain</p></body></html>'
    assert isolate(page).replace(OPEN, "").replace(CLOSE, "") == page
    assert f"نص {OPEN}CACMU{CLOSE}" in isolate(page)
    plain = '<html dir="ltr"><p>نص CACMU</p></html>'
    assert isolate(plain) == plain
