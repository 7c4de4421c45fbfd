"""Reuses a step's result while every question it asked still has the same answer, and says why when not."""

from __future__ import annotations

import os
import shutil
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from briefgen import __version__
from briefgen.core.digest import digest_of
from briefgen.core.known_files import KnownFiles
from briefgen.core.store import Kept, Store
from briefgen.core.workspace import Answer, Refused, Workspace

_ENGINES = (
    "weasyprint", "pydyf", "fonttools", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "pillow", "pypdfium2",
    "markdown", "pymdown-extensions", "jinja2", "markupsafe", "nh3", "babel", "pydantic", "pydantic-core", "pyyaml",
    "segno", "pypandoc-binary", "vl-convert-python",
)  # fmt: skip
"""The packages that what is made comes from."""

_LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz", "harfbuzz-subset", "fontconfig")
_FOLDERS = ("/usr/lib64", "/usr/lib", "/usr/local/lib", f"{os.environ.get('HOMEBREW_PREFIX', '')}/lib")


@dataclass
class Engine:
    """Decides about steps. `reasons` collects, for each step that must run, why; `asked` are all steps."""

    workspace: Workspace
    store: Store
    anew: str = ""
    """Why nothing that was kept is used."""

    reasons: dict[str, str] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    def recall(self, step: str, values: Mapping[str, bytes]) -> Kept | None:
        """The stored result of a step, if it still stands. `values` are what the step is given."""
        digests = {name: digest_of(value) for name, value in {**values, **own_values()}.items()}
        return self.recall_by(step, digests.get)

    def recall_by(self, step: str, value: Callable[[str], str | None]) -> Kept | None:
        """The same where values are many and their digests are known: `value` gives that of each by name."""
        self.asked.add(step)
        if self.anew:
            self.reasons[step] = self.anew
            return None
        kept = self.store.get(step)
        if kept is None:
            self.reasons[step] = "no earlier result"
            return None
        return kept if self.stands(step, kept.trace, value) else None

    def stands(self, step: str, trace: Iterable[Answer], value: Callable[[str], str | None]) -> bool:
        """Whether all questions still have these answers; if not, the first that has another is the reason. `value`
        gives the digest of what the step is given, by name."""
        for answer in trace:
            if _current_digest(self.workspace, answer, value) != answer.digest:
                self.reasons[step] = (
                    f"{_QUESTIONS.get(answer.question, 'the')} `{answer.subject}` has changed"
                )
                return False
        return True

    def keep(self, step: str, values: Mapping[str, bytes], kept: Kept) -> None:
        """Store a step's result: its trace, and before that the values it was given."""
        given = {**own_values(), **values}
        answers = tuple(Answer("value", name, digest_of(value)) for name, value in given.items())
        self.store.put(step, Kept((*answers, *kept.trace), kept.data, kept.facts))


def _current_digest(workspace: Workspace, answer: Answer, values: Callable[[str], str | None]) -> str:
    """What the answer to a recorded question would be now."""
    if answer.question == "read":
        try:
            return workspace.digest(answer.subject)
        except Refused as refusal:
            return refusal.reason
    if answer.question == "list":
        return workspace.digest_of_list(answer.subject)
    return values(answer.subject) or "absent"


_QUESTIONS = {"read": "the file", "list": "the folder", "value": "the"}


_OWN: dict[str, bytes] = {}


def own_values(known: KnownFiles | None = None) -> dict[str, bytes]:
    """briefgen's own source and the versions of its engines: they decide results as much as any file. They are looked
    at once in a process; what is `known` of files saves reading them."""
    if not _OWN:
        package = Path(__file__).resolve().parent.parent
        files = known or KnownFiles()
        code = "".join(files.read_digest(path) or "" for path in sorted(package.rglob("*.py")))
        _OWN["version of briefgen"] = code.encode()
        _OWN["version of the PDF engine"] = "; ".join((*_engines(), *libraries())).encode()
        _OWN["pandoc of this machine"] = _pandoc().encode()
    return _OWN


@cache
def versions() -> tuple[str, ...]:
    """What must be the same on another machine that is to make the same, in words."""
    code = digest_of(own_values()["version of briefgen"])
    return (f"briefgen {__version__} ({code[:8]})", *_engines(), *libraries())


def _engines() -> Iterator[str]:
    yield f"Python {sys.version.partition(' ')[0]}"
    yield f"zlib {zlib.ZLIB_RUNTIME_VERSION}"
    yield from _packages()


def _packages() -> Iterator[str]:
    """The installed versions by the names of the folders that say so: asking Python takes longer than a build in which
    nothing changed."""
    found: dict[str, str] = {}
    for folder in reversed(sys.path):
        with suppress(OSError):
            for name in os.listdir(folder or "."):  # noqa: PTH208 - ten times faster, at every start
                if name.endswith(".dist-info"):
                    package, _, version = name.removesuffix(".dist-info").partition("-")
                    found[package.lower().replace("_", "-")] = version
    return (f"{name} {found.get(name, 'absent')}" for name in _ENGINES)


def libraries() -> Iterator[str]:
    """The libraries of the PDF engine by the names of their files, which end in their versions."""
    multiarch = getattr(sys.implementation, "_multiarch", "")
    for folder in (f"/usr/lib/{multiarch}", *_FOLDERS):
        for name in _LIBRARIES:
            for path in (f"{folder}/lib{name}.so.0", f"{folder}/lib{name}.so.1", f"{folder}/lib{name}.dylib"):
                if (real := os.path.realpath(path)) != path:
                    yield real


def _pandoc() -> str:
    """The pandoc of this machine, if there is one besides that of Python's packages."""
    place = shutil.which("pandoc") or ""
    return f"pandoc {place} {KnownFiles().look(place)}"
