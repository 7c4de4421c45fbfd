"""What other programs read of a series: feeds, site map, repository and registrations, by rules written out from their
standards; and who appears in them."""

from __future__ import annotations

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pikepdf
import pytest

from briefgen import pipeline
from briefgen.content.fields import LocalText
from briefgen.content.topics import topic_id
from briefgen.output.catalogue import catalogue
from briefgen.output.feeds import feeds
from briefgen.preview.stage import set_stage
from tests.public_series import FRENCH, HIDDEN, OTHER, SETTINGS, SITE, TITLE, built, head, head_of, project_of

ATOM, DC, OAI = "{http://www.w3.org/2005/Atom}", "{http://purl.org/dc/elements/1.1/}", "{http://www.openarchives.org/OAI/2.0/}"  # fmt: skip
XHTML, MAP = "{http://www.w3.org/1999/xhtml}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CROSSREF = "{http://www.crossref.org/schema/5.3.1}"
RELATION = "{http://www.crossref.org/relations.xsd}intra_work_relation"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = project_of(tmp_path_factory.mktemp("public"))
    built(project, None, sources=("briefs/good", "briefs/newer"))
    built(project)
    return project / "dist"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_of(tmp_path)


def root_of(path: Path) -> Element:
    return ElementTree.fromstring(path.read_bytes())


def texts(element: Element, path: str) -> list[str]:
    return [found.text or "" for found in element.iterfind(path)]


# --- who is public ----------------------------------------------------------------------------------------


def public_files(dist: Path) -> dict[str, bytes]:
    listed = json.loads((dist / "build.json").read_text("utf-8"))["artifacts"]
    kinds = ("feed", "sitemap", "oai", "datacite", "crossref")
    return {item["path"]: (dist / item["path"]).read_bytes() for item in listed if item["kind"] in kinds}


def test_what_there_is_is_listed(dist: Path) -> None:
    feeds = ["en", "en/members", "en/savings-loans", "fr", "fr/members", "fr/savings-loans"]
    assert list(public_files(dist)) == sorted(
        [
            "en/briefs/good/good-en.crossref.xml",
            "en/briefs/good/good-en.datacite.json",
            *(f"feeds/{name}.{form}" for name in feeds for form in ("atom", "rss")),
            "oai.xml",
            "sitemap.xml",
        ]
    )


def test_nothing_tells_of_what_is_not_public(dist: Path) -> None:
    for name in HIDDEN:
        assert (dist / f"en/briefs/{name}/index.html").is_file(), "it has a page all the same"
    for path, data in public_files(dist).items():
        assert not re.search(rb"secret|draft|reviewed|approved|unlisted|embargoed", data, re.I), path


def test_what_becomes_public_appears_and_what_is_withdrawn_goes(project: Path) -> None:
    built(project)
    before = public_files(project / "dist")
    held = {name: project / f"briefs/{name}/publication.yml" for name in HIDDEN}
    was = {name: path.read_text("utf-8") for name, path in held.items()}
    for name, path in held.items():
        path.write_text(OTHER.format(stage="published", topic=f"Secret {name}", more=""), "utf-8")
    built(project)
    after = public_files(project / "dist")
    for name in HIDDEN:
        assert f"feeds/en/secret-{name}.atom" in after
        for path in ("feeds/en.atom", "feeds/en.rss", "sitemap.xml", "oai.xml"):
            assert f"briefs/{name}".encode() in after[path]
    for name, path in held.items():
        path.write_text(was[name], "utf-8")
    built(project)
    assert public_files(project / "dist") == before
    assert not list((project / "dist/feeds").rglob("secret-*"))


def test_an_edition_that_lags_behind_stays_out_alone(project: Path) -> None:
    french = project / "briefs/good/brief.fr.md"
    french.write_text(french.read_text("utf-8").replace("---\n", "---\nstage: draft\n", 1), "utf-8")
    built(project)
    files = public_files(project / "dist")
    assert not [path for path in files if path.startswith("feeds/fr")]
    assert b"/fr/briefs/good/" not in files["sitemap.xml"] + files["oai.xml"] + files["feeds/en.atom"]
    assert 'type="application/atom+xml"' not in head_of(project / "dist/fr/briefs/good/index.html")


def test_they_go_with_the_last_that_is_public_and_with_their_setting(project: Path) -> None:
    built(project)
    (project / "briefgen.yml").write_text(SETTINGS.partition("crossref:")[0], "utf-8")
    built(project)
    assert {"oai.xml", "en/briefs/good/good-en.crossref.xml"}.isdisjoint(public_files(project / "dist"))
    for name in ("good", "newer"):
        settings = project / f"briefs/{name}/publication.yml"
        settings.write_text(settings.read_text("utf-8").replace("stage: published", "stage: draft"), "utf-8")
    built(project)
    assert public_files(project / "dist") == {}
    assert not (project / "dist/feeds").exists()


def test_only_what_differs_is_written_and_a_mistake_changes_nothing(project: Path) -> None:
    built(project)

    def stamps() -> dict[str, int]:
        return {path: (project / "dist" / path).stat().st_mtime_ns for path in public_files(project / "dist")}

    before = stamps()
    settings = project / "briefs/newer/publication.yml"
    good = settings.read_text("utf-8")
    settings.write_text(good.replace("2026-11-26", "2026-11-27"), "utf-8")
    built(project)
    changed = {path for path, stamp in stamps().items() if before[path] != stamp}
    members = {f"feeds/en/members.{form}" for form in ("atom", "rss")}
    assert changed == {"feeds/en.atom", "feeds/en.rss", *members, "sitemap.xml", "oai.xml"}
    before = stamps()
    settings.write_text("date: never\n", "utf-8")
    pipeline.build(project, pipeline.Order(project / "dist", only="html"))
    assert stamps() == before


def test_a_build_of_one_publication_keeps_the_others_in(project: Path) -> None:
    built(project)
    before = public_files(project / "dist")
    built(project, sources=("briefs/newer",), force=True)
    assert public_files(project / "dist") == before


def test_a_folder_in_one_language_leads_to_the_feeds_on_the_web(project: Path, tmp_path: Path) -> None:
    order = pipeline.Order(tmp_path / "fr", only=None, languages=("fr",), standalone=True)
    pipeline.build(project, order)
    assert public_files(tmp_path / "fr") == {}
    for page in ("fr/index.html", "fr/briefs/good/index.html"):
        assert f'href="{SITE}feeds/fr.atom"' in head_of(tmp_path / "fr" / page)


# --- feeds ------------------------------------------------------------------------------------------------


def moment(text: str) -> datetime:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text)
    return datetime.fromisoformat(text)


