"""Colour as the only clue: a text that names a part of a drawing by its colour alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.content.manuscript import Manuscript
from briefgen.content.masking import mask_code
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic

_ENGLISH = "red|green|blue|yellow|orange|purple|violet|pink|brown|teal|gr[ae]y|dark|light"
_FRENCH = "rouges?|verte?s?|bleue?s?|jaunes?|orange|violette?s?|roses?|brune?s?|grise?s?"
_SPANISH = (
    "roj[oa]s?|verdes?|azul(?:es)?|amarill[oa]s?|naranjas?|violetas?|rosas?|marr[oó]n(?:es)?|gris(?:es)?"
)
_ARABIC = "الأحمر|الأخضر|الأزرق|الأصفر|البرتقالي|البنفسجي|الوردي|البني|الرمادي"

_BY_LANGUAGE = {
    "en": rf"\b(?:{_ENGLISH}) (?:bars?|columns?|curves?|dots?|slices?|segments?|squares?|cells?)\b"
          rf"|\b(?:shown|marked|drawn|printed|highlighted|set|colou?red) in (?:{_ENGLISH})\b",
    "fr": rf"\b(?:barres?|colonnes?|courbes?|points?|segments?|carrés?|cellules?) (?:{_FRENCH})\b"
          rf"|\b(?:marqu|indiqu|signal|représent|surlign|color)ée?s? en (?:{_FRENCH})\b",
    "es": rf"\b(?:barras?|columnas?|curvas?|puntos?|segmentos?|cuadrad[oa]s?|celdas?) (?:{_SPANISH})\b"
          rf"|\b(?:marcad|señalad|indicad|mostrad|resaltad|pintad)[oa]s? en (?:color )?(?:{_SPANISH})\b",
    "ar": rf"باللون (?:{_ARABIC})",
}  # fmt: skip


def check_colour_words(manuscript: Manuscript) -> Iterator[Diagnostic]:
    body = manuscript.body
    pattern = _BY_LANGUAGE.get(manuscript.file.language.partition("-")[0])
    if pattern:
        for match in re.compile(pattern, re.I).finditer(mask_code(body.source.text), body.start):
            yield messages.COLOUR_ALONE.at(body.source.span(*match.span()), words=match[0])
