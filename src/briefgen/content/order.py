"""What a build is asked to make."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a build in which nothing has changed ends before publications are read
    from briefgen.content.discovery import PublicationFiles
    from briefgen.content.manuscript import LoadedPublication, Manuscript


@dataclass(frozen=True)
class Order:
    """What to build: editions of these sources and languages (none: all), as HTML, PDF (of a profile) or both, in the
    project's brand or another."""

    out: Path
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    only: str | None = None
    brand: str | None = None
    profile: str = "web"
    """Which kind of PDF."""

    jobs: int = 1
    cluster: str | None = None
    """The address of the scheduler whose workers make the editions, in the place of processes of this machine."""

    force: bool = False
    write: bool = True
    standalone: bool = False
    """Whether the output folder holds these languages alone, and works without the others."""

    today: date = field(default_factory=date.today)
    is_part: bool = False
    """Whether the output folder is to be laid over pages that are elsewhere: then it holds nothing of the whole series,
    such as home pages."""

    held: frozenset[str] = frozenset()
    """The files of editions that may not be published and are not to be: no page says that they are there."""

    def wants(self, files: PublicationFiles, language: str, path: str) -> bool:
        """Whether an edition is asked for. A source is an edition's file, a publication's folder, or
        `briefs` or `case_studies`."""
        if path in self.held:
            return False
        if self.languages and language not in self.languages:
            return False
        return not self.sources or any(
            source in (path, files.folder, files.section) for source in self.sources
        )

    def wants_edition(self, publication: LoadedPublication, edition: Manuscript) -> bool:
        return self.wants(publication.files, edition.file.language, edition.file.path)
