"""Colour as the only clue: a text that names a part of a drawing by its colour alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.content.manuscript import Manuscript
from briefgen.content.masking import mask_code
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic

_ENGLISH = "red|green|blue|yellow|orange|purple|violet|pink|brown|teal|gr[ae]y"
_FRENCH = "rouges?|verte?s?|bleue?s?|jaunes?|orange|violette?s?|roses?|brune?s?|grise?s?"
_SPANISH = (
    "roj[oa]s?|verdes?|azul(?:es)?|amarill[oa]s?|naranjas?|violetas?|rosas?|marr[oó]n(?:es)?|gris(?:es)?"
)
_ARABIC = "الحمراء|الخضراء|الزرقاء|الصفراء|البرتقالية|البنفسجية|الوردية|البنية|الرمادية"

_BY_LANGUAGE = {
    "en": rf"\b(?:{_ENGLISH})\s+(?:bars?|columns?|lines?|curves?|dots?|circles?|slices?|segments?)\b"
          rf"|\b(?:shown|marked|highlighted|shaded)\s+(?:in\s+)?(?:{_ENGLISH})\b",
    "fr": rf"\b(?:barres?|colonnes?|lignes?|courbes?|points?|cercles?|segments?|traits?)\s+(?:{_FRENCH})\b"
          rf"|\b(?:marqu|indiqu|signal|représent|surlign)ée?s?\s+en\s+(?:{_FRENCH})\b",
    "es": rf"\b(?:barras?|columnas?|líneas?|curvas?|puntos?|círculos?|segmentos?)\s+(?:{_SPANISH})\b"
          rf"|\b(?:marcad|señalad|indicad|mostrad|resaltad|sombread)[oa]s?\s+en\s+(?:color\s+)?(?:{_SPANISH})\b",
    "ar": rf"(?:الأعمدة|الأشرطة|الخطوط|النقاط|الدوائر)\s+(?:{_ARABIC})",
}  # fmt: skip
_DRAWING = re.compile(r"^/{3,} (?:chart|map|figure)\b", re.M)
_ALTERNATIVE = re.compile(r"^[ ]+alt:[^\n]*(?:\n[ ]{6,}[^\n]*)*|(?<=!\[)[^\]]*", re.M)
"""Who hears an alternative is told colours as anything else that is seen."""


def check_colour_words(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """In texts that show something; elsewhere colours are those of the world."""
    source = manuscript.body.source
    pattern = _BY_LANGUAGE.get(manuscript.file.language.partition("-")[0])
    masked = _ALTERNATIVE.sub(lambda match: " " * len(match[0]), mask_code(source.text))
    if pattern and _DRAWING.search(masked):
        for match in re.compile(pattern, re.I).finditer(masked):
            yield messages.COLOUR_ALONE.at(source.span(*match.span()), words=" ".join(match[0].split()))
