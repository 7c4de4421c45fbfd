"""Puts translations in the place of passages; everything around them stays as it is."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable

from briefgen.content.frontmatter import Scalar, read_mapping
from briefgen.content.translating.passages import YAML, Passage
from briefgen.core.source import Source

_WIDTH = 118
_SHORT = 80
"""Characters of a text that stands on the line of its key."""

_ON_ONE_LINE = re.compile(r"heading \d|title of .*|cell|header cell")
_BEFORE_VALUE = re.compile(r"(?P<indent>[ ]*)(?P<items>(?:-[ ]+)*)(?P<key>[\w-]+:[ ]*|\"[^\"]*\":[ ]*)?$")
_LOOKS_LIKE_MARKUP = re.compile(
    r"\s*(?:[-*+]\s|\d{1,3}[.)]\s|#{1,6}\s|>|\||:\s|/{2,}|={2,}|-{2,}|\*\[|\[\^?[^\]]*\]:)"
)


def rewritten(source: Source, translations: Iterable[tuple[Passage, str]]) -> str:
    """The text of a source with some of its passages replaced."""
    text = source.text
    in_place = sorted(translations, key=lambda item: -item[0].span.start)
    for passage, translation in in_place:
        start, end = passage.span.start, passage.span.end
        put = (_as_yaml if passage.syntax == YAML else _as_markdown)(passage, translation)
        text = text[:start] + put + text[end:]
    return text


def _as_markdown(passage: Passage, translation: str) -> str:
    lines = [" ".join(line.split()) for line in translation.strip().split("\n") if line.strip()]
    if passage.kind == "abbreviation":
        short, _, long = " ".join(lines).partition(":")
        return f"{short.strip()}]: {long.strip()}"
    if _ON_ONE_LINE.fullmatch(passage.kind):
        line = " ".join(lines)
        return re.sub(r"(?<!\\)\|", r"\\|", line) if "cell" in passage.kind else line
    source, start = passage.span.source, passage.span.start
    first, column = source.position(start)
    before = source.line_text(first)[: column - 1]
    goes_on = re.sub(r"[^\s>]", " ", before)
    hard = f"\\\n{goes_on}"
    return hard.join(f"\n{goes_on}".join(_wrapped(line, len(before))) for line in lines)


def _wrapped(text: str, indent: int) -> list[str]:
    """A text in lines of which none looks as if it were more than text."""
    lines = textwrap.wrap(text, _WIDTH - indent, break_long_words=False, break_on_hyphens=False) or [""]
    for number in range(len(lines) - 1, 0, -1):
        if _LOOKS_LIKE_MARKUP.match(lines[number]):
            lines[number - 1 : number + 1] = [f"{lines[number - 1]} {lines[number]}"]
    return lines


def _as_yaml(passage: Passage, translation: str) -> str:
    """A text as YAML writes it where the passage stands: plain if that is possible, folded if it is long."""
    source, start = passage.span.source, passage.span.start
    line, column = source.position(start)
    before = _BEFORE_VALUE.match(source.line_text(line)[: column - 1])
    ending = "\n" if source.text[start : passage.span.end].endswith("\n") else ""
    if before is None or (not before["items"] and not before["key"]):
        return yaml_text(translation, None) + ending
    indent = len(before["indent"]) + len(before["items"]) + (2 if before["key"] or not before["items"] else 0)
    return yaml_text(translation, indent) + ending


def yaml_text(text: str, indent: int | None) -> str:
    """A text as YAML writes it: plain if that is possible, folded with an indentation if it is long; in quotes and on
    one line where there is no indentation, as in brackets."""
    paragraphs = [" ".join(piece.split()) for piece in re.split(r"\n\s*\n", text.strip())]
    whole = " ".join(paragraphs)
    if indent is None:
        return json.dumps(whole, ensure_ascii=False)
    if len(paragraphs) == 1 and len(whole) <= _SHORT:
        return whole if _is_plain(whole) else json.dumps(whole, ensure_ascii=False)
    margin = " " * indent
    style = ">-" if len(paragraphs) == 1 else "|-"
    pieces = [f"\n{margin}".join(_folded(piece, indent)) for piece in paragraphs]
    return f"{style}\n{margin}" + f"\n\n{margin}".join(pieces)


def _folded(text: str, indent: int) -> list[str]:
    return textwrap.wrap(text, _WIDTH - indent, break_long_words=False, break_on_hyphens=False) or [""]


def _is_plain(text: str) -> bool:
    """Whether YAML reads a text as it stands, without quotes."""
    tree, problems = read_mapping(Source("", f"key: {text}"))
    entry = tree.get("key") if tree and not problems else None
    return entry is not None and isinstance(entry[1], Scalar) and entry[1].value == text
