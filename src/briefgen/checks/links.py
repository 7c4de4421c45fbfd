"""Links by name, `[text][name]`: every name has a definition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.content.manuscript import Body
from briefgen.content.masking import mask_code
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, nearest

_USE = re.compile(r"(?<!\\)\[(?P<text>[^\[\]^][^\[\]]*)\](?P<name>\[(?P<key>[^\[\]^@]*)\])")
_DEFINITION = re.compile(r"^[ ]{0,3}\[([^\]^]+)\]:", re.M)


def check_links(body: Body) -> Iterator[Diagnostic]:
    masked = mask_code(body.source.text)
    known = {match[1].casefold() for match in _DEFINITION.finditer(masked, body.start)}
    for match in _USE.finditer(masked, body.start):
        key = match["key"] or match["text"]
        if " ".join(key.split()).casefold() not in known:
            place = body.source.span(match.start("name"), match.end("name"))
            yield messages.LINK_DEAD.at(place, target=key, nearest=nearest(key, known))
