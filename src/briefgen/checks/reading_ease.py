"""How easily a text reads, by the formula that each language has for it: from 100, very easy, to 0, very hard.

English: Flesch (1948). French: Kandel and Moles (1958). Spanish: Fernández Huerta (1959). Other languages have none
here, and get no number rather than a wrong one.
"""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"[.!?…]+(?:\s|$)|\n\s*\n")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouyàâäáéèêëíîïóôöúùûüœæ]+", re.I)
_FEWEST_WORDS = 100
"""A shorter text says nothing about how the author writes."""

_FORMULAS = {"en": (206.835, 1.015, 84.6), "fr": (207.0, 1.015, 73.6), "es": (206.84, 1.02, 60.0)}
"""A constant, what a word in a sentence costs, what a syllable in a word costs."""


def reading_ease(text: str, language: str) -> int | None:
    """Between 0 and 100; None for a short text or a language without a formula."""
    formula = _FORMULAS.get(language.partition("-")[0])
    words = _WORD.findall(text)
    if formula is None or len(words) < _FEWEST_WORDS:
        return None
    sentences = sum(bool(_WORD.search(sentence)) for sentence in _SENTENCE_END.split(text))
    constant, per_word, per_syllable = formula
    syllables = sum(_syllables(word, language) for word in words)
    ease = constant - per_word * len(words) / max(sentences, 1) - per_syllable * syllables / len(words)
    return round(min(max(ease, 0), 100))


def _syllables(word: str, language: str) -> int:
    """Groups of vowels, which is near enough for an average; a silent e at the end counts in no English word."""
    groups = len(_VOWELS.findall(word))
    is_silent = (
        language.startswith("en") and word.lower().endswith("e") and not word.lower().endswith(("le", "ee"))
    )
    return max(groups - is_silent, 1)
