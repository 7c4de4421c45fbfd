"""What pages say of themselves to programs: catalogues, scholars, social networks, search engines, readers of feeds."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from PIL import Image

from briefgen.output.media import for_paper, for_screen
from tests import corpus
from tests.public_series import FRENCH, HIDDEN, SITE, TITLE, Head, built, head, head_of, project_of


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = project_of(tmp_path_factory.mktemp("heads"))
    built(project)
    return project / "dist"


def test_a_page_in_the_words_of_catalogues(dist: Path) -> None:
    said = head(dist, "fr/briefs/good").meta
    assert [pair for pair in said if re.match("DCTERMS|citation_|robots", pair[0], re.I)] == [
        ("DCTERMS.title", FRENCH),
        ("DCTERMS.creator", "Amina Ould Ahmed"),
        ("DCTERMS.creator", "Long Table"),
        ("DCTERMS.subject", "l’épargne"),
        ("DCTERMS.subject", "Membres"),
        ("DCTERMS.abstract", "Ce que sept coopératives montrent sur la vie après un déplacement."),
        ("DCTERMS.publisher", "Long Table"),
        ("DCTERMS.issued", "2026-11-24"),
        ("DCTERMS.type", "Text"),
        ("DCTERMS.type", "Note d’orientation"),
        ("DCTERMS.format", "text/html"),
        ("DCTERMS.hasFormat", f"{SITE}fr/briefs/good/good-fr.pdf"),
        ("DCTERMS.language", "fr"),
        ("DCTERMS.isPartOf", "Coopérer"),
        ("DCTERMS.identifier", f"{SITE}fr/briefs/good/"),
        ("DCTERMS.identifier", "https://doi.org/10.5555/good"),
        ("DCTERMS.license", "https://creativecommons.org/licenses/by/4.0/"),
        ("DCTERMS.isVersionOf", f"{SITE}en/briefs/good/"),
        ("citation_title", FRENCH),
        ("citation_author", "Amina Ould Ahmed"),
        ("citation_author", "Long Table"),
        ("citation_publication_date", "2026/11/24"),
        ("citation_technical_report_institution", "Long Table"),
        ("citation_technical_report_number", "3"),
        ("citation_language", "fr"),
        ("citation_pdf_url", f"{SITE}fr/briefs/good/good-fr.pdf"),
        ("citation_doi", "10.5555/good"),
    ]
    assert {"rel": "schema.DCTERMS", "href": "http://purl.org/dc/terms/"} in head(
        dist, "fr/briefs/good"
    ).links


@pytest.mark.parametrize("name", HIDDEN)
def test_what_is_not_public_is_kept_from_search_engines_and_scholars(dist: Path, name: str) -> None:
    said = head(dist, f"en/briefs/{name}")
    assert said.of("robots") == ["noindex"]
    assert not [name for name, _ in said.meta if name.startswith("citation_")]


@pytest.fixture(scope="module")
def more_languages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The series with a French edition that has a DOI of its own, and a Spanish one that is a draft."""
    project = project_of(tmp_path_factory.mktemp("languages"))
    settings, folder = project / "briefgen.yml", project / "briefs/good"
    settings.write_text(settings.read_text("utf-8").replace("[en, fr]", "[en, fr, es]"), "utf-8")
    french = (folder / "brief.fr.md").read_text("utf-8")
    for language, key in (("fr", "doi: 10.5555/good.fr"), ("es", "stage: draft")):
        (folder / f"brief.{language}.md").write_text(french.replace("---\n", f"---\n{key}\n", 1), "utf-8")
    built(project, sources=("briefs/good",))
    return project / "dist"


def test_only_the_doi_of_an_edition_is_the_same_as_its_page(more_languages: Path) -> None:
    own, shared = (json.loads(head(more_languages, f"{code}/briefs/good").data) for code in ("fr", "en"))
    assert own["sameAs"] == own["identifier"]["url"] == "https://doi.org/10.5555/good.fr"
    assert shared["identifier"]["value"] == "10.5555/good" and "sameAs" not in shared


