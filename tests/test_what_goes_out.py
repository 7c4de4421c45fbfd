"""What a release lets out: nothing that is not approved, not even its title; nothing whole that has a part missing."""

from __future__ import annotations

import errno
import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefgen import pipeline
from briefgen.content.order import Order
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Severity
from briefgen.core.source import Source
from briefgen.core.workspace import Workspace
from briefgen.design.shipped import shipped_root
from briefgen.loading import load
from briefgen.release import bundle as bundles
from briefgen.release.bundle import Written
from briefgen.release.gate import Despite, gate, set_aside
from briefgen.release.manifest import read_record
from briefgen.release.release import Released
from tests import corpus
from tests.releases import APPROVED, SETTINGS, TEXT, approved_project, change, codes, commit, released
from tests.test_errors import run
from tests.test_release import data_of, parts

PAGE = "dist/en/briefs/good/index.html"
SECRET = "A merger that nobody knows of"
ARTICLE = f"""\
---
title: {SECRET}
description: An article about seven cooperatives.
---
## Words

A cooperative belongs to its members.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return approved_project(tmp_path / "project")


def copied(root: Path, name: str = "other") -> None:
    """Another publication beside the good one, with the same text."""
    shutil.copytree(root / "briefs/good", root / "briefs" / name)


@pytest.fixture
def unwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bundles are decided on and not put together."""
    written = Written(Path("a.zip"), "0" * 64, 0, None)
    monkeypatch.setattr("briefgen.release.release._written", lambda *_: written)


def errors(done: Released) -> list[Diagnostic]:
    return [one for one in done.diagnostics if one.is_error]


# --- what pages name ----------------------------------------------------------------------------------


def test_a_page_does_not_give_away_its_companion(root: Path, tmp_path: Path) -> None:
    article, out = "briefs/good/article.md", tmp_path / "a.zip"
    corpus.write(root, {article: ARTICLE.replace("---\ntitle", "---\nstage: draft\ntitle", 1)})
    assert released(root, out, sources=(TEXT,)).bundle
    page = parts(out)[PAGE].decode()
    assert SECRET not in page
    assert "article/" not in page
    done = released(root, tmp_path / "b.zip", sources=("briefs/good",))
    assert [(one.code, one.span.source.path) for one in errors(done) if one.span] == [
        ("not-approved", article)
    ]
    assert "name files" in errors(done)[0].hints[0], "naming the folder again would not help"


def test_a_page_does_not_tell_of_a_language_that_lags_behind(root: Path, tmp_path: Path) -> None:
    english, out = in_french(root, "stage: in-review\n"), tmp_path / "a.zip"
    done = released(root, out, sources=(TEXT,))
    assert done.bundle
    assert all("brief.fr.md" not in str(one) for one in done.diagnostics)
    page = parts(out)[PAGE].decode()
    assert "/fr/" not in page, "no way there, no alternate, no translation, no home page of what is not there"
    assert 'hreflang="fr"' not in page
    assert SECRET not in page
    pdf = parts(out)[PAGE.replace("index.html", "good-en.pdf")]
    assert b"/fr/" not in pdf
    assert json.loads(parts(out)["release.json"])["artifacts"]
    corpus.write(root, {TEXT: english, "briefs/good/brief.fr.md": english_as_french(english, APPROVED)})
    assert released(root, tmp_path / "b.zip", sources=(TEXT,)).bundle
    assert 'hreflang="fr"' in parts(tmp_path / "b.zip")[PAGE].decode(), "what may be on the web already"


def test_a_translation_does_not_name_its_source(root: Path, tmp_path: Path) -> None:
    english = in_french(root, f"stage: published\n{APPROVED}")
    corpus.write(root, {TEXT: english.replace("---\ntitle", "---\nstage: draft\ntitle", 1)})
    done = released(root, tmp_path / "a.zip", sources=("briefs/good/brief.fr.md",))
    assert done.bundle, codes(done)
    page = parts(tmp_path / "a.zip")["dist/fr/briefs/good/index.html"].decode()
    assert "translation-of" not in page
    assert 'rel="alternate" hreflang="en"' not in page
    assert "translationOfWork" not in page


def test_a_link_to_any_language_leads_to_one_that_may_go_out(root: Path, tmp_path: Path) -> None:
    in_french(root, f"stage: published\n{APPROVED}")
    copied(root)
    change(root, "briefs/other/brief.fr.md", "stage: published", "stage: in-review")
    change(root, "briefs/good/brief.fr.md", "to its members.", "to its [members](../other/brief.md).")
    out = tmp_path / "a.zip"
    done = released(root, out, sources=("briefs/good",))
    assert done.bundle, codes(done)
    page = parts(out)["dist/fr/briefs/good/index.html"].decode()
    assert "en/briefs/other/index.html" in page
    assert "fr/briefs/other" not in page


