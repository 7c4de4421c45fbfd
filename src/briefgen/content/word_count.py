"""How many words a text has."""

from __future__ import annotations

import re
from html import unescape

from briefgen.content.evidence.text import REFERENCES
from briefgen.content.markup import Fragment
from briefgen.content.notes import NOTES, without_notes
from briefgen.content.slots import MARK

_NOT_COUNTED = re.compile(rf"<[^>]+>|{MARK.pattern}")
_WORD = re.compile(r"[^\W_]+(?:['’\-.,][^\W_]+)*")


def count_words(fragment: Fragment) -> int:
    """Words of the page; notes and the list of references are not counted."""
    pieces = [
        fragment.html,
        *(slot.html for name, slot in fragment.slots.items() if name not in (NOTES, REFERENCES)),
    ]
    return len(_WORD.findall(unescape(_NOT_COUNTED.sub(" ", without_notes(" ".join(pieces))))))
