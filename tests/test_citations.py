"""Citations: what authors write, what readers see in each form and language, and what is formatted again."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen import pipeline
from briefgen.content.citing import build_citations as citing
from briefgen.content.citing import formatting, pandoc, reference_files
from briefgen.content.citing.bibliography import Reference, References
from briefgen.content.citing.citations import Citation, Cited, citations
from briefgen.content.citing.csl_style import CitationStyle, Form, style_problems
from briefgen.content.citing.formatting import Formatted, Request, formatted
from briefgen.content.citing.locators import split_locator
from briefgen.content.citing.marks import Marks, in_order
from briefgen.content.citing.pandoc import Pandoc, find_pandoc
from briefgen.content.decode import decode
from briefgen.content.frontmatter import read_mapping
from briefgen.content.pathologies import too_complex
from briefgen.content.ready_html import put_in
from briefgen.core.engine import Engine
from briefgen.core.source import Source
from briefgen.core.store import Store
from briefgen.core.workspace import Workspace
from briefgen.design.shipped import shipped_root
from tests import corpus

Arguments = tuple[str, ...]
Files = tuple[tuple[str, str], ...]

REFERENCES = """references:
- {id: smith, type: book, title: A big book?, author: [{family: Smith, given: John Q.}, {family: Doe, given: Ann}],
   issued: 2020, publisher: Pub, publisher-place: Geneva}
- {id: un-a, type: report, title: Trends one, author: [{literal: UNHCR}], issued: 2020-07, URL: "https://e.example/x/y",
   note: copy}
- {id: un-b, type: webpage, title: Another “good” trend, author: [{literal: UNHCR}], issued: 2020-07-01,
   URL: "https://e.example/z"}
- {id: nd, type: webpage, title: Undated, author: [{literal: ILO}], URL: "https://e.example/nd", accessed: 2024-03-01}
- {id: haddad, type: book, title: التعاونيات واللاجئون, language: ar, issued: 2019, publisher: دار النشر,
   author: [{family: حداد, given: نور الدين}, {family: الخطيب, given: ليلى}, {family: سعيد, given: عمر}]}
- {id: durand, type: article-journal, title: Les coopératives et l’exil, container-title: Revue des coopératives,
   author: [{family: Durand, given: Jean-Pierre}], issued: 2021-03-31, volume: 3, issue: 2, page: 12-18, language: fr}
- {id: signs, type: report, title: "1. Growth <5% & *more* [of] _it_ @home, `x`", author: [{literal: "- dash & Co"}],
   issued: 2018, DOI: "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O"}