def atom_feeds(dist: Path) -> list[Path]:
    return sorted((dist / "feeds").rglob("*.atom"))


def test_atom_keeps_rfc_4287(dist: Path) -> None:
    for path in atom_feeds(dist):
        feed = root_of(path)
        here = f"{SITE}{path.relative_to(dist).as_posix()}"
        assert feed.tag == f"{ATOM}feed" and feed.get(LANG) == path.relative_to(dist).parts[1][:2]
        assert {link.get("rel"): link.get("href") for link in feed.iterfind(f"{ATOM}link")}["self"] == here
        entries = feed.findall(f"{ATOM}entry")
        assert entries
        for element in (feed, *entries):  # 4.1.1, 4.1.2: one of each, and somebody who wrote it
            for name in ("id", "title", "updated"):
                assert len(texts(element, f"{ATOM}{name}")) == 1, (path, name)
            assert texts(element, f"{ATOM}author/{ATOM}name")
            alternates = [link for link in element.iterfind(f"{ATOM}link") if link.get("rel") == "alternate"]
            assert (
                len({(link.get("type"), link.get("hreflang")) for link in alternates}) == len(alternates) == 1
            )
            assert urlsplit(texts(element, f"{ATOM}id")[0]).scheme == "https"
        ids = [texts(entry, f"{ATOM}id")[0] for entry in entries]
        assert len(set(ids)) == len(ids)
        moments = [moment(texts(entry, f"{ATOM}updated")[0]) for entry in entries]
        assert moments == sorted(moments, reverse=True)
        assert moment(texts(feed, f"{ATOM}updated")[0]) == moments[0]
        for address in ids:
            assert (dist / urlsplit(address).path[1:] / "index.html").is_file()


