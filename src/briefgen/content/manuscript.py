"""Reads a publication's settings and the front matter of its editions into models."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefgen.content.decode import decode, decode_sound, span_at
from briefgen.content.discovery import SETTINGS, EditionFile, PublicationFiles
from briefgen.content.fields import Model
from briefgen.content.frontmatter import Mapping, Node, Scalar, read_mapping, split
from briefgen.content.kinds import KINDS
from briefgen.content.masking import mask_comments
from briefgen.content.models import Edition, Publication
from briefgen.content.pathologies import too_complex
from briefgen.content.project import Project
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, StopPublication
from briefgen.core.source import Source, Span
from briefgen.core.text import direction_marks, read_source
from briefgen.core.workspace import PROJECT_FILE, Door


@dataclass(frozen=True)
class Body:
    """The text of an edition below its front matter: from the offset `start` of its file to the end."""

    source: Source
    start: int

    @property
    def text(self) -> str:
        return self.source.text[self.start :]


@dataclass(frozen=True)
class Manuscript:
    """An edition as its author wrote it: front matter decoded, text not yet read as Markdown."""

    file: EditionFile
    body: Body
    edition: Edition
    tree: Mapping

    @property
    def source(self) -> Source:
        return self.body.source


@dataclass(frozen=True)
class Settings:
    """What holds for all editions of a publication, and where it is written."""

    publication: Publication
    source: Source
    tree: Mapping


@dataclass(frozen=True)
class LoadedPublication:
    """A publication whose settings and front matter are good."""

    files: PublicationFiles
    settings: Settings
    manuscripts: tuple[Manuscript, ...]

    @property
    def publication(self) -> Publication:
        return self.settings.publication

    def is_main(self, manuscript: Manuscript) -> bool:
        """Whether an edition is the publication itself and not a companion."""
        return manuscript.file.kind == self.files.main_kind

    def in_language(self, language: str) -> Manuscript:
        """The publication itself in a language, else in the first one there is."""
        main = [manuscript for manuscript in self.manuscripts if self.is_main(manuscript)]
        return next((manuscript for manuscript in main if manuscript.file.language == language), main[0])


@dataclass(frozen=True)
class Reading:
    """What came of reading a publication: the publication, or None and the bodies of its editions, which can
    still be checked; and what is wrong so far. `sound` is then what there is without the keys that are wrong: it can
    be checked too."""

    publication: LoadedPublication | None
    unread: tuple[Body, ...]
    problems: tuple[Diagnostic, ...]
    sound: LoadedPublication | None = None


def load_project(door: Door) -> tuple[Project | None, tuple[Diagnostic, ...]]:
    """The project's own settings."""
    try:
        source = read_source(door, PROJECT_FILE)
    except StopPublication as stop:
        return None, stop.diagnostics
    tree, problems = read_mapping(source)
    if tree is None:
        return None, problems
    project, more = decode(tree, Project)
    return (None, (*problems, *more)) if problems else (project, (*more, *direction_marks(source)))


def project_tree(door: Door) -> Mapping | None:
    """The project's file as it is written, if it can be read."""
    return read_mapping(read_source(door, PROJECT_FILE))[0]


def project_place(door: Door, *keys: str) -> Span:
    """Where the project gives a key, or what is nearest above it, or the top of its file when it takes the default."""
    source = read_source(door, PROJECT_FILE)
    tree, _ = read_mapping(source)
    return span_at(tree, keys) if tree else source.whole()


def load_publication(door: Door, files: PublicationFiles) -> Reading:
    """A publication and everything that is wrong with its settings and front matter. An edition with a
    mistake keeps the others from being published too, because they link to each other."""
    fronts = [_read_front(door, file) for file in files.editions]
    if files.settings is None:
        settings, manuscripts, problems = _short_form(fronts[0])
    else:
        settings, problems = _load_settings(door, files.settings, KINDS[files.main_kind].SETTINGS)
        manuscripts = []
        for front in fronts:
            manuscript, more = _manuscript(front)
            problems += more
            manuscripts += [manuscript] if manuscript else []
    problems += tuple(problem for front in fronts for problem in front.problems)
    read = LoadedPublication(files, settings, tuple(manuscripts)) if settings and manuscripts else None
    if read and not any(problem.is_error for problem in problems):
        return Reading(read, (), problems)
    return Reading(None, tuple(front.body for front in fronts if front.body), problems, read)


