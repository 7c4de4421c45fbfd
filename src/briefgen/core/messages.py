"""Everything briefgen can say about a project, written in one place, in the author's words.

Each entry is a `Wording`. Its code is what `--format json` and the documentation call it; every code
has a bad example under `tests/errors/` and a section in `docs/diagnostics.md`.
"""

from __future__ import annotations

from briefgen.core import bundle_messages
from briefgen.core.diagnostics import Severity, Wording

ERROR, WARNING = Severity.ERROR, Severity.WARNING

# --- files -----------------------------------------------------------------------------------------
FILE_MISSING = Wording(
    "file-missing",
    ERROR,
    "there is no file `{path}`",
    "check the spelling, capitals included; `{nearest}` exists",
    why="A picture, logo or other file that a publication names is not in the project.",
)
FILE_OUTSIDE = Wording(
    "file-outside",
    ERROR,
    "`{path}` leads out of the project",
    "copy the file into the publication's folder and name it relative to the Markdown file",
    why="Publications are built only from files of the project, so that anyone can build them again.",
)
FILE_ON_NETWORK = Wording(
    "file-on-network",
    ERROR,
    "`{path}` is on the network; briefgen never loads from there",
    "save the file in the publication's folder (mind its licence) and name that copy",
    why="A page that loads pieces from elsewhere changes or breaks without notice, and tells others who reads it.",
)
FILE_TOO_LARGE = Wording(
    "file-too-large",
    ERROR,
    "`{path}` is larger than 32 MB",
    "save a smaller version; for a picture, 3,000 pixels on the long side is plenty",
    why="A file of this size is a camera original or a mistake.",
)
FILE_UNREADABLE = Wording(
    "file-unreadable",
    ERROR,
    "`{path}` cannot be read",
    "check that you may open the file, and that a link points to something that exists",
    why="The operating system refused to open the file.",
)
NOT_UTF8 = Wording(
    "not-utf8",
    ERROR,
    "this file is not in UTF-8: byte {byte} is not text in that encoding",
    "save the file again with the encoding UTF-8 (in most editors: Save as, Encoding)",
    why="Other encodings turn accents and Arabic into nonsense, so they are refused rather than guessed.",
)
NUL = Wording(
    "nul-character",
    ERROR,
    "this file holds a NUL character, so it is not a text file",
    "check that the right file was saved here, or delete the invisible character",
    why="NUL never occurs in text; the file is damaged or of another type.",
)
PRIVATE_CHARACTER = Wording(
    "private-character",
    ERROR,
    "the character {character} has no meaning of its own and no font shows it",
    "replace it with the sign you mean; it often comes from a symbol font in Word",
    why="Private-use characters look different, or like nothing, on every machine.",
)
BIDI_OVERRIDE = Wording(
    "bidi-override",
    WARNING,
    "an invisible character ({character}) {effect}",
    "delete it; use a `/// part` block with `lang:` for text in another direction",
    why="Direction overrides make text read differently from how it is stored.",
)

# --- front matter and YAML -----------------------------------------------------------------------------
NO_FRONT_MATTER = Wording(
    "no-front-matter",
    ERROR,
    "this file does not begin with front matter",
    "begin the file with a line `---`, then `title: …`, then another line `---`",
    why="The front matter carries the title and everything else the page needs around the text.",
)
FRONT_MATTER_OPEN = Wording(
    "front-matter-not-closed",
    ERROR,
    "the front matter is not closed",
    "put a line `---` after the last key, before the text begins",
    why="Without the closing line the whole document would be taken for settings.",
)
YAML_BROKEN = Wording(
    "yaml-broken",
    ERROR,
    "this cannot be read as YAML: {problem}",
    "{advice}",
    why="Mostly a text with `: ` in it that needs quotes, or lines that are indented differently.",
)
YAML_TAB = Wording(
    "yaml-tab",
    ERROR,
    "there is a tab in the indentation",
    "replace it with spaces; YAML allows only spaces at the start of a line",
    why="Tabs look different in every editor, so YAML refuses them.",
)
YAML_DUPLICATE = Wording(
    "duplicate-key",
    ERROR,
    "the key `{key}` is given twice",
    "keep one of them",
    why="Only one of the two could be used, and nobody could tell which.",
)
YAML_TAG = Wording(
    "yaml-tag",
    ERROR,
    "`{tag}` is a YAML tag, which briefgen does not use",
    "leave the tag out and keep the value",
    why="Tags can make a YAML reader run code; content never runs anything.",
)
YAML_TOO_LARGE = Wording(
    "yaml-too-large",
    ERROR,
    "this YAML is too large or too deeply nested ({limit})",
    "check for a paste that went wrong; long text belongs below the front matter",
    why="Nested references can make a tiny file fill the memory, so there is a limit.",
)
NOT_A_MAPPING = Wording(
    "not-a-mapping",
    ERROR,
    "here `key: value` lines are expected, not {found}",
    "write one `key: value` pair a line",
    why="Settings need names.",
)
UNKNOWN_KEY = Wording(
    "unknown-key",
    ERROR,
    "{what} has no key `{key}`",
    "did you mean `{nearest}`?",
    why="A misspelt key would be ignored in silence and its text lost, so it is an error.",
)
MISPLACED_KEY = Wording(
    "misplaced-key",
    ERROR,
    "`{key}` does not belong here",
    "move it to {file}",
    why="What depends on the language is in the edition; what does not is in `publication.yml`, once.",
)
MISSING_KEY = Wording(
    "missing-key",
    ERROR,
    "{what} needs the key `{key}`",
    "add a line `{key}: …`",
    why="The page cannot be made without it.",
)
BAD_VALUE = Wording(
    "bad-value",
    ERROR,
    "{subject} {problem}",
    "{advice}",
    why="The value has another form than the key needs.",
)
BAD_DATE = Wording(
    "bad-date",
    ERROR,
    "`{key}`: {value} is not a date",
    "write a day of the calendar as year-month-day, for example 2026-11-24",
    why="Dates are written year-month-day, and must exist in the calendar.",
)

