"""What one edition may take: whatever goes over is one diagnostic, and the rest is made."""

from __future__ import annotations

import multiprocessing
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from briefgen import pipeline
from briefgen.content.pathologies import longest_part
from briefgen.core import limits
from briefgen.core.limits import MEMORY, SECONDS, Bounds, OverLimit, memory_of_its_own, uncounted, within
from briefgen.core.workers import Crew, Died
from tests import corpus
from tests.conftest import REPOSITORY

if sys.platform != "win32":
    import resource

GENEROUS = Bounds(seconds=60, memory=2_000_000_000, pages=500)
SHORT = Bounds(seconds=0.2, memory=2_000_000_000, pages=500)
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux")


# --- one process --------------------------------------------------------------------------------------


def loop() -> None:
    while True:
        pass


def busy(seconds: float) -> None:
    """Work for so long."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def swallow() -> None:
    """What takes every exception for a mistake of a text, as libraries do."""
    while True:
        try:
            loop()
        except Exception:
            continue


def swallow_once() -> None:
    """What takes whatever is raised for a mistake, once."""
    with suppress(BaseException):
        loop()
    busy(5)


@pytest.mark.parametrize("work", [loop, swallow, swallow_once, lambda: re.match(r"(a|a)*$", "a" * 60 + "b")])
def test_work_without_end_is_ended(work: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_AGAIN", limits._AGAIN / 5)
    with pytest.raises(OverLimit) as caught, within(SHORT):
        work()
    assert caught.value.what == SECONDS


def test_waiting_is_no_work() -> None:
    with within(SHORT):
        time.sleep(0.4)


def test_what_is_done_in_time_is_left_alone_afterwards() -> None:
    with within(SHORT):
        pass
    busy(0.5)


def bounds_of_this_process() -> list[object]:
    """All that the system holds this process to, and who hears when its time is over. That it leaves no dump may stay."""
    names = sorted(name for name in dir(resource) if name.startswith("RLIMIT_") and name != "RLIMIT_CORE")
    held: list[object] = [(name, resource.getrlimit(getattr(resource, name))) for name in names]
    return [*held, signal.getitimer(signal.ITIMER_PROF), signal.getsignal(signal.SIGPROF)]


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is bounded there")
def test_nothing_of_a_limit_stays_behind() -> None:
    before = bounds_of_this_process()
    for number in range(100):
        with suppress(OverLimit), within(GENEROUS, alone=True):
            end = resource.getrlimit(resource.RLIMIT_CPU)
            with uncounted():
                assert resource.getrlimit(resource.RLIMIT_CPU) != end
                if number % 3 == 1:
                    raise OverLimit
            assert abs(resource.getrlimit(resource.RLIMIT_CPU)[0] - end[0]) < 5
            if number % 3 == 2:
                raise OverLimit
    assert bounds_of_this_process() == before


@pytest.mark.skipif(sys.platform == "win32", reason="there are no timers")
def test_what_is_for_others_does_not_count() -> None:
    with pytest.raises(OverLimit), within(SHORT):
        with uncounted():
            busy(0.4)
        is_here = True
        busy(5)
    assert is_here


@on_linux
def test_loading_the_engine_does_not_count() -> None:
    code = """
from briefgen.core.limits import Bounds, within
from briefgen.output.pdf_engine import load_engine
with within(Bounds(0.2, 10_000_000, 1), alone=True):
    print(load_engine().__name__)