def test_what_feeds_hold(dist: Path) -> None:
    titles = {
        path.relative_to(dist / "feeds").as_posix(): (texts(feed, f"{ATOM}title")[0], texts(feed, f"{ATOM}entry/{ATOM}title"))
        for path in atom_feeds(dist) for feed in [root_of(path)]
    }  # fmt: skip
    newer, article = "Newer & bolder in 2020–2021", "An article"
    assert titles == {
        "en.atom": ("Cooperation & <more>", [newer, TITLE, article]),
        "en/members.atom": ("Cooperation & <more>: Members", [newer, TITLE, article]),
        "en/savings-loans.atom": ("Cooperation & <more>: savings & loans", [TITLE, article]),
        "fr.atom": ("Coopérer", [FRENCH]),
        "fr/members.atom": ("Coopérer: Membres", [FRENCH]),
        "fr/savings-loans.atom": ("Coopérer: l’épargne", [FRENCH]),
    }


def test_an_entry_brings_its_pdf(dist: Path) -> None:
    entry = root_of(dist / "feeds/fr.atom").find(f"{ATOM}entry")
    assert entry is not None
    links = {link.get("rel"): link for link in entry.iterfind(f"{ATOM}link")}
    pdf = dist / "fr/briefs/good/good-fr.pdf"
    assert (links["enclosure"].get("href"), links["enclosure"].get("length")) == (
        f"{SITE}fr/briefs/good/good-fr.pdf", str(pdf.stat().st_size),
    )  # fmt: skip
    item = root_of(dist / "feeds/fr.rss").find("channel/item/enclosure")
    assert item is not None and item.get("length") == str(pdf.stat().st_size)


def test_rss_keeps_its_specification_and_says_the_same(dist: Path) -> None:
    for path in atom_feeds(dist):
        rss = root_of(path.with_suffix(".rss"))
        assert (rss.tag, rss.get("version")) == ("rss", "2.0")
        (channel,) = rss
        for name in ("title", "link", "description", "language"):
            assert len(texts(channel, name)) == 1
        feed = root_of(path)
        for name, other in (("title", "title"), ("link", "id"), ("description", "summary"), ("guid", "id")):
            assert texts(channel, f"item/{name}") == texts(feed, f"{ATOM}entry/{ATOM}{other}")
        assert [guid.get("isPermaLink") for guid in channel.iterfind("item/guid")] == ["true"] * len(
            channel.findall("item")
        )
        days = [parsedate_to_datetime(text) for text in texts(channel, "item/pubDate")]
        assert days == [moment(text) for text in texts(feed, f"{ATOM}entry/{ATOM}published")]
        assert texts(channel, f"item/{DC}creator") == texts(feed, f"{ATOM}entry/{ATOM}author/{ATOM}name")


def test_a_feed_holds_the_newest_fifty(project: Path) -> None:
    workshop = set_stage(project, pipeline.Order(project / "dist")).workshop
    assert workshop
    pages = {page.html: 1 for page in workshop.composer.addresses.pages.values()}
    records = [record for record in catalogue(workshop.composer, pages) if record.language == "en"]
    made = {artifact.path: artifact for artifact in feeds(workshop.composer.addresses, records * 20)}
    feed = ElementTree.fromstring(made["feeds/en.atom"].content.read())
    assert len(feed.findall(f"{ATOM}entry")) == 50 < len(records) * 20


