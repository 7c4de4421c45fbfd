"""The models of `brand.yml`: colours, type, logo. Follows the brand.yml convention where that reaches."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from briefgen.content.fields import Color, FilePath, Localized, Model, Text, Url
from briefgen.content.lengths import PaperLength
from briefgen.core.diagnostics import nearest
from briefgen.design.tokens import OwnDefaults

SEMANTIC = (
    "foreground", "background", "primary", "secondary", "tertiary", "success", "info", "warning", "danger",
    "light", "dark",
)  # fmt: skip
"""What colours are used for. Each is a colour or the name of one in the palette."""

_HEX = re.compile("#[0-9a-fA-F]{6}")


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
    size: PaperLength = "9.5pt"
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
        """The colour behind a name, as `#rrggbb`; names may lead to names. ValueError says what is wrong with one."""
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
                near = nearest(name, (*self.palette, *SEMANTIC))
                advice = f"did you mean `{near}`?" if near else "add it under `palette`"
                raise ValueError(f"names the colour `{name}`, which is not in the palette -- {advice}")
        if not _HEX.fullmatch(name):
            raise ValueError(f"is not a colour: `{name}` -- write it as #rrggbb, for example #0b5c6b")
        return name.lower()


class Defaults(Model):
    """The convention's place for what single tools want to know."""

    WHAT: ClassVar[str] = "`defaults`"
    briefgen: OwnDefaults = OwnDefaults()


class BrandFile(Model):
    """`brand.yml`."""

    WHAT: ClassVar[str] = "brand.yml"
    meta: Meta
    logo: Logo
    color: Colors
    typography: Typography
    defaults: Defaults = Defaults()
