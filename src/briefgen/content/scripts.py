"""Which script a language is written in, and in which one a text is. From CLDR and Unicode."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache, lru_cache

from babel.core import get_global

from briefgen.content.languages import locale
from briefgen.content.masking import without_markup

_NAMES = {
    "Latn": "LATIN", "Arab": "ARABIC", "Ethi": "ETHIOPIC", "Cyrl": "CYRILLIC", "Grek": "GREEK", "Hebr": "HEBREW",
    "Deva": "DEVANAGARI", "Beng": "BENGALI", "Mymr": "MYANMAR", "Thai": "THAI", "Khmr": "KHMER", "Geor": "GEORGIAN",
    "Armn": "ARMENIAN", "Hang": "HANGUL", "Hans": "CJK", "Hant": "CJK", "Taml": "TAMIL", "Sinh": "SINHALA",
}  # fmt: skip
"""Scripts by their ISO 15924 codes, as Unicode begins the names of their letters."""

_FEWEST_LETTERS = 30
_MOST = 0.7


@cache
def script_of_language(code: str) -> str | None:
    """The script of a language as Unicode names it: `LATIN`, `ARABIC`; None when it is not among those known here."""
    spoken = locale(code)
    likely = spoken.script
    if likely is None:
        full = get_global("likely_subtags").get(spoken.language, "")
        likely = next((part for part in full.split("_")[1:] if len(part) == 4), "")
    return _NAMES.get(likely)


@lru_cache(4096)
def script_of_text(text: str) -> str | None:
    """The script that most letters of a text are in; None when it is too short to tell, or mixed."""
    letters = [letter for letter in without_markup(text) if letter.isalpha()]
    if len(letters) < _FEWEST_LETTERS:
        return None
    counts: Counter[str] = Counter()
    for letter, count in Counter(letters).items():
        counts[_script_of_letter(letter)] += count
    script, most = counts.most_common(1)[0]
    return script if most / len(letters) >= _MOST else None


@cache
def _script_of_letter(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0].split("-")[0]