def test_nothing_in_a_head_leads_to_a_translation_that_is_not_public(more_languages: Path) -> None:
    """Readers of a draft find their way all the same."""
    english, french, draft = (
        more_languages / f"{code}/briefs/good/index.html" for code in ("en", "fr", "es")
    )
    for page in (english, french):
        said = head_of(page)
        assert re.findall('hreflang="([^"]+)"', said) in (
            ["en", "fr", "x-default"],
            ["fr", "en", "x-default"],
        )
        assert "es/briefs/good" not in said and "es_ES" not in said
        assert '<a href="../../../es/briefs/good/index.html" lang="es"' in page.read_text("utf-8")
    assert "hreflang" not in head_of(draft) and '"translationOfWork"' in head_of(draft)


def test_a_translation_of_a_draft_leads_to_no_original(tmp_path: Path) -> None:
    project = project_of(tmp_path)
    stages = {"publication.yml": "draft", "brief.fr.md": "published", "article.md": "published"}
    for name, stage in stages.items():
        path = project / "briefs/good" / name
        text = path.read_text("utf-8").replace("stage: published\n", "")
        start = "---\n" if name.endswith(".md") else ""
        path.write_text(f"{start}stage: {stage}\n{text.removeprefix(start)}", "utf-8")
    built(project, sources=("briefs/good",))
    spanish = (project / "briefs/good/brief.fr.md").read_text("utf-8")
    (project / "briefs/good/brief.es.md").write_text(spanish, "utf-8")
    settings = project / "briefgen.yml"
    settings.write_text(settings.read_text("utf-8").replace("[en, fr]", "[en, fr, es]"), "utf-8")
    built(project, sources=("briefs/good",))
    for page in ("fr/briefs/good", "es/briefs/good", "en/briefs/good/article"):
        said = head(project / "dist", page)
        assert said.of("robots") == []
        assert not re.search(r"en/briefs/good/(?!article)", head_of(project / "dist" / page / "index.html"))
    for page in ("fr/briefs/good", "es/briefs/good"):
        said = head(project / "dist", page)
        alternates = {link["hreflang"]: link["href"] for link in said.links if link.get("hreflang")}
        both = {code: f"{SITE}{code}/briefs/good/" for code in ("fr", "es")}
        assert alternates == both | {"x-default": both["fr"]}, "both lead other readers to the same"
        assert not {"workTranslation", "translationOfWork"} & json.loads(said.data).keys(), (
            "both translate the draft"
        )


def test_a_description_is_set_like_a_title_everywhere(tmp_path: Path) -> None:
    project = project_of(tmp_path)
    path = project / "briefs/good/brief.md"
    plain = '"Members\' *savings*" in 2020-2021 & <more>'
    path.write_text(
        re.sub("description: .*", f"description: {json.dumps(plain)}", path.read_text("utf-8")), "utf-8"
    )
    built(project, sources=("briefs/good",))
    said, dist = head(project / "dist", "en/briefs/good"), project / "dist"
    wanted = "“Members’ *savings*” in 2020–2021 & <more>"
    found = {json.loads(said.data)["description"]}
    for name in ("description", "og:description", "DCTERMS.abstract"):
        found |= set(said.of(name))
    for name in ("feeds/en.atom", "feeds/en.rss", "oai.xml", "en/briefs/good/good-en.crossref.xml"):
        texts = {element.text for element in ElementTree.parse(dist / name).iter() if element.text}
        found |= {text for text in texts if "Members" in text and "2020" in text}
    registered = json.loads((dist / "en/briefs/good/good-en.datacite.json").read_text("utf-8"))
    found.add(registered["data"]["attributes"]["descriptions"][0]["description"])
    assert found == {wanted}


