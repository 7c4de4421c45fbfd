"""Countries as data names them: ISO codes of two or three letters, or the name in English or the page's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel.core import get_global

from briefgen.content.languages import locale


@cache
def _alternatives() -> Mapping[str, str]:
    """ISO codes of two letters by those of three letters and of three digits."""
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    return {alias: codes[0] for alias, codes in aliases.items() if len(alias) == 3 and len(codes) == 1}


@cache
def _names(language: str) -> Mapping[str, str]:
    """ISO codes of two letters by every other way to write a country, in small letters."""
    groups = {"EU", "EZ", "UN", "ZZ"}
    known = (str(code) for code in locale("en").territories)
    codes = {code for code in known if len(code) == 2 and code.isalpha()} - groups
    found: dict[str, str] = {}
    for spoken in dict.fromkeys(("en", language)):
        named = locale(spoken).territories
        found.update((str(name).casefold(), str(code)) for code, name in named.items() if str(code) in codes)
    found.update((alias.casefold(), code) for alias, code in _alternatives().items() if code in codes)
    found.update((code.casefold(), code) for code in codes)
    return found


def country_code(text: str, language: str) -> str | None:
    """The ISO code of two letters of a country; None when nobody knows it."""
    return _names(language).get(text.casefold())


def known_names(language: str) -> tuple[str, ...]:
    """What an author may have meant: names in English and the page's language."""
    return tuple(name for name in _names(language) if len(name) > 3)


@cache
def numeric_codes() -> Mapping[str, str]:
    """ISO codes of two letters by the number of three digits by which maps call countries."""
    return {alias: code for alias, code in _alternatives().items() if alias.isdigit()}