- {id: rich, type: report, title: "On <i>Coffea</i> and H<sub>2</sub>O", author: [{literal: FAO}], issued: 2017}
"""


def known() -> dict[str, Reference]:
    tree, problems = read_mapping(Source("series/references.yml", REFERENCES))
    assert tree and not problems
    read, said = decode(tree, References)
    assert read, said
    return {reference.id: reference for reference in read.references}


KNOWN = known()
USUAL = {Form.NOTES: "chicago-notes", Form.AUTHOR_DATE: "apa", Form.NUMERIC: "ieee"}


def style_of(form: Form, name: str = "") -> CitationStyle:
    name = name or USUAL[form]
    path = shipped_root() / f"styles/citations/{name}.csl"
    return CitationStyle(form, name, path.read_text("utf-8"))


def here() -> Pandoc:
    found = find_pandoc()
    assert found, "the tests need pandoc"
    return found


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    root = tmp_path_factory.mktemp("engine")
    return Engine(Workspace(root, shipped_root()), Store(root / ".briefgen"))


def shown(engine: Engine, text: str, language: str, style: CitationStyle) -> Formatted:
    cited = in_order([text], KNOWN, style.form)
    request = Request(f"{language} {style.name} {text}", language, cited)
    made = formatted(engine, here(), style, KNOWN, [request])[request.path]
    assert isinstance(made, Formatted)
    return made


def plain(html: str) -> str:
    """The words, without the invisible marks that keep letters in their order."""
    return (
        re.sub(r"<[^>]+>|\N{LEFT-TO-RIGHT MARK}|\N{RIGHT-TO-LEFT MARK}", "", html)
        .replace("&amp;", "&")
        .replace("&lt;", "<")
    )


def words(engine: Engine, text: str, language: str, style: CitationStyle) -> str:
    """A text as its readers see it, notes aside."""
    found = shown(engine, text, language, style)
    marks = Marks(found, language, KNOWN)
    put = marks.in_text(text)
    return plain(put_in(put, marks.pieces))


# --- what authors write -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("So.[@a][@b-c] `[@d]` and [@e](https://e.example/)", ["[@a]", "[@b-c]"]),
        ("[see @a, pp. 3-4, 8; -@b-c, chap. III and more]", ["[see @a, page 3-4, 8; -@b-c, chapter III| and more]"]),
        ("As @a says, and @b-c [p. 12], and @b-c [a link](x)", ["@a", "@b-c, page 12", "@b-c"]),
        ("mail x@a.org, @b.org, @nobody, https://e.example/@a, \\@a", []),
        ("[@a, 12] [@a p. 5] [@a, n.d.] [@a,\np. 3]", ["[@a, page 12]", "[@a, page 5]", "[@a|, n.d.]", "[@a, page 3]"]),
        ("[write to @nobody] [a@b-c.org] [^1][@a][^2] (@a)", ["[@a]", "@a"]),
        ("    [@a] is code\n\n```\n[@a]\n```\n<!-- [@a] --> \\[@a]", []),
        ("[@unknown, p. 3]", ["[@unknown, page 3]"]),
    ],
)  # fmt: skip
def test_what_is_a_citation(text: str, names: list[str]) -> None:
    assert [citation.name for citation in citations(text, {"a", "b-c"})] == names


@pytest.mark.parametrize(
    ("text", "label", "value", "rest"),
    [
        (", p. 12", "page", "12", ""), (", pp. 12–15, 20 and more", "page", "12–15, 20", " and more"),
        (", ص ١٢", "page", "١٢", ""), (", párr. 4", "paragraph", "4", ""), (", art. 5, see there", "article", "5", ", see there"),
        (", § 4", "section", "4", ""), (", p. xii", "page", "xii", ""), (", vol. 2, p. 3", "volume", "2", ", p. 3"),
        (", Chapter 3", "chapter", "3", ""), (", 5", "page", "5", ""), (", A12", None, None, ", A12"),
        (", in 2019", None, None, ", in 2019"), (", at the end", None, None, ", at the end"), ("", None, None, ""),
    ],
)  # fmt: skip
def test_which_part_is_meant(text: str, label: str | None, value: str | None, rest: str) -> None:
    locator, after = split_locator(text)
    assert (locator.label if locator else None, locator.value if locator else None, after) == (
        label,
        value,
        rest,
    )


# --- where it stands in the text ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "in_text"),
    [
        ("It works.[@smith] More.", "It works (Smith & Doe, 2020). More."),
        ("It works [@smith]. More.", "It works (Smith & Doe, 2020). More."),
        ("It works,[@smith] and", "It works (Smith & Doe, 2020), and"),
        ("Houses, land etc.[@smith] and", "Houses, land etc. (Smith & Doe, 2020) and"),
        ("Really?[@smith]", "Really? (Smith & Doe, 2020)"),
        ("word[@smith]", "word (Smith & Doe, 2020)"),
        ("It works.[@smith][@nd]", "It works (ILO, n.d.; Smith & Doe, 2020)."),
        ("- [@smith] says", "- (Smith & Doe, 2020) says"),
        ("| It works.[@smith] | 2 |", "| It works (Smith & Doe, 2020). | 2 |"),
        ("As @smith [p. 3] and \\@smith", "As Smith & Doe (2020, p. 3) and @smith"),
        ("They [-@smith, p. 3] say", "They (2020, p. 3) say"),
    ],
)
def test_citations_in_the_text_stand_before_the_stop(engine: Engine, text: str, in_text: str) -> None:
    assert words(engine, text, "en", style_of(Form.AUTHOR_DATE)) == in_text


@pytest.mark.parametrize(
    ("text", "language", "marked"),
    [
        ("It works.[@smith] More.", "en", "It works.[^@smith] More."),
        ("It works [@smith]. More.", "en", "It works.[^@smith] More."),
        ("It works [@smith], and [@nd] too", "en", "It works,[^@smith] and[^@nd] too"),
        ("Ça marche [@smith]. Oui", "fr", "Ça marche[^@smith]. Oui"),
        ("It works\n[@smith]. More", "en", "It works.[^@smith]\n More"),
        ("# [@smith]\n- [@smith]", "en", "# [^@smith]\n- [^@smith]"),
        ("As @smith says.[@nd][@smith]", "en", "As John Q. Smith and Ann Doe[^@smith] says.[^@nd][^@smith]"),
        ("[-@smith]", "en", "[^@smith]"),
        ("A note.[^1]\n\n[^1]: See [@smith].", "en", "A note.[^1]\n\n[^1]: See John Q. Smith and Ann Doe, A Big Book? (Pub, 2020)."),
    ],
)  # fmt: skip
def test_marks_stand_close_to_the_word(engine: Engine, text: str, language: str, marked: str) -> None:
    assert words(engine, text, language, style_of(Form.NOTES)) == marked


RAISED = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Raised</title><id>raised</id><category citation-format="numeric"/><updated>2026-01-01T00:00:00Z</updated></info>
<citation collapse="citation-number"><layout vertical-align="sup" delimiter=","><text variable="citation-number"/></layout>
</citation><bibliography><layout><text variable="title"/></layout></bibliography></style>"""


