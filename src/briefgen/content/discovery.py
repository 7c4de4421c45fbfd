"""Finds the publications of a project by their folders and file names; opens none of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from briefgen.content.fields import is_id, is_of_windows
from briefgen.content.kinds import KINDS, Brief, CaseStudy
from briefgen.content.languages import is_language
from briefgen.content.models import Edition
from briefgen.content.project import Project
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Related, nearest
from briefgen.core.source import Source, Span
from briefgen.core.text import refused
from briefgen.core.workspace import Door

SETTINGS = "publication.yml"

SECTIONS: dict[str, type[Edition]] = {"briefs": Brief, "case_studies": CaseStudy}
"""The folders that hold publications, and the kind of a single file in each."""

_IGNORED = frozenset(("README.md", "figures/", "data/"))
"""What may stand beside publications: notes, and the pictures and data of the short form."""

_LIKE_SOURCES = (".yml", ".yaml", ".markdown", ".mdown", ".mkd", ".mdx", ".bib")
_LONGEST_SLUG = 100
"""Letters of a folder's name: files are named after it, and their names have 255 bytes at most."""

_KEEP_PRIVATE = ("to keep a file of notes here, let its name begin with `_`",)


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
    finder = _Finder(door, project)
    found = [files for section in SECTIONS for files in finder.section(section)]
    return tuple(finder.without_doubles(found)), tuple(finder.problems)


@dataclass
class _Finder:
    """Goes through the folders of a project and collects what is wrong with their names."""

    door: Door
    project: Project
    problems: list[Diagnostic] = field(default_factory=list)

    def section(self, section: str) -> Iterator[PublicationFiles]:
        if refusal := self.door.refusal(section):
            self.problems.append(refused(refusal, _top(section)))
        for name in self.door.list(section):
            if name.startswith((".", "_")) or name in _IGNORED:
                continue
            files = None
            if name.endswith("/"):
                files = self._folder(section, name.rstrip("/"))
            elif name.endswith(".md"):
                files = self._single(section, name)
            elif name.endswith(_LIKE_SOURCES):
                self._unknown(section, name)
            if files:
                yield files

    def without_doubles(self, found: list[PublicationFiles]) -> list[PublicationFiles]:
        kept: dict[str, PublicationFiles] = {}
        for files in found:
            first = kept.setdefault(files.slug, files)
            if first is not files:
                related = (Related(_top(first.editions[0].path), "the first one"),)
                place = _top(files.editions[0].path)
                self.problems.append(messages.SLUG_TAKEN.at(place, slug=files.slug, related=related))
        return list(kept.values())

    def _single(self, section: str, name: str) -> PublicationFiles | None:
        path, slug = f"{section}/{name}", name.removesuffix(".md")
        if not self._slug_is_good(slug, path):
            return None
        edition = EditionFile(path, SECTIONS[section].KIND, self.project.first_language)
        return PublicationFiles(section, slug, section, None, (edition,))

    def _folder(self, section: str, slug: str) -> PublicationFiles | None:
        folder = f"{section}/{slug}"
        said = len(self.problems)
        editions = self._editions(folder)
        if not editions:
            if not any(problem.is_error for problem in self.problems[said:]):
                file = f"{SECTIONS[section].KIND}.md"
                self.problems.append(messages.EMPTY_PUBLICATION.at(_top(folder), folder=folder, file=file))
            return None
        if not self._slug_is_good(slug, folder):
            return None
        self._first_editions(editions)
        return PublicationFiles(section, slug, folder, f"{folder}/{SETTINGS}", editions)

    def _editions(self, folder: str) -> tuple[EditionFile, ...]:
        """The editions in a folder, by kind and then by the series' order of languages."""
        kept: dict[tuple[str, str], EditionFile] = {}
        for name in self.door.list(folder):
            if name.endswith("/") or name.startswith((".", "_")) or name in (*_IGNORED, SETTINGS):
                continue
            if not name.endswith(".md"):
                if name.endswith(_LIKE_SOURCES):
                    self._unknown(folder, name)
                continue
            edition = self._edition(folder, name)
            if edition is None:
                continue
            first = kept.setdefault((edition.kind, edition.language), edition)
            if first is not edition:
                same = messages.EDITION_TWICE.at(
                    _top(edition.path), first=first.path.rpartition("/")[2], second=name
                )
                self.problems.append(same)
        kinds, languages = list(KINDS), self.project.languages
        return tuple(sorted(kept.values(), key=lambda e: (kinds.index(e.kind), languages.index(e.language))))

    def _edition(self, folder: str, name: str) -> EditionFile | None:
        place = _top(f"{folder}/{name}")
        kind, _, language = name.removesuffix(".md").partition(".")
        language = language or self.project.first_language
        if kind not in KINDS:
            self._unknown(folder, name)
        elif not is_language(language):
            self.problems.append(messages.NO_LANGUAGE.at(place, name=name, language=language))
        elif language not in self.project.languages:
            known = ", ".join(self.project.languages)
            self.problems.append(messages.UNKNOWN_LANGUAGE.at(place, language=language, known=known))
        else:
            return EditionFile(f"{folder}/{name}", kind, language)
        return None

    def _first_editions(self, editions: tuple[EditionFile, ...]) -> None:
        """Every kind that is there exists in the series' first language."""
        language = self.project.first_language
        there = {edition.kind for edition in editions if edition.language == language}
        for edition in editions:
            if edition.kind not in there:
                there.add(edition.kind)
                file = f"{edition.kind}.md"
                problem = messages.NO_FIRST_EDITION.at(_top(edition.path), language=language, file=file)
                self.problems.append(problem)

    def _unknown(self, folder: str, name: str) -> None:
        stem, ending = name.partition(".")[0], name.rpartition(".")[2]
        if ending in ("yml", "yaml"):
            suggestion: str | None = SETTINGS
        elif ending == "bib":
            suggestion = "../../series/references.bib"
        else:
            near = nearest(stem, KINDS)
            suggestion = f"{near}.md" if near else None
        place = _top(f"{folder}/{name}")
        self.problems.append(
            messages.UNKNOWN_SOURCE.at(place, name=name, nearest=suggestion, hints=_KEEP_PRIVATE)
        )

    def _slug_is_good(self, slug: str, path: str) -> bool:
        if is_id(slug) and len(slug) <= _LONGEST_SLUG and not is_of_windows(slug):
            return True
        plain = unicodedata.normalize("NFKD", slug).encode("ascii", "ignore").decode().lower()
        suggestion = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "a-short-name"
        suggestion += "-brief" if is_of_windows(suggestion) else ""
        self.problems.append(messages.BAD_SLUG.at(_top(path), name=slug, suggestion=suggestion))
        return False


def _top(path: str) -> Span:
    """The top of a file of which only the name is known."""
    return Source(path, "").whole()
