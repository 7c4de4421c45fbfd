"""What came of one edition: its files and all that is wrong with it, as values that can be kept and said again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from briefgen.content.references import LinkToPage
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.replay import Recorder, Replay, TextOf
from briefgen.core.store import Blob, Kept, Store
from briefgen.core.workspace import Answer
from briefgen.layout.fit import Fit
from briefgen.layout.pages import Rect
from briefgen.layout.places import Place

PAGE, PDF, SHOWN = "page", "pdf", "shown"
"""What a file is to its edition; `shown` is what its page shows or offers besides."""


@dataclass(frozen=True)
class MadeFile:
    """A file of an edition: what it is, its place in the output, what it holds."""

    role: str
    path: str
    content: Blob


@dataclass(frozen=True)
class Made:
    """What came of an edition.

    `said` is wrong with what its authors wrote, `composing` with its HTML, `rendering` with its page and PDF. It
    `waits` when it would show something that is in doubt; `is_composed` tells whether it came to an HTML document.
    `anchors` and `links_to_pages` are for links between editions. `pages` are those of the PDF. `steps` are those that
    were asked on the way, `trace` all that the result rests on.
    """

    path: str
    said: tuple[Diagnostic, ...] = ()
    composing: tuple[Diagnostic, ...] = ()
    rendering: tuple[Diagnostic, ...] = ()
    is_readable: bool = True
    waits: bool = False
    is_composed: bool = False
    anchors: frozenset[str] = frozenset()
    links_to_pages: tuple[LinkToPage, ...] = ()
    blocks: tuple[tuple[str, int, int], ...] = ()
    """The id of each block of the text, and its first and last line."""

    words: int = 0
    pages: int | None = None
    density: str = ""
    """In which the PDF is set."""

    places: tuple[Place, ...] = ()
    """What stands where on the pages of the PDF."""

    fit: Fit | None = None
    """How the pages keep their contract."""

    files: tuple[MadeFile, ...] = ()
    is_final: bool = True
    """Whether it would come out the same again: a PDF that failed may not."""

    steps: frozenset[str] = frozenset()
    reasons: Mapping[str, str] | None = None
    """Why steps on the way had to run; not kept."""

    trace: tuple[Answer, ...] = ()
    templates: tuple[Answer, ...] = ()
    """The templates that its process has read so far; not kept."""

    @property
    def has_error(self) -> bool:
        """Whether what its authors wrote cannot be published."""
        return not self.is_readable or any(problem.is_error for problem in self.said)

    def resting_in(self, store: Store) -> Made:
        """The same with its files in a store, so that a thousand editions do not have to fit in memory."""
        files = (replace(file, content=store.resting(file.content)) for file in self.files)
        return replace(self, files=tuple(files))

    def kept(self, text_of: TextOf) -> Kept:
        """As it is stored."""
        recorder = Recorder(text_of)
        facts = {
            "said": recorder.diagnostics(self.said),
            "composing": recorder.diagnostics(self.composing),
            "rendering": recorder.diagnostics(self.rendering),
            "readable": self.is_readable,
            "waits": self.waits,
            "composed": self.is_composed,
            "anchors": sorted(self.anchors),
            "links": [
                [link.path, link.anchor, link.written, recorder.span(link.span)]
                for link in self.links_to_pages
            ],
            "blocks": self.blocks,
            "words": self.words,
            "pages": self.pages,
            "density": self.density,
            "places": self.places,
            "fit": asdict(self.fit) if self.fit else None,
            "files": [
                [f.role, f.path, f.content.digest, f.content.sha256, f.content.size] for f in self.files
            ],
            "steps": sorted(self.steps),
            "sources": recorder.sources,
        }
        blobs = tuple(dict.fromkeys(file.content.digest for file in self.files))
        return Kept(self.trace, b"", facts, blobs)


def from_kept(path: str, kept: Kept, store: Store, text_of: TextOf) -> Made | None:
    """An edition as it was stored, None if that cannot be read; its files are read when they are wanted."""
    try:
        return _from_kept(path, kept, store, text_of)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        return None


def _from_kept(path: str, kept: Kept, store: Store, text_of: TextOf) -> Made:
    facts: dict[str, Any] = kept.facts
    replay = Replay(facts["sources"], text_of)
    links = []
    for target, anchor, written, place in facts["links"]:
        if span := replay.span(place):
            links.append(LinkToPage(target, anchor, written, span))
    return Made(
        path=path,
        said=replay.diagnostics(facts["said"]),
        composing=replay.diagnostics(facts["composing"]),
        rendering=replay.diagnostics(facts["rendering"]),
        is_readable=facts["readable"],
        waits=facts["waits"],
        is_composed=facts["composed"],
        anchors=frozenset(facts["anchors"]),
        links_to_pages=tuple(links),
        blocks=tuple((block, first, last) for block, first, last in facts["blocks"]),
        words=facts["words"],
        pages=facts["pages"],
        density=facts["density"],
        places=tuple(Place(page, Rect(*rect), *what) for page, rect, *what in facts["places"]),
        fit=Fit(**{**facts["fit"], "strayed": tuple(facts["fit"]["strayed"])}) if facts["fit"] else None,
        files=tuple(
            MadeFile(role, place, Blob(digest, sha256, size, store=store))
            for role, place, digest, sha256, size in facts["files"]
        ),
        steps=frozenset(facts["steps"]),
        trace=kept.trace,
    )
