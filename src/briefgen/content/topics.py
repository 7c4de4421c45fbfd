"""Topics: keywords that publications share, by which they have feeds."""

from __future__ import annotations

import re
import unicodedata

from briefgen.content.fields import LocalText, is_of_windows
from briefgen.content.typography import with_apostrophes
from briefgen.core.digest import digest_of

_LONGEST = 80
"""Letters of a topic that its addresses hold: names of files have 255 bytes at most."""


def topic_id(topic: LocalText) -> str:
    """A topic as a word of addresses, after the first text that is given for it: `forced-displacement`.

    Two topics are one if they differ only in capitals, accents, or the marks and spaces between words. Where more is
    lost on the way, such as Arabic letters or the signs of `C++`, a digest of the text keeps them apart.
    """
    text = next(iter(topic.by_language.values()))
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("’", "").replace("'", "")
    letters = plain.encode("ascii", "ignore").decode()
    word = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    if not word:
        return digest_of(text.encode())[:10]
    if any(map(_tells_apart, plain)) or len(word) > _LONGEST or is_of_windows(word):
        return f"{word[:_LONGEST].rstrip('-')}-{digest_of(_as_read(text))[:10]}"
    return word


def _tells_apart(sign: str) -> bool:
    """Whether a sign that addresses do not hold is more than an accent or what stands between words."""
    if sign.isascii() and sign.isalnum():
        return False
    kind = unicodedata.category(sign)
    return sign == "#" or (kind[0] in "LNS" and kind != "Sk")  # `Sk` are accents that stand alone


def _as_read(text: str) -> bytes:
    return " ".join(unicodedata.normalize("NFKC", text.casefold()).split()).encode()


def topic_label(topic: LocalText, language: str) -> str:
    """What readers and programs are told that a topic is called in a language."""
    return with_apostrophes(topic.in_language(language), language)
