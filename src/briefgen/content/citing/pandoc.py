"""Starts pandoc, which formats citations and reads bibliographies. The only module that knows it.

It comes with the optional package `pypandoc-binary`; one on the PATH is taken too if it is new enough. It is given
texts and a folder that is thrown away, never a path of the project, and nothing on the network.
"""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from briefgen.core.limits import bound_memory_of

INSTALL = "pip install 'briefgen[pandoc]'"
OLDEST = (3, 1)
TIME = 120.0
"""Seconds after which pandoc is stopped, unless somebody knows better what it has to do."""

MEMORY = 1_000_000_000
"""The most bytes that pandoc may take, where the system can bound them: many times what a long bibliography needs."""

_NO_MEMORY = re.compile("out of memory|not enough memory|Heap exhausted")

_PACKAGES = ("pypandoc-binary", "pypandoc_binary")
_OLDEST_PACKAGE = (1, 14)
"""The first that brings pandoc 3."""

_OF_USERS = re.compile(r"HOME|USERPROFILE|APPDATA|LOCALAPPDATA|XDG_.*|LUA_.*|LD_PRELOAD|.*_PROXY", re.I)
"""Settings by which a user's own files, or the network, could play a part."""


class PandocFailed(Exception):  # noqa: N818 - translated into a diagnostic by the caller
    """Pandoc did not do it; the message says why, in its own words."""


@dataclass(frozen=True)
class Pandoc:
    """A pandoc that can be started: where, and which version."""

    path: str
    version: str

    def run(
        self,
        arguments: tuple[str, ...],
        text: str,
        files: tuple[tuple[str, str], ...] = (),
        seconds: float | None = None,
    ) -> str:
        """What pandoc writes within so many seconds when it is given a text. It runs in a folder that holds nothing but
        `files`, names and texts. Raises `PandocFailed`."""
        seconds = TIME if seconds is None else seconds
        with tempfile.TemporaryDirectory(prefix="briefgen-") as folder:
            for name, content in files:
                (Path(folder) / name).write_text(content, encoding="utf-8")
            kept = {key: value for key, value in os.environ.items() if not _OF_USERS.fullmatch(key)}
            homes = dict.fromkeys(
                ("HOME", "USERPROFILE", "APPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), folder
            )
            try:
                process = subprocess.Popen(
                    (self.path, *arguments),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    cwd=folder,
                    env={**kept, **homes},
                )
            except OSError as error:
                raise PandocFailed(str(error)) from None
            with process:
                bound_memory_of(process.pid, MEMORY)
                try:
                    written, said = process.communicate(text.encode(), seconds)
                except subprocess.TimeoutExpired:
                    raise PandocFailed(f"it did not end within {seconds:g} seconds") from None
                finally:
                    process.kill()
        return _answer(process.returncode, written, " ".join(said.decode("utf-8", "replace").split()))


def _answer(status: int, written: bytes, said: str) -> str:
    said = said.replace("[WARNING] ", "")
    if _NO_MEMORY.search(said):
        raise PandocFailed(f"it would take more than {MEMORY // 1_000_000:,} MB of memory")
    if status or said:  # it goes on when a style names what is not there, and prints nothing
        raise PandocFailed(said or f"it ended with status {status}")
    return written.decode("utf-8", "replace")


@cache
def find_pandoc() -> Pandoc | None:
    """The pandoc of this machine; None when there is none that is new enough."""
    return _of_package() or _on_path()


def _of_package() -> Pandoc | None:
    for package in _PACKAGES:
        try:
            version = importlib.metadata.version(package)
            import pypandoc
        except ImportError:
            continue
        name = "pandoc.exe" if os.name == "nt" else "pandoc"
        if _numbers(version) < _OLDEST_PACKAGE:
            continue
        path = Path(pypandoc.__file__).parent / "files" / name
        if path.is_file():
            return Pandoc(str(path), f"{package} {version}")
    return None


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:2])


def _on_path() -> Pandoc | None:
    path = shutil.which("pandoc")
    if path is None:
        return None
    try:
        said = Pandoc(path, "").run(("--version",), "")
    except PandocFailed:
        return None
    found = re.match(r"pandoc\S* (\d+\.\d+\S*)", said)
    return Pandoc(path, found[0]) if found and _numbers(found[1]) >= OLDEST else None
