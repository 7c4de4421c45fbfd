"""Plain texts that go through Markdown with other texts: written so that they mean just their letters."""

from __future__ import annotations

import re


def literal(text: str) -> str:
    """A text as Markdown that shows it as it is, also at the head of a line."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"([\\`*_\[\]#])", r"\\\1", text)
    return re.sub(r"^(\d*)([-+.)])(?=\s)", r"\1\\\2", text)
