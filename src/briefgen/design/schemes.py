"""Colours by use: which colour text, grounds, panels and kinds have in the light and the dark scheme of a brand.

What `defaults: briefgen: colors:` does not say follows from `color:` and `typography:`. In the dark scheme the grounds
follow from `color: dark`, and text keeps its hue and becomes as light as it must to be read on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefgen.design.brand_file import SEMANTIC, BrandFile, Headings, Link
from briefgen.design.colour import mixed, nearest_readable
from briefgen.design.tokens import SchemeColors

Keys = tuple[str | int, ...]
"""The way to a value of the brand file, from the top."""

CHART_COLORS = ("defaults", "briefgen", "charts", "colors")

KINDS = "kinds"
_SCHEMES = ("defaults", "briefgen", "colors")

TEXTS = ("text", "quiet", "heading", "accent", "strong", "link")
"""What text is written in. Each of them is set in small sizes too: labels, heads of tables, notes."""

GROUNDS = ("ground", "panel", "panel-key", "panel-caution")
"""What text is written on."""

LEAST_CONTRAST = 4.5
"""What WCAG 2.2 asks of text below 18 pt, or 14 pt in bold (success criterion 1.4.3)."""


@dataclass(frozen=True)
class Chosen:
    """A colour in use, `#rrggbb`, and the keys of the brand file that chose it: its own, or those it follows from."""

    hex: str
    keys: Keys


@dataclass(frozen=True)
class Scheme:
    """A colour scheme: every use by its key in the brand file, kinds as `kinds: brief` and so on."""

    name: str
    uses: dict[str, Chosen]

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(use for use in self.uses if use.startswith(f"{KINDS}: "))

    def hexes(self, uses: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.uses[use].hex for use in uses)


def schemes_of(file: BrandFile) -> tuple[Scheme, Scheme]:
    """The light and the dark scheme of a brand whose names of colours all lead to one."""
    light = {**_light_defaults(file), **_given(file, "light")}
    own = _given(file, "dark")
    grounds = {**_dark_grounds(file, own), **own}
    dark = {**light, **grounds, **_dark_texts(file, light, grounds), **own}
    return Scheme("light", light), Scheme("dark", dark)


def names_of_colours(file: BrandFile) -> Iterator[tuple[Keys, str]]:
    """Every place of the brand file that names a colour, and the name."""
    for use in SEMANTIC:
        if use in file.color.model_fields_set:
            yield ("color", use), getattr(file.color, use)
    for group in ("headings", "link"):
        if name := _written(file, group):
            yield ("typography", group, "color"), name
    yield from _named(file, "light")
    yield from _named(file, "dark")
    for at, name in enumerate(file.defaults.briefgen.charts.colors):
        yield (*CHART_COLORS, at), name
    yield from ((("defaults", "briefgen", "cmyk", name), name) for name in file.defaults.briefgen.cmyk)


# --- what the file says ---------------------------------------------------------------------------------


def _written(file: BrandFile, group: str) -> str | None:
    """The colour that a group of `typography:` names itself."""
    given: Headings | Link = getattr(file.typography, group)
    return given.color if "color" in given.model_fields_set else None


def _named(file: BrandFile, scheme: str) -> Iterator[tuple[Keys, str]]:
    given: SchemeColors = getattr(file.defaults.briefgen.colors, scheme)
    written = given.model_dump(by_alias=True, exclude_none=True)
    kinds = written.pop(KINDS)
    yield from (((*_SCHEMES, scheme, use), name) for use, name in written.items())
    yield from (((*_SCHEMES, scheme, KINDS, kind), name) for kind, name in kinds.items())


def _given(file: BrandFile, scheme: str) -> dict[str, Chosen]:
    return {
        ": ".join(str(key) for key in keys[len(_SCHEMES) + 1 :]): Chosen(file.color.hex(name), keys)
        for keys, name in _named(file, scheme)
    }


# --- what follows from it -------------------------------------------------------------------------------


def _color(file: BrandFile, use: str) -> Chosen:
    """A colour of `color:`, and the key that says it: what is left out has the name of another use."""
    while use not in file.color.model_fields_set:
        use = getattr(file.color, use)
    return Chosen(file.color.hex(use), ("color", use))


def _typography(file: BrandFile, group: str) -> Chosen | None:
    name = _written(file, group)
    return Chosen(file.color.hex(name), ("typography", group, "color")) if name else None


def _light_defaults(file: BrandFile) -> dict[str, Chosen]:
    ground, text, panel = _color(file, "background"), _color(file, "foreground"), _color(file, "light")
    primary, secondary, tertiary = (_color(file, use) for use in ("primary", "secondary", "tertiary"))
    return {
        "ground": ground,
        "text": text,
        "quiet": secondary,
        "heading": _typography(file, "headings") or text,
        "accent": tertiary,
        "strong": primary,
        "link": _typography(file, "link") or primary,
        "panel": panel,
        "panel-key": panel,
        "panel-caution": panel,
        "line": Chosen(mixed(ground.hex, text.hex, 0.22), ground.keys),
        "on-kind": ground,
        "cover": _color(file, "dark"),
        "on-cover": ground,
        f"{KINDS}: brief": primary,
        f"{KINDS}: case-study": tertiary,
        f"{KINDS}: article": secondary,
        f"{KINDS}: media-release": text,
    }


def _dark_grounds(file: BrandFile, own: dict[str, Chosen]) -> dict[str, Chosen]:
    """Grounds and lines: the dark ground with a little of what stands on it mixed in."""
    ground = own.get("ground") or _color(file, "dark")

    def with_some(use: str, share: float) -> Chosen:
        return Chosen(mixed(ground.hex, _color(file, use).hex, share), ground.keys)

    return {
        "ground": ground,
        "panel": with_some("background", 0.06),
        "panel-key": with_some("primary", 0.25),
        "panel-caution": with_some("tertiary", 0.25),
        "line": with_some("background", 0.22),
    }


def _dark_texts(file: BrandFile, light: dict[str, Chosen], grounds: dict[str, Chosen]) -> dict[str, Chosen]:
    """Text and headings in the colour of paper, the others as in the light scheme; as light as the grounds ask for."""
    paper = _color(file, "background")
    on = tuple(grounds[use].hex for use in GROUNDS)
    texts = {}
    for use in TEXTS:
        chosen = paper if use in ("text", "heading") else light[use]
        texts[use] = Chosen(nearest_readable(chosen.hex, on, LEAST_CONTRAST) or chosen.hex, chosen.keys)
    return texts