def test_raised_numbers_stand_as_marks_do(engine: Engine) -> None:
    style = CitationStyle(Form.NUMERIC, "raised", RAISED)
    text = "It works [@smith; @nd]. More.[@nd] Or [@smith] less"
    assert words(engine, text, "en", style) == "It works.1,2 More.2 Or1 less"


def test_a_source_that_is_cited_in_the_same_way_is_one_note(engine: Engine) -> None:
    text = "One.[@smith] Two.[@smith] Three [@smith, p. 3]. Four [@smith; @nd]."
    found = shown(engine, text, "en", style_of(Form.NOTES))
    marks = Marks(found, "en", KNOWN)
    notes = marks.notes(marks.in_text(text))
    assert [note.partition(":")[0] for note in notes] == ["[^@smith]", "[^@smith-page-3]", "[^@smith-nd]"]
    assert [plain(note) for note in found.notes.values()] == [  # each with all of its source
        "John Q. Smith and Ann Doe, A Big Book? (Pub, 2020).",
        "John Q. Smith and Ann Doe, A Big Book? (Pub, 2020), 3.",
        "John Q. Smith and Ann Doe, A Big Book? (Pub, 2020); ILO, “Undated,” accessed 1 March 2024, https://e.example/nd.",
    ]


PIECES = st.sampled_from(
    ("[@smith]", "[@nd, p. 3]", "@smith", "[see @nd; @smith]", "[@nope]", ".", ",", " ", "\n", "word", "[^1]",
     "\n\n[^1]: ", "\n- ", "| ", "# ", "`", "“", "”", "\\@", "(", ")", "    ", "é", "١")
)  # fmt: skip


@given(st.lists(PIECES, max_size=25), st.sampled_from(list(Form)))
def test_a_text_keeps_its_lines_and_words(pieces: list[str], form: Form) -> None:
    text = "".join(pieces)
    names = {c.name for c in in_order([text], KNOWN, form)}
    both = (
        {re.sub(r"(?<!\w)-?@", "@", name) for name in names}
        | {f"[{n}]" for n in names if n.startswith("@")}
        | names
    )
    made = Formatted(form, dict.fromkeys(both, "x"), dict.fromkeys(both, "x.") if form is Form.NOTES else {})
    put = Marks(made, "en", KNOWN).in_text(text)
    assert put.count("\n") == text.count("\n")
    assert put.count("word") == text.count("word")
    assert put.count("[@nope]") == text.count("[@nope]")


# --- what readers see ---------------------------------------------------------------------------------------

TEXT = "[@un-a; @un-b, p. 12] [see @haddad, pp. 3-4] [@durand] [@nd]"


