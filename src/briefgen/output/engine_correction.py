"""Two corrections of the PDF engine: WeasyPrint 70 can lose a footnote, and makes marks that cannot be clicked.

When a paragraph overflows its page on just the line at which it could first be divided, the engine moves
earlier notes to the next page to win room for that line, and then leaves out the step that lays out the notes
of the line itself: such a note is on no page. Without that attempt the paragraph is divided or moved as
everywhere else. Only versions in which the passage is found word for word are corrected; in any other version,
and should a note be lost all the same, `pdf_messages` makes it an error (`note-lost`).

The area of a link in a line is as high as its `line-height`. Marks of notes have none, so that they push no lines
apart, and their areas would be empty. What browsers take is as high as the letters; so are the areas here.
"""

from __future__ import annotations

import inspect
from typing import Any

_VERSIONS = ("70.",)
_PASSAGE = "report = not context.in_column and can_break_now and not could_break_before"
_CORRECTED = "report = False"


def correct(engine: Any) -> bool:
    """Apply the corrections to an imported WeasyPrint; whether they were applied."""
    from weasyprint.formatting_structure.boxes import InlineBox
    from weasyprint.layout import block

    if not engine.__version__.startswith(_VERSIONS):
        return False
    source = inspect.getsource(block._linebox_layout)
    if source.count(_PASSAGE) != 1:
        return False
    code = compile(source.replace(_PASSAGE, _CORRECTED), block.__file__, "exec")
    exec(code, vars(block))
    InlineBox.hit_area = _hit_area
    return True


def _hit_area(box: Any) -> tuple[float, float, float, float]:
    """Where a box in a line can be clicked (left, top, width, height): its line and its letters."""
    top = min(box.position_y, box.border_box_y())
    bottom = max(box.position_y + box.margin_height(), box.border_box_y() + box.border_height())
    return box.border_box_x(), top, box.border_width(), bottom - top
