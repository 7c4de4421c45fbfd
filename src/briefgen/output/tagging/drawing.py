"""Says in the drawing of each page what each piece of it is, as ISO 32000 has it: 14.6 (marked content)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.output.tagging.tag import Content, Tag

_FONT = re.compile(rb"/(\S+) \S+ Tf")
_SHOWN = b"] TJ"

_Fonts = Mapping[str, Any]
"""The fonts of the engine by their names in the file."""


@dataclass(frozen=True)
class PageDrawing:
    """The drawing of a page and those within it that are drawings of their own (groups)."""

    stream: Any
    groups: tuple[Any, ...]


def drawings_of(pdf: Any, streams: Sequence[Any]) -> tuple[PageDrawing, ...]:
    """The drawings of pages by their streams: a group counts its marked content with that of its page."""
    drawn = [item for item in pdf.objects if getattr(item, "_tags", None) is not None]
    return tuple(
        PageDrawing(stream, tuple(one for one in drawn if one._tags is stream._tags and one is not stream))
        for stream in streams
    )


def find_groups(drawings: Sequence[PageDrawing], root: Tag) -> None:
    """Say of content that is drawn in a group that it is."""
    of_pages = _owners(root, len(drawings))
    for drawing, owners in zip(drawings, of_pages, strict=True):
        for group in drawing.groups:
            for item in group.stream:
                if isinstance(item, dict) and item.get("MCID") in owners:
                    owners[item["MCID"]][1].group = group


def mark_drawing(
    objects: Any,
    drawings: Sequence[PageDrawing],
    fonts: _Fonts,
    root: Tag,
    artifacts: Sequence[Mapping[int, str]],
) -> None:
    """Say of each marked piece of each page of which tag it is, or that it is an artifact; that a hyphen at the end of
    a line is no part of the word; and that words are apart where one ends its line."""
    spaces = {name: _space(font) for name, font in fonts.items()}
    of_pages = _owners(root, len(drawings))
    for drawing, owners, left_out in zip(drawings, of_pages, artifacts, strict=True):
        for stream in (drawing.stream, *drawing.groups):
            stream.stream = _Drawing(objects, spaces, owners, left_out).marked(stream.stream)


def _owners(root: Tag, page_count: int) -> list[dict[int, tuple[Tag, Content]]]:
    """The content of each page by its number, each with the tag that holds it."""
    owners: list[dict[int, tuple[Tag, Content]]] = [{} for _ in range(page_count)]
    for tag in root.tags():
        for kid in tag.kids:
            if isinstance(kid, Content):
                owners[kid.page][kid.mark] = (tag, kid)
    return owners


class _Drawing:
    """The drawing of a page, piece by piece."""

    def __init__(
        self,
        objects: Any,
        spaces: Mapping[str, bytes],
        owners: Mapping[int, tuple[Tag, Content]],
        artifacts: Mapping[int, str],
    ) -> None:
        self.objects = objects
        self.spaces = spaces
        self.owners = owners
        self.artifacts = artifacts
        self.done: list[Any] = []

    def marked(self, drawn: Sequence[Any]) -> list[Any]:
        """The operators of the page with what is said of them."""
        space, shown = b"", -1
        content: Content | None = None
        said: dict[str, Any] = {}
        for item in drawn:
            self.done.append(item)
            if not isinstance(item, bytes):
                continue
            if item == b"BDC" and isinstance(self.done[-2], dict) and "MCID" in self.done[-2]:
                said, shown = self.done[-2], -1
                content = self._begin(said)
            elif item.endswith(b" Tf") and (font := _FONT.fullmatch(item)):
                space = self.spaces.get(font[1].decode(), b"")
            elif item.endswith(_SHOWN):
                shown = len(self.done) - 1
            elif item == b"EMC" and content is not None:
                if content.ends_in_space and "ActualText" not in said:
                    self._put_space(said, content, space, shown)
                content = None
        return self.done

    def _put_space(self, said: dict[str, Any], content: Content, space: bytes, shown: int) -> None:
        """Draw a space behind what a piece shows; where its font has none in the file, only say it."""
        if space and shown >= 0:
            self.done[shown] = self.done[shown].removesuffix(_SHOWN) + b"<" + space + b">" + _SHOWN
        else:
            said["ActualText"] = self.objects.String(content.said)

    def _begin(self, said: dict[str, Any]) -> Content | None:
        """Name the piece that begins, and say what it is if it is not what is drawn."""
        number = said["MCID"]
        if number not in self.owners:
            kind = self.artifacts.get(number)
            about = self.objects.Dictionary({"Type": "/Pagination", "Subtype": f"/{kind}"})
            self.done[-3:] = ["/Artifact", about, b"BDC"] if kind else ["/Artifact", b"BMC"]
            return None
        tag, content = self.owners[number]
        self.done[-3] = f"/{tag.name_in_1_7}"
        if content.is_broken:
            said["ActualText"] = self.objects.String(f"{content.said}\N{SOFT HYPHEN}")
        elif content.is_space or (content.starts_in_space and not tag.said):
            said["ActualText"] = self.objects.String(content.said)
        return content


def _space(font: Any) -> bytes:
    """How a font of the file writes a space; empty if it does not."""
    glyphs = (glyph for glyph, text in font.to_unicode.items() if text == " ")
    return next((f"{glyph:04x}".encode() for glyph in glyphs), b"")
