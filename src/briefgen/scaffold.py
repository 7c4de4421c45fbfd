"""`briefgen new` and `briefgen init`: publications and projects to fill in, which build from the first minute."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date
from importlib import resources
from pathlib import Path

from briefgen.content.discovery import SECTIONS, SETTINGS
from briefgen.content.evidence.library import REFERENCES
from briefgen.content.fields import is_id
from briefgen.content.kinds import CaseStudy
from briefgen.core.atomic_write import write_atomically
from briefgen.schemas import write_schemas

COMPANIONS = ("article", "media-release")


class CannotStart(Exception):  # noqa: N818 - its text is told to the user
    """Why nothing was written, in words for the user."""


def slug_of(title: str) -> str:
    """A title as part of an address; empty when it has no Latin letter or digit."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
    return words[:60].rstrip("-")


def new_publication(root: Path, kind: str, title: str, slug: str | None, today: date) -> tuple[Path, ...]:
    """Write a new publication of a kind; the files that were written."""
    name = slug or slug_of(title)
    if slug and not is_id(slug):
        raise CannotStart(f"`{slug}` cannot be part of an address: use small letters, digits and hyphens")
    if not name:
        raise CannotStart("the title has no Latin letters to make an address of: add `--slug a-short-name`")
    section = next(section for section, model in SECTIONS.items() if kind == model.KIND)
    folder = root / section / name
    if folder.exists() or folder.with_suffix(".md").exists():
        raise CannotStart(f"`{section}/{name}` is there already: choose another title or `--slug`")
    record = _starter("record.yml") if kind == CaseStudy.KIND else ""
    written: tuple[Path, ...] = (
        _write(folder / SETTINGS, _filled(SETTINGS, title, today) + record),
        _write(folder / f"{kind}.md", _filled(f"{kind}.md", title, today)),
    )
    references = root / REFERENCES
    if record and not references.exists():
        written += (_write(references, _starter("references.yml")),)
    return written


def new_companion(root: Path, kind: str, title: str, publication: Path, today: date) -> tuple[Path, ...]:
    """Write an article or media release about a publication; the file that was written."""
    folder = publication if publication.is_dir() else publication.parent
    if not (folder / SETTINGS).is_file() or not folder.resolve().is_relative_to(root.resolve()):
        raise CannotStart(f"`{publication}` is not the folder of a publication: it has no {SETTINGS}")
    target = folder / f"{kind}.md"
    if target.exists():
        raise CannotStart(f"`{target}` is there already")
    return (_write(target, _filled(f"{kind}.md", title, today)),)


def new_project(folder: Path, today: date) -> tuple[Path, ...]:
    """Write a new project with a first brief; the files that were written."""
    if folder.exists() and any(path.name != ".git" for path in folder.iterdir()):
        raise CannotStart(f"`{folder}` is not empty: name a new folder")
    starter = resources.files("briefgen.starter") / "project"
    written = [
        _write(folder / name, (starter / source).read_text("utf-8"))
        for source, name in (
            ("briefgen.yml", "briefgen.yml"),
            ("README.md", "README.md"),
            ("gitignore", ".gitignore"),
            ("gitattributes", ".gitattributes"),
        )
    ]
    written += new_publication(folder, "brief", "Our first brief states its finding", "first-brief", today)
    write_schemas(folder / ".briefgen" / "schemas")
    return tuple(written)


def _starter(name: str) -> str:
    return (resources.files("briefgen.starter") / "kinds" / name).read_text("utf-8")


def _filled(name: str, title: str, today: date) -> str:
    text = _starter(name)
    quoted = title if re.fullmatch(r"[\w][\w ,.()’–-]*", title) else json.dumps(title, ensure_ascii=False)
    return text.replace("@TITLE@", quoted).replace("@DATE@", today.isoformat())


def _write(path: Path, text: str) -> Path:
    write_atomically(path, text.encode())
    return path
