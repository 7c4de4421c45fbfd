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


_OTHERWISE = {
    "turkey": "TR", "united republic of tanzania": "TZ", "democratic republic of the congo": "CD",
    "dem. rep. of the congo": "CD", "congo": "CG", "republic of the congo": "CG", "syrian arab republic": "SY",
    "syrian arab rep.": "SY", "russian federation": "RU", "iran (islamic republic of)": "IR",
    "iran (islamic rep. of)": "IR", "republic of moldova": "MD", "rep. of moldova": "MD",
    "united kingdom of great britain and northern ireland": "GB", "uk": "GB", "united states of america": "US",
    "state of palestine": "PS", "viet nam": "VN", "republic of korea": "KR", "rep. of korea": "KR",
    "dem. people's rep. of korea": "KP", "lao people's dem. rep.": "LA", "central african rep.": "CF",
    "venezuela (bolivarian republic of)": "VE", "bolivia (plurinational state of)": "BO", "brunei darussalam": "BN",
    "cabo verde": "CV", "ivory coast": "CI", "czech republic": "CZ", "holy see": "VA", "myanmar": "MM",
    "dr congo": "CD", "drc": "CD", "d.r. congo": "CD", "congo (drc)": "CD", "democratic republic of congo": "CD",
    "congo, dem. rep.": "CD", "congo, rep.": "CG", "car": "CF", "burma": "MM", "swaziland": "SZ", "palestine": "PS",
    "lao pdr": "LA", "lao people's democratic republic": "LA", "bosnia": "BA", "east timor": "TL", "vatican": "VA",
    "macedonia": "MK", "the gambia": "GM", "uae": "AE", "usa": "US", "u.s.a.": "US", "south korea": "KR",
    "north korea": "KP", "democratic people's republic of korea": "KP", "micronesia (federated states of)": "FM",
}  # fmt: skip
"""What the United Nations and others call countries that CLDR calls otherwise, in small letters."""


def _folded(name: str) -> str:
    """A name without what people write in two ways."""
    return name.casefold().replace("&", "and").replace("’", "'")


@cache
def _names(language: str) -> Mapping[str, str]:
    """ISO codes of two letters by every other way to write a country, in small letters."""
    groups = {"EU", "EZ", "UN", "ZZ"}
    known = (str(code) for code in locale("en").territories)
    codes = {code for code in known if len(code) == 2 and code.isalpha()} - groups
    found: dict[str, str] = {}
    for spoken in dict.fromkeys(("en", language)):
        named = locale(spoken).territories
        found.update((_folded(str(name)), str(code)) for code, name in named.items() if str(code) in codes)
    found.update((alias.casefold(), code) for alias, code in _alternatives().items() if code in codes)
    found.update((code.casefold(), code) for code in codes)
    found.update((name, code) for name, code in _OTHERWISE.items() if name not in found)
    return found


def country_code(text: str, language: str) -> str | None:
    """The ISO code of two letters of a country; None when nobody knows it."""
    return _names(language).get(_folded(text))


def known_names(language: str) -> tuple[str, ...]:
    """What an author may have meant: names in English and the page's language."""
    return tuple(name for name in _names(language) if len(name) > 3)


@cache
def numeric_codes() -> Mapping[str, str]:
    """ISO codes of two letters by the number of three digits by which maps call countries."""
    return {alias: code for alias, code in _alternatives().items() if alias.isdigit()}
