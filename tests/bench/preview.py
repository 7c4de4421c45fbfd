"""`python -m tests.bench.preview`: from saving a brief to seeing it, in briefgen's preview and in two others that reload.

A real Chromium holds a window open on the same brief of the same series. A save changes one sentence; what counts is when
the document on screen holds it, by the browser's own observer of changes, and, for briefgen, when the picture of the PDF's
page is exchanged. The tools take turns, save by save.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from socket import socket
from statistics import median
from typing import Any

from tests.bench.dialects import write_mkdocs, write_sphinx
from tests.bench.workload import SEED, write_project

RESULTS = Path(__file__).with_name("RESULTS-preview.md")
_ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 60.0
_REST = 1.5
"""Seconds between two saves: authors read what they wrote, and tools finish what they began."""

_WATCH = """
(() => {
  const tell = (what, number) => window.seen(what, Number(number), Date.now());
  const look = (text) => { const found = /Saved (\\d+) times/.exec(text ?? ""); if (found) tell("page", found[1]); };
  const follow = (root) => {
    look(root.textContent);
    new MutationObserver(() => look(root.textContent)).observe(root, { subtree: true, childList: true, characterData: true });
  };
  if (top !== window) return;
  const start = () => {
    const frame = document.querySelector("iframe#page");
    if (!frame) return follow(document.body);
    const wait = setInterval(() => {
      const page = frame.contentDocument;
      if (!page?.body || page.URL === "about:blank" || page.readyState !== "complete") return;
      clearInterval(wait);
      follow(page.documentElement);
      const sheets = document.querySelector("#sheets");
      new MutationObserver(() => tell("paper", 0)).observe(sheets, { subtree: true, attributeFilter: ["src"] });
      tell("ready", 0);
    }, 20);
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start); else start();
})();
"""
"""What each window runs from its first moment on. It looks at a page inside a frame from outside."""


@dataclass(frozen=True)
class Tool:
    """A live preview: how it gets its briefs, how it is started at a port, and where its window and its source are."""

    name: str
    write: Callable[[Path, int], Path]
    command: Callable[[int], tuple[str, ...]]
    address: str
    source: str
    package: str = ""

    @property
    def is_there(self) -> bool:
        return not self.package or importlib.util.find_spec(self.package) is not None


TOOLS = (
    Tool(
        "briefgen", lambda folder, count: write_project(folder, count),
        lambda port: (sys.executable, "-m", "briefgen", "preview", "--no-browser", "--port", str(port)),
        "/view/briefs/brief-0001/brief.md", "briefs/brief-0001/brief.md",
    ),
    Tool(
        "MkDocs", write_mkdocs,
        lambda port: (sys.executable, "-m", "mkdocs", "serve", "-q", "--livereload", "-a", f"127.0.0.1:{port}"),
        "/brief-0001/", "docs/brief-0001.md", package="mkdocs",
    ),
    Tool(
        "sphinx-autobuild", write_sphinx,
        lambda port: (
            sys.executable, "-m", "sphinx_autobuild", "-q", "--port", str(port), "--delay", "0", ".", "_build",
        ),
        "/brief-0001.html", "brief-0001.md", package="sphinx_autobuild",
    ),
)  # fmt: skip


@dataclass
class Window:
    """A tool at work, with a window of a browser open on a brief."""

    tool: Tool
    source: Path
    tab: Any
    text: str = ""
    seen: list[tuple[str, int, float]] = field(default_factory=list)
    page: list[float] = field(default_factory=list)
    paper: list[float] = field(default_factory=list)
    """Milliseconds from saving to seeing."""

    def tell(self, _: Any, what: str, number: int, moment: float) -> None:
        self.seen.append((what, number, moment))

    def save(self, number: int) -> None:
        """Save a sentence, and wait until it is seen; and the PDF's page, if there is one."""
        self.seen.clear()
        moment = time.time() * 1000
        self.source.write_text(f"{self.text}\n\nSaved {number} times.\n", "utf-8")
        self.page.append(self._when("page", number) - moment)
        if self.tool.name == "briefgen":
            self.paper.append(self._when("paper", 0) - moment)
        self.tab.wait_for_timeout(_REST * 1000)

    def _when(self, what: str, number: int) -> float:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            for kind, of, moment in self.seen:
                if (kind, of) == (what, number):
                    return moment
            self.tab.wait_for_timeout(5)
        raise TimeoutError(f"{self.tool.name}: {what} {number} was not seen within {_PATIENCE:.0f} s")


