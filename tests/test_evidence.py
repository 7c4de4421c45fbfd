"""The data of a series: vocabularies, records, references and statistics, and what pages draw from them."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen import loading, pipeline
from briefgen.content.evidence import views
from briefgen.content.evidence.number_words import agrees, shown
from briefgen.content.evidence.statistics import Reading, Statistic
from briefgen.content.evidence.vocabulary import COUNTRIES, TermUse, Vocabulary, countries
from briefgen.content.fields import LocalText
from briefgen.content.notes import without_copies
from briefgen.core.workspace import Workspace
from briefgen.coverage import CoveredBy, NoVocabulary, coverage
from briefgen.design.shipped import shipped_root
from tests import corpus

# --- a small series with every kind of data ---------------------------------------------------------------

PATHWAYS = """
title: {en: Pathways, fr: Voies}
name: {en: Pathway, fr: Voie}
definition: {en: Ways to work together., fr: Ce qu’elles font.}
terms:
  - {id: serve, notation: "1", label: {en: Hosts serve, fr: Les hôtes servent}, definition: {en: Serve., fr: Servir.},
     excludes: {memberships: [displaced]}}
  - {id: found, notation: "2", label: {en: Displaced found, fr: Les déplacés fondent}, definition: {en: Found., fr: Fonder.}}
"""
MEMBERSHIPS = """
title: {en: Memberships, fr: Membres}
name: {en: Membership, fr: Composition}
definition: {en: Who owns it., fr: À qui elle est.}
terms:
  - {id: host, label: {en: Host, fr: Hôtes}, definition: {en: Hosts., fr: Hôtes.}}
  - {id: displaced, label: {en: Displaced, fr: Déplacés}, definition: {en: Displaced., fr: Déplacés.}}
"""
ACTORS = """
title: {en: Actors, fr: Acteurs}
name: {en: Actor, fr: Acteur}
definition: {en: Who acts., fr: Qui agit.}
terms:
  - {id: governments, label: {en: Governments, fr: Gouvernements}, definition: {en: States., fr: États.}}
"""
STUDY = """---
title: {title}
description: What one cooperative shows.
summary: One cooperative shows how people earn a living together.
---
## It works

A cooperative belongs to its members.[@study]

/// evidence | What is known
    show: [results, challenges, lessons]
///
"""
VIEWS = """
/// matrix | Where the cases are
    columns: memberships
///

/// cases | Cases in Kenya
    where: {countries: [KE]}
///

/// coverage | Where there is none
    columns: memberships
///

/// asks | What we ask
///

/// related | Next
///
"""


def record(name: str, terms: str) -> str:
    return corpus.RECORD.replace("name: One", f"name: {name}").replace(
        "terms: {countries: KE}", f"terms: {terms}"
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = corpus.project(tmp_path_factory.mktemp("evidence") / "project")
    settings = (root / "briefs/good/publication.yml").read_text("utf-8")
    brief = (root / "briefs/good/brief.md").read_text("utf-8")
    asked = "recommendations:\n  - action: Count the members\n    actors: [governments]\n    evidence: It works.[@study]\n"
    corpus.write(
        root,
        {
            "briefgen.yml": (root / "briefgen.yml").read_text("utf-8").replace("[en]", "[en, fr]")
            + "facets: [countries, pathways, memberships]\n",
            "series/references.yml": corpus.REFERENCES,
            "series/vocabularies/pathways.yml": PATHWAYS,
            "series/vocabularies/memberships.yml": MEMBERSHIPS,
            "series/vocabularies/actors.yml": ACTORS,
            "case_studies/one/publication.yml": f"number: 1\n{settings}"
            + record("Alpha", "{countries: KE, pathways: serve, memberships: host}"),
            "case_studies/one/case-study.md": STUDY.replace("{title}", "Alpha works"),
            "case_studies/two/publication.yml": f"number: 2\n{settings}"
            + record(
                "Beta", "{countries: UG, pathways: [{id: found, extent: in-part}], memberships: displaced}"
            ),
            "case_studies/two/case-study.md": STUDY.replace("{title}", "Beta works"),
            "case_studies/two/case-study.fr.md": STUDY.replace("{title}", "Beta fonctionne"),
            "briefs/good/publication.yml": settings + "related: [two]\nterms: {countries: KE}\n",
            "briefs/good/brief.md": brief.replace("summary:", f"{asked}summary:") + VIEWS,
        },
    )
    return root


@pytest.fixture(scope="module")
def built(project: Path) -> Path:
    outcome = pipeline.build(project, pipeline.Order(project / "dist", only="html"))
    assert corpus.not_of_translations(outcome.diagnostics) == ()
    return project / "dist"


def page(built: Path, address: str) -> str:
    return (built / address / "index.html").read_text("utf-8")


def table(html: str, kind: str) -> list[list[str]]:
    """The rows of a view as text, its head first."""
    found = re.search(rf'<figure class="table view {kind} .*?</figure>', html, re.S)
    assert found, kind
    rows = re.findall(r"<tr.*?</tr>", found[0], re.S)
    return [[" ".join(re.sub("<[^>]+>", "", cell).split()) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)]
            for row in rows]  # fmt: skip


# --- views ------------------------------------------------------------------------------------------------


def test_a_matrix_has_a_case_in_its_cell_and_says_what_cannot_be(built: Path) -> None:
    html = page(built, "en/briefs/good")
    assert table(html, "matrix") == [
        ["Pathway", "Host", "Displaced"],
        ["1 Hosts serve", "Alpha", "–"],
        ["2 Displaced found", "None yet", "Beta (in part)"],
    ]
    assert '<a href="../../case-studies/one/index.html">Alpha</a>' in html


KNOWN = """
cases:
  - {id: gamma, name: Gamma & Co, source: [study, other],
     terms: {countries: UG, pathways: {id: serve, extent: likely}, memberships: host}}
  - {id: delta, name: Delta, source: study, terms: {countries: KE, pathways: found, memberships: displaced},
     people_reached: [{number: 7, who: weavers, year: 2020, source: other, confidence: high}]}
