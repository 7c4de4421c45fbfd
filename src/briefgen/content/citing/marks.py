"""Puts formatted citations into a text, line for line the same: as marks with notes, or as what stands in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache

from briefgen.content import ready_html
from briefgen.content.citing.citations import Citation, citations
from briefgen.content.citing.csl_style import Form
from briefgen.content.citing.formatting import Formatted
from briefgen.content.citing.note_ranges import as_read, note_ranges
from briefgen.content.masking import mask_code

NOTE = "@"
"""The keys of notes that come from references begin with it; authors' own keys do not."""

_STOP = re.compile(r"[.,;:]+(?=\s|$)")
_ENDS = re.compile(r"[.,;:]+\Z")
_SPACE = re.compile(r"(?<=\S)[ \t]*\n?[ \t]*\Z")
_GOES_ON = re.compile(r"\s+[^\W\d_A-ZÀ-ÖØ-Þ]")
_PLAIN_LINE = re.compile(r"[^\W\d_]|[\"'“«(\[*_]")
_RAISED = re.compile(r"(?:<a[^>]*>)?<sup>")
_ESCAPED = re.compile(r"\\@(?=\w)")


def together(found: Iterable[Citation], form: Form) -> Iterator[Citation]:
    """Citations as they are shown. Notes name the author in any case; in the text, citations that follow each other at
    once are one."""
    if form is Form.NOTES:
        yield from (
            replace(c, cited=tuple(replace(one, without_author=False) for one in c.cited)) for c in found
        )
        return
    last: Citation | None = None
    for citation in found:
        if citation.narrative or last is None or last.narrative or last.end != citation.start:
            if last:
                yield last
            last = citation
        else:
            last = replace(last, cited=(*last.cited, *citation.cited), end=citation.end)
    if last:
        yield last


def in_order(texts: Iterable[str], known: Iterable[str], form: Form) -> tuple[Citation, ...]:
    """What some texts cite, each citation once, in the order in which it is read. Citations of references that are not
    known are left out."""
    return _in_order("\n\n".join(texts), frozenset(known), form)


@lru_cache(256)
def _in_order(text: str, keys: frozenset[str], form: Form) -> tuple[Citation, ...]:
    found = [c for c in together(citations(text, keys), form) if keys.issuperset(c.keys)]
    if not found:
        return ()
    order = list(as_read(mask_code(text)))
    first: dict[str, Citation] = {}
    for start, end in order:
        for citation in found:
            if start <= citation.start < end:
                first.setdefault(citation.name, citation)
    return tuple(first.values())


