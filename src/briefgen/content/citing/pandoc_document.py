"""Citations and references as a document that pandoc formats, and what comes back of it as HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from briefgen.content.citing.bibliography import Name, Reference
from briefgen.content.citing.citations import Citation, Cited
from briefgen.content.fields import LocalText
from briefgen.content.languages import direction

SCRIPT = """
for line in io.lines() do
  local document = pandoc.utils.citeproc(pandoc.read(line, 'json'))
  document.meta = {}  -- or the writer looks for words of its own in the language
  io.write(pandoc.write(document, 'html'), '\\0')
end
"""
"""Formats many documents, one on each line, in one start of pandoc."""

Json = Any
"""A piece of pandoc's document tree."""


def document(
    citations: Sequence[Citation],
    references: Mapping[str, Reference],
    language: str,
    locale: str,
    style_file: str,
    with_remarks: bool,
) -> str:
    """A document of citations, as pandoc reads it. References are known to it as `r0`, `r1` …, in the order of
    `references`. In notes (`with_remarks`) each source has its remark and no link to a list."""
    ids = {key: f"r{index}" for index, key in enumerate(references)}
    meta = {
        "csl": _meta(style_file),
        "lang": _meta(locale),
        "link-citations": {"t": "MetaBool", "c": not with_remarks},
        "references": _list(
            _reference(ids[key], reference, language) for key, reference in references.items()
        ),
    }
    if with_remarks:
        citations = [_with_remarks(citation, references, language) for citation in citations]
    blocks = [_block(index, citation, ids) for index, citation in enumerate(citations)]
    return json.dumps({"pandoc-api-version": [1, 23], "meta": meta, "blocks": blocks}, ensure_ascii=False)


# --- citations ----------------------------------------------------------------------------------------------


def _with_remarks(citation: Citation, references: Mapping[str, Reference], language: str) -> Citation:
    cited = (_with_remark(cited, references[cited.key].note, language) for cited in citation.cited)
    return replace(citation, cited=tuple(cited))


def _with_remark(cited: Cited, remark: LocalText | None, language: str) -> Cited:
    return replace(cited, suffix=f"{cited.suffix} ({remark.in_language(language)})") if remark else cited


def _block(index: int, citation: Citation, ids: Mapping[str, str]) -> Json:
    cites = [_cite(index + 1, cited, citation.narrative, ids) for cited in citation.cited]
    cite = {"t": "Cite", "c": [cites, [{"t": "Str", "c": "?"}]]}
    return {"t": "Div", "c": [[f"c{index}", [], []], [{"t": "Para", "c": [cite]}]]}


def _cite(number: int, cited: Cited, narrative: bool, ids: Mapping[str, str]) -> Json:
    mode = "AuthorInText" if narrative else "SuppressAuthor" if cited.without_author else "NormalCitation"
    locator = f", {{{cited.locator.label} {cited.locator.value}}}" if cited.locator else ""
    if cited.suffix and not locator:
        locator = "{}"  # or pandoc takes a number in these words for a page
    return {
        "citationId": ids[cited.key],
        "citationPrefix": words(cited.prefix),
        "citationSuffix": words(f"{locator}{cited.suffix}"),
        "citationMode": {"t": mode},
        "citationNoteNum": number,
        "citationHash": 0,
    }


def words(text: str) -> list[Json]:
    """A plain text as pandoc's words and spaces."""
    pieces = (piece for piece in re.split(r"(\s+)", text) if piece)
    return [{"t": "Space"} if piece.isspace() else {"t": "Str", "c": piece} for piece in pieces]


# --- references ---------------------------------------------------------------------------------------------


def _meta(text: str) -> Json:
    return {"t": "MetaString", "c": text}


def _list(items: Iterable[Json]) -> Json:
    return {"t": "MetaList", "c": list(items)}


def _map(items: Iterable[tuple[str, Json]]) -> Json:
    return {"t": "MetaMap", "c": dict(items)}


def _reference(id_: str, reference: Reference, language: str) -> Json:
    return _map((("id", _meta(id_)), *_fields(reference, language)))


_TITLES = frozenset(("title", "container_title", "collection_title", "title_short", "reviewed_title"))


def _fields(reference: Reference, language: str) -> Iterator[tuple[str, Json]]:
    for field, described in Reference.model_fields.items():
        value, name = getattr(reference, field), described.alias or field
        if field in ("id", "note") or value in (None, ()):
            continue
        if isinstance(value, tuple):
            yield name, _list(_name(person) for person in value)
        elif isinstance(value, date):
            yield name, _date(value.isoformat())
        elif field in ("issued", "event_date", "original_date"):
            yield name, _date(value)
        elif field in _TITLES:
            yield (
                name,
                {"t": "MetaInlines", "c": _title(value, reference.language, language, field == "title")},
            )
        else:
            yield name, _meta(str(value))


_ARABIC = re.compile(r"[\u0600-\u06ff]")


def _name(name: Name) -> Json:
    """A name. An Arabic given name goes with the family name as a particle does: it is never made an initial."""
    parts = {key: value for key, value in name.model_dump(by_alias=True).items() if value is not None}
    if "given" in parts and _ARABIC.search(parts["given"]):
        parts["dropping-particle"] = " ".join((parts.pop("given"), *filter(None, [name.dropping_particle])))
    return _map((key, _meta(value)) for key, value in parts.items())