@pytest.mark.parametrize(
    ("style", "language", "in_text", "entries"),
    [
        ("apa", "en", ["(UNHCR, 2020a; 2020b, p. 12)", "(see حداد et al., 2019, pp. 3–4)", "(ILO, n.d.)"],
         ["UNHCR. (2020a). Trends one (copy). https://e.example/x/y", "UNHCR. (2020b, July 1). Another “good” trend.",
          "ILO. (n.d.). Undated. Retrieved March 1, 2024, from https", "حداد، نور الدين، الخطيب، ليلى، & سعيد، عمر. (2019)."]),
        ("apa", "fr", ["(UNHCR, 2020a; 2020b, p. 12)", "(see حداد et al., 2019, p. 3‑4)", "(ILO, s. d.)"],
         ["UNHCR. (2020b, 1ᵉʳ juillet).", "Durand, J.-P. (2021). Les coopératives et l’exil. Revue des coopératives, 3(2), 12"]),
        ("apa", "es", ["(see حداد et al., 2019, pp. 3-4)", "(ILO, s. f.)"],
         ["UNHCR. (2020b, 1 de julio).", "Recuperado 1 de marzo de 2024, de"]),
        ("apa", "ar", ["(UNHCR, 2020a; 2020b، ص 12)", "(see حداد وآخرون، 2019، ص 3–4)", "(ILO، د.ت)"],
         ["حداد، نور الدين، الخطيب، ليلى، وسعيد، عمر. (2019).", "UNHCR. (2020b, 1 يوليو)."]),
        ("chicago-author-date", "en", ["(UNHCR 2020b; 2020a, 12)", "(see حداد et al. 2019, 3–4)", "(ILO, n.d.)"],
         ["UNHCR. 2020a. “Another ‘Good’ Trend.” July 1. https", "ILO. n.d. “Undated.” Accessed March 1, 2024."]),
        ("chicago-author-date", "fr", ["(ILO, s. d.)"],
         ["UNHCR. 2020a. « Another “Good” Trend ». 1ᵉʳ juillet.", "Durand, Jean-Pierre. 2021. « Les coopératives et l’exil »."]),
        ("chicago-author-date", "es", ["(ILO, s. f.)"], ["UNHCR. 2020a. «Another “Good” Trend». 1 de julio."]),
        ("chicago-author-date", "ar", ["(see حداد وآخرون 2019, 3–4)"],
         ["UNHCR. 2020a. «Another “Good” Trend». 1 يوليو.", "حداد، نور الدين، ليلى الخطيب، وعمر سعيد. 2019."]),
    ],
)  # fmt: skip
def test_author_and_date(
    engine: Engine, style: str, language: str, in_text: list[str], entries: list[str]
) -> None:
    found = shown(engine, TEXT, language, style_of(Form.AUTHOR_DATE, style))
    cited = " ".join(plain(html) for html in found.in_text.values())
    listed = "\n".join(
        re.sub(r"[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", plain(html))
        for _, html, _ in found.entries
    )
    cited = re.sub(r"[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", cited)
    assert [piece for piece in in_text if piece not in cited] == [], cited
    assert [piece for piece in entries if piece not in listed] == [], listed
    assert {anchor for anchor, *_ in found.entries} == {
        f"ref:{key}" for key in ("un-a", "un-b", "haddad", "durand", "nd")
    }
    assert set(re.findall(r'href="#([^"]+)"', "".join(found.in_text.values()))) == {
        a for a, *_ in found.entries
    }


@pytest.mark.parametrize(
    ("language", "notes"),
    [
        ("en", ["UNHCR, Trends One (2020; copy), https://e.example/x/y.", "UNHCR, “Another ‘Good’ Trend,” 1 July 2020, 12, https",
                "ILO, “Undated,” accessed 1 March 2024, https"]),
        ("fr", ["Jean-Pierre Durand, « Les coopératives et l’exil », Revue des coopératives 3, nᵒ 2 (2021): 12‑18.", "1 juillet 2020, 12"]),
        ("es", ["Jean-Pierre Durand, «Les coopératives et l’exil», Revue des coopératives 3, n.º 2 (2021): 12-18.", "1 de julio de 2020, 12"]),
        ("ar", ["نور الدين حداد، ليلى الخطيب، وعمر سعيد، التعاونيات واللاجئون (دار النشر، 2019)", "Revue des coopératives 3, nᵒ 2 (2021)", "ILO, “Undated,” accessed 1 March 2024, https"]),
    ],
)  # fmt: skip
def test_notes(engine: Engine, language: str, notes: list[str]) -> None:
    text = "[@un-a] [@un-b, p. 12] [@haddad] [@durand] [@nd]"
    found = shown(engine, text, language, style_of(Form.NOTES))
    said = re.sub(
        "[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", "\n".join(map(plain, found.notes.values()))
    )
    assert [note for note in notes if note not in said] == [], said
    assert found.entries == ()
    assert "#ref" not in "".join(found.notes.values())


@pytest.mark.parametrize("language", ["sw", "zh", "ckb", "pt-BR", "en-GB", "ar-EG"])
def test_any_language_can_be_cited_in(engine: Engine, language: str) -> None:
    (cited,) = shown(engine, "[@smith, p. 3]", language, style_of(Form.AUTHOR_DATE)).in_text.values()
    assert re.search(r"Smith .* Doe.* 2020", plain(cited))


def test_numbers_count_in_the_order_of_the_page(engine: Engine) -> None:
    found = shown(engine, "[@nd] [@smith, p. 3; @un-a] [@nd]", "en", style_of(Form.NUMERIC))
    assert [plain(html) for html in found.in_text.values()] == ["[1]", "[2, p. 3], [3]"]
    assert [anchor for anchor, *_ in found.entries] == ["ref:nd", "ref:smith", "ref:un-a"]
    assert plain(found.entries[0][1]).startswith("[1] ILO, “Undated.”")


