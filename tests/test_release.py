"""Releases: what is refused, what a bundle holds, and that it is the same whoever makes it and when."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from weasyprint.text import ffi

from briefgen import __main__, pipeline
from briefgen.core import messages
from briefgen.release import bundle as bundles
from briefgen.release.bundle_names import bundle_name
from briefgen.release.gate import Despite
from briefgen.release.manifest import (
    ApprovalRecord,
    BundleName,
    Changes,
    EditionChange,
    EditionName,
    FactChange,
    FileChanges,
    read_record,
)
from briefgen.release.notes import write_notes
from briefgen.release.origin import origin
from briefgen.release.packages import system_libraries
from briefgen.release.passages import passages
from briefgen.release.release import Request, release
from briefgen.release.verify import verify
from briefgen.schemas import schemas
from tests import corpus
from tests.releases import APPROVED, SETTINGS, TEXT, approved_project, change, codes, commit, git, released
from tests.test_errors import run
from tests.test_reproducible import CLOCK

HERO = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><path d="M0 0h80"/></svg>'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """A project in git, its bundle and its commit."""
    root = approved_project(tmp_path_factory.mktemp("made") / "project")
    revision = commit(root)
    out = root.parent / "bundle.zip"
    done = released(root, out)
    assert codes(done) == []
    return root, out, revision


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def data_of(path: Path, name: str) -> Any:
    return json.loads(parts(path)[name])


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# --- what is in a bundle ----------------------------------------------------------------------------------


def test_a_bundle_is_an_archive_that_any_program_reads(made: tuple[Path, Path, str]) -> None:
    with zipfile.ZipFile(made[1]) as archive:
        infos = archive.infolist()
        assert archive.testzip() is None
    assert [info.filename for info in infos] == sorted(info.filename for info in infos)
    looks = {(info.date_time, info.compress_type, info.external_attr >> 16, info.extra) for info in infos}
    assert looks == {((1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED, 0o100644, b"")}


def test_sums_are_as_sha256sum_reads_them(made: tuple[Path, Path, str], tmp_path: Path) -> None:
    files = parts(made[1])
    lines = files["SHA256SUMS"].decode().splitlines()
    assert lines == [f"{sha256(files[name])}  {name}" for name in sorted(files) if name != "SHA256SUMS"]


def test_the_dist_of_a_bundle_is_what_a_build_makes(made: tuple[Path, Path, str], tmp_path: Path) -> None:
    root, out, _ = made
    pipeline.build(root, pipeline.Order(tmp_path / "dist"))
    built = {
        f"dist/{path.relative_to(tmp_path / 'dist').as_posix()}": path.read_bytes()
        for path in (tmp_path / "dist").rglob("*")
        if path.is_file()
    }
    assert built == {name: data for name, data in parts(out).items() if name.startswith("dist/")}


def test_the_record_tells_what_from_where_and_who(made: tuple[Path, Path, str]) -> None:
    root, out, revision = made
    files = parts(out)
    record = read_record(files["release.json"])
    assert (record.source.commit, record.source.uncommitted) == (revision, ())
    assert record.date == record.source.committed == datetime(2026, 11, 24, 19, 15, tzinfo=UTC)
    assert record.series.title == "Cooperation in Displacement"
    (publication,) = record.publications
    (edition,) = publication.editions
    assert (publication.slug, edition.lang, edition.stage) == ("good", "en", "published")
    assert edition.approval and (edition.approval.by, str(edition.approval.on)) == (
        "Amina Diallo",
        "2026-11-23",
    )
    assert record.partial is False
    assert edition.source_sha256 == sha256((root / TEXT).read_bytes())
    assert publication.settings_sha256 == sha256((root / SETTINGS).read_bytes())
    listed = {f"dist/{item.path}": (item.sha256, item.bytes) for item in record.artifacts}
    built = {
        n: (sha256(d), len(d)) for n, d in files.items() if n.startswith("dist/") and n != "dist/build.json"
    }
    assert listed == built
    (pdf,) = [item for item in record.artifacts if item.format == "pdf"]
    assert (pdf.pages, pdf.profile, pdf.source) == (1, "web", TEXT)


def test_provenance_names_every_file_that_was_read(made: tuple[Path, Path, str]) -> None:
    root, out, revision = made
    files = parts(out)
    statement = json.loads(files["provenance.intoto.json"])
    assert statement["_type"] == "https://in-toto.io/Statement/v1"
    assert statement["predicateType"] == "https://slsa.dev/provenance/v1"
    subjects = {one["name"]: one["digest"] for one in statement["subject"]}
    assert subjects == {n: {"sha256": sha256(d)} for n, d in files.items() if n.startswith("dist/")}
    definition = statement["predicate"]["buildDefinition"]
    source, *inputs = definition["resolvedDependencies"]
    assert source == {"name": "source", "digest": {"gitCommit": revision}}
    digests = {one["name"]: one["digest"]["sha256"] for one in inputs}
    for path in ("briefgen.yml", TEXT, SETTINGS):
        assert digests[path] == sha256((root / path).read_bytes())
    shipped = {name for name in digests if name.startswith("briefgen:")}
    assert {"briefgen:templates/document.html", "briefgen:styles/print.css"} <= shipped
    assert any(name.endswith(".ttf") for name in shipped), "fonts of PDFs are read in another place"
    assert definition["externalParameters"]["despite"] == []
    assert set(statement["predicate"]["runDetails"]) == {"builder", "byproducts"}, "no moment of the build"


def test_the_bill_of_materials_has_packages_libraries_and_fonts(made: tuple[Path, Path, str]) -> None:
    bill = data_of(made[1], "sbom.cdx.json")
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert bill["metadata"]["component"]["name"] == "briefgen"
    components = {one["name"]: one for one in bill["components"]}
    refs = [one["bom-ref"] for one in bill["components"]]
    assert len(set(refs)) == len(refs)
    assert components["weasyprint"]["purl"] == f"pkg:pypi/weasyprint@{components['weasyprint']['version']}"
    assert components["babel"]["licenses"] == [{"expression": "BSD-3-Clause"}]
    assert "brotli" in components, "what a package needs with an extra is needed too"
    assert "pytest" not in components, "it builds nothing"
    number = ffi.pango.pango_version()
    version = f"{number // 10_000}.{number // 100 % 100}.{number % 100}"
    assert components["pango-1.0"]["version"] == version, "not the number of its file"
    assert components["pango-1.0"]["properties"][0]["value"].startswith("libpango-1.0")
    of_files = ("file ", "0.", "1.")
    others = ("harfbuzz", "harfbuzz-subset", "fontconfig")
    assert not any(components[name]["version"].startswith(of_files) for name in others)
    fonts = [one for one in components.values() if one["type"] == "file"]
    assert fonts and all(one["licenses"] == [{"license": {"id": "OFL-1.1"}}] for one in fonts)
    known = {*refs, bill["metadata"]["component"]["bom-ref"]}
    assert {ref for one in bill["dependencies"] for ref in (one["ref"], *one["dependsOn"])} <= known


def test_a_library_that_does_not_say_its_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The number of its file is called that."""
    file = tmp_path / "libharfbuzz.so.0.60000.0"
    file.write_bytes(b"no library")
    monkeypatch.setattr("briefgen.release.packages.libraries", lambda: [str(file)])
    (found,) = [one for one in system_libraries() if one.file]
    assert (found.name, found.version, found.file) == ("harfbuzz", "file 0.60000.0", file.name)


