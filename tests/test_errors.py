"""Every mistake an author or designer can make is told at its place: one folder of `tests/errors/` each."""

from __future__ import annotations

import difflib
import json
import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefgen.annotations import as_annotation
from briefgen.cli import cli
from briefgen.commands.command import AUTHORS_ERRORS, CLEAN
from briefgen.console import as_json, as_line
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Severity, Wording, in_order, strict
from briefgen.core.messages import bundles
from tests import corpus
from tests.errors import make

DIRECT = {
    "no-project",
    "output-failed",
    "engine-missing",
    "cluster-unusable",
    "tags-unsure",
    "printer-unknown",
    "printer-profile",
    "text-in-inks",
    "picture-coarse",
    "map-broken",
    "string-missing",
    "markup-broken",
    "no-such-publication",
    "language-empty",
    "folder-taken",
    "po-broken",
    "po-outdated",
    "po-structure",
    "po-unused",
    *(wording.code for wording in vars(bundles).values() if isinstance(wording, Wording)),
}
"""Codes about the machine, the command line or briefgen's own templates; tested below. Files of translators are in
`test_translating`, folders in some languages alone in `test_ways`, tags in `test_tagging`, PDFs for print in `test_press`,
releases and bundles in `test_release` and `test_verify`."""


def run(*words: str | Path) -> Result:
    """`briefgen …` in this process."""
    return CliRunner().invoke(
        cli, [str(word) for word in words], standalone_mode=False, catch_exceptions=False
    )


# --- the corpus --------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", corpus.CASES)
def test_case(case: str, tmp_path: Path, update: bool) -> None:
    expected = corpus.ERRORS / case / "expected.txt"
    only = None if any(corpus.is_marked(case, mark) for mark in corpus.MARKS) else "html"
    said = corpus.rendering(corpus.check(corpus.project(tmp_path / "project", case), only))
    if update:
        expected.write_text(said, encoding="utf-8")
    wanted = expected.read_text(encoding="utf-8")
    if said != wanted:
        lines = difflib.unified_diff(wanted.splitlines(), said.splitlines(), "expected", "said", lineterm="")
        pytest.fail("\n".join(lines), pytrace=False)


def _expected_heads() -> dict[str, set[str]]:
    """The codes in each case's expected.txt."""
    return {
        case: set(re.findall(r"^(?:error|warning|note)\[(.+?)]", text, re.M))
        for case in corpus.CASES
        for text in [(corpus.ERRORS / case / "expected.txt").read_text(encoding="utf-8")]
    }


def test_every_code_has_a_case_of_its_name() -> None:
    heads = _expected_heads()
    missing = {
        code
        for code in messages.catalogue()
        if code not in DIRECT and not any(case.startswith(code) and code in heads[case] for case in heads)
    }
    assert not missing


def test_cases_say_what_their_names_promise() -> None:
    """A case is named after a code it shows, or `good…` when it shows none."""
    wrong = {
        case
        for case, codes in _expected_heads().items()
        if case != "many-mistakes"
        and (codes if case.startswith("good") else not any(case.startswith(code) for code in codes))
    }
    assert not wrong


def test_what_is_made_belongs_to_a_case() -> None:
    makers = {name.replace("_", "-") for name in vars(make) if re.fullmatch("[a-z][a-z0-9_]+", name)}
    imported = {"annotations", "shutil", "struct", "zlib", "shipped-root"}
    assert makers - imported <= set(corpus.CASES)


@pytest.mark.parametrize("code", messages.catalogue())
def test_wordings_are_complete_sentences_for_people(code: str) -> None:
    wording = messages.catalogue()[code]
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", code)
    assert wording.why.endswith("."), "the documentation prints it as a sentence"
    assert not wording.message.endswith("."), "a message is a clause"
    jargon = re.search(r"\b(None|null|str|int|dict|exception|invalid|unexpected)\b", wording.message)
    assert jargon is None


# --- a whole run ------------------------------------------------------------------------------------


def test_all_problems_in_one_run_sorted_by_place(tmp_path: Path) -> None:
    said = corpus.check(corpus.project(tmp_path / "project", "many-mistakes"))
    places = [(d.span.source.path, d.span.line, d.span.column) for d in said if d.span]
    assert len(said) == len(places) >= 10
    assert len({path for path, _, _ in places}) >= 5
    assert places == sorted(places)


