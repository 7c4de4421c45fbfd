"""Citations in a text: `[@key]` is a mark whose note is the reference of that key, written once for the series."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefgen.content.evidence.bibliography import Reference, as_note
from briefgen.content.masking import mask_code

_CITATION = re.compile(r"\[@([A-Za-z0-9][\w-]*)\](?![(\[:])|\[@([A-Za-z0-9][\w-]*)\](?=\[@)")
NOTE = "@"
"""The keys of notes that come from references begin with it; authors' own keys do not."""


def citations(text: str) -> Iterator[tuple[str, int, int]]:
    """Every citation in a text: its key, and where it begins and ends."""
    for found in _CITATION.finditer(mask_code(text)):
        yield found[1] or found[2], *found.span()


def as_marks(text: str) -> str:
    """A text with its citations as note marks, line by line the same."""
    masked = mask_code(text)
    pieces, last = [], 0
    for found in _CITATION.finditer(masked):
        pieces += [text[last : found.start()], f"[^{NOTE}{found[1] or found[2]}]"]
        last = found.end()
    return "".join([*pieces, text[last:]])


def cite(keys: tuple[str, ...]) -> str:
    """Marks for some references."""
    return "".join(f"[^{NOTE}{key}]" for key in keys)


def notes_for(text: str, references: Mapping[str, Reference], language: str) -> tuple[str, ...]:
    """The lines that define the notes of the marks in a text, in the order of the marks."""
    keys = dict.fromkeys(re.findall(rf"\[\^{NOTE}([\w-]+)\]", text))
    return tuple(f"[^{NOTE}{key}]: {as_note(references[key], language)}" for key in keys if key in references)
