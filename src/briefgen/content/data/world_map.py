"""What a map shows: countries by value or highlighted, and marked places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import floor, log10

from briefgen.content.blocks import Component
from briefgen.content.data.countries import country_code, known_names
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
    if problems:
        return None, tuple(problems)
    bounds = tuple(Decimal(str(bound)) for bound in options.classes) or _bounds(tuple(values.values()))
    return WorldMap(options, values, tuple(dict.fromkeys(highlighted)), bounds, options.places, called), ()


def _values(rows: Rows, options: Map, language: str) -> dict[str, Decimal]:
    country, value = rows.column(options.country or "", "country"), rows.column(options.value or "", "value")
    rows.keep_where()
    if rows.is_empty() or country is None or value is None:
        return {}
    found: dict[str, Decimal] = {}
    for row in rows.rows:
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


def _bounds(values: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    """Round bounds that put about as many countries in each class."""
    ordered = sorted(value for value in values if value > 0)
    if len(set(ordered)) < 3:
        return ()
    classes = min(_MOST_BOUNDS + 1, len(set(ordered)) // 2 + 1)
    cuts = (ordered[len(ordered) * step // classes] for step in range(1, classes))
    return tuple(bound for bound in dict.fromkeys(_rounded(cut) for cut in cuts) if bound > ordered[0])


def _rounded(value: Decimal) -> Decimal:
    """The nearest of 1, 2 or 5 times a power of ten."""
    power = floor(log10(value))
    steps: Iterator[Decimal] = (Decimal(digit).scaleb(power) for digit in (1, 2, 5, 10))
    return min(steps, key=lambda step: (abs(step - value), step))
