"""The part “Find by” of the home page: publications under their terms, gaps, and the ways there from facts panels."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.output.media import for_paper
from tests import corpus

PATHWAYS = """
title: {en: Pathways, fr: Voies}
name: {en: Pathway, fr: Voie}
definition: {en: Ways to work together., fr: Comment coopérer.}
terms:
  - {id: serve, label: {en: Hosts serve, fr: Les hôtes servent}, definition: {en: Serve., fr: Servir.}}
  - {id: found, label: {en: Displaced found, fr: Les déplacés fondent}, definition: {en: Found., fr: Fonder.}}
  - {id: lend, label: {en: Hosts lend, fr: Les hôtes prêtent}, definition: {en: Lend., fr: Prêter.}, retired: true}
"""
ROLES = """
title: {en: Roles, fr: Rôles}
name: {en: Role, fr: Rôle}
definition: {en: What it does., fr: Ce que c’est.}
terms:
  - {id: practical, label: {en: Practical, fr: Pratique}, definition: {en: Things., fr: Choses.}}
  - {id: income, broader: practical, label: {en: Income, fr: Revenu}, definition: {en: Pay., fr: Paie.}}
  - {id: credit, broader: practical, label: {en: Credit, fr: Crédit}, definition: {en: Loans., fr: Prêts.}}
  - {id: social, label: {en: Social, fr: Social}, definition: {en: People., fr: Gens.}}
  - {id: trust, broader: social, label: {en: Trust, fr: Confiance}, definition: {en: Ties., fr: Liens.}}
"""
STUDY = """---
title: {title}
description: What one cooperative shows.
summary: One cooperative shows how people earn a living together.
---
## It works

A cooperative belongs to its members.[@study]
"""
ARTICLE = "---\ntitle: An article\ndescription: About the brief.\n---\nRead [the brief](brief.md).\n"
Term = tuple[str, int, list[str], bool]


def case(project: Path, slug: str, number: int, name: str, terms: str, more: str = "") -> None:
    """Write a case study with these terms."""
    settings = (project / "briefs/good/publication.yml").read_text("utf-8").partition("number:")[0]
    record = corpus.RECORD.replace("name: One", f"name: {name}").replace("{countries: KE}", terms)
    corpus.write(
        project,
        {
            f"case_studies/{slug}/publication.yml": f"number: {number}\n{more}{settings}{record}",
            f"case_studies/{slug}/case-study.md": STUDY.replace("{title}", f"{name} works"),
        },
    )


@pytest.fixture
def project(small_project: Path) -> Path:
    settings = (small_project / "briefgen.yml").read_text("utf-8")
    publication = (small_project / "briefs/good/publication.yml").read_text("utf-8")
    corpus.write(
        small_project,
        {
            "briefgen.yml": settings.replace("[en]", "[en, fr]") + "facets: [countries, pathways, roles]\n",
            "series/references.yml": corpus.REFERENCES,
            "series/vocabularies/pathways.yml": PATHWAYS,
            "series/vocabularies/roles.yml": ROLES,
            "briefs/good/publication.yml": publication + "number: 4\nterms: {pathways: [serve]}\n",
            "briefs/good/article.md": ARTICLE,
        },
    )
    case(small_project, "alpha", 1, "Alpha", "{countries: [UG], pathways: serve, roles: [income, credit]}")
    return small_project


def home(project: Path) -> str:
    assert corpus.rendering(corpus.build(project).diagnostics) == ""
    return (project / "dist/index.html").read_text("utf-8")


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", "", html).split())


def terms(html: str) -> dict[str, Term]:
    """The terms in their order: label, count, the publications under them, and whether they are shown as a gap."""
    found: dict[str, Term] = {}
    for part in html.partition("<footer")[0].split('<p class="facet-label"')[1:]:
        head, _, rest = part.partition("</p>")
        anchor = re.match(r' id="([^"]+)"', head)
        assert anchor
        count = re.search(r'<span class="facet-count">(\d+)</span>', head)
        label = words("<p" + head.partition(" <span")[0])
        found[anchor[1]] = (
            label, int(count[1]) if count else 0,
            [words(item) for item in re.findall(r"<li>(<a .*?)</li>", rest)], "No publication yet" in rest,
        )  # fmt: skip
    return found


BRIEF = "Cooperatives give displaced people a way to&nbsp;earn"


def test_publications_stand_under_their_terms_and_gaps_are_open(project: Path) -> None:
    assert terms(home(project)) == {
        "kinds--brief": ("Policy briefs", 1, [BRIEF], False),
        "kinds--case-study": ("Case studies", 1, ["Alpha"], False),
        "kinds--article": ("Articles", 1, ["An article"], False),
        "countries--UG": ("Uganda", 1, ["Alpha Case study 1"], False),
        "pathways--serve": ("Hosts serve", 2, [f"{BRIEF} Policy brief 4", "Alpha Case study 1"], False),
        "pathways--found": ("Displaced found", 0, [], True),
        "roles--practical": ("Practical", 1, [], False),
        "roles--income": ("Income", 1, ["Alpha Case study 1"], False),
        "roles--credit": ("Credit", 1, ["Alpha Case study 1"], False),
        "roles--social": ("Social", 0, [], False),
        "roles--trust": ("Trust", 0, [], True),
    }


def test_gaps_are_counted_and_narrower_terms_nest(project: Path) -> None:
    html = home(project)
    heads = [words(head) for head in re.findall(r'<header class="facet-head">.*?</header>', html, re.S)]
    assert heads == [
        "Kind of publication", "Country", "Pathway Ways to work together. Without a publication yet: 1",
        "Role What it does. Without a publication yet: 1",
    ]  # fmt: skip
    nested = re.search(
        r'id="roles--practical".*?<ul class="facet-narrower">(.*?)id="roles--social"', html, re.S
    )
    assert nested
    assert re.findall(r'id="([^"]+)"', nested[1]) == ["roles--income", "roles--credit"]
    ways = re.search(r'<nav class="find-by-ways".*?</nav>', html, re.S)
    assert ways
    assert re.findall(r'href="#([^"]+)"', ways[0]) == re.findall(r'<h3 id="([^"]+)"', html)


ACTORS = """\
title: {en: Actors, fr: Acteurs}
name: {en: Actor, fr: Acteur}
definition: {en: Who acts, fr: Qui agit}
terms:
  - {id: state, label: {en: The state, fr: L’État}, definition: {en: All of it, fr: Tout}}
  - id: registrars
    broader: state
    label: {en: Registrars, fr: Registres}
    definition: {en: Who register, fr: Qui enregistre}
  - {id: donors, label: {en: Donors, fr: Bailleurs}, definition: {en: Who pay, fr: Qui paie}}
