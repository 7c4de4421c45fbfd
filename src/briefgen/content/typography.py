"""The typographic marks and spaces of each language: quotes and dashes for Python-Markdown's `smarty`, and what
keeps words of the finished HTML together."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefgen.content.line_breaks import JOINER, NARROW, NO_BREAK, THIN, unbroken
from briefgen.content.running_text import Run, RunningText

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

_HEADING = re.compile(r"(<h[1-6][^>]*>)(.*?)(</h[1-6]>)", re.S)
_FEWEST_WORDS = 4
_SHORT = 20
"""Characters of the last two words together, under which they stay on one line."""


def marks(language: str) -> dict[str, str]:
    """Quotes, dashes and the ellipsis of a language; English ones where none are known."""
    return _MARKS.get(language.split("-")[0], _ENGLISH)


def with_apostrophes(text: str, language: str) -> str:
    """A plain text, such as a topic, that is not Markdown: its apostrophes as readers see them in titles."""
    return re.sub(r"(?<=\w)'", marks(language)["right-single-quote"], text)


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


def typeset(html: str, language: str) -> str:
    """A fragment with the spaces and dashes that keep together what belongs together, also over tags and the
    line ends of the source; code, tags and addresses are left as they are."""
    text = RunningText(html)
    for run in text.runs:
        text.change(run, _as_html(unbroken(run.text, language)))
    return _HEADING.sub(lambda heading: heading[1] + with_last_words(heading[2]) + heading[3], text.html())


def with_last_words(html: str) -> str:
    """A title or heading whose last line, on paper, is never one short word: its last two words stay together."""
    text = RunningText(html)
    last = next((run for run in reversed(text.runs) if not run.is_note and run.text.strip()), None)
    if last and (place := _last_space(last)) is not None:
        text.change(last, _as_html({place: NARROW if last.text[place] == THIN else NO_BREAK}))
    return text.html()


def _last_space(run: Run) -> int | None:
    """The place of the space before the last word, if that is to be held."""
    end = len(run.text)
    while end and (run.text[end - 1].isspace() or run.text[end - 1] == JOINER):
        end -= 1
    start = max(end - _SHORT, 0)  # further away nothing is held
    found = re.search(r"[^\s\u2060]+([ \n\u2009])[^\s\u2060]+$", run.text[start:end])
    if found is None or len(run.text.split()) < _FEWEST_WORDS or len(found[0]) >= _SHORT:
        return None
    return start + found.start(1)


def _as_html(characters: Mapping[int, str]) -> dict[int, str]:
    """The no-break space by its name, so that it is seen in the HTML."""
    return {place: put.replace(NO_BREAK, "&nbsp;") for place, put in characters.items()}