def test_mistakes_in_settings_do_not_hide_those_in_the_text(tmp_path: Path) -> None:
    root = corpus.project(tmp_path / "project", "bad-date-month", "footnote-unused", "heading-skipped")
    corpus.write(root, {"briefs/good/brief.fr.md": "---\ntitle: A\n---\nText.\n"})
    assert {"bad-date", "heading-skipped", "unknown-language"} <= {d.code for d in corpus.check(root)}


def test_one_bad_publication_stops_no_other(tmp_path: Path) -> None:
    root = corpus.project(tmp_path / "project")
    good = root / "briefs/good"
    files = {f"briefs/other/{file.name}": file.read_text(encoding="utf-8") for file in good.iterdir()}
    corpus.write(root, files)
    assert not corpus.build(root).diagnostics
    broken, other = (root / f"dist/en/briefs/{slug}/index.html" for slug in ("good", "other"))
    last_good = broken.read_bytes()

    text = (good / "brief.md").read_text(encoding="utf-8")
    corpus.write(root, {"briefs/good/brief.md": text.replace("title:", "titel:") + "\nA new line.\n"})
    corpus.write(root, {"briefs/other/brief.md": files["briefs/other/brief.md"] + "\nA new line.\n"})
    outcome = corpus.build(root)

    assert [d.code for d in outcome.diagnostics] == ["unknown-key"]
    assert broken.read_bytes() == last_good
    assert b"A new line." in other.read_bytes()
    assert {item.source for item in outcome.artifacts} >= {"briefs/good/brief.md", "briefs/other/brief.md"}


def test_companions_of_a_bad_edition_keep_their_last_good_pages(tmp_path: Path) -> None:
    root = corpus.project(tmp_path / "project")
    corpus.write(
        root, {"briefs/good/article.md": "---\ntitle: An article\ndescription: Of it.\n---\nText.\n"}
    )
    assert not corpus.build(root).diagnostics
    pages = {page: page.read_bytes() for page in (root / "dist/en").rglob("index.html")}
    assert len(pages) == 2
    corpus.write(root, {"briefs/good/article.md": "---\ntitle: An article\n---\nText.\n"})
    assert [d.code for d in corpus.build(root).diagnostics] == ["missing-key"]
    assert {page: page.read_bytes() for page in pages} == pages


# --- exit status and formats ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "options", "status"),
    [
        ("good", (), CLEAN),
        ("unknown-source", (), CLEAN),
        ("unknown-source", ("--strict",), AUTHORS_ERRORS),
        ("unknown-key", (), AUTHORS_ERRORS),
        ("not-utf8", (), AUTHORS_ERRORS),
        ("brand-unknown", (), AUTHORS_ERRORS),
    ],
)
def test_exit_status(case: str, options: tuple[str, ...], status: int, tmp_path: Path) -> None:
    root = corpus.project(tmp_path / "project", case)
    assert run("check", "--project", root, *options).return_value == status


def test_check_prints_what_the_corpus_expects_and_a_summary(tmp_path: Path) -> None:
    root = corpus.project(tmp_path / "project", "many-mistakes")
    expected = (corpus.ERRORS / "many-mistakes/expected.txt").read_text(encoding="utf-8")
    result = run("check", "--project", root)
    assert result.stdout == ""
    assert result.stderr == f"{expected}checked, 13 errors and 1 warning\n"
    quiet = run("check", "--project", root, "--quiet").stderr
    assert "error[" in quiet
    assert "warning[" not in quiet
    assert "checked" not in quiet


def test_short_format(tmp_path: Path) -> None:
    root = corpus.project(tmp_path / "project", "duplicate-key")
    result = run("check", "--project", root, "--format", "short")
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "briefs/good/brief.md:9:1: error[duplicate-key]: the key `title` is given twice",
        "checked, 1 error",
    ]


def test_json_format(tmp_path: Path) -> None:
    root = corpus.project(tmp_path / "project", "duplicate-key")
    result = run("check", "--project", root, "--format", "json")
    assert result.stderr == ""
    data = json.loads(result.stdout)
    first = {"message": "first given here", "file": "briefs/good/brief.md", "line": 2, "column": 1}
    assert data["diagnostics"] == [
        {
            "code": "duplicate-key",
            "severity": "error",
            "message": "the key `title` is given twice",
            "file": "briefs/good/brief.md",
            "line": 9,
            "column": 1,
            "end_line": 9,
            "end_column": 6,
            "hints": ["keep one of them"],
            "related": [first],
        }
    ]
    assert data["artifacts"] == []


