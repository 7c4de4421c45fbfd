"""pandoc and Typst at their best on a folder of briefs: a thread a core for pandoc, then a process a core for Typst, each
with its fonts found once. `python typst_series.py FOLDER PROCESSES`
"""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypandoc
import typst


def main(folder: Path, processes: int) -> None:
    pandoc = pypandoc.get_pandoc_path()
    briefs = sorted(folder.glob("brief-*.md"))

    def convert(brief: Path) -> None:
        for form, template, ending in (
            ("typst", "template.typ", ".typ"),
            ("html5", "template.html", ".html"),
        ):
            made = brief.with_suffix(ending)
            subprocess.run(
                [pandoc, "-s", "-t", form, "--template", template, brief, "-o", made], cwd=folder, check=True
            )

    with ThreadPoolExecutor(processes) as threads:
        list(threads.map(convert, briefs))
    children = []
    for share in range(1, min(processes, len(briefs))):
        if (child := os.fork()) == 0:
            lay_out(folder, briefs[share::processes])
            os._exit(0)
        children.append(child)
    lay_out(folder, briefs[::processes])
    for child in children:
        if os.waitpid(child, 0)[1]:
            raise SystemExit("typst failed")


def lay_out(folder: Path, briefs: list[Path]) -> None:
    fonts = typst.Fonts(font_paths=[folder], include_system_fonts=False)
    for brief in briefs:
        source = brief.with_suffix(".typ")
        compiler = typst.Compiler(source, root=folder, font_paths=fonts)
        compiler.compile(output=source.with_suffix(".pdf"), format="pdf")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), int(sys.argv[2]))
