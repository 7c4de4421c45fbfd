"""The brand file: colours, type, logo. Follows the brand.yml convention where that reaches."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from briefgen.content.decode import decode
from briefgen.content.fields import Color, FilePath, Localized, Model, Text, Url
from briefgen.content.frontmatter import read_mapping
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, StopPublication
from briefgen.core.source import Source, Span
from briefgen.core.text import read_source
from briefgen.core.workspace import SHIPPED, Door, join
from briefgen.design import shipped

SEMANTIC = (
    "foreground", "background", "primary", "secondary", "tertiary", "success", "info", "warning", "danger",
    "light", "dark",
)  # fmt: skip
"""What colours are used for. Each is a colour or the name of one in the palette."""


class FontStyle(StrEnum):
    NORMAL = "normal"
    ITALIC = "italic"


class FontFile(Model):
    WHAT: ClassVar[str] = "a font file"
    path: FilePath
    weight: Annotated[int, Field(ge=100, le=900)] = 400
    style: FontStyle = FontStyle.NORMAL


class Font(Model):
    WHAT: ClassVar[str] = "a font"
    family: Text
    source: Literal["file"] = "file"
    files: Annotated[tuple[FontFile, ...], Field(min_length=1)]


class Base(Model):
    WHAT: ClassVar[str] = "`typography: base`"
    family: Text
    weight: int = 400
    size: Text = "9.5pt"
    line_height: Annotated[float, Field(alias="line-height", ge=1, le=2.5)] = 1.45


class Headings(Model):
    WHAT: ClassVar[str] = "`typography: headings`"
    family: Text
    weight: int = 600
    style: FontStyle = FontStyle.NORMAL
    line_height: Annotated[float, Field(alias="line-height", ge=0.9, le=2)] = 1.15
    color: Text | None = None


class Link(Model):
    WHAT: ClassVar[str] = "`typography: link`"
    color: Text = "primary"
    decoration: Text = "underline"


class Typography(Model):
    WHAT: ClassVar[str] = "`typography`"
    fonts: Annotated[tuple[Font, ...], Field(min_length=1)]
    base: Base
    headings: Headings
    link: Link = Link()


class LogoImage(Model):
    WHAT: ClassVar[str] = "a logo"
    path: FilePath
    alt: Localized


def _as_image(value: object) -> object:
    return {"light": value, "dark": value} if isinstance(value, str) else value


class LogoChoice(Model):
    """The logo for light and for dark grounds, by name."""

    WHAT: ClassVar[str] = "a logo size"
    light: Text
    dark: Text


Choice = Annotated[LogoChoice, BeforeValidator(_as_image)]


class Logo(Model):
    WHAT: ClassVar[str] = "`logo`"
    images: dict[str, LogoImage]
    small: Choice
    medium: Choice
    large: Choice | None = None

    @model_validator(mode="after")
    def _names_are_known(self) -> Logo:
        for choice in (self.small, self.medium, self.large):
            for name in (choice.light, choice.dark) if choice else ():
                if name not in self.images:
                    raise ValueError(
                        f"names the logo `{name}`, which is not among its images -- add it under `images`"
                    )
        return self


class Meta(Model):
    WHAT: ClassVar[str] = "`meta`"
    name: Text
    link: Url | None = None


class Colors(Model):
    WHAT: ClassVar[str] = "`color`"
    palette: dict[str, Color]
    foreground: Text
    background: Text
    primary: Text
    secondary: Text
    tertiary: Text
    success: Text = "primary"
    info: Text = "primary"
    warning: Text = "tertiary"
    danger: Text = "tertiary"
    light: Text = "background"
    dark: Text = "foreground"

    def hex(self, name: str) -> str:
        """The colour behind a name, as `#rrggbb`; names may lead to names."""
        seen = set()
        while not name.startswith("#"):
            if name in seen:
                raise ValueError(
                    f"names the colour `{name}`, which is defined by itself -- give it a value like #0b5c6b"
                )
            seen.add(name)
            if name in self.palette:
                name = self.palette[name]
            elif name in SEMANTIC:
                name = getattr(self, name)
            else:
                raise ValueError(
                    f"names the colour `{name}`, which is not in the palette -- add it under `palette`"
                )
        return name

    @model_validator(mode="after")
    def _names_lead_to_colours(self) -> Colors:
        for name in SEMANTIC:
            self.hex(name)
        return self


class BrandFile(Model):
    """`brand.yml`."""

    WHAT: ClassVar[str] = "brand.yml"
    meta: Meta
    logo: Logo
    color: Colors
    typography: Typography


@dataclass(frozen=True)
class Brand:
    """A brand file and where it is, so that its own paths lead somewhere."""

    name: str
    path: str
    file: BrandFile
    source: Source

    def file_path(self, door: Door, reference: str) -> str:
        """The project path of a file that the brand file names; as all of a design, it may come from the
        project or be shipped."""
        path = join(self.path.removeprefix(SHIPPED).rpartition("/")[0], reference)
        return shipped.find(door, path) or path

    def logo(self, size: str, ground: str = "light") -> LogoImage:
        """The logo of a size (`small`, `medium`, `large`) for a ground (`light`, `dark`)."""
        logo = self.file.logo
        choice: LogoChoice = getattr(logo, size) or logo.medium
        return logo.images[choice.light if ground == "light" else choice.dark]


def load_brand(door: Door, name: str, named_at: Span) -> tuple[Brand | None, tuple[Diagnostic, ...]]:
    """The brand of a name; `named_at` is the place that chose it."""
    path = shipped.find(door, f"styles/brands/{name}/brand.yml")
    if path is None:
        known = {
            brand.rstrip("/") for layer in ("", "briefgen:") for brand in door.list(f"{layer}styles/brands")
        }
        listed = ", ".join(f"`{brand}`" for brand in sorted(known))
        return None, (messages.BRAND_UNKNOWN.at(named_at, brand=name, known=listed),)
    try:
        source = read_source(door, path)
    except StopPublication as stop:
        return None, stop.diagnostics
    tree, problems = read_mapping(source)
    if tree is None or problems:
        return None, problems
    file, problems = decode(tree, BrandFile)
    return (Brand(name, path, file, source) if file else None), problems


def custom_properties(brand: Brand, language: str) -> str:
    """The brand as CSS custom properties on `:root`.

    Each palette colour is `--color-<name>`, each use of colour too; families carry the others of the
    brand behind them, so that a script one family lacks is taken from the next.
    """
    file = brand.file
    colors = {**file.color.palette, **{name: file.color.hex(name) for name in SEMANTIC}}
    lines = [f"  --color-{name}: {value};" for name, value in colors.items()]
    families = [font.family for font in file.typography.fonts]
    base, headings = file.typography.base, file.typography.headings
    lines += [
        f"  --font-body: {_stack(base.family, families, language)};",
        f"  --font-heading: {_stack(headings.family, families, language)};",
        f"  --text-size: {base.size};",
        f"  --text-leading: {base.line_height};",
        f"  --text-weight: {base.weight};",
        f"  --heading-weight: {headings.weight};",
        f"  --heading-style: {headings.style.value};",
        f"  --heading-leading: {headings.line_height};",
        f"  --heading-color: {file.color.hex(headings.color or 'foreground')};",
        f"  --link-color: {file.color.hex(file.typography.link.color)};",
        f"  --link-decoration: {file.typography.link.decoration};",
    ]
    return ":root {\n" + "\n".join(lines) + "\n}\n"


def _stack(first: str, families: list[str], language: str) -> str:
    """A family and those behind it. For a language in Arabic script the Arabic family leads."""
    arabic = [family for family in families if "Arabic" in family]
    leading = arabic if language.split("-")[0] in ("ar", "fa", "ur", "ps", "ckb") else []
    order = dict.fromkeys((*leading, first, *families))
    return ", ".join(f'"{family}"' for family in order) + ", sans-serif"
