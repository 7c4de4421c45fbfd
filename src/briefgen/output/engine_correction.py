"""One correction of the PDF engine: WeasyPrint 70 can lose a footnote.

When a paragraph overflows its page on just the line at which it could first be divided, the engine moves
earlier notes to the next page to win room for that line, and then leaves out the step that lays out the notes
of the line itself: such a note is on no page. Without that attempt the paragraph is divided or moved as
everywhere else. Only versions in which the passage is found word for word are corrected; in any other version,
and should a note be lost all the same, `pdf_messages` makes it an error (`note-lost`).
"""

from __future__ import annotations

import inspect
from typing import Any

_VERSIONS = ("70.",)
_PASSAGE = "report = not context.in_column and can_break_now and not could_break_before"
_CORRECTED = "report = False"


def correct(engine: Any) -> bool:
    """Apply the correction to an imported WeasyPrint; whether it was applied."""
    from weasyprint.layout import block

    if not engine.__version__.startswith(_VERSIONS):
        return False
    source = inspect.getsource(block._linebox_layout)
    if source.count(_PASSAGE) != 1:
        return False
    code = compile(source.replace(_PASSAGE, _CORRECTED), block.__file__, "exec")
    exec(code, vars(block))
    return True
