"""What is said of the data of the series: vocabularies and their terms, and the views made of them."""

from __future__ import annotations

from briefgen.core.diagnostics import Severity, Wording

ERROR, WARNING = Severity.ERROR, Severity.WARNING

UNKNOWN_VOCABULARY = Wording(
    "unknown-vocabulary",
    ERROR,
    "the series has no vocabulary `{name}`",
    "did you mean `{nearest}`?",
    why="Terms come from vocabularies, one file each in `series/vocabularies/`; `countries` is always there.",
    otherwise="add a file of this name to `series/vocabularies/`",
)
EDITIONS_WAIT = Wording(
    "editions-wait",
    Severity.NOTE,
    "not built until the errors are mended: {paths}",
    "these would show what has an error, or leave it out; their last good pages stay as they were",
    why="A table that leaves out a case whose file has a mistake would look right and say something wrong.",
)
VOCABULARY_NAME = Wording(
    "vocabulary-name",
    ERROR,
    "a vocabulary cannot be called `{name}`",
    "rename its file: small letters a to z, digits and hyphens; not `countries`, `kinds` or `recommendations`",
    why="The name is part of addresses; countries are always there, and the home page has kinds and recommendations.",
)
UNKNOWN_TERM = Wording(
    "unknown-term",
    ERROR,
    "there is no term `{id}` in {vocabulary}",
    "did you mean `{nearest}`?",
    why="Lists, tables and the home page sort publications by the ids of terms, so an id must be known.",
    otherwise="take an id of this vocabulary, or add a term to its file; countries are two-letter ISO codes",
)
TERM_RETIRED = Wording(
    "term-retired",
    WARNING,
    "the term `{id}` of `{vocabulary}` is retired",
    "write `{instead}` instead",
    why="The vocabulary keeps a retired term for old publications only.",
)
TERM_MISSING = Wording(
    "term-missing",
    ERROR,
    "this case study names no term of `{vocabulary}`",
    "add a line `{vocabulary}: [{example}]` under `terms`",
    why="A case study without this fact would be missing from lists and tables (`facets` in briefgen.yml).",
)
TERMS_TOO_MANY = Wording(
    "terms-too-many",
    ERROR,
    "`{vocabulary}` takes at most {most}, not {count}",
    "keep the one that fits best",
    why="The vocabulary says how many of its terms one publication can have.",
)
TERMS_EXCLUDE = Wording(
    "terms-exclude",
    ERROR,
    "`{id}` and `{other}` cannot hold together",
    "take one of them out; the vocabulary of `{other}` excludes the pair by definition",
    why="A table of the two vocabularies would show a case where there can be none.",
)
TERM_CIRCLE = Wording(
    "term-circle",
    ERROR,
    "the term `{id}` is broader than itself",
    "follow `broader` from term to term, and delete the line that leads back",
    why="Broader terms must end at a top term.",
)
TERM_UNTRANSLATED = Wording(
    "term-untranslated",
    WARNING,
    "this {key} has no text for {languages}",
    "write it in every language of the series",
    why="Pages in that language would show the term in another one.",
)
ID_TWICE = Wording(
    "id-twice",
    ERROR,
    "the id `{id}` is given twice",
    "give one of them another id, or delete it",
    why="Publications refer to ids, so each must mean one thing.",
)
COVER_TWO_PAGER = Wording(
    "cover-two-pager",
    ERROR,
    "a two-pager has no cover",
    "take out this line, or write `profile: four-pager`",
    why="A cover and a back page would be all of its two pages.",
)
VIEW_EMPTY = Wording(
    "view-empty",
    WARNING,
    "the block `{block}` has nothing to show: {why}",
    "change what it asks for, or take it out",
    why="Readers see a heading with nothing below it.",
)
CASE_TOLD = Wording(
    "case-told",
    ERROR,
    "the case `{id}` has a case study",
    "take it out here: tables draw it from its study now",
    why="A case that stands in two places would be counted twice.",
)