@pytest.mark.usefixtures("unwritten")
def test_the_text_of_a_link_is_its_authors(root: Path, tmp_path: Path) -> None:
    """What the author has named stays named, so it is told; and the way out is another one than naming less."""
    corpus.write(root, {"briefs/good/article.md": ARTICLE.replace("---\n", "---\nstage: draft\n", 1)})
    change(root, TEXT, "to its members.", "to its [members](article.md).")
    (said,) = errors(released(root, tmp_path / "a.zip", sources=(TEXT,)))
    assert said.code == "not-approved"
    assert said.hints == ("mend that first, or take the link out of the page that names it",)
    assert [place.span.source.path for place in said.related] == [TEXT]


def english_as_french(english: str, approval: str) -> str:
    return re.sub("title: .*", f"title: {SECRET}", english).replace(
        "---\n", f"---\nstage: published\n{approval}", 1
    )


def in_french(root: Path, stage: str) -> str:
    """Give the good brief an edition in French at a stage; the English text."""
    change(root, "briefgen.yml", "languages: [en]", "languages: [en, fr]")
    both = "title: {en: Cooperation, fr: Coopération}"
    change(root, "briefgen.yml", "title: Cooperation in Displacement", both)
    english = (root / TEXT).read_text("utf-8")
    french = re.sub("title: .*", f"title: {SECRET}", english).replace("---\n", f"---\n{stage}", 1)
    corpus.write(root, {"briefs/good/brief.fr.md": french})
    return english


@pytest.mark.usefixtures("unwritten")
def test_a_link_in_a_text_is_told_at_its_place(root: Path, tmp_path: Path) -> None:
    copied(root)
    change(root, TEXT, "to its members.", "to its [members](../other/brief.md).")
    later = "embargo: 2026-12-01T09:00+01:00\nstage:"
    change(root, "briefs/other/publication.yml", "stage:", later)
    out, sources = tmp_path / "a.zip", ("briefs/good",)
    done = released(root, out, sources=sources, now=datetime(2026, 11, 30, tzinfo=UTC))
    assert done.bundle is None
    (said,) = errors(done)
    assert said.code == "under-embargo"
    (place,) = said.related
    assert place.span.source.text[place.span.start : place.span.end] == "../other/brief.md"
    done = released(root, out, sources=sources, now=datetime(2026, 12, 2, tzinfo=UTC))
    assert done.bundle, "what may be on the web already may be named"


# --- despite errors -----------------------------------------------------------------------------------


def test_what_was_left_out_is_no_dead_link(root: Path, tmp_path: Path) -> None:
    copied(root)
    change(root, TEXT, "to its members.", "to its [members](../other/brief.md).")
    change(root, "briefs/other/brief.md", "to its members.", "to its members.[^x]")
    done = released(root, tmp_path / "a.zip", despite=(Despite.ERRORS,), reason="A trial")
    assert done.bundle is None
    (said,) = errors(done)
    assert said.code == "leads-nowhere"
    assert said.span and said.span.source.line_text(said.span.line).startswith("A cooperative belongs")
    assert "`briefs/other/brief.md`" in said.message


def test_errors_of_all_pages_stay_errors(root: Path, tmp_path: Path) -> None:
    corpus.write(root, {"templates/home.html": "{{ nothing.at.all }}"})
    done = released(root, tmp_path / "a.zip", despite=(Despite.ERRORS,), reason="A trial")
    assert done.bundle is None
    assert [one.span.source.path for one in errors(done) if one.span] == ["templates/home.html"]


