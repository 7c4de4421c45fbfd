"""What is said of links and pictures, and of what they need to be read by everybody."""

from __future__ import annotations

from briefgen.core.diagnostics import Severity, Wording

ERROR, WARNING = Severity.ERROR, Severity.WARNING

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
