"""How heavy files may be that readers load."""

from __future__ import annotations

from typing import ClassVar

from briefgen.content.fields import Model, Size


class Budget(Model):
    """The most bytes of a PDF and of a web page without its pictures; no bound where none is said."""

    WHAT: ClassVar[str] = "`budget`"
    pdf: Size | None = None
    html: Size | None = None