def _date(written: str) -> Json:
    days = ([str(int(part)) for part in day.split("-")] for day in written.split("/"))
    return _map([("date-parts", _list(_list(_meta(part) for part in day) for day in days))])


_QUOTED = re.compile(r"“([^“”]*)”|(?<!\w)\"([^\"]*)\"(?!\w)")
_TAG = re.compile(r"<(/?)(i|b|sub|sup|span)\b([^>]*)>")
_INLINES = {"i": "Emph", "b": "Strong", "sub": "Subscript", "sup": "Superscript"}


def _title(text: str, own: str, language: str, is_title: bool) -> list[Json]:
    """A title, in its own language where that is not the language of the page. Of HTML it may hold what CSL knows."""
    inner = _rich(text)
    if not is_title or own.split("-")[0] == language.split("-")[0]:
        return inner
    attributes = [["lang", own]]
    if direction(own) != direction(language):
        attributes.append(["dir", direction(own)])
    return [{"t": "Span", "c": [["", [], attributes], inner]}]


def _rich(text: str) -> list[Json]:
    """Words, with the elements `<i>`, `<b>`, `<sub>`, `<sup>` and `<span class="nocase">`; others stay signs.
    Quotations get the marks of the style."""
    if quoted := _QUOTED.search(text):
        quotation = {"t": "Quoted", "c": [{"t": "DoubleQuote"}, _rich(quoted[1] or quoted[2] or "")]}
        return [*_rich(text[: quoted.start()]), quotation, *_rich(text[quoted.end() :])]
    stack: list[tuple[str, str, list[Json]]] = [("", "", [])]
    last = 0
    for tag in _TAG.finditer(text):
        if tag[1] and stack[-1][0] != tag[2]:
            continue
        stack[-1][2].extend(words(text[last : tag.start()]))
        last = tag.end()
        if not tag[1]:
            stack.append((tag[2], tag[3], []))
            continue
        name, attributes, inner = stack.pop()
        stack[-1][2].append(_element(name, attributes, inner))
    stack[-1][2].extend(words(text[last:]))
    while len(stack) > 1:
        _, _, inner = stack.pop()
        stack[-1][2].extend(inner)
    return stack[0][2]


def _element(name: str, attributes: str, inner: list[Json]) -> Json:
    if name in _INLINES:
        return {"t": _INLINES[name], "c": inner}
    if "small-caps" in attributes:
        return {"t": "SmallCaps", "c": inner}
    classes = ["nocase"] if "nocase" in attributes else []
    return {"t": "Span", "c": [["", classes, []], inner]}


# --- what comes back ----------------------------------------------------------------------------------------

_DIV = re.compile(r'<div id="c(\d+)">\s*<p>(.*?)</p>\s*</div>', re.S)
_CITATION = re.compile(r'<span class="citation"[^>]*>(.*)</span>', re.S)
_MARK = re.compile(r'<a href="#fn(\d+)" class="footnote-ref".*?</a>', re.S)
_NOTE = re.compile(
    r'<li id="fn(\d+)"[^>]*><p>(.*?)<a href="#fnref\d+" class="footnote-back".*?</a></p></li>', re.S
)
_ENTRY = re.compile(r'<div id="ref-r(\d+)" class="csl-entry"[^>]*>')
_LABEL = re.compile(r'<div class="csl-left-margin">\s*(.*?)\s*</div>', re.S)
_DIVS = re.compile(r"</?div[^>]*>")
_LINK = re.compile(r'href="#ref-r(\d+)"')


def on_one_line(html: str) -> str:
    """HTML without the line ends that pandoc puts in, also within tags; spaces that do not break stay."""
    return re.sub(r"[ \t\n]+", " ", html).strip(" ")


def in_text(html: str) -> list[str]:
    """What stands in the text for each citation; in a style with notes, the author's name for those that are words of a
    sentence."""
    found = {int(number): inner for number, inner in _DIV.findall(html)}
    return [_MARK.sub("", _CITATION.sub(r"\1", found[index])) for index in range(len(found))]


def in_notes(html: str) -> list[str]:
    """The text of the note of each citation."""
    notes = dict(_NOTE.findall(html))
    found = {int(number): _MARK.search(inner) for number, inner in _DIV.findall(html)}
    return [notes[mark[1]] if (mark := found[index]) else "" for index in range(len(found))]


def entries(html: str) -> list[tuple[int, str]]:
    """The references in the order of the list, by their number; a label that the style gives is a `span`."""
    pieces = _ENTRY.split(html)[1:]
    if pieces:
        pieces[-1] = pieces[-1].partition("<section")[0]
    return [(int(number), _entry(inner)) for number, inner in zip(pieces[::2], pieces[1::2], strict=True)]


def _entry(inner: str) -> str:
    labelled = _LABEL.sub(r'<span class="reference-label">\1</span> ', inner)
    return on_one_line(_DIVS.sub(" ", labelled))


def with_anchors(html: str, anchors: Sequence[str]) -> str:
    """A piece whose links lead to the anchors of the references."""
    return _LINK.sub(lambda link: f'href="#{anchors[int(link[1])]}"', html)
