"""Which lines of the source each block of the page came from.

Python-Markdown hands out no positions. `LineTracker` stands where its block parser takes pieces off
the text, and finds each piece again in the source: what nested parsers see are source lines without
their list, quote or indentation marks, in the source's order.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown.blockparser import BlockParser
from markdown.util import HTML_PLACEHOLDER_RE

LINES_ATTRIBUTE = "data-b"
"""Carries `first-last` while Markdown runs, and the block's id in the finished fragment."""

_MARKS = re.compile(r"^[\s>]*(?:(?:[-*+]|\d+\.|:|\[\^[^\]]*\]:)[\s>]*)*$")
_DEFINITION = re.compile(r"\*?\[[^\]]+\]:")
_NOT_WORDS = re.compile(r"[^\w]+")
_TEXT_HOLDERS = frozenset(("li", "dd", "dt"))


@dataclass(frozen=True)
class Block:
    """A block of the page: its id, its lines in the source file (counted from 1, both included),
    and a fingerprint of its words that changes only when they do."""

    id: str
    first_line: int
    last_line: int
    fingerprint: str


@dataclass(frozen=True)
class BlockMap:
    """The blocks of an edition in the order of the page, and the lines that define things rather than
    show them (footnotes' own lines are blocks; abbreviations and link references are definitions)."""

    blocks: tuple[Block, ...]
    definitions: tuple[tuple[int, int], ...] = ()

    def up_to(self, line: int) -> BlockMap:
        """The blocks and definitions that stand on the first lines of the text."""
        return BlockMap(
            tuple(block for block in self.blocks if block.last_line <= line),
            tuple((first, last) for first, last in self.definitions if last <= line),
        )

    def lines_of(self, block_id: str) -> tuple[int, int] | None:
        found = next((block for block in self.blocks if block.id == block_id), None)
        return (found.first_line, found.last_line) if found else None


def fingerprint(text: str) -> str:
    """A short digest of the words of a text; spacing, wrapping and marks do not matter."""
    words = _NOT_WORDS.sub(" ", text).strip()
    return hashlib.blake2b(words.encode(), digest_size=5).hexdigest()


