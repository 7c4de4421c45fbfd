"""The commands as people and CI run them: exit statuses, streams, and what new and init write."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefgen import __main__, __version__, pipeline
from briefgen.cli import cli
from briefgen.core.progress import Progress
from tests import corpus
from tests.conftest import COMMANDS


def run(folder: Path, *arguments: str, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.chdir(folder)
    return CliRunner().invoke(cli, list(arguments), standalone_mode=False)


def command(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    source = str(Path(__main__.__file__).parent.parent)
    environment = {**os.environ, "PYTHONPATH": source, "SOURCE_DATE_EPOCH": "1795478400"}
    return subprocess.run(
        [sys.executable, "-m", "briefgen", *arguments], cwd=folder, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def test_version_and_help(tmp_path: Path) -> None:
    assert command("--version", folder=tmp_path).stdout.strip() == f"briefgen, version {__version__}"
    for name in COMMANDS:
        shown = command(name, "--help", folder=tmp_path)
        assert shown.returncode == 0
        assert "Example: briefgen " + name in shown.stdout


def test_a_command_that_is_misspelt_is_told(tmp_path: Path) -> None:
    done = command("biuld", folder=tmp_path)
    assert done.returncode == 2
    assert "Did you mean `build`?" in done.stderr


def test_statuses(small_project: Path, tmp_path: Path) -> None:
    assert command("build", "--only", "html", folder=small_project).returncode == 0
    assert command("check", "briefs/good", folder=small_project).returncode == 0
    assert command("build", "--no-such-option", folder=small_project).returncode == 2
    assert command("build", "no-such-folder", folder=small_project).returncode == 2
    assert command("build", folder=tmp_path).returncode == 1
    (small_project / "briefs/good/brief.md").write_text("no front matter", "utf-8")
    assert command("build", folder=small_project).returncode == 1


@pytest.mark.skipif(sys.platform == "win32", reason="asked in a shell")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_words_that_nobody_wants_change_no_status(closed: str, small_project: Path) -> None:
    (small_project / "briefs/good/brief.md").write_text("no front matter", "utf-8")
    line = f'"{sys.executable}" -m briefgen check {closed}'
    assert subprocess.run(["sh", "-c", line], cwd=small_project, capture_output=True).returncode == 1


def test_a_standalone_folder_is_one_of_its_own_and_whole(small_project: Path) -> None:
    for arguments in ([], ["--out", "dist"], ["--out", "alone", "--only", "html"]):
        done = command("build", "--standalone", *arguments, folder=small_project)
        assert done.returncode == 2
        assert "`--standalone` makes" in done.stderr
    assert not (small_project / "dist").exists()


def test_strict_turns_warnings_into_failure(small_project: Path) -> None:
    brief = small_project / "briefs/good/brief.md"
    brief.write_text(brief.read_text("utf-8") + "\n#### Jumps\n\nText.\n", "utf-8")
    assert command("check", folder=small_project).returncode == 0
    assert command("check", "--strict", folder=small_project).returncode == 1


@pytest.mark.parametrize("name", ["", "..", "long-table/../long-table", "/etc", "no-such"])
def test_a_brand_that_is_no_brand(name: str, small_project: Path) -> None:
    ran = command("check", "--brand", name, folder=small_project)
    assert ran.returncode == 1
    assert "error[brand-unknown]" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_json_is_all_there_is_on_standard_output(small_project: Path) -> None:
    done = command("build", "--format", "json", folder=small_project)
    said = json.loads(done.stdout)
    assert said["diagnostics"] == []
    assert set(said["artifacts"][0]) == corpus.ARTIFACT_KEYS
    assert done.stderr == ""


def test_words_for_people_go_to_standard_error(small_project: Path) -> None:
    (small_project / "briefs/good/brief.md").write_text("no front matter", "utf-8")
    done = command("check", folder=small_project)
    assert done.stdout == ""
    assert "error[no-front-matter]" in done.stderr
    assert "briefs/good/brief.md:1:1" in done.stderr
    assert "\033[" not in done.stderr


def test_a_project_is_found_from_below(small_project: Path) -> None:
    done = command("check", folder=small_project / "briefs" / "good")
    assert done.returncode == 0, done.stderr


def test_a_new_project_builds_at_once(tmp_path: Path) -> None:
    assert command("init", "series", folder=tmp_path).returncode == 0
    project = tmp_path / "series"
    done = command("build", "--strict", folder=project)
    assert done.returncode == 0, done.stderr
    assert (project / "dist/en/briefs/first-brief/first-brief-en.pdf").is_file()
    assert (project / ".briefgen/schemas/publication.schema.json").is_file()
    assert "* -text" in (project / ".gitattributes").read_text("utf-8").splitlines(), (
        "as docs/releasing.md asks"
    )
    again = command("init", "series", folder=tmp_path)
    assert again.returncode == 2
    assert "not empty" in again.stderr


@pytest.mark.parametrize("kind", ["brief", "case-study", "article", "media-release"])
def test_every_new_publication_passes_the_checks(kind: str, small_project: Path) -> None:
    about = ["--about", "briefs/good"] if kind in ("article", "media-release") else []
    done = command("new", kind, "What a “title”: can't do", *about, folder=small_project)
    assert done.returncode == 0, done.stderr
    for path in done.stdout.split():
        assert (small_project / path).is_file()
    checked = command("check", "--strict", folder=small_project)
    assert checked.returncode == 0, checked.stderr


def test_new_refuses_to_overwrite_and_asks_for_a_slug(small_project: Path) -> None:
    assert "is there already" in command("new", "brief", "Good", folder=small_project).stderr
    assert "--slug" in command("new", "brief", "عنوان", folder=small_project).stderr
    assert command("new", "brief", "عنوان", "--slug", "unwan", folder=small_project).returncode == 0
    assert "needs `--about DIR`" in command("new", "article", "X", folder=small_project).stderr


def test_status_lists_what_is_and_what_is_missing(small_project: Path) -> None:
    settings = small_project / "briefgen.yml"
    settings.write_text(
        settings.read_text("utf-8").replace("languages: [en]", "languages: [en, fr]"), "utf-8"
    )
    command("build", folder=small_project)
    rows = json.loads(command("status", "--format", "json", folder=small_project).stdout)["editions"]
    assert [(row["language"], row["source"] is not None) for row in rows] == [("en", True), ("fr", False)]
    assert rows[0]["pages"] >= 1
    assert rows[0]["words"] > 10
    assert "approval" in rows[0]["missing"], "it is published, and a release would ask by whose word"
    assert "briefs/good" in command("status", folder=small_project).stdout


TRADES = """\
title: Trades
name: Trade
definition: What people make.
terms:
  - {id: bread, label: Bread, definition: Baked}
  - {id: shoes, label: Shoes, definition: Sewn}
