"""Puts translations in the place of passages; everything around them stays as it is."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable

from briefgen.content.frontmatter import Scalar, read_mapping
from briefgen.content.translating.passages import YAML, Passage, plain_spaces
from briefgen.core.source import Source, Span

_WIDTH = 118
_SHORT = 80
"""Characters of a text that stands on the line of its key."""

_QUOTED = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|(?<!\S)#[^\n]*")
_ON_ONE_LINE = re.compile(r"heading \d|title of .*|cell|header cell")
_BEFORE_VALUE = re.compile(r"(?P<indent>[ ]*)(?P<items>(?:-[ ]+)*)(?P<key>[\w-]+:[ ]*|\"[^\"]*\":[ ]*)?$")
_LOOKS_LIKE_MARKUP = re.compile(r"\s*(?:[-*+]\s|\d+[.)]\s|#|>|\||:\s|/{2,}|={2,}|-{2,}|\*\[|\[\^?[^\]]*\]:)")


def rewritten(source: Source, translations: Iterable[tuple[Passage, str]]) -> str:
    """The text of a source with some of its passages replaced."""
    text = source.text
    fixed = [(p, words) for p, words in translations if not (p.syntax == YAML and is_anchored(p.span))]
    in_place = sorted(fixed, key=lambda item: -item[0].span.start)
    for passage, translation in in_place:
        start, end = passage.span.start, passage.span.end
        put = (_as_yaml if passage.syntax == YAML else _as_markdown)(passage, translation)
        text = text[:start] + put + text[end:]
    return text


def _as_markdown(passage: Passage, translation: str) -> str:
    pieces = translation.split("\n") if "\n" in passage.text else [translation]
    lines = [plain_spaces(piece) for piece in pieces if piece.strip()]
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
    hard = f"  \n{goes_on}"
    return hard.join(f"\n{goes_on}".join(_wrapped(line, len(before))) for line in lines)


def _wrapped(text: str, indent: int) -> list[str]:
    """A text in lines of which none looks as if it were more than text."""
    lines = _folded(text, indent)
    for number in range(len(lines) - 1, 0, -1):
        if _LOOKS_LIKE_MARKUP.match(lines[number]):
            lines[number - 1 : number + 1] = [f"{lines[number - 1]} {lines[number]}"]
    return lines


def _as_yaml(passage: Passage, translation: str) -> str:
    """A text as YAML writes it where the passage stands: plain if that is possible, folded if it is long."""
    source, start = passage.span.source, passage.span.start
    ending = "\n" if source.text[start : passage.span.end].endswith("\n") else ""
    before = before_value(passage.span)
    if before is None:
        return yaml_text(translation, None) + ending
    indent = len(before["indent"]) + len(before["items"]) + (2 if before["key"] else 0)
    return yaml_text(translation, indent) + ending


def before_value(span: Span) -> re.Match[str] | None:
    """What stands on the line before a value that may be written over several lines: its indentation, marks of items
    and key. None where it may not: in brackets, or before a comment."""
    source = span.source
    line, column = source.position(span.start)
    before = _BEFORE_VALUE.match(source.line_text(line)[: column - 1])
    if before is None or not (before["items"] or before["key"]):
        return None
    behind = source.text[span.end :].partition("\n")[0]
    if behind.strip() and not source.text[: span.end].endswith("\n"):
        return None
    top = source.text.rfind("\n", 0, span.start)
    while top >= 0 and source.text[top + 1 : top + 2] in (" ", "\t", "-", "\n", "#"):
        top = source.text.rfind("\n", 0, top)
    above = _QUOTED.sub("", source.text[top + 1 : span.start])
    is_open = sum(map(above.count, "{[")) > sum(map(above.count, "}]"))
    return None if is_open else before


def is_anchored(span: Span) -> bool:
    """Whether YAML uses a text in other places too, or takes it from another: it is not rewritten."""
    return span.source.text[span.start : span.start + 1] in ("&", "*")


def yaml_text(text: str, indent: int | None) -> str:
    """A text as YAML writes it: plain if that is possible, folded with an indentation if it is long; in quotes and on
    one line where there is no indentation, as in brackets."""
    paragraphs = [plain_spaces(piece) for piece in re.split(r"\n\s*\n", text.strip())]
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
