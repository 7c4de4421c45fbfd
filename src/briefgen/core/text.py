"""From bytes to text as authors mean it: encodings, byte order marks, line ends, forbidden characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, StopPublication, nearest
from briefgen.core.source import Source, Span
from briefgen.core.workspace import Door, Refused, Workspace

PRIVATE = re.compile("[\x02\x03\ue000-\uf8ff\U000f0000-\U0010fffd]")
"""Characters that no font shows, and those that Markdown and slots mark their own places with."""

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
"""Characters that stand for nothing in a text."""

_ENTITY = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));")
OVERRIDE = re.compile("[\u202a-\u202e]")
_ISOLATE = re.compile("[\u2066-\u2069]")
_END_OF_ISOLATE = "\N{POP DIRECTIONAL ISOLATE}"
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


def read_source(door: Door, path: str) -> Source:
    """The text of a file as a `Source`; stops the publication when it is not UTF-8 text."""
    try:
        data = door.read(path)
    except Refused as refusal:
        raise StopPublication(refused(refusal, Source(path, "").whole())) from None
    return decode_source(path, data)


def decode_source(path: str, data: bytes) -> Source:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8-sig", "replace")
        rest = data[error.start : error.start + 200].decode("cp1252", "replace").split("\n")[0]
        source = Source(path, _unix(good + rest))
        place = source.span(len(_unix(good)))
        raise StopPublication(messages.NOT_UTF8.at(place, byte=f"0x{data[error.start]:02X}")) from None
    source = Source(path, _unix(text))
    if "\0" in source.text:
        raise StopPublication(messages.NUL.at(source.span(source.text.index("\0"))))
    if found := PRIVATE.search(source.text):
        name = f"U+{ord(found[0]):04X}"
        raise StopPublication(messages.PRIVATE_CHARACTER.at(source.span(*found.span()), character=name))
    for entity in _ENTITY.finditer(source.text):
        code = int(entity[1], 16) if entity[1] else int(entity[2])
        if code > 0x10FFFF or PRIVATE.match(chr(code)):
            place = source.span(*entity.span())
            raise StopPublication(messages.PRIVATE_CHARACTER.at(place, character=f"U+{code:04X}"))
    return source


def text_of(workspace: Workspace, path: str) -> str | None:
    """The text of a file as a `Source` has it; None if it is not there or not text."""
    try:
        return decode_source(path, workspace.read(path)).text
    except (Refused, StopPublication):
        return None


def direction_marks(source: Source) -> tuple[Diagnostic, ...]:
    """A warning for each invisible character that forces a writing direction, or isolates a part of a paragraph without
    an end or beginning."""
    found = [(at.start(), "forces the writing direction here") for at in OVERRIDE.finditer(source.text)]
    paragraphs = _PARAGRAPH.finditer(source.text) if _ISOLATE.search(source.text) else ()
    for paragraph in paragraphs:
        waiting: list[int] = []
        for at in _ISOLATE.finditer(source.text, *paragraph.span()):
            if at[0] != _END_OF_ISOLATE:
                waiting.append(at.start())
            elif waiting:
                waiting.pop()
            else:
                found.append((at.start(), "ends a direction that nothing began"))
        found += ((place, "begins a direction that does not end in this paragraph") for place in waiting)
    return tuple(
        messages.BIDI_OVERRIDE.at(
            source.span(place), character=unicodedata.name(source.text[place]).title(), effect=effect
        )
        for place, effect in sorted(found)
    )


def unseen(value: str, place: Span) -> Iterator[Diagnostic]:
    """What is wrong with a value that is written at a place: characters that nobody sees, as such or as `\\0`."""
    if found := PRIVATE.search(value) or CONTROL.search(value):
        yield messages.PRIVATE_CHARACTER.at(place, character=f"U+{ord(found[0]):04X}")
    written = place.source.text[place.start : place.end]
    if (forced := OVERRIDE.search(value)) and not OVERRIDE.search(written):
        character, effect = unicodedata.name(forced[0]).title(), "forces the writing direction here"
        yield messages.BIDI_OVERRIDE.at(place, character=character, effect=effect)


def refused(refusal: Refused, place: Span | None, door: Door | None = None) -> Diagnostic:
    """The door's refusal in the author's words; with a door, a file of a similar name is suggested."""
    wording = {
        Refused.MISSING: messages.FILE_MISSING,
        Refused.OUTSIDE: messages.FILE_OUTSIDE,
        Refused.NETWORK: messages.FILE_ON_NETWORK,
        Refused.TOO_LARGE: messages.FILE_TOO_LARGE,
        Refused.UNREADABLE: messages.FILE_UNREADABLE,
    }[refusal.reason]
    near = _similar(door, refusal.path) if door and refusal.reason == Refused.MISSING else None
    return wording.at(place, path=refusal.path, nearest=near)


def _similar(door: Door, path: str) -> str | None:
    folder, _, name = path.rpartition("/")
    return nearest(name, (other for other in door.list(folder) if not other.endswith("/")))


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
