"""The colours of charts in a scheme of a brand, and the style rules that turn light drawings into dark ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.design.brand import Brand
from briefgen.design.colour import contrast, mixed, nearest_readable
from briefgen.design.schemes import LEAST_CONTRAST as LEAST_TEXT_CONTRAST
from briefgen.design.schemes import Scheme

LEAST_CONTRAST = 3.0
"""What WCAG 2.2 asks of the parts of a graphic that are needed to understand it (success criterion 1.4.11)."""

_MUTED = 0.55
_EMPTY = 0.08
_TINTS = (0.72, 0.52, 0.33, 0.16, 0.0)
"""How much of the ground is mixed into the shades of a map, the palest first."""


@dataclass(frozen=True)
class ChartColours:
    """What a chart is drawn with, each as `#rrggbb`. What is highlighted is `strong`, the rest `muted`; countries of a
    map without a number are `empty`."""

    ground: str
    text: str
    quiet: str
    line: str
    strong: str
    muted: str
    accent: str
    series: tuple[str, ...]
    shades: tuple[str, ...]
    empty: str

    def readable(self, colour: str) -> str:
        """A colour of a shape as text of the same hue."""
        return nearest_readable(colour, (self.ground,), LEAST_TEXT_CONTRAST) or self.text


def chart_colours(brand: Brand, scheme: Scheme) -> ChartColours:
    """The colours of charts that follow from a scheme, and from the colours that the brand gives to series."""
    uses = {use: chosen.hex for use, chosen in scheme.uses.items()}
    ground, strong = uses["ground"], uses["strong"]
    color, names = brand.file.color, brand.file.defaults.briefgen.charts.colors
    own = tuple(_visible(color.hex(name), ground) for name in names)
    return ChartColours(
        ground=ground,
        text=uses["text"],
        quiet=uses["quiet"],
        line=uses["line"],
        strong=strong,
        muted=_visible(mixed(strong, ground, _MUTED), ground),
        accent=uses["accent"],
        series=own or _series(uses),
        shades=tuple(mixed(strong, ground, share) for share in _TINTS),
        empty=mixed(ground, uses["text"], _EMPTY),
    )


def _series(uses: dict[str, str]) -> tuple[str, ...]:
    """Colours for series of a brand that names none: its own, dark and light in turn."""
    ground, strong, accent, quiet = (uses[use] for use in ("ground", "strong", "accent", "quiet"))
    lighter = (_visible(mixed(colour, ground, _MUTED), ground) for colour in (strong, accent))
    return (strong, accent, *lighter, quiet, mixed(strong, uses["text"], 0.6))


def _visible(colour: str, ground: str) -> str:
    if contrast(colour, ground) >= LEAST_CONTRAST:
        return colour
    return nearest_readable(colour, (ground,), LEAST_CONTRAST) or colour


# --- the dark scheme ----------------------------------------------------------------------------------


def dark_rules(brand: Brand) -> str:
    """CSS for readers whose machine is set to dark: each colour of a drawing becomes that of the same use."""
    light, dark = (chart_colours(brand, scheme) for scheme in brand.schemes)
    rules = [
        f'.drawing [{paint}="{one}"] {{ {paint}: {other} }}\n'
        for one, other in _shapes(light, dark)
        for paint in ("fill", "stroke")
    ]
    rules += [f'.drawing text[fill="{one}"] {{ fill: {other} }}\n' for one, other in _texts(light, dark)]
    return f"@media screen and (prefers-color-scheme: dark) {{\n{''.join(rules)}}}\n"


def _shapes(light: ChartColours, dark: ChartColours) -> Iterator[tuple[str, str]]:
    """Pairs of colours, each light one once."""
    uses = ("ground", "text", "quiet", "line", "strong", "muted", "accent", "empty")
    pairs = [(getattr(light, use), getattr(dark, use)) for use in uses]
    pairs += [*zip(light.series, dark.series, strict=True), *zip(light.shades, dark.shades, strict=True)]
    yield from dict(reversed(pairs)).items()


def _texts(light: ChartColours, dark: ChartColours) -> Iterator[tuple[str, str]]:
    """The same for text, which asks for more contrast."""
    shapes = [
        (light.strong, dark.strong),
        (light.muted, dark.muted),
        *zip(light.series, dark.series, strict=True),
    ]
    pairs = [(light.readable(one), dark.readable(other)) for one, other in shapes]
    pairs += [(light.text, dark.text), (light.quiet, dark.quiet), (light.accent, dark.accent)]
    yield from dict(reversed(pairs)).items()
