"""`briefgen status`: every publication with its languages, stage, pages, words, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from briefgen.checks import check
from briefgen.content.citing.formatting import Formatted
from briefgen.content.discovery import EditionFile
from briefgen.content.edition_text import read_text
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.project import Project
from briefgen.content.public import lacks_approval, stage_of
from briefgen.content.translating.translations import Translation, translations
from briefgen.core.diagnostics import Diagnostic, in_order
from briefgen.core.workspace import Workspace
from briefgen.design.shipped import shipped_root
from briefgen.loading import Loaded, addresses_of, load
from briefgen.output.dist import earlier
from briefgen.output.pdf_profiles import WEB


@dataclass(frozen=True)
class TranslationStatus:
    """How an edition stands to the one it translates: whether somebody has said that it is right, and how many of its
    passages are stale, are missing, or have nothing there."""

    is_confirmed: bool
    stale: int
    missing: int
    extra: int

    @property
    def in_words(self) -> str:
        """`current`, or what is to be done: `3 stale, 1 missing`."""
        parts = [
            f"{n} {what}"
            for n, what in ((self.stale, "stale"), (self.missing, "missing"), (self.extra, "extra"))
            if n
        ]
        parts += [] if self.is_confirmed else ["unconfirmed"]
        return ", ".join(parts) or "current"


@dataclass(frozen=True)
class EditionStatus:
    """An edition, or one that the series' languages call for and nobody has written (`source` is None).
    `pages` are those of the last build."""

    publication: str
    kind: str
    language: str
    source: str | None
    title: str
    stage: str
    words: int | None
    pages: int | None
    errors: int
    warnings: int
    missing: tuple[str, ...]
    translation: TranslationStatus | None = None
    """None for editions that translate no other."""


def status(root: Path, out: Path) -> tuple[tuple[EditionStatus, ...], tuple[Diagnostic, ...]]:
    """All editions in the order of their publications, and what is wrong with them."""
    workspace = Workspace(root, shipped_root())
    loaded = load(workspace)
    if loaded.project is None:
        return (), in_order(loaded.diagnostics)
    pages = {item.source: item.pages for item in earlier(out) if item.profile == WEB.name}
    diagnostics = list(loaded.diagnostics)
    rows: list[EditionStatus] = []
    good = {publication.files.folder + publication.files.slug: publication for publication in loaded.every}
    for files in loaded.found:
        publication = good.get(files.folder + files.slug)
        if publication is None:
            rows += (
                _unreadable(f"{files.section}/{files.slug}", edition, diagnostics)
                for edition in files.editions
            )
            continue
        translated = {one.edition.file.path: one for one, _ in translations(workspace.door(), publication)}
        for manuscript in publication.manuscripts:
            words, problems = _words(workspace, loaded, publication, manuscript)
            diagnostics += problems
            row = _row(publication, manuscript, words, pages.get(manuscript.file.path), diagnostics)
            rows.append(replace(row, translation=_translation(translated.get(manuscript.file.path))))
        rows += _not_written(loaded.project, publication)
    return tuple(rows), in_order(diagnostics)


def _words(
    workspace: Workspace, loaded: Loaded, publication: LoadedPublication, manuscript: Manuscript
) -> tuple[int | None, tuple[Diagnostic, ...]]:
    text, problems = read_text(
        workspace.door(), publication, manuscript, addresses_of(loaded), loaded.library, Formatted()
    )
    return (text.words if text else None), (*problems, *check(manuscript.body))


def _row(
    publication: LoadedPublication,
    manuscript: Manuscript,
    words: int | None,
    pages: int | None,
    diagnostics: list[Diagnostic],
) -> EditionStatus:
    file, edition = manuscript.file, manuscript.edition
    errors, warnings = _counts(file, diagnostics)
    return EditionStatus(
        publication=f"{publication.files.section}/{publication.files.slug}",
        kind=file.kind,
        language=file.language,
        source=file.path,
        title=edition.title,
        stage=stage_of(publication, manuscript).value,
        words=words,
        pages=pages,
        errors=errors,
        warnings=warnings,
        missing=tuple(_missing(publication, manuscript)),
    )


def _translation(translation: Translation | None) -> TranslationStatus | None:
    if translation is None:
        return None
    return TranslationStatus(
        translation.record is not None,
        len(translation.stale),
        len(translation.missing) + len(translation.settings_missing),
        len(translation.extra),
    )


def _missing(publication: LoadedPublication, manuscript: Manuscript) -> Iterator[str]:
    """What a finished publication would have."""
    if lacks_approval(publication, manuscript):
        yield "approval"
    if not publication.is_main(manuscript):
        return
    if publication.publication.hero is None:
        yield "hero picture"
    if publication.publication.number is None:
        yield "number"
    if not publication.publication.contacts:
        yield "contacts"
    if manuscript.file.kind == "brief" and not manuscript.edition.recommendations:
        yield "recommendations"


def _not_written(project: Project, publication: LoadedPublication) -> Iterator[EditionStatus]:
    """The languages of the series in which the publication does not exist."""
    kind = publication.files.main_kind
    there = {m.file.language for m in publication.manuscripts if m.file.kind == kind}
    for language in project.languages:
        if language not in there:
            name = f"{publication.files.section}/{publication.files.slug}"
            yield EditionStatus(name, kind, language, None, "", "", None, None, 0, 0, ("translation",))


def _unreadable(publication: str, file: EditionFile, diagnostics: list[Diagnostic]) -> EditionStatus:
    errors, warnings = _counts(file, diagnostics)
    return EditionStatus(
        publication, file.kind, file.language, file.path, "", "", None, None, errors, warnings, ()
    )


def _counts(file: EditionFile, diagnostics: list[Diagnostic]) -> tuple[int, int]:
    own = {d for d in diagnostics if d.span and d.span.source.path == file.path}
    errors = sum(d.is_error for d in own)
    return errors, len(own) - errors