"""


def test_coverage_for_people_and_programs(small_project: Path) -> None:
    corpus.write(small_project, {"series/vocabularies/trades.yml": TRADES})
    trades = ("--rows", "trades", "--columns", "trades")
    shown = json.loads(command("coverage", *trades, "--format", "json", folder=small_project).stdout)
    assert shown["rows"] == shown["columns"] == ["bread", "shoes"]
    assert {"row": "bread", "column": "shoes", "possible": True, "cases": []} in shown["pairs"]
    assert "0 of 4 possible pairs have a case" in command("coverage", *trades, folder=small_project).stderr
    assert command("coverage", folder=small_project).returncode == 2, "it has no pathways"
    corpus.write(small_project, {"series/vocabularies/trades.yml": "titel: Trades\n"})
    wrong = command("coverage", *trades, folder=small_project)
    assert wrong.returncode == 1
    assert "series/vocabularies/trades.yml:1:1" in wrong.stderr


def test_schemas_know_the_keys(small_project: Path) -> None:
    done = command("schema", "--out", "schemas", folder=small_project)
    assert "schemas/publication.schema.json" in done.stdout
    schema = json.loads((small_project / "schemas/publication.schema.json").read_text("utf-8"))
    assert schema["additionalProperties"] is False
    assert {"date", "authors", "stage"} <= set(schema["properties"])
    assert schema["properties"]["date"]["format"] == "date"


def test_the_doctor_finds_this_machine_well(tmp_path: Path) -> None:
    done = command("doctor", folder=tmp_path)
    assert done.returncode == 0, done.stdout
    assert "Pango" in done.stdout


def test_our_own_mistakes_are_owned(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(cli, "main", fail)
    monkeypatch.setattr(__main__, "_leave", sys.exit)
    monkeypatch.setattr(signal, "signal", lambda *_: None)  # this process keeps its own
    with pytest.raises(SystemExit) as left:
        __main__.main()
    assert left.value.code == 3
    assert "a mistake in briefgen" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ on Windows")
@pytest.mark.parametrize("wait", [0.05, 0.3, 0.6])
def test_interruption_is_quiet(wait: float, small_project: Path) -> None:
    source = str(Path(__main__.__file__).parent.parent)
    shutil.copytree(small_project / "briefs/good", small_project / "briefs/second")
    start = "import briefgen.__main__ as b; print('ready', flush=True); b.main()"
    process = subprocess.Popen(
        [sys.executable, "-c", start, "build", "--jobs", "2"], cwd=small_project, start_new_session=True,
        env={**os.environ, "PYTHONPATH": source}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    time.sleep(wait)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130 or (wait > 0.5 and process.returncode == 0), said
    assert "Traceback" not in said


def test_check_accessibility_tells_nothing_else(small_project: Path) -> None:
    brief = small_project / "briefs/good/brief.md"
    brief.write_text(
        brief.read_text("utf-8") + "\nSee [here](https://example.org/) and *[XYZ]: nothing.\n", "utf-8"
    )
    brief.write_text(
        brief.read_text("utf-8").replace("[XYZ]: nothing.", "\n\n*[XYZ]: Unused words\n"), "utf-8"
    )
    everything = json.loads(command("check", "--format", "json", folder=small_project).stdout)["diagnostics"]
    done = command("check", "--accessibility", "--format", "json", folder=small_project)
    assert [one["code"] for one in json.loads(done.stdout)["diagnostics"]] == ["link-text-empty"]
    assert len(everything) > 1 and done.returncode == 0
    assert command("check", "--accessibility", "--strict", folder=small_project).returncode == 1


def test_progress_tells_what_is_being_made_and_what_is_left(tmp_path: Path) -> None:
    root = corpus.project(tmp_path / "project")
    for name in ("second", "third"):
        shutil.copytree(root / "briefs/good", root / f"briefs/{name}")
    told: list[object] = []
    watched = Progress(total=told.append, done=told.append, making=lambda names: told.append(list(names)))
    pipeline.build(root, pipeline.Order(root / "dist", only="html", jobs=1), watched)
    good, second, third = (f"briefs/{name}/brief.md" for name in ("good", "second", "third"))
    assert told == [3, [good], good, [second], second, [third], third, []]
