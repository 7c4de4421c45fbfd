"""Markdown to an HTML fragment, its named slots and its block map. The only module that knows Python-Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify_unicode
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block as PymdownBlock

from briefgen.content import html_policy, ready_html, slots, typography
from briefgen.content.abbreviations import without_names
from briefgen.content.anchors import is_reserved
from briefgen.content.block_map import BlockMap, LineTracker, finish
from briefgen.content.blocks import BLOCKS
from briefgen.content.inline_patterns import try_only_what_can_match
from briefgen.content.languages import direction
from briefgen.content.literal_text import literal
from briefgen.content.notes import NotesInOrder, without_notes
from briefgen.content.pathologies import pathology
from briefgen.content.shown_addresses import with_short_addresses
from briefgen.content.table_columns import with_columns

_BACK = {"ltr": "↩", "rtl": "↪"}
"""The arrow from a note back to the text, by the direction of the page."""

_LARGEST = 20_000_000
"""Characters of HTML that a text may become; one definition that is used often makes far more of a few lines."""


class TooComplex(Exception):  # noqa: N818 - translated into a diagnostic by the caller
    """The text cannot be read in reasonable time, depth or size. `line` counts from 1; None where nobody knows."""

    def __init__(self, line: int | None = None) -> None:
        super().__init__(f"too complex near line {line}")
        self.line = line


@dataclass(frozen=True)
class Around:
    """Named inline texts that stand before and after a text on the page, as pairs of name and Markdown; and the
    language of what is in a block, if it is another."""

    before: tuple[tuple[str, str], ...] = ()
    after: tuple[tuple[str, str], ...] = ()
    language: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading of the body: level 2 to 6, its anchor, and its text as HTML."""

    level: int
    anchor: str
    html: Markup


@dataclass(frozen=True)
class Fragment:
    """What Markdown makes of a text. `html` and the slots hold marks where a slot belongs."""

    html: str
    slots: dict[str, slots.Slot]
    headings: tuple[Heading, ...]
    block_map: BlockMap
    anchors: frozenset[str]
    double_anchors: tuple[str, ...]


def convert(
    lines: tuple[str, ...],
    language: str,
    around: Around,
    in_block: Mapping[int, Around],
    resolve: Callable[[str, str, str], str | None],
    notes: tuple[str, ...] = (),
    ready: tuple[str, ...] = (),
) -> Fragment:
    """Convert the lines of a text, and under them lines that define `notes` and stand in no source.

    The texts `around` it and around the content of each block become slots. `resolve` is asked for
    every address, see `html_policy.clean`. `ready` is HTML that goes where its marks are. Raises `TooComplex`.
    """
    if line := pathology(lines):
        raise TooComplex(line)
    of_source = len(lines)
    lines = (*lines, "", *notes) if notes else lines
    ours = _OurExtension(lines, around, in_block)
    md = _markdown(language, ours)
    try:
        html = md.convert("\n".join(lines))
    except RecursionError:
        raise TooComplex from None
    if len(html) > _LARGEST:
        raise TooComplex
    html = html_policy.clean(ready_html.put_in(html, ready), resolve)
    html = without_names(typography.close_quotes(html, language))
    html = typography.typeset(with_short_addresses(with_columns(html)), language)
    html, block_map = finish(html, lines, ours.tracker.definitions if ours.tracker else [])
    block_map = block_map.up_to(of_source)
    anchors = re.findall(r'<[a-zA-Z][^<>]*?\sid="([^"]+)"', html)
    doubles = tuple(dict.fromkeys(anchor for anchor in anchors if anchors.count(anchor) > 1))
    html, found = slots.cut(html)
    found = {name: _set_large(name, slot, language) for name, slot in found.items()}
    return Fragment(html, found, _headings(html), block_map, frozenset(anchors), doubles)


def _markdown(language: str, ours: _OurExtension) -> Markdown:
    md = Markdown(
        extensions=[
            "tables", "footnotes", "toc", "attr_list", "md_in_html", "def_list", "abbr", "smarty", "sane_lists",
            "fenced_code", _BlocksExtension(ours.in_block), ours,
        ],
        extension_configs={
            "footnotes": {
                "BACKLINK_TEXT": _BACK[direction(language)],
                "BACKLINK_TITLE": "",
                "USE_DEFINITION_ORDER": False,
            },
            "toc": {"slugify": _anchor_of, "marker": ""},
            "smarty": {"substitutions": typography.marks(language)},
        },
        output_format="html",
        tab_length=4,
    )  # fmt: skip
    try_only_what_can_match(md)
    return md


@cache
def inline_html(text: str, language: str) -> Markup:
    """A text of one line, without notes and citations, as HTML: a title where it is listed rather than shown."""
    text = _NOTES_AND_CITATIONS.sub("", text)
    ours = _OurExtension((".",), Around((("text", text),)), {})
    html = html_policy.clean(_markdown(language, ours).convert("."), lambda *_: None)
    html = typography.typeset(typography.close_quotes(html, language), language)
    slot = slots.cut(html)[1].get("text")
    return Markup(_NOT_IN_LISTS.sub("", slot.html)) if slot else Markup.escape(text)


