"""Texts of links: they say where a link leads, also to those who hear one link after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.content.manuscript import Manuscript
from briefgen.content.masking import mask_code
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic

_LINK = re.compile(r"(?<![!\\\w])\[(?P<text>(?![\^@])[^\[\]]*)\](?=\((?!stat:)|\[)")
_MARKS = re.compile(r"[*_`]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.I)
_OF_SOURCES = re.compile(r"\[\^[^\]]+\]:|\s*source:|[ ]{4}")
"""How lines begin that say where something is from: notes and their other lines, sources of figures."""

_ASIDE = " .…:→»«›‹>\"'“”"
"""What stands around words of links and says nothing."""


_EMPTY = {
    "en": ("here", "click here", "see here", "this", "this link", "link", "more", "read more", "learn more", "details",
           "this page", "website", "see more", "find out more", "more information", "download", "pdf", "this report",
           "source", "the link"),
    "fr": ("ici", "cliquez ici", "voir ici", "lien", "ce lien", "plus", "lire la suite", "en savoir plus", "site web",
           "cliquer ici", "lire plus", "voir", "télécharger", "plus d’informations"),
    "es": ("aquí", "haga clic aquí", "ver aquí", "enlace", "este enlace", "más", "leer más", "ver más", "sitio web",
           "haz clic aquí", "pulse aquí", "saber más", "más información", "descargar"),
    "ar": ("هنا", "انقر هنا", "اضغط هنا", "اقرأ المزيد", "المزيد", "رابط", "الرابط", "هذا الرابط",
           "من هنا", "للمزيد", "لمزيد من المعلومات", "تحميل"),
    "pt": ("aqui", "clique aqui", "saiba mais", "leia mais", "este link", "link"),
    "tr": ("burada", "tıklayın", "buraya tıklayın", "devamı"),
    "sw": ("hapa", "bofya hapa", "soma zaidi"),
    "am": ("እዚህ", "እዚህ ይጫኑ"),
}  # fmt: skip
"""Texts that mean nothing without the words around them."""


def check_link_texts(manuscript: Manuscript) -> Iterator[Diagnostic]:
    empty = _EMPTY.get(manuscript.file.language.partition("-")[0], ())
    source = manuscript.body.source
    masked = mask_code(source.text)
    for match in _LINK.finditer(masked):
        text = _MARKS.sub("", " ".join(match["text"].split())).strip(_ASIDE)
        place = source.span(match.start("text"), match.end("text"))
        if not text or text.casefold() in empty:
            yield messages.LINK_TEXT_EMPTY.at(place, text=text)
        elif _ADDRESS.fullmatch(text) and not _OF_SOURCES.match(_line(masked, match.start())):
            yield messages.LINK_TEXT_ADDRESS.at(place)


def _line(text: str, place: int) -> str:
    return text[text.rfind("\n", 0, place) + 1 :].partition("\n")[0]
