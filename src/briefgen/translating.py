"""`briefgen translate`: editions to translators as PO files and back, and the word that a translation is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from briefgen.content.decode import decode
from briefgen.content.discovery import EditionFile
from briefgen.content.frontmatter import read_mapping
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.order import Order
from briefgen.content.project import Project
from briefgen.content.translating.constants import kept
from briefgen.content.translating.exchange import Entry, Exchange, as_po, contexts, from_po
from briefgen.content.translating.local_texts import LocalPassage, local_passages, with_language
from briefgen.content.translating.passages import Passage, passages
from briefgen.content.translating.record import FOLDER, record_path, written
from briefgen.content.translating.returning import returned
from briefgen.content.translating.translations import Translation, translations
from briefgen.core import messages
from briefgen.core.atomic_write import write_atomically
from briefgen.core.diagnostics import Diagnostic, StopPublication, in_order
from briefgen.core.refused_writes import not_written
from briefgen.core.source import Source
from briefgen.core.workspace import Workspace
from briefgen.design.shipped import shipped_root
from briefgen.loading import Loaded, load

SETTINGS = "publication.yml"
"""What the names of entries begin with that are texts of that file."""

EXPORTS = FOLDER
"""Where PO files go in a project when no other folder is named."""


class NotTranslated(Exception):  # noqa: N818 - what was asked for makes no sense
    """The language is the one that everything is translated from."""


@dataclass(frozen=True)
class Done:
    """What a command did: lines for people, and what is wrong."""

    said: tuple[str, ...]
    problems: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class _Series:
    """A project that is there to be translated into a language."""

    workspace: Workspace
    project: Project
    loaded: Loaded
    language: str

    def publications(self, sources: tuple[str, ...]) -> Iterator[LoadedPublication]:
        """The publications that are asked for and can be translated: short forms are one file in one language."""
        order = Order(self.workspace.root, sources)
        for publication in self.loaded.every:
            asked = any(order.wants_edition(publication, m) for m in publication.manuscripts)
            if asked and publication.files.settings and (sources or publication.publication.listed):
                yield publication

    def sources_of(self, publication: LoadedPublication) -> Iterator[Manuscript]:
        """The editions of a publication that are translated."""
        first = self.project.first_language
        return (manuscript for manuscript in publication.manuscripts if manuscript.file.language == first)

    def translation_of(self, publication: LoadedPublication, source: Manuscript) -> Translation | None:
        """The edition in the language, if there is one already. Stops where its record cannot be read."""
        for translation, problems in translations(self.workspace.door(), publication):
            if translation.source is source and translation.language == self.language:
                if problems:
                    raise StopPublication(*problems)
                return translation
        return None

    def file_of(self, source: Manuscript) -> EditionFile:
        """The edition in the language, whether it is there or not."""
        path = f"{source.file.path.removesuffix('.md')}.{self.language}.md"
        return EditionFile(path, source.file.kind, self.language)


def export(root: Path, language: str, sources: tuple[str, ...], out: Path, day: date) -> Done:
    """Write a PO file for each edition of the publications, into a folder."""
    series, problems = _series(root, language, sources)
    if series is None:
        return Done((), problems)
    said: list[str] = []
    for publication in series.publications(sources):
        for source in series.sources_of(publication):
            there = series.translation_of(publication, source)
            entries = tuple(_entries(series, publication, source, there))
            publisher = series.project.publisher
            sender = f"{publisher.name.in_language(language)} <{publisher.email or publisher.url}>"
            exchange = Exchange(series.file_of(source).path, language, entries, sender)
            name = f"{publication.files.slug}.{source.file.kind}.{language}.po"
            try:
                write_atomically(out / name, as_po(_with_earlier(exchange, out / name), day), survives=True)
            except OSError as error:
                return Done(tuple(said), (*problems, not_written(name, error)))
            still_open = sum(not entry.translation or entry.was is not None for entry in entries)
            said.append(f"{name}: {len(entries)} passages, {still_open} to translate")
    return Done(tuple(said), problems)


def _with_earlier(exchange: Exchange, file: Path) -> Exchange:
    """An exchange with what a translator has already written into the file that it goes into, where the source is the
    same and the edition says nothing newer."""
    try:
        earlier = from_po(str(file), file.read_bytes())
    except (OSError, StopPublication):
        return exchange
    known = {(e.context, e.text): e.translation for e in earlier.entries if e.translation and not e.is_fuzzy}
    return replace(
        exchange,
        entries=tuple(
            replace(entry, translation=known.get((entry.context, entry.text), ""))
            if not entry.translation
            else entry
            for entry in exchange.entries
        ),
    )


def bring_back(root: Path, files: Iterable[Path]) -> Done:
    """Make editions from PO files that came back. A file with an error changes nothing."""
    said: list[str] = []
    problems: tuple[Diagnostic, ...] = ()
    for file in files:
        try:
            exchange = from_po(str(file), file.read_bytes())
        except StopPublication as stop:
            problems += stop.diagnostics
            continue
        done = _bring_back(root, exchange)
        said += done.said
        problems += done.problems
    return Done(tuple(said), in_order(problems))


def confirm(root: Path, language: str, sources: tuple[str, ...]) -> Done:
    """Record that editions are right translations of their sources as both are now."""
    series, problems = _series(root, language, sources)
    if series is None:
        return Done((), problems)
    said: list[str] = []
    for publication in series.publications(sources):
        for source in series.sources_of(publication):
            translation = series.translation_of(publication, source)
            if translation is None:
                continue
            path = record_path(translation.edition.file)
            record = translation.as_recorded
            name = translation.edition.file.path.rpartition("/")[2]
            if failed := _write(series.workspace, {path: written(record, name)}):
                return Done(tuple(said), (*problems, failed))
            said.append(f"{path}: {len(record.passages)} passages")
    return Done(tuple(said), problems)


def _series(
    root: Path, language: str, sources: tuple[str, ...]
) -> tuple[_Series | None, tuple[Diagnostic, ...]]:
    workspace = Workspace(root, shipped_root())
    loaded = load(workspace)
    problems = tuple(problem for problem in loaded.diagnostics if problem.is_error)
    if loaded.project is None:
        return None, problems
    if language not in loaded.project.languages:
        known = ", ".join(loaded.project.languages)
        return None, (*problems, messages.UNKNOWN_LANGUAGE.at(None, language=language, known=known))
    if language == loaded.project.first_language:
        raise NotTranslated(f"`{language}` is the language that others are translated from: name another one")
    series = _Series(workspace, loaded.project, loaded, language)
    asked = [(source, any(series.publications((source,)))) for source in sources]
    missing = (
        messages.NO_SUCH_PUBLICATION.at(None, path=source) for source, is_there in asked if not is_there
    )
    return series, in_order((*problems, *missing))


def _entries(
    series: _Series, publication: LoadedPublication, source: Manuscript, there: Translation | None
) -> Iterator[Entry]:
    """The passages of an edition, then the texts of its settings that it shows."""
    standing = {one.pair.source: one for one in there.standing} if there else {}
    missing = set(there.missing) if there else set()
    all_passages = passages(source)
    for name, passage in zip(contexts(p.kind for p in all_passages), all_passages, strict=True):
        if not passage.needs_translation:
            continue
        one = standing.get(passage)
        translated = one.pair.translation if one and passage not in missing else None
        yield Entry(
            context=name,
            text=passage.text,
            translation=translated.text if translated else "",
            was=None if one is None or one.is_current or not translated else one.was or "",
            comments=tuple(_comments(series, passage)),
            path=passage.span.source.path,
            line=passage.span.line,
        )
    if publication.is_main(source):
        yield from _settings_entries(series, publication)


def _comments(series: _Series, passage: Passage) -> Iterator[str]:
    if same := sorted(kept(passage.text)):
        yield f"Leave as it is: {', '.join(same)}"
    first = series.project.first_language
    for term in series.loaded.library.glossary:
        for form in term.forms.get(first, ()):
            if form in passage.text and series.language in term.forms:
                note = f" ({term.note})" if term.note else ""
                yield f"{form}: {' / '.join(term.forms[series.language])}{note}"


def _settings_entries(series: _Series, publication: LoadedPublication) -> Iterator[Entry]:
    settings = publication.settings
    for passage in local_passages(settings.publication, settings.tree):
        if passage.lacks(series.language) or series.language in passage.text.by_language:
            yield Entry(
                context=f"{SETTINGS} {passage.name}",
                text=passage.text.in_language(series.project.first_language),
                translation=passage.text.by_language.get(series.language, ""),
                path=passage.span.source.path,
                line=passage.span.line,
            )


def _bring_back(root: Path, exchange: Exchange) -> Done:
    folder = exchange.edition.rpartition("/")[0]
    series, problems = _series(root, exchange.language, (folder,))
    if series is None:
        return Done((), problems)
    publication = next(series.publications((folder,)), None)
    sources = series.sources_of(publication) if publication else iter(())
    source = next((one for one in sources if series.file_of(one).path == exchange.edition), None)
    if publication is None or source is None:
        return Done((), problems or (messages.NO_SUCH_PUBLICATION.at(None, path=exchange.edition),))
    file = series.file_of(source)
    entries = [entry for entry in exchange.entries if not entry.context.startswith(f"{SETTINGS} ")]
    back = returned(source, file, series.translation_of(publication, source), entries)
    if back.text is None or back.record is None:
        return Done((), (*problems, *back.problems))
    settings = {
        entry.context: entry for entry in exchange.entries if entry.translation and not entry.is_fuzzy
    }
    changed = list(_settings_changed(series, publication, settings))
    text = with_language(publication.settings.source, series.project.first_language, series.language, changed)
    if changed and not _can_be_read(publication, text):
        unsafe = messages.PO_STRUCTURE.at(changed[0][0].span, kind="text of `publication.yml`")
        return Done((), (*problems, *back.problems, unsafe))
    files = {
        file.path: back.text,
        record_path(file): written(back.record, file.path.rpartition("/")[2]),
        **({publication.settings.source.path: text} if changed else {}),
    }
    if failed := _write(series.workspace, files):
        return Done((), (*problems, *back.problems, failed))
    still_open = f", {back.still_open} still open" if back.still_open else ""
    return Done((f"{file.path}: {back.done} passages{still_open}",), (*problems, *back.problems))


def _settings_changed(
    series: _Series, publication: LoadedPublication, entries: dict[str, Entry]
) -> Iterator[tuple[LocalPassage, str]]:
    settings = publication.settings
    for passage in local_passages(settings.publication, settings.tree):
        entry = entries.get(f"{SETTINGS} {passage.name}")
        if entry is None or entry.text != passage.text.in_language(series.project.first_language):
            continue
        if entry.translation != passage.text.by_language.get(series.language):
            yield passage, entry.translation


def _can_be_read(publication: LoadedPublication, text: str) -> bool:
    """Whether settings that were rewritten are still settings."""
    tree, problems = read_mapping(Source(publication.settings.source.path, text))
    return tree is not None and not problems and decode(tree, type(publication.publication))[0] is not None


def _write(workspace: Workspace, files: Mapping[str, str]) -> Diagnostic | None:
    """Write files of the project; what kept one from being written, if anything did."""
    for path, text in files.items():
        try:
            write_atomically(workspace.locate(path), text.encode("utf-8"), survives=True)
        except OSError as error:
            return not_written(path, error)
    return None
