"""What the PDF engine says, in the author's and the designer's words, at the place it is about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.source import Source, Span
from briefgen.output.pdf_job import COARSE, NO_ROOM, NOT_OURS, EngineMessage

_IGNORED = re.compile(r"Ignored `(?P<what>.*)` at (?P<line>\d+):(?P<column>\d+), (?P<why>.*?)\.?$", re.S)
_PARSE = re.compile(r"Parse error at (?P<line>\d+):(?P<column>\d+): (?P<why>.*)$", re.S)
_SELECTOR = re.compile(r"Invalid or unsupported selector,? '(?P<what>.*)'", re.S)
_MEDIA = re.compile(
    r"Invalid media type '(?P<what>.*)' the whole @media rule was ignored at (?P<line>\d+):(?P<column>\d+)",
    re.S,
)
_MEDIA_TWICE = "Expected a media type, got"
"""The engine says this and then the message above, about the same rule."""
_NOTE = re.compile(r"No anchor #note:(?P<key>\S+) for internal URI reference")
_GLYPH = re.compile(
    r"\.notdef glyph rendered for Unicode string unsupported by fonts: .*\(U\+(?P<code>[0-9A-F]+)\)$", re.S
)


def translate(
    said: tuple[EngineMessage, ...], sources: tuple[Source, ...], sheets: Mapping[str, Source]
) -> Iterator[Diagnostic]:
    """Diagnostics for what the engine said of one edition: `sources` are its Markdown file and then the
    others that its words come from."""
    source = sources[0]
    for message in said:
        if message.sheet and message.text.startswith(_MEDIA_TWICE):
            continue
        if message.sheet:
            yield _of_style(message.text, sheets.get(message.sheet) or Source(message.sheet, ""))
        elif message.text.startswith(NOT_OURS):
            yield messages.TAGS_UNSURE.at(None, version=message.text.removeprefix(NOT_OURS))
        elif message.text.startswith(COARSE):
            yield _of_coarse_picture(message.text.removeprefix(COARSE), sources)
        elif match := _GLYPH.match(message.text):
            yield _of_glyph(chr(int(match["code"], 16)), sources)
        elif match := _NOTE.match(message.text):
            start = max(source.text.find(f"[^{match['key']}]"), 0)
            place = source.span(start, start + len(match["key"]) + 3)
            yield messages.NOTE_LOST.at(place, key=match["key"])
        elif message.text.startswith(("Failed to load", "Failed to get", "Font-face")):
            yield messages.RESOURCE_LOST.at(source, problem=" ".join(message.text.split()))
        elif not message.text.startswith("Step "):
            yield messages.RENDER_NOTE.at(source, problem=message.text, advice="")


def failed(problem: str, source: Source) -> Diagnostic:
    advice = "build again after taking out the last thing you changed; if it stays, send us the file"
    if problem == NO_ROOM:
        advice = "make room on that disk, or name a folder on another one with `TMPDIR`, and build again"
    return messages.RENDER_FAILED.at(source, problem=problem, advice=advice)


def _of_style(text: str, sheet: Source) -> Diagnostic:
    match = _IGNORED.match(text) or _PARSE.match(text) or _MEDIA.search(text)
    if match is None:
        return _of_selector(text, sheet)
    place = _in_sheet(sheet, int(match["line"]), int(match["column"]))
    if match.re is _MEDIA:
        what = f"`@media {' '.join(match['what'].split())}`: paper knows media by their name alone"
        advice = "write `@media screen` or `@media print`, and a condition as a rule of its own inside it"
        return messages.STYLE_IGNORED.at(place, problem=what, advice=advice)
    if "what" in match.groupdict():
        problem = f"`{match['what']}` ({match['why']})"
        return messages.STYLE_IGNORED.at(
            place, problem=problem, advice="check the spelling of the property and its value"
        )
    return messages.STYLE_BROKEN.at(
        place, problem=match["why"], advice="check the braces and semicolons before it"
    )


def _of_selector(text: str, sheet: Source) -> Diagnostic:
    found = _SELECTOR.search(text)
    if found is None:
        return messages.STYLE_IGNORED.at(sheet, problem=" ".join(text.split()), advice="")
    what = found["what"].strip()
    start = max(sheet.text.find(what), 0)
    first_line = sheet.text[start : start + len(what)].split("\n")[0].rstrip()
    return messages.STYLE_IGNORED.at(
        sheet.span(start, start + len(first_line)),
        problem=f"`{' '.join(what.split())}` (invalid or unsupported selector)",
        advice="check the spelling of the selector, and the braces before it",
    )


def _in_sheet(sheet: Source, line: int, column: int) -> Span:
    whole = sheet.line_span(line)
    start = min(whole.start + column - 1, len(sheet.text))
    return sheet.span(start, max(whole.end, start))


def _of_glyph(character: str, sources: tuple[Source, ...]) -> Diagnostic:
    """A character that has no glyph, at its first place in a source."""
    source = next((source for source in sources if character in source.text), sources[0])
    start = source.text.find(character)
    place = source.span(start, start + 1) if start >= 0 else source.whole()
    label = f"“{character}” (U+{ord(character):04X}, {unicodedata.name(character, 'no name').title()})"
    return messages.GLYPH_MISSING.at(place, character=label)


def _of_coarse_picture(text: str, sources: tuple[Source, ...]) -> Diagnostic:
    """A picture with too few pixels for print, where its file is first named."""
    pixels, needed, path = text.split(" ", 2)
    name = path.rpartition("/")[2]
    source = next((source for source in sources if name in source.text), sources[0])
    start = source.text.find(name)
    place = source.span(start, start + len(name)) if start >= 0 else source.whole()
    return messages.PICTURE_COARSE.at(place, path=path, pixels=pixels, needed=f"{int(needed):,}")
