"""What earlier builds left behind: results and the questions they rest on, as files that are safe to delete."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.core.workspace import Answer, digest_of


@dataclass(frozen=True)
class Kept:
    """A stored result: the questions it rests on in the order they were asked, bytes, and facts beside them."""

    trace: tuple[Answer, ...]
    data: bytes
    facts: dict[str, Any]


@dataclass(frozen=True)
class Store:
    """A folder of step results. Anything missing or damaged counts as never kept."""

    folder: Path

    def get(self, step: str) -> Kept | None:
        try:
            record = json.loads(self._record(step).read_bytes())
            data = self._blob(record["blob"]).read_bytes()
            trace = tuple(Answer(*answer) for answer in record["trace"])
            facts = dict(record["facts"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return Kept(trace, data, facts) if digest_of(data) == record["blob"] else None

    def put(self, step: str, kept: Kept) -> None:
        """Keep a result. A store that cannot be written is not an error: the next build does the work again."""
        blob = digest_of(kept.data)
        record = {
            "step": step,
            "trace": [[answer.question, answer.subject, answer.digest] for answer in kept.trace],
            "blob": blob,
            "facts": kept.facts,
        }
        try:
            write_atomically(self._blob(blob), kept.data)
            write_atomically(self._record(step), json.dumps(record, ensure_ascii=False, indent=1).encode())
        except OSError:
            return

    def sweep(self, steps: set[str]) -> None:
        """Forget every step but these, and blobs that no step names."""
        keep = {self._record(step).name for step in steps}
        blobs = set()
        for path in sorted(self.folder.glob("steps/*.json")):
            if path.name not in keep:
                path.unlink(missing_ok=True)
                continue
            try:
                blobs.add(json.loads(path.read_bytes())["blob"])
            except (OSError, ValueError, KeyError):
                path.unlink(missing_ok=True)
        for path in sorted(self.folder.glob("blobs/*")):
            if path.name not in blobs:
                path.unlink(missing_ok=True)

    def _record(self, step: str) -> Path:
        return self.folder / "steps" / f"{digest_of(step.encode())}.json"

    def _blob(self, digest: str) -> Path:
        return self.folder / "blobs" / digest


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that under its name there is either the old content or all of the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".briefgen-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