"""
OTHER = "  - {id: other, type: report, title: Another, author: [{literal: B}]}\n"


@pytest.fixture(scope="module")
def with_known(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same series, which also knows two cases that it has no study of."""
    root = tmp_path_factory.mktemp("known") / "project"
    shutil.copytree(project, root, ignore=shutil.ignore_patterns("dist", ".briefgen"))
    references = corpus.REFERENCES.replace("references: [", "references:\n  - ").replace("}]}]\n", "}]}\n")
    corpus.write(root, {"series/cases.yml": KNOWN, "series/references.yml": references + OTHER})
    return root


def test_cases_without_a_study_fill_cells_and_name_their_sources_below(with_known: Path) -> None:
    outcome = pipeline.build(with_known, pipeline.Order(with_known / "dist", only="html"))
    assert corpus.not_of_translations(outcome.diagnostics) == ()
    html = page(with_known / "dist", "en/briefs/good")
    assert table(html, "matrix")[1:] == [
        ["1 Hosts serve", "Alpha, Gamma &amp; Co (likely)", "–"],
        ["2 Displaced found", "None yet", "Beta (in part), Delta"],
    ]
    assert table(html, "cases") == [
        ["Case", "Country", "People reached"],
        ["Alpha", "Kenya", "50 members (2019)"],
        ["Delta", "Kenya", "7 weavers (2020)"],
    ]
    below = [
        re.sub("<[^>]+>", "", without_copies(line)).replace("\N{WORD JOINER}", "")
        for line in re.findall(r"<p>(Without .*?)</p>", html)
    ]
    assert below == [
        "Without a case study: Gamma &amp; Co (Uganda)12 and Delta (Kenya)12.",
        "Without a case study: Delta (Kenya)12.",
    ]
    assert 'class="next-mark"' in html
    assert html.count('<li id="fn:@other"') == 1


def test_the_coverage_report_says_what_the_matrix_shows(with_known: Path) -> None:
    report, problems = coverage(with_known, "pathways", "memberships")
    assert (report is not None, problems) == (True, ())
    assert report is not None
    assert list(report.table()) == [
        ("", "host", "displaced"), ("serve", "2", "–"), ("found", "none", "2"),
    ]  # fmt: skip
    assert report.in_words == "2 of 3 possible pairs have a case"
    assert report.pairs[0].cases[1] == CoveredBy("gamma", None, "likely")
    with pytest.raises(NoVocabulary, match="do you mean `pathways`"):
        coverage(with_known, "pathway", "memberships")