# --- the project and its sources ---------------------------------------------------------------------------
NO_PROJECT = Wording(
    "no-project",
    ERROR,
    "there is no `briefgen.yml` here or in a folder above",
    "go to the project's folder, name it with `--project DIR`, or start one with `briefgen init DIR`",
    why="`briefgen.yml` marks the top of a project and names its series and languages.",
)
SLUG_TAKEN = Wording(
    "slug-taken",
    ERROR,
    "two publications have the name `{slug}`",
    "rename one of the two",
    why="The name of the folder or file is the address of the page; two cannot share one.",
)
BAD_SLUG = Wording(
    "bad-slug",
    ERROR,
    "`{name}` cannot be part of an address",
    "rename it with small letters a to z, digits and hyphens, for example `{suggestion}`",
    why="File and folder names become web addresses.",
)
UNKNOWN_LANGUAGE = Wording(
    "unknown-language",
    ERROR,
    "`{language}` is not a language of this series",
    "add it to `languages` in briefgen.yml, or rename the file; the series has {known}",
    why="Each edition's file name ends in a language code the series knows.",
)
NO_SUCH_PUBLICATION = Wording(
    "no-such-publication",
    ERROR,
    "`{path}` is not a publication",
    "name the folder of a publication, one of its Markdown files, `briefs` or `case_studies`",
    why="A path that matches nothing would build nothing, and look like success.",
)
LANGUAGE_EMPTY = Wording(
    "language-empty",
    ERROR,
    "nothing is published in `{language}` yet",
    "leave it out of `--lang`, or translate a publication: `briefgen translate export {language}`",
    why="A folder in a language in which there is nothing would be empty, and look like success.",
)
FOLDER_TAKEN = Wording(
    "folder-taken",
    ERROR,
    "{folder} holds something else: {what}",
    "name another folder with `--out`",
    why="What is not of the same kind of build is not removed or written over.",
)
NO_LANGUAGE = Wording(
    "no-language",
    ERROR,
    "`{name}`: `{language}` is not a language code",
    "write the kind and the language only, for example `brief.fr.md`; for notes let the name begin with `_`",
    why="What stands between the kind and `.md` is the language of the edition.",
)
UNKNOWN_SOURCE = Wording(
    "unknown-source",
    WARNING,
    "`{name}` is not used: briefgen does not know this file name",
    "did you mean `{nearest}`?",
    why="A Markdown or YAML file with a misspelt name would otherwise never be published, in silence.",
)
EDITION_TWICE = Wording(
    "edition-twice",
    ERROR,
    "two files are the same edition: `{first}` and `{second}`",
    "keep one of them; a name without a language is in the first language of the series",
    why="Only one of the two could be published.",
)
NO_FIRST_EDITION = Wording(
    "no-first-edition",
    ERROR,
    "there is no edition in the series' first language, `{language}`",
    "write `{file}`: translations are compared with it",
    why="The first language is the one the others are translated from.",
)
NO_PUBLICATION_FILE = Wording(
    "no-publication-file",
    ERROR,
    "this publication has no `{file}`",
    "write one with `date`, `authors` and `stage`; `briefgen new` makes a complete example",
    why="The date, the authors and the identifiers are the same in every language, so they are written once.",
)
EMPTY_PUBLICATION = Wording(
    "empty-publication",
    ERROR,
    "the folder `{folder}` has no Markdown file to publish",
    "write `{file}`, or delete the folder",
    why="A publication needs at least one edition.",
)
EMPTY_BODY = Wording(
    "empty-body",
    ERROR,
    "there is no text below the front matter",
    "write the text below the closing `---`",
    why="A page with a title and nothing else should not be published.",
)