def test_the_crate_is_flat_and_names_every_file(made: tuple[Path, Path, str]) -> None:
    crate = data_of(made[1], "ro-crate-metadata.json")
    entities = {entity["@id"]: entity for entity in crate["@graph"]}
    assert len(entities) == len(crate["@graph"])
    assert entities["ro-crate-metadata.json"]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    root = entities["./"]
    assert (root["@type"], root["datePublished"]) == ("Dataset", "2026-11-24")
    assert {"name", "description", "license"} <= set(root)
    assert {part["@id"] for part in root["hasPart"]} <= entities.keys()
    wanted = {f"dist/{item['path']}" for item in data_of(made[1], "release.json")["artifacts"]}
    assert wanted <= {part["@id"] for part in root["hasPart"]}
    for entity in crate["@graph"]:
        for value in entity.values():
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict):
                    assert list(one) == ["@id"], "RO-Crate is flat"
                    assert one["@id"] in entities or one["@id"].startswith("https://w3id.org/")


def test_reports_tell_what_is_known_of_each_pdf(made: tuple[Path, Path, str]) -> None:
    (pdf,) = data_of(made[1], "reports/pdfs.json")["pdfs"]
    assert pdf["path"] == "dist/en/briefs/good/good-en.pdf"
    assert pdf["claims"] == ["PDF/A-3a", "PDF/UA-1"]
    assert (pdf["language"], pdf["is_tagged"], pdf["fonts_not_inside"]) == ("en", True, [])
    assert any(font.startswith("Public-Sans") for font in pdf["fonts"])
    assert len(pdf["pages"]) == 1
    assert data_of(made[1], "reports/diagnostics.json") == {"diagnostics": []}