@pytest.mark.parametrize(
    "key", ["family: Diop", "affiliation: A university", "orcid: 0000-0002-1825-0097", ""]
)
def test_everything_takes_an_author_for_the_same(tmp_path: Path, key: str) -> None:
    """`name` and `affiliation`, which a new publication begins with, were an organisation."""
    project = project_of(tmp_path)
    path = project / "briefs/good/publication.yml"
    author = f"authors: [{{name: Awa Diop, {key}}}]"
    text = re.sub(r"authors:\n(  - .*\n)+", f"{author}\n", path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    built(project, sources=("briefs/good",))
    dist = project / "dist"
    (page,) = json.loads(head(dist, "en/briefs/good").data)["author"]
    (creator,) = json.loads((dist / "en/briefs/good/good-en.datacite.json").read_text("utf-8"))["data"]["attributes"]["creators"]  # fmt: skip
    crossref = (dist / "en/briefs/good/good-en.crossref.xml").read_text("utf-8")
    bibtex, ris = (
        next((dist / "assets").glob(f"good-en-*.{form}")).read_text("utf-8") for form in ("bib", "ris")
    )
    person, organisation = (
        ("Person", "Personal", True, True, True), ("Organization", "Organizational", False, False, False),
    )  # fmt: skip
    assert (
        page["@type"], creator["nameType"], "<surname>Diop<" in crossref,
        "{Diop}, Awa" in bibtex, "AU  - Diop, Awa\r\n" in ris or "AU  - Diop, Awa\n" in ris,
    ) == (person if key else organisation)  # fmt: skip


def test_an_article_is_none_of_scholars(dist: Path) -> None:
    said = head(dist, "en/briefs/good/article")
    assert not [name for name, _ in said.meta if name.startswith("citation_")]
    assert said.of("DCTERMS.identifier") == [f"{SITE}en/briefs/good/article/"]


def test_a_page_for_social_networks(dist: Path) -> None:
    said = head(dist, "fr/briefs/good")
    assert (said.of("og:locale"), said.of("og:locale:alternate")) == (["fr_FR"], ["en_US"])
    (address,) = said.of("og:image")
    assert address.startswith(f"{SITE}assets/hero-")
    with Image.open(dist / urlsplit(address).path[1:]) as picture:
        size = [[str(number)] for number in picture.size]
    assert [said.of("og:image:width"), said.of("og:image:height")] == size == [["1920"], ["96"]]
    assert said.of("og:image:alt") == ["Chairs & a 'table'"]
    assert head(dist, "en/briefs/newer").of("og:image") == []


def test_a_drawing_is_not_offered_to_social_networks(tmp_path: Path) -> None:
    project = project_of(tmp_path)
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><path d="M0 0h80"/></svg>'
    corpus.write(project, {"briefs/good/figures/hero.svg": drawing})
    settings = project / "briefs/good/publication.yml"
    settings.write_text(settings.read_text("utf-8").replace("hero.png", "hero.svg"), "utf-8")
    built(project, sources=("briefs/good",))
    assert head(project / "dist", "en/briefs/good").of("og:image") == []


def test_pages_name_the_feeds_of_their_language(dist: Path) -> None:
    for path, target in (("fr/briefs/good", "../../../feeds/fr."), ("fr", "../feeds/fr."), ("", "feeds/en.")):
        links = [link for link in head(dist, path).links if link.get("type")]
        offered = [(link["type"], link["href"]) for link in links if link["rel"] == "alternate"]
        assert offered == [("application/atom+xml", f"{target}atom"), ("application/rss+xml", f"{target}rss")]
        for _, href in offered:
            assert (dist / path / str(href)).resolve().is_file()


def test_the_home_page_shows_the_feeds_of_topics(dist: Path) -> None:
    shown = (dist / "fr/index.html").read_text("utf-8").partition('class="follow"')[2]
    found = re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', shown.partition("</section>")[0])
    assert found == [
        ("../feeds/fr.atom", "Atom"), ("../feeds/fr.rss", "RSS"),
        ("../feeds/fr/savings-loans.atom", "l’épargne"), ("../feeds/fr/members.atom", "Membres"),
    ]  # fmt: skip
    assert all((dist / "fr" / href).resolve().is_file() for href, _ in found)


def test_a_page_in_the_words_of_schema_org(dist: Path) -> None:
    english, french, article, home = (
        json.loads(head(dist, path).data)
        for path in ("en/briefs/good", "fr/briefs/good", "en/briefs/good/article", "fr")
    )
    series = {"@type": "CreativeWorkSeries", "@id": SITE, "name": "Cooperation & <more>", "url": SITE}
    publisher = {"@type": "Organization", "name": "Long Table", "url": "https://longtable.example/"}
    assert english == {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": f"{SITE}en/briefs/good/",
        "url": f"{SITE}en/briefs/good/",
        "headline": TITLE,
        "description": "What seven cooperatives show about earning a living after displacement.",
        "inLanguage": "en",
        "datePublished": "2026-11-24",
        "author": [
            {
                "@type": "Person",
                "name": "Amina Ould Ahmed",
                "@id": "https://orcid.org/0000-0002-1825-0097",
                "affiliation": {"@type": "Organization", "name": "Example University"},
            },
            {"@type": "Organization", "name": "Long Table"},
        ],
        "publisher": publisher,
        "isPartOf": series,
        "associatedMedia": {
            "@type": "MediaObject",
            "encodingFormat": "application/pdf",
            "contentUrl": f"{SITE}en/briefs/good/good-en.pdf",
            "identifier": {"@type": "PropertyValue", "propertyID": "ISBN", "value": "9783161484100"},
        },
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": "DOI",
            "value": "10.5555/good",
            "url": "https://doi.org/10.5555/good",
        },
        "reportNumber": "3",
        "keywords": ["savings & loans", "Members"],
        "image": head(dist, "en/briefs/good").of("og:image")[0],
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "funder": [{"@type": "Organization", "name": "Example Foundation"}],
        "workTranslation": [{"@type": "Report", "@id": f"{SITE}fr/briefs/good/", "inLanguage": "fr"}],
    }
    assert french["translationOfWork"] == {
        "@type": "Report", "@id": f"{SITE}en/briefs/good/", "inLanguage": "en",
    }  # fmt: skip
    assert french["keywords"] == ["l’épargne", "Membres"] and "workTranslation" not in french
    assert (article["@type"], article["isBasedOn"]) == ("Article", f"{SITE}en/briefs/good/")
    assert home == {
        "@context": "https://schema.org", "@type": "CreativeWorkSeries", "@id": f"{SITE}fr/", "url": f"{SITE}fr/",
        "name": "Coopérer", "description": "Comment elles répondent", "inLanguage": "fr", "publisher": publisher,
        "translationOfWork": {"@type": "CreativeWorkSeries", "@id": SITE, "inLanguage": "en"},
    }  # fmt: skip


def test_paper_has_none_of_it(dist: Path) -> None:
    """So what programs read changes no PDF."""
    html = (dist / "en/briefs/good/index.html").read_text("utf-8")
    kept = Head()
    kept.feed(for_paper(html, f"{SITE}en/briefs/good/").partition("</head>")[0])
    assert [name for name, _ in kept.meta] == [
        "viewport", "description", "author", "author", "keywords", "color-scheme",
    ]  # fmt: skip
    assert [link["rel"] for link in kept.links] == ["icon"] and kept.data == ""
    hidden = (dist / "en/briefs/draft/index.html").read_text("utf-8")
    assert "noindex" not in for_paper(hidden, f"{SITE}en/briefs/draft/")


def test_paper_alone_has_the_days_for_the_engine() -> None:
    days = '<meta name="dcterms.created" content="2026-11-24">\n<meta name="dcterms.modified" content="2026-11-24">\n'
    assert for_paper(days, SITE) == days
    assert for_screen(days, ()) == ""
