"""Formats the citations of editions, those that are not kept from earlier builds in as few starts of pandoc as can be.

Where pandoc fails, each edition is tried alone: what one of them cites is no harm to the others.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from briefgen.content.anchors import of_reference
from briefgen.content.citing import pandoc_document
from briefgen.content.citing.bibliography import Name, Reference
from briefgen.content.citing.citations import Citation, Cited
from briefgen.content.citing.csl_style import CitationStyle, Form, locale_of, ready_for
from briefgen.content.citing.finished import before_address, finished, with_remark
from briefgen.content.citing.pandoc import Pandoc, PandocFailed
from briefgen.content.languages import direction
from briefgen.core.engine import Engine
from briefgen.core.store import Kept

_TOGETHER = 100
"""Documents of which pandoc gets no more in one start, unless they are of one edition."""

_START, _EACH = 30.0, 0.5
"""Seconds that pandoc may take to start, and for each document: ten times what it takes on a busy machine."""


@dataclass(frozen=True)
class Request:
    """The citations of an edition, each once, in the order of the page."""

    path: str
    language: str
    citations: tuple[Citation, ...]


class Entry(NamedTuple):
    """An entry of the list of references: its anchor, its HTML, and its writing direction if it is not the page's."""

    anchor: str
    html: str
    direction: str


@dataclass(frozen=True)
class Formatted:
    """The citations of an edition as HTML: by their names what stands in the text, and with notes what the note says.
    `entries` are the list of references."""

    form: Form = Form.NOTES
    in_text: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    is_missing: bool = False
    """Whether there are citations that could not be formatted."""


class Failed(NamedTuple):
    """Why what an edition cites could not be formatted, in pandoc's words."""

    why: str


def formatted(
    engine: Engine,
    pandoc: Pandoc,
    style: CitationStyle,
    references: Mapping[str, Reference],
    requests: Iterable[Request],
) -> dict[str, Formatted | Failed]:
    """What editions cite, by their paths. Raises `PandocFailed` when the style can cite nothing."""
    done: dict[str, Formatted | Failed] = {}
    jobs: list[_Job] = []
    for request in requests:
        keys = sorted({key for citation in request.citations for key in citation.keys})
        job = _Job(request, style, {key: references[key] for key in keys}, pandoc.version)
        kept = engine.recall(job.step, job.values)
        if kept and (read := _read(kept, style.form)):
            done[request.path] = read
        else:
            jobs.append(job)
    for job, result in _run_all(pandoc, style, jobs):
        if isinstance(result, Formatted):
            data = json.dumps([dict(result.in_text), dict(result.notes), result.entries], ensure_ascii=False)
            engine.keep(job.step, job.values, Kept((), data.encode(), {}))
        done[job.request.path] = result
    return done


def _read(kept: Kept, form: Form) -> Formatted | None:
    try:
        in_text, notes, entries = json.loads(kept.data)
        return Formatted(form, in_text, notes, tuple(Entry(*entry) for entry in entries))
    except (ValueError, TypeError):
        return None


@dataclass(frozen=True)
class _Document:
    """Citations that pandoc formats together, in a language."""

    language: str
    citations: tuple[Citation, ...]


@dataclass
class _Rooms:
    """The documents of a language, and in which of them each source stands already."""

    documents: list[list[Citation]] = field(default_factory=list)
    taken: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    first: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    """For each source the number of the first document in which it does not stand."""

    def free(self, keys: Iterable[str]) -> int:
        """The number of the first document in which none of these sources stands, which they take; it may be the one
        that is still to come."""
        sources = frozenset(keys)
        number = max(self.first[key] for key in sources)
        while any(number in self.taken[key] for key in sources):
            number += 1
        for key in sources:
            self.taken[key].add(number)
            while self.first[key] in self.taken[key]:
                self.first[key] += 1
        return number


@dataclass(frozen=True)
class _Job:
    """The citations of an edition that may have to be formatted."""

    request: Request
    style: CitationStyle
    references: Mapping[str, Reference]
    engine_version: str

    @property
    def step(self) -> str:
        return f"citations {self.request.path}"

    @property
    def values(self) -> dict[str, bytes]:
        names = [citation.name for citation in self.request.citations]
        references = [reference.model_dump_json() for reference in self.references.values()]
        return {
            "references that are cited": "\n".join(references).encode(),
            "citations of this page": "\n".join(names).encode(),
            "citation style": f"{self.style.form} {self.style.text}".encode(),
            "language of the citations": self.request.language.encode(),
            "version of pandoc": self.engine_version.encode(),
        }

    @cached_property
    def documents(self) -> list[_Document]:
        """The citations as pandoc gets them. With notes each is as if no other stood before it, so a source stands in a
        document once; and a note on sources in the other direction is in their language."""
        if self.style.form is not Form.NOTES:
            return [_Document(self.request.language, self.request.citations)]
        documents: list[tuple[str, list[Citation]]] = []
        rooms: defaultdict[str, _Rooms] = defaultdict(_Rooms)
        for citation in self.request.citations:
            each = (citation, replace(citation, narrative=False)) if citation.narrative else (citation,)
            for one in each:
                language = self._language_of(one)
                room = rooms[language]
                number = room.free(one.keys)
                if number == len(room.documents):
                    room.documents.append([])
                    documents.append((language, room.documents[number]))
                room.documents[number].append(one)
        return [_Document(language, tuple(cited)) for language, cited in documents]

    def _language_of(self, citation: Citation) -> str:
        """The language of a note: the page's, or the sources' where these are all written the other way round."""
        spoken = [self.references[key].language for key in citation.keys]
        turned = all(direction(code) != direction(self.request.language) for code in spoken)
        return spoken[0] if turned and not citation.narrative else self.request.language


