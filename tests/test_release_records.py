"""What a bundle says for catalogues and auditors: the metadata of archives (RO-Crate) and the bill of materials."""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from importlib.metadata import PackageNotFoundError
from types import SimpleNamespace
from typing import Any

import pytest

from briefgen.release import packages as package_list
from briefgen.release.crate import parts_named, parts_of
from briefgen.release.manifest import ReleaseRecord, read_record
from briefgen.release.packages import Package, packages
from briefgen.release.sbom import write_sbom
from tests.public_series import project_of
from tests.releases import APPROVED, change, codes, commit, released

ORCID = "0000-0002-1825-0097"


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A series with feeds, registrations and a companion; one author is spelled in two ways, another publishes it."""
    root = project_of(tmp_path_factory.mktemp("records"))
    for slug in ("good", "newer"):
        change(root, f"briefs/{slug}/publication.yml", "stage: published\n", f"stage: published\n{APPROVED}")
    spelled = f"authors: [{{name: A. Ould Ahmed, orcid: {ORCID}}}, {{name: Awa Diop}}]"
    change(root, "briefs/newer/publication.yml", "authors: [{name: Long Table}]", spelled)
    change(root, "briefs/good/article.md", "---\n", "---\ndoi: 10.5555/article\n")
    commit(root)
    out = root.parent / "bundle.zip"
    done = released(root, out, approved=True)
    assert done.bundle, codes(done)
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def record(bundle: dict[str, bytes]) -> ReleaseRecord:
    return read_record(bundle["release.json"])


@pytest.fixture
def graph(bundle: dict[str, bytes]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(bundle["ro-crate-metadata.json"])["@graph"]
    return found


# --- the crate ------------------------------------------------------------------------------------------------


def test_whatever_a_crate_refers_to_is_described_in_it_once(graph: list[dict[str, Any]]) -> None:
    count = Counter(entity["@id"] for entity in graph)
    assert [name for name, times in count.items() if times > 1] == []
    named = {
        one["@id"]
        for entity in graph
        for value in entity.values()
        for one in (value if isinstance(value, list) else [value])
        if isinstance(one, dict)
    }
    assert {name for name in named - count.keys() if not name.startswith("https://w3id.org/")} == set()


def test_registrations_are_about_the_work_beside_them(graph: list[dict[str, Any]]) -> None:
    about = {
        entity["@id"].rpartition("/")[2]: entity["about"]["@id"] for entity in graph if "about" in entity
    }
    assert (
        about["good-en.crossref.xml"]
        == about["good-en.datacite.json"]
        == about["good-en.pdf"]
        == "#good-brief-en"
    )
    assert about["good-article-en.datacite.json"] == "#good-article-en"
    assert about["good-fr.pdf"] == "#good-brief-fr"


def test_everybody_is_one_entity(graph: list[dict[str, Any]]) -> None:
    """Two spellings of one ORCID came in an order of chance, so that the same commit gave two bundles."""
    entities = {entity["@id"]: entity for entity in graph}
    orcid = f"https://orcid.org/{ORCID}"
    assert entities[orcid] == {
        "@id": orcid, "@type": "Person", "name": "A. Ould Ahmed", "alternateName": "Amina Ould Ahmed",
    }  # fmt: skip
    assert entities["#good-brief-en"]["author"] == [{"@id": orcid}, {"@id": "https://longtable.example/"}]
    assert entities["#newer-brief-en"]["author"] == [{"@id": orcid}, {"@id": "#author-Awa%20Diop"}]
    assert [entity["@type"] for entity in graph if entity.get("name") == "Long Table"] == ["Organization"]


def test_files_have_the_types_that_they_are_served_as(graph: list[dict[str, Any]]) -> None:
    types = {entity["@id"]: entity["encodingFormat"] for entity in graph if entity["@type"] == "File"}
    assert "application/octet-stream" not in types.values()
    assert types["dist/feeds/en.atom"] == "application/atom+xml"
    assert types["dist/feeds/en.rss"] == "application/rss+xml"
    assert types["dist/sitemap.xml"] == "application/xml"


def test_reports_and_the_manifest_are_parts(
    bundle: dict[str, bytes], record: ReleaseRecord, graph: list[dict[str, Any]]
) -> None:
    named = {part["@id"] for entity in graph if entity["@id"] == "./" for part in entity["hasPart"]}
    beside = {name for name in bundle if not name.startswith(("dist/", "licences/", "ro-crate"))}
    assert named == beside | {"dist/build.json"} | {f"dist/{item.path}" for item in record.artifacts}
    assert sorted(parts_named({"@graph": graph})) == sorted(parts_of(record)), "as in bundles made before"


# --- the bill of materials ------------------------------------------------------------------------------------


def test_the_licence_of_our_fonts_is_not_claimed_for_those_of_a_house(record: ReleaseRecord) -> None:
    own = (Package("briefgen", "1", (), False, ""),)
    fonts = {"briefgen:styles/fonts/a.woff2": "0" * 64, "styles/fonts/house.woff2": "1" * 64}
    bill = json.loads(write_sbom(record, own, (), fonts, "2" * 64))
    said = {one["name"]: one.get("licenses") for one in bill["components"]}
    assert said == {
        "briefgen:styles/fonts/a.woff2": [{"license": {"id": "OFL-1.1"}}],
        "styles/fonts/house.woff2": None,
    }


def test_what_is_needed_elsewhere_is_not_in_the_bill(monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be installed for something else, and does not come into the bundle then."""
    needs = {
        "briefgen": [
            "always", "Old; python_version<'3'", 'windows ; sys_platform == "nowhere"', "new>=1; python_version >= '3'",
            "engine[woff]; extra == 'maps'", "tests; extra == 'dev'", "either; extra == 'dev' or os_name != 'nowhere'",
            "not a requirement at all",
        ],
        "engine": ["packed; extra == 'woff' and python_version >= '3'", "unpacked; extra == 'wide'"],
    }  # fmt: skip
    there = {
        "briefgen", "always", "old", "windows", "new", "engine", "tests", "either", "packed", "unpacked",
    }  # fmt: skip

    def distribution(name: str) -> Any:
        if name not in there:
            raise PackageNotFoundError(name)
        return SimpleNamespace(
            requires=needs.get(name), version="1", files=(), metadata={"License-Expression": "MIT"}
        )

    monkeypatch.setattr(package_list, "distribution", distribution)
    found = {package.name: package.needs for package in packages()}
    assert found.keys() == {"briefgen", "always", "new", "engine", "either", "packed"}
    assert (found["briefgen"], found["engine"]) == (("always", "either", "engine", "new"), ("packed",))
