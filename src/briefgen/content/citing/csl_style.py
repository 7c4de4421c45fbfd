"""Citation styles: CSL files that say how citations and references look, made ready for one language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from xml.etree import ElementTree

from briefgen.content.citing.locators import LABELS
from briefgen.content.typography import marks
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.source import Source, Span

CSL = "{http://purl.org/net/xbiblio/csl}"


class Form(StrEnum):
    """How a citation stands in the text: as a mark with a note, as author and year, or as a number."""

    NOTES = "notes"
    AUTHOR_DATE = "author-date"
    NUMERIC = "numeric"


_FORMATS = {"note": Form.NOTES, "author-date": Form.AUTHOR_DATE, "numeric": Form.NUMERIC}


@dataclass(frozen=True)
class CitationStyle:
    """A style and the form in which it is used."""

    form: Form
    name: str
    text: str


def style_problems(source: Source, form: Form, named_at: Span) -> tuple[Diagnostic, ...]:
    """What keeps the style of a file from being used in a form."""
    try:
        root = ElementTree.fromstring(source.text)
    except ElementTree.ParseError as error:
        line, column = error.position
        start = source.line_span(line).start + column
        place = source.span(start, min(start + 1, len(source.text)))
        return (messages.CITATION_STYLE_BROKEN.at(place, problem=str(error).partition(":")[0]),)
    parent = next(
        (link.get("href") for link in root.iter(f"{CSL}link") if link.get("rel") == "independent-parent"), ""
    )
    if root.tag != f"{CSL}style":
        return (messages.CITATION_STYLE_BROKEN.at(source.line_span(1), problem="this is no CSL style"),)
    if "</info>" not in source.text:
        problem = "it gives its elements a prefix"
        return (messages.CITATION_STYLE_BROKEN.at(source.line_span(1), problem=problem),)
    if parent or root.find(f"{CSL}citation") is None:
        name = (parent or "").rpartition("/")[2]
        problem = f"it only refers to the style `{name}`" if name else "it does not say how to cite"
        return (messages.CITATION_STYLE_BROKEN.at(source.line_span(1), problem=problem),)
    if form is not Form.NOTES and root.find(f"{CSL}bibliography") is None:
        problem = "it has no list of references"
        return (messages.CITATION_STYLE_BROKEN.at(source.line_span(1), problem=problem),)
    formats = (category.get("citation-format") for category in root.iter(f"{CSL}category"))
    written = next((name for name in formats if name), root.get("class", ""))
    is_form = _FORMATS.get(written, Form.AUTHOR_DATE)
    if is_form is not form:
        problem = f"is made for `form: {is_form.value}`, not for `{form.value}`"
        advice = "choose another style, or the form that it is made for"
        return (messages.BAD_VALUE.at(named_at, subject="`style`", problem=problem, advice=advice),)
    return ()


def locale_of(language: str) -> str:
    """The CSL locale of a language; the styles are written for American English."""
    return {"en": "en-US", "fr": "fr-FR", "es": "es-ES"}.get(language, language)


def ready_for(style: str, language: str) -> str:
    """The text of a style for one language: with its quotation marks, with day and month in its order (in English where
    the style leaves it open), and with a name of each locator that is the same in all languages."""
    code = language.split("-")[0]
    text = _DAY_AND_MONTH.sub(lambda date: _in_order(date, code), style) if code != "en" else style
    terms = [f'<term name="{name}" form="verb">{name}</term>' for name in sorted({*LABELS.values()})]
    terms += _quotes(language)
    if code in _AND:
        terms.append(f'<term name="and" form="symbol">{_AND[code]}</term>')
    day_first = _DAY_FIRST if language == "en" and not _DAY_AND_MONTH.search(style) else ""
    ours = f"<locale>{day_first}<terms>{''.join(terms)}</terms></locale>"
    return text.replace("</info>", f"</info>{ours}", 1)


_DAY_AND_MONTH = re.compile(
    r'(<date\b[^>]*>)\s*(<date-part\b[^>]*\bname="month"[^>]*/>)\s*(<date-part\b[^>]*\bname="day"[^>]*/>)\s*(</date>)'
)


_AND = {"ar": "و", "es": "y"}
"""What `&` is between names, in languages that do not use it so."""

_DAY_FIRST = (
    '<date form="text" delimiter=" "><date-part name="day"/>'
    '<date-part name="month"/><date-part name="year"/></date>'
)
"""As the dates of the page are written: 31 July 2019."""


def _in_order(date: re.Match[str], code: str) -> str:
    """Month and day as languages other than English write them: 1er juillet, 31 de julio."""
    if "numeric" in date[0]:
        return date[0]
    between, form = (
        (" de ", "numeric") if code in ("es", "pt") else (" ", "ordinal" if code == "fr" else "numeric")
    )
    return f'{date[1]}<date-part name="day" form="{form}" suffix="{between}"/>{date[2]}{date[4]}'


def _quotes(language: str) -> list[str]:
    """The quotation marks of a language where those of its CSL locale are others."""
    if language.split("-")[0] != "ar":
        return []
    ours, inner = marks(language), ("“", "”")
    names = ("open-quote", "close-quote", "open-inner-quote", "close-inner-quote")
    signs = (ours["left-double-quote"], ours["right-double-quote"], *inner)
    return [
        f'<term name="{name}">{escape(sign, quote=False)}</term>'
        for name, sign in zip(names, signs, strict=True)
    ]
