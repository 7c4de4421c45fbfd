"""What is asked of some publications is of these alone: what is released of a series, what is told, and what counts."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click import UsageError

from briefgen.content.order import Order
from briefgen.core.workspace import Workspace
from briefgen.design.shipped import shipped_root
from briefgen.loading import load
from briefgen.release.appearance import appearance
from briefgen.release.gate import Despite
from tests import corpus
from tests.public_series import project_of
from tests.releases import APPROVED, SETTINGS, TEXT, approved_project, change, codes, commit, released
from tests.test_errors import run
from tests.test_release import data_of, parts

OTHER = "briefs/other/brief.md"
CROSSREF = "crossref: {depositor: The desk, email: deposits@longtable.example, prefix: '10.5555'}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The good project, approved, with another publication beside it."""
    project = approved_project(tmp_path / "project")
    shutil.copytree(project / "briefs/good", project / "briefs/other")
    return project


def approve(project: Path) -> None:
    """Have all that is published approved by somebody."""
    for settings in project.glob("briefs/*/publication.yml"):
        settings.write_text(f"{APPROVED}{settings.read_text('utf-8')}", encoding="utf-8")


# --- what is of the whole series ------------------------------------------------------------------------


def test_a_part_leaves_alone_what_is_of_the_whole_series(tmp_path: Path) -> None:
    project = project_of(tmp_path)
    approve(project)
    out = tmp_path / "a.zip"
    done = released(project, out, sources=("briefs/good",))
    assert done.bundle, codes(done)
    assert data_of(out, "release.json")["partial"] is True
    files = {name for name in parts(out) if name.startswith("dist/") and "/assets/" not in name}
    folders = ("en/briefs/good/", "fr/briefs/good/")
    assert {name for name in files if not name.startswith(tuple(f"dist/{f}" for f in folders))} == {
        "dist/build.json"
    }
    registered = {name for name in files if name.endswith((".datacite.json", ".crossref.xml"))}
    assert registered == {
        "dist/en/briefs/good/good-en.crossref.xml",
        "dist/en/briefs/good/good-en.datacite.json",
    }, "its own registration"
    notes, told = parts(out)["NOTES.md"].decode(), run("verify", out)
    assert "A part of the series: home pages, feeds, site map" in notes
    assert "A part of the series: home pages, feeds, site map" in told.stdout
    said = run("release", "--project", project, "--out", out, project / "briefs/good", "-j1")
    assert said.stderr.splitlines()[-1].startswith("released a part of the series, without home pages")
    page = parts(out)["dist/en/briefs/good/index.html"].decode()
    assert 'href="../../../index.html"' in page, "the home page is on the web already"


def test_a_translation_alone_registers_nothing_of_its_source(tmp_path: Path) -> None:
    """The DOI of a publication leads to its first edition, which does not go out now, and is there already."""
    project = project_of(tmp_path)
    approve(project)
    out = tmp_path / "a.zip"
    assert released(project, out, sources=("briefs/good/brief.fr.md",)).bundle
    assert not [name for name in parts(out) if name.endswith((".datacite.json", ".crossref.xml"))]
    out = tmp_path / "b.zip"
    assert released(project, out, sources=("briefs/good/brief.md",)).bundle
    part = parts(out)["dist/en/briefs/good/good-en.datacite.json"]
    out = tmp_path / "c.zip"
    assert released(project, out, sources=("briefs/good",)).bundle
    assert parts(out)["dist/en/briefs/good/good-en.datacite.json"] == part, "whatever goes out with it"


