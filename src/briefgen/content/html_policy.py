"""The HTML that authors may write in a text, and the cleaning of what Markdown makes of it.

The cleaning is nh3's (ammonia); the scan before it tells authors at which line something would be lost.
The only module that knows nh3.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape, unescape

import nh3

from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.source import Source

INLINE_TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "br",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)
BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "caption",
        "col",
        "colgroup",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
TAGS = INLINE_TAGS | BLOCK_TAGS

_ANYWHERE = frozenset(("id", "class", "lang", "dir", "title", "role", "data-b"))
_ATTRIBUTES = {
    "a": frozenset(("href",)),
    "span": frozenset(("data-note",)),
    "img": frozenset(("src", "alt", "width", "height")),
    "td": frozenset(("colspan", "rowspan", "headers", "align", "style")),
    "th": frozenset(("colspan", "rowspan", "headers", "scope", "align", "abbr", "style")),
    "ol": frozenset(("start", "type", "reversed")),
    "li": frozenset(("value",)),
    "time": frozenset(("datetime",)),
    "data": frozenset(("value",)),
    "blockquote": frozenset(("cite",)),
    "q": frozenset(("cite",)),
    "details": frozenset(("open",)),
    "col": frozenset(("span",)),
    "colgroup": frozenset(("span",)),
}
_ON_THE_WEB = re.compile(r"https?://", re.I)
_ALIGNMENT = re.compile(r"text-align:\s*(left|right|center);?")

_TAG = re.compile(
    r"(?<!\]\()<(/?)(?!(?:https?|ftp)://)([a-zA-Z][^\s/<>@]*)((?:(?:\s|/(?=[^<>]*=|>))(?>=\s*(?:\"[^\"]*\"|'[^']*')|[^<>])*+)?)>",
    re.S | re.I,
)
"""Behind `](` it is an address. Browsers take a slash for a space, an angle in quotes for a text, and nearly all signs
for those of a name."""

_ATTRIBUTE = re.compile(r"([a-zA-Z_:@][\w:.-]*)\s*(?:=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_OPEN_TAG = re.compile(r"<(?P<tag>a|img|area|source)\b(?:\"[^\"]*\"|'[^']*'|[^\"'<>])*>", re.I)
_ADDRESS = re.compile(r"[\s/\"'](?P<name>href|src)\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.I)
_ADVICE = {
    "script": "delete it: nothing runs inside a publication",
    "style": "delete it: the look comes from the brand's style sheets",
    "iframe": "link to the page instead, with a picture of it if it helps",
    "video": "link to the video instead, with a picture of it if it helps",
    "audio": "link to the recording instead",
    "svg": "save the drawing as a file in `figures/` and use the block `figure`",
    "font": "write the text without it: type comes from the brand",
    "center": "write the text without it: alignment comes from the brand",
    "form": "link to a form on the web instead",
    "input": "link to a form on the web instead",
    "object": "use the block `figure`",
    "embed": "use the block `figure`",
}


def clean(html: str, resolve: Callable[[str, str, str], str | None]) -> str:
    """The fragment with nothing but allowed tags and attributes.

    `resolve(tag, attribute, value)` is asked for each `href` and `src` and gives the address to write,
    or None to leave the attribute out. It is asked before the cleaning, which drops unknown kinds of
    addresses without a word.
    """

    given: set[str] = set()

    def ask(tag: str, attribute: str, value: str) -> str | None:
        address = resolve(tag, attribute, value)
        if address is not None:
            given.add(address)
        return address

    def keep(tag: str, attribute: str, value: str) -> str | None:
        if attribute in ("href", "src") and value not in given:  # a tag that only a browser would see
            return ask(tag, attribute, value)
        if attribute == "cite" and not _ON_THE_WEB.match(value):
            return None
        return None if attribute == "style" and not _ALIGNMENT.fullmatch(value.strip()) else value

    return nh3.clean(
        _resolved(html, ask),
        tags=set(TAGS),
        attributes={"*": set(_ANYWHERE), **{tag: set(names) for tag, names in _ATTRIBUTES.items()}},
        attribute_filter=keep,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
        strip_comments=True,
    )


def _resolved(html: str, resolve: Callable[[str, str, str], str | None]) -> str:
    def in_tag(tag: re.Match[str]) -> str:
        def in_attribute(attribute: re.Match[str]) -> str:
            name, value = attribute["name"].lower(), unescape(attribute["value"].strip("\"'"))
            address = resolve(tag["tag"].lower(), name, value)
            return f' {name}="{escape(address)}"' if address is not None else ""

        return _ADDRESS.sub(in_attribute, tag[0])

    return _OPEN_TAG.sub(in_tag, html)


def scan(source: Source, masked: str, offset: int, allowed: frozenset[str] = TAGS) -> Iterator[Diagnostic]:
    """What would be lost from a text: `masked` is the text with code blanked, at `offset` in its source."""
    for match in _TAG.finditer(masked):
        tag = match[2].lower()
        place = source.span(offset + match.start(), offset + match.end())
        if tag not in allowed:
            if not match[1]:
                advice = _ADVICE.get(tag, "write it in Markdown, or as `&lt;` when you mean the sign itself")
                yield messages.HTML_NOT_ALLOWED.at(place, tag=tag, advice=advice)
            continue
        for attribute in _ATTRIBUTE.finditer(match[3]):
            name = attribute[1].lower()
            value = (attribute[2] or "").strip("\"'")
            known = name in _ANYWHERE or name in _ATTRIBUTES.get(tag, ())
            is_good = {"style": _ALIGNMENT.fullmatch, "cite": _ON_THE_WEB.match}.get(name, bool)
            if name == "markdown" or (known and (is_good(value.strip()) or not value)):
                continue
            at = offset + match.start(3) + attribute.start()
            yield messages.HTML_ATTRIBUTE.at(source.span(at, at + len(attribute[0])), attribute=name, tag=tag)
