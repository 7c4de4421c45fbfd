"""Puts the words that are drawn into tags, with the spaces that are not drawn, in the order in which they are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefgen.content.left_to_right import RIGHT_TO_LEFT
from briefgen.output.tagging.line_ends import LineEnds, WrittenEnds
from briefgen.output.tagging.tag import BLOCKS, Content, Tag

_UNSEEN = str.maketrans("", "", "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}")


@dataclass
class _Flow:
    """How far the text of the document, or that of a note, has been read: the latest words and the tag that holds them,
    and where they end. `is_apart` says that what follows is another word in any case."""

    latest: tuple[Tag, Content] | None = None
    end: int | None = None
    is_apart: bool = False


class Words:
    """The words of a document as they are put into tags. Notes are read between the pages of the text, and are flows of
    their own."""

    def __init__(self, root: Any) -> None:
        self._lines = LineEnds(root)
        self._written_lines = WrittenEnds()
        self._written: dict[tuple[Any, str], str] = {}
        self._flows: dict[Any, _Flow] = {None: _Flow()}
        self._flow = self._flows[None]

    def go_to(self, note: Any) -> None:
        """Read on in a note, given by its element, or in the text (None)."""
        self._flow = self._flows.setdefault(note, _Flow())

    def end(self) -> None:
        """What follows is another word."""
        self._flow.is_apart = True

    def know(self, element: Any, name: str, written: str) -> None:
        """Remember what a style sheet writes at an element, in boxes of a name such as `p::before`."""
        self._written.setdefault((element, name), written)

    def add(self, tag: Tag, content: Content, element: Any, name: str, direction: str) -> None:
        """Put words into a tag: those that are drawn in boxes of a name, on a line of a direction (`ltr`, `rtl`)."""
        follows_space = self._follows_space(content, element, name)
        content.text = content.text.translate(_UNSEEN)
        if (follows_space or self._flow.is_apart) and not content.text[:1].isspace():
            self._part(tag, content)
        self._flow.is_apart = False
        if is_turned(content.text, direction):
            # Words stand in the file as they are drawn, from left to right; the tag says them as they are read.
            tag = _turned(tag)
            tag.said += content.said
        self._flow.latest = (tag, content)
        tag.kids.append(content)

    def part_last(self, tag: Tag) -> None:
        """Say that a space stands behind the last words of a tag itself."""
        for kid in reversed(tag.kids):
            if isinstance(kid, Content):
                kid.ends_in_space = not kid.text[-1:].isspace()
                return
            if isinstance(kid, Tag) and kid.said:
                kid.said = f"{kid.said.rstrip()} "
                return

    def _follows_space(self, content: Content, element: Any, name: str) -> bool:
        """Whether a space that is not drawn stands before the next words. Finds out if they end in a broken one."""
        if "::" in name and not name.endswith(("::first-letter", "::first-line")):
            written = self._written.get((element, name), "")
            follows_space, content.is_broken = self._written_lines.find(element, name, written, content.text)
            return follows_space
        found = self._lines.find(element, content.text)
        if found is None:
            return False
        content.is_broken = found.is_broken
        before, self._flow.end = self._flow.end, found.end
        return before is not None and self._lines.has_space(before, found.start)

    def _part(self, tag: Tag, content: Content) -> None:
        """Let a space stand between the latest words, if they are of the same block, and others."""
        if self._flow.latest is None:
            return
        owner, words = self._flow.latest
        block = owner.above(*BLOCKS)
        if block is not tag.above(*BLOCKS) or words.is_broken or words.text[-1:].isspace():
            return
        if owner.said and not owner.expansion:
            owner.said = f"{owner.said.rstrip()} "
        elif _is_said_otherwise(owner, block):
            content.starts_in_space = True
        else:
            words.ends_in_space = True


def is_turned(text: str, direction: str) -> bool:
    """Whether a text is drawn in another order than it is read: signs between words too, where the line runs from right
    to left."""
    if RIGHT_TO_LEFT.search(text):
        return True
    return direction == "rtl" and not text.isspace() and not text.replace(" ", "").isalnum()


def _is_said_otherwise(tag: Tag | None, block: Tag | None) -> bool:
    """Whether what a tag holds is not heard, because it or one around it up to a block says something else."""
    while tag is not None and tag is not block:
        if tag.is_said_otherwise:
            return True
        tag = tag.parent
    return False


def _turned(tag: Tag) -> Tag:
    """The tag for words that are drawn in another order than they are read."""
    last = tag.kids[-1] if tag.kids else None
    if isinstance(last, Tag) and last.said:
        return last
    turned = Tag("Span")
    tag.add(turned)
    return turned