def test_a_file_that_could_not_be_written_stops_a_release(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = pipeline.build

    def without_its_pdf(*given: object) -> pipeline.Outcome:
        outcome = build(*given)
        return pipeline.Outcome(
            (*outcome.diagnostics, messages.OUTPUT_FAILED.at(None, path="a.pdf", problem="disk full")),
            tuple(item for item in outcome.artifacts if item.format != "pdf"),
            inputs=outcome.inputs,
        )

    monkeypatch.setattr("briefgen.release.release.pipeline.build", without_its_pdf)
    done = released(root, tmp_path / "a.zip", despite=tuple(Despite), reason="A trial")
    assert done.bundle is None
    assert {(one.code, one.span.source.path if one.span else None) for one in errors(done)} == {
        ("output-failed", None),
        ("leads-nowhere", None),  # the home page
        ("leads-nowhere", TEXT),
    }


def test_strict_is_not_set_aside() -> None:
    place = Source("briefs/other/brief.md", "A text").whole()
    warning = Diagnostic("word-rare", Severity.WARNING, place, "Something")
    passed = set_aside([warning], tuple(Despite), lambda _: True, strict=True)
    assert [one.is_error for one in passed.diagnostics] == [True]
    assert not any(passed.aside.values())


# --- who approved it ----------------------------------------------------------------------------------


def test_what_nobody_approved_is_refused(tmp_path: Path) -> None:
    root = corpus.project(tmp_path / "project")
    out = tmp_path / "a.zip"
    said = run("release", "--project", root, "--out", out, "-j1")
    assert said.return_value == 1
    assert "error[approval-missing]" in said.stderr
    assert not out.exists()
    aside = released(root, out, despite=(Despite.STAGE,), reason="The board meets on Monday")
    assert aside.bundle
    (override,) = read_record(parts(out)["release.json"]).overrides
    assert [place.code for place in override.passed] == ["approval-missing"]
    change(root, TEXT, "---\ntitle", f"---\nstage: approved\n{APPROVED}title")
    loaded = load(Workspace(root, shipped_root()))
    assert list(gate(loaded.every, Order(tmp_path), datetime.now(UTC))) == [], "an edition with its own stage"


def test_an_approval_is_not_of_tomorrow(root: Path, tmp_path: Path) -> None:
    """Where the sun rises first, the 23rd begins at 10:00 of the 22nd in UTC."""
    loaded = load(Workspace(root, shipped_root()))
    order = Order(tmp_path)
    (said,) = gate(loaded.every, order, datetime(2026, 11, 22, 9, 59, tzinfo=UTC))
    assert (said.code, said.is_error) == ("approval-early", True)
    assert said.span and said.span.source.path == SETTINGS
    assert said.span.source.line_text(said.span.line) == APPROVED.strip()
    assert [one.is_error for one in set_aside([said], (Despite.STAGE,)).diagnostics] == [False]
    assert list(gate(loaded.every, order, datetime(2026, 11, 22, 10, tzinfo=UTC))) == []


# --- what was asked for -------------------------------------------------------------------------------


def test_however_publications_are_named_the_bundle_is_the_same(root: Path, tmp_path: Path) -> None:
    commit(root)
    ways = [("briefs/good", TEXT), ("briefs",)]
    bundles = [released(root, tmp_path / f"{n}.zip", sources=way).bundle for n, way in enumerate(ways)]
    assert len({bundle.sha256 for bundle in bundles if bundle}) == 1
    provenance = data_of(tmp_path / "1.zip", "provenance.intoto.json")
    assert provenance["predicate"]["buildDefinition"]["externalParameters"]["paths"] == [TEXT]


# --- where it is written ------------------------------------------------------------------------------


FILES: dict[str, bytes | Path] = {"a.txt": b"A"}


@pytest.mark.usefixtures("nothing_in_it")
@pytest.mark.parametrize("key", [None, Path("key")])
def test_a_signature_is_not_left_beside_another_bundle(
    key: Path | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundles, "sign", lambda *_: b"of the new one")
    left = tmp_path / "a.zip.sig"
    left.write_bytes(b"of the old one")
    with pytest.raises(bundles.SignatureLeft):
        bundles.write_bundle(tmp_path / "a.zip", FILES, key)
    assert [path.name for path in tmp_path.iterdir()] == [left.name]
    assert left.read_bytes() == b"of the old one"


@pytest.mark.usefixtures("nothing_in_it")
def test_the_same_bundle_is_signed_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "sign", lambda *_: b"signature")
    out, key = tmp_path / "a.zip", Path("key")
    assert bundles.write_bundle(out, FILES, None).signature is None
    signed = bundles.write_bundle(out, FILES, key)
    assert signed.signature and signed.signature.read_bytes() == b"signature"
    assert bundles.write_bundle(out, FILES, None).signature is None, "its signature stays beside it"
    assert signed.signature.exists()


@pytest.mark.usefixtures("nothing_in_it")
def test_there_is_no_signature_without_its_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "a.zip"
    monkeypatch.setattr(bundles, "sign", lambda *_: b"signature")
    replace = Path.replace

    def fails(self: Path, target: Path) -> Path:
        if target == out:
            raise OSError(errno.ENOSPC, "full")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="full"):
        bundles.write_bundle(out, FILES, Path("key"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("no_files")
def test_a_signature_that_was_left_is_told(root: Path, tmp_path: Path) -> None:
    commit(root)
    (tmp_path / "a.zip.sig").write_bytes(b"of the old one")
    done = released(root, tmp_path / "a.zip")
    assert (done.bundle, codes(done)) == (None, ["signature-left"])
    assert "a.zip.sig`" in done.diagnostics[0].message


@pytest.fixture
def nothing_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written here is no release, and is not to be read as one."""
    monkeypatch.setattr(bundles, "problems_of_new", lambda *_: ())


@pytest.fixture
def no_files(monkeypatch: pytest.MonkeyPatch, nothing_in_it: None) -> None:
    monkeypatch.setattr("briefgen.release.release.files_of", lambda *_: FILES)
