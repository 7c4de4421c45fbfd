"""JSON as the same tree of values with places as YAML: what a program has written is told of at its lines too."""

from __future__ import annotations

import json
import re

from briefgen.content.frontmatter import DEEPEST, Mapping, Node, Scalar, Sequence
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.source import Source
from briefgen.core.text import CONTROL, PRIVATE

_SPACE = re.compile(r"[ \t\r\n]*")
_BARE = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null")
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"')


class _Broken(Exception):  # noqa: N818 - ends the reading
    def __init__(self, at: int, problem: str) -> None:
        super().__init__(problem)
        self.at = at


def read_json(source: Source) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The tree of a JSON file, in which numbers are the text that was written, or None and why not."""
    reader = _Reader(source)
    try:
        start = reader.skip(1 if source.text.startswith("\ufeff") else 0)
        node, end = reader.value(start, 0)
        end = reader.skip(end)
        if end < len(source.text):
            raise _Broken(end, "something follows after its end")
    except _Broken as broken:
        place = source.span(broken.at, min(broken.at + 1, len(source.text)))
        return None, (messages.JSON_BROKEN.at(place, problem=str(broken)),)
    return node, ()


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text

    def skip(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        return found.end() if found else at

    def value(self, at: int, depth: int) -> tuple[Node, int]:
        if depth > DEEPEST:
            raise _Broken(at, "it is nested too deeply")
        sign = self.text[at : at + 1]
        if sign == "{":
            return self._mapping(at, depth)
        if sign == "[":
            return self._list(at, depth)
        return self._scalar(at)

    def _scalar(self, at: int) -> tuple[Scalar, int]:
        if string := _STRING.match(self.text, at):
            value = json.loads(string[0])
            if unseen := CONTROL.search(value) or PRIVATE.search(value):
                raise _Broken(at, f"this text holds U+{ord(unseen[0]):04X}, which nobody sees")
            return Scalar(value, self.source.span(*string.span())), string.end()
        if bare := _BARE.match(self.text, at):
            value = None if bare[0] == "null" else bare[0]
            return Scalar(value, self.source.span(*bare.span())), bare.end()
        if self.text[at : at + 1] == '"':
            raise _Broken(
                at, "a text in quotes begins here and has no end, or a sign that may not stand in it"
            )
        raise _Broken(at, "here should be a value" if at < len(self.text) else "it ends too early")

    def _list(self, at: int, depth: int) -> tuple[Sequence, int]:
        items: list[Node] = []
        end = self.skip(at + 1)
        while self.text[end : end + 1] != "]" or items:
            item, end = self.value(end, depth + 1)
            items.append(item)
            end, is_last = self._next(end, "]")
            if is_last:
                break
        return Sequence(tuple(items), self.source.span(at, end + 1)), end + 1

    def _mapping(self, at: int, depth: int) -> tuple[Mapping, int]:
        entries: list[tuple[Scalar, Node]] = []
        end = self.skip(at + 1)
        while self.text[end : end + 1] != "}" or entries:
            if self.text[end : end + 1] != '"':
                raise _Broken(end, "here should be a key in double quotes")
            key, end = self._scalar(end)
            end = self.skip(end)
            if self.text[end : end + 1] != ":":
                raise _Broken(end, "here should be a colon")
            value, end = self.value(self.skip(end + 1), depth + 1)
            entries.append((key, value))
            end, is_last = self._next(end, "}")
            if is_last:
                break
        return Mapping(tuple(entries), self.source.span(at, end + 1)), end + 1

    def _next(self, at: int, closing: str) -> tuple[int, bool]:
        """The end of a list or group (true), or the beginning of its next item."""
        end = self.skip(at)
        sign = self.text[end : end + 1]
        if sign == ",":
            return self.skip(end + 1), False
        if sign != closing:
            raise _Broken(end, f"here should be a comma or `{closing}`")
        return end, True
