"""Whether a whole build still stands: then nothing is loaded, and what it said is said again.

After a build all that it asked is kept with what it said and made. If every answer is the same, and every file it made
is there as it was, another build would come to the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path

from briefgen.content.order import Order
from briefgen.core.atomic_write import unfinished, write_atomically
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.digest import digest_of
from briefgen.core.engine import Engine, own_values
from briefgen.core.known_files import KNOWN, KnownFiles
from briefgen.core.replay import Recorder, Replay
from briefgen.core.sealed import sealed, unsealed
from briefgen.core.store import STORE, Store, discard
from briefgen.core.workspace import Answer, Workspace
from briefgen.design.shipped import shipped_root
from briefgen.output.artifacts import MANIFEST, UNFINISHED, Listed, read_manifest

_STEP = "build"
_MOST_ORDERS = 12
_VALUES = ("version of briefgen", "version of the PDF engine", "pandoc of this machine", "day")


@dataclass(frozen=True)
class Outcome:
    """What a build made and said. `reasons` tells for each step that ran why it had to; `inputs` are the files that a
    build which wrote something has read, with their digests."""

    diagnostics: tuple[Diagnostic, ...]
    artifacts: tuple[Listed, ...] = ()
    reasons: dict[str, str] = field(default_factory=dict)
    inputs: dict[str, str] = field(default_factory=dict)


def standing(root: Path, order: Order) -> Outcome | str:
    """What an earlier build of the same order came to, if it stands; else why it does not."""
    if order.force:
        return "--force"
    if order.write and ((order.out / UNFINISHED).exists() or unfinished(order.out)):
        return "a build was ended while it wrote"
    known = KnownFiles.of(root / STORE / KNOWN)
    workspace = Workspace(root, shipped_root(), known)
    try:
        record = unsealed(_place(workspace, order).read_bytes())
        trace = [Answer(*map(str, answer)) for answer in record["asked"]]
        made = [(str(path), digest) for path, digest in record["made"]]
        replay = Replay(record["sources"], partial(_text_of, workspace))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return "no earlier result"
    engine = Engine(workspace, Store(workspace.root / STORE))
    values = _values(order, known)
    if not engine.stands(_STEP, trace, values.get):
        return engine.reasons[_STEP]
    for path, digest in made:
        if known.read_digest(order.out / path) != digest:
            return f"the file `{(order.out / path).name}` that it made has changed"
    try:
        diagnostics = replay.diagnostics(record["diagnostics"])
        listed = read_manifest((order.out / MANIFEST).read_bytes()) if made else ()
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return "no earlier result"
    known.save()
    return Outcome(diagnostics, listed)


def is_much_to_do(root: Path) -> bool:
    """Whether a build will have several editions to make: a guess, by which others get ready."""
    texts = (path for section in ("briefs", "case_studies") for path in (root / section).glob("**/*.md"))
    return not (root / STORE / "steps").is_dir() and len(list(islice(texts, 2))) == 2


def keep(workspace: Workspace, order: Order, outcome: Outcome, steps: Iterable[str]) -> None:
    """Keep what a build asked, said and made; `steps` are those that it rests on."""
    known = workspace.known
    values = _values(order, known)
    recorder = Recorder(partial(_text_of, workspace))
    diagnostics = recorder.diagnostics(outcome.diagnostics)
    paths = [item.path for item in outcome.artifacts]
    record = {
        "asked": [
            *(["value", name, values[name]] for name in _VALUES),
            *([*question, digest] for question, digest in workspace.asked.items()),
        ],
        "diagnostics": diagnostics,
        "sources": recorder.sources,
        "steps": sorted(steps),
        "made": list(_made(order, [*paths, MANIFEST] if paths else [], known)),
    }
    with suppress(OSError):
        write_atomically(_place(workspace, order), sealed(record))


def forget(root: Path, order: Order) -> None:
    """Let go of the record of a build that nobody will do again."""
    with suppress(OSError):
        _place(Workspace(root, shipped_root()), order).unlink(missing_ok=True)


def steps_of_builds(root: Path) -> set[str]:
    """The steps that the last builds of each order rest on; orders that nobody gave for long are forgotten."""
    steps: set[str] = set()
    with suppress(OSError):
        records = sorted((root / STORE / "builds").glob("*.json"), key=lambda path: -path.lstat().st_mtime_ns)
        for path in records[_MOST_ORDERS:]:
            discard(path)
        for path in records[:_MOST_ORDERS]:
            try:
                steps.update(unsealed(path.read_bytes())["steps"])
            except (OSError, ValueError, KeyError, TypeError, RecursionError):
                discard(path)
    return steps


def _text_of(workspace: Workspace, path: str) -> str | None:
    from briefgen.core.text import text_of  # only when there is something to say

    return text_of(workspace, path)


def _made(order: Order, paths: Iterable[str], known: KnownFiles) -> Iterable[tuple[str, str | None]]:
    return ((path, known.read_digest(order.out / path)) for path in paths)


def _place(workspace: Workspace, order: Order) -> Path:
    """Where the record of a build is: one for each order, whatever the day and the number of processes."""
    what = (order.out.as_posix(), order.sources, order.languages, order.only, order.brand, order.profile)
    name = digest_of(repr((*what, order.write, order.standalone, order.is_part, sorted(order.held))).encode())
    return workspace.root / STORE / "builds" / f"{name}.json"


def _values(order: Order, known: KnownFiles) -> dict[str, str]:
    own = {name: digest_of(value) for name, value in own_values(known).items()}
    return {**own, "day": order.today.isoformat()}