# --- the data of the series ----------------------------------------------------------------------------
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
STATISTIC_LINK = Wording(
    "statistic-link",
    ERROR,
    "this is no link to the register of statistics",
    "write `[70.8 million](stat:displaced@2018)`: no brackets in the words, then an id, and perhaps `@` and a year",
    why="A number is compared with the register only where briefgen can read the link.",
)
UNKNOWN_STATISTIC = Wording(
    "unknown-statistic",
    ERROR,
    "there is no statistic `{id}`",
    "did you mean `{nearest}`?",
    why="Numbers that several publications use are kept once, in `series/statistics.yml`.",
    otherwise="add it to `series/statistics.yml`",
)
STATISTIC_DIFFERS = Wording(
    "statistic-differs",
    ERROR,
    "`{shown}` is not what the register has: {value}",
    "write {value}, or correct series/statistics.yml",
    why="The same number must be the same in every publication and language.",
)
STATISTIC_UNSAID = Wording(
    "statistic-unsaid",
    ERROR,
    "`{shown}` has no number that could be compared with the register",
    "write the number into the brackets, or leave them empty: `[](stat:{id})`",
    why="A link to a statistic shows its number.",
)
STATISTIC_STALE = Wording(
    "statistic-stale",
    WARNING,
    "`{id}` was to be reviewed by {day}",
    "look for a newer reading, and move `review_by` in series/statistics.yml",
    why="A number that nobody has looked at since its day of review may be out of date.",
)
STAT_UNSOURCED = Wording(
    "stat-unsourced",
    WARNING,
    "this number has no source",
    "add the option `source:`, cite a reference, or link the number to the register",
    why="A number set large must be one that readers can check.",
)
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