def test_the_terms_of_fonts_are_inside(made: tuple[Path, Path, str]) -> None:
    licences = {name for name in parts(made[1]) if name.startswith("licences/")}
    assert "licences/styles/fonts/OFL-public-sans.txt" in licences


def test_the_schema_of_the_record_is_published() -> None:
    schema = schemas()["release.schema.json"]
    assert schema["$id"] == "briefgen:release"
    assert {"artifacts", "source", "publications", "overrides"} <= set(schema["required"])


# --- the same bytes -----------------------------------------------------------------------------------


def released_elsewhere(
    folder: Path, clone: Path, clock: str, jobs: int, **environment: str
) -> dict[str, Any]:
    """A release by the command, of a clone, on a machine of its own."""
    git(clone, "clone", "-q", str(clone), str(folder))
    machine = folder.parent / f"{folder.name}-machine"
    machine.mkdir()
    (machine / "sitecustomize.py").write_text(clock, "utf-8")
    clean = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    source = str(Path(__main__.__file__).parent.parent)
    variables = {**clean, "PYTHONPATH": os.pathsep.join((str(machine), source)), **environment}
    command = [sys.executable, "-m", "briefgen", "release", "-j", str(jobs), "--format", "json"]
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    data = json.loads(done.stdout)
    assert data["diagnostics"] == []
    return {**data["bundle"], "data": (folder / data["bundle"]["path"]).read_bytes()}


def test_the_same_bundle_elsewhere_and_later(made: tuple[Path, Path, str], tmp_path: Path) -> None:
    root, out, _ = made
    folder = tmp_path / "another place" / "and é"
    folder.parent.mkdir()
    there = released_elsewhere(
        folder, root, CLOCK, 2, TZ="Pacific/Kiritimati", LANG="fr_FR.UTF-8", PYTHONHASHSEED="2"
    )
    assert there["path"] == "releases/cooperation-in-displacement-2026-11-24.zip"
    assert there["sha256"] == sha256(there["data"])
    assert there["data"] == out.read_bytes(), "made here in this process, there by the command in others"


def test_the_date_is_that_of_the_commit_or_else_of_the_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    root = approved_project(tmp_path / "project")
    out = tmp_path / "a.zip"
    done = released(root, out)
    assert codes(done) == ["commit-unknown"]
    assert data_of(out, "release.json")["date"] == "2026-11-24T00:00:00Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    released(root, tmp_path / "b.zip")
    assert data_of(tmp_path / "b.zip", "release.json")["date"] == "2027-01-15T08:00:00Z"


def test_a_release_leaves_nothing_behind_and_dist_alone(tmp_path: Path) -> None:
    root = approved_project(tmp_path / "project")
    corpus.write(root, {"dist/own.txt": "Mine"})
    assert released(root, root / "releases/a.zip").bundle
    assert [path.name for path in (root / "dist").rglob("*")] == ["own.txt"]
    assert [path.name for path in (root / "releases").iterdir()] == ["a.zip"]
    assert list((root / ".briefgen/builds").glob("*")) == [], (
        "the record of a build that nobody will do again"
    )


# --- what is refused ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "old", "new", "code", "line"),
    [
        (SETTINGS, "stage: published", "stage: draft", "not-approved", "stage: draft"),
        (SETTINGS, "stage: published\n", "", "not-approved", "date: 2026-11-24"),
        (TEXT, "---\ntitle", "---\nstage: in-review\ntitle", "not-approved", "stage: in-review"),
        (SETTINGS, "stage:", "embargo: 2999-01-01T09:00+01:00\nstage:", "under-embargo", "embargo: 2999-01-01T09:00+01:00"),
    ],
)  # fmt: skip
def test_what_must_not_go_out_is_refused_at_its_place(
    path: str, old: str, new: str, code: str, line: str, tmp_path: Path
) -> None:
    root = approved_project(tmp_path / "project")
    change(root, path, old, new)
    done = released(root, tmp_path / "a.zip")
    assert done.bundle is None
    assert not (tmp_path / "a.zip").exists()
    (said,) = [one for one in done.diagnostics if one.code == code]
    assert said.is_error
    assert said.span and said.span.source.path == path
    assert said.span.source.line_text(said.span.line) == line


