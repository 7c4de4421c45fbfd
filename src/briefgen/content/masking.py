"""Texts without what is not read as text in them: code and comments, and all other markup."""

from __future__ import annotations

import re
from functools import lru_cache

_CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=fence)[ \t]*$|(?<![`\\])(?P<tick>`+)(?!`)(?:(?!\n[ \t]*\n|\n[ ]{0,3}(?:///|\#)).)+?(?<!`)(?P=tick)(?!`)",
    re.S | re.M,
)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_ESCAPED = re.compile(r"\\[<\[]")
_CHUNK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_CONTINUES = re.compile(r"[ ]{0,3}(?:[-*+][ ]|\d+\.[ ]|:[ ]|\[\^|/{3,})")
_MARKUP = re.compile(
    r"\]\([^)]*\)|\{[^{}]*\}|\[\^[^\]]*\]|\[[^\]\[]*-?@[^\]\[]*\]|https?://\S+|`[^`]*`|</?[a-zA-Z][^>]*>"
)
"""Where links lead, statistics and attributes, notes, citations, addresses, code and tags."""


def without_markup(text: str) -> str:
    """The words of a passage, without what stands in it for other things than to be read."""
    return _MARKUP.sub(" ", text)


@lru_cache(maxsize=8)
def mask_code(text: str) -> str:
    """The text with code, comments and escaped signs as spaces; line ends and length stay, so that offsets
    hold. Kept for a while: every rule about an edition asks for the same text."""
    for pattern in (_CODE, _ESCAPED):
        text = pattern.sub(_blank, text)
    return _mask_indented(mask_comments(text))


def mask_comments(text: str) -> str:
    """The text with HTML comments as spaces."""
    return _COMMENT.sub(_blank, text)


def _mask_indented(text: str) -> str:
    """Chunks that are indented by four spaces are code, unless they go on what stands before them: an item,
    a note, a block's opening line."""
    goes_on = False
    out = list(text)
    for chunk in _CHUNK.finditer(text):
        if not chunk[0].startswith("    "):
            goes_on = bool(_CONTINUES.match(chunk[0].rsplit("\n", 1)[-1]) or _CONTINUES.match(chunk[0]))
        elif not goes_on:
            out[chunk.start() : chunk.end()] = _blank(chunk)
    return "".join(out)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