"""

ASKING = """\
recommendations:
  - {action: Register *quickly*, actors: [registrars], who: Registrars, by: "2027", evidence: "Seen in Uganda.[@study]"}
  - {action: Pay & stay, actors: [donors, registrars], who: Both, by: "2028", evidence: "Seen in Jordan.[@study]"}
---"""


def test_recommendations_stand_under_each_actor_they_are_for(project: Path) -> None:
    brief = project / "briefs/good/brief.md"
    head, _, text = brief.read_text("utf-8").partition("\n---")
    corpus.write(project, {"series/vocabularies/actors.yml": ACTORS})
    brief.write_text(f"{head}\n{ASKING}{text}", "utf-8")
    html = home(project)
    asked = {name: term for name, term in terms(html).items() if name.startswith("recommendations-")}
    first, second = "Register quickly Policy brief 4, no. 1", "Pay &amp; stay Policy brief 4, no. 2"
    assert asked == {
        "recommendations--registrars": ("Registrars", 2, [first, second], False),
        "recommendations--donors": ("Donors", 1, [second], False),
    }
    target = re.search(r'href="([^"#]+)#recommendation-2"', html)
    assert target
    assert 'id="recommendation-2"' in (project / "dist" / target[1]).read_text("utf-8")


def test_a_recommendation_of_another_language_leads_to_its_page(project: Path) -> None:
    brief = project / "briefs/good/brief.md"
    english = brief.read_text("utf-8")
    head, _, text = english.partition("\n---")
    corpus.write(project, {"series/vocabularies/actors.yml": ACTORS})
    brief.with_name("brief.fr.md").write_text(f"{head}\n{ASKING}{text}", "utf-8")
    assert not [problem for problem in corpus.build(project).diagnostics if problem.is_error]
    html = (project / "dist/index.html").read_text("utf-8")
    found = re.search(r'<a href="([^"#]+)#recommendation-1" lang="fr" dir="ltr">Register', html)
    assert found
    assert 'id="recommendation-1"' in (project / "dist" / found[1]).read_text("utf-8")


def test_a_new_case_fills_a_gap_and_says_how_far(project: Path) -> None:
    assert terms(home(project))["pathways--found"][3]
    case(
        project, "beta", 2, "Beta", "{countries: KE, pathways: [{id: found, extent: planned}], roles: trust}"
    )
    there = terms(home(project))
    assert there["pathways--found"] == ("Displaced found", 1, ["Beta Case study 2 (planned)"], False)
    assert there["kinds--case-study"][2] == ["Alpha", "Beta"]
    assert there["roles--social"][:2] == ("Social", 1)
    assert [anchor for anchor in there if anchor.startswith("countries")] == [
        "countries--KE",
        "countries--UG",
    ]


def test_countries_are_in_the_order_of_the_alphabet_in_the_language_of_the_page(project: Path) -> None:
    case(project, "beta", 2, "Beta", "{countries: [SN, ET, EG, DE], pathways: serve, roles: trust}")
    settings = (project / "briefgen.yml").read_text("utf-8").replace("[en, fr]", "[fr, en]")
    (project / "briefgen.yml").write_text(settings, "utf-8")
    found = terms(home(project))
    labels = [label for anchor, (label, *_) in found.items() if anchor.startswith("countries")]
    assert labels == ["Allemagne", "Égypte", "Éthiopie", "Ouganda", "Sénégal"]
    assert found["pathways--found"][0] == "Les déplacés fondent"


def test_the_terms_of_a_facts_panel_lead_to_their_places(project: Path) -> None:
    anchors = re.findall(r'\bid="([^"]+)"', home(project))
    page = (project / "dist/en/case-studies/alpha/index.html").read_text("utf-8")
    links = re.findall(r'<a class="term-link" href="../../../index.html#([^"]+)">([^<]+)</a>', page)
    assert links == [
        ("countries--UG", "Uganda"), ("pathways--serve", "Hosts serve"), ("roles--income", "Income"),
        ("roles--credit", "Credit"),
    ]  # fmt: skip
    assert {anchor for anchor, _ in links} <= set(anchors)
    paper = for_paper(page, "https://briefs.longtable.example/en/case-studies/alpha/index.html")
    assert "term-link" not in paper
    assert "<dd>Hosts serve</dd>" in paper


def test_a_case_that_is_not_listed_leads_nowhere(project: Path) -> None:
    case(project, "alpha", 1, "Alpha", "{countries: UG, pathways: serve, roles: trust}", "listed: false\n")
    assert "countries--UG" not in terms(home(project))
    assert "term-link" not in (project / "dist/en/case-studies/alpha/index.html").read_text("utf-8")


def test_it_is_written_anew_when_terms_change_and_only_then(project: Path) -> None:
    page = project / "dist/index.html"
    before, stamp = home(project), page.stat().st_mtime_ns
    text = project / "case_studies/alpha/case-study.md"
    text.write_text(text.read_text("utf-8").replace("belongs to", "is owned by"), "utf-8")
    assert home(project) == before
    assert page.stat().st_mtime_ns == stamp
    settings = project / "case_studies/alpha/publication.yml"
    settings.write_text(settings.read_text("utf-8").replace("pathways: serve", "pathways: found"), "utf-8")
    assert terms(home(project))["pathways--found"][2] == ["Alpha Case study 1"]
    assert page.stat().st_mtime_ns != stamp


def test_a_retired_term_stays_while_something_names_it(project: Path) -> None:
    case(project, "alpha", 1, "Alpha", "{countries: UG, pathways: lend, roles: trust}")
    assert {problem.code for problem in corpus.build(project).diagnostics} == {"term-retired"}
    html = (project / "dist/index.html").read_text("utf-8")
    assert terms(html)["pathways--lend"][2] == ["Alpha Case study 1"]


def test_a_series_without_terms_has_no_such_part(small_project: Path) -> None:
    assert "find-by" not in home(small_project)
