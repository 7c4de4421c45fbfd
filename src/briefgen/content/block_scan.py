"""Finds the `///` blocks of a text before Markdown does, so that every mistake in them has a place.

The text that goes on to Markdown has the same lines: an opening line keeps its slashes and name and
gets the block's index for its title, and the lines of options are emptied.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache

from briefgen.content.block import Block, Title
from briefgen.content.blocks import BLOCKS, Component
from briefgen.content.decode import decode
from briefgen.content.frontmatter import Mapping, read_mapping
from briefgen.content.masking import mask_code
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Related, nearest
from briefgen.core.source import Source

_OPEN = re.compile(r"^[ ]{0,3}(/{3,})[ ]*([A-Za-z][\w-]*)[ ]*(?:\|[ ]*(.*?)[ ]*)?$")
_CLOSE = re.compile(r"^[ ]{0,3}(/{3,})[ ]*$")
_OPTION = re.compile(r"^[ ]{4,}\S")
_INDENTED = re.compile(r"^\s*/{3,}[ ]*([A-Za-z][\w-]*)[ ]*(?:\|.*)?$")
_UNLIKE = re.compile(r"^[ ]{0,3}(?:(/{3,})|(//|(?:\\/){2,}))[ ]*([A-Za-z][\w-]*)[ ]*(.*)$")
_KEY = re.compile(r"^(\s*)([a-z_-]+):(?:\s+(\S)|\s*$)")


@dataclass(frozen=True)
class ScannedText:
    """A text whose blocks have been found. `lines` are the lines of the whole source file, those
    of the front matter empty, so that line numbers are the file's own."""

    lines: tuple[str, ...]
    components: tuple[Component, ...]
    problems: tuple[Diagnostic, ...]


@dataclass
class _Open:
    name: str
    slashes: int
    line: int
    index: int | None
    options: Block | None
    tree: Mapping | None
    title: str | None
    text_from: int
    like_it: int | None = None
    """The line where a block inside begins that has as many slashes."""


@dataclass
class _Scan:
    source: Source
    lines: list[str]
    stack: list[_Open] = field(default_factory=list)
    found: dict[int, Component] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    count: int = 0


@lru_cache(256)
def scan(source: Source, body_start: int) -> ScannedText:
    """Find the blocks in the text of `source` that begins at the offset `body_start`."""
    lines = source.text.split("\n")
    visible = mask_code(source.text).split("\n")
    first = source.position(body_start)[0] if body_start else 1
    lines[: first - 1] = [""] * (first - 1)
    state = _Scan(source, lines)
    number = first
    while number <= len(lines):
        line = lines[number - 1]
        if not visible[number - 1].lstrip().startswith(("//", "\\/")):
            number += 1
            continue
        if opening := _OPEN.match(line):
            number = _open(state, number, opening)
        elif closing := _CLOSE.match(line):
            _close(state, number, len(closing[1]))
        elif inside := _INDENTED.match(line):
            state.problems.append(_indented(source, number, inside))
        elif unlike := _UNLIKE.match(line):
            _unlike(state, number, unlike)
        number += 1
    for left in state.stack:
        place = source.line_span(left.line)
        state.problems.append(messages.BLOCK_OPEN.at(place, name=left.name, slashes="/" * left.slashes))
    return ScannedText(tuple(state.lines), _numbered(state.found), tuple(state.problems))


def _numbered(found: dict[int, Component]) -> tuple[Component, ...]:
    """Components in the order of the text, figures and tables with the numbers readers see."""
    counts: Counter[str] = Counter()
    components = []
    for _, component in sorted(found.items()):
        if kind := component.options.COUNTS_AS:
            counts[kind] += 1
            component = replace(component, number=counts[kind])
        components.append(component)
    return tuple(components)


def _open(state: _Scan, number: int, opening: re.Match[str]) -> int:
    """Take in an opening line and its options; the number of the last line taken."""
    slashes, name, title = opening[1], opening[2].lower(), opening[3] or None
    place = state.source.line_span(number)
    last = number
    while last < len(state.lines) and _OPTION.match(state.lines[last]):
        last += 1
    kind = BLOCKS.get(name)
    entry = _Open(name, len(slashes), number, None, None, None, title, last + 1)
    if kind is None:
        state.problems.append(
            messages.UNKNOWN_BLOCK.at(
                place, name=name, nearest=nearest(name, BLOCKS), known=", ".join(BLOCKS)
            )
        )
    elif astray := _astray(state, kind, number, last):
        state.problems.append(astray)
    else:
        entry.options, entry.tree = _options(state, kind, number, last)
    if kind is not None:
        if kind.TITLE is Title.NEEDED and not title:
            state.problems.append(messages.BLOCK_NEEDS_TITLE.at(place, name=name))
        if kind.TITLE is Title.NONE and title:
            state.problems.append(messages.BLOCK_TAKES_NO_TITLE.at(place, name=name, title=title))
        entry.index = state.count
        state.count += 1
    after = state.lines[last] if last < len(state.lines) else ""
    if last > number and after.strip() and not _CLOSE.match(after) and not (kind and _is_option(after, kind)):
        state.problems.append(messages.OPTIONS_NEED_SPACE.at(state.source.line_span(last + 1)))
    if entry.index is not None:
        state.lines[number - 1] = f"{slashes} {name} | {entry.index}"
        state.lines[number:last] = [""] * (last - number)
    state.stack.append(entry)
    return last