# --- Markdown and blocks -------------------------------------------------------------------------------------
UNKNOWN_BLOCK = Wording(
    "unknown-block",
    ERROR,
    "there is no block `{name}`",
    "did you mean `{nearest}`?",
    why="An unknown block would appear as slashes in the text.",
)
BLOCK_OPEN = Wording(
    "block-not-closed",
    ERROR,
    "the block `{name}` is not closed",
    "put a line `{slashes}` after its last line; a block around another has one slash more",
    why="Everything after it would become part of the block.",
)
BLOCK_SAME_SLASHES = Wording(
    "block-same-slashes",
    ERROR,
    "the block `{name}` holds another one and has no more slashes than it",
    "write `{slashes} {name}` here, and `{slashes}` in line {end}, where it ends",
    why="A closing line ends the innermost block with as many slashes.",
)
BLOCK_STRAY_END = Wording(
    "block-stray-end",
    ERROR,
    "this line closes no block: none with as many slashes is open",
    "delete the line, or give the opening line as many slashes",
    why="A closing line must have as many slashes as its opening line.",
)
BLOCK_LINE = Wording(
    "block-line",
    ERROR,
    "this line looks like the beginning of a block, but {problem}",
    "write `/// {name}`, or `/// {name} | Title`",
    why="A block begins with three slashes or more, its name, and `|` before a title; all else would be shown as text.",
)
BLOCK_NEEDS_TITLE = Wording(
    "block-needs-title",
    ERROR,
    "the block `{name}` needs a title",
    "write `/// {name} | Title`",
    why="Some blocks make no sense without one.",
)
BLOCK_TAKES_NO_TITLE = Wording(
    "block-takes-no-title",
    ERROR,
    "the block `{name}` takes no title",
    "delete ` | {title}`",
    why="The text after the bar would not appear anywhere.",
)
BLOCK_EMPTY = Wording(
    "block-empty",
    ERROR,
    "the block `{name}` is empty",
    "write its text between the two `///` lines",
    why="An empty block is a frame around nothing.",
)
BLOCK_TAKES_NO_TEXT = Wording(
    "block-takes-no-text",
    ERROR,
    "the block `{name}` takes no text",
    "close it on the next line and move the text below it",
    why="The text inside would not appear anywhere.",
)
OPTIONS_NEED_SPACE = Wording(
    "options-need-space",
    ERROR,
    "an empty line is missing between the block's options and its text",
    "leave one line empty here",
    why="Without it the text would be read as part of the options, or as code.",
)
OPTIONS_NEED_INDENT = Wording(
    "options-need-indent",
    ERROR,
    "`{key}` is an option of this block, but {problem}",
    "put it directly below the line of slashes, indented by four spaces",
    why="Options stand below each other behind four spaces; others would be shown as text, or not be read.",
)
BLOCK_IN_LIST = Wording(
    "block-in-list",
    ERROR,
    "the block `{name}` stands inside a list",
    "end the list before it: leave a line empty and begin the block at the start of its line",
    why="Where a block inside an item would end, and where the item, could not be told apart.",
)
RECOMMENDATIONS_NONE = Wording(
    "recommendations-none",
    ERROR,
    "this places the recommendations, but there are none",
    "write them under `recommendations` in the front matter, or delete the block",
    why="The page would have an empty section.",
)
RECOMMENDATIONS_TWICE = Wording(
    "recommendations-twice",
    ERROR,
    "the recommendations are placed twice",
    "delete one of the two blocks",
    why="Readers would take the second list for another one.",
)
ANCHOR_TWICE = Wording(
    "anchor-twice",
    ERROR,
    "the anchor `{anchor}` is given to two places",
    "choose another name for one of them",
    why="A link could lead only to the first.",
)
TABLE_MISSING = Wording(
    "table-missing",
    ERROR,
    "the block `table` holds no table",
    "write a table of `| a | b |` rows with a line `|---|---|` below the first",
    why="The block puts a title and a source around a table.",
)
HTML_NOT_ALLOWED = Wording(
    "html-not-allowed",
    ERROR,
    "`<{tag}>` is not allowed in a publication",
    "{advice}",
    why="Content never runs anything and never loads anything; the look comes from the templates.",
)
HTML_ATTRIBUTE = Wording(
    "html-attribute",
    WARNING,
    "the attribute `{attribute}` of `<{tag}>` is left out",
    "delete it: the look comes from the brand, and nothing runs inside a publication",
    why="Style attributes and scripts inside the text would break the brand or the reader's trust.",
)
HTML_NOT_CLOSED = Wording(
    "html-not-closed",
    ERROR,
    "an HTML element is opened and not closed, or closed and not opened",
    "give every `<b>` its `</b>`, inside the same block or text",
    why="An element that does not end where it should would tear the page apart.",
)
FOOTNOTE_UNDEFINED = Wording(
    "footnote-undefined",
    ERROR,
    "the footnote `[^{key}]` is not defined",
    "add a line `[^{key}]: …`; did you mean `[^{nearest}]`?",
    why="The mark would appear in the text as it is written.",
)
FOOTNOTE_UNUSED = Wording(
    "footnote-unused",
    ERROR,
    "the footnote `[^{key}]` is never used",
    "put `[^{key}]` where it belongs in the text, or delete the definition",
    why="Its text would appear without a place it belongs to.",
)
FOOTNOTE_EMPTY = Wording(
    "footnote-empty",
    ERROR,
    "the footnote `[^{key}]` has no text",
    "write the source behind the colon",
    why="Readers who follow the mark would find nothing.",
)
FOOTNOTE_TWICE = Wording(
    "footnote-defined-twice",
    ERROR,
    "the footnote `[^{key}]` is defined twice",
    "give one of them another name",
    why="Only one of the two texts could be shown.",
)
ABBREVIATION_UNEXPLAINED = Wording(
    "abbreviation-unexplained",
    WARNING,
    "the abbreviation `{short}` is not explained where readers first meet it",
    "write the words here, with `({short})` behind them, or add a line `*[{short}]: …` with the words",
    why="Not every reader knows it, and nobody can point at a word on paper.",
)
ABBREVIATION_UNUSED = Wording(
    "abbreviation-unused",
    WARNING,
    "the text does not use the abbreviation `{short}`",
    "write it as it stands in the text: `*[{plural}]: …`",
    why="Mostly the definition is spelt in another way than the text, and explains nothing.",
)
HEADING_LEVEL_ONE = Wording(
    "heading-level-one",
    ERROR,
    "a heading of level 1 stands in the text",
    "write `## {title}`: the title of the publication is the only level 1, and comes from the front matter",
    why="A page with two titles confuses readers of the outline and search engines.",
)
HEADING_SKIPPED = Wording(
    "heading-skipped",
    WARNING,
    "this heading jumps from level {before} to level {level}",
    "write it with {hashes}",
    why="Readers who move by headings expect no missing steps.",
)
MARKUP_BROKEN = Wording(
    "markup-broken",
    ERROR,
    "this text cannot be read as Markdown ({problem})",
    "take out the last thing you changed and add it again piece by piece; please send us the piece that fails",
    why="The Markdown reader failed on something in this text; it is a mistake of ours, but only you can go round it.",
)
MARKUP_FAILED = Wording(
    "markup-too-complex",
    ERROR,
    "this text cannot be read as Markdown: too much is opened, nested or repeated here",
    "look for long runs of `>`, `- -`, brackets, citations or one sign, often from a paste",
    why="Thousands of brackets, citations, nested quotes or lists are a mistake of a paste or a converter.",
)

