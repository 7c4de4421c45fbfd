"""Vocabularies as SKOS: what the files say as triples, and when they are written, kept and removed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefgen import loading
from briefgen.core.workspace import Workspace
from briefgen.design.shipped import shipped_root
from briefgen.output.skos import vocabulary_files
from tests import corpus
from tests.conftest import REPOSITORY

SKOS, DCT, OWL = (
    "http://www.w3.org/2004/02/skos/core#",
    "http://purl.org/dc/terms/",
    "http://www.w3.org/2002/07/owl#",
)
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
SITE = "https://briefs.longtable.example/vocabularies"

TRADES = """
title: Trades
name: Trade
definition: {en: What people do., fr: Ce que l’on fait.}
source: study
terms:
  - {id: land, notation: "1", label: {en: Land, fr: Terre}, definition: {en: On land., fr: Sur terre.}}
  - {id: farms, broader: land, label: {en: Farms, fr: Fermes}, short: {en: Farms, fr: Fermage},
     definition: {en: Fields., fr: Champs.}}
  - {id: mills, label: {en: Mills, fr: Moulins}, definition: {en: Wheels., fr: Roues.}, retired: true,
     replaced_by: farms}
"""
TOOLS = """
title: Tools
name: Tool
definition: What they hold.
terms: [{id: spade, label: {en: Spade, fr: Bêche}, definition: {en: It digs., fr: Elle creuse.}}]
"""
SOURCE = "references:\n  - {id: study, type: report, title: Une étude, language: fr, issued: 2019-07,\n" \
    "     author: [{literal: A publisher}], DOI: 10.5555/12345678}\n"  # fmt: skip

Triple = tuple[str, str, str, str]
"""Subject, property, value, and the language of the value if it is a text."""


def triples(data: dict[str, Any]) -> set[Triple]:
    """What a file says. Every key must have a meaning in its context."""
    context = data["@context"]
    found = set()

    def whole(name: str) -> str:
        prefix, colon, rest = name.partition(":")
        return context[prefix] + rest if colon and not rest.startswith("//") else name

    def values(key: str, value: Any) -> Iterator[tuple[str, str]]:
        meaning = context[key] if isinstance(context[key], dict) else {}
        if meaning.get("@container") == "@language":
            yield from ((text, "" if code == "@none" else code) for code, text in value.items())
            return
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield node(one), ""
            else:
                yield (whole(one) if key == "type" or meaning.get("@type") == "@id" else str(one)), ""

    def node(item: dict[str, Any]) -> str:
        name: str = item.get("id", "a node")
        for key, value in item.items():
            if key == "id":
                continue
            meaning = context[key]["@id"] if isinstance(context[key], dict) else context[key]
            property_ = TYPE if key == "type" else whole(meaning)
            found.update((name, property_, *said) for said in values(key, value))
        return name

    for item in data["@graph"]:
        node(item)
    return found


def of(said: set[Triple], property_: str) -> set[tuple[str, str]]:
    return {(subject, value) for subject, name, value, _ in said if name == property_}


def read(project: Path, name: str) -> set[Triple]:
    return triples(json.loads((project / f"dist/vocabularies/{name}.jsonld").read_text("utf-8")))


@pytest.fixture
def project(small_project: Path) -> Path:
    settings = (small_project / "briefgen.yml").read_text("utf-8")
    corpus.write(
        small_project,
        {
            "briefgen.yml": settings.replace("languages: [en]", "languages: [en, fr]"),
            "series/references.yml": SOURCE,
            "series/vocabularies/trades.yml": TRADES,
            "series/vocabularies/tools.yml": TOOLS,
        },
    )
    return small_project


# --- what they say ----------------------------------------------------------------------------------------


def test_a_vocabulary_as_triples(project: Path) -> None:
    assert not [problem for problem in corpus.build(project).diagnostics if problem.is_error]
    scheme, land, farms, mills = (
        f"{SITE}/trades",
        *(f"{SITE}/trades#{id_}" for id_ in ("land", "farms", "mills")),
    )
    source = "https://doi.org/10.5555/12345678"
    assert read(project, "trades") == {
        (scheme, TYPE, f"{SKOS}ConceptScheme", ""),
        (scheme, f"{DCT}title", "Trades", ""),
        (scheme, f"{SKOS}definition", "What people do.", "en"),
        (scheme, f"{SKOS}definition", "Ce que l’on fait.", "fr"),
        (scheme, f"{DCT}source", source, ""),
        (source, f"{DCT}title", "Une étude", "fr"),
        (source, f"{DCT}creator", "A publisher", ""),
        (source, f"{DCT}issued", "2019-07", ""),
        (scheme, f"{SKOS}hasTopConcept", land, ""),
        (scheme, f"{SKOS}hasTopConcept", mills, ""),
        *((term, TYPE, f"{SKOS}Concept", "") for term in (land, farms, mills)),
        *((term, f"{SKOS}inScheme", scheme, "") for term in (land, farms, mills)),
        *((term, f"{SKOS}topConceptOf", scheme, "") for term in (land, mills)),
        (land, f"{SKOS}notation", "1", ""),
        (land, f"{SKOS}narrower", farms, ""),
        (farms, f"{SKOS}broader", land, ""),
        (land, f"{SKOS}prefLabel", "Land", "en"), (land, f"{SKOS}prefLabel", "Terre", "fr"),
        (farms, f"{SKOS}prefLabel", "Farms", "en"), (farms, f"{SKOS}prefLabel", "Fermes", "fr"),
        (farms, f"{SKOS}altLabel", "Fermage", "fr"),
        (mills, f"{SKOS}prefLabel", "Mills", "en"), (mills, f"{SKOS}prefLabel", "Moulins", "fr"),
        (land, f"{SKOS}definition", "On land.", "en"), (land, f"{SKOS}definition", "Sur terre.", "fr"),
        (farms, f"{SKOS}definition", "Fields.", "en"), (farms, f"{SKOS}definition", "Champs.", "fr"),
        (mills, f"{SKOS}definition", "Wheels.", "en"), (mills, f"{SKOS}definition", "Roues.", "fr"),
        (mills, f"{OWL}deprecated", "True", ""),
        (mills, f"{DCT}isReplacedBy", farms, ""),
    }  # fmt: skip


def test_the_vocabularies_of_the_series_hold_together() -> None:
    loaded = loading.load(Workspace(REPOSITORY, shipped_root()))
    assert loaded.project
    made = vocabulary_files(loaded.library, loaded.project.address)
    files = {path.stem for path in (REPOSITORY / "series/vocabularies").glob("*.yml")}
    assert {artifact.path for artifact in made} == {f"vocabularies/{name}.jsonld" for name in files}
    languages = set(loaded.project.languages)
    narrowed = 0
    for artifact in made:
        said = triples(json.loads(artifact.content.read()))
        terms = {subject for subject, value in of(said, TYPE) if value == f"{SKOS}Concept"}
        assert {subject for subject, _ in of(said, f"{SKOS}inScheme")} == terms, artifact.path
        broader = of(said, f"{SKOS}broader")
        assert {(wide, narrow) for narrow, wide in broader} == of(said, f"{SKOS}narrower"), artifact.path
        assert {subject for pair in broader for subject in pair} <= terms, artifact.path
        tops = {subject for subject, _ in of(said, f"{SKOS}topConceptOf")}
        assert tops == {value for _, value in of(said, f"{SKOS}hasTopConcept")}, artifact.path
        assert tops == terms - {narrow for narrow, _ in broader}, artifact.path
        name = artifact.path.removeprefix("vocabularies/").removesuffix(".jsonld")
        assert bool(of(said, f"{DCT}source")) == bool(loaded.library.vocabularies[name].source), name
        for term in terms:
            for property_ in ("prefLabel", "definition"):
                there = [
                    code for subject, name, _, code in said if (subject, name) == (term, SKOS + property_)
                ]
                assert sorted(there) == sorted(languages), (term, property_)
        narrowed += bool(broader)
    assert narrowed >= 2


# --- when they are written, kept and removed --------------------------------------------------------------


def stamps(project: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (project / "dist/vocabularies").iterdir()}


def test_they_are_listed_and_only_a_changed_one_is_written(project: Path) -> None:
    listed = [item for item in corpus.build(project).artifacts if item.kind == "vocabulary"]
    assert [(item.path, item.format, item.source) for item in listed] == [
        (f"vocabularies/{name}.jsonld", "jsonld", f"series/vocabularies/{name}.yml")
        for name in ("tools", "trades")
    ]
    before = stamps(project)
    corpus.build(project)
    assert stamps(project) == before
    file = project / "series/vocabularies/tools.yml"
    file.write_text(TOOLS.replace("It digs.", "It turns the earth."), "utf-8")
    corpus.build(project)
    after = stamps(project)
    assert {name for name in before if after[name] != before[name]} == {"tools.jsonld"}
    assert ("It turns the earth.", "en") in {said[2:] for said in read(project, "tools")}


def test_one_goes_with_its_vocabulary(project: Path) -> None:
    corpus.build(project)
    (project / "series/vocabularies/tools.yml").unlink()
    paths = {item.path for item in corpus.build(project).artifacts}
    assert "vocabularies/trades.jsonld" in paths
    assert "vocabularies/tools.jsonld" not in paths
    assert list(stamps(project)) == ["trades.jsonld"]


@pytest.mark.parametrize(
    "broken", ["title: [broken\n", TOOLS.replace("{id: spade", "{id: spade, broader: nothing")]
)
def test_a_mistake_leaves_the_last_good_one(project: Path, broken: str) -> None:
    corpus.build(project)
    before = stamps(project)
    (project / "series/vocabularies/tools.yml").write_text(broken, "utf-8")
    outcome = corpus.build(project)
    assert any(problem.is_error for problem in outcome.diagnostics)
    assert stamps(project) == before
    assert "vocabularies/tools.jsonld" in {item.path for item in outcome.artifacts}


def test_a_folder_that_leads_out_takes_none_along(project: Path, tmp_path: Path) -> None:
    corpus.build(project)
    before = stamps(project)
    (project / "series/vocabularies").rename(tmp_path / "elsewhere")
    (project / "series/vocabularies").symlink_to(tmp_path / "elsewhere")
    corpus.build(project)
    assert stamps(project) == before
