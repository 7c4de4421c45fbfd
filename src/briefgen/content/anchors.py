"""The anchors that templates give to the parts of a page, which authors may link to and may not take."""

from __future__ import annotations

import re

OF_TEMPLATES = frozenset(
    (
        "acknowledgements", "companions", "contents", "facts", "key-messages", "notes", "press-contacts",
        "recommendations", "references", "summary", "text",
    )
)  # fmt: skip

_NUMBERED = re.compile(r"(?:figure|table|box)-\d+(?:-title)?|recommendation-\d+")


def of_recommendation(number: int) -> str:
    """The anchor of a recommendation of an edition, counted from 1."""
    return f"recommendation-{number}"


def of_reference(key: str) -> str:
    """The anchor of a source in the list of references."""
    return f"ref:{key}"


def is_reserved(anchor: str) -> bool:
    """Whether an anchor belongs to the templates."""
    return anchor in OF_TEMPLATES or bool(_NUMBERED.fullmatch(anchor))
