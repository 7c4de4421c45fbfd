"""Footnotes: every mark has a definition, every definition a mark, and only one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.content.manuscript import Body
from briefgen.content.masking import mask_code
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Related, nearest

_DEFINITION = re.compile(r"^[ ]{0,3}\[\^([^\]\s]+)\]:(?P<text>[^\n]*)", re.M)
_GOES_ON = re.compile(r"\n(?:[ \t]*\n)*[ ]{4,}\S|\n(?!\[\^)\S")
_MARK = re.compile(r"\[\^([^\]\s]+)\]")


def check_notes(body: Body) -> Iterator[Diagnostic]:
    source, start = body.source, body.start
    masked = mask_code(source.text)
    definitions: dict[str, re.Match[str]] = {}
    for match in _DEFINITION.finditer(masked, start):
        if not match["text"].strip() and not _GOES_ON.match(masked, match.end()):
            place = source.span(match.start(1) - 2, match.end(1) + 1)
            yield messages.FOOTNOTE_EMPTY.at(place, key=match[1])
        first = definitions.setdefault(match[1], match)
        if first is not match:
            related = (Related(source.span(first.start(1) - 2, first.end(1) + 1), "first defined here"),)
            place = source.span(match.start(1) - 2, match.end(1) + 1)
            yield messages.FOOTNOTE_TWICE.at(place, key=match[1], related=related)
    used = set()
    defining = {match.start(1) - 2 for match in _DEFINITION.finditer(masked, start)}
    for match in _MARK.finditer(masked):
        if match.start() in defining:
            continue
        used.add(match[1])
        if match[1] not in definitions:
            near = nearest(match[1], definitions)
            hints = () if near else (f"add a line `[^{match[1]}]: …` with the source",)
            yield messages.FOOTNOTE_UNDEFINED.at(
                source.span(*match.span()), key=match[1], nearest=near, hints=hints
            )
    for key, match in definitions.items():
        if key not in used:
            yield messages.FOOTNOTE_UNUSED.at(source.span(match.start(1) - 2, match.end(1) + 1), key=key)