def test_the_advice_on_approvals_cannot_be_taken_over_unread(tmp_path: Path) -> None:
    """Whoever copies it has not named anybody yet, and approved nothing on any day."""
    root = approved_project(tmp_path / "project")
    change(root, SETTINGS, APPROVED, "")
    (said,) = [
        one for one in released(root, tmp_path / "a.zip").diagnostics if one.code == "approval-missing"
    ]
    advice = said.hints[0].split("`")[1]
    assert advice.startswith("approval: ")
    change(root, SETTINGS, "stage: published\n", f"stage: published\n{advice}\n")
    done = released(root, tmp_path / "a.zip")
    assert done.bundle is None
    assert "bad-date" in codes(done)


def test_an_embargo_that_is_over_keeps_nothing_back(tmp_path: Path) -> None:
    root = approved_project(tmp_path / "project")
    change(root, SETTINGS, "stage:", "embargo: 2026-12-01T09:00+01:00\nstage:")
    before, after = datetime(2026, 12, 1, 7, 59, tzinfo=UTC), datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
    done = released(root, tmp_path / "a.zip", now=before)
    assert "under-embargo" in codes(done)
    assert "2026-12-01 09:00+01:00" in done.diagnostics[0].message
    assert codes(released(root, tmp_path / "a.zip", now=after)) == ["commit-unknown", "released-hidden"]


def test_no_setting_makes_an_embargo_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "40000000000")  # in the year 3237
    root = approved_project(tmp_path / "project")
    change(root, SETTINGS, "stage:", "embargo: 2999-01-01T09:00+01:00\nstage:")
    assert release(root, Request(out=tmp_path / "a.zip")).bundle is None


def test_errors_and_what_must_not_go_out_are_told_together(tmp_path: Path) -> None:
    root = approved_project(tmp_path / "project")
    change(root, SETTINGS, "stage: published", "stage: draft")
    change(root, TEXT, "to its members.", "to its members.[^x]")
    assert {"not-approved", "footnote-undefined"} <= set(codes(released(root, tmp_path / "a.zip")))


def test_what_is_set_aside_is_in_the_bundle(tmp_path: Path) -> None:
    root = approved_project(tmp_path / "project")
    change(root, SETTINGS, "stage:", "embargo: 2999-01-01T09:00+01:00\nstage:")
    out = tmp_path / "a.zip"
    said = run(
        "release", "--project", root, "--out", out, "--despite", "embargo", "--reason", "For the press", "-j1"
    )
    assert said.return_value == 0
    assert "warning[under-embargo]" in said.stderr
    (override,) = data_of(out, "release.json")["overrides"]
    assert (override["despite"], override["reason"]) == ("embargo", "For the press")
    assert [(place["code"], place["file"], place["line"]) for place in override["passed"]] == [
        ("under-embargo", SETTINGS, 2)
    ]
    aside = parts(out)["NOTES.md"].decode().partition("## Set aside\n\n")[2]
    assert aside.startswith(
        "- Released despite embargo: For the press (1 place)\n"
        f"  - {SETTINGS}, line 2: nobody may publish this publication before 2999-01-01 09:00+01:00\n"
    )
    told = run("verify", out)
    assert "despite embargo: For the press" in told.stdout
    assert (
        data_of(out, "provenance.intoto.json")["predicate"]["buildDefinition"]["externalParameters"]["reason"]
        == "For the press"
    )