def test_a_title_is_in_its_own_language(engine: Engine) -> None:
    entries = {e.anchor: e for e in shown(engine, TEXT, "en", style_of(Form.AUTHOR_DATE)).entries}
    assert '<span lang="ar" dir="rtl">التعاونيات واللاجئون</span>' in entries["ref:haddad"].html
    assert [entries[f"ref:{key}"].direction for key in ("haddad", "durand", "un-a")] == ["rtl", "", ""]
    assert '<span lang="fr">Les coopératives et l’exil</span>' in entries["ref:durand"].html
    assert "lang=" not in entries["ref:un-a"].html
    on_arabic = {e.anchor: e for e in shown(engine, TEXT, "ar", style_of(Form.AUTHOR_DATE)).entries}
    assert '<span lang="en" dir="ltr">Trends one</span>' in on_arabic["ref:un-a"].html
    assert "lang=" not in on_arabic["ref:haddad"].html
    assert [on_arabic[f"ref:{key}"].direction for key in ("haddad", "durand", "un-a")] == ["", "ltr", "ltr"]


def test_spaces_that_do_not_break_stay(engine: Engine) -> None:
    style = style_of(Form.AUTHOR_DATE, "chicago-author-date")
    (entry,) = shown(engine, "[@un-b]", "fr", style).entries
    assert re.search("«[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", plain(entry.html))
    assert "\n" not in entry.html


def test_marks_hold_numbers_behind_words_in_the_other_direction(engine: Engine) -> None:
    (cited,) = shown(engine, "[@haddad]", "en", style_of(Form.AUTHOR_DATE)).in_text.values()
    assert "حداد\N{LEFT-TO-RIGHT MARK} et al., 2019" in cited
    note = shown(engine, "[@haddad]", "en", style_of(Form.NOTES)).notes["[@haddad]"]
    assert note.startswith('<span lang="ar" dir="rtl">نور الدين حداد، ')  # as an Arabic page has it
    assert "<em>التعاونيات واللاجئون</em> (دار النشر، 2019)." in note
    (entry,) = shown(engine, "[@smith]", "ar", style_of(Form.AUTHOR_DATE)).entries
    assert "Smith, J. Q.، و\N{LEFT-TO-RIGHT MARK} Doe" in entry.html


@pytest.mark.parametrize("form", list(Form))
def test_signs_are_signs(engine: Engine, form: Form) -> None:
    found = shown(engine, "[@signs] [@rich]", "en", style_of(form))
    made = [*found.notes.values(), *(html for _, html, _ in found.entries)]
    assert "1. Growth <5% & *more* [of] _it_ @home, `x`" in plain(made[0]).replace("More", "more").replace(
        "Home", "home"
    ).replace("Of", "of").replace("It", "it")
    assert "- dash & Co" in plain(made[0])
    assert (
        'href="https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O"' in made[0]
    )
    assert re.search(r"<em>On </em>Coffea|On <em>Coffea</em>|<em>Coffea</em>", made[1]), made[1]
    assert "H<sub>2</sub>O" in made[1]


# --- whole pages --------------------------------------------------------------------------------------------

BODY = """
First [@smith]. A note.[^a]

/// callout | What [@nd] says
    tone: caution

Inside [@un-a].
///

| A | B |
|---|---|
| Cell [@durand] | 2 |

## What @haddad found [@rich]

[^a]: In it [@un-b, p. 3].
"""


def project(root: Path, citations: str, languages: str = "en") -> Path:
    corpus.project(root)
    brand = (shipped_root() / "styles/brands/long-table/brand.yml").read_text("utf-8")
    brief = (root / "briefs/good/brief.md").read_text("utf-8")
    files = {
        "briefgen.yml": (root / "briefgen.yml").read_text("utf-8").replace("[en]", f"[{languages}]"),
        "series/references.yml": REFERENCES,
        "styles/brands/long-table/brand.yml": brand.replace(
            "  briefgen:\n", f"  briefgen:\n    citations: {citations}\n", 1
        ),
        "briefs/good/brief.md": brief.replace("patient.", "patient.[@signs]") + BODY,
    }
    for language in languages.split(", ")[1:]:
        files[f"briefs/good/brief.{language}.md"] = files["briefs/good/brief.md"]
    corpus.write(root, files)
    return root