@pytest.mark.parametrize(
    ("topic", "address"),
    [
        ("Savings & loans", "savings-loans"), ("Épargne’s", "epargnes"), ("C", "c"), ("النساء", "a5498f07f8"),
        ("COVID-19 والنساء", "covid-19-4ac86fa272"), ("covid-19  والنساء", "covid-19-4ac86fa272"),
        ("COVID-19 والشباب", "covid-19-761c400b12"), ("C++", "c-05f84f094b"), ("C#", "c-00e358989d"),
        ("Con", "con-11431af9a3"), ("Conduct", "conduct"), ("øst", "st-930e9431c5"),
    ],
)  # fmt: skip
def test_topics_that_differ_have_addresses_of_their_own(topic: str, address: str) -> None:
    """An address that a reader follows stays: what needs no digest gets none."""
    assert topic_id(LocalText(by_language={"en": topic})) == address


def test_two_topics_are_two_feeds(project: Path) -> None:
    """Both were under one address, with the title of one of them."""
    topics = ("COVID-19 والنساء", "COVID-19 والشباب", "x" * 300)
    for slug, topic in (("good", topics[0]), ("newer", f"{topics[1]}, {topics[2]}")):
        path = project / f"briefs/{slug}/publication.yml"
        path.write_text(re.sub("topics: .*", f"topics: [{topic}]", path.read_text("utf-8")), "utf-8")
    built(project)
    found = {
        texts(root_of(path), f"{ATOM}title")[0]: path for path in (project / "dist/feeds/en").glob("*.atom")
    }
    assert found.keys() == {f"Cooperation & <more>: {topic}" for topic in topics}
    assert sorted(len(root_of(path).findall(f"{ATOM}entry")) for path in found.values()) == [1, 1, 2]
    assert all(len(path.name) < 120 for path in found.values())


def test_a_pdf_has_the_day_of_its_publication(dist: Path) -> None:
    """From the head of the page, which the web does without."""
    with pikepdf.open(dist / "fr/briefs/good/good-fr.pdf") as document:
        assert str(document.docinfo["/CreationDate"]).startswith("D:20261124")


# --- site map and repository ----------------------------------------------------------------------------------


def test_the_site_map(dist: Path) -> None:
    urls = root_of(dist / "sitemap.xml").findall(f"{MAP}url")
    days = {texts(url, f"{MAP}loc")[0]: texts(url, f"{MAP}lastmod") for url in urls}
    assert days == {
        SITE: [], f"{SITE}fr/": [],
        f"{SITE}en/briefs/good/": ["2026-11-24"], f"{SITE}en/briefs/good/article/": ["2026-11-24"],
        f"{SITE}en/briefs/newer/": ["2026-11-26"], f"{SITE}fr/briefs/good/": ["2026-11-24"],
    }  # fmt: skip
    for url in urls:
        (address,) = texts(url, f"{MAP}loc")
        path = urlsplit(address).path[1:]
        assert (dist / path / "index.html").is_file()
        told = {(link.get("hreflang"), link.get("href")) for link in url.iterfind(f"{XHTML}link")}
        in_head = {
            (link["hreflang"], link["href"]) for link in head(dist, path).links if link.get("hreflang")
        }
        assert told == in_head, "the page says the same of itself"


def test_translations_of_a_draft_do_not_translate_each_other(project: Path) -> None:
    """Registries heard that the French edition has the Spanish one as its translation, and the other way round."""
    folder = project / "briefs/good"
    settings = project / "briefgen.yml"
    settings.write_text(settings.read_text("utf-8").replace("[en, fr]", "[en, fr, es]"), "utf-8")
    french = (folder / "brief.fr.md").read_text("utf-8")
    for code in ("fr", "es"):
        text = french.replace("---\n", f"---\ndoi: 10.5555/good.{code}\n", 1)
        (folder / f"brief.{code}.md").write_text(text, "utf-8")
    original = folder / "brief.md"
    original.write_text(original.read_text("utf-8").replace("---\n", "---\nstage: draft\n", 1), "utf-8")
    built(project, sources=("briefs/good",))
    dist = project / "dist"
    both = {code: f"{SITE}{code}/briefs/good/" for code in ("fr", "es")}
    urls = root_of(dist / "sitemap.xml").findall(f"{MAP}url")
    told = {texts(url, f"{MAP}loc")[0]: {link.get("hreflang"): link.get("href") for link in url.iterfind(f"{XHTML}link")} for url in urls}  # fmt: skip
    for code, address in both.items():
        assert told[address] == both | {"x-default": both["fr"]}
        related = datacite(dist / f"{code}/briefs/good/good-{code}.datacite.json").get(
            "relatedIdentifiers", []
        )
        assert not [one for one in related if "Translation" in one["relationType"]]
        _, report = deposit(dist / f"{code}/briefs/good/good-{code}.crossref.xml")
        assert not list(report.iter(RELATION))


