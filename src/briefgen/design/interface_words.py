"""The words of the interface in each language: gettext catalogues in `templates/locale/`; dates, numbers, lists and
country names from CLDR."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from gettext import c2py
from typing import Literal

from babel.core import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from briefgen.content.evidence.number_words import in_words
from briefgen.content.fields import LocalText
from briefgen.content.languages import english_name, locale, name_in
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.source import Source
from briefgen.core.text import refused
from briefgen.core.workspace import Door, Refused
from briefgen.design import shipped

_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]")
"""What code puts a value in the place of: %(names)s."""

_BEFORE_I = re.compile(r" y (?=h?[ií](?!e))(?!.* y )", re.I)
"""The last “y” of a Spanish list before a word that begins with the same sound."""


@dataclass
class InterfaceWords:
    """The interface strings of one language. English is what templates are written in."""

    language: str
    path: str
    strings: dict[str, str]
    problems: list[Diagnostic] = field(default_factory=list)
    country_names: Mapping[str, LocalText] = field(default_factory=dict)
    _plurals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The forms of strings that a number is in, by the English singular."""

    _plural_rule: str = "n != 1"
    """Which form a number takes, as catalogues write it."""

    def gettext(self, text: str) -> str:
        """A string in this language; one that is missing is noted and stays English."""
        if self.language.split("-")[0] == "en":
            return text
        translated = self.strings.get(text)
        if translated or not self.strings:  # without a catalogue that can be read one message is enough
            return translated or text
        name = english_name(self.language)
        place = Source(self.path, "").whole()
        problem = messages.STRING_MISSING.at(place, text=text, language=name, code=self.language)
        if problem not in self.problems:
            self.problems.append(problem)
        return text

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """One of two strings by a number, in the form that the language has for it: Arabic has six."""
        forms = self._plurals.get(singular)
        if forms is None:
            return self.gettext(singular if number == 1 else plural)
        return forms[min(_form_of(self._plural_rule)(number), len(forms) - 1)]

    def date(self, day: date) -> str:
        """A day in words: 24 November 2026. `en` means international English, not CLDR's American default."""
        form = "d MMMM y" if self.language == "en" else "long"
        return format_date(day, form, locale=locale(self.language))

    def moment(self, moment: datetime) -> str:
        """A moment in words, in its own time zone: 1 December 2026, 09:00 (UTC+01:00)."""
        time = format_time(moment, "HH:mm", locale=locale(self.language))
        return f"{self.date(moment.date())}, {time} ({moment.tzname()})"

    def country(self, code: str) -> str:
        """A country by its ISO code: as the project calls it, else as CLDR does."""
        own = self.country_names.get(code)
        if own and own.has(self.language):
            return own.in_language(self.language)
        return str(locale(self.language).territories.get(code) or Locale("en").territories[code])

    def language_name(self, code: str) -> str:
        """The name of a language: anglais for `en` in French."""
        return name_in(code, self.language)

    def number(self, value: float | Decimal, decimals: int | None = None) -> str:
        """A number as the language writes it: 12,000.5; with so many decimals, or at most three."""
        form = None if decimals is None else "#,##0" + (f".{'0' * decimals}" if decimals else "")
        return _written(value, form, self._locale)

    def percent(self, number: str) -> str:
        """A number that is written already, with the percent sign where the language puts it."""
        pattern = str(self._locale.percent_formats[None].pattern).split(";")[0]
        return re.sub(r"[#,0.]+", lambda _: number, pattern, count=1)

    def share(self, value: Decimal) -> str:
        """A share of one as a whole percentage: 0.254 is 25%."""
        return self.percent(self.number(round(value * 100), 0))

    def in_words(self, value: Decimal) -> str:
        """A large number with a word of scale, as a sentence says it: 123.2 million."""
        return in_words(value, self.language) or self.number(value)

    def list(self, items: Iterable[str]) -> str:
        """Several texts in a row: a, b and c. Arabic takes CLDR's form with commas for more than two, and Spanish
        says e for y before an i."""
        texts, language = list(items), self.language.split("-")[0]
        style: Literal["unit", "standard"] = "unit" if language == "ar" and len(texts) > 2 else "standard"
        joined = format_list(texts, style, self._locale)
        if language == "es":
            joined = _BEFORE_I.sub(" e ", joined)
        return joined

    def list_of(self, items: Iterable[str]) -> Markup:
        """The same of pieces of HTML; plain texts are escaped."""
        return Markup(self.list(escape(item) for item in items))

    @property
    def _locale(self) -> Locale:
        """`en` means international English, not CLDR's American default."""
        return Locale("en", "001") if self.language == "en" else locale(self.language)


