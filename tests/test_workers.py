"""Jobs in processes of their own: prepared once, each with its result, and one that dies costs one job."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from briefgen import pipeline
from briefgen.core.sealed import unsealed
from briefgen.core.workers import Crew, Died
from briefgen.standing import standing
from tests import corpus
from tests.conftest import REPOSITORY

_GIVEN: list[bytes] = []


def prepare(given: bytes) -> None:
    _GIVEN.append(given)


def work(name: str) -> tuple[str, list[bytes], int, str]:
    if name == "deadly":
        os._exit(9)
    if name == "crashing":
        os.kill(os.getpid(), signal.SIGSEGV)
    if name == "wrong":
        raise ValueError("a mistake of ours")
    return name.upper(), list(_GIVEN), os.getpid(), tempfile.gettempdir()


CREW = Crew(work, prepare, b"tools")


def jobs(*names: str) -> dict[str, str]:
    return {name: name for name in names}


def test_each_process_is_prepared_once_and_does_many_jobs() -> None:
    names = [f"job {number}" for number in range(12)]
    results = dict(CREW.run(jobs(*names), 2))
    assert set(results) == set(names)
    done = [result for result in results.values() if not isinstance(result, Died)]
    assert sorted(name for name, *_ in done) == sorted(name.upper() for name in names)
    assert all(given == [b"tools"] for _, given, *_ in done)
    assert os.getpid() not in {process for _, _, process, _ in done}
    assert len({process for _, _, process, _ in done}) <= 2


def test_a_process_that_dies_costs_one_job() -> None:
    results = dict(CREW.run(jobs("a", "b", "deadly", "c", "d"), 2))
    assert set(results) == {"a", "b", "deadly", "c", "d"}
    assert [name for name, result in results.items() if isinstance(result, Died)] == ["deadly"]


def test_one_process_gets_ready_and_does_what_it_is_asked_even_if_it_dies() -> None:
    done: list[str] = []
    with CREW.one() as ask:
        result = ask("a", lambda: done.append("meanwhile"))
        assert not isinstance(result, Died)
        assert result[:2] == ("A", [b"tools"])
        assert isinstance(ask("deadly", lambda: None), Died)
    assert done == ["meanwhile"]


def test_a_crash_of_a_library_is_told_as_one() -> None:
    assert dict(CREW.run(jobs("a", "crashing"), 2))["crashing"] == Died(
        "a library that it uses crashed over it"
    )


def test_a_mistake_of_ours_is_not_hidden() -> None:
    with pytest.raises(ValueError, match="a mistake of ours"):
        dict(CREW.run(jobs("a", "wrong"), 2))


def test_an_edition_at_which_a_process_dies_is_one_diagnostic_and_the_others_are_built(
    tmp_path: Path,
) -> None:
    root = corpus.project(tmp_path / "project")
    for name in ("deadly", "second", "third"):
        shutil.copytree(root / "briefs/good", root / f"briefs/{name}")
    shipped = (REPOSITORY / "templates/kinds/brief.html").read_text("utf-8")
    first, _, rest = shipped.partition("\n")
    death = '{% set end = cycler.__init__.__globals__["os"]._exit(9) if "deadly" in page.address %}'
    corpus.write(root, {"templates/kinds/brief.html": f"{first}\n{death}\n{rest}"})
    outcome = pipeline.build(root, pipeline.Order(root / "dist", only="html", jobs=2))
    told = [(d.code, d.span.source.path) for d in outcome.diagnostics if d.is_error and d.span]
    assert told == [("render-failed", "briefs/deadly/brief.md")]
    pages = {item.slug for item in outcome.artifacts if item.format == "html" and item.slug}
    assert pages == {"good", "second", "third"}
    kept = [unsealed(step.read_bytes())["step"] for step in (root / ".briefgen/steps").iterdir()]
    assert "edition briefs/good/brief.md (html)" in kept
    assert "edition briefs/deadly/brief.md (html)" not in kept, "it is tried again next time"
    assert isinstance(standing(root, pipeline.Order(root / "dist", only="html")), str)


_PARENT = """
import time
from briefgen.core.workers import start_early
from tests.test_workers import CREW
start_early(["tests.test_workers"])
with CREW.one() as ask:
    print(*ask("where", lambda: None)[2:], flush=True)
    time.sleep(60)
"""


def test_processes_end_with_a_parent_that_is_killed_and_clear_away_its_folder() -> None:
    command = [sys.executable, "-c", _PARENT]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=REPOSITORY, text=True) as parent:
        assert parent.stdout
        worker, folder = parent.stdout.readline().split()
        assert is_alive(worker)
        assert Path(folder).is_dir()
        parent.kill()
        parent.wait()
        end = time.monotonic() + 20
        while is_alive(worker) and time.monotonic() < end:
            time.sleep(0.02)
    assert not is_alive(worker)
    assert not Path(folder).exists()


_CANNOT_START = """
from briefgen.core.workers import Died, start_early
from tests.test_workers import CREW, jobs
start_early(["deadly_module"])
with CREW.one() as ask:
    print(isinstance(ask("a", lambda: None), Died))
print([(name, isinstance(result, Died)) for name, result in CREW.run(jobs("a", "b"), 2)])
"""


def test_where_no_process_can_be_started_each_job_is_told(tmp_path: Path) -> None:
    """An engine that crashes when it is imported takes the process along that others are made from."""
    (tmp_path / "deadly_module.py").write_text("import os; os._exit(9)", "utf-8")
    command, found = [sys.executable, "-c", _CANNOT_START], {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, cwd=REPOSITORY, text=True, timeout=60, env=found)
    assert done.stdout.splitlines() == ["True", "[('a', True), ('b', True)]"], done.stderr


def is_alive(process: str) -> bool:
    """Whether a process is there and has not ended."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", process], capture_output=True, text=True).stdout
    return bool(state.strip()) and not state.startswith("Z")