@dataclass(frozen=True)
class _Front:
    """The front matter of an edition's file: its tree if it could be read, and where the text begins."""

    file: EditionFile
    body: Body | None
    tree: Mapping | None
    problems: tuple[Diagnostic, ...]


def _read_front(door: Door, file: EditionFile) -> _Front:
    try:
        source = read_source(door, file.path)
    except StopPublication as stop:
        return _Front(file, None, None, stop.diagnostics)
    front, problems = split(source)
    problems += direction_marks(source)
    if front is None:
        return _Front(file, None, None, problems)
    if unreadable := too_complex(source):
        return _Front(file, None, None, (*problems, *unreadable))
    if not mask_comments(source.text[front.body_start :]).strip():
        last = source.text.rstrip().count("\n") + 1
        problems += (messages.EMPTY_BODY.at(source.line_span(last)),)
    return _Front(file, Body(source, front.body_start), front.tree, problems)


def _load_settings(
    door: Door, path: str, model: type[Publication]
) -> tuple[Settings | None, tuple[Diagnostic, ...]]:
    if not door.exists(path):
        return None, (messages.NO_PUBLICATION_FILE.at(Source(path, "").whole(), file=SETTINGS),)
    try:
        source = read_source(door, path)
    except StopPublication as stop:
        return None, stop.diagnostics
    tree, problems = read_mapping(source)
    if tree is None:
        return None, problems
    if unreadable := too_complex(source):
        return None, (*problems, *unreadable)
    elsewhere = _elsewhere(KINDS.values(), "the Markdown file")
    publication, more = decode_sound(tree, model, elsewhere)
    problems += direction_marks(source)
    return (Settings(publication, source, tree) if publication else None), (*problems, *more)


def _manuscript(front: _Front) -> tuple[Manuscript | None, tuple[Diagnostic, ...]]:
    if front.tree is None or front.body is None:
        return None, ()
    elsewhere = _elsewhere((Publication,), SETTINGS)
    edition, problems = decode_sound(front.tree, KINDS[front.file.kind], elsewhere)
    if edition is None:
        return None, problems
    return Manuscript(front.file, front.body, edition, front.tree), problems


def _short_form(front: _Front) -> tuple[Settings | None, list[Manuscript], tuple[Diagnostic, ...]]:
    """The short form: one front matter, of which each model takes its own keys."""
    if front.tree is None or front.body is None:
        return None, [], ()
    kind = KINDS[front.file.kind]
    ours, theirs = _divide(front.tree, kind.SETTINGS)
    publication, problems = decode_sound(ours, kind.SETTINGS, what="the front matter")
    edition, more = decode_sound(theirs, kind)
    if publication is None or edition is None:
        return None, [], (*problems, *more)
    settings = Settings(publication, front.body.source, ours)
    return settings, [Manuscript(front.file, front.body, edition, theirs)], (*problems, *more)


def _elsewhere(models: Iterable[type[Model]], file: str) -> dict[str, str]:
    return {key: file for model in models for key in model.model_fields}


def _divide(tree: Mapping, ours: type[Model]) -> tuple[Mapping, Mapping]:
    """A front matter as two: the keys that `ours` knows, and all others. `hero` is divided by the keys
    inside it, because both have a part of it."""
    first: list[tuple[Scalar, Node]] = []
    second: list[tuple[Scalar, Node]] = []
    for key, value in tree.entries:
        if key.value == "hero" and isinstance(value, Mapping):
            image = tuple(entry for entry in value.entries if entry[0].value in ("image", "credit"))
            words = tuple(entry for entry in value.entries if entry not in image)
            if image:
                first.append((key, Mapping(image, value.span)))
            second.append((key, Mapping(words, value.span)))
        else:
            (first if key.value in ours.model_fields else second).append((key, value))
    return Mapping(tuple(first), tree.span), Mapping(tuple(second), tree.span)
