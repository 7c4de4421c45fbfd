"""What a page may hold, written down once more and independently of the program, and read by another parser of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import tinyhtml5

_HTML = "{http://www.w3.org/1999/xhtml}"
_SVG = "{http://www.w3.org/2000/svg}"

TAGS = frozenset(
    [
        "html",
        "head",
        "title",
        "meta",
        "link",
        "script",
        "style",
        "body",
        "header",
        "footer",
        "main",
        "nav",
        "section",
        "article",
        "aside",
        "div",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "colgroup",
        "col",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "figure",
        "figcaption",
        "img",
        "picture",
        "source",
        "blockquote",
        "pre",
        "hr",
        "br",
        "wbr",
        "a",
        "abbr",
        "address",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "i",
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
        "details",
        "summary",
        "button",
    ]
)
DRAWN = frozenset(
    [
        "svg",
        "g",
        "path",
        "rect",
        "circle",
        "line",
        "text",
        "tspan",
        "title",
        "desc",
        "clipPath",
        "defs",
        "pattern",
        "polyline",
        "use",
        "symbol",
    ]
)
"""Elements of drawings that templates make."""

_ADDRESSES = frozenset(
    ["href", "src", "srcset", "cite", "action", "formaction", "poster", "data", "background", "ping"]
)
_SCHEMES = frozenset(("", "http", "https", "mailto", "tel"))
_SITE = "https://briefs.longtable.example/"
_LOADED = frozenset(("img", "script", "source", "iframe", "embed", "video", "audio"))


def unsafe_parts(page: str) -> list[str]:
    """Everything in a page that may not be there."""
    return [found for element in tinyhtml5.parse(page).iter() for found in _unsafe(element)]


def _unsafe(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return
    drawn = element.tag.startswith(_SVG)
    name = element.tag.removeprefix(_HTML).removeprefix(_SVG)
    if name not in (DRAWN if drawn else TAGS):
        yield f"<{name}>"
    if name == "script" and not (
        element.get("type") == "application/ld+json" or _is_ours(element.get("src"))
    ):
        yield f"<script> {element.attrib} {(element.text or '')[:60]}"
    if name == "meta" and element.get("http-equiv"):
        yield f"<meta http-equiv={element.get('http-equiv')}>"
    for key, value in element.attrib.items():
        attribute = key.rpartition("}")[2].lower()
        if attribute.startswith("on") or attribute in ("srcdoc", "formaction", "action", "ping"):
            yield f"{name} {attribute}={value[:60]}"
        if attribute in _ADDRESSES:
            yield from (
                f"{name} {attribute}={one[:60]}"
                for one in _addresses(attribute, value)
                if not _is_safe(name, one)
            )
        if attribute == "style" and re.search(r"url|expression|position|@import|\\", value, re.I):
            yield f"{name} style={value[:60]}"


def _addresses(attribute: str, value: str) -> list[str]:
    if attribute == "srcset":
        return [part.split()[0] for part in value.split(",") if part.split()]
    return [value]


def _is_safe(name: str, address: str) -> bool:
    """Whether an address is of a known kind; what pages load is beside them."""
    bare = re.sub(r"[\x00-\x20]", "", address)
    try:
        parts = urlsplit(bare)
    except ValueError:
        return False
    if name in _LOADED:
        return not parts.scheme and not parts.netloc
    return parts.scheme.lower() in _SCHEMES


def _is_ours(address: str | None) -> bool:
    return bool(address) and not urlsplit(address or "").netloc
