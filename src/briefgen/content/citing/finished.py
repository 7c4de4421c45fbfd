"""What pandoc leaves to be done in formatted citations: Arabic beside Latin, and remarks of our own."""

from __future__ import annotations

import re
from html import escape

from briefgen.content.languages import direction

_ARABIC = r"\u0600-\u065f\u066e-\u06ff\u0750-\u077f"
_LETTER = f"[{_ARABIC}]"
_TAGS = r"(?:<[^<>]*>|[\u2066-\u2069])*"
_SIGN = r"(,|;(?<!&amp;)(?<!&lt;)(?<!&gt;)(?<!&quot;)(?<!&#39;))"
_LRM, _RLM = "\N{LEFT-TO-RIGHT MARK}", "\N{RIGHT-TO-LEFT MARK}"

_BETWEEN = re.compile(rf"(?<={_LETTER})({_TAGS}){_SIGN}(?=\s*{_TAGS}\s*{_LETTER})")
_BESIDE = re.compile(rf"(?<={_LETTER})({_TAGS}){_SIGN}|{_SIGN}(?=\s*{_TAGS}\s*{_LETTER})")
_AND = re.compile(rf"(?<=[\s،])و\s+(?={_LETTER})")
_INITIAL = re.compile(r"(?<=\b[A-Z])\.(?=</|[ ,)]|$)")
_RUN = re.compile(rf"{_LETTER}(?:[{_ARABIC}\s\u00a0.,،؛()«»-]*{_LETTER})?")
_PHRASE = re.compile(rf"{_LETTER}(?:[{_ARABIC}\s\u00a0.,،؛()«»\d-]*{_LETTER})?")
"""Arabic words; in a phrase, which an Arabic page writes, with the numbers between them."""

_SIGNS = {",": "،", ";": "؛"}
_ADDRESS = re.compile(r' href="[^"]*"')
_BEHIND_ADDRESS = re.compile(
    r'(?P<close>\)?)(?P<stop>[.,،])(?P<quote>(?:[”»"’]?</span>)*) (?P<link><a href="[^"]*">[^<]*</a>)'
    r" \((?P<remark>[^()]*(?:\([^()]*\)[^()]*)*)\)"
)
_PIECE = re.compile(r"<[^<>]*>|[^<>]+")


def finished(html: str, language: str, base: str = "") -> str:
    """A citation or reference as a page in a language shows it, in its direction or another one (`base`).

    Commas between Arabic words are Arabic ones, where Arabic is the rule also those beside one; `and` is one word with
    the word behind it. Invisible marks hold numbers and full stops where they belong behind words in the other
    direction.
    """
    html = _ADDRESS.sub(lambda found: found[0].replace("&lt;", "%3C").replace("&gt;", "%3E"), html)
    of_page = direction(language)
    base = base or of_page
    if "rtl" in (of_page, base):
        html = _BESIDE.sub(lambda found: f"{found[1] or ''}{_SIGNS[found[2] or found[3]]}", html)
    html = _BETWEEN.sub(lambda found: f"{found[1]}{_SIGNS[found[2]]}", html)
    html = _AND.sub("و", html)
    if base == "rtl":
        return _held(_INITIAL.sub(f".{_LRM}", html), None, _RLM)
    return _held(html, _PHRASE if of_page == "rtl" else _RUN, _LRM)


def _held(html: str, words: re.Pattern[str] | None, mark: str) -> str:
    """A piece with a mark behind words in the other direction, and behind elements that have one of their own."""
    pieces: list[str] = []
    inside = 0
    for piece in _PIECE.findall(html):
        pieces.append(piece)
        if not piece.startswith("<"):
            if words and not inside:
                pieces[-1] = words.sub(rf"\g<0>{mark}", piece)
        elif inside:
            inside += -1 if piece.startswith("</") else 1
            pieces += [] if inside else [mark]
        elif " dir=" in piece:
            inside = 1
    return "".join(pieces)


def with_remark(html: str, remark: str | None) -> str:
    """A reference with what else readers need to know of it."""
    if not remark:
        return html
    stop = "." if html.endswith(".") else ""
    return before_address(f"{html.removesuffix('.')} ({escape(remark, quote=False)}){stop}")


def before_address(html: str) -> str:
    """A piece in which remarks stand before the address: 2019 (archived copy), example.org."""
    return _BEHIND_ADDRESS.sub(_before, html)


def _before(found: re.Match[str]) -> str:
    remark = f"; {found['remark']})" if found["close"] else f"{found['quote']} ({found['remark']})"
    return f"{remark}{found['stop']} {found['link']}"
