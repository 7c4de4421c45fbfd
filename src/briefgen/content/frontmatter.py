"""YAML as authors write it: front matter cut from the text, and a tree in which every value has a place.

Values stay the text that was written: `no`, `1:30`, `010` and dates surprise nobody, because the
model that receives them decides what they are. The only module that knows PyYAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NoReturn

import yaml

from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Related
from briefgen.core.source import Source, Span
from briefgen.core.text import CONTROL, unseen

MOST_NODES = 200_000
DEEPEST = 24

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FENCE = re.compile(r"^---[ \t]*$", re.M)
_NULLS = frozenset(("", "~", "null"))


@dataclass(frozen=True)
class Scalar:
    """A text, or None for an empty value. `start` is where the text itself begins for plain scalars."""

    value: str | None
    span: Span


@dataclass(frozen=True)
class Sequence:
    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True)
class Mapping:
    """Keys with their places, and the value of each."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span

    def get(self, key: str) -> tuple[Scalar, Node] | None:
        return next((entry for entry in self.entries if entry[0].value == key), None)


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True)
class FrontMatter:
    """The front matter of a file as a tree (None when it cannot be read), and where the body begins."""

    tree: Mapping | None
    body_start: int


def split(source: Source) -> tuple[FrontMatter | None, tuple[Diagnostic, ...]]:
    """Cut a Markdown file into front matter and body."""
    text = source.text
    opening = _FENCE.match(text, len(text) - len(text.lstrip()))
    if opening is None:
        return None, (messages.NO_FRONT_MATTER.at(source.line_span(1)),)
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        place = source.span(opening.start(), opening.end())
        return None, (messages.FRONT_MATTER_OPEN.at(place),)
    tree, problems = read_mapping(source, opening.end(), closing.start())
    return FrontMatter(tree, min(closing.end() + 1, len(text))), problems


@lru_cache(512)
def read_mapping(
    source: Source, start: int = 0, end: int | None = None
) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    """The YAML mapping between two offsets of a source, or None and why not. Nothing at all is an
    empty mapping."""
    end = len(source.text) if end is None else end
    reader = _Reader(source, start, source.text[start:end])
    node = reader.read()
    if node is None and not reader.problems:
        node = Mapping((), source.span(start, end))
    if isinstance(node, Mapping):
        return node, tuple(reader.problems)
    if node is not None:
        found = "a list" if isinstance(node, Sequence) else "plain text"
        reader.problems.append(messages.NOT_A_MAPPING.at(node.span, found=found))
    return None, tuple(reader.problems)


class _Stop(Exception):  # noqa: N818 - ends the reading of one document
    pass