def page_of(root: Path, language: str = "en") -> str:
    html = (root / f"dist/{language}/briefs/good/index.html").read_text("utf-8")
    return html[html.index("<main") : html.index("</main>")]


def test_numbers_rise_down_the_page(tmp_path: Path) -> None:
    root = project(tmp_path / "p", "{form: numeric}")
    assert corpus.rendering(corpus.build(root).diagnostics) == ""
    html = page_of(root)
    assert html.count("[1]") == 2  # key messages and the list
    text = html[: html.index('<section class="references"')]
    order = [int(n) for n in re.findall(r'href="#ref:[^"]+" role="doc-biblioref">\[(\d+)', text)]
    assert list(dict.fromkeys(order)) == list(range(1, 9))
    assert set(re.findall(r'href="#(ref:[^"]+)"', html)) == set(re.findall(r'<li id="(ref:[^"]+)"', html))
    contents = re.search(r'<nav class="contents".*?</nav>', html, re.S)
    assert contents is None or "[" not in contents[0]


def test_what_an_author_writes_in_a_note_is_part_of_it(tmp_path: Path) -> None:
    root = project(tmp_path / "p", "{form: notes}")
    assert corpus.rendering(corpus.build(root).diagnostics) == ""
    html = page_of(root)
    (note,) = re.findall(r'<li id="fn:a">(.*?)</li>', html, re.S)
    assert "In it UNHCR, “Another ‘Good’ Trend,” 1 July 2020, 3, e.example/z." in plain(note).replace(
        "&nbsp;", " "
    )
    assert "fnref" not in note.partition("footnote-backref")[0]
    assert '<section class="references"' not in html


def test_every_form_stands_on_paper(tmp_path: Path) -> None:
    root = project(tmp_path / "p", "{form: author-date}", "en, ar")
    said = corpus.build(root, only=None)
    assert {d.code for d in corpus.not_of_translations(said.diagnostics)} <= {"last-page-short"}
    assert "المراجع" in page_of(root, "ar")


SHIPPED = sorted((shipped_root() / "styles/citations").glob("*.csl"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_style_is_of_one_form_and_documented(path: Path) -> None:
    source = Source(path.name, path.read_text("utf-8"))
    forms = [form for form in Form if not style_problems(source, form, source.whole())]
    assert len(forms) == 1
    docs = (shipped_root() / "docs/citations.md").read_text("utf-8")
    assert f"| `{path.stem}` | `{forms[0].value}`:" in docs
    readme = (path.parent / "README.md").read_text("utf-8")
    assert re.search(rf"\| `{path.name}` \| .* \| `{forms[0].value}` \|", readme)
    assert "by-sa/3.0" in source.text


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("<bibliography>.*</bibliography>", "", "it has no list of references"),
        ("<citation .*</citation>", "", "it does not say how to cite"),
        (r"(</?)(?=\w)", r"\1cs:", "it gives its elements a prefix"),
        ("numeric", "author-date", "is made for `form: author-date`, not for `numeric`"),
        ("</info>", "", "mismatched tag"),
    ],
)
def test_a_style_that_cannot_be_used_is_told(old: str, new: str, problem: str) -> None:
    text = re.sub(old, new, RAISED, flags=re.S).replace(
        'xmlns="', 'xmlns:cs="' if "cs:" in new else 'xmlns="'
    )
    source = Source("styles/citations/raised.csl", text)
    (said,) = style_problems(source, Form.NUMERIC, source.whole())
    assert problem in said.message