def test_one_line_for_two_languages_is_set_aside_once(tmp_path: Path) -> None:
    root = approved_project(tmp_path / "project")
    change(root, SETTINGS, "stage:", "embargo: 2999-01-01T09:00+01:00\nstage:")
    text = (root / TEXT).read_text("utf-8")
    corpus.write(root, {"briefs/good/article.md": text})
    out = tmp_path / "a.zip"
    done = released(root, out, despite=tuple(Despite), reason="For the press")
    assert done.bundle, codes(done)
    record = read_record(parts(out)["release.json"])
    assert len(record.publications[0].editions) == 2
    (override,) = record.overrides
    assert override.despite == "embargo", "nothing else was there to set aside, so nothing is said of it"
    assert [place.line for place in override.passed] == [2]
    parameters = data_of(out, "provenance.intoto.json")["predicate"]["buildDefinition"]["externalParameters"]
    assert parameters["despite"] == ["embargo", "errors", "stage"], "what was asked for is another thing"
    with ExitStack() as life:
        assert verify(out, life, beside=False).is_sound


def test_despite_lets_nothing_else_pass(tmp_path: Path) -> None:
    root = approved_project(tmp_path / "project")
    change(root, SETTINGS, "stage: published", "stage: draft\nembargo: 2999-01-01T09:00+01:00")
    done = released(root, tmp_path / "a.zip", despite=(Despite.STAGE,), reason="A trial")
    assert done.bundle is None
    assert [(one.code, one.severity.value) for one in done.diagnostics] == [
        ("not-approved", "warning"),
        ("under-embargo", "error"),
    ]


def test_a_publication_with_errors_is_left_out_only_on_request(tmp_path: Path) -> None:
    root = approved_project(tmp_path / "project")
    other = {
        f"briefs/other/{file.name}": file.read_text("utf-8") for file in (root / "briefs/good").iterdir()
    }
    corpus.write(root, other)
    change(root, "briefs/other/brief.md", "to its members.", "to its members.[^x]")
    out = tmp_path / "a.zip"
    done = released(root, out)
    assert done.bundle is None
    assert "footnote-undefined" in codes(done)
    done = released(root, out, despite=(Despite.ERRORS,), reason="It follows next week")
    assert done.bundle and not any(one.is_error for one in done.diagnostics)
    record = read_record(parts(out)["release.json"])
    assert record.left_out == ("briefs/other/brief.md",)
    assert [publication.slug for publication in record.publications] == ["good"]
    assert [place.code for override in record.overrides for place in override.passed] == [
        "footnote-undefined"
    ]


def test_what_is_named_is_released_without_the_rest(tmp_path: Path) -> None:
    root = approved_project(tmp_path / "project")
    other = {
        f"briefs/other/{file.name}": file.read_text("utf-8") for file in (root / "briefs/good").iterdir()
    }
    corpus.write(root, other)
    corpus.write(root, {"briefs/other/figures/hero.svg": HERO})
    change(
        root,
        "briefs/other/publication.yml",
        "stage: published",
        "hero: {image: figures/hero.svg}\nstage: draft",
    )
    change(root, "briefs/other/brief.md", "---\n", "---\nhero: {decorative: true}\n")
    commit(root)
    out = tmp_path / "a.zip"
    assert released(root, out).bundle is None
    said = run("release", "--project", root, "--out", out, root / "briefs/good", "-j1")
    assert said.return_value == 0, said.stderr
    assert said.stdout == f"{sha256(out.read_bytes())}  {os.path.relpath(out)}\n"
    record = read_record(parts(out)["release.json"])
    assert [publication.slug for publication in record.publications] == ["good"]
    assert (record.left_out, record.overrides) == ((), ())
    assert not any("other" in artifact.path for artifact in record.artifacts)
    statement = data_of(out, "provenance.intoto.json")
    assert statement["predicate"]["buildDefinition"]["externalParameters"]["paths"] == [TEXT]
    again = run("release", "--project", root, "--out", out, root / "briefs/good", "-j2")
    assert again.return_value == 0, "with other processes it is the same bundle"


def test_nothing_is_no_release(tmp_path: Path) -> None:
    root = approved_project(tmp_path / "project")
    change(root, TEXT, "to its members.", "to its members.[^x]")
    done = released(root, tmp_path / "a.zip", despite=(Despite.ERRORS,), reason="A trial")
    assert done.bundle is None
    assert "release-empty" in codes(done)


def test_options_that_do_not_go_together(tmp_path: Path) -> None:
    from click import UsageError

    root = approved_project(tmp_path / "project")
    for words in (
        ("--despite", "stage"),
        ("--reason", "Why"),
        ("--despite", "everything", "--reason", "Why"),
    ):
        with pytest.raises(UsageError):
            run("release", "--project", root, *words)


