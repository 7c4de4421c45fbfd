"""Reads a publication's settings and the front matter of its editions into models."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefgen.content.decode import decode, span_at
from briefgen.content.discovery import SETTINGS, EditionFile, PublicationFiles
from briefgen.content.fields import Model
from briefgen.content.frontmatter import FrontMatter, Mapping, Node, Scalar, read_mapping, split
from briefgen.content.models import KINDS, Edition, Project, Publication
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, StopPublication
from briefgen.core.source import Source, Span
from briefgen.core.text import direction_overrides, read_source
from briefgen.core.workspace import Door

PROJECT_FILE = "briefgen.yml"


@dataclass(frozen=True)
class Manuscript:
    """An edition as its author wrote it: front matter decoded, text not yet read as Markdown."""

    file: EditionFile
    source: Source
    edition: Edition
    tree: Mapping
    body_start: int


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
    return (None, (*problems, *more)) if problems else (project, more)


def brand_place(door: Door) -> Span:
    """Where the project chooses its brand, or the top of its file when it takes the default."""
    source = read_source(door, PROJECT_FILE)
    tree, _ = read_mapping(source)
    return span_at(tree, ("brand",)) if tree else source.whole()


def load_publication(
    door: Door, files: PublicationFiles
) -> tuple[LoadedPublication | None, tuple[Diagnostic, ...]]:
    """A publication, or None and everything that is wrong with it. An edition with a mistake keeps the
    others from being published too, because they link to each other."""
    if files.settings is None:
        return _load_short(door, files)
    settings, problems = _load_settings(door, files.settings)
    manuscripts: list[Manuscript] = []
    for file in files.editions:
        manuscript, more = _load_manuscript(door, file)
        problems = (*problems, *more)
        if manuscript:
            manuscripts.append(manuscript)
    if settings is None or any(problem.is_error for problem in problems):
        return None, problems
    return LoadedPublication(files, settings, tuple(manuscripts)), problems


def _load_settings(door: Door, path: str) -> tuple[Settings | None, tuple[Diagnostic, ...]]:
    if not door.exists(path):
        return None, (messages.NO_PUBLICATION_FILE.at(Source(path, "").whole(), file=SETTINGS),)
    try:
        source = read_source(door, path)
    except StopPublication as stop:
        return None, stop.diagnostics
    tree, problems = read_mapping(source)
    if tree is None or problems:
        return None, problems
    publication, problems = decode(
        tree, Publication, elsewhere=_elsewhere(KINDS.values(), "the Markdown file")
    )
    return (Settings(publication, source, tree) if publication else None), problems


def _load_manuscript(door: Door, file: EditionFile) -> tuple[Manuscript | None, tuple[Diagnostic, ...]]:
    source, front, problems = _read_front(door, file.path)
    if source is None or front is None:
        return None, problems
    edition, more = decode(front.tree, KINDS[file.kind], elsewhere=_elsewhere((Publication,), SETTINGS))
    problems = (*problems, *more, *_empty_body(source, front))
    if edition is None:
        return None, problems
    return Manuscript(file, source, edition, front.tree, front.body_start), problems


def _load_short(
    door: Door, files: PublicationFiles
) -> tuple[LoadedPublication | None, tuple[Diagnostic, ...]]:
    """The short form: one front matter, of which each model takes its own keys."""
    (file,) = files.editions
    source, front, problems = _read_front(door, file.path)
    if source is None or front is None:
        return None, problems
    kind = KINDS[file.kind]
    ours, theirs = _divide(front.tree, Publication)
    publication, more = decode(ours, Publication, what="the front matter")
    edition, yet_more = decode(theirs, kind)
    problems = (*problems, *more, *yet_more, *_empty_body(source, front))
    if publication is None or edition is None or any(problem.is_error for problem in problems):
        return None, problems
    settings = Settings(publication, source, ours)
    manuscript = Manuscript(file, source, edition, theirs, front.body_start)
    return LoadedPublication(files, settings, (manuscript,)), problems


def _read_front(door: Door, path: str) -> tuple[Source | None, FrontMatter | None, tuple[Diagnostic, ...]]:
    try:
        source = read_source(door, path)
    except StopPublication as stop:
        return None, None, stop.diagnostics
    front, problems = split(source)
    return source, (None if problems else front), (*problems, *direction_overrides(source))


def _empty_body(source: Source, front: FrontMatter) -> tuple[Diagnostic, ...]:
    if source.text[front.body_start :].strip():
        return ()
    last = source.text.rstrip().count("\n") + 1
    return (messages.EMPTY_BODY.at(source.line_span(last)),)


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
