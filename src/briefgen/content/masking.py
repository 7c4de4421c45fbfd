"""A text with its code blanked, so that rules about Markdown and HTML pass over examples."""

from __future__ import annotations

import re

_FENCE = re.compile(r"^(`{3,}|~{3,})[^\n]*\n.*?^\1[ \t]*$", re.S | re.M)
_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.S)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_ESCAPED = re.compile(r"\\[<\[]")


def mask_code(text: str) -> str:
    """The text with fenced code, code spans, comments and escaped signs as spaces; line ends and length
    stay, so offsets hold."""
    for pattern in (_FENCE, _SPAN, _COMMENT, _ESCAPED):
        text = pattern.sub(_blank, text)
    return text


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
