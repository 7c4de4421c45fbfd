"""The typographic marks and spaces of each language: quotes and dashes for Python-Markdown's `smarty`, and what
keeps words of the finished HTML together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from briefgen.content.line_breaks import JOINER, NARROW, NO_BREAK, THIN, unbroken
from briefgen.content.running_text import Run, RunningText
from briefgen.content.short_words import ends_leaning

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
"""Characters of the last two words of a title together, under which they stay on one line."""

_SHORT_WORD = 6
_TWO_SHORT_WORDS = 12
"""Running text is longer, and one word on its last line is worse only if it is short: then its last two words stay
together, or when the two are no longer than one. Marks count."""

_LONG = 32
"""Letters from which a text has several lines, and the column it stands in, in tables too, room for two words."""

_LEANING = 18
_LEANING_TWICE = 12
"""Characters that a short word and what it leans on may have together, and two of them: what is longer leaves lines
empty, and does not fit a telephone as a title."""


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
        text.change(run, _as_html(_last_word_held(run) | _held(run, language)))
    return _HEADING.sub(lambda heading: heading[1] + as_title(heading[2], language) + heading[3], text.html())


def _held(run: Run, language: str) -> dict[int, str]:
    """What changes in a run, by the rules of the language that each of its pieces is in."""
    spoken = set(run.languages)
    if spoken == {""}:
        return dict(unbroken(run.text, language))
    return {
        place: put
        for said in spoken
        for place, put in unbroken(run.text, said or language).items()
        if run.language_at(place) == said
    }


def _last_word_held(run: Run) -> dict[int, str]:
    """The space before a short last word of running text. Notes are small, and end in addresses."""
    found = None if run.is_note else _last_words(run)
    if found is None or sum(map(str.isalnum, run.text)) < _LONG:
        return {}
    place, before, last = found
    return {place: NO_BREAK} if last < _SHORT_WORD or before + last + 1 < _TWO_SHORT_WORDS else {}


def as_title(html: str, language: str) -> str:
    """A title or heading: no line of it ends on a short word that leans on the next, and none is one short word."""
    html = with_last_words(html)
    text = RunningText(html)
    for run in text.runs:
        if not run.is_note:
            text.change(run, _as_html(dict.fromkeys(_behind_leaning(run, language), NO_BREAK)))
    return text.html()


def _behind_leaning(run: Run, language: str) -> Iterator[int]:
    """The spaces behind short words of a title, from its end; what stays together does not get long."""
    words = [match.span() for match in re.finditer(r"[^ \n]+", run.text)]
    if len(words) < _FEWEST_WORDS:
        return
    end = 0  # of what the next word is held together with
    for (start, stop), (_, its_end) in reversed(list(pairwise(words))):
        most = _LEANING_TWICE if end else _LEANING
        end = end or its_end
        said = run.language_at(start) or language
        if end - start <= most and ends_leaning(run.text[start:stop], said):
            yield stop
        else:
            end = 0


def with_last_words(html: str) -> str:
    """A title or heading whose last line, on paper, is never one short word: its last two words stay together."""
    text = RunningText(html)
    last = next((run for run in reversed(text.runs) if not run.is_note and run.text.strip()), None)
    if last and (found := _last_words(last)):
        place = found[0]
        text.change(last, _as_html({place: NARROW if last.text[place] == THIN else NO_BREAK}))
    return text.html()


def _last_words(run: Run) -> tuple[int, int, int] | None:
    """The place of the space before the last word and the lengths of the words around it, if it may be held."""
    end = len(run.text)
    while end and (run.text[end - 1].isspace() or run.text[end - 1] == JOINER):
        end -= 1
    start = max(end - 2 * _SHORT, 0)  # further away nothing is held
    found = re.search(r"(\S+)([ \n\u2009])(\S+)$", run.text[start:end])
    if found is None or len(run.text.split()) < _FEWEST_WORDS:
        return None
    before, last = (len(found[group].replace(JOINER, "")) for group in (1, 3))
    return (start + found.start(2), before, last) if before + last + 1 < _SHORT else None


def _as_html(characters: Mapping[int, str]) -> dict[int, str]:
    """The no-break space by its name, so that it is seen in the HTML."""
    return {place: put.replace(NO_BREAK, "&nbsp;") for place, put in characters.items()}
