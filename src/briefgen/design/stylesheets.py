"""The style sheets of screen and paper, with the brand's tokens and fonts in front.

Both are made of the same files: `styles/base.css`, `styles/components/*.css`, then `styles/screen.css` or
`styles/print.css`, then the tokens and style sheets of the brand, then `styles/arabic.css` and
`styles/right-to-left.css` where they are needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import tinycss2

from briefgen.content.addresses import asset_address, relative
from briefgen.content.choices import Paper
from briefgen.content.languages import direction
from briefgen.content.references import Asset
from briefgen.content.scripts import script_of_language
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, StopPublication
from briefgen.core.digest import digest_of
from briefgen.core.source import Source
from briefgen.core.text import read_source
from briefgen.core.workspace import SHIPPED, Door, Refused
from briefgen.design import shipped
from briefgen.design.brand import Brand
from briefgen.design.brand_file import FontFile
from briefgen.design.charts.colours import dark_rules
from briefgen.design.custom_properties import brand_properties, token_properties

BASE = "styles/base.css"
COMPONENTS = "styles/components"
RIGHT_TO_LEFT = "styles/right-to-left.css"


@dataclass(frozen=True)
class Sheet:
    """One style sheet: its source (for messages) and its text."""

    source: Source

    @property
    def css(self) -> str:
        return self.source.text


@dataclass(frozen=True)
class Styles:
    """What one medium needs: sheets in order, and the font files they name."""

    sheets: tuple[Sheet, ...]
    fonts: tuple[Asset, ...]


def load_styles(
    door: Door, brand: Brand, medium: str, language: str, paper: Paper
) -> tuple[Styles, tuple[Diagnostic, ...]]:
    """The styles of a medium (`screen` or `print`) for pages in a language."""
    faces, fonts, problems = _font_faces(door, brand, "woff2" if medium == "screen" else "ttf")
    first = faces + brand_properties(brand, language, medium)
    if medium == "screen":
        first += dark_rules(brand)
    if medium == "print":
        first += f"@page {{ size: {paper.value} }}\n"
    shared, more = _read(door, (BASE, *_in_folder(door, COMPONENTS), f"styles/{medium}.css"))
    # The brand has the last word: what it sets replaces what base.css and screen.css say.
    last, still_more = _read(door, (*_in_folder(door, brand.folder), *_of_language(language)))
    tokens = Sheet(Source(f"{brand.path} (tokens)", token_properties(brand)))
    sheets = (Sheet(Source(f"{brand.path} ({medium})", first)), *shared, tokens, *last)
    return Styles(sheets, fonts), (*problems, *more, *still_more)


def _read(door: Door, paths: Iterable[str]) -> tuple[tuple[Sheet, ...], tuple[Diagnostic, ...]]:
    """The style sheets at some paths, as far as they exist, and what is wrong in them."""
    sheets: list[Sheet] = []
    problems: list[Diagnostic] = []
    for path in paths:
        found = shipped.find(door, path)
        if found is None:
            continue
        try:
            sheet = Sheet(read_source(door, found))
        except StopPublication as stop:
            problems += stop.diagnostics
            continue
        if not found.startswith(SHIPPED):  # ours are looked at by tests
            problems += parse_errors(sheet)
        sheets.append(sheet)
    return tuple(sheets), tuple(problems)


def _of_language(language: str) -> tuple[str, ...]:
    """The style sheets of a script and of a direction."""
    arabic = ("styles/arabic.css",) if script_of_language(language) == "ARABIC" else ()
    return (*arabic, RIGHT_TO_LEFT) if direction(language) == "rtl" else arabic


def _in_folder(door: Door, folder: str) -> tuple[str, ...]:
    """The style sheets of a design folder, by name."""
    return tuple(f"{folder}/{name}" for name in shipped.names(door, folder) if name.endswith(".css"))


def _font_faces(door: Door, brand: Brand, form: str) -> tuple[str, tuple[Asset, ...], tuple[Diagnostic, ...]]:
    """The `@font-face` rules of the brand's families, their files, and which of them are missing.

    Paper takes the static TTF (WOFF2 and variable fonts cost the PDF engine seconds), the screen the
    WOFF2 of the same name beside it.
    """
    rules, assets, problems = [], [], []
    for family in brand.file.typography.fonts:
        for file in family.files:
            named = file.path if form == "ttf" else file.path.rpartition(".")[0] + ".woff2"
            path = brand.file_path(door, named)
            problem = _font_problem(door, brand, path, file)
            if problem:
                problems.append(problem)
                continue
            address = asset_address(path, digest_of(door.read(path)))
            assets.append(Asset(path, address))
            rules.append(
                f'@font-face {{ font-family: "{family.family}"; font-weight: {file.weight}; '
                f"font-style: {file.style.value}; font-display: swap; "
                f'src: url("{relative("assets/styles.css", address)}") format("{_FORMATS[form]}") }}\n'
            )
    return "".join(rules), tuple(assets), tuple(problems)


_FORMATS = {"ttf": "truetype", "woff2": "woff2"}
_SIGNATURES = {".woff2": (b"wOF2",), ".ttf": (b"\0\1\0\0", b"true"), ".otf": (b"OTTO",)}


def _font_problem(door: Door, brand: Brand, path: str, file: FontFile) -> Diagnostic | None:
    start = brand.source.text.find(file.path)
    place = brand.source.span(start, start + len(file.path))
    try:
        data = door.read(path)
    except Refused:
        return messages.FONT_MISSING.at(
            place,
            path=path,
            problem="is missing",
            advice="put it there; the TTF serves paper, the WOFF2 the screen",
        )
    ending = path[path.rfind(".") :]
    if ending not in _SIGNATURES or not data.startswith(_SIGNATURES[ending]):
        return messages.FONT_MISSING.at(
            place,
            path=path,
            problem="is not a font of that type",
            advice="save it again as static TTF and WOFF2",
        )
    return None


@cache
def parse_errors(sheet: Sheet) -> tuple[Diagnostic, ...]:
    """Places where a style sheet is not CSS at all. Unknown properties are the engine's to tell. Every
    language and medium asks for the same sheets, so the answer is kept."""
    return tuple(_find_parse_errors(sheet))


def _find_parse_errors(sheet: Sheet) -> Iterator[Diagnostic]:
    for rule in tinycss2.parse_stylesheet(sheet.css, skip_comments=True, skip_whitespace=True):
        stray = [token for token in getattr(rule, "prelude", ()) or () if token.type == "error"]
        for error in (rule, *stray):
            if error.type == "error":
                line = sheet.source.line_span(error.source_line)
                place = sheet.source.span(line.start + max(error.source_column - 1, 0))
                problem = _CSS_ERRORS.get(error.kind, error.message)
                yield messages.STYLE_BROKEN.at(
                    place, problem=problem, advice="check the braces and semicolons of the rule before"
                )


_CSS_ERRORS = {
    "}": "this `}` closes nothing",
    ")": "this `)` closes nothing",
    "]": "this `]` closes nothing",
    "invalid": "the last rule has no `{` and `}`",
    "bad-string": "a text in quotes does not end",
    "bad-url": "an address in `url(…)` does not end",
}