# --- links and pictures -----------------------------------------------------------------------------------------
LINK_DEAD = Wording(
    "link-dead",
    ERROR,
    "this link leads nowhere: `{target}`",
    "did you mean `{nearest}`?",
    why="The file or the anchor that the link names is not in the project.",
)
LINK_SCHEME = Wording(
    "link-not-allowed",
    ERROR,
    "a link of the kind `{scheme}:` is not allowed",
    "use https:, mailto:, tel: or the path of a file of this project",
    why="Other kinds of links run code or open programs.",
)
LINK_NOT_PUBLISHED = Wording(
    "link-not-published",
    ERROR,
    "`{target}` is in the project but is not published",
    "link to the Markdown file of a publication, or to a picture or data file of this one",
    why="The link would work on your machine and nowhere else.",
)
ALT_MISSING = Wording(
    "alt-missing",
    ERROR,
    "this picture has no text alternative",
    'say what it shows: `![what it shows](…)`, or in HTML `alt="what it shows"`',
    why="Readers who cannot see the picture hear this text instead.",
)
ALT_FILE_NAME = Wording(
    "alt-file-name",
    WARNING,
    "this text alternative is the name of a file",
    "say what the picture shows, in a sentence that could stand in its place",
    why="Readers who cannot see the picture would hear the name.",
)
ALT_SAYS_PICTURE = Wording(
    "alt-says-picture",
    WARNING,
    "this text alternative says that there is a picture: “{words}”",
    "leave these words out and begin with what it shows",
    why="Programs that read pages aloud say “graphic” before it already.",
)
ALT_IS_TITLE = Wording(
    "alt-is-title",
    WARNING,
    "this text alternative says what the title says",
    "say what can be seen: the highest and lowest values, what stands where",
    why="Who listens would hear the title twice, and nothing of the picture.",
)
LINK_TEXT_EMPTY = Wording(
    "link-text-empty",
    WARNING,
    "the text of this link does not say where it leads: “{text}”",
    "make the words that name the page the link",
    why="Many who listen to a page go from link to link, and hear nothing else.",
)
LINK_TEXT_ADDRESS = Wording(
    "link-text-address",
    WARNING,
    "the text of this link is an address",
    "write the name of the page instead; on paper its address can stand in a note",
    why="An address is read aloud letter by letter.",
)
TABLE_HEAD_EMPTY = Wording(
    "table-head-empty",
    WARNING,
    "the head of this table says nothing for {columns}",
    "write a word or two over each column; only the first may be without",
    why="Who listens hears each number with the head of its column.",
)
TABLE_ROW_LONG = Wording(
    "table-row-long",
    ERROR,
    "this row has {cells} cells in a table of {columns} columns, so these words would be left out",
    "take out a `|`, or give the head of the table another column; a `|` that is a sign is written `\\|`",
    why="A table has the columns of its head; what goes beyond is on no page.",
)
TABLE_NO_RULE = Wording(
    "table-no-rule",
    ERROR,
    "these rows are no table: the line below the first must be one of {columns} dashes, `|---|---|`",
    "write it there; it has as many columns as the first row",
    why="Rows without it are shown as text with strokes.",
)
COLOUR_ALONE = Wording(
    "colour-alone",
    WARNING,
    "“{words}” tells it by its colour alone",
    "name it as well, “the bars of Uganda”, or say where it stands",
    why="One man in twelve does not tell red from green, and many copies are grey.",
)
SENTENCE_LONG = Wording(
    "sentence-long",
    WARNING,
    "a sentence of this key message has {words} words; up to {most} are easily understood: “{begins} …”",
    "make two of it",
    why="Key messages are read in a hurry, aloud, and in a second language.",
)
HERO_WORDS = Wording(
    "hero-needs-words",
    ERROR,
    "the publication has a hero picture, but this edition says nothing of it",
    "add `hero:` with `alt: …` (what it shows) or `decorative: true` (it only sets a mood)",
    why="Each language needs its own text alternative.",
)
IMAGE_BROKEN = Wording(
    "image-broken",
    ERROR,
    "`{path}` is not a picture that can be shown: {problem}",
    "open it in a picture editor and save it again as PNG, JPEG or SVG",
    why="A damaged picture would leave an empty space on the page.",
)
IMAGE_TYPE = Wording(
    "image-type",
    ERROR,
    "`{path}`: this type of picture cannot be shown ({found})",
    "save it as PNG, JPEG, WebP, GIF or SVG",
    why="Only these show on every screen and on paper.",
)
IMAGE_HUGE = Wording(
    "image-huge",
    ERROR,
    "`{path}` has {width} × {height} pixels, too many to print or to load",
    "reduce it to about 3,000 pixels on the long side",
    why="A page needs about 2,500 pixels across at the finest print.",
)
IMAGE_ACTIVE = Wording(
    "image-active",
    ERROR,
    "`{path}` holds `{what}`, which a picture must not",
    "export the drawing again as plain SVG, without scripts and without linked files",
    why="Scripts and linked files inside a drawing would run in the reader's browser or be missing on paper.",
)

# --- design ---------------------------------------------------------------------------------------------------------
TEMPLATE_BROKEN = Wording(
    "template-broken",
    ERROR,
    "this template cannot be read: {problem}",
    "{advice}",
    why="A Jinja template has a mistake in its own syntax.",
)
TEMPLATE_FAILED = Wording(
    "template-failed",
    ERROR,
    "this template failed: {problem}",
    "{advice}",
    why="A Jinja template asked for something that is not there.",
)
STYLE_IGNORED = Wording(
    "style-ignored",
    WARNING,
    "this style is ignored: {problem}",
    "{advice}",
    why="The style sheet says something the PDF engine does not know; nothing would change on the page.",
)
STYLE_BROKEN = Wording(
    "style-broken",
    ERROR,
    "this style sheet cannot be read here: {problem}",
    "{advice}",
    why="What follows the mistake may be lost from the style sheet.",
)
FONT_MISSING = Wording(
    "font-missing",
    ERROR,
    "the font file `{path}` {problem}",
    "{advice}",
    why="Without it the pages would be set in whatever font the machine has.",
)
GLYPH_MISSING = Wording(
    "glyph-missing",
    ERROR,
    "no font of the brand has the character {character}",
    "replace the character, or add a font that has it to brand.yml",
    why="The reader would see an empty box.",
)
BRAND_UNKNOWN = Wording(
    "brand-unknown",
    ERROR,
    "there is no brand `{brand}`",
    "make `styles/brands/{brand}/brand.yml`, or use {known}",
    why="The brand is a folder in `styles/brands/`.",
)
CONTRAST_LOW = Wording(
    "contrast-low",
    ERROR,
    "{text} on `{ground}` has a contrast of {ratio} to 1 in the {scheme} scheme; it needs {least}",
    "write `{line}` under `{group}`: the nearest colour of the same hue that {passes}",
    why="Readers with low vision, and everyone in bright light, cannot read text that is too like its ground.",
)
STRING_MISSING = Wording(
    "string-missing",
    WARNING,
    "the interface text “{text}” has no translation into {language}",
    "add it to `templates/locale/{code}.po`",
    why="The page would carry an English word in another language's text.",
)


