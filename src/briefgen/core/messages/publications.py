"""What is said of recommendations, of other publications, of identifiers and of records."""

from __future__ import annotations

from briefgen.core.diagnostics import Severity, Wording

ERROR, WARNING = Severity.ERROR, Severity.WARNING

NO_ACTOR = Wording(
    "no-actor",
    WARNING,
    "this recommendation names no actor of the vocabulary `actors`",
    "add `actors: [{example}]` to it",
    why="The table of all recommendations of the series sorts them by who must act.",
)
NO_EVIDENCE = Wording(
    "no-evidence",
    WARNING,
    "this recommendation rests on no evidence",
    "add `evidence:` with a sentence that cites a source or links to a publication",
    why="A recommendation without evidence is an opinion.",
)
TOO_MANY_RECOMMENDATIONS = Wording(
    "too-many-recommendations",
    WARNING,
    "{count} recommendations are more than readers act on",
    "keep the seven strongest",
    why="After seven, each recommendation weakens the others.",
)
UNKNOWN_PUBLICATION = Wording(
    "unknown-publication",
    ERROR,
    "there is no publication `{slug}`",
    "did you mean `{nearest}`?",
    why="`related` and `supersedes` name other publications by their slugs, the names of their folders.",
)
PUBLICATION_CIRCLE = Wording(
    "publication-circle",
    ERROR,
    "by way of `supersedes`, `{slug}` takes its own place",
    "delete the line in the older of them",
    why="A publication can only supersede an earlier one.",
)
IDENTIFIER_TWICE = Wording(
    "identifier-twice",
    ERROR,
    "the {name} {value} is given to two things: {first}, and {second}",
    "{advice}",
    why="An identifier names one thing; an ISBN names one format in one language.",
)
DOI_PREFIX = Wording(
    "doi-prefix",
    WARNING,
    "the DOI {doi} does not begin with `{prefix}/`",
    "check the DOI, and `prefix` under `crossref` in briefgen.yml",
    why="Crossref registers only DOIs that begin with the prefix it gave you.",
)
MODIFIED_EARLY = Wording(
    "modified-early",
    ERROR,
    "`modified` is {day}, before the day of publication, {published}",
    "correct one of them; delete `modified` if nothing has changed since publication",
    why="Harvesters ask for what has changed since a day; a change before its publication would not reach them.",
)
RECORD_NONE = Wording(
    "record-none",
    ERROR,
    "the block `{name}` stands in a publication without a record",
    "only case studies have one, in publication.yml",
    why="The block shows facts of the record.",
)
