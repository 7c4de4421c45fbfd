"""Addresses that stand in the text as they are: shown without what nobody types, and divided where readers see that
an address goes on."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import unquote

_LINK = re.compile(r'(<a\b[^<>]*?\bhref="(https?://[^"]*)"[^<>]*>)([^<>]+)(</a>)')
_NOT_TYPED = re.compile(r"https?://(?:www\.)?")
_MAY_DIVIDE = re.compile(r"(?<=[/_=&-])(?=[^/])")


def with_short_addresses(html: str) -> str:
    """A fragment in which links that show their own address show it short; where they lead to stays as it is."""
    return _LINK.sub(_shortened, html)


def _shortened(link: re.Match[str]) -> str:
    opening, address, text, closing = link.groups()
    if unquote(unescape(text)) != unquote(unescape(address)):
        return link[0]
    return f"{opening}{'<wbr>'.join(map(escape, _MAY_DIVIDE.split(shown(unescape(address)))))}{closing}"


def shown(address: str) -> str:
    """An address as readers see it: without `https://www.` and the last slash, its letters not encoded."""
    plain = unquote(address, errors="replace")
    is_readable = (
        plain.isprintable() and "\N{REPLACEMENT CHARACTER}" not in plain and not re.search(r"\s", plain)
    )
    return _NOT_TYPED.sub("", plain if is_readable else address, count=1).removesuffix("/")