def test_json_format_of_a_build_lists_artifacts(tmp_path: Path) -> None:
    root = corpus.project(tmp_path / "project")
    result = run("build", "--project", root, "--format", "json", "--only", "html")
    listed = json.loads(result.stdout)["artifacts"]
    assert listed == json.loads((root / "dist/build.json").read_text(encoding="utf-8"))["artifacts"]
    page = next(item for item in listed if item["source"])
    assert set(page) == corpus.ARTIFACT_KEYS


def test_json_format_without_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    data = json.loads(run("check", "--format", "json").stdout)
    assert [(d["code"], d["file"], d["line"]) for d in data["diagnostics"]] == [("no-project", None, None)]


def test_github_format(tmp_path: Path) -> None:
    root = corpus.project(tmp_path / "project", "duplicate-key")
    result = run("check", "--project", root, "--format", "github")
    place = "file=briefs/good/brief.md,line=9,endLine=9,col=1,title=duplicate-key"
    assert result.stdout == f"::error {place}::the key `title` is given twice%0Akeep one of them\n"
    assert result.stderr == ""


def test_annotations_escape_what_would_end_them() -> None:
    source = corpus.source("a,b:c.md", "text")
    said = as_annotation(Diagnostic("x", Severity.NOTE, source.span(0), "100 %\nof it", ("a::b",)))
    assert said == "::notice file=a%2Cb%3Ac.md,line=1,endLine=1,col=1,title=x::100 %25%0Aof it%0Aa::b"


def test_annotations_name_files_as_the_repository_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = corpus.project(tmp_path / "repository/our series", "many-mistakes")
    for repository, before in (
        (tmp_path / "repository", "our series/"),
        (root, ""),
        (tmp_path / "other", ""),
    ):
        monkeypatch.setenv("GITHUB_WORKSPACE", str(repository))
        said = run("check", "--format", "github", "--project", root).stdout.splitlines()
        assert said
        assert all(re.search(rf"file={before}(briefs|case_studies)/", line) for line in said)


@pytest.mark.parametrize(
    "case", ["many-mistakes", "not-utf8", "bad-slug", "glyph-missing-emoji", "image-active"]
)
def test_every_format_is_one_line_and_agrees_on_the_place(case: str, tmp_path: Path) -> None:
    for diagnostic in corpus.check(corpus.project(tmp_path / "project", case)):
        data, line, annotation = as_json(diagnostic), as_line(diagnostic), as_annotation(diagnostic)
        assert json.loads(json.dumps(data)) == data
        assert line.startswith(f"{data['file']}:{data['line']}:{data['column']}: {data['severity']}[")
        assert "\n" not in line + annotation
        assert (data["line"], data["column"]) <= (data["end_line"], data["end_column"])


# --- the machine ------------------------------------------------------------------------------------


def test_no_project(tmp_path: Path) -> None:
    result = run("check", "--project", tmp_path)
    assert result.return_value == AUTHORS_ERRORS
    assert result.stderr.startswith("error[no-project]: ")
    assert "briefgen init" in result.stderr


def test_output_failed_keeps_going(tmp_path: Path) -> None:
    root = corpus.project(tmp_path / "project")
    corpus.write(root, {"dist/en": "a file where a folder must go"})
    outcome = corpus.build(root)
    assert {d.code for d in outcome.diagnostics} == {"output-failed"}
    assert (root / "dist/index.html").is_file()


def test_output_failed_when_dist_is_a_file(tmp_path: Path) -> None:
    root = corpus.project(tmp_path / "project")
    corpus.write(root, {"dist": "a file where a folder must go"})
    outcome = corpus.build(root)
    assert {d.code for d in outcome.diagnostics} == {"output-failed"}
    assert not outcome.artifacts


def test_engine_missing_says_what_and_what_to_do() -> None:
    said = messages.ENGINE_MISSING.at(None, what="Pango", advice="install it: apt install libpango-1.0-0")
    expected = "error[engine-missing]: Pango is missing on this machine\n  hint: install it: apt install libpango-1.0-0\n\n"
    assert corpus.rendering([said]) == expected