def test_all_publications_by_name_are_the_whole(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.zip"
    assert released(root, out, sources=("briefs/good", "briefs/other")).bundle
    assert data_of(out, "release.json")["partial"] is False
    assert "dist/index.html" in parts(out)
    assert "part of the series" not in parts(out)["NOTES.md"].decode()


def test_a_whole_without_some_says_that_home_pages_are_without_them(root: Path, tmp_path: Path) -> None:
    change(root, OTHER, "to its members.", "to its members.[^x]")
    out = tmp_path / "a.zip"
    words = ("--despite", "errors", "--reason", "A trial", "-j1")
    said = run("release", "--project", root, "--out", out, *words)
    assert said.return_value == 0
    last = said.stderr.splitlines()[-1]
    assert last.startswith("released without 1 edition, also on home pages, in feeds and in the site map")
    assert (
        "Home pages, feeds and the site map are without what was left out" in parts(out)["NOTES.md"].decode()
    )
    assert "Home pages, feeds and the site map are without what was left out" in run("verify", out).stdout


def test_a_part_withdraws_no_files_of_the_series(root: Path, tmp_path: Path) -> None:
    whole, part = tmp_path / "whole.zip", tmp_path / "part.zip"
    assert released(root, whole).bundle
    said = run("release", "--project", root, "--out", part, "--since", whole, root / "briefs/good", "-j1")
    assert said.return_value == 0
    assert data_of(part, "release.json")["changes"]["other_files"]["withdrawn"] == 0
    assert "no longer there" not in parts(part)["NOTES.md"].decode()


def test_all_that_may_go_out_is_the_whole_without_the_rest(root: Path, tmp_path: Path) -> None:
    change(root, "briefs/other/publication.yml", "stage: published", "stage: draft")
    change(root, "briefs/other/publication.yml", "stage:", "terms: {sectors: nothing}\nstage:")
    whole, out = tmp_path / "whole.zip", tmp_path / "a.zip"
    assert released(root, whole).bundle is None
    commit(root)
    said = run("release", "--project", root, "--out", out, "--approved", "--strict", "-j1")
    assert said.return_value == 0, said.stderr
    assert said.stderr.splitlines()[-1] == "released all that may go out, and nothing else"
    home = parts(out)["dist/index.html"].decode()
    assert "briefs/good/" in home
    assert "briefs/other/" not in home
    assert "dist/sitemap.xml" in parts(out)
    record = data_of(out, "release.json")
    assert (record["partial"], record["left_out"], record["overrides"]) == (True, [], [])
    assert "Of the series all that may go out" in parts(out)["NOTES.md"].decode()
    assert "Of the series all that may go out" in run("verify", out).stdout
    with pytest.raises(UsageError):
        run("release", "--project", root, "--approved", "--despite", "stage", "--reason", "Why")


# --- what counts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title:", "titel: Nothing\ntitle:"),
        ("to its members.", "to its members.[^x]"),
        ("---\ntitle", "---\nhero: {image: none.png}\ntitle"),
    ],
)
def test_mistakes_of_others_are_not_told(old: str, new: str, root: Path, tmp_path: Path) -> None:
    change(root, OTHER, old, new)
    commit(root)
    done = released(root, tmp_path / "a.zip", sources=("briefs/good",), strict=True)
    assert (codes(done), done.bundle is not None) == ([], True)
    for command in ("check", "build"):
        said = run(command, "--project", root, root / "briefs/good", "--strict", "-j1")
        assert said.return_value == 0, said.stderr
        assert "briefs/other" not in said.stderr
        assert run(command, "--project", root, root / "briefs/other", "-j1").return_value == 1
        assert run(command, "--project", root, "-j1").return_value == 1


def test_warnings_of_others_are_not_told(root: Path, tmp_path: Path) -> None:
    change(root, "briefgen.yml", "languages:", f"{CROSSREF}languages:")
    change(root, "briefs/other/publication.yml", "stage:", "doi: 10.1234/elsewhere\nstage:")
    commit(root)
    assert "doi-prefix" in run("check", "--project", root, "-j1").stderr
    done = released(root, tmp_path / "a.zip", sources=("briefs/good",), strict=True)
    assert (codes(done), done.bundle is not None) == ([], True)
    assert run("check", "--project", root, root / "briefs/good", "--strict", "-j1").return_value == 0
    assert run("check", "--project", root, root / "briefs/other", "--strict", "-j1").return_value == 1


