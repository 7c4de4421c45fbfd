"""What is said of the text: Markdown, HTML in it, blocks and their settings."""

from __future__ import annotations

from briefgen.core.diagnostics import Severity, Wording

ERROR, WARNING = Severity.ERROR, Severity.WARNING

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
