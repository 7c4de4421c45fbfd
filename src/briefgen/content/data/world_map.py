"""What a map shows: countries by value or highlighted, and marked places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise
from math import floor, log10

from briefgen.content.blocks import Component
from briefgen.content.data.countries import country_code, known_names
from briefgen.content.data.numbers import plain
from briefgen.content.data.rows import Rows
from briefgen.content.data_blocks import Map, Place
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Related, nearest
from briefgen.core.source import Span

_MOST_PLACES = 25
_MOST_BOUNDS = 4


@dataclass(frozen=True)
class WorldMap:
    """Countries by their ISO codes of two letters. `names` are what some are called instead of their name in CLDR;
    `bounds` are the lower bounds of all classes but the first."""

    options: Map
    values: Mapping[str, Decimal]
    highlighted: tuple[str, ...]
    bounds: tuple[Decimal, ...]
    places: tuple[Place, ...]
    names: Mapping[str, str]

    def class_of(self, value: Decimal) -> int:
        """The class of a value, counted from 0."""
        return sum(value >= bound for bound in self.bounds)


def world_map(
    component: Component, rows: Rows | None, language: str
) -> tuple[WorldMap | None, tuple[Diagnostic, ...]]:
    """What a map block shows; None when something is wrong."""
    options = component.options
    assert isinstance(options, Map)
    problems: list[Diagnostic] = []
    values = _values(rows, options, language) if rows else {}
    highlighted = []
    for key, names in (("countries", options.countries), ("highlight", options.highlight)):
        for at, name in enumerate(names):
            code = country_code(name, language)
            if code is None:
                problems.append(_unknown(name, language, component.place(key, at)))
            elif key == "highlight" and rows and not rows.problems and code not in values:
                problems.append(
                    messages.DATA_VALUE.at(
                        component.place(key, at), value=name, where=f" in `{options.country}`"
                    )
                )
            else:
                highlighted.append(code)
    called: dict[str, str] = {}
    for name, label in options.labels.items():
        if code := country_code(name, language):
            called[code] = label
        else:
            problems.append(_unknown(name, language, component.place("labels", name)))
    if len(options.places) > _MOST_PLACES:
        problems.append(
            messages.DATA_TOO_MUCH.at(
                component.place("places"),
                subject="a map",
                count=len(options.places),
                what="places",
                most=_MOST_PLACES,
            )
        )
    problems += rows.problems if rows else ()
    if options.classes and values and not problems:
        problems += _without_country(component, options.classes, tuple(values.values()))
    if problems:
        return None, tuple(problems)
    bounds = tuple(Decimal(str(bound)) for bound in options.classes) or bounds_of(tuple(values.values()))
    return WorldMap(options, values, tuple(dict.fromkeys(highlighted)), bounds, options.places, called), ()


def _without_country(
    component: Component, classes: tuple[float, ...], values: tuple[Decimal, ...]
) -> list[Diagnostic]:
    """The first class that no country is in: its bound is most often written in another unit than the data."""
    bounds = [Decimal(str(bound)) for bound in classes]
    for at, (low, high) in enumerate(pairwise((Decimal("-Infinity"), *bounds, Decimal("Infinity")))):
        if not any(low <= value < high for value in values):
            bound = max(at - 1, 0)
            problem = f"makes a class that no country is in, at `{classes[bound]:g}`"
            advice = (
                f"the data go from {plain(min(values))} to {plain(max(values))}: write bounds in their unit"
            )
            place = component.place("classes", bound)
            return [messages.BAD_VALUE.at(place, subject="`classes`", problem=problem, advice=advice)]
    return []


def _values(rows: Rows, options: Map, language: str) -> dict[str, Decimal]:
    country, value = rows.column(options.country or "", "country"), rows.column(options.value or "", "value")
    rows.keep_where()
    if rows.is_empty() or country is None or value is None:
        return {}
    found: dict[str, Decimal] = {}
    for row in rows.rows:
        if not row[country].text:
            problem = f"this row has nothing in the column `{options.country}`"
            rows.problems.append(messages.DATA_BROKEN.at(row[country].place, problem=problem))
            break
        code = country_code(row[country].text, language)
        related = (Related(rows.component.span, "shown here"),)
        if code is None:
            rows.problems.append(_unknown(row[country].text, language, row[country].place, related))
        elif code in found:
            rows.problems.append(
                messages.DATA_ROW_TWICE.at(row[country].place, what=f"`{row[country].text}`", related=related)
            )
            break
        elif (number := rows.number(row[value])) is not None:
            found[code] = number
    return found


def _unknown(text: str, language: str, place: Span, related: tuple[Related, ...] = ()) -> Diagnostic:
    near = nearest(text, known_names(language), cutoff=0.75)
    return messages.UNKNOWN_COUNTRY.at(
        place, name=text, nearest=near.title() if near else None, related=related
    )


def bounds_of(values: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    """Round bounds between classes of about as many countries each; none of the classes is empty."""
    ordered = sorted(values)
    classes = min(_MOST_BOUNDS + 1, len(set(ordered)))
    cuts = sorted({len(ordered) * step // classes for step in range(1, classes)}) if classes > 1 else []
    found = [_roundest(ordered[cut - 1], ordered[cut]) for cut in cuts if ordered[cut - 1] < ordered[cut]]
    if not found and classes > 1:  # most are alike: the largest stands apart
        found = [_roundest(max(value for value in ordered if value < ordered[-1]), ordered[-1])]
    return tuple(found)


def _roundest(below: Decimal, value: Decimal) -> Decimal:
    """The roundest number above one and not above another."""
    size = max(abs(below), abs(value))
    for power in range(floor(log10(size)) + 1, -12, -1):
        for step in (Decimal(10), Decimal(5), Decimal(2)):
            unit = step.scaleb(power - 1)
            rounded = (value / unit).to_integral_value(ROUND_FLOOR) * unit
            if rounded > below:
                return rounded
    return value