def test_mistakes_of_the_series_and_of_what_is_named_are_told(root: Path) -> None:
    change(root, SETTINGS, "stage:", "nothing: here\nstage:")
    said = run("check", "--project", root, root / TEXT, "-j1")
    assert "error[unknown-key]" in said.stderr, "it keeps all editions of its publication back"
    change(root, SETTINGS, "nothing: here\n", "")
    corpus.write(root, {"series/references.yml": "references: nothing"})
    assert run("check", "--project", root, root / TEXT, "-j1").return_value == 1


def test_of_other_languages_of_the_same_errors_alone_are_told(root: Path) -> None:
    change(root, "briefgen.yml", "languages: [en]", "languages: [en, fr]")
    both = "title: {en: Cooperation, fr: Coopération}"
    change(root, "briefgen.yml", "title: Cooperation in Displacement", both)
    text = (root / TEXT).read_text("utf-8")
    change(root, "briefgen.yml", "publisher:", f"{CROSSREF}publisher:")
    corpus.write(root, {"briefs/good/brief.fr.md": text.replace("---\n", "---\ndoi: 10.1234/elsewhere\n", 1)})
    alone = run("check", "--project", root, root / TEXT, "--strict", "-j1")
    assert "brief.fr.md" not in alone.stderr
    assert "doi-prefix" in run("check", "--project", root, root / "briefs/good", "-j1").stderr
    corpus.write(root, {"briefs/good/brief.fr.md": text.replace("---\n", "---\nwrong: 1\n", 1)})
    alone = run("check", "--project", root, root / TEXT, "-j1")
    assert "brief.fr.md" in alone.stderr, "so its publication cannot be read"


def test_what_an_edition_waits_for_is_told(root: Path) -> None:
    change(root, TEXT, "to its members.", "to its members.\n\n/// related\n///\n")
    change(root, OTHER, "title:", "titel: Nothing\ntitle:")
    said = run("check", "--project", root, root / "briefs/good", "-j1")
    assert said.return_value == 1
    assert "editions-wait" in said.stderr
    assert OTHER in said.stderr


def test_only_what_was_read_for_it_is_not_committed(root: Path, tmp_path: Path) -> None:
    commit(root)
    change(root, OTHER, "to its members.", "to its own members.")
    (root / "briefs/other/publication.yml").unlink()
    done = released(root, tmp_path / "a.zip", sources=("briefs/good",), strict=True)
    assert (codes(done), done.bundle is not None) == ([], True)
    record = data_of(tmp_path / "a.zip", "release.json")
    assert record["source"]["uncommitted"] == []
    statement = parts(tmp_path / "a.zip")["provenance.intoto.json"].decode()
    assert "briefs/good/brief.md" in statement
    assert "briefs/other" not in statement
    change(root, TEXT, "to its members.", "to its own members.")
    assert codes(released(root, tmp_path / "b.zip", sources=("briefs/good",))) == ["uncommitted"]


def test_what_pages_show_of_others_was_read_for_it(root: Path, tmp_path: Path) -> None:
    change(root, "briefgen.yml", "languages:", "facets: [countries]\nlanguages:")
    for settings in (SETTINGS, "briefs/other/publication.yml"):
        change(root, settings, "stage:", "terms: {countries: KE}\nstage:")
    change(root, TEXT, "to its members.", "to its members.\n\n/// related\n///\n")
    commit(root)
    change(root, OTHER, "title: Coop", "title: More coop")
    done = released(root, tmp_path / "a.zip", sources=("briefs/good",))
    assert codes(done) == ["uncommitted"]
    assert OTHER in parts(tmp_path / "a.zip")["provenance.intoto.json"].decode()


