"""Whether web pages and PDFs are heavier than the project allows, and which of their parts make them so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.weight import Part, check_weight
from briefgen.content.budget import Budget
from briefgen.content.order import Order
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.workspace import Door
from briefgen.output.pdf_job import PdfResult
from briefgen.output.pdf_profiles import PROFILES
from briefgen.output.renditions import Prepared

_FIGURE = re.compile(r'<figure\b[^>]*\bid="(?P<kind>figure|table)-(?P<number>\d+)".*?</figure>', re.S)


def weights(
    item: Prepared, pdf: PdfResult | None, budget: Budget, order: Order, door: Door
) -> Iterator[Diagnostic]:
    """What of an edition is heavier than it may be."""
    if order.only != "pdf" and budget.html is not None:
        parts = tuple(_parts_of_page(item.web_page))
        yield from check_weight(item.manuscript, "web page", len(item.web_page.encode()), budget.html, parts)
    is_read = PROFILES[order.profile].is_for_screens  # a printer takes what is heavy
    if is_read and pdf is not None and pdf.data and budget.pdf is not None:
        parts = tuple(_parts_of_pdf(item, door))
        yield from check_weight(item.manuscript, "PDF", len(pdf.data), budget.pdf, parts)


def _parts_of_page(html: str) -> Iterator[Part]:
    """Charts, maps and tables, which are in the page itself."""
    for match in _FIGURE.finditer(html):
        yield Part(f"{match['kind'].capitalize()} {match['number']}", len(match[0].encode()))


def _parts_of_pdf(item: Prepared, door: Door) -> Iterator[Part]:
    """Pictures and data files, which are in the PDF as they are or nearly so."""
    for asset in item.page.assets:
        yield Part(asset.source, len(door.read(asset.source)))
    for file in item.page.downloads:
        if file.media_type == "text/csv":
            yield Part(file.name, len(file.data))