# --- where it comes from --------------------------------------------------------------------------------


def test_what_is_in_no_commit_is_told_and_recorded(tmp_path: Path) -> None:
    root = approved_project(tmp_path / "project")
    commit(root)
    change(root, TEXT, "to its members.", "to all members.")
    corpus.write(root, {"briefs/new.md": "Not a text.\n", "notes.txt": "Nobody reads this.\n"})
    (root / "briefs/new.md").unlink()
    corpus.write(root, {"styles/print.css": "p { margin: 0 }\n"})
    done = released(root, tmp_path / "a.zip")
    (said,) = [one for one in done.diagnostics if one.code == "uncommitted"]
    assert not said.is_error
    assert said.message.startswith(f"`{TEXT}`, `styles/print.css` are not as in commit ")
    assert data_of(tmp_path / "a.zip", "release.json")["source"]["uncommitted"] == [TEXT, "styles/print.css"]
    assert f"2 files not as in it: {TEXT}, styles/print.css\n" in run("verify", tmp_path / "a.zip").stdout


def test_without_git_it_is_said_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = approved_project(tmp_path / "project")

    def problem() -> str:
        found = origin(root, {TEXT: b""})
        assert found.commit is None
        (said,) = found.diagnostics()
        assert said.code == "commit-unknown"
        return said.message.removesuffix(", so the release cannot say from which commit it is")

    assert problem() == "this project is in no git repository"
    git(root, "init", "-q")
    assert problem() == "nothing has been committed in this git repository yet"
    (root / ".git/HEAD").write_text("nonsense", "utf-8")
    assert problem() == "this project is in no git repository", "git takes it for none"
    monkeypatch.setattr("briefgen.release.origin.shutil.which", lambda _: None)
    assert problem() == "there is no git on this machine"


def test_a_source_that_changes_meanwhile_stops_the_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = approved_project(tmp_path / "project")
    build = pipeline.build

    def edited(*given: Any) -> pipeline.Outcome:
        outcome = build(*given)
        change(root, TEXT, "to its members.", "to all members.")
        return outcome

    monkeypatch.setattr("briefgen.release.release.pipeline.build", edited)
    done = released(root, tmp_path / "a.zip")
    assert [(one.code, TEXT in one.message) for one in done.diagnostics] == [("sources-changed", True)]
    assert not (tmp_path / "a.zip").exists()


# --- writing --------------------------------------------------------------------------------------------


def test_a_bundle_is_never_replaced_by_another(made: tuple[Path, Path, str], tmp_path: Path) -> None:
    root, out, _ = made
    before = out.read_bytes()
    assert released(root, out).bundle, "the same again is no other"
    out.with_name("bundle-2.zip.sig").touch()
    done = released(root, out, profiles=("archive",))
    assert codes(done) == [messages.BUNDLE_EXISTS.code]
    assert f"`--out {os.path.relpath(out.with_name('bundle-3.zip'))}`" in done.diagnostics[0].hints[0]
    out.with_name("bundle-2.zip.sig").unlink()
    assert out.read_bytes() == before
    assert [path.name for path in out.parent.glob(".briefgen-*")] == []


