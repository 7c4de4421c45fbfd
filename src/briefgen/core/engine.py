"""Reuses a step's result while every question it asked still has the same answer, and says why when not."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from briefgen.core.store import Kept, Store
from briefgen.core.workspace import Answer, Workspace, current_digest, digest_of

_ENGINES = (
    "weasyprint",
    "pydyf",
    "fonttools",
    "tinycss2",
    "tinyhtml5",
    "pyphen",
    "pillow",
    "pypdfium2",
    "vl-convert-python",
)


@dataclass
class Engine:
    """Decides about steps. `reasons` collects, for each step that must run, why."""

    workspace: Workspace
    store: Store
    force: bool = False
    reasons: dict[str, str] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    def recall(self, step: str, values: Mapping[str, bytes]) -> Kept | None:
        """The stored result of a step, if it still stands. `values` are what the step is given."""
        self.asked.add(step)
        if self.force:
            self.reasons[step] = "--force"
            return None
        kept = self.store.get(step)
        if kept is None:
            self.reasons[step] = "no earlier result"
            return None
        digests = {name: digest_of(value) for name, value in {**values, **own_values()}.items()}
        for answer in kept.trace:
            if current_digest(self.workspace, answer, digests.get) != answer.digest:
                self.reasons[step] = f"{_QUESTIONS[answer.question]} `{answer.subject}` has changed"
                return None
        return kept

    def keep(self, step: str, values: Mapping[str, bytes], kept: Kept) -> None:
        """Store a step's result: its trace, and before that the values it was given."""
        given = {**own_values(), **values}
        answers = tuple(Answer("value", name, digest_of(value)) for name, value in given.items())
        self.store.put(step, Kept((*answers, *kept.trace), kept.data, kept.facts))


_QUESTIONS = {"read": "the file", "list": "the folder", "value": "the"}


@cache
def own_values() -> dict[str, bytes]:
    """briefgen's own source and the versions of its engines: they decide results as much as any file."""
    package = Path(__file__).resolve().parent.parent
    sources = sorted(package.rglob("*.py"))
    code = b"".join(digest_of(path.read_bytes()).encode() for path in sources)
    versions = []
    for name in _ENGINES:
        try:
            versions.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            versions.append(f"{name} absent")
    return {"version of briefgen": code, "version of the PDF engine": "; ".join(versions).encode()}
