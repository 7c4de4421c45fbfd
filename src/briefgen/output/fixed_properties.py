"""Custom properties that are the same on a whole page, put in where they are used, before the PDF engine reads a sheet.

The engine looks up each `var()` again for each element, which is a tenth of its time. A property is fixed if all its
declarations are on `:root`; then what `var()` stands for is known beforehand, and the tokens in its place mean the same
to the engine, by the definition of custom properties (CSS Custom Properties for Cascading Variables, section 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import tinycss2

_VAR = re.compile(r"(?<![\w\-#@\\])var\(\s*(--[\w-]+)\s*")
_APART = re.compile(r"/\*.*?\*/|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'", re.S)
"""What only looks like code: comments and strings."""

_HARD = re.compile(r"""url\(\s*(?!["'])[^)]*["'*]""", re.I)
"""An address without quotes that holds what looks like the beginning of a string or comment."""

_OWN_STYLES = re.compile(r"""<style\b|<link\b|\bstyle\s*=\s*(?:"[^"]*--|'[^']*--|[^\s"'>]*--)""", re.I)
_LINKS = re.compile(r"""<link\b(?![^<>]*\brel\s*=\s*["']?stylesheet)[^<>]*>""", re.I)
_SPACE = re.compile(r"[ \t\n\f]+")
_MEDIA = ("print", "all")
_DEEPEST = 20
"""Properties that name properties: more than so many on the way are a circle."""


def with_fixed_properties(sheets: Sequence[str], html: str) -> tuple[str, ...]:
    """Style sheets for paper, in their order, with fixed properties put in; as they are if the document has styles of
    its own."""
    has_own = _OWN_STYLES.search(_LINKS.sub("", html)) or any(map(_HARD.search, sheets))
    return tuple(sheets) if has_own else _put_in(tuple(sheets))


@cache
def _put_in(sheets: tuple[str, ...]) -> tuple[str, ...]:
    on_root: dict[str, str] = {}
    elsewhere: dict[str, int] = {}
    for sheet in sheets:
        for name, value in _on_root(sheet):
            on_root[name] = value
            elsewhere[name] = elsewhere.get(name, 0) - 1
        for name in _declared(tinycss2.parse_component_value_list(sheet)):
            elsewhere[name] = elsewhere.get(name, 0) + 1
    values = {name: _resolved(value, on_root) for name, value in on_root.items() if not elsewhere.get(name)}
    fixed = {name: value for name, value in values.items() if value is not None}
    return tuple(_filled(sheet, fixed) for sheet in sheets)


def _declared(tokens: Sequence[Any]) -> Iterator[str]:
    """The custom properties that are declared anywhere, once for each time."""
    before = None
    for token in tokens:
        if token.type == "literal" and token.value == ":" and before is not None:
            yield before
        if token.type not in ("whitespace", "comment"):
            before = token.value if token.type == "ident" and token.value.startswith("--") else None
        inner = token.arguments if token.type == "function" else getattr(token, "content", None)
        if inner:
            yield from _declared(inner)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _on_root(sheet: str) -> Iterator[tuple[str, str]]:
    """The custom properties that a sheet declares on `:root` for paper, in order. Important ones are left out, so that
    they are not fixed."""
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    for rule in _of_paper(rules):
        if tinycss2.serialize(rule.prelude).strip() == ":root":
            for item in tinycss2.parse_blocks_contents(rule.content):
                is_own = item.type == "declaration" and item.name.startswith("--") and not item.important
                value = _on_one_line(tinycss2.serialize(item.value)) if is_own else None
                if value is not None:
                    yield item.name, value


def _on_one_line(value: str) -> str | None:
    """A value without line ends, which would move what stands behind it; None if they are in strings."""
    value = value.strip(" \t\n\f")
    if "\n" not in value:
        return value
    return None if _APART.search(value) else _SPACE.sub(" ", value)


def _of_paper(rules: Sequence[Any]) -> Iterator[Any]:
    """The rules with selectors, those inside `@media print` too."""
    for rule in rules:
        if rule.type == "qualified-rule":
            yield rule
        elif _is_of_paper(rule):
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            yield from _of_paper(inner)


def _is_of_paper(rule: Any) -> bool:
    is_media = rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content is not None
    return is_media and tinycss2.serialize(rule.prelude).strip().lower() in _MEDIA


def _resolved(value: str, on_root: Mapping[str, str], depth: int = 0) -> str | None:
    """A value with all that it names put in; None if that cannot be done."""
    names = {found[1] for found in _VAR.finditer(value)}
    if not names:
        return value
    inner: dict[str, str] = {}
    for name in names:
        if name not in on_root or depth == _DEEPEST:
            return None
        known = _resolved(on_root[name], on_root, depth + 1)
        if known is None:
            return None
        inner[name] = known
    return _filled(value, inner)


def _filled(text: str, values: Mapping[str, str]) -> str:
    """A text with `var()` replaced where its value is known. Line ends stay, so that messages name the right line."""
    code = _APART.sub(_blank, text)
    pieces: list[str] = []
    done = 0
    for found in _VAR.finditer(code):
        if found.start() < done or found[1] not in values:
            continue
        end = _end_of(code, found.end())
        if end is None or "\n" in text[found.start() : end]:
            continue
        # What stands before and behind does not grow together with it: the comments keep tokens apart.
        pieces += (text[done : found.start()], "/**/", values[found[1]], "/**/")
        done = end
    return "".join((*pieces, text[done:]))


def _end_of(code: str, start: int) -> int | None:
    """Where the brackets that are open at `start` are closed."""
    depth = 1
    for place in range(start, len(code)):
        depth += (code[place] == "(") - (code[place] == ")")
        if depth == 0:
            return place + 1
    return None
