"""What pandoc leaves to be done in formatted citations: Arabic beside Latin, and remarks of our own."""

from __future__ import annotations

import re
from html import escape

from briefgen.content.languages import direction

_ARABIC = r"\u0600-\u065f\u066e-\u06ff\u0750-\u077f"
_LETTER = f"[{_ARABIC}]"
_TAGS = r"(?:<[^<>]*>|[\u2066-\u2069])*"
_LRM = "\N{LEFT-TO-RIGHT MARK}"

_BETWEEN = re.compile(rf"(?<={_LETTER})({_TAGS})([,;])(?=\s*{_TAGS}\s*{_LETTER})")
_BESIDE = re.compile(rf"(?<={_LETTER})({_TAGS})([,;])|([,;])(?=\s*{_TAGS}\s*{_LETTER})")
_AND = re.compile(rf"(?<=[\s،])و\s+(?={_LETTER})")
_INITIAL = re.compile(r"(?<=\b[A-Z])\.(?=</|[ ,)]|$)")
_RUN = re.compile(rf"{_LETTER}(?:[{_ARABIC}\s\u00a0.,،؛()«»-]*{_LETTER})?")
_SIGNS = {",": "،", ";": "؛"}
_PIECE = re.compile(r"<[^<>]*>|[^<>]+")


def finished(html: str, language: str) -> str:
    """A citation or reference as a page in a language shows it.

    Commas between Arabic words are Arabic ones, on Arabic pages also those beside one; `and` is one word with the word
    behind it. Words in the other writing direction stay together, so that no number or full stop jumps over them.
    """
    on_arabic_page = direction(language) == "rtl"
    if on_arabic_page:
        html = _BESIDE.sub(lambda found: f"{found[1] or ''}{_SIGNS[found[2] or found[3]]}", html)
    html = _BETWEEN.sub(lambda found: f"{found[1]}{_SIGNS[found[2]]}", html)
    html = _AND.sub("و", html)
    if on_arabic_page:
        return _INITIAL.sub(f".{_LRM}", html)
    return _isolated(html)


def _isolated(html: str) -> str:
    """Arabic words each as a piece of its own, but for those in an element that says its direction."""
    pieces: list[str] = []
    inside = 0
    for piece in _PIECE.findall(html):
        if not piece.startswith("<"):
            pieces.append(piece if inside else _RUN.sub(r"<bdi>\g<0></bdi>", piece))
            continue
        if inside:
            inside += -1 if piece.startswith("</") else 1
        elif " dir=" in piece:
            inside = 1
        pieces.append(piece)
    return "".join(pieces)


def with_remark(html: str, remark: str | None) -> str:
    """A reference with what else readers need to know of it."""
    if not remark:
        return html
    stop = "." if html.endswith(".") else ""
    return f"{html.removesuffix('.')} ({escape(remark, quote=False)}){stop}"
