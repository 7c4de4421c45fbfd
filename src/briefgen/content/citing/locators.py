"""Locators: which part of a source is cited, as authors write it in the languages of the interface (`p. 12`,
`chap. 3`, `art. 5`), with the name that CSL has for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefgen.core.diagnostics import nearest

_WRITTEN = {
    "page": "p pp pg pgs page pages pág págs página páginas ص صص صفحة الصفحة الصفحات صفحات",
    "chapter": "ch chap chaps chapter chapters chapitre chapitres cap caps capítulo capítulos فصل الفصل",
    "section": "s sec secs sect section sections sección secciones secc قسم القسم",
    "paragraph": "para paras par paragraph paragraphs paragraphe paragraphes párr párrs párrafo párrafos فقرة الفقرة",
    "part": "pt pts part parts partie parties parte partes جزء الجزء",
    "volume": "vol vols volume volumes volumen volúmenes مجلد المجلد",
    "issue": "no nos issue issues núm núms número numéro numéros عدد العدد",
    "figure": "fig figs figure figures figura figuras شكل الشكل",
    "table": "tab table tables tableau tableaux tabla tablas جدول الجدول",
    "note": "n nn note notes nota notas حاشية الحاشية",
    "line": "l ll line lines ligne lignes línea líneas سطر السطر",
    "column": "col cols column columns colonne colonnes columna columnas عمود العمود",
    "verse": "v vv verse verses verset versets versículo versículos آية",
    "book": "bk bks book books livre livres libro libros كتاب",
    "folio": "fol fols folio folios",
    "appendix": "app apps appendix appendices annexe annexes anexo anexos apéndice ملحق الملحق",
    "article": "art arts article articles artículo artículos مادة المادة",
    "timestamp": "min minute minutes minuto minutos دقيقة",
}
LABELS = {word: label for label, words in _WRITTEN.items() for word in words.split()}
"""The name that CSL has for each word that authors write, without its full stop."""

_NUMBER = r"(?:\d[\w:.]*\w|\d|(?<=[\s–—-])[ivxlcdm]+\b|(?<=[\s–—-])[IVXLCDM]+\b|[A-Z]\d+)"
_NUMBERS = rf"{_NUMBER}(?:\s?[-–—]\s?{_NUMBER}|,\s?\d+(?![\d.]*[^\W\d]))*"
_LABELLED = re.compile(rf"[\s,]*(?P<label>[^\W\d_]+)\.?\s?(?P<value>{_NUMBERS})(?!\w)")
_BARE = re.compile(
    r"\s*,\s*(?P<value>\d[\w]*(?:\s?[-–—]\s?\d\w*)*(?:,\s?\d+(?:[-–—]\d+)?)*)(?=\s*(?:[,;]|$))"
)
_SIGNED = re.compile(rf"[\s,]*(?P<label>§§?|¶¶?)\s?(?P<value>{_NUMBERS})")
_SIGNS = {"§": "section", "¶": "paragraph"}
_ODD = re.compile(r"\s*,?\s*(?P<label>[^\W\d_]+)(?P<stop>\.?)(?:\s?\d|\s*$)")


@dataclass(frozen=True)
class Locator:
    """A part of a source: what it is, in CSL's word, and which."""

    label: str
    value: str


def split_locator(text: str) -> tuple[Locator | None, str]:
    """The locator with which a text behind a key begins, and what follows it."""
    if found := _SIGNED.match(text):
        return Locator(_SIGNS[found["label"][0]], found["value"]), text[found.end() :]
    found = _LABELLED.match(text)
    if found and (label := LABELS.get(found["label"].lower())):
        return Locator(label, found["value"]), text[found.end() :]
    if found := _BARE.match(text):
        return Locator("page", found["value"]), text[found.end() :]
    return None, text


def odd_label(text: str) -> tuple[str, str | None] | None:
    """The word with which a text behind a key begins, if it looks like a locator and is none that is known: a
    misspelt or unknown word before a number, or a known one without a number; and the known word nearest to it."""
    found = _ODD.match(text)
    if found is None:
        return None
    word = found["label"].lower()
    if word in LABELS:
        return (found["label"] + found["stop"], None) if found.end() == len(text) and found["stop"] else None
    has_number = found[0][-1:].isdigit()
    near = nearest(word, LABELS, cutoff=0.75) if len(word) > 2 else None
    return (found["label"] + found["stop"], near) if has_number and (found["stop"] or near) else None
