"""Texts of links: they say where a link leads, also to those who hear one link after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.content.manuscript import Manuscript
from briefgen.content.masking import mask_code
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic

_LINK = re.compile(r"(?<![!\\])\[(?P<text>[^\[\]^@][^\[\]]*)\](?=[(\[])")
_MARKS = re.compile(r"[*_`]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.I)
_NOTE = re.compile(r"^\[\^[^\]]+\]:")

_EMPTY = {
    "en": ("here", "click here", "see here", "this", "this link", "link", "more", "read more", "learn more", "details",
           "this page", "website"),
    "fr": ("ici", "cliquez ici", "voir ici", "lien", "ce lien", "plus", "lire la suite", "en savoir plus", "site web"),
    "es": ("aquí", "haga clic aquí", "ver aquí", "enlace", "este enlace", "más", "leer más", "ver más", "sitio web"),
    "ar": ("هنا", "انقر هنا", "اضغط هنا", "اقرأ المزيد", "المزيد", "رابط", "الرابط", "هذا الرابط"),
    "pt": ("aqui", "clique aqui", "saiba mais", "leia mais", "este link", "link"),
    "tr": ("burada", "tıklayın", "buraya tıklayın", "devamı"),
    "sw": ("hapa", "bofya hapa", "soma zaidi"),
    "am": ("እዚህ", "እዚህ ይጫኑ"),
}  # fmt: skip
"""Texts that mean nothing without the words around them."""


def check_link_texts(manuscript: Manuscript) -> Iterator[Diagnostic]:
    body = manuscript.body
    empty = _EMPTY.get(manuscript.file.language.partition("-")[0], ())
    for match in _LINK.finditer(mask_code(body.source.text), body.start):
        text = _MARKS.sub("", " ".join(match["text"].split())).strip(" .…»>")
        place = body.source.span(match.start("text"), match.end("text"))
        if text.casefold() in empty:
            yield messages.LINK_TEXT_EMPTY.at(place, text=text)
        elif _ADDRESS.fullmatch(text) and not _NOTE.match(_line(body.source.text, match.start())):
            yield messages.LINK_TEXT_ADDRESS.at(place)


def _line(text: str, place: int) -> str:
    return text[text.rfind("\n", 0, place) + 1 :].partition("\n")[0]
