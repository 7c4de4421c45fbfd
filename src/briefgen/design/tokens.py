"""What a brand file says beyond the brand.yml convention, under `defaults: briefgen:`: colours by use, tokens of paper
and screen, densities, citations.

A token is a custom property of `styles/base.css`; its key here is its name without the dashes in front.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, WithJsonSchema

from briefgen.content.citing.csl_style import Form
from briefgen.content.fields import Model, Text
from briefgen.content.lengths import AS_LENGTH, NUMBER, PaperLength
from briefgen.content.models import AUTO

_SCREEN_UNITS = ("rem", "em", "px", "ch", "vw", "vh")
_ON_SCREEN = re.compile(rf"{NUMBER}(?:{'|'.join(_SCREEN_UNITS)})")
_COMPUTED = re.compile(r"(?:clamp|min|max|calc)\([\w\s.,%+*/()-]+\)")


def _length_on_screen(value: str) -> str:
    if value == "0":
        return "0px"
    computed = _COMPUTED.fullmatch(value) and value.count("(") == value.count(")")
    if not computed and not _ON_SCREEN.fullmatch(value):
        raise ValueError(
            f"is not a length on a screen: `{value}` -- write a number with its unit, for example 1.5rem or 2px, "
            "or what grows with the screen: clamp(2rem, 5vw, 3rem)"
        )
    return value


def _density_name(value: str) -> str:
    if value == AUTO or not re.fullmatch("[a-z][a-z0-9-]*", value):
        raise ValueError(
            f"has a name that cannot be used: `{value}` -- write a word in small letters, such as compact; "
            f"`{AUTO}` has a meaning of its own"
        )
    return value


ScreenLength = Annotated[str, AfterValidator(_length_on_screen), AS_LENGTH]
"""A length on a screen: a number and `rem`, `px` or another of CSS's units, or a computed one."""

Leading = Annotated[float, Field(ge=1, le=2)]
"""The height of a line as a multiple of the size of its text."""

DensityName = Annotated[str, AfterValidator(_density_name)]


class _Dashed(Model):
    """A group whose keys have dashes, as in CSS. None of them is needed."""

    model_config = ConfigDict(alias_generator=lambda name: name.replace("_", "-"))  # type: ignore[pydantic-alias]


# --- colours by use -------------------------------------------------------------------------------------


class KindColors(_Dashed):
    """The colour of each kind of publication in the series."""

    WHAT: ClassVar[str] = "`kinds`"
    brief: Text | None = None
    case_study: Text | None = None
    article: Text | None = None
    media_release: Text | None = None


class SchemeColors(_Dashed):
    """What colours are used for on the page. What is not given follows from `color:`, see `schemes`."""

    WHAT: ClassVar[str] = "a colour scheme"
    ground: Text | None = None
    text: Text | None = None
    quiet: Text | None = None
    heading: Text | None = None
    accent: Text | None = None
    strong: Text | None = None
    link: Text | None = None
    panel: Text | None = None
    panel_key: Text | None = None
    panel_caution: Text | None = None
    line: Text | None = None
    on_kind: Text | None = None
    cover: Text | None = None
    on_cover: Text | None = None
    kinds: KindColors = KindColors()


class SchemesByName(Model):
    WHAT: ClassVar[str] = "`colors`"
    light: SchemeColors = SchemeColors()
    dark: SchemeColors = SchemeColors()


# --- lengths --------------------------------------------------------------------------------------------


class PaperTokens(_Dashed):
    WHAT: ClassVar[str] = "`paper`"
    size_note: PaperLength | None = None
    size_label: PaperLength | None = None
    size_imprint: PaperLength | None = None
    size_small: PaperLength | None = None
    size_table: PaperLength | None = None
    size_panel: PaperLength | None = None
    size_lead: PaperLength | None = None
    size_h4: PaperLength | None = None
    size_h3: PaperLength | None = None
    size_h2: PaperLength | None = None
    size_title: PaperLength | None = None
    size_subtitle: PaperLength | None = None
    size_quote: PaperLength | None = None
    size_numeral: PaperLength | None = None
    size_kind_number: PaperLength | None = None
    size_cover_title: PaperLength | None = None
    leading_tight: Leading | None = None
    side: PaperLength | None = None
    gutter: PaperLength | None = None
    page_margin: PaperLength | None = None
    indent: PaperLength | None = None
    masthead: PaperLength | None = None
    logo_width: PaperLength | None = None
    hero: PaperLength | None = None
    kind_block: PaperLength | None = None
    kind_block_rises: PaperLength | None = None
    cover_hero: PaperLength | None = None
    cover_drop: PaperLength | None = None
    back_band: PaperLength | None = None
    hairline_width: PaperLength | None = None
    rule_width: PaperLength | None = None
    bar_width: PaperLength | None = None
    radius: PaperLength | None = None


