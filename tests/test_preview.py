"""The live preview: it shows what a build makes, follows the disk, keeps strangers out; and in a real browser, as authors
use it."""

from __future__ import annotations

import gc
import http.client
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from briefgen import pipeline
from briefgen.checks.reading_ease import reading_ease
from briefgen.content.order import Order
from briefgen.core.store import Damaged
from briefgen.core.workers import end_all
from briefgen.core.workspace import Refused, Workspace
from briefgen.design.shipped import shipped_root
from briefgen.output.pdf_job import PdfJob, PdfResult
from briefgen.preview import changes, compositor, views
from briefgen.preview import session as preview_session
from briefgen.preview.changes import Changes, is_on_network
from briefgen.preview.editors import editor_address
from briefgen.preview.guard import is_loopback
from briefgen.preview.press import Press
from briefgen.preview.session import Session
from tests import corpus
from tests.standards import web as judges
from tests.test_screen import CHROMIUM

BRIEF = "briefs/good/brief.md"
SECOND = "briefs/second/brief.md"
SIZE = re.compile(rb'length="[0-9]+"')
"""Feeds tell how large PDFs are; in the preview nobody waits for all of them."""

DETAILS = "\n/// details | How we counted\n\nA case needs seven facts.\n///\n"
LONG = "\n".join(f"Paragraph {number} says what it has to say, and says it once.\n" for number in range(60))


def project(root: Path) -> Path:
    """Two publications, one of them in two languages."""
    corpus.project(root)
    settings = (root / "briefgen.yml").read_text("utf-8").replace("[en]", "[en, ar]")
    brief = (root / BRIEF).read_text("utf-8")
    publication = (root / "briefs/good/publication.yml").read_text("utf-8")
    files = {
        "briefgen.yml": settings,
        BRIEF: brief + DETAILS + LONG,
        "briefs/second/publication.yml": publication,
    }
    files[SECOND] = brief + "\n[The other](../good/brief.md)\n"
    files["briefs/second/brief.ar.md"] = brief
    corpus.write(root, files)
    return root


def until(true: Callable[[], object], patience: float = 20) -> None:
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, "this never came true"
        time.sleep(0.02)


def edit(path: Path, old: str, new: str) -> None:
    """As editors save: into another file, which takes the place of the old one."""
    text = path.read_text("utf-8")
    assert old in text
    beside = path.with_name(f".{path.name}.tmp")
    beside.write_text(text.replace(old, new, 1), "utf-8")
    beside.replace(path)


# --- what is shown ----------------------------------------------------------------------------------------


@contextmanager
def session(root: Path) -> Iterator[tuple[Session, list[tuple[str, str]]]]:
    news: list[tuple[str, str]] = []
    threshold = gc.get_threshold()
    one = Session(
        root, Order(root / "dist", write=False), "long-table", lambda what, path, _: news.append((what, path))
    )
    one.start()
    try:
        yield one, news
    finally:
        one.stop()
        end_all()
        one.wait()
        gc.set_threshold(*threshold)
        gc.unfreeze()


def asked_again(one: Session, address: str) -> bytes:
    """A file of the site, as the server asks for it: a build beside it may have swept the store."""
    try:
        return one.file(address) or b""
    except Damaged:
        one.forget()
        return one.file(address) or b""


def same_as_built(one: Session, root: Path) -> None:
    """Every file of a build is shown as it is."""
    shutil.rmtree(root / "dist", ignore_errors=True)
    pipeline.build(root, Order(root / "dist", jobs=2))
    files = [path for path in (root / "dist").rglob("*") if path.is_file() and path.name != "build.json"]
    assert len(files) > 8
    for path in files:
        address = path.relative_to(root / "dist").as_posix()
        built = SIZE.sub(b"", path.read_bytes())
        until(lambda: SIZE.sub(b"", asked_again(one, address)) == built)  # noqa: B023 - asked at once


