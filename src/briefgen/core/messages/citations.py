"""What is said of citations and of the references they name."""

from __future__ import annotations

from briefgen.core.diagnostics import Severity, Wording

ERROR, WARNING = Severity.ERROR, Severity.WARNING

UNKNOWN_REFERENCE = Wording(
    "unknown-reference",
    ERROR,
    "there is no reference `{key}`",
    "did you mean `{nearest}`?",
    why="Sources are kept once, in `series/references.yml`, and cited by their ids.",
    otherwise="add it to `series/references.yml`",
)
CITATION_BROKEN = Wording(
    "citation-broken",
    ERROR,
    "a part of this citation has {count}: `{part}`",
    "divide sources by semicolons, each with its key: `[@one; @other, p. 12]`; words go behind a comma",
    why="Semicolons divide sources; a part without a key, or with two, would be lost.",
)
CITATION_MISPLACED = Wording(
    "citation-misplaced",
    ERROR,
    "a citation cannot stand in {where}",
    "put it behind, in the text itself",
    why="It would be shown as letters and signs there, or lead nowhere.",
)
PERHAPS_CITATION = Wording(
    "perhaps-citation",
    WARNING,
    "`@{word}` is shown as it is: no reference has this key",
    "did you mean `@{nearest}`? If it is a name, write `\\@{word}`",
    why="Names that begin with @ are left alone, but this one is very like a key.",
)
LOCATOR_UNKNOWN = Wording(
    "locator-unknown",
    WARNING,
    "`{word}` does not say which part of the source is meant",
    "did you mean `{nearest}`? Then a number: `[@key, p. 12]`",
    why="What is understood is set as the style and the language want it; this stays as it is written.",
    otherwise="write the part and its number, such as `p. 12`, `pp. 12-15`, `chap. 3`, `fig. 2`",
)
CITATIONS_FAILED = Wording(
    "citations-failed",
    ERROR,
    "the citations could not be formatted: {problem}",
    "check the citation style of the brand; `briefgen doctor` says which pandoc is used",
    why="pandoc formats citations; what it says is passed on.",
)
CITATION_STYLE_BROKEN = Wording(
    "citation-style-broken",
    ERROR,
    "this citation style cannot be used: {problem}",
    "take an independent CSL style, whole and unchanged, or one that comes with briefgen",
    why="Citations look as a CSL style says; without a whole one they cannot be made.",
)
REFERENCES_TWICE = Wording(
    "references-twice",
    ERROR,
    "the references are kept twice: here and in `{other}`",
    "move them into one of the files and delete the other",
    why="Two lists drift apart, and a key could mean two sources.",
)
BIBTEX_BROKEN = Wording(
    "bibtex-broken",
    ERROR,
    "this BibTeX cannot be read: {problem}",
    "{advice}",
    why="An entry is `@type{key, field = {text}, …}`; what is not would be lost.",
)
JSON_BROKEN = Wording(
    "json-broken",
    ERROR,
    "this JSON cannot be read: {problem}",
    "export the file again, or mend it here",
    why="JSON has strict rules for commas, quotes and brackets.",
)
