"""Named pieces inside one run of Markdown.

Front matter texts, block titles and the insides of blocks all go through Markdown together with the
body, so that footnotes count in the order of the page and abbreviations hold everywhere. A slot is a
`div` whose first and last children carry its name between private-use characters, which source texts
may not hold; afterwards it is cut out by name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

_OPEN, _CLOSE = "\ue000", "\ue001"
_NAME = r"[\w.:-]+"
_SLOT = re.compile(
    rf'<div(?: data-b="([^"]*)")?(?: lang="[\w-]+")?>\s*<span>{_OPEN}({_NAME}){_CLOSE}</span>'
    rf"((?:(?!<span>{_OPEN}).)*?)"
    rf"<span>{_OPEN}/\2{_CLOSE}</span>\s*</div>",
    re.S,
)


@dataclass(frozen=True)
class Slot:
    """The inside of a slot as HTML, and the id of its block in the block map (empty for front matter)."""

    html: str
    block_id: str = ""


def inline_slot(name: str, text: str) -> Element:
    """A slot that holds a text of one line, still to be read as inline Markdown."""
    div = Element("div")
    SubElement(div, "span").text = AtomicString(f"{_OPEN}{name}{_CLOSE}")
    div[0].tail = text
    close(div, name)
    return div


def open_slot(name: str, language: str = "") -> Element:
    """A slot whose content is put in later; `close` ends it. What is in another language than the text says so, until
    it is cut out."""
    div = Element("div", {"lang": language} if language else {})
    SubElement(div, "span").text = AtomicString(f"{_OPEN}{name}{_CLOSE}")
    return div


def close(div: Element, name: str) -> None:
    SubElement(div, "span").text = AtomicString(f"{_OPEN}/{name}{_CLOSE}")


def mark(name: str) -> str:
    """What stands in a fragment where a slot was cut out and is to be filled in."""
    return f"{_OPEN}{name}{_CLOSE}"


MARK = re.compile(f"{_OPEN}({_NAME}){_CLOSE}")


def cut(html: str) -> tuple[str, dict[str, Slot]]:
    """A fragment with marks in place of slots, and the slots' insides (which may hold marks) by name."""
    slots: dict[str, Slot] = {}

    def take(match: re.Match[str]) -> str:
        slots[match[2]] = Slot(match[3].strip(), match[1] or "")
        return mark(match[2])

    while True:
        html, count = _SLOT.subn(take, html)
        if not count:
            return html, slots