@cache
def _form_of(rule: str) -> Callable[[int], int]:
    return c2py(rule)


def load_words(door: Door, language: str) -> InterfaceWords:
    """The catalogue of a language, else that of the language without its region; an absent one is empty."""
    if language.split("-")[0] == "en":
        return InterfaceWords(language, "", {})
    path, base = (f"templates/locale/{code}.po" for code in (language, language.split("-")[0]))
    found = shipped.find(door, path) or shipped.find(door, base)
    if found is None:
        place = Source(path, "").whole()
        missing = messages.CATALOGUE_MISSING.at(place, language=english_name(language), path=path)
        return InterfaceWords(language, path, {}, [missing])
    try:
        data = door.read(found)
    except Refused as refusal:
        return InterfaceWords(language, found, {}, [refused(refusal, Source(found, "").whole())])
    source = Source(found, data.decode("utf-8", "replace"))
    try:
        catalogue = read_po(io.BytesIO(data), locale=language.replace("-", "_"), abort_invalid=True)
        rule = str(catalogue.plural_expr)
        _form_of(rule)
    except (PoFileError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", None)
        place = source.line_span(line + 1) if isinstance(line, int) else source.whole()
        broken = messages.TEMPLATE_BROKEN.at(
            place, problem=str(error), advice="open it in a PO editor such as Poedit"
        )
        return InterfaceWords(language, found, {}, [broken])
    return _words(InterfaceWords(language, found, {}, _plural_rule=rule), catalogue, source)


def _words(words: InterfaceWords, catalogue: Catalog, source: Source) -> InterfaceWords:
    """The words of a catalogue, of which those with other placeholders than their text are told and left out."""
    strings: dict[str, str] = {}
    plurals: dict[str, tuple[str, ...]] = {}
    for message in catalogue:
        if not message.id or not message.string or "fuzzy" in message.flags:
            continue
        forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        text = str(message.id[-1] if isinstance(message.id, (tuple, list)) else message.id)
        if not all(forms):
            continue
        if problem := next(filter(None, (_placeholders_differ(text, str(form)) for form in forms)), ""):
            expected = ", ".join(f"`{name}`" for name in _PLACEHOLDER.findall(text)) or "the words"
            place = source.line_span((message.lineno or 0) + 1)
            words.problems.append(
                messages.CATALOGUE_BROKEN.at(place, text=text, problem=problem, expected=expected)
            )
        elif isinstance(message.id, (tuple, list)):
            plurals[str(message.id[0])] = tuple(map(str, forms))
        else:
            strings[text] = str(forms[0])
    return replace(words, strings=strings, _plurals=plurals)


def _placeholders_differ(text: str, translated: str) -> str:
    """How the placeholders of a translation are not those of its text; nothing when they are."""
    expected, found = (sorted(_PLACEHOLDER.findall(words)) for words in (text, translated))
    if expected == found:
        return ""
    missing, added = (
        [name for name in one if name not in other] for one, other in ((expected, found), (found, expected))
    )
    said = [f"lacks {', '.join(f'`{name}`' for name in missing)}"] if missing else []
    said += [f"has {', '.join(f'`{name}`' for name in added)}, which the text has not"] if added else []
    return " and ".join(said) or "repeats a placeholder"


@lru_cache(4096, typed=True)
def _written(value: float | Decimal, form: str | None, place: Locale) -> str:
    return format_decimal(value, form, locale=place)
