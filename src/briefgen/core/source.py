"""Text that knows where it came from: a source file, and spans within it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Source:
    """One text file of the project.

    `path` is relative to the project, with forward slashes; `text` has `\\n` line ends and no byte
    order mark, so offsets into it give the lines and columns an editor shows.
    """

    path: str
    text: str = field(repr=False)

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        starts = [0]
        starts.extend(i + 1 for i, char in enumerate(self.text) if char == "\n")
        return tuple(starts)

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset, both counted from 1, columns in characters."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """The text of a line counted from 1, without its line end; empty beyond the last line."""
        if not 1 <= line <= len(self._line_starts):
            return ""
        start = self._line_starts[line - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]

    def line_span(self, first: int, last: int | None = None) -> Span:
        """The span of whole lines `first` to `last` (counted from 1), without the last line end."""
        last = first if last is None else last
        last = min(max(first, last), len(self._line_starts))
        first = min(max(first, 1), last)
        end = self._line_starts[last] - 1 if last < len(self._line_starts) else len(self.text)
        return Span(self, self._line_starts[first - 1], end)

    def span(self, start: int, end: int | None = None) -> Span:
        """The span from `start` to `end`; one character long when no end is given."""
        return Span(self, start, start + 1 if end is None else end)

    def whole(self) -> Span:
        """A span at the top of the file, for what concerns the file as a whole."""
        return Span(self, 0, 0)


@dataclass(frozen=True)
class Span:
    """A piece of a source: character offsets, `end` not included."""

    source: Source
    start: int
    end: int

    @property
    def line(self) -> int:
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        return self.source.position(self.start)[1]

    @property
    def end_position(self) -> tuple[int, int]:
        return self.source.position(max(self.start, self.end))