def test_a_matrix_of_vocabularies_that_are_not_there_is_told_once(with_known: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(with_known, root, ignore=shutil.ignore_patterns("dist", ".briefgen"))
    brief = root / "briefs/good/brief.md"
    text = brief.read_text("utf-8").replace("columns: memberships", "columns: ownership", 1)
    brief.write_text(text, "utf-8")
    assert [problem.code for problem in corpus.not_of_translations(corpus.check(root))] == [
        "unknown-vocabulary"
    ]


def test_cases_are_those_that_have_the_terms(built: Path) -> None:
    assert table(page(built, "en/briefs/good"), "cases")[1:] == [["Alpha", "Kenya", "50 members (2019)"]]


def test_coverage_lists_what_could_be_and_is_not(built: Path) -> None:
    assert table(page(built, "en/briefs/good"), "coverage")[1:] == [["Displaced found", "Host"]]


def test_asks_stand_under_their_actor(built: Path) -> None:
    rows = table(page(built, "en/briefs/good"), "asks")
    assert rows[1:] == [
        ["Governments"],
        ["Count the members", "", "Cooperatives give displaced people a way to&nbsp;earn, no. 1"],
    ]


def test_recommendations_can_be_those_for_some_actors_and_are_linked_to(
    project: Path, tmp_path: Path
) -> None:
    root = tmp_path / "project"
    shutil.copytree(project, root, ignore=shutil.ignore_patterns("dist", ".briefgen"))
    actor = (
        "  - {id: donors, label: {en: Donors, fr: Bailleurs}, definition: {en: Givers., fr: Donateurs.}}\n"
    )
    brief = (root / "briefs/good/brief.md").read_text("utf-8")
    second = "  - action: Pay for years\n    actors: [donors]\n    evidence: It works.[@study]\nsummary:"
    corpus.write(
        root,
        {
            "series/vocabularies/actors.yml": ACTORS + actor,
            "briefs/good/brief.md": brief.replace("summary:", second, 1).replace(
                "/// asks | What we ask\n", "/// asks | What we ask\n    actors: [donors]\n"
            ),
            "briefs/good/publication.yml": "number: 3\n"
            + (root / "briefs/good/publication.yml").read_text("utf-8"),
        },
    )
    outcome = pipeline.build(root, pipeline.Order(root / "dist", only="html"))
    assert corpus.not_of_translations(outcome.diagnostics) == ()
    html = page(root / "dist", "en/briefs/good")
    assert table(html, "asks")[1:] == [["Donors"], ["Pay for years", "", "Policy brief 3, no. 2"]]
    assert '<a href="index.html#recommendation-2">' in html
    assert 'id="recommendation-2"' in html


def test_related_are_those_named_and_then_those_that_share_terms(built: Path) -> None:
    section = re.search(r'<section class="related.*?</section>', page(built, "en/briefs/good"), re.S)
    assert section
    assert re.findall(r">([^<]+)</a>", section[0]) == ["Beta works", "Alpha works"]


def test_an_evidence_table_shows_the_record_with_its_notes(built: Path) -> None:
    html = page(built, "en/case-studies/one")
    assert table(html, "evidence") == [
        ["What is known", "Year", "Confidence"], ["Results"], ["It works\N{WORD JOINER}1", "2019", "High"],
        ["Challenges"], ["Money\N{WORD JOINER}1", "2019", "Medium"], ["Lessons"], ["Begin early", "", ""],
    ]  # fmt: skip
    assert html.count('<li id="fn:@study"') == 1, "one note for all marks"


def test_the_facts_panel_comes_from_the_record(built: Path) -> None:
    panel = re.search(r'<aside class="facts.*?</aside>', page(built, "fr/case-studies/two"), re.S)
    assert panel
    facts = re.findall(r"<d[td]>(.*?)</d[td]>", panel[0], re.S)
    assert [re.sub("<[^>]+>", "", fact) for fact in facts][:8] == [
        "Pays", "Ouganda", "Lieu", "Town", "Période", "depuis 2019", "Voie", "Les déplacés fondent (en partie)"
    ]  # fmt: skip


def test_a_view_is_drawn_anew_when_a_case_changes(project: Path, tmp_path: Path) -> None:
    order = pipeline.Order(tmp_path / "dist", sources=("briefs/good",))
    assert any("good-en.pdf" in name for name in pipeline.build(project, order).reasons)
    assert pipeline.build(project, order).reasons == {}, "and only then"
    settings = project / "case_studies/one/publication.yml"
    before = settings.read_text("utf-8")
    try:
        settings.write_text(before.replace("name: Alpha", "name: Gamma"), "utf-8")
        assert any("good-en.pdf" in name for name in pipeline.build(project, order).reasons)
    finally:
        settings.write_text(before, "utf-8")


def test_narrower_terms_count_for_broader_ones(project: Path) -> None:
    loaded = loading.load(Workspace(project, shipped_root()))
    sectors = Vocabulary.model_validate(
        {
            "title": "Sectors", "name": "Sector", "definition": "Trades.",
            "terms": [
                {"id": "land", "label": "Land", "definition": "On land."},
                {"id": "farms", "label": "Farms", "definition": "Fields.", "broader": "land"},
                {"id": "maize", "label": "Maize", "definition": "Corn.", "broader": "farms"},
            ],
        }
    )  # fmt: skip
    assert sectors.under("land") == {"land", "farms", "maize"}
    assert sectors.under("maize") == {"maize"}
    found = views.cases(loaded.publications, ())
    assert [case.id for case in found] == ["one", "two"]
    case = replace(found[0], terms={"sectors": (TermUse(id="maize"),)})
    assert views.chosen((case, found[1]), {"sectors": ("land",)}, {"sectors": sectors}) == (case,)
    assert (
        views.chosen(
            (case, found[1]),
            {"sectors": ("land",), "countries": ("KE",)},
            {"sectors": sectors, **countries_of()},
        )
        == ()
    )


def countries_of() -> dict[str, Vocabulary]:
    return {"countries": countries(("en",))}


def test_a_vocabulary_that_cannot_be_read_takes_nothing_down_but_is_told(
    project: Path, tmp_path: Path
) -> None:
    root = tmp_path / "project"
    shutil.copytree(project, root, ignore=shutil.ignore_patterns("dist", ".briefgen"))
    corpus.write(root, {"series/vocabularies/memberships.yml": "title: [broken\n"})
    told = [
        (problem.code, problem.span and problem.span.source.path)
        for problem in corpus.not_of_translations(corpus.check(root))
    ]
    assert told == [("yaml-broken", "series/vocabularies/memberships.yml"), ("editions-wait", None)]
    outcome = pipeline.build(root, pipeline.Order(root / "dist", only="html"))
    built = {item.slug for item in outcome.artifacts if item.format == "html" and item.slug}
    assert built == set(), "what names its terms waits: the case studies, and the brief that shows them"


SECTORS = """
title: {en: Sectors, fr: Secteurs}
name: {en: Sector, fr: Secteur}
definition: {en: Trades., fr: Métiers.}
terms: [{id: farms, label: {en: Farms, fr: Fermes}, definition: {en: Fields., fr: Champs.}}]
"""


@pytest.mark.parametrize(
    ("path", "right", "wrong", "code", "waiting"),
    [
        ("series/cases.yml", "cases:", "casses:", "unknown-key", 1),
        ("series/cases.yml", "id: delta", "id: gamma", "id-twice", 1),
        ("series/cases.yml", "id: delta", "id: one", "case-told", 1),
        ("series/cases.yml", "pathways: found", "pathways: fund", "unknown-term", 1),
        ("series/references.yml", "references:", "referenzes:", "unknown-key", 4),
        ("series/vocabularies/sectors.yml", "terms:", "tems:", "unknown-key", 2),
        ("case_studies/one/publication.yml", "number: 1", "nmber: 1", "unknown-key", 1),
        ("case_studies/one/publication.yml", "memberships: host", "memberships: guest", "unknown-term", 1),
        ("case_studies/one/publication.yml", "number: 1", "number: 1\nrelated: [none]", "unknown-publication", 1),
    ],
)  # fmt: skip
def test_what_would_show_something_wrong_waits_and_is_told_once(
    with_known: Path, tmp_path: Path, path: str, right: str, wrong: str, code: str, waiting: int
) -> None:
    root = tmp_path / "project"
    shutil.copytree(with_known, root, ignore=shutil.ignore_patterns("dist", ".briefgen"))
    case = root / "case_studies/one/publication.yml"
    case.write_text(case.read_text("utf-8").replace("{countries: KE,", "{countries: KE, sectors: farms,"))
    corpus.write(root, {"series/vocabularies/sectors.yml": SECTORS})
    assert corpus.not_of_translations(corpus.build(root).diagnostics) == ()
    good = {file: file.read_bytes() for file in (root / "dist").rglob("*.html")}
    text = (root / path).read_text("utf-8")
    assert right in text
    (root / path).write_text(text.replace(right, wrong), "utf-8")
    told = corpus.not_of_translations(corpus.build(root).diagnostics)
    assert [problem.code for problem in told] == [code, "editions-wait"]
    others = re.search(r"and (\d+) more", told[-1].message)
    assert (int(others[1]) if others else 0) + 1 == waiting
    assert {file: file.read_bytes() for file in (root / "dist").rglob("*.html")} == good
    (root / path).write_text(text, "utf-8")
    assert corpus.not_of_translations(corpus.build(root).diagnostics) == ()


def test_a_file_that_is_only_not_used_keeps_no_page_waiting(with_known: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(with_known, root, ignore=shutil.ignore_patterns("dist", ".briefgen"))
    corpus.write(root, {"case_studies/one/notes.yaml": "a: note\n", "case_studies/list.yml": "a: note\n"})
    assert [problem.code for problem in corpus.not_of_translations(corpus.build(root).diagnostics)] == [
        "unknown-source"
    ] * 2
    assert "Gamma" in page(root / "dist", "en/briefs/good")
    (root / "case_studies/two/case-study.md").rename(root / "case_studies/two/case-studdy.md")
    (root / "case_studies/two/case-study.fr.md").unlink()
    told = {problem.code for problem in corpus.build(root).diagnostics if problem.is_error}
    assert "empty-publication" in told, "a case would be missing in the tables"


def test_an_arabic_edition_joins_names_with_its_and(with_known: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(with_known, root, ignore=shutil.ignore_patterns("dist", ".briefgen"))
    settings = root / "briefgen.yml"
    settings.write_text(settings.read_text("utf-8").replace("[en, fr]", "[en, ar]"), "utf-8")
    shutil.move(root / "case_studies/two/case-study.fr.md", root / "case_studies/two/case-study.ar.md")
    shutil.copy(root / "briefs/good/brief.md", root / "briefs/good/brief.ar.md")
    outcome = corpus.build(root)
    assert not [problem for problem in outcome.diagnostics if problem.is_error]
    html = re.sub("[\u2066\u2069]|</?bdi[^>]*>", "", page(root / "dist", "ar/briefs/good"))
    below = re.search(r"<p>([^<]*Gamma.*?)</p>", html, re.S)
    assert below
    assert "وDelta" in re.sub("<[^>]+>", "", without_copies(below[1])).replace("\N{WORD JOINER}", "")


def test_recommendations_of_another_language_say_so(with_known: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(with_known, root, ignore=shutil.ignore_patterns("dist", ".briefgen"))
    brief = (root / "briefs/good/brief.md").read_text("utf-8")
    start, end = brief.index("recommendations:"), brief.index("summary:")
    corpus.write(root, {"briefs/good/brief.fr.md": brief[:start] + brief[end:]})
    assert not [problem for problem in corpus.build(root).diagnostics if problem.is_error]
    html = page(root / "dist", "fr/briefs/good")
    asks = re.search(r'<figure class="table view asks.*?</figure>', html, re.S)
    assert asks
    assert '<th scope="row"><span lang="en" dir="ltr">Count the members</span></th>' in asks[0]
    assert re.search(r'<a href="[^"]*/en/[^"]*#recommendation-1" hreflang="en">', asks[0])


def test_a_table_has_rows_for_what_a_case_names_or_could(with_known: Path) -> None:
    loaded = loading.load(Workspace(with_known, shipped_root()))
    vocabularies = loaded.library.vocabularies
    found = views.cases(loaded.publications, loaded.library.cases)
    sectors = Vocabulary.model_validate(
        {
            "title": "Sectors", "name": "Sector", "definition": "Trades.",
            "terms": [
                {"id": "land", "label": "Land", "definition": "On land."},
                {"id": "farms", "label": "Farms", "definition": "Fields.", "broader": "land"},
                {"id": "mills", "label": "Mills", "definition": "Wheels.", "retired": True},
            ],
        }
    )  # fmt: skip
    crossing = views.cross(found, ("sectors", sectors), (COUNTRIES, vocabularies[COUNTRIES]))
    assert [term.id for term in crossing.rows] == ["farms"]
    assert [term.id for term in crossing.columns] == ["KE", "UG"]


def test_a_facet_that_is_no_vocabulary_leaves_the_panel_whole(project: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(project, root, ignore=shutil.ignore_patterns("dist", ".briefgen"))
    settings = (root / "briefgen.yml").read_text("utf-8")
    corpus.write(root, {"briefgen.yml": settings.replace("facets: [", "facets: [nothing, ")})
    outcome = corpus.build(root)
    assert {problem.code for problem in corpus.not_of_translations(outcome.diagnostics)} == {
        "unknown-vocabulary"
    }
    assert "Hosts serve" in (root / "dist/en/case-studies/one/index.html").read_text("utf-8")


def test_a_review_is_due_by_the_day_of_the_build(project: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(project, root, ignore=shutil.ignore_patterns("dist", ".briefgen"))
    register = (
        "statistics:\n  - {id: displaced, label: People, unit: people, review_by: 2027-01-01,\n"
        "     readings: [{as_of: 2024-12-31, value: 123200000, source: study}]}\n"
    )
    text = (root / "briefs/good/brief.md").read_text("utf-8")
    corpus.write(
        root,
        {
            "series/statistics.yml": register,
            "briefs/good/brief.md": f"{text}\n[123.2\nmillion](stat:displaced) people.\n",
        },
    )

    def said(today: date) -> list[str]:
        order = pipeline.Order(root / "dist", only="html", write=False, today=today)
        said = corpus.not_of_translations(pipeline.build(root, order).diagnostics)
        return [problem.code for problem in said]

    assert said(date(2027, 1, 1)) == []
    assert said(date(2027, 1, 2)) == ["statistic-stale"]


# --- statistics -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("123.2 million", "en", True), ("about 123 million", "en", True), ("124 million", "en", False),
        ("123,200,000", "en", True), ("123,2 millions", "fr", True), ("123 200 000", "fr", True),
        ("123,2 millones", "es", True), ("١٢٣٫٢ مليون", "ar", True), ("132,2 millions", "fr", False),
        ("many", "en", None), ("**123.2**&nbsp;million", "en", True), ("123.2m", "en", True), ("0.123bn", "en", True),
        ("in 2024, 123.2 million", "en", True), ("123\u2009200\u2009000", "fr", True), ("123 M", "fr", True),
        ("١٢٣ مليوناً", "ar", True), ("0,12 Milliarden", "de", True), ("1.232亿", "zh", True),
        ("-123.2 million", "en", False), ("1,2 millions", "fr", False),
    ],
)  # fmt: skip
def test_a_text_agrees_as_exactly_as_it_is_written(text: str, language: str, said: bool | None) -> None:
    assert agrees(text, Decimal(123_200_000), language) is said


def statistic_of(*readings: Reading) -> Statistic:
    label = LocalText(by_language={"": "A"})
    return Statistic(id="a", label=label, unit="people", review_by="2099-01-01", readings=readings)


@given(
    st.integers(min_value=1, max_value=10**11),
    st.sampled_from(["en", "fr", "es", "ar", "pt", "tr", "sw", "am"]),
)
def test_what_the_register_fills_in_agrees_with_it(value: int, language: str) -> None:
    reading = Reading(as_of="2024-12-31", value=Decimal(value), source="study")
    statistic = statistic_of(reading)
    assert agrees(shown(statistic, reading, language), reading.value, language)


@pytest.mark.parametrize(
    ("value", "language", "said"),
    [
        ("1000000", "fr", "1 million"), ("1950000", "fr", "2 millions"), ("2000000", "pt-BR", "2 milhões"),
        ("999999999", "en", "1 billion"), ("999949999", "en", "999.9 million"), ("123200000", "en", "123.2 million"),
        ("123200000", "zh", "1.2亿"), ("-3200000", "en", "-3.2 million"), ("0.00123", "en", "0.00123"),
    ],
)  # fmt: skip
def test_a_number_is_filled_in_as_its_language_says_it(value: str, language: str, said: str) -> None:
    reading = Reading(as_of="2024-12-31", value=value, source="study")
    statistic = statistic_of(reading)
    assert shown(statistic, reading, language) == said
    assert agrees(said, Decimal(value), language)


def test_the_latest_reading_of_a_year_counts() -> None:
    days = {"2024-06-30": "2", "2024-12-31": "3", "2023-12-31": "1"}
    readings = tuple(Reading(as_of=day, value=value, source="study") for day, value in days.items())
    statistic = statistic_of(*readings)
    found = [statistic.reading(year) for year in ("", "2024", "2023", "2022")]
    assert [reading.value if reading else None for reading in found] == [3, 3, 1, None]


def test_countries_have_names_in_each_language() -> None:
    vocabulary = countries(("en", "ar"))
    turkey = vocabulary.term("TR")
    assert turkey
    assert (turkey.name("en"), turkey.name("ar")) == ("Türkiye", "تركيا")
    assert not [code for code in ("XX", "EU", "UN", "ZZ", "QO") if vocabulary.term(code)]
    assert vocabulary.term("XK"), "Kosovo has no other code"
