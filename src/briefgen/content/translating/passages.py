"""The passages of an edition: every piece of it that a translator translates, at its place in the source.

A passage is a text of the front matter, a title or option of a block, a heading, a paragraph, an item, a cell. Passages
are found in the lines themselves and not in what Markdown makes of them, so that a translation can be put in the place
of each and everything around it stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from briefgen.content.block_map import fingerprint
from briefgen.content.block_scan import scan
from briefgen.content.blocks import Component, Part
from briefgen.content.decode import node_at
from briefgen.content.fields import INLINE, PARAGRAPHS, WORDS
from briefgen.content.frontmatter import Mapping, Scalar
from briefgen.content.manuscript import Manuscript
from briefgen.content.masking import mask_code, mask_comments
from briefgen.core.source import Source, Span

Loc = tuple[int | str, ...]

YAML, MARKDOWN = "yaml", "markdown"

OWN_KEYS = ("translators", "modified", "doi", "isbn", "stage", "approval", "fit")
"""Front matter that each edition has for itself, and that a translation does not take over."""

_SEEN = frozenset((INLINE, PARAGRAPHS, WORDS))
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]*(?P<text>.*?)(?:\s+#+)?(?:\s*\{[^{}]*\})?\s*$")
_MARKS = re.compile(
    r"[ \t]*(?:>[ \t]?)*[ \t]*(?P<mark>(?:[-*+]|\d+[.)]|:|\[\^[^\]\s]+\]:)(?:[ \t]+|$))*(?:>[ \t]?)*"
)
_TABLE_LINE = re.compile(r"\s*(?=[^\n]*\|)\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_ABBREVIATION = re.compile(r"[ ]{0,3}\*\[(?P<short>[^\]]+)\]:[ \t]*(?P<text>.*?)\s*$")
_NOT_TEXT = re.compile(
    r"\s*(?:///+.*|\[(?!\^)[^\]]+\]:\s+\S.*|\{:?[^{}]*\}|={2,}|-{2,}|[-*_](?:\s*[-*_]){2,}|<[^>]*>|\[TOC\])\s*$"
)
_CELL = re.compile(r"(?:\\\||`[^`]*`|[^|`])+")
_WORD = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Passage:
    """A piece of an edition. `kind` says what it is: `key_messages`, `heading 2`, `item`; `span` is where its text
    stands, which is `syntax`. `text` is that text on one line (a hard break is a line end), as a translator sees it.
    """

    kind: str
    text: str
    span: Span
    syntax: str = MARKDOWN

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.text)

    @property
    def needs_translation(self) -> bool:
        """Whether it has words at all; a cell of digits has none."""
        return bool(_WORD.search(re.sub(r"\[-?@[^\]]*\]|\]\([^)]*\)", "", self.text)))


def passages(manuscript: Manuscript) -> tuple[Passage, ...]:
    """The passages of an edition: those of the front matter in the order of its model, then those of the text."""
    front = _of_model(manuscript.edition, manuscript.tree, "")
    return tuple(_each_place_once([*front, *_of_body(manuscript)]))


def _each_place_once(found: list[Passage]) -> Iterator[Passage]:
    """YAML may use one text in two places."""
    seen: set[tuple[int, int]] = set()
    for passage in found:
        place = (passage.span.start, passage.span.end)
        if place not in seen:
            seen.add(place)
            yield passage


# --- texts in models ---------------------------------------------------------------------------------


def _of_model(model: BaseModel, tree: Mapping, prefix: str) -> Iterator[Passage]:
    for loc, text in _seen_texts(model, ()):
        node = node_at(tree, loc)
        if loc[0] in OWN_KEYS:
            continue
        if isinstance(node, Scalar) and node.value is not None and node.span.end > node.span.start:
            kind = ".".join(str(part) for part in loc if isinstance(part, str))
            yield Passage(f"{prefix}{kind}", text, node.span, YAML)


def _seen_texts(model: BaseModel, loc: Loc) -> Iterator[tuple[Loc, str]]:
    for key, name, marks in _fields(type(model)):
        yield from _texts(getattr(model, key), marks, (*loc, name))


@cache
def _fields(kind: type[BaseModel]) -> tuple[tuple[str, str, frozenset[str]], ...]:
    """The fields of a kind of model, as they are called in YAML, and what kinds of text they hold."""
    fields = kind.model_fields.items()
    return tuple((key, info.alias or key, seen(info)) for key, info in fields)


def seen(info: FieldInfo) -> frozenset[str]:
    """What kinds of text for readers a field of a model holds; nothing where it holds settings."""
    return _SEEN.intersection((*_marks(info.annotation), *info.metadata))


def _texts(value: Any, marks: frozenset[str], loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, BaseModel):
        yield from _seen_texts(value, loc)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, marks, (*loc, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, marks, (*loc, key))
    elif isinstance(value, str) and marks:
        yield loc, _paragraphs(value) if PARAGRAPHS in marks else value


def _marks(annotation: Any) -> Iterator[Any]:
    yield from (mark for mark in getattr(annotation, "__metadata__", ()) if isinstance(mark, str))
    for argument in get_args(annotation):
        yield from _marks(argument)


def _paragraphs(text: str) -> str:
    """A longer text with an empty line between paragraphs, each on one line."""
    return "\n\n".join(plain_spaces(paragraph) for paragraph in re.split(r"\n\s*\n", text.strip()))


# --- the text ----------------------------------------------------------------------------------------


@dataclass
class _Body:
    """Goes through the lines of a text and collects passages."""

    source: Source
    components: dict[int, Component]
    found: list[Passage] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    """Those of the paragraph, item or other passage that is being read, counted from 1."""

    @property
    def is_in_list(self) -> bool:
        """Whether a mark at the start of a line begins an item: in a paragraph it is a word like any other."""
        first = self.source.line_text(self.lines[0]) if self.lines else ""
        marks = _MARKS.match(first)
        return not first or first.startswith(" ") or bool(marks and marks["mark"])

    def end(self) -> None:
        """The passage that was read is complete."""
        if self.lines:
            self.found.extend(self._passages(self.lines))
        self.lines = []

    def _passages(self, lines: list[int]) -> Iterator[Passage]:
        texts = [self.source.line_text(line) for line in lines]
        if len(lines) > 1 and "|" in texts[0] and _TABLE_LINE.match(texts[1]):
            for row, (line, text) in enumerate(zip(lines, texts, strict=True)):
                if row != 1:
                    yield from self._cells(line, text, "header cell" if row == 0 else "cell")
            return
        marks = _MARKS.match(texts[0])
        assert marks is not None, "it matches nothing too"
        kind = _kind(marks["mark"] or "", ">" in marks[0])
        first = self.source.line_span(lines[0]).start + marks.end()
        last = self.source.line_span(lines[-1]).start + len(texts[-1].rstrip())
        pieces = [texts[0][marks.end() :], *(re.sub(r"^[\s>]+", "", text) for text in texts[1:])]
        text = _joined(pieces)
        if text:
            yield Passage(kind, text, self.source.span(first, last))

    def _cells(self, line: int, text: str, kind: str) -> Iterator[Passage]:
        start = self.source.line_span(line).start
        for cell in _CELL.finditer(text):
            shown = cell[0].strip()
            if shown:
                first = start + cell.start() + cell[0].index(shown)
                yield Passage(kind, shown, self.source.span(first, first + len(shown)))

    def component(self, component: Component) -> None:
        """The title and the options of a block."""
        line, start = component.span.source.line_text(component.first_line), component.span.start
        if component.title:
            first = start + line.index("|") + 1
            first += len(line[line.index("|") + 1 :]) - len(line[line.index("|") + 1 :].lstrip())
            place = self.source.span(first, first + len(component.title))
            self.found.append(Passage(f"title of {component.name}", component.title, place))
        self.found.extend(_of_model(component.options, component.tree, f"{component.name}: "))


def _of_body(manuscript: Manuscript) -> Iterator[Passage]:
    source, start = manuscript.source, manuscript.body.start
    scanned = scan(source, start)
    body = _Body(source, {component.first_line: component for component in scanned.components})
    comments, code = (mask(source.text).split("\n") for mask in (mask_comments, mask_code))
    parts = [
        range(component.first_line, component.last_line)
        for component in scanned.components
        if isinstance(component.options, Part)
    ]
    fence = ""
    for number, line in enumerate(scanned.lines, start=1):
        opening = _FENCE.match(line)
        if any(number in part for part in parts):
            body.end()
        elif fence:
            fence = "" if opening and opening[1].startswith(fence) else fence
        elif component := body.components.get(number):
            body.end()
            body.component(component)
        elif opening:
            body.end()
            fence = opening[1]
        elif _is_no_text(line, comments[number - 1], code[number - 1]):
            body.end()
        elif heading := _HEADING.match(line):
            body.end()
            first = source.line_span(number).start + heading.start("text")
            place = source.span(first, first + len(heading["text"]))
            body.found.append(Passage(f"heading {len(heading[1])}", heading["text"], place))
        elif short := _ABBREVIATION.match(line):
            body.end()
            first = source.line_span(number).start + short.start("short")
            end = source.line_span(number).start + short.end("text")
            text = source.text[first:end].replace("]:", ":", 1)
            body.found.append(Passage("abbreviation", text, source.span(first, end)))
        else:
            marks = _MARKS.match(line)
            if marks and marks["mark"] and (marks["mark"].strip().endswith(":") or body.is_in_list):
                body.end()
            body.lines.append(number)
    body.end()
    yield from body.found


def _is_no_text(line: str, without_comments: str, without_code: str) -> bool:
    """Whether a line is empty, also in a quotation, or a comment, indented code or a mark of the structure."""
    if not line.strip(" \t>") or not without_comments.strip() or _NOT_TEXT.match(line):
        return True
    return line.startswith("    ") and not without_code.strip()


def _kind(mark: str, is_quoted: bool) -> str:
    mark = mark.strip()
    if mark.startswith("[^"):
        return "note"
    if mark == ":":
        return "definition"
    if mark:
        return "item"
    return "quotation" if is_quoted else "paragraph"


def _joined(pieces: list[str]) -> str:
    """Lines as one; where a line ends hard, so does that of the passage."""
    text = ""
    for piece in pieces:
        text += plain_spaces(piece) + ("\n" if piece.endswith("  ") else " ")
    return text.strip(" \t\n")


def plain_spaces(text: str) -> str:
    """A text with one plain space where it has several, or a line end; no-break spaces stay."""
    return re.sub(r"[ \t\n]+", " ", text).strip(" ")