"""
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=False)
    assert done.stdout == "weasyprint\n", done.stderr


def test_the_limit_inside_another_is_the_outer_one() -> None:
    with pytest.raises(OverLimit), within(SHORT), within(GENEROUS):
        loop()


@on_linux
def test_memory_without_end_is_ended() -> None:
    with pytest.raises(OverLimit) as caught, within(Bounds(60, 300_000_000, 500)):
        bytearray(400_000_000)
    assert caught.value.what == MEMORY
    assert len(bytearray(400_000_000)) == 400_000_000, "afterwards there is as much as before"


@on_linux
def test_what_an_engine_takes_for_itself_is_no_gift_to_a_text() -> None:
    """However often a map is drawn in between: what the text itself takes counts together."""
    held = []
    with pytest.raises(OverLimit) as caught, within(Bounds(60, 250_000_000, 500)):
        for _ in range(6):
            held.append(bytearray(90_000_000))
            with memory_of_its_own():
                bytearray(300_000_000)
    assert caught.value.what == MEMORY
    assert len(held) == 2


@pytest.mark.skipif(not hasattr(signal, "SIGXCPU"), reason="the system ends no process for its work")
def test_no_limit_of_work_is_left_though_time_is_over_at_the_last_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import resource

    before, bound = resource.getrlimit(resource.RLIMIT_CPU), resource.setrlimit

    def interrupted(what: int, limits: tuple[int, int]) -> None:
        if (what, limits) == (resource.RLIMIT_CPU, before):
            monkeypatch.undo()
            raise OverLimit  # as by the signal
        bound(what, limits)

    with within(GENEROUS, alone=True):
        assert resource.getrlimit(resource.RLIMIT_CPU) != before
        monkeypatch.setattr(resource, "setrlimit", interrupted)
    assert resource.getrlimit(resource.RLIMIT_CPU) == before


@pytest.mark.parametrize("work", [swallow, swallow_once])
def test_a_thread_is_ended_too(work: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_AGAIN", limits._AGAIN / 5)
    said: list[str] = []

    def in_a_thread() -> None:
        try:
            with within(SHORT):
                work()
        except OverLimit as limit:
            said.append(limit.what)
            busy(0.5)  # nobody ends it a second time

    thread = threading.Thread(target=in_a_thread, daemon=True)
    thread.start()
    thread.join(20)
    assert said == [SECONDS]


def test_a_thread_that_waits_is_not_ended() -> None:
    """A page of the preview may wait for its turn longer than it works."""
    said: list[str] = []

    def in_a_thread() -> None:
        with suppress(OverLimit), within(SHORT):
            time.sleep(3 * SHORT.seconds)
            said.append("all")

    thread = threading.Thread(target=in_a_thread, daemon=True)
    thread.start()
    thread.join(20)
    assert said == ["all"]


# --- processes of their own ----------------------------------------------------------------------------


def prepare(given: bytes) -> None:
    assert given == b""


def work(name: str) -> str:
    """A job; a deaf one is in a library that listens to no signal."""
    with within(Bounds(1, 2_000_000_000, 500), alone=True):
        if name == "deaf":
            sum(range(10**14))
    return name.upper()


def test_what_listens_to_nothing_is_ended_with_its_process() -> None:
    names = {name: name for name in ("a", "deaf", "b", "c")}
    results = dict(Crew(work, prepare, b"").run(names, 2))
    death = results.pop("deaf")
    assert isinstance(death, Died)
    assert death.over == SECONDS
    assert results == {"a": "A", "b": "B", "c": "C"}
    assert not multiprocessing.active_children()


# --- builds --------------------------------------------------------------------------------------------


def project(root: Path, text: str, limits: str, template: str = "") -> Path:
    """A project of three publications, of which one has this text, and briefs this in their template."""
    corpus.project(root)
    for name in ("second", "third"):
        shutil.copytree(root / "briefs/good", root / f"briefs/{name}")
    brief, settings = ((root / path).read_text("utf-8") for path in ("briefs/good/brief.md", "briefgen.yml"))
    corpus.write(
        root, {"briefs/good/brief.md": f"{brief}\n{text}", "briefgen.yml": f"{settings}limits: {limits}\n"}
    )
    if template:
        shipped = (REPOSITORY / "templates/kinds/brief.html").read_text("utf-8")
        first, _, rest = shipped.partition("\n")
        corpus.write(root, {"templates/kinds/brief.html": f"{first}\n{template}\n{rest}"})
    return root


TABLE = "| a | b |\n|---|---|\n" + "| c | d |\n" * 4000
ENDLESS = "{% set x %}{% if 'good' in page.address %}{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}{% endif %}{% endset %}"


def told(outcome: pipeline.Outcome) -> Iterator[tuple[str, str, int]]:
    for diagnostic in outcome.diagnostics:
        assert diagnostic.span
        yield diagnostic.code, diagnostic.span.source.path, diagnostic.span.line


@pytest.mark.parametrize(
    ("text", "limits", "template", "line", "words"),
    [
        (TABLE, "{seconds: 2}", "", 14, "2 seconds of work"),
        ("A few words.\n", "{seconds: 2}", ENDLESS, 12, "2 seconds of work"),
        pytest.param(
            '<table><tr><td colspan="100000000">a</td></tr></table>\n', "{memory: 300 MB}", "", 14, "300 MB", marks=on_linux
        ),
    ],
    ids=["table", "template", "memory"],
)  # fmt: skip
def test_one_edition_over_its_limit_is_one_diagnostic_and_the_others_are_built(
    text: str, limits: str, template: str, line: int, words: str, tmp_path: Path
) -> None:
    root = project(tmp_path / "project", text, limits, template)
    outcome = pipeline.build(root, pipeline.Order(root / "dist", jobs=2))
    assert list(told(outcome)) == [("limit-reached", "briefs/good/brief.md", line)]
    assert words in outcome.diagnostics[0].message
    assert {item.slug for item in outcome.artifacts if item.format == "pdf"} == {"second", "third"}
    assert not multiprocessing.active_children()


def test_what_is_made_beside_one_edition_is_not_charged_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path / "project", "A few words.\n", "{seconds: 1}")
    called: list[float] = []
    monkeypatch.setattr(pipeline, "_try_home", lambda *_: called.append(1.2) or busy(1.2))
    outcome = pipeline.build(root, pipeline.Order(root / "dist", jobs=2, sources=("briefs/good",)))
    assert called
    assert "limit-reached" not in {code for code, _, _ in told(outcome)}


def test_a_limit_holds_in_this_process_and_is_tried_again_when_it_is_raised(tmp_path: Path) -> None:
    root = project(tmp_path / "project", "/// page-break\n///\n\nMore.\n", "{pages: 1}")
    order = pipeline.Order(root / "dist", sources=("briefs/good",))
    assert list(told(pipeline.build(root, order))) == [("limit-reached", "briefs/good/brief.md", 12)]
    settings = (root / "briefgen.yml").read_text("utf-8")
    corpus.write(root, {"briefgen.yml": settings.replace("{pages: 1}", "{pages: 2}")})
    assert "limit-reached" not in {code for code, _, _ in told(pipeline.build(root, order))}
    corpus.write(root, {"briefgen.yml": settings})
    assert "limit-reached" in {code for code, _, _ in told(pipeline.build(root, order))}, (
        "a kept PDF is counted too"
    )


def test_the_longest_part_is_shown() -> None:
    source = corpus.source(
        "a.md", "---\n---\nOne line.\n\nTwo\nlines, which are longer.\n\n" + " " * 90 + "\n\nShort."
    )
    assert longest_part(source, 8).line == 5
