"""Reads the references of a series: `references.yml`, or what other programs write, `references.json` (CSL JSON) or
`references.bib` (BibTeX and BibLaTeX)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefgen.content.citing.bibliography import Reference, References
from briefgen.content.citing.bibtex import BibEntry, given_twice, read_entries
from briefgen.content.citing.pandoc import INSTALL, Pandoc, PandocFailed, find_pandoc
from briefgen.content.decode import decode, span_at
from briefgen.content.evidence.library import FOLDER
from briefgen.content.frontmatter import Mapping, Node, Scalar, Sequence, read_mapping
from briefgen.content.json_tree import read_json
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Related, StopPublication
from briefgen.core.engine import Engine
from briefgen.core.source import Source, Span
from briefgen.core.store import Kept
from briefgen.core.text import read_source
from briefgen.core.workspace import Door

FILES = ("references.yml", "references.json", "references.bib")
"""The files in which references may be kept; a series has one of them."""

_STEP = "references"
_KEYS = frozenset(field.alias or name for name, field in Reference.model_fields.items())
_ALSO_CALLED = {"event": "event-title", "shortTitle": "title-short"}
"""Keys of programs that follow an older CSL."""


@dataclass(frozen=True)
class ReadReferences:
    """The references by their keys, and what is wrong with them. `is_unread`: they are not known at all."""

    references: dict[str, Reference]
    problems: tuple[Diagnostic, ...] = ()
    is_unread: bool = False


def read_references(door: Door, engine: Engine | None = None) -> ReadReferences:
    """The references of a series; none when it has no file of them."""
    there = [name for name in FILES if name in door.list(FOLDER)]
    if not there:
        return ReadReferences({})
    if len(there) > 1:
        places = [Source(f"{FOLDER}/{name}", "").whole() for name in there[1:]]
        other = f"{FOLDER}/{there[0]}"
        return ReadReferences(
            {}, tuple(messages.REFERENCES_TWICE.at(place, other=other) for place in places), True
        )
    try:
        source = read_source(door, f"{FOLDER}/{there[0]}")
    except StopPublication as stop:
        return ReadReferences({}, stop.diagnostics, True)
    if there[0].endswith(".bib"):
        tree, problems = _from_bibtex(source, engine)
    else:
        tree, problems = _from_json(source) if there[0].endswith(".json") else _from_yaml(source)
    if tree is None:
        return ReadReferences({}, problems, True)
    value, more = decode(tree, References, what=there[0])
    problems = (*problems, *more)
    if value is None or any(problem.is_error for problem in problems):
        return ReadReferences({}, problems, True)
    return ReadReferences({r.id: r for r in value.references}, (*problems, *_doubles(tree, value)))


def _doubles(tree: Mapping, value: References) -> Iterator[Diagnostic]:
    ids = [reference.id for reference in value.references]
    for index, id_ in enumerate(ids):
        if (first := ids.index(id_)) != index:
            related = (Related(span_at(tree, ("references", first, "id")), "first given here"),)
            yield messages.ID_TWICE.at(span_at(tree, ("references", index, "id")), id=id_, related=related)


Tree = tuple[Mapping | None, tuple[Diagnostic, ...]]


def _from_yaml(source: Source) -> Tree:
    tree, problems = read_mapping(source)
    return (None if problems else tree), problems


def _from_json(source: Source) -> Tree:
    node, problems = read_json(source)
    if node is None:
        return None, problems
    if not isinstance(node, Sequence):
        place = node.span
        return None, (messages.JSON_BROKEN.at(place, problem="it is not a list of references"),)
    return _as_references(node, source), ()


def _from_bibtex(source: Source, engine: Engine | None) -> Tree:
    """The entries as pandoc understands them, each at the line of its key."""
    entries, problems = read_entries(source)
    for entry, first in given_twice(entries):
        related = (Related(first.place, "first given here"),)
        problems = (*problems, messages.ID_TWICE.at(entry.place, id=entry.key, related=related))
    if problems:
        return None, problems
    pandoc = find_pandoc()
    if pandoc is None:
        what, advice = "pandoc 3.1 or newer, which reads BibTeX,", f"install it: `{INSTALL}`"
        return None, (messages.ENGINE_MISSING.at(source.line_span(1), what=what, advice=advice),)
    try:
        written = _understood(source.text, pandoc, engine)
    except PandocFailed as failure:
        line = re.search(r"\(line (\d+), column \d+\):?\s*(.*)", str(failure))
        place = source.line_span(int(line[1]) if line else 1)
        problem = line[2].partition(" @")[0] if line else str(failure)
        return None, (messages.BIBTEX_BROKEN.at(place, problem=problem, advice="mend what stands here"),)
    node, problems = read_json(Source(source.path, written))
    if not isinstance(node, Sequence):
        return None, problems
    places = {entry.key: entry for entry in entries}
    items = tuple(_at_entry(item, places, source) for item in node.items)
    return _as_references(replace(node, items=items), source), ()


def _understood(text: str, pandoc: Pandoc, engine: Engine | None) -> str:
    """BibTeX as CSL JSON, kept while it stands. Raises `PandocFailed`."""
    values = {"references in BibTeX": text.encode(), "version of pandoc": pandoc.version.encode()}
    kept = engine.recall(_STEP, values) if engine else None
    if kept:
        return kept.data.decode()
    written = pandoc.run(("--from", "biblatex", "--to", "csljson", "--sandbox"), text)
    if engine:
        engine.keep(_STEP, values, Kept((), written.encode(), {}))
    return written


def _at_entry(node: Node, places: dict[str, BibEntry], source: Source) -> Node:
    """A reference whose values all stand where its key stands in the BibTeX file."""
    found = node.get("id") if isinstance(node, Mapping) else None
    entry = places.get(found[1].value or "") if found and isinstance(found[1], Scalar) else None
    return _moved(node, entry.place if entry else source.whole())


def _moved(node: Node, place: Span) -> Node:
    if isinstance(node, Scalar):
        return Scalar(node.value, place)
    if isinstance(node, Sequence):
        return Sequence(tuple(_moved(item, place) for item in node.items), place)
    return Mapping(
        tuple((Scalar(key.value, place), _moved(value, place)) for key, value in node.entries), place
    )


def _as_references(items: Sequence, source: Source) -> Mapping:
    """A list of references as the file of our own form has it. Keys that no style uses are left out: programs write
    many."""
    known = tuple(_known(item) for item in items.items)
    return Mapping(((Scalar("references", source.whole()), Sequence(known, items.span)),), items.span)


def _known(item: Node) -> Node:
    if not isinstance(item, Mapping):
        return item
    named = (
        (replace(key, value=_ALSO_CALLED.get(key.value or "", key.value)), value)
        for key, value in item.entries
    )
    kept = {key.value: (key, value) for key, value in named if key.value in _KEYS and not _is_empty(value)}
    return replace(item, entries=tuple(kept.values()))


def _is_empty(value: Node) -> bool:
    return isinstance(value, Scalar) and not (value.value or "").strip()
