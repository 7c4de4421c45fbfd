"""How charts look in a brand and a language: their colours, families and letters."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.content.languages import direction
from briefgen.core.workspace import Door, Refused
from briefgen.design.brand import Brand
from briefgen.design.brand_file import FontStyle
from briefgen.design.charts.letters import Face, Letters, face
from briefgen.design.colour import contrast, mixed, nearest_readable
from briefgen.design.custom_properties import stack
from briefgen.design.tokens import points

LEAST_CONTRAST = 3.0
"""What WCAG 2.2 asks of the parts of a graphic that are needed to understand it (success criterion 1.4.11)."""

_PIXELS = 96 / 72
_SIZE = "7.9pt"
"""The size of small text on paper where the brand says nothing, as in base.css."""

_BOLD = 600
_MUTED = 0.55
_TINTS = (0.84, 0.62, 0.4, 0.2, 0.0)
"""How much of the ground is mixed into the shades of a map, the palest first."""


@dataclass(frozen=True)
class Theme:
    """What a chart is drawn with. Colours are `#rrggbb`; `size` is that of all text, in CSS pixels."""

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
    families: str
    size: float
    letters: Letters
    is_mirrored: bool

    @property
    def leading(self) -> float:
        """The distance of lines of text."""
        return self.size * 1.28

    def readable(self, colour: str) -> str:
        """A colour of a shape as text of the same hue."""
        return nearest_readable(colour, (self.ground,), 4.5) or self.text


def chart_theme(door: Door, brand: Brand, language: str) -> Theme:
    """The theme of a brand for texts in a language."""
    uses = {use: chosen.hex for use, chosen in brand.schemes[0].uses.items()}
    own, color = brand.file.defaults.briefgen, brand.file.color
    ground, strong, accent = uses["ground"], uses["strong"], uses["accent"]
    families = stack(own.charts.family or brand.file.typography.base.family, brand, language)
    return Theme(
        ground=ground,
        text=uses["text"],
        quiet=uses["quiet"],
        line=uses["line"],
        strong=strong,
        muted=_visible(mixed(strong, ground, _MUTED), ground),
        accent=accent,
        series=tuple(color.hex(name) for name in own.charts.colors) or _series(uses),
        shades=tuple(mixed(strong, ground, share) for share in _TINTS),
        empty=mixed(ground, uses["text"], 0.1),
        families=", ".join(families),
        size=round(points(own.paper.size_small or _SIZE) * _PIXELS, 2),
        letters=_letters(door, brand, families),
        is_mirrored=direction(language) == "rtl",
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


def _letters(door: Door, brand: Brand, families: tuple[str, ...]) -> Letters:
    """The brand's upright faces in the order of the families; the bold ones are those nearest to semibold."""
    regular: list[Face] = []
    bold: list[Face] = []
    for family in families:
        font = next((font for font in brand.file.typography.fonts if font.family == family), None)
        upright = [file for file in font.files if file.style is FontStyle.NORMAL] if font else []
        for faces, weight in ((regular, 400), (bold, _BOLD)):
            if upright:
                nearest = min(upright, key=lambda file: (abs(file.weight - weight), file.weight))
                try:
                    faces.append(face(door.read(brand.file_path(door, nearest.path))))
                except Refused:
                    continue  # told where style sheets are made
    return Letters(tuple(regular), tuple(bold))