class LineTracker:
    """Follows a block parser over a source and notes on each element the lines it came from.

    `lines` are the lines of the source file as Markdown gets them, so that line numbers are the file's.
    """

    def __init__(self, parser: BlockParser, lines: tuple[str, ...]) -> None:
        self._parser = parser
        self._lines = tuple(line.expandtabs(4).strip() for line in lines)
        self._next = 0
        self.definitions: list[tuple[int, int]] = []

    def restart(self) -> None:
        """Look from the top again: footnotes are parsed after all else."""
        self._next = 0

    def parse_blocks(self, parent: Element, blocks: list[str]) -> None:
        """`BlockParser.parseBlocks`, with notes."""
        while blocks:
            start, before, children = self._next, blocks[:], len(parent)
            self._step(parent, blocks)
            nested_end = self._next if len(parent) > children else start
            self._next = start
            found = self._find(_consumed(before, blocks))
            if found:
                self._note(parent, children, *found, nested_end)
                self._next = found[1]

    def _step(self, parent: Element, blocks: list[str]) -> None:
        for processor in self._parser.blockprocessors:
            if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                return

    def _find(self, consumed: Iterator[str]) -> tuple[int, int] | None:
        """Where some consumed lines stand in the source: first (from 0) and one past the last."""
        first: int | None = None
        place = self._next
        pending = False
        for text in consumed:
            line = text.strip()
            if not line:
                continue
            placeholder = HTML_PLACEHOLDER_RE.search(line)
            match = None if placeholder else self._search(line, place)
            if match is None:
                pending = True
                if first is None:
                    first = self._next_text(place)
                    place = max(place, first + 1)
            else:
                first = match if first is None else first
                place = match + 1
                pending = False
        if first is None:
            return None
        if pending:
            place = max(place, self._end_of_stashed(first))
        return first, place

    def _search(self, line: str, start: int) -> int | None:
        for number in range(start, len(self._lines)):
            candidate = self._lines[number]
            if candidate.endswith(line) and _MARKS.match(candidate[: len(candidate) - len(line)]):
                return number
        return None

    def _next_text(self, start: int) -> int:
        return next(
            (n for n in range(start, len(self._lines)) if self._lines[n]), max(len(self._lines) - 1, 0)
        )

    def _end_of_stashed(self, first: int) -> int:
        """One past the last line of a fence or a piece of raw HTML that begins at `first`."""
        opening = re.match(r"(`{3,}|~{3,})", self._lines[first])
        if opening:
            for number in range(first + 1, len(self._lines)):
                if self._lines[number].startswith(opening[1]):
                    return number + 1
        tag = re.match(r"<([a-zA-Z][\w-]*)", self._lines[first])
        if tag:
            closing = f"</{tag[1]}>".lower()
            for number in range(first, len(self._lines)):
                if closing in self._lines[number].lower():
                    return number + 1
        end = first
        while end < len(self._lines) and self._lines[end]:
            end += 1
        return max(end, first + 1)

    def _note(self, parent: Element, children: int, first: int, end: int, nested_end: int) -> None:
        if len(parent) == children and _DEFINITION.match(self._lines[first]):
            self.definitions.append((first + 1, end))
            return
        new = [child for child in parent[children:] if LINES_ATTRIBUTE not in child.attrib]
        if new:
            if nested_end > first and any(LINES_ATTRIBUTE in child.attrib for child in parent[children:]):
                first = min(nested_end, end - 1)
            for child in new:
                self._mark(child, first, end)
        elif len(parent) == children:
            if parent.tag in _TEXT_HOLDERS and children == 0:
                self._mark(parent, first, end)
            elif children and _grows(parent[-1]):
                self._mark(parent[-1], first, end)
            else:
                self.definitions.append((first + 1, end))

    def _mark(self, element: Element, first: int, end: int) -> None:
        known = element.get(LINES_ATTRIBUTE)
        if known:
            before, after = (int(part) for part in known.split("-"))
            first, end = min(first + 1, before) - 1, max(end, after)
        stashed = HTML_PLACEHOLDER_RE.fullmatch((element.text or "").strip()) if len(element) == 0 else None
        if stashed and element.tag == "p":
            self._mark_stashed(int(stashed[1]), first, end)
        else:
            element.set(LINES_ATTRIBUTE, f"{first + 1}-{end}")

    def _mark_stashed(self, index: int, first: int, end: int) -> None:
        """Raw HTML and code stand outside the tree: the note goes into their first tag."""
        stash = self._parser.md.htmlStash.rawHtmlBlocks
        held = stash[index]
        note = f'{LINES_ATTRIBUTE}="{first + 1}-{end}"'
        if isinstance(held, str):
            stash[index] = re.sub(r"^(\s*<[a-zA-Z][\w-]*)", rf"\1 {note}", held, count=1)
        elif isinstance(held, Element):
            held.set(LINES_ATTRIBUTE, f"{first + 1}-{end}")


def _grows(element: Element) -> bool:
    """Whether later pieces of text may belong to an element that is there already."""
    return element.tag in ("ul", "ol", "dl", "div", "blockquote", "pre", "section", "aside", "details")


def _consumed(before: list[str], after: list[str]) -> Iterator[str]:
    """The lines that a step took off the list of blocks."""
    shift = len(before) - len(after)
    kept = 0
    while kept < len(after) and not (kept + shift >= 0 and after[kept] is before[kept + shift]):
        kept += 1
    taken = "\n\n".join(before[: kept + shift]).split("\n") if kept + shift > 0 else []
    left = len("\n\n".join(after[:kept]).rstrip("\n").split("\n")) if kept else 0
    while left and taken and not taken[-1].strip():
        taken.pop()
    yield from taken[: len(taken) - left] if left else taken


def finish(html: str, lines: tuple[str, ...], definitions: list[tuple[int, int]]) -> tuple[str, BlockMap]:
    """Give the marked blocks of a finished fragment their ids.

    An id is the fingerprint of the block's source, with a count when the same text stands twice: it
    survives edits elsewhere in the file.
    """
    seen: dict[str, int] = {}
    blocks: list[Block] = []

    def replace(match: re.Match[str]) -> str:
        first, last = int(match[1]), int(match[2])
        print_ = fingerprint(" ".join(lines[first - 1 : last]))
        seen[print_] = count = seen.get(print_, 0) + 1
        block_id = print_ if count == 1 else f"{print_}-{count}"
        blocks.append(Block(block_id, first, last, print_))
        return f'{LINES_ATTRIBUTE}="{block_id}"'

    html = re.sub(rf'(?<=\s){LINES_ATTRIBUTE}="(\d+)-(\d+)"(?=[^<>]*>)', replace, html)
    return html, BlockMap(tuple(blocks), tuple(definitions))