def plain_html(text: str, language: str) -> Markup:
    """A plain text of one line as HTML: its letters, with the quotes and dashes of its language."""
    return inline_html(literal(text), language)


_NOTES_AND_CITATIONS = re.compile(r"[ ]?\[(?:[^\[\]]*\s)?(?:\^|-?@)[^\[\]]*\]")

_TITLES = re.compile(r"title|block\.\d+\.title")
_STANDING_ALONE = re.compile(r"subtitle|key_messages\.\d+|recommendations\.\d+\.action")
"""The texts that stand for themselves, large or in a list, where a last line of one short word looks forgotten."""


def _set_large(name: str, slot: slots.Slot, language: str) -> slots.Slot:
    if _TITLES.fullmatch(name):
        return slots.Slot(typography.as_title(slot.html, language), slot.block_id)
    if _STANDING_ALONE.fullmatch(name):
        return slots.Slot(typography.with_last_words(slot.html), slot.block_id)
    return slot


def _anchor_of(heading: str, separator: str) -> str:
    """A heading as an anchor; those that templates give are left to them."""
    anchor = slugify_unicode(heading, separator)
    return f"{anchor}{separator}section" if is_reserved(anchor) else anchor


_NOT_IN_LISTS = re.compile(r'</?a\b[^>]*>|\sid="[^"]*"(?=[^<>]*>)')
"""What a heading or title leaves behind where it is listed, besides notes: links and anchors."""


def as_listed(html: str) -> Markup:
    """A heading or title as it stands in a list: without notes, links and anchors."""
    return Markup(_NOT_IN_LISTS.sub("", without_notes(html)).strip())


def _headings(html: str) -> tuple[Heading, ...]:
    found = re.finditer(r"<h([1-6])([^>]*)>(.*?)</h\1>", html, re.S)
    headings = []
    for match in found:
        anchor = re.search(r'id="([^"]*)"', match[2])
        headings.append(Heading(int(match[1]), anchor[1] if anchor else "", as_listed(match[3])))
    return tuple(headings)


class _OurExtension(Extension):
    """The block map, the slots for front matter, and footnotes for paper."""

    def __init__(self, lines: tuple[str, ...], around: Around, in_block: Mapping[int, Around]) -> None:
        super().__init__()
        self.lines = lines
        self.around = around
        self.in_block = in_block
        self.tracker: LineTracker | None = None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        self.tracker = LineTracker(md.parser, self.lines)
        # Python-Markdown has no hook around a step of its block parser, so its own loop is replaced.
        md.parser.parseBlocks = self.tracker.parse_blocks  # type: ignore[method-assign]
        md.treeprocessors.register(_FieldSlots(md, self), "briefgen-fields", 55)
        md.treeprocessors.register(NotesInOrder(md), "briefgen-notes", 4)
        md.treeprocessors.register(_HeaderCells(md), "briefgen-header-cells", 3)


class _FieldSlots(Treeprocessor):
    """Puts the front matter's texts around the body before inline Markdown is read."""

    def __init__(self, md: Markdown, ours: _OurExtension) -> None:
        super().__init__(md)
        self._ours = ours

    def run(self, root: Element) -> None:
        for place, (name, text) in enumerate(self._ours.around.before):
            root.insert(place, slots.inline_slot(name, text))
        for name, text in self._ours.around.after:
            root.append(slots.inline_slot(name, text))
        if self._ours.tracker:
            self._ours.tracker.restart()


class _HeaderCells(Treeprocessor):
    """Says of every header cell which cells it heads, for those who hear a table."""

    def run(self, root: Element) -> None:
        for cell in root.iterfind(".//thead/tr/th"):
            cell.set("scope", "col")


class _BlocksExtension(BlocksExtension):  # type: ignore[misc]
    """Our blocks, in the place of pymdown-extensions' own."""

    def __init__(self, in_block: Mapping[int, Around]) -> None:
        super().__init__()
        self._in_block = in_block

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: ARG002, N802 - its name and arguments
        for name in BLOCKS:
            kind = type(f"_{name}", (_SlotBlock,), {"NAME": name})
            block_mgr.register(kind, {"in_block": self._in_block})


class _SlotBlock(PymdownBlock):  # type: ignore[misc]
    """A `///` block as a slot named after its index, which the scan wrote in the place of its title."""

    ARGUMENT: ClassVar[bool | None] = True

    def on_validate(self, parent: Element) -> bool:  # noqa: ARG002 - pymdown-extensions' signature
        """Only lines that the scan has seen are blocks."""
        return str(self.argument).isdigit()

    @property
    def _around(self) -> Around:
        found: Around = self.config["in_block"].get(int(self.argument), Around())
        return found

    def on_create(self, parent: Element) -> Element:
        div = slots.open_slot(f"block.{self.argument}", self._around.language)
        div.extend(slots.inline_slot(name, text) for name, text in self._around.before)
        parent.append(div)
        return div

    def on_end(self, block: Element) -> None:
        block.extend(slots.inline_slot(name, text) for name, text in self._around.after)
        slots.close(block, f"block.{self.argument}")
