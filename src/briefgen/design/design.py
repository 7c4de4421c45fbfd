"""Everything that decides how a project looks, loaded once for a build."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from briefgen.content.addresses import ASSETS, asset_address
from briefgen.content.citing.csl_style import CitationStyle
from briefgen.content.pictures import Picture, open_picture
from briefgen.content.project import Project
from briefgen.content.references import Asset
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.digest import digest_of
from briefgen.core.source import Span
from briefgen.core.workspace import Door
from briefgen.design.brand import Brand, load_brand
from briefgen.design.charts.palette import palette_problems
from briefgen.design.citation_style import load_citation_style
from briefgen.design.contrast import contrast_problems
from briefgen.design.interface_words import InterfaceWords, load_words
from briefgen.design.page import Shown, shown
from briefgen.design.stylesheets import Styles, load_styles
from briefgen.design.templates import Templates


@dataclass(frozen=True)
class ScreenStyles:
    """The style sheet of the web pages in one language, as it is published."""

    address: str
    css: bytes


@dataclass(frozen=True)
class Design:
    """Brand, templates, and for each language the styles of screen and paper and the interface's words."""

    brand: Brand
    templates: Templates
    logos: dict[str, Picture]
    paper: dict[str, Styles]
    screen: dict[str, ScreenStyles]
    screen_fonts: tuple[Asset, ...]
    words: dict[str, InterfaceWords]
    citations: CitationStyle

    @cached_property
    def logo_assets(self) -> tuple[Asset, ...]:
        return tuple(Asset(p.path, asset_address(p.path, p.digest)) for p in self.logos.values())

    def logo(self, size: str, ground: str, page: str, language: str) -> Shown:
        """The logo of a size (`small`, `medium`, `large`) for a ground (`light`, `dark`), seen from a page."""
        image = self.brand.logo(size, ground)
        name = next(name for name, other in self.brand.file.logo.images.items() if other is image)
        return shown(self.logos[name], page, image.alt.in_language(language))


def load_design(
    door: Door, project: Project, named_at: Span | None
) -> tuple[Design | None, tuple[Diagnostic, ...]]:
    """The design of a project; `named_at` is where its file chooses the brand, None when the command line does."""
    brand, problems = load_brand(door, project.brand, named_at)
    if brand is None:
        return None, problems
    citations, more = load_citation_style(door, brand)
    problems += (*contrast_problems(brand), *palette_problems(brand), *more)
    logos: dict[str, Picture] = {}
    for name, image in brand.file.logo.images.items():
        start = brand.source.text.find(image.path)
        place = brand.source.span(start, start + len(image.path))
        picture, more = open_picture(door, brand.file_path(door, image.path), place)
        problems += more
        if picture:
            logos[name] = picture
    paper, screen, words = {}, {}, {}
    fonts: tuple[Asset, ...] = ()
    for language in project.languages:
        paper[language], more = load_styles(door, brand, "print", language, project.paper)
        on_screen, yet_more = load_styles(door, brand, "screen", language, project.paper)
        problems += (*more, *yet_more)
        css = "\n".join(sheet.css for sheet in on_screen.sheets).encode()
        screen[language] = ScreenStyles(asset_address(f"{ASSETS}/screen.css", digest_of(css)), css)
        fonts = on_screen.fonts
        words[language] = replace(load_words(door, language), country_names=project.country_names)
    if citations is None or any(problem.is_error for problem in problems):
        return None, tuple(dict.fromkeys(problems))
    design = Design(brand, Templates(door), logos, paper, screen, fonts, words, citations)
    return design, tuple(dict.fromkeys(problems))