def _run_all(
    pandoc: Pandoc, style: CitationStyle, jobs: Sequence[_Job]
) -> Iterator[tuple[_Job, Formatted | Failed]]:
    """The results of jobs. Raises `PandocFailed` when the style can cite nothing."""
    for batch in _batches(jobs):
        try:
            results: list[Formatted | Failed] = [*_run(pandoc, style, batch)]
        except PandocFailed:
            for language in sorted({document.language for job in batch for document in job.documents}):
                _run(pandoc, style, [_trial(style, language)])
            results = [_alone(pandoc, style, job) for job in batch]
        yield from zip(batch, results, strict=True)


def _batches(jobs: Iterable[_Job]) -> Iterator[list[_Job]]:
    """Jobs, in their order, as many together as pandoc gets in one start."""
    batch: list[_Job] = []
    size = 0
    for job in jobs:
        if batch and size + len(job.documents) > _TOGETHER:
            yield batch
            batch, size = [], 0
        batch.append(job)
        size += len(job.documents)
    if batch:
        yield batch


def _trial(style: CitationStyle, language: str) -> _Job:
    """A citation of a source of ours: a style that cannot cite it can cite nothing."""
    source = Reference(id="a", type="book", title="A", author=(Name(literal="B"),), issued="2020")
    return _Job(Request("", language, (Citation((Cited(source.id),)),)), style, {source.id: source}, "")


def _alone(pandoc: Pandoc, style: CitationStyle, job: _Job) -> Formatted | Failed:
    try:
        return _run(pandoc, style, [job])[0]
    except PandocFailed as failure:
        return Failed(str(failure))


def _run(pandoc: Pandoc, style: CitationStyle, jobs: Sequence[_Job]) -> list[Formatted]:
    """The results of jobs in one start. Raises `PandocFailed`."""
    documents = [job.documents for job in jobs]
    languages = sorted({document.language for some in documents for document in some})
    files = {language: f"{language}.csl" for language in languages}
    lines = []
    for job, some in zip(jobs, documents, strict=True):
        for language, citations in ((document.language, document.citations) for document in some):
            used = {key: job.references[key] for citation in citations for key in citation.keys}
            lines.append(
                pandoc_document.document(
                    citations, used, language, locale_of(language), files[language], style.form is Form.NOTES
                )
            )
    texts = tuple((files[language], ready_for(style.text, language)) for language in languages)
    answer = pandoc.run(
        ("lua", "-e", pandoc_document.SCRIPT), "\n".join(lines) + "\n", texts, _START + _EACH * len(lines)
    )
    answers = map(pandoc_document.on_one_line, answer.split("\0"))
    return [
        _result(job, style.form, [(document, next(answers)) for document in some])
        for job, some in zip(jobs, documents, strict=True)
    ]


def _result(job: _Job, form: Form, answers: list[tuple[_Document, str]]) -> Formatted:
    language = job.request.language
    in_text: dict[str, str] = {}
    notes: dict[str, str] = {}
    entries: list[Entry] = []
    for document, html in answers:
        citations = document.citations
        keys = list(dict.fromkeys(key for citation in citations for key in citation.keys))
        anchors = [of_reference(key) for key in keys]
        for citation, piece in zip(citations, pandoc_document.in_text(html), strict=True):
            in_text[citation.name] = finished(pandoc_document.with_anchors(piece, anchors), language)
        if form is Form.NOTES:
            for citation, piece in zip(citations, pandoc_document.in_notes(html), strict=True):
                notes[citation.name] = _note(
                    finished(before_address(piece), document.language), document, language
                )
            continue
        for number, piece in pandoc_document.entries(html):
            reference = job.references[keys[number]]
            own = direction(reference.language)
            remark = reference.note.in_language(language) if reference.note else None
            html = with_remark(finished(piece, language, own), remark)
            entries.append(Entry(anchors[number], html, "" if own == direction(language) else own))
    return Formatted(form, in_text, notes, tuple(entries))


def _note(html: str, document: _Document, language: str) -> str:
    """A note, marked where it is in another language and direction than the page."""
    if document.language == language:
        return html
    return f'<span lang="{document.language}" dir="{direction(document.language)}">{html}</span>'
