"""What stands around marks: the scale of values, the names of categories, years, and lines where definitions change."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase

from briefgen.content.data.plot import Change, Plot, position
from briefgen.design.charts.amounts import Amounts
from briefgen.design.charts.drawing import Band, Frame, Label, Linear, Mark, Rule
from briefgen.design.charts.scale import step_for, ticks
from briefgen.design.charts.theme import Theme

_GAP = 6.0
"""Pixels between a scale's numbers, or the names of categories, and what they belong to."""

_MOST_LINES = 3


@dataclass(frozen=True)
class ValueAxis:
    """Round numbers with a line across the chart each; none when numbers stand on the bars."""

    ticks: tuple[float, ...] = ()
    texts: tuple[str, ...] = ()
    room: float = 0.0

    @property
    def low(self) -> float:
        return self.ticks[0]

    @property
    def high(self) -> float:
        return self.ticks[-1]

    def marks(self, inner: Frame, along: Linear, theme: Theme) -> list[Mark]:
        return [
            Rule(inner.left, along.at(tick), inner.right, along.at(tick), theme.line, 0.6)
            for tick in self.ticks
        ]

    def labels(self, inner: Frame, along: Linear, theme: Theme) -> list[Label]:
        return [
            Label(inner.left - _GAP, along.at(tick), text, "right", theme.quiet)
            for tick, text in zip(self.ticks, self.texts, strict=True)
        ]


def value_axis(theme: Theme, amounts: Amounts, low: float, high: float, most: int = 4) -> ValueAxis:
    """The scale of some values."""
    unit = 10.0**amounts.format.power
    found = tuple(tick * unit for tick in ticks(low / unit, high / unit, most))
    step = step_for((high - low) / unit, most)
    decimals = next((places for places in range(3) if abs(step - round(step, places)) < 1e-9), 3)
    texts = tuple(amounts.text(tick, decimals) for tick in found)
    room = max(theme.letters.width(text, theme.size) for text in texts) + _GAP
    return ValueAxis(found, texts, room)


@dataclass(frozen=True)
class CategoryLabels:
    """The names under bars, the height they take, and one that does not fit (empty when all do)."""

    labels: tuple[Label, ...]
    room: float
    crowded: str = ""


def category_labels(
    plot: Plot, band: Band, theme: Theme, bottom: float, is_narrow: bool = False
) -> CategoryLabels:
    """Names under standing bars: years where there is room for them, other names in lines, cut short on a telephone,
    where the table below has them in full."""
    if plot.is_over_time:
        return _years(plot, band, theme, bottom)
    most = band.step - 4
    lines = {name: theme.letters.wrapped(name, most, theme.size) for name in plot.categories}
    if is_narrow:
        lines = {
            name: tuple(theme.letters.cut(part, most, theme.size) for part in parts[:_MOST_LINES])
            for name, parts in lines.items()
        }
    crowded = next(
        (
            name
            for name, parts in lines.items()
            if len(parts) > _MOST_LINES or any(theme.letters.width(part, theme.size) > most for part in parts)
        ),
        "",
    )
    rows = max(len(parts) for parts in lines.values())
    room = rows * theme.leading + _GAP
    top = bottom - rows * theme.leading + theme.leading / 2
    labels = tuple(
        Label(
            band.centre(name),
            top + row * theme.leading,
            part,
            "center",
            _colour(plot, theme, name),
            name in plot.highlighted,
        )
        for name, parts in lines.items()
        for row, part in enumerate(parts)
    )
    return CategoryLabels(labels, room, crowded)


def _colour(plot: Plot, theme: Theme, name: str) -> str:
    return theme.text if not plot.highlighted or name in plot.highlighted else theme.quiet


def _years(plot: Plot, band: Band, theme: Theme, bottom: float) -> CategoryLabels:
    """Every year, or every second, third … counted back from the last."""
    widest = max(theme.letters.width(name, theme.size) for name in plot.categories) + _GAP
    every = next(n for n in range(1, len(plot.categories) + 2) if band.step * n >= widest)
    names = plot.categories[::-1][::every]
    y = bottom - theme.leading / 2
    labels = tuple(
        Label(band.centre(name), y, name, "center", _colour(plot, theme, name), name in plot.highlighted)
        for name in names
    )
    return CategoryLabels(labels, theme.leading + _GAP)


def time_labels(plot: Plot, across: Linear, theme: Theme, bottom: float) -> tuple[Label, ...]:
    """The first and the last moment, and round years between them where there is room."""
    first, last = plot.categories[0], plot.categories[-1]
    if not plot.is_over_time:
        return tuple(
            Label(across.at(place), bottom - theme.leading / 2, name, "center", theme.quiet)
            for place, name in enumerate(plot.categories)
        )
    wanted = [first, last]
    years = [name for name in plot.categories if len(name) == 4]
    widest = max(theme.letters.width(name, theme.size) for name in (*years, first, last)) + 2 * _GAP
    for step in (1, 2, 5, 10, 20, 25, 50):
        gap = abs(across.at(step) - across.at(0))
        if gap >= widest:
            between = [y for y in years if int(y) % step == 0]
            wanted += [
                y
                for y in between
                if all(abs(_at(across, y) - _at(across, e)) >= widest for e in (first, last))
            ]
            break
    y = bottom - theme.leading / 2
    return tuple(
        Label(_at(across, name), y, name, "center", theme.quiet) for name in sorted(set(wanted), key=position)
    )


def _at(across: Linear, moment: str) -> float:
    return across.at(position(moment))


def change_letters(plot: Plot) -> tuple[tuple[str, Change], ...]:
    """Each change of definition with the letter of its line; those without a line have none."""
    drawn = [change for change in plot.changes if change.before]
    letters = dict(zip(drawn, ascii_lowercase, strict=False))
    return tuple((letters.get(change, ""), change) for change in plot.changes)


def change_marks(
    plot: Plot, across: Band | Linear, inner: Frame, top: float, theme: Theme
) -> tuple[tuple[Rule, ...], tuple[Label, ...]]:
    """A dashed line before the category from which another definition counts, with the letters of all that change
    there."""
    at: dict[str, list[str]] = {}
    for letter, change in change_letters(plot):
        if letter:
            at.setdefault(change.before, []).append(letter)
    rules, labels = [], []
    for category, letters in at.items():
        x = _before(plot, across, category)
        rules.append(Rule(x, top + theme.leading, x, inner.bottom, theme.ground, 2.4))
        rules.append(Rule(x, top + theme.leading, x, inner.bottom, theme.quiet, 1, (2, 2.5)))
        labels.append(Label(x, top + theme.leading / 2, ", ".join(letters), "center", theme.text, True))
    return tuple(rules), tuple(labels)


def _before(plot: Plot, across: Band | Linear, category: str) -> float:
    """The middle between a category and the one before it."""
    if isinstance(across, Band):
        return across.centre(category) - across.step / 2
    index = plot.categories.index(category)
    places = (
        [position(name) for name in plot.categories[index - 1 : index + 1]]
        if plot.is_over_time
        else [float(index - 1), float(index)]
    )
    return across.at(sum(places) / len(places))
