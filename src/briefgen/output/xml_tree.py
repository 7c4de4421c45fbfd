"""XML files that other programs read: elements written in one expression, and the bytes of a document."""

from __future__ import annotations

from xml.etree.ElementTree import Element, indent, tostring


def tag(name: str, /, *inside: Element | str | None, **attributes: str) -> Element:
    """An element with a text, or with elements, in it; what is None is left out."""
    element = Element(name, attributes)
    for part in inside:
        if isinstance(part, str):
            element.text = part
        elif part is not None:
            element.append(part)
    return element


def document(root: Element) -> bytes:
    """A document, indented, in UTF-8."""
    indent(root, " ")
    written: str = tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'.encode()
