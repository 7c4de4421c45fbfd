"""How charts look in a brand and a language: their colours, families and letters."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from briefgen.content.languages import direction
from briefgen.content.lengths import points
from briefgen.core.workspace import Door, Refused
from briefgen.design.brand import Brand
from briefgen.design.brand_file import FontStyle
from briefgen.design.charts.colours import ChartColours, chart_colours
from briefgen.design.charts.letters import Face, Letters
from briefgen.design.custom_properties import stack

_PIXELS = 96 / 72
_SIZE = "7.9pt"
"""The size of small text on paper where the brand says nothing, as in base.css."""

_BOLD = 600


@dataclass(frozen=True)
class Theme(ChartColours):
    """What a chart is drawn with. `size` is that of all text, in CSS pixels."""

    families: str
    size: float
    letters: Letters
    is_mirrored: bool

    @property
    def leading(self) -> float:
        """The distance of lines of text."""
        return self.size * 1.28


def chart_theme(door: Door, brand: Brand, language: str) -> Theme:
    """The theme of a brand for texts in a language, in its light scheme."""
    own = brand.file.defaults.briefgen
    families = stack(own.charts.family or brand.file.typography.base.family, brand, language)
    return Theme(
        **asdict(chart_colours(brand, brand.schemes[0])),
        families=", ".join(families),
        size=round(points(own.paper.size_small or _SIZE) * _PIXELS, 2),
        letters=_letters(door, brand, families),
        is_mirrored=direction(language) == "rtl",
    )


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
                    faces.append(Face(door.read(brand.file_path(door, nearest.path))))
                except Refused:
                    continue  # told where style sheets are made
    return Letters(tuple(regular), tuple(bold))
