"""Passages as a PO file, which every tool of translators opens, and back. The only module that knows how Babel reads
and writes these files.

Each entry has its kind and number as context, its place, what must stay as it is, and the glossary's words as comments;
a passage that has changed since it was translated is fuzzy and shows what it was.
"""

from __future__ import annotations

import io
import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from briefgen.content.languages import locale
from briefgen.core import messages
from briefgen.core.diagnostics import StopPublication
from briefgen.core.source import Source, Span

_DATE = re.compile(rb'(?m)^"(?:POT-Creation|PO-Revision)-Date:[^\n]*"$')
_WHOLE = re.compile(r'(?<!\\)(?:\\\\)*"$')
_UNWRAPPED = 1_000_000
"""Characters of a line. Babel wraps previous texts in the middle of their quotes, which other programs cannot read."""

_HEAD = "# Leave citations [@…], links (…), notes [^…] and marks such as ** as they are."


@dataclass(frozen=True)
class Entry:
    """A passage on its way: its context, text and translation (empty where there is none). `was` is the text that the
    translation is of, where that has changed."""

    context: str
    text: str
    translation: str = ""
    was: str | None = None
    comments: tuple[str, ...] = ()
    path: str = ""
    line: int = 0
    place: Span | None = None
    """Where it stands in the file it came back in."""

    is_fuzzy: bool = False


@dataclass(frozen=True)
class Exchange:
    """What goes to a translator: the edition that is to be, and its passages."""

    edition: str
    language: str
    entries: tuple[Entry, ...]
    sender: str = ""


def contexts(kinds: Iterable[str]) -> Iterator[str]:
    """A name for each of some passages, from their kinds in order: `paragraph 1`, `paragraph 2`."""
    counts: Counter[str] = Counter()
    for kind in kinds:
        counts[kind] += 1
        yield f"{kind} {counts[kind]}"


def as_po(exchange: Exchange, day: date) -> bytes:
    """The PO file of an exchange."""
    catalogue = Catalog(
        locale=str(locale(exchange.language)),
        project=exchange.edition,
        version=exchange.language,
        header_comment=_HEAD,
        creation_date=datetime(day.year, day.month, day.day, tzinfo=UTC),
        revision_date=datetime(day.year, day.month, day.day, tzinfo=UTC),
        msgid_bugs_address=exchange.sender,
        last_translator="",
        language_team=exchange.sender,
        fuzzy=False,
    )
    for entry in exchange.entries:
        catalogue.add(
            entry.text,
            entry.translation,
            context=entry.context,
            flags=("fuzzy",) if entry.was is not None else (),
            previous_id=(entry.was,) if entry.was else (),
            auto_comments=entry.comments,
            locations=[(entry.path, entry.line)],
        )
    out = io.BytesIO()
    write_po(out, catalogue, width=_UNWRAPPED, include_previous=True)
    return out.getvalue()


def from_po(path: str, data: bytes) -> Exchange:
    """What came back in a PO file at a path. Stops with what is wrong when it is none of ours."""
    data = data.removeprefix(BOM_UTF8)
    source = Source(path, data.decode("utf-8", "replace").replace("\r\n", "\n"))
    _refuse_torn_lines(source)
    try:
        catalogue = read_po(io.BytesIO(_DATE.sub(b'""', data)), abort_invalid=True)
    except (PoFileError, ValueError, LookupError) as error:
        raise StopPublication(
            messages.PO_BROKEN.at(_place(source, error), problem=_in_words(error))
        ) from None
    edition, language = str(catalogue.project), str(catalogue.version)
    if not edition.endswith(".md") or not language:
        raise StopPublication(
            messages.PO_BROKEN.at(source.whole(), problem="it does not say which edition it is for")
        )
    spoken = str(catalogue.locale_identifier or language)
    if spoken.split("_")[0] != language.split("-")[0]:
        problem = (
            f"its head says that it is in `{spoken}`, and it was sent to be translated into `{language}`"
        )
        raise StopPublication(messages.PO_BROKEN.at(source.whole(), problem=problem))
    entries = tuple(
        Entry(
            context=str(message.context or ""),
            text=str(message.id),
            translation=str(message.string),
            place=source.line_span(message.lineno or 1),
            is_fuzzy=message.fuzzy,
        )
        for message in catalogue
        if message.id
    )
    return Exchange(edition, language, entries)


def _refuse_torn_lines(source: Source) -> None:
    """Stop at a text whose quotes do not end, from which Babel would cut a letter, and at what no text can hold."""
    for number, line in enumerate(source.text.split("\n"), start=1):
        bare = line.strip()
        is_text = bare.startswith(('"', "msgid ", "msgstr ", "msgctxt "))
        if is_text and not _WHOLE.search(bare):
            raise StopPublication(
                messages.PO_BROKEN.at(source.line_span(number), problem="a text in quotes does not end")
            )
        if "\0" in line:
            raise StopPublication(
                messages.PO_BROKEN.at(source.line_span(number), problem="it holds a NUL character")
            )


def _place(source: Source, error: Exception) -> Span:
    line = getattr(error, "lineno", None)
    return source.line_span(line + 1) if isinstance(line, int) else source.whole()


def _in_words(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
