"""Hostile data: tables and charts of files that no program should trust."""

from __future__ import annotations

from pathlib import Path

from tests.hostile.pieces import Case, chart, table, write

_FORMULAS = 'country,members\n"=HYPERLINK(""http://evil.example"",""a"")",1\n+1+1,2\n-1-1,3\n@SUM(A1),4\n'


def references(json: str | bytes) -> Case:
    """The references of the series as JSON."""

    def lay(root: Path) -> None:
        write(root, {"series/references.json": json})

    return lay


def register(yaml: str, name: str = "statistics") -> Case:
    """A file of the series."""

    def lay(root: Path) -> None:
        write(root, {f"series/{name}.yml": yaml})

    return lay


CASES: dict[str, Case] = {
    "nothing": chart(""),
    "head-alone": chart("country,members\n"),
    "blank-lines": chart("\n\n\n"),
    "quote-open": chart('country,members\n"Uganda,1\n' + "Kenya,2\n" * 3000),
    "quote-in-a-cell": chart('country,members\nUg"anda,1\n"Ke"nya,2\n'),
    "quotes-only": chart('"' * 20_001),
    "columns-twice": chart("country,members,members\nUganda,1,2\n"),
    "columns-without-names": chart(",\nUganda,1\n"),
    "columns-many": chart(
        "country,members," + ",".join(f"c{n}" for n in range(3000)) + "\nUganda,1" + ",x" * 3000
    ),
    "rows-of-other-lengths": chart("country,members\nUganda\nKenya,1,2,3\n"),
    "rows-many": table("country,members\n" + "Uganda,1\n" * 60_000),
    "rows-many-in-a-chart": chart("country,members\n" + "".join(f"C{n},1\n" for n in range(3000))),
    "cell-long": table("country,members\n" + "x" * 200_000 + ",1\n"),
    "cells-of-formulas": table(_FORMULAS),
    "cells-of-html": table(
        'country,members\n"<script>alert(1)</script>",1\n"<img src=x onerror=alert(1)>",2\n'
    ),
    "cells-of-html-in-a-chart": chart('country,members\n"<script>alert(1)</script>",1\n"]]></text>",2\n'),
    "cells-of-templates": table("country,members\n{{ 7 * 7 }},1\n"),
    "cells-of-markdown": table(
        "country,members\n[a](javascript:alert(1)),1\n![x](http://evil.example/x.png),2\n"
    ),
    "head-of-html": table('"<script>alert(1)</script>",members\nUganda,1\n'),
    "not-numbers": chart("country,members\nUganda,NaN\nKenya,Infinity\nRwanda,-inf\n"),
    "numbers-huge": chart("country,members\nUganda,1e308\nKenya,9" + "9" * 400 + "\n"),
    "numbers-tiny": chart("country,members\nUganda,0.000000000000000000001\nKenya,1e-300\n"),
    "numbers-far-apart": chart("country,members\nUganda,1\nKenya,99999999999999999999\n"),
    "numbers-of-other-scripts": chart("country,members\nUganda,١٢\nKenya,１２\nRwanda,Ⅻ\n"),
    "numbers-hexadecimal": chart("country,members\nUganda,0x10\nKenya,1_000\n"),
    "numbers-none": chart("country,members\nUganda,0\nKenya,0\n"),
    "separator-told": chart("sep=\\\ncountry\\members\nUganda\\1\n"),
    "separator-told-as-a-pattern": chart("sep=.\ncountry.members\nUganda.1\n"),
    "separator-told-as-a-quote": chart('sep="\ncountry"members\nUganda"1\n'),
    "separator-told-as-a-bracket": chart("sep=]\ncountry]members\nUganda]1\n"),
    "nul": chart(b"country,members\nUg\0anda,1\n"),
    "other-encoding": chart("country,members\nC\u00f4te d\u2019Ivoire,1\n".encode("cp1252")),
    "utf16": chart("country,members\nUganda,1\n".encode("utf-16")),
    "bom": chart("\ufeffcountry,members\nUganda,1\nKenya,2\n"),
    "directions": table("country,members\n\u202eadnagU,1\n"),
    "name-that-leads-out": table("a,b\n1,2\n", "../../../../outside.csv"),
    "name-of-another-type": table("a,b\n1,2\n", "members.xlsx"),
    "labels-overlong": chart("country,members\n" + "Uganda" * 200 + ",1\nKenya,2\n"),
    "json-nothing": references(""),
    "json-deep": references("[" * 5000),
    "json-cut": references('[{"id": "a"'),
    "json-number": references("9" * 10_000),
    "json-not-a-number": references('[{"id": NaN}]'),
    "json-keys-twice": references('[{"id": "a", "id": "b", "type": "book", "title": "T"}]'),
    "json-surrogate": references('[{"id": "a", "type": "book", "title": "\\ud800"}]'),
    "json-nul": references('[{"id": "a", "type": "book", "title": "\\u0000"}]'),
    "json-html": references('[{"id": "a", "type": "book", "title": "<script>alert(1)</script>"}]'),
    "json-address": references('[{"id": "a", "type": "book", "title": "T", "URL": "javascript:alert(1)"}]'),
    "json-of-many": references(
        "[" + ",".join(f'{{"id": "a{n}", "type": "book", "title": "T"}}' for n in range(3000)) + "]"
    ),
    "register-of-list": register("- a\n- b\n"),
    "register-bomb": register("a: &a [" + "x, " * 500 + "]\nb: [" + "*a, " * 500 + "]\n"),
    "vocabulary-with-a-path": register("terms: {'../../x': {label: X}}\n", "vocabularies/..%2fx"),
    "glossary-of-text": register("just words\n", "glossary"),
}