# --- data of charts, maps and tables -------------------------------------------------------------------
DATA_TYPE = Wording(
    "data-type",
    ERROR,
    "`{name}` is not a CSV file",
    "save the sheet as CSV (in a spreadsheet: Save as, CSV UTF-8), put it in `data/`, and name that file",
    why="CSV is plain text: what changed can be seen, and readers can open what they download.",
)
DATA_BROKEN = Wording(
    "data-broken",
    ERROR,
    "this data cannot be read as a table: {problem}",
    "open the file in a spreadsheet, mend this row, and save it as CSV again",
    why="A cell too many or too few would move numbers into the wrong column.",
)
DATA_EMPTY = Wording(
    "data-empty",
    ERROR,
    "there is nothing to show: `{name}` {problem}",
    "check the file, and what the block chooses from it",
    why="An empty chart or table looks like a finding.",
)
DATA_COLUMN = Wording(
    "data-column",
    ERROR,
    "`{name}` has no column `{column}`",
    "did you mean `{nearest}`? It has {known}",
    why="Columns are called as the first line of the file calls them, capitals included.",
    otherwise="write the name of a column as it stands in the first line of the file",
)
DATA_NUMBER = Wording(
    "data-number",
    ERROR,
    "`{text}` is not a number",
    "{advice}",
    why="A text among numbers could only be left out, and nobody would see that something is missing.",
)
DATA_VALUE = Wording(
    "data-value",
    ERROR,
    "no row that is shown has `{value}`{where}",
    "did you mean `{nearest}`?",
    why="A value that is not in the data, often a spelling mistake, would choose or mark nothing.",
    otherwise="write the value as it stands in the data",
)
DATA_ROW_TWICE = Wording(
    "data-row-twice",
    ERROR,
    "there is a second row for {what}",
    "choose one of them with `where:`, or delete one from the file",
    why="Only one of the two numbers could be shown, and nobody could tell which.",
)
DATA_NEGATIVE = Wording(
    "data-negative",
    ERROR,
    "a chart of the type `{type}` cannot show a number below zero: {what}, {value}",
    "choose the type `bar`, `grouped-bar` or `line`, or correct the number",
    why="Parts of a whole are never less than nothing; drawn on each other they would show a wrong sum.",
)
DATA_GAP = Wording(
    "data-gap",
    ERROR,
    "a chart of the type `{type}` cannot leave a number out: there is none for {what}",
    "write `0` if there was nothing; if nobody knows, choose the type `bar`, `grouped-bar` or `line`",
    why="In a sum a missing number looks like none, and the whole is drawn too small.",
)
DATA_TOO_MUCH = Wording(
    "data-too-much",
    ERROR,
    "{subject} shows at most {most} {what}, and there are {count}",
    "choose what matters with `where:`, or the largest with `order: descending` and `first: 10`",
    why="What cannot be told apart cannot be read. The whole file can be offered for download with a link.",
)
UNKNOWN_COUNTRY = Wording(
    "unknown-country",
    ERROR,
    "`{name}` is not a country that briefgen knows",
    "did you mean `{nearest}`?",
    why="Countries are found by ISO code (`UG`, `UGA`) or by name. A group of countries is none.",
    otherwise="write its ISO code, such as `UG` or `UGA`; leave out rows of regions and totals with `where:`",
)
COUNTRY_NOT_DRAWN = Wording(
    "country-not-drawn",
    ERROR,
    "{names} cannot be seen on this map: {problem}",
    "choose another `region:`, or leave it out and say so in `note:`",
    why="A country with a value that the map does not show would be lost without a trace.",
)
CHART_CROWDED = Wording(
    "chart-crowded",
    WARNING,
    "there is no room for the label `{label}`",
    "{advice}",
    why="Labels that touch, turn on their side or are missing are not read.",
)
CHART_COLOURS = Wording(
    "chart-colours",
    ERROR,
    "the colours of series do not do: {problem}",
    "{advice}",
    why="One reader in twenty does not see all colours, and a pale line is seen by nobody in print.",
)
MAP_BROKEN = Wording(
    "map-broken",
    ERROR,
    "the map engine could not draw this: {problem}",
    "simplify the block, and report this: it is a mistake of briefgen",
    why="briefgen checks maps before it hands them to the engine, so this should not happen.",
)

