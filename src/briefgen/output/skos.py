"""The vocabularies of the series as SKOS in JSON-LD, so that catalogues and other programs can read the terms."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from briefgen.content.addresses import absolute, doi_address
from briefgen.content.citing.bibliography import Reference
from briefgen.content.evidence.library import Library
from briefgen.content.evidence.vocabulary import COUNTRIES, VOCABULARIES, Term, Vocabulary, vocabulary_path
from briefgen.content.fields import LocalText
from briefgen.core.store import Blob
from briefgen.core.workspace import Door
from briefgen.output.artifacts import Artifact, Listed

KIND = "vocabulary"
FOLDER = "vocabularies"

_BY_LANGUAGE = {"@container": "@language"}
_ONE, _SEVERAL = {"@type": "@id"}, {"@type": "@id", "@container": "@set"}
CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "id": "@id",
    "type": "@type",
    "title": {"@id": "dct:title", **_BY_LANGUAGE},
    "source": "dct:source",
    "creator": "dct:creator",
    "issued": "dct:issued",
    "prefLabel": {"@id": "skos:prefLabel", **_BY_LANGUAGE},
    "altLabel": {"@id": "skos:altLabel", **_BY_LANGUAGE},
    "definition": {"@id": "skos:definition", **_BY_LANGUAGE},
    "notation": "skos:notation",
    "inScheme": {"@id": "skos:inScheme", **_ONE},
    "topConceptOf": {"@id": "skos:topConceptOf", **_ONE},
    "hasTopConcept": {"@id": "skos:hasTopConcept", **_SEVERAL},
    "broader": {"@id": "skos:broader", **_ONE},
    "narrower": {"@id": "skos:narrower", **_SEVERAL},
    "deprecated": "owl:deprecated",
    "isReplacedBy": {"@id": "dct:isReplacedBy", **_ONE},
}
"""What the keys of the files mean."""


def vocabulary_files(library: Library, site: str) -> list[Artifact]:
    """A file for each vocabulary in which nothing is wrong. Countries are not the series' own."""
    sources = {name: vocabulary_path(name) for name in library.vocabularies if name != COUNTRIES}
    return [
        Artifact(_place(name), Blob.of(_written(name, library, site)), KIND, source=source)
        for name, source in sources.items()
        if source not in library.wrong
    ]


def vocabularies_left(door: Door, before: Iterable[Listed], made: Iterable[Artifact]) -> list[Listed]:
    """The earlier files of vocabularies that are still there, but cannot be read now."""
    left = {item.source: item for item in before if item.kind == KIND}
    there = (
        left if door.refusal(VOCABULARIES) else [f"{VOCABULARIES}/{name}" for name in door.list(VOCABULARIES)]
    )
    again = {artifact.source for artifact in made}
    return [left[source] for source in there if source in left and source not in again]


def _place(name: str) -> str:
    return f"{FOLDER}/{name}.jsonld"


def _written(name: str, library: Library, site: str) -> bytes:
    scheme = absolute(site, f"{FOLDER}/{name}")
    graph = list(_graph(library.vocabularies[name], scheme, library.references))
    data = {"@context": CONTEXT, "@graph": graph}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _graph(
    vocabulary: Vocabulary, scheme: str, references: Mapping[str, Reference]
) -> Iterator[dict[str, Any]]:
    """The scheme, then its terms in their order."""
    whole: dict[str, Any] = {
        "id": scheme,
        "type": "skos:ConceptScheme",
        "title": _texts(vocabulary.title),
        "definition": _texts(vocabulary.definition),
    }
    if vocabulary.source:
        whole["source"] = _source(references[vocabulary.source])
    whole["hasTopConcept"] = [f"{scheme}#{term.id}" for term in vocabulary.all_terms if not term.broader]
    yield whole
    for term in vocabulary.all_terms:
        yield _concept(term, vocabulary, scheme)


def _concept(term: Term, vocabulary: Vocabulary, scheme: str) -> dict[str, Any]:
    concept: dict[str, Any] = {
        "id": f"{scheme}#{term.id}",
        "type": "skos:Concept",
        "inScheme": scheme,
        "prefLabel": _texts(term.label),
    }
    if short := _short(term):
        concept["altLabel"] = short
    if term.definition:
        concept["definition"] = _texts(term.definition)
    if term.notation:
        concept["notation"] = term.notation
    if term.broader:
        concept["broader"] = f"{scheme}#{term.broader}"
    else:
        concept["topConceptOf"] = scheme
    if narrower := [f"{scheme}#{other.id}" for other in vocabulary.all_terms if other.broader == term.id]:
        concept["narrower"] = narrower
    if term.retired:
        concept["deprecated"] = True
    if term.replaced_by:
        concept["isReplacedBy"] = f"{scheme}#{term.replaced_by}"
    return concept


def _texts(text: LocalText) -> dict[str, str]:
    """A text by language; one that is the same in all languages belongs to none."""
    return {code or "@none": said for code, said in text.by_language.items()}


def _short(term: Term) -> dict[str, str]:
    """The short labels that are not the label itself: SKOS knows a label only once."""
    if term.short is None:
        return {}
    label = _texts(term.label)
    return {code: said for code, said in _texts(term.short).items() if label.get(code) != said}


def _source(reference: Reference) -> dict[str, Any]:
    """Where the terms come from; its address is its name, if it has one."""
    address = doi_address(reference.doi) if reference.doi else reference.url
    source: dict[str, Any] = {"id": address} if address else {}
    source["title"] = {reference.language: reference.title}
    source["creator"] = [name.shown for name in reference.author]
    if reference.issued:
        source["issued"] = reference.issued
    return source
