"""The tools that briefgen is measured against: how each is given the briefs, and how it makes all of them."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.dialects import write_myst, write_pandoc, write_quarto, write_vivliostyle

_HERE = Path(__file__).parent
_SHIM = f"""#!{sys.executable}
import sys, typst
task, *words = sys.argv[1:]
if task == "compile":
    source = words[0]
    typst.compile(source, output=source.removesuffix("typ") + "pdf", font_paths=["."])
else:
    print("typst", typst.__version__)
"""
"""A command `typst` for tools that call one: the Python package has none."""


@dataclass(frozen=True)
class Peer:
    """A tool: what it makes, how it is told the briefs, the command that makes all of them in its folder with so many
    processes, and what it leaves behind. `program` must be on the path, or `package` be installed."""

    name: str
    makes: str
    write: Callable[[Path, int], Path]
    command: Callable[[int], tuple[str, ...]]
    leaves: tuple[str, ...]
    program: str = ""
    package: str = ""

    @property
    def is_there(self) -> bool:
        return bool(shutil.which(self.program) if self.program else importlib.util.find_spec(self.package))

    def lacks(self, place: Path) -> str:
        """Why it cannot be measured here, tried on one brief; nothing if it can."""
        if not self.is_there:
            return "not on this machine"
        folder = self.write(place / f"trial of {self.name}", 1)
        done = subprocess.run(self.command(1), cwd=folder, capture_output=True, text=True, check=False)
        if any(folder.rglob("brief-*.pdf")):
            return ""
        said = [
            line for line in (done.stderr + done.stdout).splitlines() if "rror" in line or "ailed" in line
        ]
        return f"made no PDF here ({said[0].strip()[:120]})" if said else "made no PDF here"

    def clean(self, folder: Path) -> None:
        """Take away what it made."""
        for pattern in self.leaves:
            for path in folder.glob(pattern):
                shutil.rmtree(path) if path.is_dir() else path.unlink()


PEERS = (
    Peer(
        "pandoc and Typst", "PDF and HTML", write_pandoc,
        lambda cores: (sys.executable, str(_HERE / "typst_series.py"), ".", str(cores)),
        ("brief-*.typ", "brief-*.pdf", "brief-*.html"), package="typst",
    ),
    Peer(
        "Quarto", "PDF and HTML", write_quarto, lambda _: ("quarto", "render", "--quiet"),
        ("out", ".quarto", "brief-*_files"), program="quarto",
    ),
    Peer(
        "MyST", "PDF", write_myst, lambda _: ("myst", "build", "--typst"), ("out", "_build"), program="myst",
    ),
    Peer(
        "Vivliostyle", "PDF", write_vivliostyle,
        lambda _: ("vivliostyle", "build", "--executable-browser", shutil.which("chromium") or "chromium"),
        ("*.pdf", ".vivliostyle"), program="vivliostyle",
    ),
)  # fmt: skip


def version_of(peer: Peer) -> str:
    """What a tool says of its version."""
    if peer.package:
        import pypandoc
        import typst

        return f"pandoc {pypandoc.get_pandoc_version()}, typst {typst.__version__}"
    said = subprocess.run([peer.program, "--version"], capture_output=True, text=True, check=False).stdout
    numbers = re.search(r"\d+(\.\d+)+", said)
    return f"{peer.name} {numbers.group()}" if numbers else peer.name


def write_shim(folder: Path) -> Path:
    """A folder with a command `typst`, to be put on the path of tools that have none."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "typst").write_text(_SHIM, "utf-8")
    (folder / "typst").chmod(0o755)
    return folder