def test_the_repository_keeps_the_guidelines(dist: Path) -> None:
    repository = root_of(dist / "oai.xml")
    sr = "{http://www.openarchives.org/OAI/2.0/static-repository}"
    assert [child.tag for child in repository] == [f"{sr}Identify", f"{sr}ListMetadataFormats", f"{sr}ListRecords"]  # fmt: skip
    assert [(child.tag, child.text) for child in repository[0]] == [
        (f"{OAI}repositoryName", "Cooperation & <more>"),
        (f"{OAI}baseURL", "https://gateway.example/oai/briefs.longtable.example/oai.xml"),
        (f"{OAI}protocolVersion", "2.0"),
        (f"{OAI}adminEmail", "harvest@longtable.example"),
        (f"{OAI}earliestDatestamp", "2026-11-24"),
        (f"{OAI}deletedRecord", "no"),
        (f"{OAI}granularity", "YYYY-MM-DD"),
    ]
    assert repository[2].get("metadataPrefix") == "oai_dc"
    records = {texts(r, f"{OAI}header/{OAI}identifier")[0]: r for r in repository[2]}
    assert list(records) == [f"oai:briefs.longtable.example:{path}" for path in
                             ("en/briefs/good", "en/briefs/newer", "fr/briefs/good")]  # fmt: skip
    for record in records.values():
        assert [child.tag for child in record] == [f"{OAI}header", f"{OAI}metadata"], (
            "no sets, nothing deleted"
        )
        assert [child.tag for child in record[0]] == [f"{OAI}identifier", f"{OAI}datestamp"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", record[0][1].text or "")
    french = records["oai:briefs.longtable.example:fr/briefs/good"][1][0]
    assert french.tag == "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"
    assert [(child.tag.removeprefix(DC), child.text) for child in french] == [
        ("title", FRENCH),
        ("creator", "Amina Ould Ahmed"),
        ("creator", "Long Table"),
        ("subject", "l’épargne"),
        ("subject", "Membres"),
        ("description", "Ce que sept coopératives montrent sur la vie après un déplacement."),
        ("publisher", "Long Table"),
        ("date", "2026-11-24"),
        ("type", "Text"),
        ("type", "Note d’orientation"),
        ("format", "text/html"),
        ("format", "application/pdf"),
        ("identifier", f"{SITE}fr/briefs/good/"),
        ("identifier", "https://doi.org/10.5555/good"),
        ("source", f"{SITE}en/briefs/good/"),
        ("language", "fr"),
        ("relation", "Coopérer"),
        ("relation", f"{SITE}fr/briefs/good/good-fr.pdf"),
        ("rights", "https://creativecommons.org/licenses/by/4.0/"),
    ]


# --- registrations --------------------------------------------------------------------------------------------

NEEDED = {"doi", "url", "creators", "titles", "publisher", "publicationYear", "types", "schemaVersion"}
"""What DataCite cannot do without."""


def datacite(path: Path) -> dict[str, Any]:
    data = json.loads(path.read_text("utf-8"))["data"]
    assert data["type"] == "dois" and data["attributes"].keys() >= NEEDED
    found: dict[str, Any] = data["attributes"]
    return found


def test_what_datacite_is_told(dist: Path) -> None:
    said = datacite(dist / "en/briefs/good/good-en.datacite.json")
    assert (said["doi"], said["url"]) == ("10.5555/good", f"{SITE}en/briefs/good/")
    assert said["types"] == {"resourceTypeGeneral": "Report", "resourceType": "Policy brief"}
    assert (said["publisher"], said["publicationYear"], said["language"]) == ({"name": "Long Table"}, 2026, "en")  # fmt: skip
    assert said["creators"] == [
        {
            "name": "Ould Ahmed, Amina",
            "nameType": "Personal",
            "familyName": "Ould Ahmed",
            "givenName": "Amina",
            "affiliation": [{"name": "Example University"}],
            "nameIdentifiers": [
                {
                    "nameIdentifier": "https://orcid.org/0000-0002-1825-0097",
                    "nameIdentifierScheme": "ORCID",
                    "schemeUri": "https://orcid.org",
                }
            ],
        },
        {"name": "Long Table", "nameType": "Organizational"},
    ]
    related = {(one["relationType"], one["relatedIdentifierType"]): one["relatedIdentifier"] for one in said["relatedIdentifiers"]}  # fmt: skip
    assert related == {
        ("IsVariantFormOf", "URL"): f"{SITE}en/briefs/good/good-en.pdf",
        ("HasTranslation", "URL"): f"{SITE}fr/briefs/good/",
    }
    assert (said["relatedItems"][0]["number"], said["relatedItems"][0]["titles"][0]["title"]) == ("3", "Cooperation & <more>")  # fmt: skip
    assert said["alternateIdentifiers"] == [
        {"alternateIdentifierType": "ISBN", "alternateIdentifier": "9783161484100"}
    ]
    assert said["rightsList"][0]["rightsIdentifier"] == "CC-BY-4.0"
    assert said["fundingReferences"] == [{"funderName": "Example Foundation"}]
    assert said["formats"] == ["text/html", "application/pdf"]


def test_an_article_with_a_doi_names_what_it_rests_on(project: Path) -> None:
    article = project / "briefs/good/article.md"
    article.write_text(article.read_text("utf-8").replace("---\n", "---\ndoi: 10.5555/article\n", 1), "utf-8")
    built(project, sources=("briefs/good",))
    path = project / "dist/en/briefs/good/article/good-article-en.datacite.json"
    rests_on = {
        "relatedIdentifierType": "DOI",
        "relatedIdentifier": "10.5555/good",
        "relationType": "IsDerivedFrom",
    }
    assert datacite(path)["relatedIdentifiers"] == [rests_on]
    settings = project / "briefs/good/publication.yml"
    settings.write_text(settings.read_text("utf-8").replace("doi: 10.5555/good\n", ""), "utf-8")
    built(project, sources=("briefs/good",))
    rests_on |= {"relatedIdentifierType": "URL", "relatedIdentifier": f"{SITE}en/briefs/good/"}
    assert datacite(path)["relatedIdentifiers"] == [rests_on]


REPORT = ("contributors", "titles", "abstract", "publication_date", "isbn", "publisher", "publisher_item",
          "program", "program", "program", "doi_data")  # fmt: skip
"""The order of the parts of a report in the schema of Crossref, and below that in a series."""
IN_SERIES = ("series_metadata", "contributors", "titles", "abstract", "volume", "publication_date", "isbn",
             "publisher", "doi_data", "program")  # fmt: skip


def names(element: Element) -> list[str]:
    return [child.tag.rpartition("}")[2] for child in element]


def deposit(path: Path) -> tuple[Element, Element]:
    """The head of a deposit and its report."""
    batch = root_of(path)
    assert (batch.tag, batch.get("version"), names(batch)) == (f"{CROSSREF}doi_batch", "5.3.1", ["head", "body"])  # fmt: skip
    assert names(batch[0]) == ["doi_batch_id", "timestamp", "depositor", "registrant"]
    return batch[0], batch[1][0][0]


def test_what_crossref_is_told(dist: Path) -> None:
    sender, report = deposit(dist / "en/briefs/good/good-en.crossref.xml")
    assert [text.strip() for text in sender.itertext() if text.strip()][1:] == [
        "20261124000000", "The desk", "deposits@longtable.example", "Long Table",
    ]  # fmt: skip
    assert 4 <= len(sender[0].text or "") <= 100
    assert report.tag == f"{CROSSREF}report-paper_metadata" and report.get("language") == "en"
    assert tuple(names(report)) == REPORT
    person, organisation = report[0]
    assert (names(person), person.get("sequence"), person.get("contributor_role")) == (
        ["given_name", "surname", "affiliations", "ORCID"], "first", "author",
    )  # fmt: skip
    assert (organisation.text, organisation.get("sequence")) == ("Long Table", "additional")
    assert texts(report, f"{CROSSREF}publication_date/*") == ["11", "24", "2026"]
    assert texts(report, f"{CROSSREF}publisher_item/{CROSSREF}item_number") == ["3"]
    assert texts(report, f"{CROSSREF}doi_data/*") == ["10.5555/good", f"{SITE}en/briefs/good/"]
    relation = next(report.iter(RELATION))
    assert (relation.text, dict(relation.attrib)) == (
        f"{SITE}fr/briefs/good/", {"relationship-type": "hasTranslation", "identifier-type": "uri"},
    )  # fmt: skip


def test_a_deposit_that_differs_has_another_name(project: Path) -> None:
    """Crossref answers under the name of a deposit."""
    settings = project / "briefgen.yml"
    first, found = settings.read_text("utf-8"), []
    for old, new in (
        ("", ""),
        ("The desk", "Another desk"),
        ("crossref: {", "crossref: {deposit: 2026-12-03, "),
    ):
        settings.write_text(first.replace(old, new), "utf-8")
        built(project, sources=("briefs/good",))
        sender, _ = deposit(project / "dist/en/briefs/good/good-en.crossref.xml")
        found.append(texts(sender, f"{CROSSREF}doi_batch_id")[0])
    assert len(set(found)) == 3 and all(4 <= len(name) <= 100 for name in found)


def test_editions_with_their_own_doi_in_a_series_with_an_issn(project: Path) -> None:
    settings = project / "briefgen.yml"
    text = (
        settings.read_text("utf-8")
        .replace("description:", "issn: 2049-3630\n  description:")
        .replace("[en, fr]", "[en, fr, es]")
    )
    settings.write_text(text.replace("deposits@", "deposit@").replace("crossref: {", "crossref: {registrant: Registrant, deposit: 2026-12-03, "), "utf-8")  # fmt: skip
    french = project / "briefs/good/brief.fr.md"
    (project / "briefs/good/brief.es.md").write_text(french.read_text("utf-8"), "utf-8")
    french.write_text(french.read_text("utf-8").replace("---\n", "---\ndoi: 10.5555/good.fr\n", 1), "utf-8")
    built(project)
    dist = project / "dist"
    said = datacite(dist / "fr/briefs/good/good-fr.datacite.json")
    related = [(one["relationType"], one["relatedIdentifier"]) for one in said["relatedIdentifiers"]]
    assert related == [("IsPartOf", "2049-3630"), ("IsTranslationOf", f"{SITE}en/briefs/good/")]
    english = datacite(dist / "en/briefs/good/good-en.datacite.json")["relatedIdentifiers"][1:]
    assert sorted(tuple(one.values()) for one in english) == [
        ("DOI", "10.5555/good.fr", "HasTranslation"), ("URL", f"{SITE}es/briefs/good/", "HasTranslation"),
    ]  # fmt: skip
    sender, report = deposit(dist / "fr/briefs/good/good-fr.crossref.xml")
    assert texts(sender, "*")[1] == "20261203000000" and texts(sender, "*")[3] == "Registrant"
    assert report.tag == f"{CROSSREF}report-paper_series_metadata"
    assert names(report) == [name for name in IN_SERIES if name != "isbn"]
    assert texts(report, f"{CROSSREF}series_metadata/{CROSSREF}issn") == ["2049-3630"]
    assert texts(report, f"{CROSSREF}volume") == ["3"]
    assert texts(report, f"{CROSSREF}doi_data/{CROSSREF}doi") == ["10.5555/good.fr"]
    relations = [dict(found.attrib) | {"": found.text} for found in report.iter(RELATION)]
    assert relations == [
        {"": f"{SITE}en/briefs/good/", "relationship-type": "isTranslationOf", "identifier-type": "uri"}
    ]
    catalogued = [texts(root_of(dist / "oai.xml"), f".//{DC}{name}") for name in ("identifier", "relation")]
    assert "urn:ISBN:9783161484100" in catalogued[0] and "urn:ISSN:2049-3630" in catalogued[1]
    assert "urn:ISSN:2049-3630" in head(dist, "fr/briefs/good").of("DCTERMS.isPartOf")


# --- days of changes ------------------------------------------------------------------------------------------


def test_what_has_changed_is_told_to_all_with_its_day(project: Path) -> None:
    """The day of a publication is that of all its editions, if they have no later one."""
    for name, start, day in (("publication.yml", "", "2026-11-28"), ("brief.fr.md", "---\n", "2026-12-01")):
        path = project / "briefs/good" / name
        text = path.read_text("utf-8").removeprefix(start)
        path.write_text(f"{start}modified: {day}\n{text}", "utf-8")
    built(project, sources=("briefs/good", "briefs/newer"))
    dist = project / "dist"
    changed = {
        f"{SITE}en/briefs/newer/": "2026-11-26", f"{SITE}en/briefs/good/": "2026-11-28",
        f"{SITE}en/briefs/good/article/": "2026-11-28", f"{SITE}fr/briefs/good/": "2026-12-01",
    }  # fmt: skip
    urls = root_of(dist / "sitemap.xml").findall(f"{MAP}url")
    days = {texts(url, f"{MAP}loc")[0]: "".join(texts(url, f"{MAP}lastmod")) for url in urls}
    assert {address: day for address, day in days.items() if day} == changed
    repository = root_of(dist / "oai.xml")
    assert texts(repository, f".//{OAI}earliestDatestamp") == ["2026-11-26"]
    assert texts(repository, f".//{OAI}datestamp") == ["2026-11-28", "2026-11-26", "2026-12-01"]
    english, french = root_of(dist / "feeds/en.atom"), root_of(dist / "feeds/fr.atom")
    assert [text[:10] for text in texts(english, f"{ATOM}updated") + texts(french, f"{ATOM}updated")] == [
        "2026-11-28", "2026-12-01",
    ]  # fmt: skip
    for entry in (*english.iterfind(f"{ATOM}entry"), *french.iterfind(f"{ATOM}entry")):
        (address,), (updated,) = texts(entry, f"{ATOM}id"), texts(entry, f"{ATOM}updated")
        assert updated == f"{changed[address]}T00:00:00Z"
        assert texts(entry, f"{ATOM}published")[0] < "2026-11-27", "what is corrected is not new again"
    sender, _ = deposit(dist / "en/briefs/good/good-en.crossref.xml")
    assert texts(sender, f"{CROSSREF}timestamp") == ["20261128000000"]
    assert datacite(dist / "en/briefs/good/good-en.datacite.json")["dates"] == [
        {"date": "2026-11-24", "dateType": "Issued"}, {"date": "2026-11-28", "dateType": "Updated"},
    ]  # fmt: skip
    for path, days_said in (("fr/briefs/good", ["2026-12-01"]), ("en/briefs/newer", [])):
        said = head(dist, path)
        assert said.of("DCTERMS.modified") == said.of("article:modified_time") == days_said
        assert [day for key, day in json.loads(said.data).items() if key == "dateModified"] == days_said
        shown = re.findall(
            r'<span class="updated">(.*?)</span>', (dist / path / "index.html").read_text("utf-8")
        )
        assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in shown] == [
            "Mise à jour : 1 décembre 2026" for _ in days_said
        ]
