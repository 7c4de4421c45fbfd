"""What is said of brands, templates and style sheets."""

from __future__ import annotations

from briefgen.core.diagnostics import Severity, Wording

ERROR, WARNING = Severity.ERROR, Severity.WARNING

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
