"""The QR code that leads from paper to the web edition. The only module that knows segno."""

from __future__ import annotations

import io
from functools import lru_cache

import segno
from markupsafe import Markup


@lru_cache(maxsize=64)  # an author looks at the same page again and again
def qr_code(address: str, title: str) -> Markup:
    """An inline SVG drawing of a QR code, one unit a module, in the colour of the text around it."""
    buffer = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        buffer, kind="svg", border=0, xmldecl=False, svgns=True, nl=False, omitsize=True, svgclass="qr-code",
        lineclass=None, title=title,
    )  # fmt: skip
    drawing = buffer.getvalue().decode()
    return Markup(drawing.replace("<svg ", '<svg role="img" ', 1))
