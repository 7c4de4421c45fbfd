"""The engine's tagging replaced by ours, in versions in which all that ours relies on is as it was."""

from __future__ import annotations

import inspect
import sys
from typing import Any

from briefgen.output.engine_correction import VERSIONS
from briefgen.output.tagging.destinations import Destinations
from briefgen.output.tagging.drawing import drawings_of, find_groups, mark_drawing
from briefgen.output.tagging.read import read_tags
from briefgen.output.tagging.write import drop_areas, write_tags

_RELIED_ON = (
    ("weasyprint.pdf", "generate_pdf", "add_tags(pdf, document, options['pdf_version'], page_streams)"),
    ("weasyprint.pdf.stream", "Stream.marked", "self._tags[box] = {'tag': tag, 'mcid': mcid}"),
    ("weasyprint.pdf.stream", "Stream.marked", "property_list = pydyf.Dictionary({'MCID': mcid})"),
    ("weasyprint.pdf.anchors", "add_links", "box.link_annotation = pydyf.Dictionary({"),
    ("weasyprint.draw", "draw_inline_level", "with stream.marked(child, 'Span'):"),
    ("weasyprint.draw", "draw_block_level", "with stream.marked(block, 'Figure'):"),
)
"""Passages of the engine: which module, which function, what stands there."""


def install(engine: Any) -> bool:
    """Let an imported WeasyPrint tag PDFs our way; whether it does."""
    if not engine.__version__.startswith(VERSIONS) or not all(_is_there(*passage) for passage in _RELIED_ON):
        return False
    sys.modules["weasyprint.pdf"].add_tags = _add_tags  # type: ignore[attr-defined]
    return True


def is_installed() -> bool:
    """Whether PDFs are tagged our way."""
    return getattr(sys.modules.get("weasyprint.pdf"), "add_tags", None) is _add_tags


def _is_there(module: str, name: str, passage: str) -> bool:
    found: Any = sys.modules.get(module)
    for part in name.split("."):
        found = getattr(found, part, None)
    try:
        return passage in inspect.getsource(found)
    except (TypeError, OSError):
        return False


def _add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:
    """What the engine calls when the pages are drawn."""
    import pydyf

    marks = [{box: said["mcid"] for box, said in stream._tags.items()} for stream in page_streams]
    root = _html(document.pages[0]._page_box)
    read = read_tags(document.pages, marks, root)
    version = pdf_version.decode() if isinstance(pdf_version, bytes) else str(pdf_version or "1.7")
    drop_areas(pdf, read.untold)
    drawings = drawings_of(pdf, page_streams)
    find_groups(drawings, read.root)
    elements = write_tags(pydyf, pdf, read.root, len(document.pages), version, root.get("dir", "ltr"))
    if version >= "2.0":
        Destinations(pydyf, pdf, elements, read.anchors).lead_to_tags()
    fonts = {str(font.hash): font for font in document.fonts.values()}
    mark_drawing(pydyf, drawings, fonts, read.root, read.artifacts)


def _html(page_box: Any) -> Any:
    """The `html` element that a page is of."""
    return next(
        box.element for box in page_box.children if box.element is not None and box.element.tag == "html"
    )
