"""Headings: the title is the only level 1, and no level is jumped over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.content.manuscript import Body
from briefgen.content.masking import mask_code
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic

_HEADING = re.compile(r"^(#{1,6})[ ]*([^#\s][^\n]*?)[ ]*#*[ ]*$|^(\S[^\n]*)\n(=+|-{3,})[ ]*$", re.M)


def check_headings(body: Body) -> Iterator[Diagnostic]:
    source, start = body.source, body.start
    before = 1
    for match in _HEADING.finditer(mask_code(source.text), start):
        if match[3] and (match[3].lstrip().startswith(("|", "-", ">", "/")) or ":" in match[4]):
            continue
        level = len(match[1]) if match[1] else 1 if match[4].startswith("=") else 2
        place = source.span(match.start(), match.start() + len(match[0].split("\n")[0]))
        if level == 1:
            yield messages.HEADING_LEVEL_ONE.at(place, title=(match[2] or match[3]).strip())
        elif level > before + 1:
            yield messages.HEADING_SKIPPED.at(place, before=before, level=level, hashes="#" * (before + 1))
        before = max(level, 1)
