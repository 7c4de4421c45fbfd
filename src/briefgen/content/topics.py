"""Topics: keywords that publications share, by which they have feeds."""

from __future__ import annotations

import re
import unicodedata

from briefgen.content.fields import LocalText
from briefgen.content.typography import with_apostrophes
from briefgen.core.digest import digest_of


def topic_id(topic: LocalText) -> str:
    """A topic as a word of addresses, after the first text that is given for it: `forced-displacement`."""
    text = next(iter(topic.by_language.values()))
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("’", "").replace("'", "")
    letters = plain.encode("ascii", "ignore").decode()
    word = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    return word or digest_of(text.encode())[:10]


def topic_label(topic: LocalText, language: str) -> str:
    """What readers and programs are told that a topic is called in a language."""
    return with_apostrophes(topic.in_language(language), language)
