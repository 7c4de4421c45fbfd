"""Building: what is made, what is reused, what stays and what goes."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from briefgen import pipeline
from briefgen.core.digest import digest_of
from briefgen.core.sealed import unsealed
from tests import corpus

REPOSITORY = Path(__file__).resolve().parent.parent
EDITION = "edition briefs/good/brief.md"
PDF = "en/briefs/good/good-en.pdf"
HTML = "en/briefs/good/index.html"


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_build_makes_what_the_manifest_lists(small_project: Path) -> None:
    outcome = corpus.build(small_project, only=None)
    assert not outcome.diagnostics
    dist = small_project / "dist"
    listed = json.loads((dist / "build.json").read_text("utf-8"))
    paths = [item["path"] for item in listed["artifacts"]]
    assert paths == sorted(paths)
    assert {PDF, HTML, "index.html"} <= set(paths)
    assert set(files(dist)) == {*paths, "build.json"}
    for item in listed["artifacts"]:
        data = (dist / item["path"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (item["bytes"], item["sha256"])
    pdf = next(item for item in listed["artifacts"] if item["path"] == PDF)
    assert pdf["pages"] >= 1
    assert (pdf["kind"], pdf["format"], pdf["lang"], pdf["slug"]) == ("brief", "pdf", "en", "good")
    assert pdf["source"] == "briefs/good/brief.md"
    assert pdf["words"] > 40


def test_nothing_is_laid_out_twice(small_project: Path) -> None:
    first = corpus.build(small_project, only=None)
    assert first.reasons == {EDITION: "no earlier result", f"pdf {PDF}": "no earlier result"}
    before = files(small_project / "dist")
    assert corpus.build(small_project, only=None).reasons == {}
    assert files(small_project / "dist") == before


@pytest.mark.parametrize(
    ("path", "old", "new", "reason", "of_pdf"),
    [
        (
            "briefs/good/brief.md",
            "belongs to its members",
            "belongs to all members",
            "the file `briefs/good/brief.md` has changed",
            "the `text or template of this page` has changed",
        ),
        (
            "styles/print.css",
            "",
            "p { margin: 1mm }",
            "the `style sheets of paper in en` has changed",
            "the `style sheets` has changed",
        ),
    ],
)
def test_a_change_is_seen_and_explained(
    small_project: Path, path: str, old: str, new: str, reason: str, of_pdf: str
) -> None:
    corpus.build(small_project, only=None)
    target = small_project / path
    target.parent.mkdir(exist_ok=True)
    target.write_text(target.read_text("utf-8").replace(old, new) if old else new, "utf-8")
    reasons = corpus.build(small_project, only=None).reasons
    assert reasons == {EDITION: reason, f"pdf {PDF}": of_pdf}


def test_what_does_not_reach_the_paper_leaves_the_pdf(small_project: Path) -> None:
    corpus.build(small_project, only=None)
    corpus.write(small_project, {"styles/screen.css": "p { margin: 1px }"})
    assert corpus.build(small_project, only=None).reasons == {
        EDITION: "the `brand, templates and words` has changed"
    }


def test_a_damaged_store_is_no_store(small_project: Path) -> None:
    corpus.build(small_project, only=None)
    before = files(small_project / "dist")
    for path in (small_project / ".briefgen").rglob("*"):
        if path.is_file():
            path.write_bytes(b"{ broken")
    outcome = corpus.build(small_project, only=None)
    assert outcome.reasons == {EDITION: "no earlier result", f"pdf {PDF}": "no earlier result"}
    assert files(small_project / "dist") == before


def test_what_no_source_claims_goes_and_what_is_not_ours_stays(small_project: Path) -> None:
    shutil.copytree(small_project / "briefs/good", small_project / "briefs/second")
    corpus.build(small_project)
    dist = small_project / "dist"
    (dist / "CNAME").write_text("briefs.example.org", "utf-8")
    assert (dist / "en/briefs/second/index.html").is_file()
    shutil.rmtree(small_project / "briefs/second")
    corpus.build(small_project)
    assert not (dist / "en/briefs/second").exists()
    assert (dist / HTML).is_file()
    assert (dist / "CNAME").is_file()


def test_a_part_of_the_project_leaves_the_rest(small_project: Path) -> None:
    shutil.copytree(small_project / "briefs/good", small_project / "briefs/second")
    corpus.build(small_project)
    order = pipeline.Order(small_project / "dist", sources=("briefs/second",), only="html")
    paths = {item.path for item in pipeline.build(small_project, order).artifacts}
    assert {HTML, "en/briefs/second/index.html"} <= paths
    assert "second" in (small_project / "dist/index.html").read_text("utf-8")


def test_one_format_leaves_the_other(small_project: Path) -> None:
    corpus.build(small_project, only=None)
    paths = {item.path for item in corpus.build(small_project, only="html").artifacts}
    assert {HTML, PDF} <= paths


def test_the_short_form_is_one_file(small_project: Path) -> None:
    long = small_project / "briefs/good"
    settings = (long / "publication.yml").read_text("utf-8")
    text = (long / "brief.md").read_text("utf-8")
    (small_project / "briefs/short.md").write_text(text.replace("---\n", f"---\n{settings}", 1), "utf-8")
    outcome = corpus.build(small_project)
    assert not outcome.diagnostics
    assert (small_project / "dist/en/briefs/short/index.html").is_file()


def test_companions_and_languages_have_their_places(small_project: Path) -> None:
    folder = small_project / "briefs/good"
    text = (folder / "brief.md").read_text("utf-8")
    settings = small_project / "briefgen.yml"
    settings.write_text(
        settings.read_text("utf-8").replace("languages: [en]", "languages: [en, fr, ar]"), "utf-8"
    )
    assert "fr" in settings.read_text("utf-8")
    (folder / "brief.fr.md").write_text(text, "utf-8")
    (folder / "brief.ar.md").write_text(text, "utf-8")
    article = "---\ntitle: An article\ndescription: About the brief.\n---\nRead [the brief](brief.md).\n"
    (folder / "article.md").write_text(article, "utf-8")
    outcome = corpus.build(small_project)
    assert not [d for d in outcome.diagnostics if d.is_error]
    dist = small_project / "dist"
    page = (dist / "en/briefs/good/article/index.html").read_text("utf-8")
    assert 'href="../index.html"' in page
    for language, way in (("fr", "ltr"), ("ar", "rtl")):
        html = (dist / f"{language}/briefs/good/index.html").read_text("utf-8")
        assert f'<html lang="{language}" dir="{way}">' in html
        assert 'hreflang="en"' in html


def test_same_bytes_in_another_folder_on_another_day_with_other_processes(
    small_project: Path, tmp_path: Path
) -> None:
    shutil.copytree(small_project / "briefs/good", small_project / "briefs/second")
    other = tmp_path / "another place"
    shutil.copytree(small_project, other)
    pipeline.build(small_project, pipeline.Order(small_project / "dist"))
    environment = {
        **os.environ,
        "PYTHONPATH": str(REPOSITORY / "src"),
        "TZ": "Pacific/Auckland",
        "PYTHONHASHSEED": "7",
    }
    command = [sys.executable, "-m", "briefgen", "build", "--jobs", "2"]
    subprocess.run(command, cwd=other, env=environment, check=True, capture_output=True)
    assert files(other / "dist") == files(small_project / "dist")


def test_an_output_folder_that_cannot_be_written_is_told(small_project: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be", "utf-8")
    outcome = pipeline.build(small_project, pipeline.Order(blocked, only="html"))
    assert {d.code for d in outcome.diagnostics} == {"output-failed"}


# --- what a mistake must not delete -----------------------------------------------------------------


def break_(project: Path, how: str) -> None:
    """One of the mistakes that once took good pages along."""
    good = project / "briefs/good"
    match how:
        case "mistyped file name":
            (good / "brief.md").rename(good / "breif.md")
        case "settings":
            (good / "publication.yml").write_text("date: never\n", "utf-8")
        case "the same name elsewhere":
            shutil.copytree(good, project / "case_studies/good")
            (project / "case_studies/good/brief.md").rename(project / "case_studies/good/case-study.md")
        case "short form made long, with an error":
            (project / "briefs/short").mkdir()
            (project / "briefs/short.md").rename(project / "briefs/short/brief.md")


@pytest.mark.parametrize(
    "how",
    ["mistyped file name", "settings", "the same name elsewhere", "short form made long, with an error"],
)
def test_a_mistake_deletes_no_page_and_leaves_the_home_page(how: str, small_project: Path) -> None:
    good = small_project / "briefs/good"
    settings, text = ((good / name).read_text("utf-8") for name in ("publication.yml", "brief.md"))
    (small_project / "briefs/short.md").write_text(text.replace("---\n", f"---\n{settings}", 1), "utf-8")
    corpus.build(small_project)
    before = files(small_project / "dist")
    break_(small_project, how)
    assert corpus.build(small_project).diagnostics
    after = files(small_project / "dist")
    for page in ("index.html", HTML, "en/briefs/short/index.html"):
        assert after[page] == before[page], page


def test_the_home_page_shows_what_is_built(small_project: Path) -> None:
    good = small_project / "briefs/good"
    shutil.copytree(good, small_project / "briefs/more")
    corpus.build(small_project)
    before = files(small_project / "dist")
    text = (good / "brief.md").read_text("utf-8")
    (good / "brief.md").write_text(text.replace("title: ", "title: New, ") + "\n[^nowhere]\n", "utf-8")
    assert corpus.build(small_project).diagnostics
    assert files(small_project / "dist")["index.html"] == before["index.html"], "the page has its old title"
    shutil.rmtree(small_project / "briefs/more")
    assert corpus.build(small_project).diagnostics
    assert b"briefs/more" not in files(small_project / "dist")["index.html"], (
        "it leads to no page that is gone"
    )


def test_a_folder_that_leads_out_is_told_and_deletes_nothing(small_project: Path, tmp_path: Path) -> None:
    corpus.build(small_project)
    before = files(small_project / "dist")
    (small_project / "briefs").rename(tmp_path / "briefs")
    (small_project / "briefs").symlink_to(tmp_path / "briefs")
    outcome = corpus.build(small_project)
    assert [d.code for d in outcome.diagnostics] == ["file-outside"]
    assert files(small_project / "dist") == before


def test_a_style_sheet_may_change_its_name(small_project: Path) -> None:
    sheet = small_project / "styles/components/zz.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text("p { no-such-property: 1 }", "utf-8")
    assert [d.code for d in corpus.build(small_project, only=None).diagnostics] == ["style-ignored"]
    sheet.rename(sheet.with_name("zzz.css"))
    (problem,) = corpus.build(small_project, only=None).diagnostics
    assert problem.span
    assert problem.span.source.path == "styles/components/zzz.css"


def test_the_store_forgets_what_nothing_asks_for(small_project: Path) -> None:
    corpus.build(small_project, only=None)
    shutil.move(small_project / "briefs/good", small_project / "briefs/renamed")
    pipeline.build(small_project, pipeline.Order(small_project / "dist"))
    names = sorted(
        unsealed(step.read_bytes())["step"] for step in (small_project / ".briefgen/steps").iterdir()
    )
    assert names == ["edition briefs/renamed/brief.md", "pdf en/briefs/renamed/renamed-en.pdf"]
    held = {digest_of(blob.read_bytes()) for blob in (small_project / ".briefgen/blobs").iterdir()}
    assert held >= {
        digest_of(data) for name, data in files(small_project / "dist").items() if "renamed" in name
    }


def test_a_link_out_of_the_output_folder_is_not_followed(small_project: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (small_project / "dist").mkdir()
    (small_project / "dist/en").symlink_to(tmp_path / "elsewhere")
    outcome = corpus.build(small_project)
    assert {d.code for d in outcome.diagnostics} == {"output-failed"}
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_in_another_encoding_is_told(small_project: Path) -> None:
    (small_project / os.fsdecode(b"briefs/caf\xe9.md")).write_text("x", "utf-8")
    assert "bad-slug" in {d.code for d in corpus.build(small_project).diagnostics}


def test_what_is_not_a_publication_is_told(small_project: Path) -> None:
    order = pipeline.Order(small_project / "dist", sources=("briefs/good/figures",), only="html")
    assert [d.code for d in pipeline.build(small_project, order).diagnostics] == ["no-such-publication"]


def test_one_bad_edition_keeps_the_others_of_its_publication(small_project: Path) -> None:
    settings = small_project / "briefgen.yml"
    settings.write_text(
        settings.read_text("utf-8").replace("languages: [en]", "languages: [en, fr]"), "utf-8"
    )
    folder = small_project / "briefs/good"
    text = (folder / "brief.md").read_text("utf-8")
    (folder / "brief.fr.md").write_text(text, "utf-8")
    corpus.build(small_project)
    before = files(small_project / "dist")
    (folder / "brief.md").write_text(text + "\nNew.\n", "utf-8")
    (folder / "brief.fr.md").write_text(text + "\nNew.[^x]\n", "utf-8")
    corpus.build(small_project)
    after = files(small_project / "dist")
    assert after[HTML] == before[HTML]
    assert after["fr/briefs/good/index.html"] == before["fr/briefs/good/index.html"]


def test_the_engine_leaves_the_environment_as_it_was(
    small_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine works with our fonts alone; a browser that is started next needs those of the machine."""
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    before = dict(os.environ)
    pipeline.build(small_project, pipeline.Order(tmp_path / "dist", jobs=1))
    assert dict(os.environ) == before