# --- output -----------------------------------------------------------------------------------------------------------
RENDER_FAILED = Wording(
    "render-failed",
    ERROR,
    "the PDF of this edition could not be laid out: {problem}",
    "{advice}",
    why="The layout engine gave up on something in this publication.",
)
LIMIT_REACHED = Wording(
    "limit-reached",
    ERROR,
    "this edition takes more than {limit}",
    "its longest part begins here: divide it or make it shorter; if all of it must be so long, write "
    "`limits: {{{name}: {more}}}` in briefgen.yml",
    why="One document that is out of all proportion must not keep the rest of a series from being made.",
)
NOTE_LOST = Wording(
    "note-lost",
    ERROR,
    "the PDF engine lost the footnote `[^{key}]`: it is on no page",
    "change the paragraph by a line, longer or shorter, and build again",
    why="The layout engine can lose a note where a page ends; a page with a mark and no note is not published.",
)
RESOURCE_LOST = Wording(
    "resource-lost",
    ERROR,
    "the PDF engine could not load a picture or font: {problem}",
    "name only files that the templates are given; fonts belong into brand.yml",
    why="The page would have a hole, or another font, where the file belongs.",
)
RENDER_NOTE = Wording(
    "render-note",
    WARNING,
    "the PDF engine says: {problem}",
    "{advice}",
    why="A message of the layout engine that briefgen has no better words for.",
)
OUTPUT_FAILED = Wording(
    "output-failed",
    ERROR,
    "`{path}` cannot be written: {problem}",
    "{advice}",
    why="The operating system refused to write the artifact; the one before is untouched.",
    otherwise="check that the folder exists, that you may write to it and that the disk is not full",
)
ENGINE_MISSING = Wording(
    "engine-missing",
    ERROR,
    "{what} is missing on this machine",
    "{advice}",
    why="`briefgen doctor` says what to install.",
)
CLUSTER_UNUSABLE = Wording(
    "cluster-unusable",
    ERROR,
    "the cluster at {address} {why}",
    "put that right, or build here: leave out `--cluster`",
    why="Nothing was written; what its workers had made is kept, and the next build goes on from there.",
)
TOO_HEAVY = Wording(
    "too-heavy",
    WARNING,
    "the {what} has {size}, more than the {budget} it may have: {parts}",
    "make the heaviest parts lighter, or raise `budget` in briefgen.yml",
    why="Many readers pay for each megabyte, or wait for it.",
)
PRINTER_UNKNOWN = Wording(
    "printer-unknown",
    ERROR,
    "the project does not say for which press PDFs for print are made",
    "ask the printer for the ICC profile of their press and paper, put it in the project, and write its path in "
    "briefgen.yml: `print: {{profile: print/coated.icc}}`",
    why="The same inks look otherwise on another press or paper: without its profile no colour can be turned to inks.",
)
PRINTER_PROFILE = Wording(
    "printer-profile",
    ERROR,
    "the profile of the printer cannot be used: `{path}` {problem}",
    "{advice}",
    why="Colours are turned to the inks of a press by its ICC profile, which goes into the PDF.",
)
PICTURE_COARSE = Wording(
    "picture-coarse",
    WARNING,
    "`{path}` has {pixels} pixels to an inch where it stands on paper; in print that looks coarse",
    "take a copy of the picture that is {needed} pixels wide: printers ask for 300 to an inch",
    why="A press shows far more than a screen: below 150 pixels to an inch, edges have steps.",
)
TEXT_IN_INKS = Wording(
    "text-in-inks",
    WARNING,
    "`{use}` is text, and its colour `{colour}` would be printed with several inks: {inks}",
    "give it black ink alone: write `{name}: [0, 0, 0, {black}]` in this file, in the group `cmyk` of "
    "`defaults: briefgen:`",
    why="Plates are never quite in line: small letters of several inks have coloured edges. Black ink alone is sharp.",
)
TAGS_UNSURE = Wording(
    "tags-unsure",
    WARNING,
    "PDFs are tagged by WeasyPrint {version}, which does it worse than briefgen",
    "install the version that briefgen is made for: `pip install weasyprint==70.0`",
    why="Tags tell readers who do not see a page what is on it. briefgen makes its own where it knows the engine.",
)