MAP = """/// map | Countries
    countries: [UG, KE]
    source: Annual reports
///
"""


def map_problems(tmp_path: Path) -> tuple[Diagnostic, ...]:
    """What is said of a project whose text has a map."""
    root = corpus.project(tmp_path / "project")
    brief = (root / "briefs/good/brief.md").read_text("utf-8")
    corpus.write(root, {"briefs/good/brief.md": brief + "\n" + MAP})
    return corpus.check(root)


def test_a_missing_map_engine_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)  # as if it were not installed
    (said,) = map_problems(tmp_path)
    assert said.code == "engine-missing"
    assert said.hints == ("install it with `pip install 'briefgen[maps]'`",)
    assert said.span and said.span.source.line_text(said.span.line) == "/// map | Countries"


def test_a_map_that_the_engine_refuses_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.design.charts.land.spec_of", lambda *_: '{"mark": "nonsense"}')
    (said,) = map_problems(tmp_path)
    assert said.code == "map-broken"
    assert said.span and said.span.source.line_text(said.span.line) == "/// map | Countries"


def test_string_missing(tmp_path: Path) -> None:
    root = corpus.project(tmp_path / "project")
    settings = (root / "briefgen.yml").read_text(encoding="utf-8").replace("[en]", "[fr]")
    corpus.write(root, {"briefgen.yml": settings, "templates/home.html": "{{ _('A text of nobody') }}\n"})
    (said,) = [d for d in corpus.check(root) if "nobody" in d.message]
    assert said.code == "string-missing"
    assert said.message == "the interface text “A text of nobody” has no translation into French"
    assert said.hints == ("add it to `templates/locale/fr.po`",)


def test_a_truncated_picture_is_told_after_a_pdf_was_made_too(tmp_path: Path) -> None:
    """The layout engine teaches Pillow to accept truncated pictures, for the whole process."""
    corpus.check(corpus.project(tmp_path / "good"), only=None)
    said = corpus.check(corpus.project(tmp_path / "project", "image-broken-truncated"))
    assert [d.code for d in said] == ["image-broken"]


def test_two_files_for_one_edition(tmp_path: Path) -> None:
    """`brief.md` and `brief.en.md` are the same edition where English comes first."""
    root = corpus.project(tmp_path / "project")
    text = (root / "briefs/good/brief.md").read_text(encoding="utf-8")
    corpus.write(root, {"briefs/good/brief.en.md": text})
    assert any(d.is_error for d in corpus.check(root))


# --- diagnostics as values --------------------------------------------------------------------------


def test_order_and_doubles() -> None:
    one, two = corpus.source("a.md", "one\ntwo"), corpus.source("b.md", "")
    later = Diagnostic("x", Severity.ERROR, one.span(4), "later")
    first = Diagnostic("x", Severity.ERROR, one.span(0), "first")
    other = Diagnostic("x", Severity.WARNING, two.whole(), "other file")
    nowhere = Diagnostic("x", Severity.WARNING, None, "nowhere")
    follows = Diagnostic("x", Severity.NOTE, None, "follows")
    assert in_order([follows, other, later, first, later, nowhere]) == (nowhere, first, later, other, follows)
    assert [d.severity for d in strict([first, other, follows])] == ["error", "error", "note"]


@pytest.mark.parametrize(
    ("text", "offset", "shown"),
    [
        ("é word", 2, "1 │ é word\n  │   ^"),
        ("e\u0301 word", 3, "1 │ e\u0301 word\n  │   ^"),
        ("合作 word", 3, "1 │ 合作 word\n  │      ^"),
        ("\tword", 1, "1 │  word\n  │  ^"),
    ],
)
def test_the_mark_stands_below_its_character(text: str, offset: int, shown: str) -> None:
    span = corpus.source("a.md", text).span(offset)
    said = corpus.rendering([Diagnostic("x", Severity.ERROR, span, "here")])
    assert shown in said


def test_a_long_line_is_shown_around_its_place() -> None:
    span = corpus.source("a.md", "a" * 5000 + "HERE" + "b" * 5000).span(5000, 5004)
    _, _, line, mark, *_ = corpus.rendering([Diagnostic("x", Severity.ERROR, span, "here")]).split("\n")
    assert len(line) < 120
    assert line[mark.index("^") : mark.rindex("^") + 1] == "HERE"