class ScreenTokens(_Dashed):
    WHAT: ClassVar[str] = "`screen`"
    size_body: ScreenLength | None = None
    size_note: ScreenLength | None = None
    size_label: ScreenLength | None = None
    size_imprint: ScreenLength | None = None
    size_small: ScreenLength | None = None
    size_table: ScreenLength | None = None
    size_lead: ScreenLength | None = None
    size_h4: ScreenLength | None = None
    size_h3: ScreenLength | None = None
    size_h2: ScreenLength | None = None
    size_title: ScreenLength | None = None
    size_subtitle: ScreenLength | None = None
    size_quote: ScreenLength | None = None
    size_numeral: ScreenLength | None = None
    leading: Leading | None = None
    leading_tight: Leading | None = None
    side: ScreenLength | None = None
    gutter: ScreenLength | None = None
    measure: ScreenLength | None = None
    page_margin: ScreenLength | None = None
    indent: ScreenLength | None = None
    logo_width: ScreenLength | None = None
    hero: ScreenLength | None = None
    side_note: ScreenLength | None = None
    hairline_width: ScreenLength | None = None
    rule_width: ScreenLength | None = None
    bar_width: ScreenLength | None = None
    radius: ScreenLength | None = None
    radius_panel: ScreenLength | None = None


# --- densities ------------------------------------------------------------------------------------------


class Density(Model):
    """How closely text is set on paper: size of the text, leading as a multiple of it, and the space between
    things as a multiple of the usual."""

    WHAT: ClassVar[str] = "a density"
    size: PaperLength
    leading: Annotated[float, Field(ge=1.25, le=1.6)]
    space: Annotated[float, Field(ge=0.7, le=1.3)] = 1.0


# --- citations ------------------------------------------------------------------------------------------


class Citations(Model):
    """How citations stand in the text, and the CSL style in which they are written."""

    WHAT: ClassVar[str] = "`citations`"
    form: Form = Form.NOTES
    style: Text | None = None


# --- inks -----------------------------------------------------------------------------------------------

MOST_INK = 320
"""Per cent of ink in all: more does not dry."""


def _inks(value: Any) -> tuple[float, ...]:
    shares = value if isinstance(value, list) else ()
    try:
        inks = tuple(float(share) for share in shares)
    except (TypeError, ValueError):
        inks = ()
    if len(inks) != 4 or not all(0 <= share <= 100 for share in inks):
        raise ValueError(
            "is not what a colour is printed with -- write per cent of cyan, magenta, yellow and black, "
            "for example [90, 45, 40, 25]"
        )
    if sum(inks) > MOST_INK:
        raise ValueError(f"has {sum(inks):g} % of ink in all, which does not dry -- take {MOST_INK} at most")
    return inks


ProcessInks = Annotated[
    tuple[float, float, float, float],
    BeforeValidator(_inks),
    WithJsonSchema({"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4}),
]
"""What a colour is printed with: per cent of cyan, magenta, yellow and black."""


# --- charts ---------------------------------------------------------------------------------------------


class ChartTokens(Model):
    """How charts and maps look: the family of their text (that of the running text when not given), and the colours of
    series, the first the strongest."""

    WHAT: ClassVar[str] = "`charts`"
    family: Text | None = None
    colors: Annotated[tuple[Text, ...], Field(max_length=8)] = ()


class OwnDefaults(Model):
    """Everything under `defaults: briefgen:`."""

    WHAT: ClassVar[str] = "`defaults: briefgen`"
    colors: SchemesByName = SchemesByName()
    paper: PaperTokens = PaperTokens()
    screen: ScreenTokens = ScreenTokens()
    citations: Citations = Citations()
    densities: Annotated[dict[DensityName, Density], Field(min_length=1)] = Field(default_factory=dict)
    cmyk: dict[Text, ProcessInks] = Field(default_factory=dict)
    """What colours are printed with that are not to be matched by the printer's profile, by their names."""

    charts: ChartTokens = ChartTokens()
