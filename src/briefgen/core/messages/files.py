"""What is said of files as such: missing, outside the project, too large, not text."""

from __future__ import annotations

from briefgen.core.diagnostics import Severity, Wording

ERROR, WARNING = Severity.ERROR, Severity.WARNING

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