# --- pages -------------------------------------------------------------------------------------------
LOST_ON_WEB_PAGE = Wording(
    "lost-on-web-page",
    ERROR,
    "{what} is not on the web page",
    "a template leaves it out: look in `templates/` for the file that shows this part",
    why="Everything an author writes must reach the reader; a page with something missing is not published.",
)
LOST_IN_PDF = Wording(
    "lost-in-pdf",
    ERROR,
    "{what} is on no page of the PDF",
    "a style sheet hides it or its box cuts it off; if the styles are briefgen's own, shorten or move this part",
    why="Layout engines can drop or cut text without a word; a PDF with something missing is not published.",
)
TEXT_UNREADABLE = Wording(
    "text-unreadable",
    ERROR,
    "{what} is drawn in the PDF, but not all of its letters can be read from the file",
    "the font does not say which letters its shapes stand for; ask the designer for another build of it",
    why="Such text cannot be searched, copied or read aloud.",
)
OUT_OF_ORDER = Wording(
    "out-of-order",
    ERROR,
    "the {medium} shows this before what stands above it in the text",
    "a template or style sheet moves it: designers find it by `order`, `float` or `position`",
    why="Readers, and all who have the text read to them, must get it in the order in which it was written.",
)
FIT_OVER = Wording(
    "fit-over",
    WARNING,
    "the page contract says {allowed}, and this takes {pages}: {over} too many{section}",
    "cut about {words} words",
    why="The front matter promises a number of pages, and the text takes more.",
)
FIT_UNDER = Wording(
    "fit-under",
    WARNING,
    "the page contract says {allowed}, and this fills {pages}: there is room for {free} more",
    "add text or a figure, or promise fewer `pages`",
    why="The front matter promises a number of pages, and the text does not fill them.",
)
FIT_STRAYED = Wording(
    "fit-strayed",
    WARNING,
    "the page contract promises all of the {part} on the first page, but a part is on a later one",
    "shorten the title, the summary or the key messages by a few lines",
    why="A reader who sees only the first page should find there what the contract names.",
)
FIT_WITHOUT_PAGES = Wording(
    "fit-without-pages",
    ERROR,
    "`fit` does not say how many pages there may be",
    "write `fit: {{pages: 4, density: auto}}`, or give the publication a `profile`",
    why="The closest setting can only be chosen for a number of pages.",
)
DENSITY_UNKNOWN = Wording(
    "density-unknown",
    ERROR,
    "there is no density `{name}`, only {known}",
    "did you mean `{nearest}`?",
    why="Densities are named in the brand file, from the loosest to the tightest.",
)
HEADING_STRANDED = Wording(
    "heading-stranded",
    WARNING,
    "the heading “{heading}” stands at the foot of page {page}, and its text on the next",
    "make the text before it two lines shorter or longer, or put `/// page-break` before the heading",
    why="A heading belongs to the text below it.",
)
LINES_STRANDED = Wording(
    "lines-stranded",
    WARNING,
    "page {page} has only {count} of this paragraph's {total} lines",
    "make this paragraph, or one before it on the same page, a line or two shorter or longer",
    why="At least three lines of a paragraph stay together before and after a page break.",
)
ROW_DIVIDED = Wording(
    "row-divided",
    WARNING,
    "the row {row} of {table} is divided between pages {first} and {second}",
    "shorten the text in its cells, or divide the row in two",
    why="A reader cannot follow a row over a page.",
)
FIGURE_DIVIDED = Wording(
    "figure-divided",
    WARNING,
    "{figure} is divided between pages {first} and {second}",
    "move it behind the next paragraph, or make it lower",
    why="A figure stands with its title, notes and source, a table's title with its first rows.",
)
NOTE_ASTRAY = Wording(
    "note-astray",
    WARNING,
    "the mark of the footnote `[^{key}]` is on page {page}, the note on page {note_page}",
    "shorten the notes of that page, or move the mark to a later sentence",
    why="A reader looks for a note at the foot of the page with its mark.",
)
PAGE_HOLE = Wording(
    "page-hole",
    WARNING,
    "the last {empty} mm of page {page} are empty, because {what} did not fit there and went to page {next}",
    "move it behind one or two later paragraphs, make it lower, or shorten what stands before it on that page",
    why="More than a quarter of a page in white before the last page looks like a mistake.",
)
LAST_PAGE_SHORT = Wording(
    "last-page-short",
    WARNING,
    "the last page, {page}, is filled to {share} per cent; it should be {least} at least",
    "cut about {cut} words to save the page",
    why="A page with a few lines costs paper and attention.",
)
OVERFLOW = Wording(
    "overflow",
    WARNING,
    "{what} runs {over} mm over {where} on page {page}",
    "shorten the word or address; a table takes fewer columns, a matrix its longer vocabulary as `rows`, "
    "a figure `width: full`",
    why="What leaves its column or the margins can be cut off in print, or lie on something else.",
)
OVERLAP = Wording(
    "overlap",
    WARNING,
    "{what} and {other} lie on top of each other on page {page}",
    "shorten one of them; if that does not help, look in the style sheets for what positions them",
    why="Text on text cannot be read.",
)
TITLE_WIDOW = Wording(
    "title-widow",
    WARNING,
    "the last line of this {kind} is only the word “{word}”",
    "make it a word shorter, or two words longer",
    why="A single short word on the last line of a title looks forgotten.",
)


# --- translations ------------------------------------------------------------------------------------
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


def catalogue() -> dict[str, Wording]:
    """Every wording by its code, in the order of this file, then those of `bundle_messages`."""
    every = (*globals().values(), *vars(bundle_messages).values())
    return {value.code: value for value in every if isinstance(value, Wording)}
