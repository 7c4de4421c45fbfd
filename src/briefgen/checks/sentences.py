"""Sentences of key messages: short enough to be understood when they are heard once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.content.decode import span_at
from briefgen.content.manuscript import Manuscript
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic

MOST_WORDS = 30
"""Words of a sentence; plain-language guides ask for twenty on average."""

_MARKUP = re.compile(r"\[\^[^\]]*\]|\[@[^\]]*\]|\]\([^)]*\)|[*_`\[\]]")
_END = re.compile(r"(?<=[.!?؟።])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bDr\.)(?<!\bM\.)[»”\"')]*\s+")


def check_sentences(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for index, message in enumerate(manuscript.edition.key_messages):
        for sentence in _END.split(_MARKUP.sub("", message)):
            if (words := len(sentence.split())) > MOST_WORDS:
                place = span_at(manuscript.tree, ("key_messages", index))
                begins = " ".join(sentence.split()[:4])
                yield messages.SENTENCE_LONG.at(place, words=words, most=MOST_WORDS, begins=begins)
