"""Texts over which readers of Markdown, and our own rules, would sit for minutes: found by counting, before anybody
reads them. They come from a paste, a converter, or somebody who wishes us ill."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.source import Source, Span

_MOST_OPEN = 1500
"""Brackets and angles, and signs of code, in one paragraph: each of them is looked for an end."""

_MOST_WORK = 10_000_000
"""What all paragraphs may cost together: each as much as the square of what it opens."""

_LONGEST_RUN = 2000
"""Signs of one kind without a break."""

_MOST_CITATIONS = 1000
"""Citations in a text: for each that repeats a source, the formatter of citations begins anew."""

_OPENING = "[<"
_SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_RUNS = tuple(sign * _LONGEST_RUN for sign in _SIGNS)
_CITED = re.compile(r"(?<!\w)@\w")
_RULE, _QUOTE = "- -", ">" * 100


def pathology(lines: Iterable[str]) -> int | None:
    """The line, from 1, with which a text gets too complex; None if it does not."""
    opened = ticks = work = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            work += opened**2 + ticks**2
            opened = ticks = 0
            if work > _MOST_WORK:
                return number - 1
            continue
        opened += sum(map(line.count, _OPENING))
        ticks += line.count("`")
        if max(opened, ticks) > _MOST_OPEN or line.count(_RULE) > 100 or line.lstrip().startswith(_QUOTE):
            return number
        if len(line) > _LONGEST_RUN and any(run in line for run in _RUNS):
            return number
    return None


def too_complex(source: Source) -> tuple[Diagnostic, ...]:
    """What is said of a file that is."""
    line = pathology(source.text.split("\n")) or _line_of_too_many_citations(source)
    return () if line is None else (messages.MARKUP_FAILED.at(source.line_span(line)),)


def _line_of_too_many_citations(source: Source) -> int | None:
    one_more = next(islice(_CITED.finditer(source.text), _MOST_CITATIONS, None), None)
    return source.position(one_more.start())[0] if one_more else None


def longest_part(source: Source, start: int) -> Span:
    """The first line of the longest paragraph, table or list of a text: lines without a blank one between them."""
    before = source.position(start)[0]
    begin, size, longest, most = before, 0, before, 0
    for line, text in enumerate(source.text[start:].split("\n"), before):
        begin, size = (begin, size + len(text)) if text.strip() else (line + 1, 0)
        longest, most = (begin, size) if size > most else (longest, most)
    return source.line_span(longest)
