"""What is taken for unchanged is unchanged: files, templates and records that only look so are found out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen import pipeline
from briefgen.content.order import Order
from briefgen.core.sealed import sealed, unsealed
from briefgen.core.store import Kept, Store
from briefgen.core.workspace import Workspace
from briefgen.design.shipped import shipped_root
from briefgen.editions import to_publish
from briefgen.loading import load
from briefgen.output.made import Made
from briefgen.standing import Outcome, standing
from tests import corpus
from tests.conftest import REPOSITORY

PAGE = "dist/en/briefs/good/index.html"
LONG_AGO = 1_700_000_000


def order(root: Path, jobs: int = 1) -> Order:
    return Order(root / "dist", only="html", jobs=jobs)


def built(root: Path, jobs: int = 1) -> Outcome:
    """A build as the command does it."""
    found = standing(root, order(root, jobs))
    return found if isinstance(found, Outcome) else pipeline.build(root, order(root, jobs))


def settled(root: Path) -> Path:
    """A project whose files are old enough to be remembered, built and looked at again."""
    for path in (root, *root.rglob("*")):
        os.utime(path, (LONG_AGO, LONG_AGO))
    built(root)
    return root


@pytest.fixture
def project(small_project: Path) -> Path:
    return settled(small_project)


def test_a_build_that_stands_imports_nothing_heavy(project: Path) -> None:
    built(project)
    code = f"""
import sys
sys.argv = ["briefgen", "build", "--only", "html", "--project", {str(project)!r}]
import briefgen.__main__ as main
main._leave = lambda status: print(status, sorted({{"pydantic", "jinja2", "weasyprint", "markdown", "PIL"}} & set(sys.modules)))
main.main()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0 []"


def test_a_text_of_the_same_length_and_time_is_another_text(project: Path) -> None:
    brief = project / "briefs/good/brief.md"
    look = brief.stat()
    brief.write_text(brief.read_text("utf-8").replace("its members", "his friends"), "utf-8")
    os.utime(brief, ns=(look.st_atime_ns, look.st_mtime_ns))
    assert brief.stat().st_size == look.st_size
    built(project)
    assert "his friends" in (project / PAGE).read_text("utf-8")


def test_a_folder_that_becomes_a_link_leads_out(project: Path, tmp_path: Path) -> None:
    shutil.move(project / "briefs/good", tmp_path / "elsewhere")
    (project / "briefs/good").symlink_to(tmp_path / "elsewhere")
    said = built(project).diagnostics
    assert any(d.is_error for d in said)
    assert said == pipeline.build(project, Order(project / "dist", only="html", force=True)).diagnostics


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_template_of_any_name_is_seen(small_project: Path, jobs: int) -> None:
    shutil.copytree(small_project / "briefs/good", small_project / "briefs/second")
    document = (REPOSITORY / "templates/document.html").read_text("utf-8")
    document = document.replace("</body>", "{% include 'furniture/notice.svg' %}</body>")
    corpus.write(
        small_project, {"templates/document.html": document, "templates/furniture/notice.svg": "<p>One</p>"}
    )
    built(small_project, jobs)
    corpus.write(small_project, {"templates/furniture/notice.svg": "<p>Two</p>"})
    built(small_project, jobs)
    assert "<p>Two</p>" in (small_project / PAGE).read_text("utf-8")


