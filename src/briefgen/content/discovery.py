"""Finds the publications of a project by their folders and file names; opens none of them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from briefgen.content.languages import is_language
from briefgen.content.models import KINDS, Brief, CaseStudy, Edition, Project
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Related, nearest
from briefgen.core.source import Source
from briefgen.core.workspace import Door

SETTINGS = "publication.yml"

SECTIONS: dict[str, type[Edition]] = {"briefs": Brief, "case_studies": CaseStudy}
"""The folders that hold publications, and the kind of a single file in each."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_IGNORED = frozenset(("README.md",))


@dataclass(frozen=True)
class EditionFile:
    """The Markdown file of one edition: `briefs/x/brief.fr.md` is a brief in French."""

    path: str
    kind: str
    language: str


@dataclass(frozen=True)
class PublicationFiles:
    """The files of one publication. `settings` is None in the short form, where one Markdown file
    carries everything."""

    section: str
    slug: str
    folder: str
    settings: str | None
    editions: tuple[EditionFile, ...]

    @property
    def main_kind(self) -> str:
        """The kind that the publication itself is; others are its companions."""
        kinds = [edition.kind for edition in self.editions]
        own = SECTIONS[self.section].KIND
        return own if own in kinds or not kinds else kinds[0]


def discover(door: Door, project: Project) -> tuple[tuple[PublicationFiles, ...], tuple[Diagnostic, ...]]:
    """All publications, sorted by folder, and what is wrong with names."""
    found: list[PublicationFiles] = []
    problems: list[Diagnostic] = []
    for section in SECTIONS:
        for name in door.list(section):
            if name.startswith((".", "_")) or name in _IGNORED:
                continue
            if name.endswith("/"):
                files = _folder(door, project, section, name.rstrip("/"), problems)
            elif name.endswith(".md"):
                files = _single(project, section, name, problems)
            else:
                continue
            if files:
                found.append(files)
    return tuple(_without_doubles(found, problems)), tuple(problems)


def _single(project: Project, section: str, name: str, problems: list[Diagnostic]) -> PublicationFiles | None:
    path = f"{section}/{name}"
    slug = name.removesuffix(".md")
    if not _slug_is_good(slug, path, problems):
        return None
    edition = EditionFile(path, SECTIONS[section].KIND, project.first_language)
    return PublicationFiles(section, slug, section, None, (edition,))


def _folder(
    door: Door, project: Project, section: str, slug: str, problems: list[Diagnostic]
) -> PublicationFiles | None:
    folder = f"{section}/{slug}"
    names = [name for name in door.list(folder) if not name.endswith("/") and not name.startswith((".", "_"))]
    editions = [
        edition
        for name in names
        if name.endswith(".md") and name not in _IGNORED
        if (edition := _edition(project, folder, name, problems))
    ]
    for name in names:
        if name.endswith((".yml", ".yaml")) and name != SETTINGS:
            place = Source(f"{folder}/{name}", "").whole()
            problems.append(messages.UNKNOWN_SOURCE.at(place, name=name, nearest=SETTINGS))
    if not editions:
        if not any(
            problem.span and problem.span.source.path.startswith(f"{folder}/") for problem in problems
        ):
            file = f"{SECTIONS[section].KIND}.md"
            place = Source(folder, "").whole()
            problems.append(messages.EMPTY_PUBLICATION.at(place, folder=folder, file=file))
        return None
    if not _slug_is_good(slug, folder, problems):
        return None
    return PublicationFiles(
        section, slug, folder, f"{folder}/{SETTINGS}", tuple(_in_order(project, editions))
    )


def _edition(project: Project, folder: str, name: str, problems: list[Diagnostic]) -> EditionFile | None:
    place = Source(f"{folder}/{name}", "").whole()
    kind, _, language = name.removesuffix(".md").partition(".")
    if kind not in KINDS:
        near = nearest(kind, KINDS)
        problems.append(messages.UNKNOWN_SOURCE.at(place, name=name, nearest=f"{near}.md" if near else None))
        return None
    language = language or project.first_language
    if language not in project.languages:
        known = ", ".join(project.languages)
        problem = messages.UNKNOWN_LANGUAGE.at(place, language=language, known=known)
        if not is_language(language):
            problem = messages.UNKNOWN_LANGUAGE.at(
                place, language=language, known=known,
                hints=(f"`{language}` is not a language code at all: write en, fr, es, ar …",),
            )  # fmt: skip
        problems.append(problem)
        return None
    return EditionFile(f"{folder}/{name}", kind, language)


def _in_order(project: Project, editions: list[EditionFile]) -> list[EditionFile]:
    kinds = list(KINDS)
    return sorted(editions, key=lambda e: (kinds.index(e.kind), project.languages.index(e.language)))


def _slug_is_good(slug: str, path: str, problems: list[Diagnostic]) -> bool:
    if _SLUG.fullmatch(slug):
        return True
    plain = unicodedata.normalize("NFKD", slug).encode("ascii", "ignore").decode().lower()
    suggestion = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "a-short-name"
    problems.append(messages.BAD_SLUG.at(Source(path, "").whole(), name=slug, suggestion=suggestion))
    return False


def _without_doubles(found: list[PublicationFiles], problems: list[Diagnostic]) -> list[PublicationFiles]:
    kept: dict[str, PublicationFiles] = {}
    for files in found:
        first = kept.setdefault(files.slug, files)
        if first is not files:
            place, other = (Source(f.editions[0].path, "").whole() for f in (files, first))
            related = (Related(other, "the first one"),)
            problems.append(messages.SLUG_TAKEN.at(place, slug=files.slug, related=related))
    return list(kept.values())
