"""What only authors can do for readers who listen to a page, or do not see its colours, or read with effort."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.alternatives import check_alternative_texts
from briefgen.checks.colour_words import check_colour_words
from briefgen.checks.link_texts import check_link_texts
from briefgen.checks.sentences import check_sentences
from briefgen.checks.table_heads import check_table_heads
from briefgen.content.manuscript import Manuscript
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic

CODES = frozenset(
    wording.code
    for wording in (
        messages.ABBREVIATION_UNEXPLAINED, messages.ALT_FILE_NAME, messages.ALT_IS_TITLE, messages.ALT_MISSING,
        messages.ALT_SAYS_PICTURE, messages.COLOUR_ALONE, messages.HEADING_LEVEL_ONE, messages.HEADING_SKIPPED,
        messages.HERO_WORDS, messages.LINK_TEXT_ADDRESS, messages.LINK_TEXT_EMPTY, messages.SENTENCE_LONG,
        messages.TABLE_HEAD_EMPTY,
    )
)  # fmt: skip
"""The codes of all that `check --accessibility` tells."""


def check_accessibility(manuscript: Manuscript) -> Iterator[Diagnostic]:
    yield from check_alternative_texts(manuscript)
    yield from check_colour_words(manuscript)
    yield from check_link_texts(manuscript)
    yield from check_sentences(manuscript)
    yield from check_table_heads(manuscript.body)