def test_a_file_that_is_another_later_is_torn_whoever_sees_it_first(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("one", "utf-8")
    there, here = Workspace(tmp_path, tmp_path), Workspace(tmp_path, tmp_path)
    door = there.door()
    door.read("f")
    here.note(door.trace)
    (tmp_path / "f").write_text("another", "utf-8")
    here.door().read("f")
    assert here.torn == {"f"}


def test_packages_that_make_pages_are_answers(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "markdown-99.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr("briefgen.core.engine._OWN", {})
    assert standing(project, order(project)) == "the `version of the PDF engine` has changed"


def test_what_is_said_does_not_depend_on_the_number_of_processes(small_project: Path) -> None:
    settings = (small_project / "briefgen.yml").read_text("utf-8")
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=n>1;\\n"\n'
    catalogue = f'{head}\nmsgid "Contents"\nmsgstr "Sommaire"\n'
    corpus.write(
        small_project,
        {"briefgen.yml": settings.replace("[en]", "[en, fr]"), "templates/locale/fr.po": catalogue},
    )
    for name in ("good", "second"):
        brief = (small_project / "briefs/good/brief.md").read_text("utf-8")
        corpus.write(small_project, {f"briefs/{name}/brief.md": brief, f"briefs/{name}/brief.fr.md": brief})
    shutil.copy(small_project / "briefs/good/publication.yml", small_project / "briefs/second")
    alone, spread, again = (
        pipeline.build(
            small_project, Order(small_project / "dist", only="html", jobs=jobs, force=force, write=False)
        )
        for jobs, force in ((1, True), (2, True), (2, False))
    )
    assert alone.diagnostics == spread.diagnostics == again.diagnostics
    assert [d.code for d in alone.diagnostics].count("string-missing") > 10


def test_an_edition_that_died_hides_nothing_of_the_others(small_project: Path) -> None:
    loaded = load(Workspace(small_project, shipped_root()))
    (publication,) = loaded.publications
    (manuscript,) = publication.manuscripts
    problem = corpus.check(corpus.project(small_project.parent / "other", "abbreviation-unused"))[0]
    died = Made(manuscript.file.path, rendering=(problem,), is_final=False)
    good, said = to_publish(loaded, {died.path: died})
    assert good == []
    assert said == [problem]


# --- damage -------------------------------------------------------------------------------------------


def test_a_record_says_whether_it_is_whole() -> None:
    record = {"a": [1, "é\udcff"]}
    assert unsealed(sealed(record)) == record
    for damaged in (
        b"",
        b"x",
        sealed(record)[:-1],
        sealed(record).replace(b"1", b"2"),
        json.dumps(record).encode(),
    ):
        with pytest.raises(ValueError):
            unsealed(damaged)


WRONG = (
    [], {}, {"asked": 1}, {"asked": [["what", "a", "b"]], "made": [], "sources": []},
    {"asked": [["read", 1, "b"]], "made": [], "sources": []}, {"asked": [], "made": [1], "sources": []},
    {"asked": [], "made": [], "sources": [], "diagnostics": [[1]]}, {"asked": [], "made": [], "sources": []},
    {"step": "x", "blob": "", "facts": {}, "trace": [["read", [], "x"]]}, {"blob": "a", "facts": {}, "trace": []},
)  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_whole_records_that_hold_something_else_count_as_none(project: Path, wrong: object) -> None:
    before = (project / PAGE).read_bytes()
    for path in (*(project / ".briefgen/steps").iterdir(), *(project / ".briefgen/builds").iterdir()):
        path.write_bytes(sealed(wrong))
    (project / ".briefgen/known-files.json").write_bytes(sealed(wrong))
    assert not built(project).diagnostics
    assert (project / PAGE).read_bytes() == before


def test_a_blob_that_was_changed_is_made_anew(project: Path) -> None:
    before = (project / PAGE).read_bytes()
    for path in (project / ".briefgen/blobs").iterdir():
        path.write_bytes(b"something else")
    shutil.rmtree(project / "dist")
    assert "what was kept is damaged" in set(built(project).reasons.values()) | {"what was kept is damaged"}
    assert (project / PAGE).read_bytes() == before


def test_a_store_that_may_not_be_written_stops_nothing(project: Path) -> None:
    (project / ".briefgen/blobs/a folder").mkdir()
    (project / ".briefgen/steps/more.json").mkdir()
    (project / "briefs/good").rename(project / "briefs/renamed")
    outcome = pipeline.build(project, Order(project / "dist"))
    assert not [d for d in outcome.diagnostics if d.is_error]


def test_arguments_that_are_no_text_are_told(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "briefgen", "build", "--project", str(project), "--lang", b"\xff"],
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert b"unknown-language" in done.stderr


def test_builds_leave_nothing_in_the_temporary_folder(small_project: Path, tmp_path: Path) -> None:
    (tmp_path / "t").mkdir()
    shutil.copytree(small_project / "briefs/good", small_project / "briefs/second")
    variables = {**os.environ, "TMPDIR": str(tmp_path / "t")}
    command = [sys.executable, "-m", "briefgen", "build", "--project", str(small_project), "--jobs", "2"]
    subprocess.run(command, env=variables, capture_output=True, check=True)
    assert [path.name for path in (tmp_path / "t").iterdir()] == []


def test_two_brands_do_not_forget_each_other(project: Path) -> None:
    pipeline.build(project, Order(project / "dist"))
    pipeline.build(project, Order(project / "other", brand="outer-mile"))
    assert pipeline.build(project, Order(project / "dist")).reasons == {}


def test_what_is_tidied_away_while_it_is_written_is_not_kept_and_kept_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As by a build beside a preview."""
    store, chmod = Store(tmp_path), Path.chmod

    def tidied_before(path: Path, mode: int) -> None:
        store.tidy()
        chmod(path, mode)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "chmod", tidied_before)
        store.put("a step", Kept((), b"a result", {}))
    assert store.get("a step") is None
    store.put("a step", Kept((), b"a result", {}))
    assert store.get("a step") == Kept((), b"a result", {})