def test_views_are_without_what_may_not_go_out(root: Path, tmp_path: Path) -> None:
    for settings in (SETTINGS, "briefs/other/publication.yml"):
        change(root, settings, "stage:", "terms: {countries: KE}\nstage:")
    shutil.copytree(root / "briefs/other", root / "briefs/third")
    for name in ("third", "other"):
        text = (root / OTHER).read_text("utf-8")
        corpus.write(root, {f"briefs/{name}/brief.md": re.sub("title: .*", f"title: The {name} one", text)})
    change(root, TEXT, "to its members.", "to its members.\n\n/// related\n///\n")
    change(root, "briefs/third/publication.yml", "stage: published", "stage: draft")
    out = tmp_path / "a.zip"
    done = released(root, out, sources=("briefs/good",))
    assert done.bundle, codes(done)
    page = parts(out)["dist/en/briefs/good/index.html"].decode()
    assert "The other one" in page
    assert "The third one" not in page


# --- how it will appear ---------------------------------------------------------------------------------

NOW = datetime(2026, 11, 30, tzinfo=UTC)


def told(root: Path, now: datetime = NOW) -> list[tuple[str, str, str]]:
    """What is told of the good brief: codes, lines and what to do."""
    loaded = load(Workspace(root, shipped_root()))
    found = appearance(loaded.every, Order(root / "dist", ("briefs/good",)), now)
    return [(one.code, one.span.source.line_text(one.span.line), one.hints[0]) for one in found if one.span]


def test_what_goes_out_hidden_is_told(root: Path, tmp_path: Path) -> None:
    assert told(root) == []
    change(root, SETTINGS, "stage: published", "stage: approved")
    ((code, line, hint),) = told(root)
    assert (code, line) == ("released-hidden", "stage: approved")
    assert "stage: published" in hint
    done = released(root, tmp_path / "a.zip", sources=("briefs/good",))
    assert "released-hidden" in codes(done)
    assert done.bundle, "a warning"
    reported = json.loads(parts(tmp_path / "a.zip")["reports/diagnostics.json"])["diagnostics"]
    assert "released-hidden" in [one["code"] for one in reported]
    change(root, SETTINGS, "stage:", "listed: false\nstage:")
    assert told(root) == [], "that was meant"


def test_an_embargo_that_has_ended_hides(root: Path) -> None:
    change(root, SETTINGS, "stage:", "embargo: 2026-11-29T09:00+01:00\nstage:")
    assert told(root) == [("released-hidden", "embargo: 2026-11-29T09:00+01:00", "delete this line")]
    assert told(root, datetime(2026, 11, 28, tzinfo=UTC)) == [], "it still holds: that is told already"


def test_days_that_have_not_come_are_told(root: Path, tmp_path: Path) -> None:
    change(root, SETTINGS, "date: 2026-11-24", "date: 2027-10-10\nmodified: 2027-10-11")
    assert [line for code, line, _ in told(root) if code == "date-ahead"] == [
        "date: 2027-10-10",
        "modified: 2027-10-11",
    ]
    assert told(root, datetime(2027, 10, 10, 9, 59, tzinfo=UTC))[0][1] == "modified: 2027-10-11"
    assert told(root, datetime(2027, 10, 10, 10, tzinfo=UTC)) == [], "there it is the 11th already"
    commit(root)
    bundles = []
    for number, now in enumerate((NOW, datetime(2027, 10, 12, tzinfo=UTC))):
        done = released(root, tmp_path / f"{number}.zip", sources=("briefs/good",), now=now)
        assert (set(codes(done)) == {"date-ahead"}) is (number == 0)
        bundles.append((tmp_path / f"{number}.zip").read_bytes())
    assert bundles[0] == bundles[1], "the same commit gives the same bundle on any day"


def test_the_day_of_an_embargo_is_meant(root: Path, tmp_path: Path) -> None:
    change(root, SETTINGS, "date: 2026-11-24", "date: 2026-12-03\nembargo: 2026-12-03T09:00+01:00")
    assert told(root) == []
    aside = {"despite": (Despite.EMBARGO,), "reason": "For the press", "now": NOW}
    done = released(root, tmp_path / "a.zip", sources=("briefs/good",), **aside)
    assert "date-ahead" not in codes(done)