def test_it_shows_what_a_build_makes_whatever_is_edited(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    with session(root) as (one, _):
        one.look_at(BRIEF)
        same_as_built(one, root)
        for path, old, new in (
            (BRIEF, "A cooperative belongs", "Each cooperative belongs"),
            (BRIEF, "title: Coop", "title: All coop"),
            ("briefgen.yml", "Cooperation in Displacement", "Another series"),
        ):
            edit(root / path, old, new)
            same_as_built(one, root)
        details = (shipped_root() / "styles/components/details.css").read_text("utf-8")
        corpus.write(root, {"styles/components/details.css": details + "\nh1 { letter-spacing: 1px }\n"})
        same_as_built(one, root)
        shutil.move(root / "briefs/second", root / "briefs/renamed")
        until(lambda: "briefs/renamed/brief.md" in one.stage.paths)
        same_as_built(one, root)


def test_a_page_stays_while_its_source_is_broken(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    with session(root) as (one, news):
        one.look_at(BRIEF)
        address = "en/briefs/good/index.html"
        good = one.file(address)
        edit(root / BRIEF, "title:", "titel:")
        until(lambda: ("page", BRIEF) in news)
        assert one.file(address) == good
        assert "unknown-key" in [problem.code for problem in one.stage.problems]
        news.clear()
        edit(root / BRIEF, "titel:", "title:")
        until(lambda: ("page", BRIEF) in news)
        assert one.file(address) == good
        assert "unknown-key" not in [problem.code for problem in one.stage.problems]


def test_a_draft_comes_first_and_then_what_a_build_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edition that takes the loosest density that fits is laid out in one while somebody writes."""
    monkeypatch.setattr(preview_session, "_QUIET", 600.0)
    root = project(tmp_path / "project")
    edit(root / BRIEF, "title:", "fit: {pages: 4, density: auto}\ntitle:")
    with session(root) as (one, news):
        one.look_at(BRIEF)
        until(lambda: ("paper", BRIEF) in news, 60)  # it is told after it is there
        whole = one.known(BRIEF)
        assert whole and whole.paper and whole.paper.density
        news.clear()
        edit(root / BRIEF, "A cooperative belongs", "Each cooperative belongs")
        until(lambda: ("paper", BRIEF) in news, 60)
        draft = one.known(BRIEF)
        assert draft and draft.paper and not draft.is_paper_current
        assert draft.paper.density == whole.paper.density
        assert draft.paper_revision == whole.paper_revision + 1
        monkeypatch.setattr(preview_session, "_QUIET", 0.1)
        one._wake()
        until(lambda: (shown := one.known(BRIEF)) and shown.is_paper_current, 60)
        same_as_built(one, root)


def test_a_pdf_that_fails_is_tried_twice_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(tmp_path / "project")
    asked: list[str] = []
    lay_out = Press.lay_out

    def failing(press: Press, job: PdfJob, workspace: Workspace) -> PdfResult:
        if "Each cooperative" not in job.html:
            return lay_out(press, job, workspace)
        asked.append(job.address)
        return PdfResult(b"", None, (), (), failure="its process was ended from outside")

    monkeypatch.setattr(Press, "lay_out", failing)
    with session(root) as (one, _):
        one.look_at(BRIEF)
        until(lambda: (shown := one.known(BRIEF)) and shown.is_paper_current, 60)
        edit(root / BRIEF, "A cooperative belongs", "Each cooperative belongs")
        until(lambda: (shown := one.known(BRIEF)) and shown.has_failed, 60)
        shown = one.known(BRIEF)
        assert shown and not shown.is_paper_current and shown.paper, "the last good one stays"
        assert "render-failed" in [problem.code for problem in shown.problems]
        assert len(asked) == 2
        edit(root / BRIEF, "Each cooperative belongs", "Every cooperative belongs")
        until(lambda: (shown := one.known(BRIEF)) and shown.is_paper_current, 60)
        shown = one.known(BRIEF)
        assert shown and "render-failed" not in [problem.code for problem in shown.problems]


def test_a_mistake_of_ours_is_told_once_and_others_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(tmp_path / "project")
    whole, tried = compositor.whole, []

    def broken(stage: Any, order: Order, path: str, lay_out: Any) -> Any:
        if path == BRIEF:
            tried.append(path)
            raise ZeroDivisionError
        return whole(stage, order, path, lay_out)

    monkeypatch.setattr(compositor, "whole", broken)
    with session(root) as (one, _):
        one.look_at(BRIEF)
        until(lambda: (shown := one.known(SECOND)) and shown.is_paper_current, 60)
        assert tried == [BRIEF]
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_while_the_project_is_broken_editions_stay_as_they_were(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    with session(root) as (one, news):
        one.look_at(BRIEF)
        before = one.file("en/briefs/good/index.html")
        edit(root / "briefgen.yml", "series:", "serie:")
        until(lambda: ("series", "") in news)
        told = views.edition(one, BRIEF, ())
        assert told and not told["is_current"]
        assert "unknown-key" in [problem["code"] for problem in told["problems"]]
        assert one.file("en/briefs/good/index.html") == before
        assert [row["title"] for row in views.series(one)["editions"]] == [
            "Cooperatives give displaced people a way to earn"
        ] * 3
        edit(root / "briefgen.yml", "serie:", "series:")
        until(lambda: (now := views.edition(one, BRIEF, ())) and now["is_current"])


def test_every_place_on_a_page_leads_to_the_line_that_says_it(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    lines = (root / BRIEF).read_text("utf-8").splitlines()
    with session(root) as (one, _):
        one.look_at(BRIEF)
        until(lambda: (shown := one.known(BRIEF)) and shown.paper, 60)
        shown = one.known(BRIEF)
        assert shown and shown.paper
        led: dict[str, str] = {}
        for page, rect, _, words in shown.paper.places:
            point = {
                "page": str(page),
                "x": str((rect.left + rect.right) / 2),
                "y": str((rect.top + rect.bottom) / 2),
            }
            found = views.place(one, BRIEF, point)
            assert found
            if found["path"] == BRIEF:
                led[lines[found["line"] - 1]] = words
        assert {f"Paragraph {n} says what it has to say, and says it once." for n in range(60)} <= led.keys()
        assert any(
            line.startswith("title:") and words.startswith("Cooperatives") for line, words in led.items()
        )

        def said_at(words: str, around: str = "") -> tuple[str, str] | None:
            found = views.place(one, BRIEF, {"words": words, "around": around})
            assert found
            if found["path"] is None:
                return None
            return found["path"], (root / found["path"]).read_text("utf-8").splitlines()[found["line"] - 1]

        day = said_at("24 November 2026", "24 November 2026 · Somebody")
        assert day and day[0] == "briefs/good/publication.yml" and day[1].startswith("date:")
        series = said_at("Cooperation in Displacement")
        assert series and series[0] == "briefgen.yml"
        for nothing in ("nobody says this", "", "a"):
            assert said_at(nothing) is None
        for point in ({"page": "0", "x": "nan", "y": "inf"}, {"page": "x"}, {}):
            assert (views.place(one, BRIEF, point) or {"path": None})["path"] is None


SOAK = """
import gc, os, sys
from pathlib import Path
from briefgen.content.order import Order
from briefgen.preview.session import Session

root, times = Path(sys.argv[1]), int(sys.argv[2])
brief = root / "briefs/good/brief.md"
text = brief.read_text("utf-8")
one = Session(root, Order(root / "dist", write=False), "long-table", lambda what, path, page: None)
one._stop.set()  # nobody waits between a page and what comes after
one.look_at("briefs/good/brief.md")

def save(times):
    for number in range(times):
        brief.write_text(f"{text}\\nSave {number} of today.\\n", "utf-8")
        one._take({("read", "briefs/good/brief.md")})
        assert f"Save {number} of" in one.file("en/briefs/good/index.html").decode()
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

save(times // 3)
print(save(times // 3), save(times // 3))
"""


@pytest.mark.slow
def test_memory_does_not_grow_with_saves(tmp_path: Path) -> None:
    """A working day is some 2,000 saves; here are 300. `SOAK` with 2,000 is run by hand."""
    if not Path("/proc/self/statm").exists():
        pytest.skip("memory is told by Linux's own files")
    root = project(tmp_path / "project")
    done = subprocess.run(
        (sys.executable, "-c", SOAK, root, "300"), capture_output=True, text=True, check=True
    )
    before, after = map(int, done.stdout.split())
    assert after - before < 3_000_000


# --- what is watched --------------------------------------------------------------------------------------


def answered(root: Path, *questions: tuple[str, str]) -> dict[tuple[str, str], str]:
    """Questions with what the disk answers now."""
    now = Workspace(root, shipped_root())
    for kind, path in questions:
        with suppress(Refused):
            now.digest(path) if kind == "read" else now.digest_of_list(path)
    return now.asked


@pytest.fixture(params=["events", "turns"])
def watched(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[Path, Changes, list[frozenset[Any]]]]:
    """A folder that is watched, by events of the system and by looking in turns."""
    root = tmp_path / "watched"
    corpus.write(root, {"a.md": "one", "folder/b.md": "two", "other.md": "three"})
    following = Changes(root, shipped_root(), polls=request.param == "turns")
    following.follow(
        answered(root, ("read", "a.md"), ("read", "folder/b.md"), ("read", "absent/c.md"), ("list", "folder"))
    )
    batches: list[frozenset[Any]] = []
    stop = threading.Event()

    def collect() -> None:
        for batch in following.batches(stop):
            batches.append(batch)

    thread = threading.Thread(target=collect)
    thread.start()
    time.sleep(0.5)
    yield root, following, batches
    stop.set()
    thread.join(10)
    assert not thread.is_alive()


def test_what_was_asked_for_is_watched_and_nothing_else(watched: Any) -> None:
    root, _, batches = watched
    (root / "other.md").write_text("nobody asked", "utf-8")
    (root / "folder/b.md").write_text("three", "utf-8")
    until(lambda: batches)
    time.sleep(0.5)
    assert batches == [frozenset([("read", "folder/b.md")])]


def test_what_changed_since_it_was_read_is_noticed_though_it_was_not_watched_yet(watched: Any) -> None:
    root, following, batches = watched
    read = answered(root, ("read", "other.md"))
    (root / "other.md").write_text("saved once more", "utf-8")
    following.follow({**following_now(following), **read})
    until(lambda: batches)
    assert batches == [frozenset([("read", "other.md")])]
    following.follow({**following_now(following), **read})
    time.sleep(0.7)
    assert len(batches) == 1, "and is told once"


def following_now(following: Changes) -> dict[tuple[str, str], str]:
    return dict.fromkeys(following._looks, "")


def test_a_save_in_three_steps_is_one_change(watched: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "_ABSENT_FOR", 0.5)
    monkeypatch.setattr(changes, "_PATIENCE", 3.0)
    root, _, batches = watched
    (root / "a.md").rename(root / "a.md~")
    (root / "a.tmp").write_text("new", "utf-8")
    time.sleep(0.02)
    (root / "a.tmp").rename(root / "a.md")
    until(lambda: batches)
    time.sleep(0.5)
    assert batches == [frozenset([("read", "a.md")])]


def test_what_was_not_there_is_noticed_when_it_comes_and_goes(watched: Any) -> None:
    root, _, batches = watched
    (root / "absent").mkdir()
    time.sleep(0.6)
    (root / "absent/c.md").write_text("here", "utf-8")
    until(lambda: frozenset([("read", "absent/c.md")]) in batches)
    batches.clear()
    shutil.rmtree(root / "absent")
    until(lambda: frozenset([("read", "absent/c.md")]) in batches)
    batches.clear()
    (root / "folder/new.md").write_text("new", "utf-8")
    until(lambda: frozenset([("list", "folder")]) in batches)


def test_a_checkout_of_hundreds_of_files_is_one_change(tmp_path: Path) -> None:
    root = tmp_path / "watched"
    names = [f"folder-{number % 20}/file-{number}.md" for number in range(400)]
    corpus.write(root, dict.fromkeys(names, "before"))
    following = Changes(root, shipped_root(), polls=False)
    following.follow(answered(root, *(("read", name) for name in names)))
    stop, batches = threading.Event(), []  # type: ignore[var-annotated]
    thread = threading.Thread(target=lambda: [batches.append(batch) for batch in following.batches(stop)])
    thread.start()
    time.sleep(0.5)
    corpus.write(root, dict.fromkeys(names, "after it"))
    until(lambda: sum(map(len, batches)) >= 400)
    stop.set()
    thread.join(10)
    assert len(batches) <= 2, "one, or two when the machine is busy"


def test_where_events_fail_it_looks_in_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import watchfiles

    def refuse(*folders: str, **options: Any) -> Iterator[Any]:
        raise RuntimeError("OS file watch limit reached")
        yield

    monkeypatch.setattr(watchfiles, "watch", refuse)
    corpus.write(tmp_path, {"a.md": "one"})
    following = Changes(tmp_path, shipped_root(), polls=False)
    following.follow(answered(tmp_path, ("read", "a.md")))
    stop, batches = threading.Event(), []  # type: ignore[var-annotated]
    thread = threading.Thread(target=lambda: [batches.append(batch) for batch in following.batches(stop)])
    thread.start()
    until(lambda: following.polls)
    (tmp_path / "a.md").write_text("another", "utf-8")
    until(lambda: batches)
    stop.set()
    thread.join(5)
    assert batches == [frozenset([("read", "a.md")])]


def test_disks_of_networks_are_looked_at_in_turns(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        f"server:/x {tmp_path}/my\\040share nfs4 rw 0 0\nC: /mnt/c 9p rw 0 0\n/dev/a / ext4 rw 0 0\n", "utf-8"
    )
    assert is_on_network(tmp_path / "my share/project", mounts)
    assert is_on_network(Path("/mnt/c/project"), mounts)
    assert not is_on_network(tmp_path, mounts)
    assert changes._TURN <= 0.5


def test_reading_ease_is_that_of_the_formulas() -> None:
    easy = "The cat sat on the mat. The dog ran to the man. " * 12
    hard = "Organisational sustainability necessitates comprehensive interinstitutional collaboration. " * 20
    assert (reading_ease(easy, "en") or 0) > 90
    assert (reading_ease(hard, "en") or 0) < 10
    assert reading_ease(easy, "ar") is None
    assert reading_ease("Too short.", "en") is None


# --- the server -------------------------------------------------------------------------------------------


@contextmanager
def served(root: Path, *options: str) -> Iterator[tuple[str, int, str]]:
    """The command, in a process of its own: host, port and address."""
    command = (sys.executable, "-m", "briefgen", "preview", "--no-browser", "--port", "0", *options)
    process = subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout
    try:
        address = process.stdout.readline().strip()
        place = address.split("/")[2]
        host, _, port = place.rpartition(":")
        yield host, int(port), address
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
        process.kill()
        process.wait()
        process.stdout.close()


def asked(port: int, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.putrequest(method, path, skip_host="host" in headers)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    answer.content = answer.read()  # type: ignore[attr-defined]
    connection.close()
    return answer


def test_strangers_are_kept_out(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    (root / "secret.txt").write_text("secret", "utf-8")
    with served(root) as (_, port, _):
        assert asked(port, "/").status == 200
        page = asked(port, "/site/long-table/en/briefs/good/index.html")
        assert page.status == 200
        policy = page.getheader("content-security-policy") or ""
        assert "sandbox allow-same-origin" in policy and "allow-scripts" not in policy
        assert "default-src 'none'" in policy and "connect-src" not in policy
        assert "script-src 'self'" in (asked(port, "/").getheader("content-security-policy") or "")
        for host in ("evil.example", "evil.example:80", "127.0.0.1.evil.example", ""):
            assert asked(port, "/", host=host).status in (400, 403), host
        assert asked(port, "/", host=f"localhost:{port}").status == 200
        assert asked(port, "/api/series", origin="http://evil.example").status == 403
        assert asked(port, "/api/series", sec_fetch_site="cross-site", sec_fetch_mode="no-cors").status == 403
        for method in ("POST", "PUT", "DELETE", "OPTIONS"):
            assert asked(port, "/api/series", method=method).status == 403
        for path in (
            "/site/long-table/../../secret.txt", "/site/long-table/%2e%2e/%2e%2e/secret.txt", "/site/long-table/secret.txt",
            "/client/../server.py", "/client/..%2fserver.py", "/site/long-table/briefgen.yml", "/site/long-table/assets/",
            "/client/", "/site/nobody/index.html", "/sheet/long-table/99/briefs/good/brief.md", "/etc/passwd",
        ):  # fmt: skip
            answer = asked(port, path)
            assert answer.status == 404, path
            assert b"secret" not in answer.content  # type: ignore[attr-defined]


def test_beyond_this_machine_a_token_is_asked_for(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    with served(root, "--host", "0.0.0.0") as (_, port, address):
        token = address.partition("?token=")[2]
        assert len(token) > 20
        assert asked(port, "/").status == 403
        assert asked(port, "/?token=wrong").status == 403
        let_in = asked(port, f"/?token={token}", host="my-laptop:8000")
        assert let_in.status == 200
        cookie = (let_in.getheader("set-cookie") or "").partition(";")[0]
        assert "HttpOnly; SameSite=Strict" in (let_in.getheader("set-cookie") or "")
        assert asked(port, "/api/series", cookie=cookie).status == 200
        assert asked(port, "/api/series", cookie=cookie + "x").status == 403
    assert is_loopback("127.0.0.9") and is_loopback("[::1]") and is_loopback("localhost")
    assert not is_loopback("10.0.0.1") and not is_loopback("localhost.evil.example")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_and_quietly(how: signal.Signals, tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    command = (sys.executable, "-m", "briefgen", "preview", "--no-browser", "--port", "0")
    said = tmp_path / "said"
    with said.open("w", encoding="utf-8") as err:
        process = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=err, text=True)
    assert process.stdout
    with process.stdout:
        port = int(process.stdout.readline().split(":")[2].partition("/")[0])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", f"/api/events?path={BRIEF}")
        answer = connection.getresponse()
        assert answer.readline()
        time.sleep(0.5)
        began = time.monotonic()
        process.send_signal(how)
        assert process.wait(15) == 0
    assert time.monotonic() - began < 8
    connection.close()
    answer.close()
    assert said.read_text("utf-8") == "preview: Ctrl-C ends it\n"


def test_editors_are_known_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TERM_PROGRAM", raising=False)
    assert editor_address("vscode").startswith("vscode://file{path}:{line}")
    assert editor_address("mine://{path}") == "mine://{path}"
    assert editor_address(None) == ""
    monkeypatch.setenv("TERM_PROGRAM", "vscode")
    assert editor_address(None).startswith("vscode:")


# --- in a browser -----------------------------------------------------------------------------------------

IN_BROWSER = (
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
)


def in_browser(test: Any) -> Any:
    for mark in IN_BROWSER:
        test = mark(test)
    return test


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture
def author(chromium: Any, tmp_path: Path) -> Iterator[Any]:
    """Somebody who has a project, a preview of it, and a window; what the window complains about fails the test."""
    root = project(tmp_path / "project")
    with served(root) as (host, port, _):
        context = chromium.new_context(viewport={"width": 1440, "height": 900})
        tab = context.new_page()
        said: list[str] = []
        tab.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        tab.on("pageerror", lambda error: said.append(str(error)))
        yield Author(root, f"http://{host}:{port}", tab)
        context.close()
        assert [text for text in said if "inline style" not in text and "404" not in text] == []


class Author:
    def __init__(self, root: Path, address: str, tab: Any) -> None:
        self.root, self.address, self.tab = root, address, tab

    def open(self, path: str) -> None:
        self.tab.goto(f"{self.address}/view/{path}")
        until(lambda: self.words)

    @property
    def words(self) -> str:
        """What the page that is shown says."""
        return str(self.page("return page?.body?.textContent ?? ''") or "")

    def page(self, script: str) -> Any:
        """What a script says of the page that is shown; None while the window goes to another."""
        from playwright.sync_api import Error

        with suppress(Error):
            return self.tab.evaluate(
                f"(() => {{ const page = document.querySelector('#page')?.contentDocument; {script} }})()"
            )

    def text(self, selector: str) -> str:
        return str(self.tab.locator(selector).inner_text())


@in_browser
def test_save_and_see_in_place(author: Author) -> None:
    author.open(BRIEF)
    until(lambda: author.page("return page.readyState === 'complete' && page.fonts.status === 'loaded'"))
    author.page("page.querySelector('details').open = true; page.mark = 1")
    author.page("page.scrollingElement.scrollTo({top: 700, behavior: 'instant'})")
    place = author.page("return page.scrollingElement.scrollTop")
    edit(author.root / BRIEF, "A cooperative belongs", "Every cooperative belongs")
    until(lambda: "Every cooperative belongs" in author.words)
    assert author.page("return [page.mark, page.querySelector('details').open]") == [1, True], (
        "it was not loaded again"
    )
    assert abs(author.page("return page.scrollingElement.scrollTop") - place) < 40, (
        "readers stay where they were"
    )
    until(lambda: author.tab.locator("#sheets img").count() > 0)
    until(lambda: author.tab.evaluate("document.querySelector('#sheets img').naturalWidth") > 300)
    for number in range(10):
        edit(
            author.root / BRIEF,
            "Every cooperative" if number == 0 else f"Version {number - 1}",
            f"Version {number}",
        )
        time.sleep(0.1)
    until(lambda: "Version 9\N{NO-BREAK SPACE}belongs" in author.words)
    details = (shipped_root() / "styles/components/details.css").read_text("utf-8")
    corpus.write(
        author.root, {"styles/components/details.css": details + "\nbody { background: rgb(1, 2, 3) }\n"}
    )
    until(lambda: author.page("return getComputedStyle(page.body).backgroundColor") == "rgb(1, 2, 3)")
    assert author.page("return page.mark") == 1, "styles are put on without loading the page"


@in_browser
def test_problems_are_told_where_authors_look(author: Author) -> None:
    author.open(BRIEF)
    edit(author.root / BRIEF, "title:", "titel:")
    until(lambda: author.tab.locator("#overlay").is_visible())
    told = author.text("#overlay")
    assert "a brief has no key titel" in told and f"{BRIEF}:2" in told and "did you mean title?" in told
    assert "titel: Cooperatives give" in told, "the line itself"
    assert author.tab.locator("#old").is_visible() and "A cooperative belongs" in author.words
    edit(author.root / BRIEF, "titel:", "title:")
    until(lambda: not author.tab.locator("#old").is_visible())
    assert "titel" not in author.text("body")
    until(lambda: "Pages" in author.text("#meter"))
    assert "Words" in author.text("#meter")


@in_browser
def test_a_window_that_was_opened_on_a_broken_text_shows_it_once_it_is_mended(author: Author) -> None:
    edit(author.root / BRIEF, "## ", "/// nonsense\n///\n\n## ")
    author.tab.goto(f"{author.address}/view/{BRIEF}")
    until(lambda: author.tab.locator("#overlay").is_visible())
    edit(author.root / BRIEF, "/// nonsense\n///\n\n## ", "## ")
    until(lambda: "A cooperative belongs" in author.words)


@in_browser
def test_links_lead_away_from_no_window(author: Author) -> None:
    author.open(BRIEF)
    until(lambda: author.tab.locator("#sheets img").count() > 0)
    with author.tab.context.expect_page() as opened:
        author.page("page.querySelector('a[href$=\".pdf\"]').click()")
    assert opened.value.url.endswith(".pdf") or opened.value.url == "about:blank"
    edit(author.root / BRIEF, "A cooperative belongs", "Each cooperative belongs")
    until(lambda: "Each cooperative belongs" in author.words)
    author.page("page.location = '/site/long-table/en/index.html'")
    until(lambda: "Each cooperative belongs" not in author.words)
    edit(author.root / BRIEF, "Each cooperative belongs", "Every cooperative belongs")
    until(lambda: "Every cooperative belongs" in author.words)
    author.tab.frame_locator("#page").get_by_role("link", name="Cooperation in Displacement").first.click()
    until(lambda: author.tab.url.rstrip("/") == author.address)


@in_browser
def test_from_the_page_to_its_source(author: Author) -> None:
    author.open(BRIEF)
    line = next(
        n
        for n, text in enumerate((author.root / BRIEF).read_text("utf-8").splitlines(), 1)
        if "Paragraph 3 " in text
    )
    until(lambda: author.tab.evaluate("document.querySelector('#edition').value") == BRIEF)
    author.tab.check("#to-source")
    author.tab.frame_locator("#page").get_by_text("Paragraph 3 says").click()
    until(lambda: author.tab.locator("#source").is_visible())
    assert author.text("#source .place") == f"{BRIEF}:{line}"
    author.tab.frame_locator("#page").locator("h1").click()
    until(lambda: author.text("#source .place") == f"{BRIEF}:2")
    until(lambda: (author.tab.evaluate("document.querySelector('#sheets img')?.naturalWidth") or 0) > 300)
    author.tab.locator("#sheets img").first.click(position={"x": 200, "y": 560})
    until(lambda: "Paragraph" in line_of(author.root, author.text("#source .place")))


def line_of(root: Path, place: str) -> str:
    file, _, line = place.rpartition(":")
    return (root / file).read_text("utf-8").splitlines()[int(line) - 1]


@in_browser
def test_editions_widths_and_schemes_are_switched(author: Author) -> None:
    author.open(SECOND)
    author.tab.select_option("#edition", "briefs/second/brief.ar.md")
    until(lambda: author.page("return page.documentElement.dir") == "rtl")
    author.tab.check("[name=width][value='390']")
    assert author.page("return page.defaultView.innerWidth") == 390
    author.tab.check("[name=scheme][value=dark]")
    dark = author.page("return getComputedStyle(page.documentElement).backgroundColor")
    author.tab.check("[name=scheme][value=light]")
    assert author.page("return getComputedStyle(page.documentElement).backgroundColor") != dark
    author.open(SECOND)
    author.tab.frame_locator("#page").get_by_role("link", name="The other").click()
    until(lambda: author.tab.url.endswith(f"/view/{BRIEF}"))
    author.tab.select_option("#brand", "outer-mile")
    until(lambda: "outer-mile" in str(author.page("return document.querySelector('#page').src")))


@in_browser
def test_the_desk_tells_of_every_edition(author: Author) -> None:
    author.tab.goto(author.address)
    rows = author.tab.locator("#editions tbody tr")
    until(lambda: rows.count() == 3)
    until(lambda: "…" not in author.text("#editions"), 60)
    author.tab.select_option("[name=language]", "ar")
    assert rows.count() == 1
    author.tab.select_option("[name=language]", "")
    author.tab.fill("[name=words]", "nothing like this")
    assert author.tab.locator("#none").is_visible()
    author.tab.fill("[name=words]", "")
    edit(author.root / SECOND, "title:", "titel:")
    until(lambda: "1 error" in author.text("#editions"))
    assert f"Last changed: {SECOND}" in author.text("#news")
    shutil.rmtree(author.root / "briefs/second")
    until(lambda: rows.count() == 1)
    with suppress(Exception):
        author.tab.keyboard.press("Tab")
    rows.first.get_by_role("link").first.click()
    until(lambda: author.words)


@in_browser
def test_desk_and_window_are_for_everybody(author: Author) -> None:
    judges.needed(judges.AXE)
    for scheme in ("light", "dark"):
        author.tab.emulate_media(color_scheme=scheme)
        author.tab.goto(author.address)
        until(lambda: author.tab.locator("#editions tbody tr").count() == 3)
        assert judges.by_axe(author.tab) == []
        author.open(BRIEF)
        edit(author.root / BRIEF, "title:", "titel:")
        until(lambda: author.tab.locator("#overlay").is_visible())
        assert judges.by_axe(author.tab) == []
        edit(author.root / BRIEF, "titel:", "title:")
        until(lambda: not author.tab.locator("#old").is_visible())