def main() -> None:
    words = argparse.ArgumentParser(prog="python -m tests.bench.preview", description=__doc__)
    words.add_argument("--briefs", type=int, default=20, help="briefs of the series (20)")
    words.add_argument("--saves", type=int, default=50, help="saves, of which the median counts (50)")
    words.add_argument("--keep", action="store_true", help="print only, leave RESULTS-preview.md as it is")
    asked = words.parse_args()
    print(measured_and_written(asked.briefs, asked.saves, asked.keep))


def measured_and_written(count: int = 20, saves: int = 50, is_kept: bool = False) -> str:
    """What was found, which RESULTS-preview.md says too, unless that is kept as it is."""
    text = measured(count, saves)
    if not is_kept:
        RESULTS.write_text(text, "utf-8")
    return text


def measured(count: int, saves: int) -> str:
    """The table, in Markdown."""
    from playwright.sync_api import sync_playwright

    from tests.test_screen import CHROMIUM

    with (
        tempfile.TemporaryDirectory(prefix="briefgen-bench-") as place,
        sync_playwright() as playwright,
        ExitStack() as all_of_them,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        there = [tool for tool in TOOLS if tool.is_there]
        windows = [
            all_of_them.enter_context(_opened(browser, tool, Path(place) / tool.name, count))
            for tool in there
        ]
        for number in range(1, saves + 1):
            for window in windows:
                window.save(number)
            print(f"  save {number} of {saves}", file=sys.stderr)
        browser.close()
    missing = [tool.name for tool in TOOLS if not tool.is_there]
    return _report(windows, count, saves, missing)


@contextmanager
def _opened(browser: Any, tool: Tool, folder: Path, count: int) -> Iterator[Window]:
    folder = tool.write(folder, count)
    port = _free_port()
    process = subprocess.Popen(
        tool.command(port), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True, env={**os.environ, "PYTHONPATH": str(_ROOT / "src")},
    )  # fmt: skip
    try:
        source = folder / tool.source
        tab = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        window = Window(tool, source, tab, source.read_text("utf-8").rstrip())
        tab.expose_binding("seen", window.tell)
        tab.add_init_script(_WATCH)
        _goto(tab, f"http://127.0.0.1:{port}{tool.address}")
        if tool.name == "briefgen":
            window._when("ready", 0)
        tab.wait_for_timeout(8000)  # all have finished what they do at their start
        yield window
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def _goto(tab: Any, address: str) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        with suppress(Exception):
            answer = tab.goto(address)
            if answer and answer.ok:
                return
        if time.monotonic() > end:
            raise TimeoutError(f"no answer at {address}")
        time.sleep(0.2)


def _free_port() -> int:
    with socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _report(windows: list[Window], count: int, saves: int, missing: list[str]) -> str:
    ours = median(windows[0].page)
    rows = [("Preview", "What is seen", "Median", "Least", "Most", "briefgen's page takes of it")]
    rows.append(("---",) * len(rows[0]))
    for window in windows:
        for what, times in (("the web page", window.page), ("the page of the PDF", window.paper)):
            if times:
                cells = (f"{value:,.0f} ms" for value in (median(times), min(times), max(times)))
                rows.append((window.tool.name, what, *cells, f"{ours / median(times):.2f}"))
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    absent = f"Not measured: {', '.join(missing)}.\n\n" if missing else ""
    return (
        "# Results of the preview\n\nWritten by `python -m tests.bench.preview`: from saving to seeing, in a Chromium on the "
        f"same machine ({os.cpu_count()} cores), {saves} saves of one brief of {count} (seed {SEED}), in turns. The others "
        f"load the page anew and make no PDF.\n\n{absent}{table}\n"
    )


if __name__ == "__main__":
    main()
