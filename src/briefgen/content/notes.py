"""Footnotes in the order of the page: numbered by their first marks, and with a copy of the text for paper.

Python-Markdown numbers notes in the order in which it happens to read inline text, which is not the order of
the page when marks stand in blocks and tables.
"""

from __future__ import annotations

import copy
import re
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from briefgen.content import slots

NOTES = "footnotes"
"""The slot that holds the list of notes, which the screen shows at the end."""

_MARK_ID = re.compile(r"fnref\d*:(.+)")
_WORD_JOINER = "\N{WORD JOINER}"


class NotesInOrder(Treeprocessor):
    """Numbers marks and notes, puts the list into a slot, and a copy of each note behind its first mark, from
    where paper takes it to the foot of that page."""

    def run(self, root: Element) -> None:
        section = root[-1] if len(root) else None  # where Python-Markdown has just put it
        if section is None or section.get("class") != "footnote" or section.find("hr") is None:
            return
        items = {
            item.get("id", "").removeprefix("fn:"): item for item in section.iter("li") if item.get("id")
        }
        root.remove(section)
        order = self._number(root, items)
        slot = slots.open_slot(NOTES)
        listing = SubElement(slot, "ol")
        listing.extend(items[key] for key in order)
        slots.close(slot, NOTES)
        root.append(slot)

    def _number(self, root: Element, items: dict[str, Element]) -> list[str]:
        """Give every mark its number and its own id; the notes' keys in the order of their first marks."""
        parents = {child: parent for parent in root.iter() for child in parent}
        counts: dict[str, int] = {}
        for call in list(root.iter("sup")):
            found = _MARK_ID.fullmatch(call.get("id") or "")
            if found is None or found[1] not in items:
                continue
            key = found[1]
            counts[key] = counts.get(key, 0) + 1
            number = str(list(counts).index(key) + 1)
            call.set("id", f"fnref{counts[key] if counts[key] > 1 else ''}:{key}")
            call[0].text = AtomicString(number)
            _stay_with_word(call, parents[call])
            if counts[key] == 1:
                _put_copy(call, parents[call], _copy_of(items[key], key, number))
        return list(counts)


def _stay_with_word(call: Element, parent: Element) -> None:
    """A mark never begins a line; behind another mark it has a comma in front, which the style sheet writes."""
    index = list(parent).index(call)
    if index:
        before = parent[index - 1]
        if not before.tail and (
            _MARK_ID.fullmatch(before.get("id") or "") or before.get("class") == "footnote"
        ):
            call.set("class", "next-mark")
        before.tail = AtomicString((before.tail or "") + _WORD_JOINER)
    else:
        parent.text = AtomicString((parent.text or "") + _WORD_JOINER)


def _put_copy(call: Element, parent: Element, text: Element) -> None:
    text.tail, call.tail = call.tail, None
    parent.insert(list(parent).index(call) + 1, text)


def _copy_of(item: Element, key: str, number: str) -> Element:
    """The words of a note as one `span`, without the way back."""
    span = Element("span", {"class": "footnote", "id": f"note:{key}", "data-note": number})
    for block in item:
        part = copy.deepcopy(block) if block.tag == "p" else _as_text(block)
        for element in list(part.iter()):
            for back in [child for child in element if child.get("class") == "footnote-backref"]:
                element.remove(back)
            element.attrib.pop("id", None)
            element.attrib.pop("data-b", None)
        if len(span) or span.text:
            SubElement(span, "br").tail = part.text
        else:
            span.text = part.text
        span.extend(part)
    if len(span):
        span[-1].tail = (span[-1].tail or "").removesuffix(NBSP_PLACEHOLDER)
    else:
        span.text = (span.text or "").removesuffix(NBSP_PLACEHOLDER)
    for element in span.iter():  # the engine keeps line ends in notes
        element.text = _on_one_line(element.text)
        element.tail = _on_one_line(element.tail)
    return span


def _as_text(block: Element) -> Element:
    """A list, table or code in a note: on paper its words alone."""
    part = Element("p")
    part.text = " ".join(" ".join(block.itertext()).split())
    return part


_NOTE = re.compile(
    r'<sup (?:class="next-mark" )?id="fnref[^"]*">.*?</sup>|<span class="footnote"[^>]*>'
    r'|(?<!\s)\s*<span class="citation">',
    re.S,
)
_COPY = re.compile(r'<span class="footnote"[^>]*>')
_SPAN = re.compile(r"<(/?)span\b")


def without_notes(html: str) -> str:
    """A fragment without marks, without the copies of notes and without citations."""
    return _without(_NOTE, html)


def without_copies(html: str) -> str:
    """A fragment without the copies of notes that stand at the foot of a page; marks stay."""
    return _without(_COPY, html)


def _without(what: re.Pattern[str], html: str) -> str:
    """A fragment without some elements; copies of notes may hold elements of their own."""
    pieces, last = [], 0
    for found in what.finditer(html):
        if found.start() < last:
            continue
        pieces.append(html[last : found.start()])
        last = found.end() if found[0].startswith("<sup") else _end_of_span(html, found.end())
    return "".join([*pieces, html[last:]])


def _end_of_span(html: str, start: int) -> int:
    depth = 1
    for tag in _SPAN.finditer(html, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return html.index(">", tag.start()) + 1
    return len(html)


def _on_one_line(text: str | None) -> str | None:
    return text if text is None else text.replace("\n", " ")
