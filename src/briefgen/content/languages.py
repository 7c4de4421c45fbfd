"""The languages briefgen can set: names and writing directions from CLDR."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

_CODE = re.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")


@cache
def locale(code: str) -> Locale:
    """The CLDR locale of a language code such as `fr` or `pt-BR`; raises ValueError."""
    if not _CODE.fullmatch(code):
        raise ValueError(f"`{code}` is not a language code")
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError(f"`{code}` is not a language code") from error


def is_language(code: str) -> bool:
    try:
        locale(code)
    except ValueError:
        return False
    return True


def without_region(code: str) -> str:
    """The language that a regional code belongs to: `pt` for `pt-BR`."""
    return code.partition("-")[0]


def direction(code: str) -> str:
    """`ltr` or `rtl`."""
    return str(locale(code).text_direction)


def own_name(code: str) -> str:
    """The language's name in itself, as a reader looks for it: English, français, العربية."""
    return str(locale(code).get_display_name(locale(code)) or code)


def english_name(code: str) -> str:
    return str(locale(code).get_display_name("en") or code)


def name_in(code: str, language: str) -> str:
    """The language's name in another one: anglais for `en` in French."""
    return str(locale(code).get_display_name(locale(language)) or code)


def open_graph_locale(code: str) -> str:
    """A language as social networks name it, with a territory: its own, or else where most of its readers are.
    Arabic of no country has a name there, `ar_AR`."""
    language, _, region = code.partition("-")
    if len(region) == 2:
        return f"{language}_{region}"
    if language == "ar":
        return "ar_AR"
    likely = get_global("likely_subtags").get(language)
    return f"{language}_{likely.rpartition('_')[2]}" if likely else language
