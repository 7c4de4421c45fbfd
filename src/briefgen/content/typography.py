"""The typographic marks of each language, for Python-Markdown's `smarty`."""

from __future__ import annotations

import re

from briefgen.content.masking import outside_code

_ENGLISH = {
    "left-double-quote": "“",
    "right-double-quote": "”",
    "left-single-quote": "‘",
    "right-single-quote": "’",
    "mdash": "—",
    "ndash": "–",
    "ellipsis": "…",
}
_FRENCH = {
    **_ENGLISH,
    "left-double-quote": "«\N{NARROW NO-BREAK SPACE}",
    "right-double-quote": "\N{NARROW NO-BREAK SPACE}»",
    "left-single-quote": "‘",
    "right-single-quote": "’",
}
_GUILLEMETS = {**_ENGLISH, "left-double-quote": "«", "right-double-quote": "»"}
_GERMAN = {
    **_ENGLISH,
    "left-double-quote": "„",
    "right-double-quote": "“",
    "left-single-quote": "‚",
    "right-single-quote": "’",  # it is the apostrophe too, which is far more frequent
}
_MARKS = {
    "fr": _FRENCH,
    "es": _GUILLEMETS,
    "pt": _GUILLEMETS,
    "ar": _GUILLEMETS,
    "it": _GUILLEMETS,
    "de": _GERMAN,
}

_FRENCH_BEFORE = re.compile(r"(?<=[\w»)\]”%])[ \u00a0]([;!?])")
_FRENCH_COLON = re.compile(r"(?<=[\w»)\]”%])[ \u00a0]:(?=\s|$)")
_FRENCH_QUOTES = re.compile(r"«[ \u00a0]?(?=\S)|(?<=\S)[ \u00a0]?»")
_UNIT = re.compile(
    r"(?<=\d) (?=(?:million|billion|per cent|millions|milliards|millones|km|kg|ha|m²|%|€|US\$)(?!\w))"
)


def marks(language: str) -> dict[str, str]:
    """Quotes, dashes and the ellipsis of a language; English ones where none are known."""
    return _MARKS.get(language.split("-")[0], _ENGLISH)


def close_quotes(html: str, language: str) -> str:
    """The fragment with a closing mark where a quotation ends right behind an element: `smarty` sees only the
    text behind the element, and takes such a mark for an opening one."""
    for kind in ("double", "single"):
        left, right = (marks(language)[f"{side}-{kind}-quote"] for side in ("left", "right"))
        html = re.sub(
            f"(</(?:{_INLINE})>){re.escape(left)}(?=[\\s.,;:!?)\\]]|$|</|<span>\ue000|<sup)",
            rf"\1{right}",
            html,
        )
    return html


_INLINE = "em|strong|a|abbr|code|cite|span|b|i|mark|q"


def no_break_spaces(text: str, language: str) -> str:
    """A text with the spaces that must not break: before units, and before French punctuation.

    Works on Markdown, code left as it is: a narrow no-break space is text like any other.
    """
    return outside_code(text, lambda piece: _typeset(piece, language))


def _typeset(text: str, language: str) -> str:
    text = _UNIT.sub("\N{NO-BREAK SPACE}", text)
    if language.split("-")[0] == "fr":
        text = _FRENCH_BEFORE.sub("\N{NARROW NO-BREAK SPACE}\\1", text)
        text = _FRENCH_COLON.sub("\N{NO-BREAK SPACE}:", text)
        text = _FRENCH_QUOTES.sub(
            lambda m: "«\N{NARROW NO-BREAK SPACE}" if "«" in m[0] else "\N{NARROW NO-BREAK SPACE}»", text
        )
    return text
