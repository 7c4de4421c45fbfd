"""Pictures: every one has a text alternative that says what it shows, or says that it only decorates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.content.decode import span_at
from briefgen.content.manuscript import Body, Manuscript
from briefgen.content.masking import mask_code
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.source import Span

_MARKDOWN = re.compile(r"!\[(?P<alt>[^\]]*)\]\(\s*<?(?P<src>[^)\s>]*)[^)]*\)(?P<marks>\{[^}]*\})?")
_BY_NAME = re.compile(r"!\[\s*\]\[(?P<src>[^\]]+)\]")
_HTML = re.compile(r"<img\b[^>]*?\bsrc\s*=\s*[\"']?(?P<src>[^\"'\s>]+)[^>]*>", re.I)
_ALT = re.compile(
    r"""\balt\s*=\s*(?:"(?P<alt>[^"]*\S[^"]*)"|'(?P<single>[^']*\S[^']*)'|(?P<bare>[^\s"'>]+))""", re.I
)
_DECORATES = re.compile(r"role\s*=\s*[\"']?presentation", re.I)
_OPTION = re.compile(r"^(?P<indent>[ ]+)alt:[ ]+(?P<alt>[^\s|>][^\n]*)$", re.M)
_BLOCK = re.compile(r"^/{3,} [\w-]+(?: \| (?P<title>[^\n]+))?$", re.M)
_NOTE_MARK = re.compile(r"\[[\^@][^\]]*\]")

_FILE_NAME = re.compile(
    r"[^\n]{1,80}\.(?:png|jpe?g|gif|svg|webp|tiff?|pdf|heic)"
    r"|(?:img|dsc|dscn|pxl|whatsapp image|photo|screenshot|scan)[-_ ]?\d[-\d_ ]*",
    re.I,
)
_SAYS_PICTURE = re.compile(
    r"(?:an? |the |this )?(?:image|picture|photo|photograph|graphic|icon|illustration) (?:of|showing|shows)\b"
    r"|(?:image|picture|photo|figure|chart|screenshot|alt text|todo)[ \d.]*$"
    r"|(?:une |l’|l')?(?:image|photo|photographie|illustration|icône) (?:de |du |des |montrant|qui montre)"
    r"|(?:una )?(?:imagen|foto|fotografía|ilustración|icono) (?:de|del|que muestra)\b"
    r"|(?:uma )?(?:imagem|foto|fotografia|ilustração) (?:de|do|da)\b"
    r"|صورة (?:فوتوغرافية|لـ|تظهر|توضح|تبين)",
    re.I,
)


def check_alternatives(body: Body) -> Iterator[Diagnostic]:
    """Pictures in the text that have no alternative."""
    masked = mask_code(body.source.text)
    for match in _MARKDOWN.finditer(masked, body.start):
        if not match["alt"].strip() and not _DECORATES.search(match["marks"] or ""):
            yield messages.ALT_MISSING.at(body.source.span(match.start("src"), match.end("src")))
    for match in _BY_NAME.finditer(masked, body.start):
        yield messages.ALT_MISSING.at(body.source.span(match.start("src"), match.end("src")))
    for match in _HTML.finditer(masked, body.start):
        if not (_ALT.search(match[0]) or _DECORATES.search(match[0])):
            yield messages.ALT_MISSING.at(body.source.span(match.start("src"), match.end("src")))


def check_alternative_texts(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Alternatives that say nothing: names of files, that a picture is one, the title once more."""
    for words, place, title in _alternatives(manuscript):
        if _FILE_NAME.fullmatch(words):
            yield messages.ALT_FILE_NAME.at(place)
        elif match := _SAYS_PICTURE.match(words):
            yield messages.ALT_SAYS_PICTURE.at(place, words=match[0])
        elif title and _letters(words) == _letters(title):
            yield messages.ALT_IS_TITLE.at(place)


def _alternatives(manuscript: Manuscript) -> Iterator[tuple[str, Span, str]]:
    """The alternatives of an edition with their places, each with the title of its figure."""
    hero = manuscript.edition.hero
    if hero is not None and hero.alt:
        yield hero.alt, span_at(manuscript.tree, ("hero", "alt")), manuscript.edition.title
    body = manuscript.body
    masked = mask_code(body.source.text)
    for match in _MARKDOWN.finditer(masked, body.start):
        yield match["alt"].strip(), body.source.span(*match.span("alt")), ""
    for match in _HTML.finditer(masked, body.start):
        if alt := _ALT.search(match[0]):
            name = alt.lastgroup or "alt"
            start = match.start() + alt.start(name)
            yield alt[name].strip(), body.source.span(start, start + len(alt[name])), ""
    titles = [(block.end(), block["title"]) for block in _BLOCK.finditer(masked, body.start)]
    for match in _OPTION.finditer(masked, body.start):
        above = [title for end, title in titles if end < match.start()]
        title = _NOTE_MARK.sub("", above[-1] or "") if above else ""
        yield match["alt"].strip(" '\""), body.source.span(*match.span("alt")), title


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
