"""Broken and harmful templates, styles and fonts: they are trusted, and yet end no build without a word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from briefgen.design.shipped import shipped_root
from tests.hostile.pieces import Case, project, write

_BRIEF = "templates/kinds/brief.html"
_STYLE = "styles/components/zz.css"


def _side(html: str) -> Case:
    """The template of briefs with more beside the text."""
    return {_BRIEF: "{% extends 'document.html' %}{% block side %}" + html + "{% endblock %}"}


def _style(css: str) -> Case:
    return {_STYLE: css}


def _font(change: Callable[[bytes], bytes]) -> Case:
    """One of the brand's fonts with something done to its bytes."""

    def lay(root: Path) -> None:
        name = "styles/fonts/public-sans-400.ttf"
        write(root, {name: change((shipped_root() / name).read_bytes())})

    return lay


_LAUGHS = "".join(f"--a{n}: var(--a{n + 1}) var(--a{n + 1});" for n in range(40)) + "--a40: x"

CASES: dict[str, Case] = {
    "syntax": _side("{% if %}"),
    "not-closed": {_BRIEF: "{% extends 'document.html' %}{% block side %}{% for a in b %}"},
    "undefined": _side("{{ nothing.at.all }}"),
    "undefined-filter": _side("{{ 'a' | nothing }}"),
    "undefined-test": _side("{{ 'a' is nothing }}"),
    "division": _side("{{ 1 / 0 }}"),
    "include-absent": _side("{% include 'nowhere.html' %}"),
    "include-out": _side("{% include '../../../etc/passwd' %}"),
    "include-absolute": _side("{% include '/etc/passwd' %}"),
    "include-itself": {_BRIEF: "{% include 'kinds/brief.html' %}"},
    "extends-itself": {_BRIEF: "{% extends 'kinds/brief.html' %}"},
    "extends-in-a-circle": {
        _BRIEF: "{% extends 'a.html' %}",
        "templates/a.html": "{% extends 'kinds/brief.html' %}",
    },
    "macro-of-itself": _side("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}"),
    "html-raw": _side("<script src=//evil.example></script>"),
    "not-utf8": {_BRIEF: b"\xff\xfe{{ page }}"},
    "nothing": {_BRIEF: ""},
    "style-import": _style("@import url('http://evil.example/x.css');"),
    "style-import-itself": _style("@import 'zz.css'; @import url(zz.css);"),
    "style-import-file": _style("@import 'file:///etc/passwd';"),
    "style-address": _style(".cover { background: url(http://evil.example/x.png) }"),
    "style-address-file": _style(
        "p { list-style-image: url(file:///etc/passwd); background: url(/etc/passwd) }"
    ),
    "style-address-out": _style("p { background: url(../../../../../etc/passwd) }"),
    "style-address-data": _style("p { background: url('data:image/svg+xml,<svg onload=alert(1)>') }"),
    "style-font": _style("@font-face { font-family: A; src: url(http://evil.example/x.ttf), local(Arial) }"),
    "style-attachment": _style(
        "a { -weasy-anchor: url(file:///etc/passwd); content: url(file:///etc/passwd) }"
    ),
    "style-not-closed": _style("p { color: red"),
    "style-braces": _style("}" * 500),
    "style-deep": _style("@media print {" * 400 + "}" * 400),
    "style-selector-deep": _style(":not(" * 300 + "a" + ")" * 300 + " { color: red }"),
    "style-of-html": _style("</style><script>alert(1)</script>"),
    "style-calc": _style(
        "p { width: calc(1px / 0) } q { width: calc(" + "(" * 200 + "1px" + ")" * 200 + ") }"
    ),
    "style-property-of-itself": _style(":root { --a: var(--b); --b: var(--a) } p { color: var(--a) }"),
    "style-properties-laugh": {
        **_style(f":root {{{_LAUGHS}}} p {{ font: var(--a0) }}"),
        **project("limits: {seconds: 2}"),
    },
    "style-not-utf8": {_STYLE: b"p { content: '\xff' }"},
    "style-nul": {_STYLE: b"p { color: red }\0"},
    "font-nothing": _font(lambda _: b""),
    "font-cut": _font(lambda data: data[:5000]),
    "font-of-zeros": _font(lambda data: data[:12] + b"\0" * 4000),
    "font-of-noise": _font(lambda data: data[:4] + bytes(n * n % 251 for n in range(9000))),
    "font-with-huge-tables": _font(lambda data: data[:20] + b"\xff" * 8 + data[28:]),
    "font-of-html": _font(lambda _: b"<!doctype html><title>Not found</title>"),
    "brand-of-nothing": {"styles/brands/long-table/brand.yml": ""},
    "brand-of-a-list": {"styles/brands/long-table/brand.yml": "- a\n"},
    "brand-logo-out": {
        "styles/brands/long-table/brand.yml": (shipped_root() / "styles/brands/long-table/brand.yml")
        .read_text("utf-8")
        .replace("path: logo.svg", "path: ../../../../outside.svg")
    },
}
