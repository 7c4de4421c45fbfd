"""Where the time goes: the seconds of the processor that each phase of an edition takes, in a process that is warm.
`python -m tests.bench.phases --briefs 20`
"""

from __future__ import annotations

import argparse
import gc
import pickle
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from briefgen import making, pipeline
from briefgen.content.order import Order
from briefgen.output import pdf
from tests.bench.workload import write_project

PHASES: tuple[tuple[str, ModuleType, str], ...] = (
    ("reading and checking the text", making, "examined"),
    ("HTML, charts and tables", making, "composed"),
    ("laying out", pdf, "_attempts"),
    ("writing the PDF, with tags", pdf, "_written_for_screens"),
    ("reading the PDF back", pdf, "read_back"),
    ("pictures for the web", making, "published"),
    ("checks of the page and the PDF", making, "_problems_of_files"),
    ("the PDF in all, with what is kept of it", making, "laid_out"),
)
"""What a phase is called, and the function that is all of it. The last holds the three of the PDF before it."""


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--briefs", type=int, default=20)
    asked = words.parse_args()
    spent = dict.fromkeys((name for name, _, _ in PHASES), 0.0)
    for name, module, function in PHASES:
        setattr(module, function, _timed(getattr(module, function), name, spent))
    with tempfile.TemporaryDirectory(prefix="briefgen-phases-") as place:
        count, seconds = _make(write_project(Path(place) / "series", asked.briefs), spent)
    print(f"{seconds / count * 1000:.0f} ms of CPU a brief (PDF and HTML)")
    for name, taken in spent.items():
        print(f"{taken / count * 1000:6.0f} ms  {taken / seconds:4.0%}  {name}")


def _make(project: Path, spent: dict[str, float]) -> tuple[int, float]:
    """Make the editions of a project one after the other, but for the first, which warms up; how many, and how long."""
    given: list[Any] = []

    def take(workshop: Any, _: Any, paths: list[str], *__: Any) -> Any:
        given.extend((pickle.dumps(workshop), paths))
        raise _Taken

    setattr(pipeline, "made_editions", take)  # noqa: B010 - for types it is another function
    try:
        pipeline.build(project, Order(project / "dist", force=True))
    except _Taken:
        making.prepare(given[0])
    first, *others = given[1]
    making.make(first)
    spent.update(dict.fromkeys(spent, 0.0))
    gc.collect()
    gc.freeze()
    gc.set_threshold(500_000)
    begun = time.process_time()
    for path in others:
        making.make(path)
    return len(others), time.process_time() - begun


class _Taken(Exception):
    """What editions are made with is known."""


def _timed(function: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*arguments: Any, **named: Any) -> Any:
        begun = time.process_time()
        result = function(*arguments, **named)
        if isinstance(result, Iterator):
            result = list(result)
        spent[name] += time.process_time() - begun
        return result

    return timed


if __name__ == "__main__":
    main()