def _same_slashes(source: Source, outer: _Open, end: int) -> Diagnostic:
    related = Related(source.line_span(outer.like_it or outer.line), "the block inside begins here")
    return messages.BLOCK_SAME_SLASHES.at(
        source.line_span(outer.line),
        name=outer.name,
        slashes="/" * (outer.slashes + 1),
        end=end,
        related=(related,),
    )


def _indented(source: Source, number: int, line: re.Match[str]) -> Diagnostic:
    """A block that stands inside a list item, where its end could not be told from the item's."""
    place = source.span(source.line_span(number).start + line[0].index("/"), source.line_span(number).end)
    name = line[1].lower()
    if name in BLOCKS:
        return messages.BLOCK_IN_LIST.at(place, name=name)
    return messages.UNKNOWN_BLOCK.at(place, name=name, nearest=nearest(name, BLOCKS), known=", ".join(BLOCKS))


def _unlike(state: _Scan, number: int, line: re.Match[str]) -> None:
    """A line that is no opening line, but was meant as one."""
    slashes, name, rest = line[1], line[3].lower(), line[4]
    if name not in BLOCKS or not (slashes or not rest or rest.startswith("|")):
        return
    problem = f"`{rest[:20]}` stands behind its name" if slashes else "does not begin with three slashes"
    state.problems.append(messages.BLOCK_LINE.at(state.source.line_span(number), name=name, problem=problem))
    if slashes:
        state.stack.append(_Open(name, len(slashes), number, None, None, None, None, number + 1))


def _is_option(line: str, kind: type[Block]) -> bool:
    found = _KEY.match(line)
    return found is not None and found[2] in _keys(kind)


def _keys(kind: type[Block]) -> frozenset[str]:
    """What the options of a block are called."""
    return frozenset(field.alias or name for name, field in kind.model_fields.items())


def _astray(state: _Scan, kind: type[Block], number: int, last: int) -> Diagnostic | None:
    """The first option that is not behind four spaces, or stands after an empty line: it would be read as text."""
    for line in range(number, last - 1):
        above, below = (_KEY.match(state.lines[at]) for at in (line, line + 1))
        if not (
            above and below and (above[3] or "").isalnum()
        ):  # inside a value, or a list or mapping begins
            continue
        if len(above[1]) < len(below[1]) and below[2] in _keys(kind):
            problem = f"has {len(below[1])} spaces before it, the line above {len(above[1])}"
            return _not_indented(state, line + 2, below[2], problem)
    line = last
    while line < len(state.lines) and not state.lines[line].strip() and last == number:
        line += 1
    found = _KEY.match(state.lines[line]) if line < len(state.lines) else None
    if found is None or found[2] not in _keys(kind) or (line > last and len(found[1]) < 4):
        return None
    if not found[1] or line > last:
        problem = "stands where its text begins"
    elif found[1].strip(" "):
        problem = "has a tab before it" if "\t" in found[1] else "has a space before it that is no plain one"
    else:
        problem = f"has only {_spaces(len(found[1]))} before it"
    return _not_indented(state, line + 1, found[2], problem)


def _spaces(count: int) -> str:
    return f"{count} space" if count == 1 else f"{count} spaces"


def _not_indented(state: _Scan, line: int, key: str, problem: str) -> Diagnostic:
    return messages.OPTIONS_NEED_INDENT.at(state.source.line_span(line), key=key, problem=problem)


def _options(state: _Scan, kind: type[Block], number: int, last: int) -> tuple[Block | None, Mapping | None]:
    """The options on the lines below an opening line, decoded and as they stand there; None when they are wrong."""
    if last > number:
        options = state.source.line_span(number + 1, last)
        tree, problems = read_mapping(state.source, options.start, options.end)
    else:
        tree, problems = read_mapping(state.source, place := state.source.line_span(number).start, place)
    state.problems.extend(problems)
    if tree is None:
        return None, None
    decoded, problems = decode(tree, kind)
    state.problems.extend(problems)
    return decoded, tree


def _close(state: _Scan, number: int, slashes: int) -> None:
    place = state.source.line_span(number)
    if not any(entry.slashes == slashes for entry in state.stack):
        state.problems.append(messages.BLOCK_STRAY_END.at(place))
        return
    while state.stack[-1].slashes != slashes:
        left = state.stack.pop()
        left_place = state.source.line_span(left.line)
        state.problems.append(messages.BLOCK_OPEN.at(left_place, name=left.name, slashes="/" * left.slashes))
    entry = state.stack.pop()
    for outer in state.stack:
        if outer.slashes == slashes:
            outer.like_it = outer.like_it or entry.line
    if entry.like_it:
        state.problems.append(_same_slashes(state.source, entry, number))
    kind = BLOCKS.get(entry.name)
    if kind is None or entry.options is None or entry.tree is None or entry.index is None:
        return
    text = "\n".join(state.lines[entry.text_from - 1 : number - 1]).strip()
    opening = state.source.line_span(entry.line)
    if kind.NEEDS_TEXT and not text:
        state.problems.append(messages.BLOCK_EMPTY.at(opening, name=entry.name))
    if text and not kind.TAKES_TEXT:
        state.problems.append(messages.BLOCK_TAKES_NO_TEXT.at(opening, name=entry.name))
    if entry.name == "table" and "|" not in text and "<table" not in text:
        state.problems.append(messages.TABLE_MISSING.at(opening))
    state.found[entry.index] = Component(
        index=entry.index,
        name=entry.name,
        title=entry.title,
        options=entry.options,
        number=None,
        span=opening,
        first_line=entry.line,
        last_line=number,
        tree=entry.tree,
    )
