"""Five corrections of the PDF engine: WeasyPrint 70 can lose a footnote, breaks some lines behind their first word,
makes marks that cannot be clicked, draws the text of SVG letter by letter, and mixes up letters with their marks. Its
tags are replaced as a whole (`tagging`).

When a paragraph overflows its page on just the line at which it could first be divided, the engine moves
earlier notes to the next page to win room for that line, and then leaves out the step that lays out the notes
of the line itself: such a note is on no page. Without that attempt the paragraph is divided or moved as
everywhere else. Should a note be lost all the same, `pdf_messages` makes it an error (`note-lost`).

When the text before an element just fits its line, and the space at its end does not, the engine measures the space
as well, finds the text too long, and breaks it where it first can. A space at the end of a line may hang over its edge.

The area of a link in a line is as high as its `line-height`. Marks of notes have none, so that they push no lines
apart, and their areas would be empty. What browsers take is as high as the letters; so are the areas here.

Text in SVG is drawn letter by letter, so that Arabic letters do not join and stand in the wrong order, and no
letters are kerned. Where no letter has a place of its own, the whole text is one run, as it is everywhere else.

What a glyph means is written in the file once. Of Arabic letters that are drawn in several pieces the first piece, a
vowel or doubling mark, would mean all of them, wherever else it stands, and the letters nothing: a text that cannot be
searched or read aloud. Each piece means its own part (`glyph_text`). A bracket between words from right to left would
mean its counterpart, in all other lines too.

Passages are changed only in versions in which all are found word for word. One more change makes the loop over glyphs
faster (`engine_speed`).
"""

from __future__ import annotations

import logging
import sys
from typing import Any

from briefgen.output.engine_passages import Passages
from briefgen.output.engine_speed import GLYPH_LOOP, all_glyphs, glyphs_are_as_known
from briefgen.output.glyph_text import text_of_glyph

VERSIONS = ("70.",)
"""How the versions of the engine begin that we know; tags of our own are for the same."""

_LOGGER = logging.getLogger("weasyprint")
_MIRRORED = str.maketrans("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤")
_NO_GLYPH = '.notdef glyph rendered for Unicode string unsupported by fonts: "%s" (U+%04X)'
_SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
"""What the engine lets hang over the edge of a line."""


def correct(engine: Any) -> bool:
    """Apply the corrections to an imported WeasyPrint; whether they were applied."""
    from weasyprint import svg
    from weasyprint.formatting_structure.boxes import InlineBox
    from weasyprint.layout import block, inline, preferred
    from weasyprint.text import line_break

    drawing = sys.modules["weasyprint.draw.text"]
    passages = (
        Passages(
            block,
            block._linebox_layout,
            (
                (
                    "report = not context.in_column and can_break_now and not could_break_before",
                    "report = False",
                ),
            ),
        ),
        Passages(
            line_break,
            line_break.split_first_line,
            (
                (
                    "if resume_index is None and first_line_width <= max_width:",
                    "if resume_index is None and fits_its_line(text, first_line_width, max_width, style):",
                ),
            ),
        ),
        Passages(
            sys.modules["weasyprint.svg.text"],  # the package has a function of this name
            svg.text,
            (("for char in node.text]", "for char in runs_of(node, x, y, dx, dy, rotate)]"),),
        ),
        Passages(
            drawing,
            drawing.draw_first_line,
            (
                (
                    "utf8_text[offset+t1:offset+t2].decode()",
                    "text_of_glyph(utf8_text[offset:offset + glyph_item.item.length], clusters[0:num_glyphs], "
                    "glyphs_info[0:num_glyphs], i, glyph_item.item.analysis.level % 2)",
                ),
                *((GLYPH_LOOP,) if glyphs_are_as_known(drawing.ffi) else ()),
            ),
        ),
    )
    if not engine.__version__.startswith(VERSIONS) or not all(passage.is_there() for passage in passages):
        return False
    vars(drawing).update(text_of_glyph=_text_of_glyph, all_glyphs=all_glyphs)
    vars(line_break)["fits_its_line"] = _fits_its_line
    vars(sys.modules["weasyprint.svg.text"])["runs_of"] = _runs_of
    drawn_by = [name for name, function in svg.TAGS.items() if function is svg.text]
    for passage in passages:
        passage.change()
    svg.text = sys.modules["weasyprint.svg.text"].text
    svg.TAGS.update(dict.fromkeys(drawn_by, svg.text))
    inline.split_first_line = preferred.split_first_line = line_break.split_first_line
    InlineBox.hit_area = _hit_area
    return True


def _runs_of(node: Any, *places: list[Any]) -> list[str]:
    """The pieces of an SVG text that are drawn one after the other: letters where they have places of their own, else
    the whole text."""
    own = (
        any(len(of_letters) > 1 for of_letters in places)
        or node.get("letter-spacing")
        or node.get("textLength")
    )
    return list(node.text) if own or not node.text else [node.text]


def _text_of_glyph(text: bytes, clusters: Any, glyphs: Any, place: int, is_turned: int) -> str:
    """What a glyph means. Brackets are drawn the other way round where the line runs from right to left. Of a sign
    between two words the engine draws an empty box without a word where their family lacks it, a space even; that is
    told as all others are."""
    letters = text_of_glyph(text, clusters, [glyph.geometry.width for glyph in glyphs], place)
    if is_turned:
        letters = letters.translate(_MIRRORED)
    if not glyphs[place].glyph:
        for letter in letters:
            _LOGGER.warning(_NO_GLYPH, letter, ord(letter))
    return letters


def _fits_its_line(text: str, width: float, available: float, style: Any) -> bool:
    """Whether a text is no wider than its line (both in pixels), the space at its end aside."""
    from weasyprint.text.line_break import Layout, line_size

    held = text.rstrip(_SPACES)
    if width <= available or held == text or style["white_space"] not in ("normal", "pre-line"):
        return width <= available
    layout = Layout(style)
    layout.set_text(held)
    line, _ = layout.get_first_line()
    return bool(line_size(line, style)[0] <= available)


def _hit_area(box: Any) -> tuple[float, float, float, float]:
    """Where a box in a line can be clicked (left, top, width, height): its line and its letters."""
    top = min(box.position_y, box.border_box_y())
    bottom = max(box.position_y + box.margin_height(), box.border_box_y() + box.border_height())
    return box.border_box_x(), top, box.border_width(), bottom - top