class _Reader:
    """Builds the tree from the parser's events, which never recurse and never construct anything."""

    def __init__(self, source: Source, offset: int, text: str) -> None:
        self.source = source
        self.offset = offset
        self.text = text
        self.problems: list[Diagnostic] = []
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.count = 0

    def read(self) -> Node | None:
        tab = re.search(r"^ *\t", self.text, re.M)
        try:
            events = iter(yaml.parse(self.text, Loader=_LOADER))
            root: Node | None = None
            for event in events:
                if isinstance(event, yaml.NodeEvent):
                    root = self._node(event, events, 0)
                elif isinstance(event, yaml.DocumentStartEvent) and root is not None:
                    start = event.start_mark.index if event.start_mark else 0
                    self.problems.append(
                        messages.YAML_BROKEN.at(
                            self._span(start, start + 3),
                            problem="a second document begins here",
                            advice="delete the line `---`",
                        )
                    )
                    break
            return root
        except _Stop:
            return None
        except yaml.MarkedYAMLError as error:
            if tab:
                self.problems.append(messages.YAML_TAB.at(self._span(tab.end() - 1, tab.end())))
            else:
                self.problems.append(self._broken(error))
        except yaml.YAMLError as error:
            self.problems.append(self._unreadable(error))
        return None

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        self._count(event, 1)
        if depth > DEEPEST:
            self._stop(messages.YAML_TOO_LARGE.at(self._place(event), limit=f"more than {DEEPEST} levels"))
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!":
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            self.problems.append(messages.YAML_TAG.at(self._place(event), tag=shown))
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        before = self.count
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            self.problems += unseen(event.value, self._place(event))
            empty = event.style in (None, "") and event.value in _NULLS
            node = Scalar(None if empty else event.value, self._place(event))
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self._sequence(event, events, depth)
        else:
            node = self._mapping(event, events, depth)
        anchor = getattr(event, "anchor", None)
        if anchor:
            self.anchors[anchor] = (node, self.count - before + 1)
        return node

    def _sequence(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Sequence:
        items = []
        for child in events:
            if isinstance(child, yaml.SequenceEndEvent):
                break
            items.append(self._node(child, events, depth + 1))
        return Sequence(tuple(items), self._place(event))

    def _mapping(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Scalar] = {}
        for child in events:
            if isinstance(child, yaml.MappingEndEvent):
                break
            key = self._node(child, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar) or key.value is None:
                self.problems.append(messages.NOT_A_MAPPING.at(key.span, found="a key without a name"))
            elif key.value in seen:
                first = Related(seen[key.value].span, "first given here")
                self.problems.append(messages.YAML_DUPLICATE.at(key.span, key=key.value, related=(first,)))
            else:
                seen[key.value] = key
                entries.append((key, value))
        return Mapping(tuple(entries), self._place(event))

    def _alias(self, event: yaml.AliasEvent) -> Node:
        known = self.anchors.get(event.anchor or "")
        if known is None:
            problem = f"`*{event.anchor}` refers to nothing"
            place = self._place(event)
            self._stop(messages.YAML_BROKEN.at(place, problem=problem, advice="write the value here"))
        node, size = known
        self._count(event, size)
        return node

    def _count(self, event: yaml.Event, size: int) -> None:
        self.count += size
        if self.count > MOST_NODES:
            limit = f"more than {MOST_NODES:,} values"
            self._stop(messages.YAML_TOO_LARGE.at(self._place(event), limit=limit))

    def _stop(self, problem: Diagnostic) -> NoReturn:
        self.problems.append(problem)
        raise _Stop

    def _broken(self, error: yaml.MarkedYAMLError) -> Diagnostic:
        mark = error.problem_mark or error.context_mark
        if error.problem in _BEGAN_EARLIER and error.context_mark:
            mark = error.context_mark
        problem = str(error.problem or error.context or "unknown problem")
        if mark and "nesting depth" in problem:  # libyaml has a limit of its own, above ours
            return messages.YAML_TOO_LARGE.at(
                self._span(mark.index, mark.index + 1), limit=f"more than {DEEPEST} levels"
            )
        if mark is None:
            return messages.YAML_BROKEN.at(self._span(0, 0), problem=problem, advice="")
        advice = _ADVICE.get(problem, "check the indentation and the quotes on this line and the one before")
        index = min(mark.index, max(len(self.text) - 1, 0))
        if index and self.text[index : index + 1] in ("", "\n"):
            index -= 1
        return messages.YAML_BROKEN.at(
            self._span(index, index + 1), problem=_PLAIN.get(problem, problem), advice=advice
        )

    def _unreadable(self, error: yaml.YAMLError) -> Diagnostic:
        """A character that YAML does not take, or whatever else has no place of its own."""
        found = CONTROL.search(self.text)
        if found is None:
            return messages.YAML_BROKEN.at(self._span(0, 0), problem=_one_line(error), advice="")
        problem = f"a text cannot hold the invisible character U+{ord(found[0]):04X}"
        return messages.YAML_BROKEN.at(self._span(*found.span()), problem=problem, advice="delete it")

    def _place(self, event: yaml.Event) -> Span:
        start = event.start_mark.index if event.start_mark else 0
        end = event.end_mark.index if event.end_mark else start
        if not isinstance(event, yaml.ScalarEvent):
            end = start + 1
        return self._span(start, max(end, start))

    def _span(self, start: int, end: int) -> Span:
        return self.source.span(self.offset + start, self.offset + end)


_BEGAN_EARLIER = (
    "found unexpected end of stream",
    "could not find expected ':'",
    "did not find expected alphabetic or numeric character",
)
_ADVICE = {
    "mapping values are not allowed in this context": (
        "put the whole text in double quotes: a colon followed by a space has a meaning in YAML"
    ),
    "found character that cannot start any token": (
        "put the text in double quotes: it begins with a character that has a meaning in YAML"
    ),
    "found unexpected end of stream": "close the quotes",
    "did not find expected key": "put the whole text in quotes, or indent the line like the others",
    "did not find expected ',' or ']'": "close it, or put the text in quotes",
    "did not find expected ',' or '}'": "close it, or put the text in quotes",
    "did not find expected alphabetic or numeric character": (
        "put the text in double quotes: it begins with a character that has a meaning in YAML"
    ),
}
_PLAIN = {
    "mapping values are not allowed in this context": "there is a second `: ` in this line",
    "found character that cannot start any token": "a text cannot begin with this character",
    "found unexpected end of stream": "a text in quotes does not end",
    "did not find expected key": "a key was expected here",
    "did not find expected '-' indicator": "this line is not part of the list above it",
    "did not find expected ',' or ']'": "a list in brackets is not closed with `]`",
    "did not find expected ',' or '}'": "a group in braces is not closed with `}`",
    "did not find expected alphabetic or numeric character": "a text cannot begin with this character",
    "found undefined tag handle": "a text cannot begin with this character",
    "could not find expected ':'": "this line has no `:` after its key",
}


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
