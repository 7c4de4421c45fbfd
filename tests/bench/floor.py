"""The floor: the PDF engine alone on the same pages. What briefgen takes more is its own doing.

`capture` keeps what briefgen hands to the engine for each edition of a project: the final HTML, the style sheets, the
files. `render` lays it out with nothing but WeasyPrint, used as well as it can be: one set of fonts, style sheets parsed
once, one fetcher, a forked process for each core, no garbage collection of what stays, no goodbye.
"""

from __future__ import annotations

import gc
import io
import os
import pickle
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

_CAPTURED = "floor.pickle"


@dataclass(frozen=True)
class Pages:
    """One edition as the engine gets it."""

    name: str
    address: str
    html: str
    sheets: tuple[str, ...]
    sheets_address: str
    files: Mapping[str, bytes]


def capture(project: Path, folder: Path) -> None:
    """Keep what a build of a project hands to the engine."""
    from briefgen import making, pipeline
    from briefgen.content.order import Order
    from briefgen.core.engine import Engine
    from briefgen.output.pdf_job import PdfJob
    from briefgen.output.renditions import LayOut, Prepared, laid_out

    taken: list[Pages] = []

    def take(engine: Engine, item: Prepared, job: PdfJob, lay_out: LayOut) -> Any:
        workspace = engine.workspace
        read = {address: workspace.read(path) for address, path in job.files}
        density = dict(job.densities)[job.density or job.densities[0][0]]
        sheets = (*(css for _, css in job.sheets), density)
        name = item.path.replace("/", "-")
        taken.append(Pages(name, job.address, job.html, sheets, job.sheets_address, read))
        return laid_out(engine, item, job, lay_out)

    making.laid_out = take
    pipeline.build(project, Order(folder / "dist", force=True))
    (folder / _CAPTURED).write_bytes(pickle.dumps(taken))
    _write_files(taken[0], folder / "files")


def _write_files(pages: Pages, folder: Path) -> None:
    """The first edition as files, for the engine's own command: its HTML, style sheets, pictures and fonts, each where
    its address says."""
    files = {pages.address: pages.html.encode(), **pages.files}
    for number, css in enumerate(pages.sheets):
        files[urljoin(pages.sheets_address, f"paper-{number:02}.css")] = css.encode()
    for address, data in files.items():
        path = folder / urlsplit(address).path.lstrip("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def render(folder: Path, out: Path, processes: int) -> None:
    """Make the PDFs of what was captured, and write the HTML beside them."""
    import ctypes.util

    ctypes.util.find_library = lambda _: None  # type: ignore[assignment]  # the libraries are found by their names
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    captured: list[Pages] = pickle.loads((folder / _CAPTURED).read_bytes())
    files = {address: data for pages in captured for address, data in pages.files.items()}
    kinds = {
        ".css": "text/css",
        ".svg": "image/svg+xml",
        ".ttf": "font/ttf",
        ".jpg": "image/jpeg",
        ".png": "image/png",
    }

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            kind = kinds.get(Path(url).suffix, "application/octet-stream")
            return URLFetcherResponse(url, io.BytesIO(files[url]), {"Content-Type": kind})

    fetcher, fonts = Fetcher(), FontConfiguration()
    first = captured[0]
    parsed = {
        css: weasyprint.CSS(string=css, base_url=first.sheets_address, url_fetcher=fetcher, font_config=fonts)
        for pages in captured
        for css in pages.sheets
    }
    gc.collect()
    gc.freeze()
    out.mkdir(parents=True, exist_ok=True)

    def one(pages: Pages) -> None:
        document = weasyprint.HTML(string=pages.html, base_url=pages.address, url_fetcher=fetcher)
        sheets = [parsed[css] for css in pages.sheets]
        document.write_pdf(out / f"{pages.name}.pdf", stylesheets=sheets, font_config=fonts, pdf_tags=True)
        (out / f"{pages.name}.html").write_text(pages.html, "utf-8")

    waiting, more = os.pipe()
    order = sorted(range(len(captured)), key=lambda place: -len(captured[place].html))
    os.write(more, b"".join(place.to_bytes(2, "big") for place in order))
    os.close(more)
    children = []
    for _ in range(min(processes, len(captured)) - 1):
        if (child := os.fork()) == 0:
            children = []
            break
        children.append(child)
    while place := os.read(waiting, 2):
        one(captured[int.from_bytes(place, "big")])
    for child in children:
        os.waitpid(child, 0)
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    task, *words = sys.argv[1:]
    if task == "capture":
        capture(Path(words[0]), Path(words[1]))
    else:
        render(Path(words[0]), Path(words[1]), int(words[2]))
