"""What is said of finished pages, as a proofreader would."""

from __future__ import annotations

from briefgen.core.diagnostics import Severity, Wording

ERROR, WARNING = Severity.ERROR, Severity.WARNING

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
