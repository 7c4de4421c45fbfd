"""A chart or map as its template shows it: drawings for each width, its words, its data."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from briefgen.design.downloads import Download

PAPER, WIDE, PHONE = "paper", "wide", "phone"
COLUMN_WIDTH, FULL_WIDTH, PHONE_WIDTH = 457.0, 658.0, 300.0
"""CSS pixels of the text column and of the whole width on A4, and of a telephone, on which a drawing is enlarged."""


@dataclass(frozen=True)
class Rendering:
    """One drawing of a chart: for paper, for wide screens or for telephones."""

    medium: str
    svg: Markup


@dataclass(frozen=True)
class Break:
    """A change of definition: the letter that marks it, from when it counts, and what changes."""

    letter: str
    since: str
    what: str


@dataclass(frozen=True)
class Exhibit:
    """`alt` says what it shows. `unit` is what numbers are divided by (empty: nothing), `square` what a square of a
    waffle stands for. `head` and `rows` are the data, of which the first `names` columns are texts."""

    renderings: tuple[Rendering, ...]
    alt: str
    unit: str
    square: str
    breaks: tuple[Break, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    names: int
    csv: Download
    csv_href: str
    is_map: bool = False


def media(full: bool) -> tuple[tuple[str, float], ...]:
    """The media a chart is drawn for, each with its width. A chart in the text column is drawn once for paper and for
    wide screens."""
    return (
        ((PAPER, FULL_WIDTH), (WIDE, COLUMN_WIDTH), (PHONE, PHONE_WIDTH))
        if full
        else ((f"{PAPER} {WIDE}", COLUMN_WIDTH), (PHONE, PHONE_WIDTH))
    )


def rendering(medium: str, svg: str, alt: str) -> Rendering:
    """A drawing with its words: in an attribute for browsers, and inside for paper, where they are the alternative."""
    classes = " ".join(f"for-{name}" for name in medium.split())
    begin = f'<svg class="{classes}" direction="ltr" role="img" aria-label="{escape(alt)}" '
    title = f"<title>{escape(alt)}</title>"
    head, _, rest = svg.removeprefix("<svg ").partition(">")
    return Rendering(medium, Markup(f"{begin}{head}>{title}{rest}"))