# --- what is done again -------------------------------------------------------------------------------------


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many documents each start of pandoc was given."""
    counts: list[int] = []
    run = Pandoc.run

    def counting(
        self: Pandoc, arguments: Arguments, text: str, files: Files = (), seconds: float | None = None
    ) -> str:
        counts.append(text.count("\n"))
        return run(self, arguments, text, files, seconds)

    monkeypatch.setattr(Pandoc, "run", counting)
    return counts  # type: ignore[return-value]


def test_citations_are_formatted_once_and_together(tmp_path: Path, runs: list[int]) -> None:
    root = project(tmp_path / "p", "{form: author-date}", "en, fr, ar")
    other = root / "briefs/other"
    shutil.copytree(root / "briefs/good", other)
    settings = (other / "publication.yml").read_text("utf-8")
    corpus.write(root, {"briefs/other/publication.yml": settings.replace("number: 1", "number: 2")})
    for file in other.glob("*.md"):
        file.write_text(
            re.sub(r"\[@signs\]|\nFirst.*", "", file.read_text("utf-8"), flags=re.S) + "\nOnly [@nd].\n",
            "utf-8",
        )
    first = corpus.build(root)
    assert corpus.not_of_translations(first.diagnostics) == ()
    assert runs == [6]  # three languages of two publications in one start
    before = {p: p.read_bytes() for p in sorted((root / "dist").rglob("*")) if p.is_file()}
    corpus.build(root)
    assert runs == [6]
    references = root / "series/references.yml"
    references.write_text(references.read_text("utf-8").replace("Trends one", "Trends two"), "utf-8")
    changed = corpus.build(root)
    assert runs == [6, 3]  # those that cite it
    step = "citations briefs/good/brief.md"
    assert changed.reasons[step] == "the `references that are cited` has changed"
    assert "citations briefs/other/brief.md" not in changed.reasons
    references.write_text(references.read_text("utf-8").replace("Trends two", "Trends one"), "utf-8")
    pipeline.build(root, pipeline.Order(root / "dist", only="html", force=True))
    assert {p: p.read_bytes() for p in sorted((root / "dist").rglob("*")) if p.is_file()} == before


def test_many_documents_are_divided_and_have_time(
    engine: Engine, runs: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formatting, "_TOGETHER", 3)
    allowed: list[float] = []
    run = Pandoc.run

    def timed(self: Pandoc, arguments: Arguments, text: str, files: Files = (), seconds: float = 0) -> str:
        allowed.append(seconds)
        return run(self, arguments, text, files, seconds)

    monkeypatch.setattr(Pandoc, "run", timed)
    style = style_of(Form.NOTES)
    texts = {
        f"many {number}": "".join(f"[@rich, p. {page}]" for page in range(number)) for number in (4, 2, 1)
    }
    requests = [Request(path, "en", in_order([text], KNOWN, style.form)) for path, text in texts.items()]
    made = formatted(engine, here(), style, KNOWN, requests)
    assert runs == [4, 3]  # an edition is never divided
    assert allowed[0] > allowed[1] > 4
    assert [len(one.notes) for one in made.values() if isinstance(one, Formatted)] == [4, 2, 1]


def in_the_first_that_is_free(cited: list[tuple[str, ...]]) -> list[list[tuple[str, ...]]]:
    """The plain way, which takes the square of their number."""
    documents: list[list[tuple[str, ...]]] = []
    for keys in cited:
        free = (some for some in documents if not any({*other} & {*keys} for other in some))
        into = next(free, None)
        if into is None:
            documents.append(into := [])
        into.append(keys)
    return documents


@given(
    st.lists(st.lists(st.sampled_from(["smith", "nd", "rich", "un-a"]), min_size=1, max_size=3, unique=True))
)
def test_a_source_stands_in_a_document_once(cited: list[list[str]]) -> None:
    every = [
        Citation(tuple(Cited(key, suffix=f" {number}") for key in keys)) for number, keys in enumerate(cited)
    ]
    job = formatting._Job(Request("", "en", tuple(every)), style_of(Form.NOTES), KNOWN, "")
    assert [
        [citation.keys for citation in document.citations] for document in job.documents
    ] == in_the_first_that_is_free([tuple(keys) for keys in cited])


def test_only_the_edition_whose_citations_fail_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path / "p", "{form: notes}")
    shutil.copytree(root / "briefs/good", root / "briefs/guilty")
    settings = (root / "briefs/guilty/publication.yml").read_text("utf-8")
    brief = (corpus.BASE / "briefs/good/brief.md").read_text("utf-8")
    corpus.write(root, {"briefs/guilty/publication.yml": settings.replace("number: 1", "number: 2")})
    corpus.write(root, {"briefs/guilty/brief.md": f"{brief}\nIt takes long [@smith, p. 666].\n"})
    run = Pandoc.run

    def slow(self: Pandoc, arguments: Arguments, text: str, files: Files = (), seconds: float = 0) -> str:
        if "666" in text:
            raise pandoc.PandocFailed("it did not end")
        return run(self, arguments, text, files, seconds)

    monkeypatch.setattr(Pandoc, "run", slow)
    outcome = corpus.build(root)
    assert [(d.code, d.span.source.path if d.span else None) for d in outcome.diagnostics] == [
        ("citations-failed", "briefs/guilty/brief.md"),
        ("editions-wait", None),
    ]
    assert outcome.diagnostics[0].span
    assert outcome.diagnostics[0].span.line == 14
    assert {item.slug for item in outcome.artifacts if item.slug} == {"good"}


def test_a_style_that_can_cite_nothing_is_told_once(tmp_path: Path, runs: list[int]) -> None:
    root = project(tmp_path / "p", "{form: numeric, style: own}", "en, fr, ar")
    own = RAISED.replace('<text variable="title"/>', '<text macro="not-there"/>')
    corpus.write(root, {"styles/citations/own.csl": own})
    said = corpus.not_of_translations(corpus.build(root).diagnostics)
    assert [diagnostic.code for diagnostic in said] == ["citations-failed", "editions-wait"]
    assert runs == [3, 1]  # all, then a source of ours


def test_a_text_may_hold_a_thousand_citations() -> None:
    lines = "A line.\n" + "Again [@smith, p. 1] and desk@a.org.\n" * 1000
    assert not too_complex(Source("a.md", lines))
    (said,) = too_complex(Source("a.md", lines + "\nOnce more @smith."))
    assert said.span
    assert (said.code, said.span.line) == ("markup-too-complex", 1003)


def test_bibtex_is_read_once(small_project: Path, runs: list[int]) -> None:
    corpus.write(small_project, {"series/references.bib": "@book{a, title = {A}, author = {B, C}}\n"})
    corpus.build(small_project)
    corpus.build(small_project)
    assert len(runs) == 1


# --- pandoc itself ------------------------------------------------------------------------------------------


def test_without_pandoc_one_message_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(tmp_path / "p", "{form: author-date}", "en, fr")
    shutil.copytree(root / "briefs/good", root / "briefs/without")
    settings = (root / "briefs/without/publication.yml").read_text("utf-8")
    base = (corpus.BASE / "briefs/good/brief.md").read_text("utf-8")
    corpus.write(root, {"briefs/without/publication.yml": settings.replace("number: 1", "number: 2")})
    corpus.write(root, {f"briefs/without/brief{part}.md": base for part in ("", ".fr")})
    monkeypatch.setattr(citing, "find_pandoc", lambda: None)
    outcome = corpus.build(root)
    said = [
        (d.code, d.span.source.path if d.span else None)
        for d in corpus.not_of_translations(outcome.diagnostics)
    ]
    assert said == [("engine-missing", "briefs/good/brief.md"), ("editions-wait", None)]
    assert "pip install 'briefgen[pandoc]'" in corpus.rendering(outcome.diagnostics)
    assert not (root / "dist/en/briefs/good").exists()
    assert (root / "dist/fr/briefs/without/index.html").exists()


def test_bibtex_without_pandoc_is_told(small_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus.write(small_project, {"series/references.bib": "@book{a, title = {A}, author = {B, C}}\n"})
    monkeypatch.setattr(reference_files, "find_pandoc", lambda: None)
    assert [d.code for d in corpus.check(small_project)] == ["engine-missing"]


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for pandoc")
@pytest.mark.parametrize(
    ("version", "is_taken"), [("2.19.2", False), ("3.0.1", False), ("3.1", True), ("3.10.1", True)]
)
def test_a_pandoc_on_the_path_must_be_new_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, is_taken: bool
) -> None:
    script = tmp_path / "pandoc"
    script.write_text(f"#!/bin/sh\necho pandoc {version}\n", "utf-8")
    script.chmod(0o755)
    monkeypatch.setattr(pandoc, "_PACKAGES", ())
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    find_pandoc.cache_clear()
    try:
        found = find_pandoc()
    finally:
        find_pandoc.cache_clear()
    assert (found is not None) is is_taken


def test_pandoc_sees_nothing_of_its_user_and_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LUA_INIT", "error('no')")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9/")
    script = "io.write(os.getenv('HOME'), ' ', os.getenv('XDG_DATA_HOME'), ' ', tostring(os.getenv('https_proxy')))"
    home, data, proxy = here().run(("lua", "-e", script), "").split()
    assert home == data != str(tmp_path)
    assert proxy == "nil"
    monkeypatch.setattr(pandoc, "TIME", 1)
    with pytest.raises(pandoc.PandocFailed, match="did not end within 1 seconds"):
        here().run(("lua", "-e", "while true do end"), "")


def test_pandoc_takes_no_more_memory_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "MEMORY", 150_000_000)
    script = "io.write(#pandoc.read(string.rep('*a* [@b] ', 100000)).blocks)"
    with pytest.raises(pandoc.PandocFailed, match="more than 150 MB of memory"):
        here().run(("lua", "-e", script), "")


def test_what_pandoc_only_warns_of_is_told() -> None:
    with pytest.raises(pandoc.PandocFailed, match="odd"):
        here().run(("lua", "-e", "io.stderr:write('odd')"), "")
