"""How heavy a file may be that readers load."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.content.decode import span_at
from briefgen.content.manuscript import Manuscript
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic

_TOLD = 3
"""How many of the heaviest parts are named."""

_SHARE = 0.02
"""The share of the whole below which a part is not worth naming."""


@dataclass(frozen=True)
class Part:
    """A part of a file that weighs something: what an author would call it, and its bytes as the author has it."""

    name: str
    size: int


def check_weight(
    manuscript: Manuscript, what: str, size: int, budget: int, parts: Sequence[Part]
) -> Iterator[Diagnostic]:
    """Whether an artifact (`what`: web page, PDF) has more bytes than it may; with its heaviest parts."""
    if size <= budget:
        return
    heaviest = sorted(parts, key=lambda part: (-part.size, part.name))[:_TOLD]
    told = [f"{part.name} ({in_units(part.size)})" for part in heaviest if part.size > _SHARE * size]
    place = span_at(manuscript.tree, ("title",))
    yield messages.TOO_HEAVY.at(
        place,
        what=what,
        size=in_units(size),
        budget=in_units(budget),
        parts=", ".join(told) or "nothing but text and fonts",
    )


def in_units(size: int) -> str:
    """A number of bytes as people write it: 1.2 MB, 340 KB."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} KB"
