"""Pictures in the text: every one has a text alternative, or says that it only decorates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.content.manuscript import Body
from briefgen.content.masking import mask_code
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic

_MARKDOWN = re.compile(r"!\[\s*\]\(\s*<?(?P<src>[^)\s>]*)[^)]*\)(?P<marks>\{[^}]*\})?")
_HTML = re.compile(r"<img\b[^>]*?\bsrc\s*=\s*[\"']?(?P<src>[^\"'\s>]+)[^>]*>", re.I)
_ALT = re.compile(r"\balt\s*=\s*(?:\"[^\"]*\S[^\"]*\"|'[^']*\S[^']*'|[^\s\"'>]+)", re.I)
_DECORATES = re.compile(r"role\s*=\s*[\"']?presentation", re.I)


def check_alternatives(body: Body) -> Iterator[Diagnostic]:
    masked = mask_code(body.source.text)
    for match in _MARKDOWN.finditer(masked, body.start):
        if not _DECORATES.search(match["marks"] or ""):
            yield messages.ALT_MISSING.at(body.source.span(match.start("src"), match.end("src")))
    for match in _HTML.finditer(masked, body.start):
        if not (_ALT.search(match[0]) or _DECORATES.search(match[0])):
            yield messages.ALT_MISSING.at(body.source.span(match.start("src"), match.end("src")))
