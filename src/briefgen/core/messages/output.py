"""What is said of builds and of what they make."""

from __future__ import annotations

from briefgen.core.diagnostics import Severity, Wording

ERROR, WARNING = Severity.ERROR, Severity.WARNING

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
