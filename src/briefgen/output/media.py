"""The document as each medium takes it: what is for paper alone is not on the web page, and the other way round. Where
it reads from right to left, names and numbers that do not are isolated in both."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.content.addresses import ASSETS, on_the_web
from briefgen.content.references import Asset
from briefgen.design.isolates import isolate
from briefgen.output.published_pictures import with_widths

_SCREEN_SHEET = re.compile(rf'<link\b[^<>]*\bhref="[^"]*{ASSETS}/screen-[0-9a-f]+\.css"[^<>]*>\n?')
_TERM_LINK = re.compile(r'<a class="term-link"[^<>]*>([^<>]*)</a>')
_TO_NOTE = re.compile(r'(<a\b[^<>]*\bhref=")#fn:')
_TO_PAGE = re.compile(r'(<a\b[^<>]*\bhref=")([^"#][^"]*)')
_DRAWING = re.compile(r'<svg class="((?:for-\w+ ?)+)".*?</svg>', re.S)
_DRAWING_TITLE = re.compile(r"<title>.*?</title>", re.S)
_CITATION_FILES = re.compile(r'<p class="citation-files">.*?</p>\n?', re.S)
_FOR_PROGRAMS = re.compile(
    r'<script type="application/ld\+json">.*?</script>\n?|<link rel="(?:alternate|canonical|schema\.DCTERMS)"[^<>]*>\n?'
    r'|<meta (?:property=|name="(?:DCTERMS\.|citation_|robots"))[^<>]*>\n?',
    re.S,
)
"""What a page says of itself to programs that read the web: a PDF has words of its own for them."""

_FOR_THE_ENGINE = re.compile(r'<meta name="dcterms\.[^<>]*>\n?')
"""The days that the engine puts into a PDF; a web page has those of `DCTERMS`."""

_OF_SCREENS = re.compile(r'<(details|p) class="figure-data">.*?</\1>\n?', re.S)


def for_paper(html: str, address: str) -> str:
    """Links to other pages lead to where they are on the web, seen from the `address` of this one.
    Marks lead to the notes at the foot of the page rather than to the list at the end, which paper does not show;
    terms are words, not ways to the home page; drawings are those for paper, and their data is attached; files for
    reference managers, and what programs read in the head, are of the web page alone. Paper has style sheets of its
    own."""
    html = _FOR_PROGRAMS.sub("", _SCREEN_SHEET.sub("", html))
    html = _CITATION_FILES.sub("", _OF_SCREENS.sub("", _TERM_LINK.sub(r"\1", html)))
    html = _DRAWING.sub(lambda found: found[0] if "for-paper" in found[1] else "", html)
    html = _TO_PAGE.sub(lambda found: found[1] + on_the_web(address, found[2]), html)
    return isolate(_TO_NOTE.sub(r"\1#note:", html))


def for_screen(html: str, pictures: Iterable[Asset]) -> str:
    """Drawings are those for screens. Their words are in an attribute, for browsers show those of a title to whoever
    points at the drawing. The `pictures` of which a width is known come in several. What is said to the engine alone
    is left out."""
    html = _DRAWING.sub(
        lambda found: "" if found[1] == "for-paper" else _DRAWING_TITLE.sub("", found[0], count=1), html
    )
    return isolate(with_widths(_FOR_THE_ENGINE.sub("", html), pictures))
