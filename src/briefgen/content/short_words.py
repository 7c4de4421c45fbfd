"""Short words that lean on the word after them: articles, conjunctions, short prepositions.

A line of a title that ends on one, and a title that is cut behind one, read as if something were missing.
"""

from __future__ import annotations

import re

_WORDS = {
    "en": "a an and as at but by for from if in into its no nor not of on one or so than that the their to with",
    "fr": "à au aux ce ces cette dans de des du en et la le les leur leurs mais ne ni nos ou où par pas pour que qui "
    "sa sans se ses si son sous sur très un une vers",
    "es": "a al ante con de del e el en entre es la las le les lo los más ni no o para pero por que se si sin sobre "
    "su sus un una y",
    "pt": "a ao aos as às com da das de do dos e é em entre mais mas na nas nem no nos o os ou para pela pelas pelo "
    "pelos por que se sem seu seus sob sobre sua suas um uma",
    "ar": "أن أو إلى إن بل بين ثم على عن في قد لا لم لن ما مع من",
}
_BY_LANGUAGE = {language: frozenset(words.split()) for language, words in _WORDS.items()}


def ends_leaning(text: str, language: str) -> bool:
    """Whether a text ends on a word that leans on the next; a mark behind it ends that."""
    last = re.split(r"\W+", text)[-1].lower()
    return last in _BY_LANGUAGE.get(language.split("-")[0], ())
