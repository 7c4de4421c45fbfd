"""Addresses that stand in the text as they are: shown without what nobody types, and divided where readers see that
an address goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from markupsafe import Markup

_LINK = re.compile(r'(<a\b[^<>]*?\bhref="(https?://[^"]*)"[^<>]*>)([^<>]+)(</a>)')
_NOT_TYPED = re.compile(r"https?://(?:www\.)?")
_MAY_DIVIDE = re.compile(r"(?<=[/_=&-])(?=[^/])")
_IN_A_NAME = re.compile(r"(?<=[^.])(?=\.[^.])")
_LONGEST_PIECE, _PART_OF_A_PIECE = 32, 16
"""Characters without a place to divide that still fit a narrow column; a longer piece divides in front of its dots, and
what is longer still is a code, and divided anyway."""


def with_short_addresses(html: str) -> str:
    """A fragment in which links that show their own address show it short; where they lead to stays as it is."""
    return _LINK.sub(_shortened, html)


def _shortened(link: re.Match[str]) -> str:
    opening, address, text, closing = link.groups()
    if unquote(unescape(text)) != unquote(unescape(address)):
        return link[0]
    return f"{opening}{divided(unescape(address))}{closing}"


def divided(address: str) -> Markup:
    """An address as readers see it, which may divide at its signs."""
    return Markup("<wbr>").join(_pieces(shown(address)))


def _pieces(address: str) -> Iterator[str]:
    """What of an address stays on one line."""
    for piece in _MAY_DIVIDE.split(address):
        for part in _IN_A_NAME.split(piece) if len(piece) > _LONGEST_PIECE else [piece]:
            size = _PART_OF_A_PIECE if len(part) > _LONGEST_PIECE else _LONGEST_PIECE
            yield from (part[start : start + size] for start in range(0, len(part), size))


def shown(address: str) -> str:
    """An address as readers see it: without `https://www.` and the last slash, its letters not encoded."""
    plain = unquote(address, errors="replace")
    is_readable = (
        plain.isprintable() and "\N{REPLACEMENT CHARACTER}" not in plain and not re.search(r"\s", plain)
    )
    return _NOT_TYPED.sub("", plain if is_readable else address, count=1).removesuffix("/")
