"""What is said of translations and of the words of the interface."""

from __future__ import annotations

from briefgen.core.diagnostics import Severity, Wording

ERROR, WARNING = Severity.ERROR, Severity.WARNING

TRANSLATION_UNCONFIRMED = Wording(
    "translation-unconfirmed",
    WARNING,
    "nobody has said that this translates `{source}` as it is now",
    "read the two side by side, then run `briefgen translate confirm {language} {path}`",
    why="From then on it is known which paragraphs of the source have changed since.",
)
TRANSLATION_STALE = Wording(
    "translation-stale",
    WARNING,
    "what this {kind} translates has changed since",
    "bring it up to date, then run `briefgen translate confirm {language} {path}`",
    why="Readers of one language should not be told what readers of another no longer are.",
)
TRANSLATION_MISSING = Wording(
    "translation-missing",
    WARNING,
    "{what} of `{source}` {lack}",
    "{advice}",
    why="Readers of one language would miss what readers of another are told.",
)
TRANSLATION_EXTRA = Wording(
    "translation-extra",
    WARNING,
    "this {kind} translates nothing of `{source}`",
    "take it out, or add it there too",
    why="An edition that says more than its source is another publication.",
)
TRANSLATION_DIFFERS = Wording(
    "translation-differs",
    WARNING,
    "the translation has other {what}: {difference}",
    "make the two the same; what is right in one may be a slip in the other",
    why="Numbers, links, citations and notes are the same in every language.",
)
TRANSLATION_BLOCKS = Wording(
    "translation-blocks",
    WARNING,
    "{problem}",
    "make the two the same: figures, boxes, recommendations and their settings stay as they are in every language",
    why="An edition in another language has the same parts in the same order.",
)
TRANSLATION_NAMES = Wording(
    "translation-names",
    WARNING,
    "“{name}” is named in `{source}`; {where} “{form}” is not",
    "name it, or add the form you use to `series/glossary.yml`",
    why="A name that one edition leaves out, or writes in another way, is a slip or will confuse readers.",
)
WRONG_SCRIPT = Wording(
    "wrong-script",
    WARNING,
    "this {kind} is in {script} script, but the edition is in {language}",
    "translate it; a passage in another language goes into a `/// part` block with `lang:`",
    why="It is spelt, hyphenated and read aloud by the rules of the wrong language.",
)
CATALOGUE_BROKEN = Wording(
    "catalogue-broken",
    ERROR,
    "the translation of “{text}” {problem}",
    "write each of {expected} once, exactly as in the English text",
    why="A placeholder that is missing or misspelt leaves a hole in every page, or keeps it from being made.",
)
PO_BROKEN = Wording(
    "po-broken",
    ERROR,
    "this is not a file that `briefgen translate export` wrote: {problem}",
    "save it again as PO in UTF-8 and leave its head as it was",
    why="What cannot be read as a whole is not brought in at all.",
)
PO_OUTDATED = Wording(
    "po-outdated",
    WARNING,
    "the source of this passage has changed since the file was sent",
    "its translation was brought in and is marked as stale: bring it up to date",
    why="Translators worked on an earlier text.",
)
PO_UNUSED = Wording(
    "po-unused",
    WARNING,
    "the source no longer has this passage, and its translation is left out",
    "if it was only moved or rewritten, copy what fits into the edition",
    why="The source was edited while the translator worked; nothing should get lost without a word.",
)
CATALOGUE_MISSING = Wording(
    "catalogue-missing",
    WARNING,
    "there are no interface words in {language}; they stay English",
    "copy `templates/locale/fr.po` of briefgen to `{path}` in your project and translate it",
    why="Labels such as “Key messages” would be English words on a page in another language.",
)
PO_STRUCTURE = Wording(
    "po-structure",
    ERROR,
    "this came back as something else than a {kind}",
    "leave the signs at its start, its lines and its brackets as they are in the source",
    why="A passage that begins with `#` or `-`, or is broken in two, would change the structure of the page.",
)
