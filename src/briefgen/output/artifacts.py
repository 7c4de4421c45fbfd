"""Artifacts and the manifest that lists them, `dist/build.json`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from briefgen.core.store import Blob

MANIFEST = "build.json"
UNFINISHED = ".unfinished-build.json"
"""The list of a build that writes, or was ended while it did."""


@dataclass(frozen=True)
class Listed:
    """An artifact as the manifest lists it. Pages, words and the profile of a PDF are None where they mean nothing."""

    path: str
    kind: str
    format: str
    lang: str | None
    slug: str | None
    source: str | None
    sha256: str
    bytes: int
    pages: int | None = None
    words: int | None = None
    profile: str | None = None


@dataclass(frozen=True)
class Artifact:
    """A file that was produced: its place in the output and what it holds.

    `source` is the edition's Markdown file; shared files such as style sheets have none.
    """

    path: str
    content: Blob
    kind: str
    lang: str | None = None
    slug: str | None = None
    source: str | None = None
    pages: int | None = None
    words: int | None = None
    profile: str | None = None

    def listed(self) -> Listed:
        return Listed(
            path=self.path,
            kind=self.kind,
            format=self.path.rpartition(".")[2],
            lang=self.lang,
            slug=self.slug,
            source=self.source,
            sha256=self.content.sha256,
            bytes=self.content.size,
            pages=self.pages,
            words=self.words,
            profile=self.profile,
        )


def write_manifest(version: str, listed: list[Listed], is_standalone: bool = False) -> bytes:
    """`build.json`, sorted by path."""
    artifacts = [asdict(item) for item in sorted(listed, key=lambda item: item.path)]
    head = {"briefgen": version} | ({"standalone": True} if is_standalone else {})
    return (json.dumps({**head, "artifacts": artifacts}, ensure_ascii=False, indent=1) + "\n").encode()


def is_standalone(manifest: bytes) -> bool:
    """Whether a manifest is that of a folder in some languages alone."""
    try:
        return json.loads(manifest).get("standalone") is True
    except (ValueError, AttributeError):
        return False


def read_manifest(data: bytes) -> tuple[Listed, ...]:
    """The artifacts an earlier build listed; none when the file is damaged."""
    try:
        return tuple(Listed(**item) for item in json.loads(data)["artifacts"])
    except (ValueError, KeyError, TypeError):
        return ()
