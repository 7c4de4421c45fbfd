"""Where a line must not break: the spaces and dashes of running text that hold words together.

The rules are those that hold in every language we set (numbers with their units, days with their months, titles
with names); only French punctuation is by language.
Names of months and currency codes are those of CLDR.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from briefgen.content.languages import locale
from briefgen.content.short_words import ends_leaning

NO_BREAK = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"
THIN = "\N{THIN SPACE}"
JOINER = "\N{WORD JOINER}"
"""No glyph and no width; the PDF engine leaves it out of the text of the file, so that searching finds the words."""

_S = r"([ \n])"
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}
"""As CLDR has them (a test compares). They are written out because every build would open seven of its files."""

_UNITS = (
    r"millions?|billions?|trillions?|thousand|milliards?|mil|mill[oó]n(?:es)?|milh(?:ão|ões)|Millionen|Milliarden|"
    r"per|percent|pour|por|km[²³]?|[mc]?m[²³]?|mm|k?g|mg|t|tons?|tonnes?|ha|hectares?|l|litres?|k?Wh?|MWh?|GWh?|"
    r"[kMGT]B|h|min|pt|px|°[CF]?|%|‰|[€£¥₹$]|US\$|مليون|مليار|ألف|في|كم|كغ|طن|هكتار"
)
_NUMBERED = (
    r"figures?|tables?|box|chapters?|sections?|articles?|annex|appendix|volume|pages?|part|tableau|encadré|"
    r"chapitre|annexe|figura|cuadro|tabla|recuadro|capítulo|sección|artículo|anexo|Abbildung|Tabelle|"
    r"الشكل|الجدول|الصفحة|المادة|الفصل"
)
_SHORTENED = r"Nos?|N\.º|vols?|arts?|paras?|ch|figs?|pp?|ca?|eds?"
_TITLES = r"Dr|Dra|Mr|Mrs|Ms|Prof|Mme|Mlle|Sra?|Srta"


@cache
def _months() -> str:
    names = {name for names in MONTHS.values() for name in names.split()}
    return "|".join(sorted(names, key=len, reverse=True))


@cache
def _currencies() -> str:
    return "|".join(sorted(locale("en").currencies))


@cache
def _spaces() -> tuple[re.Pattern[str], ...]:
    """Each finds, as its first group, a space at which no line may end."""
    months, currencies = _months(), _currencies()
    return tuple(
        re.compile(pattern, flags)
        for pattern, flags in (
            (rf"(?<=\d){_S}(?=(?:{_UNITS})(?!\w))", 0),  # 12 km
            (rf"(?<=\d[ \n\u00a0]h){_S}(?=\d\d(?!\d))", 0),  # 14 h 30
            (rf"\b(?:per|pour|por|في){_S}(?=(?:cent|ciento|المائة|المئة)(?!\w))", 0),
            (rf"(?<=\d){_S}(?=(?:{currencies})(?!\w))", 0),  # 40 EUR
            (
                rf"(?<!\w)(?:(?=[A-Z]{{3}}[ \n]\d)(?:{currencies})|[A-Z]{{0,2}}\$|[€£¥₹]|Rs\.?|FCFA){_S}(?=\d)",
                0,
            ),  # LKR 120
            (rf"(?<!\w)(?:{_NUMBERED}){_S}(?=\d)", re.I),  # Figure 3
            (rf"(?<![\w.])(?:{_SHORTENED})\.{_S}(?=\d)", re.I),  # p. 4
            (rf"(?:[nN]\.?[°ºᵒ]|№|§){_S}(?=\d)", 0),
            (rf"(?<![\w.])(?:{_TITLES})\.?{_S}(?=[^\W\d_a-z])", 0),  # Dr Haddad
            (rf"(?<![\d.,])(?:[12]?\d|3[01]|1er){_S}(?=(?:de[ \n])?(?:{months})(?!\w))", 0),  # 24 November
            (rf"(?<=\d[ \n\u00a0]de){_S}(?=(?:{months})(?!\w))", 0),  # 24 de noviembre
            (rf"(?<!\w)(?:{months}){_S}(?=(?:[12]?\d|3[01])(?!\w))", 0),  # November 24
            (rf"(?<!\w)siglo{_S}(?=[IVX]+(?!\w))|(?<![^\W_])[IVX]+e{_S}(?=siècle)", 0),
            (rf"(?<!\w)et{_S}(?=al\.)", 0),
        )
    )


_FIGURE = re.compile(r"(?<![\w.,:/+–-])([2-9])[ \n](?=[^\W\d_]{2})")
"""A number of one figure before a word. The one may be part of many things; two and more are of something."""

_COUNTED_THINGS = re.compile(rf"(?:^|(?<!\w))(?:(?:{_NUMBERED})|(?:{_SHORTENED})\.|\d+)[ \n\u00a0]$", re.I)

_DASH = re.compile(r"(?<=\S)[ \n\u00a0](?=[–—](?:[ \n\u00a0]|$))")
"""The space before a dash, where no line may end. Both spaces around it become narrow ones: typefaces draw the plain
space narrower there, and the no-break one not, which looks lopsided."""

_RANGE = re.compile(r"(?<=[\d%])(–)(?=[\d$€£])")

_GROUPS = re.compile(
    r"(?<![\w.,/+])(?<!\w-)(?<![\d+][ \n\u00a0])[1-9]\d{0,2}(?:[ \u00a0]\d{3})+(?![\w/-])(?![ \u00a0]\d)"
)
"""A number of four digits or more in groups of three, as French and Spanish write it; no telephone number."""

_YEARS = re.compile(
    r"(?<![\w./,:#@\u2060–-])(?<!\d[ \u00a0])(?P<first>1[5-9]\d\d|20\d\d)(?P<dash>-)(?P<last>1[5-9]\d\d|20\d\d|\d\d)"
    r"(?![\w/@#–-]|[.,:]\d|[ \u00a0]\d)"
)
_PAGES = re.compile(r"(?<![\w.])pp?\.\s?\d+(?P<dash>-)\d+(?![\w/-]|\.\w|[ \u00a0]\d)")
_IDENTIFIER = re.compile(
    r"(?<!\w)(?:ISSN|ISBN|ISO|DOI|Nos?|Nr|n[°º]|№|ID|ref|reference|tel|telephone|phone|fax)\W*$", re.I
)

_FRENCH = (
    (re.compile(r"(?<=[^\s(\[«])([ \u00a0\n])(?=[;!?])"), NARROW),
    (re.compile(r"(?<=[^\s(\[«])([ \u00a0\n])(?=:(?:[ \n\u00a0»]|$))"), NO_BREAK),
    (re.compile(r"(?<=«)([ \u00a0\n])|([ \u00a0\n])(?=»)"), NARROW),
    (re.compile(r"(«)(?=\S)"), f"«{NARROW}"),
    (re.compile(r"(?<=\S)(»)"), f"{NARROW}»"),
)


@lru_cache(4096)
def unbroken(text: str, language: str) -> Mapping[int, str]:
    """What to put in the place of which characters of a text, so that its lines break where they may."""
    found: dict[int, str] = {}
    for pattern in _spaces():
        for match in pattern.finditer(text):
            found[match.start(match.lastindex or 0)] = NO_BREAK
    for place in _after_figures(text, language):
        found[place] = NO_BREAK
    for match in _DASH.finditer(text):
        found |= {match.start(): NARROW, match.start() + 2: THIN}
    found.pop(len(text), None)
    for match in _GROUPS.finditer(text):
        found |= {
            match.start() + place: NO_BREAK for place, sign in enumerate(match[0]) if not sign.isdigit()
        }
    found |= {match.start(): f"–{JOINER}" for match in _RANGE.finditer(text)}
    found |= dict.fromkeys(_hyphens_for_dashes(text), f"–{JOINER}")
    if language.split("-")[0] == "fr":
        for pattern, put in _FRENCH:
            found |= {match.start(match.lastindex or 0): put for match in pattern.finditer(text)}
    return found


def _after_figures(text: str, language: str) -> Iterator[int]:
    """The spaces between numbers of one figure and what they count: `5 families`, but not `Figure 5 shows`."""
    for match in _FIGURE.finditer(text):
        word = re.match(r"\w+", text[match.end() :])
        is_name = _COUNTED_THINGS.search(text[max(0, match.start() - 24) : match.start()])
        if word and not ends_leaning(word[0], language) and not is_name:
            yield match.end() - 1


def _hyphens_for_dashes(text: str) -> Iterator[int]:
    """Hyphens that stand for the dash of a range: between two years, and between pages."""
    for match in _YEARS.finditer(text):
        first, last = int(match["first"]), int(match["last"])
        is_whole = len(match["last"]) == 4
        is_range = last > first if is_whole else last > 12 and last > first % 100  # 2018-11 is a month
        if is_range and not _IDENTIFIER.search(text[max(0, match.start() - 16) : match.start()]):
            yield match.start("dash")
    for match in _PAGES.finditer(text):
        yield match.start("dash")
