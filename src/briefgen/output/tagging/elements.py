"""Which tag an element of the document gets, and what the tag says of it. Elements that mean nothing to those who
listen get none: what is in them belongs to the tag around."""

from __future__ import annotations

from typing import Any

SVG = "{http://www.w3.org/2000/svg}"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

_TAGS = {
    "section": "Sect", "nav": "Sect", "footer": "Sect", "aside": "Aside", "details": "Div", "p": "P", "summary": "P",
    "pre": "P", "blockquote": "BlockQuote", "ul": "L", "ol": "L", "dl": "L", "menu": "L", "li": "LI", "dt": "Lbl",
    "dd": "LBody",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR", "th": "TH", "td": "TD",
    "caption": "Caption", "code": "Code", "q": "Quote", "em": "Em", "i": "Em", "strong": "Strong", "b": "Strong",
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
}  # fmt: skip

_NUMBERING = {
    "decimal": "Decimal", "decimal-leading-zero": "Decimal", "arabic-indic": "Decimal", "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman", "lower-alpha": "LowerAlpha", "lower-latin": "LowerAlpha",
    "upper-alpha": "UpperAlpha", "upper-latin": "UpperAlpha", "disc": "Disc", "circle": "Circle", "square": "Square",
}  # fmt: skip

_NO_ROLE = ("presentation", "none")
"""What says that an element means nothing; what is in it still does."""

_BLOCK_ELEMENTS = frozenset(("div", "main", "header", "article", "address", "figure", "hgroup"))
_DRAWN = ("table", "img", f"{SVG}svg")


def tag_name(element: Any, is_in_contents: bool) -> str | None:
    """The name of an element's tag. `is_in_contents` is whether it stands in a list of contents."""
    tag = element.tag
    if tag == "a" and element.get("href"):
        return "Link"
    if is_in_contents and tag in ("ol", "ul", "li"):
        return "TOCI" if tag == "li" else "TOC"
    if tag == "figure" and shown_in(element) is not None:
        return "Sect"
    if tag == "figcaption":
        return "P"
    if tag == "abbr" and expansion_of(element):
        return "Span"
    if tag in _TAGS and element.get("role") in _NO_ROLE:
        return None
    if tag not in _TAGS and language_of(element):
        return "Div" if tag in _BLOCK_ELEMENTS else "Span"
    return _TAGS.get(tag)


def is_contents(element: Any) -> bool:
    """Whether an element is a list of contents: of sections, figures, tables."""
    return (element.tag == "nav" and "contents" in classes_of(element)) or "numbered-list" in classes_of(
        element
    )


def is_subtitle(element: Any) -> bool:
    """Whether an element says more of a figure than its title, such as the unit."""
    return element.tag == "p" and "figure-subtitle" in classes_of(element)


def is_note_mark(element: Any) -> bool:
    """Whether an element is the mark of a note in the text."""
    return bool(element.tag == "a" and element.get("href", "").startswith("#note:"))


def is_hidden(element: Any) -> bool:
    """Whether those who listen shall not hear of an element."""
    return bool(element.get("aria-hidden") == "true")


def shown_in(figure: Any) -> Any | None:
    """The table or picture that a figure is about."""
    return next((inner for inner in figure.iter() if inner.tag in _DRAWN), None)


def alternative_of(picture: Any) -> str:
    """What a picture shows, in words; empty if it only decorates."""
    if picture.get("role") in _NO_ROLE:
        return ""
    title = picture.find(f"{SVG}title")
    words = picture.get("alt") or picture.get("aria-label") or (title.text if title is not None else "") or ""
    return " ".join(words.split())


def expansion_of(element: Any) -> str:
    """What an abbreviation stands for, where the text does not say it."""
    says_it = any("long-form" in classes_of(child) for child in element)
    return "" if says_it else " ".join(element.get("title", "").split())


def language_of(element: Any) -> str:
    """The language that an element itself says it is in."""
    return element.get("lang") or element.get(XML_LANGUAGE) or ""


def numbering_of(element: Any, style: str, labels: list[str]) -> str:
    """How the items of a list are labelled: by its `list-style-type`, or by labels that the style sheet writes."""
    if element.tag == "dl":
        return "Description"
    if not labels:
        return "None"
    if style in _NUMBERING:
        return _NUMBERING[style]
    return "Decimal" if element.tag == "ol" and any(letter.isdecimal() for letter in labels[0]) else "Disc"


def classes_of(element: Any) -> list[str]:
    names: list[str] = element.get("class", "").split()
    return names
