"""The texts of `publication.yml` and `briefgen.yml` that may be given by language: those an edition shows, and how one
more language is written into the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from briefgen.content.decode import node_at
from briefgen.content.fields import LocalText
from briefgen.content.frontmatter import Mapping, Node, Scalar
from briefgen.content.languages import without_region
from briefgen.content.translating.rewriting import before_value, is_anchored, yaml_text
from briefgen.core.source import Source, Span

_SMALL_WORD = re.compile(r"(?<![\w’'-])[^\W\d_A-ZÀ-ÖØ-Þ][\w’'-]*")


@dataclass(frozen=True)
class LocalPassage:
    """A text by language: its path as in `record.results.0.text`, and where it is written."""

    name: str
    text: LocalText
    node: Node

    @property
    def span(self) -> Span:
        return self.node.span

    def lacks(self, language: str) -> bool:
        """Whether a language has no text of its own and needs one: names are the same in all."""
        by_language = self.text.by_language
        if language in by_language or without_region(language) in by_language:
            return False
        return "" not in by_language or bool(_SMALL_WORD.search(by_language[""]))


def local_passages(model: BaseModel, tree: Mapping) -> tuple[LocalPassage, ...]:
    """Every text by language of a model that is written in its file."""
    found: dict[int, LocalPassage] = {}
    for loc, text in _local_texts(model, ()):
        node = node_at(tree, loc)
        is_there = isinstance(node, Mapping) or (isinstance(node, Scalar) and node.value is not None)
        if is_there and not is_anchored(node.span):
            found.setdefault(node.span.start, LocalPassage(".".join(map(str, loc)), text, node))
    return tuple(found.values())


def _local_texts(value: Any, loc: tuple[int | str, ...]) -> Iterator[tuple[tuple[int | str, ...], LocalText]]:
    if isinstance(value, LocalText):
        yield loc, value
    elif isinstance(value, BaseModel):
        for key, info in type(value).model_fields.items():
            yield from _local_texts(getattr(value, key), (*loc, info.alias or key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _local_texts(item, (*loc, index))


def with_language(
    source: Source, first_language: str, language: str, translations: Iterable[tuple[LocalPassage, str]]
) -> str:
    """The text of a settings file with texts in one more language; a text for all languages becomes one of the
    first."""
    text = source.text
    for passage, translation in sorted(translations, key=lambda item: -item[0].span.start):
        start, end, put = _edit(source, passage, first_language, language, translation)
        text = text[:start] + put + text[end:]
    return text


def _edit(
    source: Source, passage: LocalPassage, first: str, language: str, translation: str
) -> tuple[int, int, str]:
    node = passage.node
    if isinstance(node, Scalar):
        return _as_group(source, node, {first: passage.text.in_language(first), language: translation})
    assert isinstance(node, Mapping)
    is_flow = source.text[node.span.start] == "{"
    indent = None if is_flow else source.position(node.entries[0][0].span.start)[1] - 1
    margin = None if indent is None else indent + 2
    known = node.get(language)
    if known:
        start, end = known[1].span.start, known[1].span.end
        ending = "\n" if source.text[start:end].endswith("\n") else ""
        return start, end, yaml_text(translation, margin if before_value(known[1].span) else None) + ending
    end = node.entries[-1][1].span.end
    if not is_flow and not source.text[:end].endswith("\n"):  # what is behind it on its line stays there
        end = source.line_span(source.position(end)[0]).end
    while source.text[end - 1].isspace():
        end -= 1
    said = f"{language}: {yaml_text(translation, margin)}"
    return end, end, f", {said}" if indent is None else f"\n{' ' * indent}{said}"


def _as_group(source: Source, node: Scalar, texts: dict[str, str]) -> tuple[int, int, str]:
    """A plain text as a group of texts by language."""
    start, end = node.span.start, node.span.end
    before = before_value(node.span)
    if before is None:
        inside = ", ".join(f"{code}: {yaml_text(text, None)}" for code, text in texts.items())
        return start, end, f"{{{inside}}}"
    indent = len(before["indent"]) + len(before["items"]) + (2 if before["key"] else 0)
    margin = " " * indent
    lines = f"\n{margin}".join(f"{code}: {yaml_text(text, indent + 2)}" for code, text in texts.items())
    ending = "\n" if source.text[start:end].endswith("\n") else ""
    if not before["key"]:
        return start, end, lines + ending
    while source.text[start - 1] == " ":
        start -= 1
    return start, end, f"\n{margin}{lines}{ending}"