class Marks:
    """The marks of one edition's citations. `pieces` is the HTML they stand for."""

    def __init__(self, formatted: Formatted, language: str, known: Iterable[str]) -> None:
        self._formatted = formatted
        self._known = frozenset(known)
        self._after_stop = language.split("-")[0] == "en"
        self._pieces: dict[str, int] = {}

    @property
    def pieces(self) -> tuple[str, ...]:
        return tuple(self._pieces)

    @cached_property
    def _note_keys(self) -> Mapping[str, str]:
        """The keys of notes by the names of their citations: a note that is just a source has the key of it."""
        keys: dict[str, str] = {}
        for name in (name for name in self._formatted.notes if name.startswith("[")):
            short = NOTE + re.sub(r"[^\w-]+", "-", name).strip("-")
            while short in keys.values():
                short += "-"
            keys[name] = short
        return keys

    def put(self, html: str) -> str:
        """A mark for a piece of HTML."""
        return ready_html.mark(self._pieces.setdefault(html, len(self._pieces)))

    def in_text(self, text: str) -> str:
        """A text with its citations as marks."""
        masked = mask_code(text)
        notes = [(note.start, note.end) for note in note_ranges(masked)]
        done, last = "", 0
        for citation in together(citations(text, self._known), self._formatted.form):
            if not self._known.issuperset(citation.keys):
                continue
            done += _unescaped(text, masked, last, citation.start)
            last = citation.end
            if citation.name not in self._formatted.in_text:  # told, or not asked for
                continue
            in_note = any(start <= citation.start < end for start, end in notes)
            if self._formatted.form is Form.NOTES and not in_note:
                done, last = self._as_mark(citation, done, text, last)
            else:
                done, last = self._as_words(citation, done, text, last)
        return done + _unescaped(text, masked, last, len(text))

    def _as_mark(self, citation: Citation, before: str, text: str, end: int) -> tuple[str, int]:
        """A mark close to the word in front of it; in English behind the stop that follows."""
        key = self._note_keys[replace(citation, narrative=False).name]
        mark = f"[^{key}]"
        if citation.narrative:
            return f"{before}{self.put(self._formatted.in_text[citation.name])}{mark}", end
        return self._closed_up(before, mark, text, end)

    def _closed_up(self, before: str, mark: str, text: str, end: int) -> tuple[str, int]:
        """A mark without a space in front; in English behind the stop that follows."""
        space = _SPACE.search(before)
        gap = space[0] if space and _may_close_up(before, space.start()) else ""
        before = before.removesuffix(gap) if gap else before
        if gap and self._after_stop and (stop := _STOP.match(text, end)):
            before, end = before + stop[0], stop.end()
        return f"{before}{mark}{gap if chr(10) in gap else ''}", end

    def _as_words(self, citation: Citation, before: str, text: str, end: int) -> tuple[str, int]:
        """What stands in the text, with a space in front and before the stop that was written in front of it."""
        if self._formatted.form is Form.NOTES:
            note = self._formatted.notes[replace(citation, narrative=False).name]
            return before + self.put(note.removesuffix(".")), end
        html = self._formatted.in_text[citation.name]
        if citation.narrative:
            return before + self.put(html), end
        piece = self.put(f'<span class="citation">{html}</span>')
        if _RAISED.match(html):
            return self._closed_up(before, piece, text, end)
        if before and not before[-1].isspace() and before[-1] not in "([":
            stop = _ENDS.search(before)
            if stop and stop.start() > 0 and _may_move_behind(stop[0], text[end : end + 9]):
                return f"{before[: stop.start()]} {piece}{stop[0]}", end
            return f"{before} {piece}", end
        return before + piece, end

    def notes(self, text: str) -> tuple[str, ...]:
        """The lines that define the notes of the marks in a text, in the order of the marks."""
        by_key = {key: name for name, key in self._note_keys.items()}
        found = dict.fromkeys(re.findall(rf"\[\^({NOTE}[^\]\s]+)\]", text))
        return tuple(
            f"[^{key}]: {self.put(self._formatted.notes[by_key[key]])}" for key in found if key in by_key
        )


def _unescaped(text: str, masked: str, start: int, end: int) -> str:
    """A piece of a text in which `\\@` is just the sign; code stays as it is."""
    pieces, last = [], start
    for found in _ESCAPED.finditer(masked, start, end):
        pieces.append(text[last : found.start()])
        last = found.start() + 1
    return "".join([*pieces, text[last:end]])


def _may_move_behind(stop: str, after: str) -> bool:
    """Whether a stop goes behind the citation that was written behind it; the one of `etc.` does not."""
    is_end = not after or after[0].isspace() or after[0] in "|)" or after.startswith("[^")
    return is_end and not (stop == "." and _GOES_ON.match(after))


def _may_close_up(before: str, at: int) -> bool:
    """Whether what stands behind a space may move to the word in front of it: words do, not what begins an item, a
    heading or a cell; and over the end of a line only in the lines of a paragraph."""
    if before[at:].count("\n") == 0:
        line = before[before.rfind("\n", 0, at) + 1 : at]
        return not re.fullmatch(r"\s*(?:[-*+]|\d+[.)]|#+|>|\||:)\s*", line)
    line = before[before.rfind("\n", 0, at) + 1 : at]
    return _PLAIN_LINE.match(line) is not None