def test_pictures_in_a_pdf_have_the_pixels_that_their_size_needs(small_project: Path) -> None:
    folder = small_project / "briefs/good"
    (folder / "figures").mkdir(exist_ok=True)
    Image.effect_noise((3600, 2400), 80).convert("RGB").save(folder / "figures/photo.jpg", quality=90)
    brief = folder / "brief.md"
    brief.write_text(brief.read_text("utf-8") + "\n![A field of maize](figures/photo.jpg)\n", "utf-8")
    outcome = pipeline.build(small_project, pipeline.Order(small_project / "dist"))
    assert not any(d.is_error for d in outcome.diagnostics), corpus.rendering(outcome.diagnostics)
    (file,) = (small_project / "dist").rglob("*.pdf")
    with pikepdf.open(file) as document:
        pictures = [item for item in document.objects if isinstance(item, pikepdf.Stream)]
        widths = [int(item.Width) for item in pictures if item.get("/Subtype") == "/Image"]
    assert max(widths) < 1800, "the text is at most 210 mm wide: 1,819 pixels at 220 to an inch"
    assert file.stat().st_size < (folder / "figures/photo.jpg").stat().st_size / 2


def test_what_is_too_heavy_is_told_with_its_parts(small_project: Path) -> None:
    folder = small_project / "briefs/good"
    (folder / "figures").mkdir(exist_ok=True)
    Image.effect_noise((900, 600), 80).convert("RGB").save(folder / "figures/photo.jpg", quality=90)
    brief = folder / "brief.md"
    brief.write_text(brief.read_text("utf-8") + "\n![A field of maize](figures/photo.jpg)\n", "utf-8")
    settings = small_project / "briefgen.yml"
    settings.write_text(settings.read_text("utf-8") + "budget: {pdf: 100 KB, html: 1 MB}\n", "utf-8")
    (said,) = pipeline.build(small_project, pipeline.Order(small_project / "dist")).diagnostics
    assert said.code == "too-heavy" and "briefs/good/figures/photo.jpg" in said.message
    assert "the PDF has" in said.message and "more than the 100 KB" in said.message