def test_what_came_after_the_gate_had_looked_is_in_no_bundle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A release can wait for another build, and somebody goes on writing."""
    root, build = approved_project(tmp_path / "project"), pipeline.build

    def build_late(*given: Any) -> Any:
        monkeypatch.undo()
        shutil.copytree(root / "briefs/good", root / "briefs/late")
        change(root, "briefs/late/publication.yml", "stage: published", "stage: draft")
        return build(*given)

    monkeypatch.setattr(pipeline, "build", build_late)
    done = released(root, tmp_path / "bundle.zip")
    assert not done.bundle
    assert [(one.code, "briefs/late/brief.md" in one.message) for one in done.diagnostics] == [
        ("sources-changed", True)
    ]


def test_a_bundle_that_came_while_a_passphrase_was_waited_for_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "bundle.zip"

    def sign(*_: object) -> bytes:
        out.write_bytes(b"that of somebody else")
        return b"a signature"

    monkeypatch.setattr(bundles, "sign", sign)
    done = released(approved_project(tmp_path / "project"), out, key=tmp_path / "key")
    assert messages.BUNDLE_EXISTS.code in codes(done)
    assert out.read_bytes() == b"that of somebody else"
    assert not out.with_name("bundle.zip.sig").exists()


def test_a_part_is_called_by_what_it_holds(made: tuple[Path, Path, str]) -> None:
    """So that two parts of one commit do not get one name."""
    record = read_record(parts(made[1])["release.json"])
    (only,) = record.publications
    series, both = record.series.model_copy(update={"languages": ("en", "fr")}), (only.editions[0],) * 2
    french = only.editions[0].model_copy(update={"lang": "fr"})

    def name(**changes: Any) -> str:
        return bundle_name(record.model_copy(update={"partial": True, "artifacts": (), **changes}))

    start = "cooperation-in-displacement"
    assert name(partial=False) == f"{start}-2026-11-24.zip"
    assert name(series=series.model_copy(update={"languages": ("en",)})) == f"{start}-good-2026-11-24.zip"
    assert name(series=series) == f"{start}-good-en-2026-11-24.zip"
    assert name(series=series, publications=(only.model_copy(update={"editions": (both[0], french)}),)) == (
        f"{start}-good-2026-11-24.zip"
    )
    assert name(publications=(only, only, only)) == f"{start}-good-and-2-more-2026-11-24.zip"
    long = only.model_copy(update={"slug": "a" * 300})
    assert len(name(publications=(long,))) < 200


def test_a_release_that_cannot_be_signed_writes_nothing(
    made: tuple[Path, Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = tmp_path / "key"
    key.write_text("not a key\n", "utf-8")
    done = released(made[0], tmp_path / "a.zip", key=key)
    assert codes(done) == ["sign-failed"]
    assert done.diagnostics[0].hints[0].startswith("name a private key of SSH")
    monkeypatch.setattr("briefgen.release.signature.shutil.which", lambda _: None)
    (said,) = [one for one in released(made[0], tmp_path / "a.zip", key=key).diagnostics if one.is_error]
    assert (said.code, said.hints) == ("sign-failed", ("install OpenSSH, which brings `ssh-keygen`",))
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_never_half_a_bundle(
    made: tuple[Path, Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(bundles, "_digest_of_file", breaks)
    with pytest.raises(OSError, match="no space"):
        released(made[0], tmp_path / "a.zip")
    assert list(tmp_path.iterdir()) == []


def test_other_kinds_of_pdfs_stand_beside_those_for_the_web(
    made: tuple[Path, Path, str], tmp_path: Path
) -> None:
    done = released(made[0], tmp_path / "a.zip", profiles=("archive",))
    assert codes(done) == []
    pdfs = data_of(tmp_path / "a.zip", "reports/pdfs.json")["pdfs"]
    assert {pdf["path"].rpartition("/")[2]: pdf["claims"] for pdf in pdfs} == {
        "good-en.pdf": ["PDF/A-3a", "PDF/UA-1"],
        "good-en-archive.pdf": ["PDF/A-4", "PDF/UA-2"],
    }


# --- what is new --------------------------------------------------------------------------------------


def test_notes_tell_what_came_changed_and_went(made: tuple[Path, Path, str], tmp_path: Path) -> None:
    root, first, revision = made
    project = approved_project(tmp_path / "project")
    other = {
        f"briefs/other/{file.name}": file.read_text("utf-8") for file in (project / "briefs/good").iterdir()
    }
    corpus.write(project, other)
    change(
        project,
        TEXT,
        "A cooperative belongs to its members.",
        "A cooperative belongs to all of its *members*.\n\nNobody owns it.",
    )
    second, third = tmp_path / "second.zip", tmp_path / "third.zip"
    said = run("release", "--project", project, "--out", second, "--since", first, "-j1")
    assert said.return_value == 0, said.stderr
    changes = read_record(parts(second)["release.json"]).changes
    assert changes
    assert changes.since.sha256 == sha256(first.read_bytes())
    assert [edition.slug for edition in changes.added] == ["other"]
    assert (changes.withdrawn, changes.unchanged) == ((), ())
    (change_of,) = changes.changed
    assert change_of.passages_removed == ("A cooperative belongs to its members.",)
    assert change_of.passages_added == ("A cooperative belongs to all of its members.", "Nobody owns it.")
    assert (change_of.pages_before, change_of.pages_after, change_of.pages_changed) == (1, 1, (1,))
    notes = parts(second)["NOTES.md"].decode()
    assert "## Added\n\n- Cooperatives give" in notes
    assert "    + Nobody owns it.\n" in notes
    assert "PDF: 1 page; other words on page 1." in notes
    assert f"Compared with Cooperation in Displacement, release of 2026-11-24 (commit `{revision}`, " in notes
    with ExitStack() as life:
        done = released(root, third, since=verify(second, life, beside=False).side)
        assert codes(done) == []
    back = read_record(parts(third)["release.json"]).changes
    assert back and [edition.slug for edition in back.withdrawn] == ["other"]
    assert "## Withdrawn" in parts(third)["NOTES.md"].decode()


def test_notes_show_where_a_long_passage_differs(made: tuple[Path, Path, str]) -> None:
    words = " ".join(f"word{number}" for number in range(200))
    name = EditionName(slug="good", kind="brief", lang="en", title="A *title*")
    changed = words.replace("word150", "another")
    change = EditionChange(
        edition=name,
        facts=(
            FactChange(what="licence", before="CC BY 4.0", after="CC BY-NC 4.0"),
            FactChange(what="DOI", before=None, after="10.5555/a_b"),
        ),
        stage_before="approved",
        stage_after="published",
        approval_before=ApprovalRecord(by="A", on=date(2026, 11, 1)),
        approval_after=None,
        pages_before=3,
        pages_after=4,
        pages_changed=(3, 4),
        passages_removed=("Short", words),
        passages_added=(changed,),
    )
    record = read_record(parts(made[1])["release.json"])
    since = BundleName(title="Before", date=record.date, commit=None, sha256="0" * 64)
    others = FileChanges(added=0, changed=0, withdrawn=0)
    changes = Changes(
        since=since,
        added=(),
        changed=(change,),
        withdrawn=(),
        absent=(name,),
        unchanged=(name, name),
        other_files=others,
    )
    notes = write_notes(record.model_copy(update={"changes": changes})).decode()
    assert (
        "\nLicence: CC BY 4.0 before, CC BY-NC 4.0 now.\nDOI: none before, 10.5555/a\\_b now.\nStage: "
        in notes
    )
    assert "\nUnchanged: A \\*title\\* (brief, en); A \\*title\\* (brief, en).\n" in notes
    assert f"\nCompared with Before, release of 2026-11-24 (sha256 `{'0' * 64}`).\n" in notes
    assert "Stage: approved before, published now.\nApproved by nobody who is named; before, by A on" in notes
    assert "## Not in this release\n\nThey are not withdrawn" in notes
    assert "PDF: 3 pages before, 4 now; other words on pages 3, 4." in notes
    assert "### A \\*title\\* (brief, en)" in notes
    lines = notes.splitlines()
    before, after = (next(line for line in lines if line.startswith(f"    {sign} …")) for sign in "-+")
    assert "word149 word150 word151" in before
    assert "word149 another word151" in after
    assert max(map(len, lines)) < 260
    assert "\n\n\n" not in notes


def test_the_passages_of_a_page_are_what_its_readers_read() -> None:
    page = """<nav>Menu</nav><main id="text"><h1>A <em>t</em>itle</h1><p>One<br>two &amp; three</p><svg><text>Drawn</text></svg>
    <ul><li>First<li>Second</ul><script>no()</script><img src="x">Last</main><footer>Furniture</footer>
    <footer class="a imprint"><svg><text>Code</text></svg><p>A notice.</footer><p>Behind"""
    assert passages(page) == ("A title", "One", "two & three", "First", "Second", "Last", "A notice.")
    assert passages(f"<main id=text>{'<div>' * 2000}deep{'<b>' * 2000}</main>") == ("deep",)


def test_a_damaged_bundle_is_nothing_to_compare_with(made: tuple[Path, Path, str], tmp_path: Path) -> None:
    bad = tmp_path / "bad.zip"
    bad.write_bytes(made[1].read_bytes()[:-9])
    said = run("release", "--project", made[0], "--out", tmp_path / "a.zip", "--since", bad)
    assert said.return_value == 1
    assert "error[bundle-unreadable]" in said.stderr
    assert not (tmp_path / "a.zip").exists()
