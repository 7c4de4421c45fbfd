"""Charts and maps in words, composed from their data where the author gives no text alternative: only what is true of
any such data, never what it means."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from briefgen.content.data.plot import Plot
from briefgen.content.data.world_map import WorldMap
from briefgen.content.data_blocks import ChartType, Region
from briefgen.design.charts.amounts import Amounts
from briefgen.design.interface_words import InterfaceWords

_MOST_LISTED = 12
"""Numbers that a listener can take in one after the other; of more, the largest and the smallest are said."""

_MOST_COUNTRIES = 30


def chart_in_words(plot: Plot, words: InterfaceWords, amounts: Amounts) -> str:
    """A chart as a few sentences."""
    sentences = [_kind(plot, words)]
    for panel in plot.panels:
        for series in plot.series:
            found = list(plot.of_series(series, panel))
            if found:
                name = ", ".join(part for part in (panel, series) if part)
                sentences.append(_series(plot, found, name, words, amounts))
    return " ".join(sentences)


def _kind(plot: Plot, words: InterfaceWords) -> str:
    gettext = words.gettext
    names = {
        ChartType.LINE: gettext("Line chart."),
        ChartType.AREA: gettext("Area chart."),
        ChartType.SLOPE: gettext("Line chart of two moments."),
        ChartType.DOT: gettext("Dot chart."),
        ChartType.LOLLIPOP: gettext("Dot chart."),
        ChartType.WAFFLE: gettext("Chart of squares."),
    }
    return names.get(plot.options.type, gettext("Bar chart."))


def _series(
    plot: Plot, found: list[tuple[str, Decimal]], name: str, words: InterfaceWords, amounts: Amounts
) -> str:
    lead = f"{name}: " if name else ""
    if plot.is_over_time and len(found) > 1:
        return lead + _over_time(found, words, amounts)
    if len(found) <= _MOST_LISTED:
        listed = words.list(_said(category, value, words, amounts) for category, value in found)
        return f"{lead}{listed}."
    largest, smallest = max(found, key=lambda item: item[1]), min(found, key=lambda item: item[1])
    return lead + words.gettext("%(count)s values. Largest: %(largest)s. Smallest: %(smallest)s.") % {
        "count": words.number(len(found)),
        "largest": _said(*largest, words, amounts),
        "smallest": _said(*smallest, words, amounts),
    }


def _said(category: str, value: Decimal, words: InterfaceWords, amounts: Amounts) -> str:
    return words.gettext("%(what)s %(amount)s") % {"what": category, "amount": amounts.said(value)}


def _over_time(found: list[tuple[str, Decimal]], words: InterfaceWords, amounts: Amounts) -> str:
    """From the first to the last moment; between them the highest and lowest, where they are neither."""
    (first, start), (last, end) = found[0], found[-1]
    gettext = words.gettext
    parts = {"start": amounts.said(start), "first": first, "end": amounts.said(end), "last": last}
    sentences = [gettext("from %(start)s in %(first)s to %(end)s in %(last)s.") % parts]
    ends = (start, end)
    highest, lowest = max(found, key=lambda item: item[1]), min(found, key=lambda item: item[1])
    if highest[1] > max(ends):
        said = {"amount": amounts.said(highest[1]), "when": highest[0]}
        sentences.append(gettext("Highest: %(amount)s in %(when)s.") % said)
    if lowest[1] < min(ends):
        said = {"amount": amounts.said(lowest[1]), "when": lowest[0]}
        sentences.append(gettext("Lowest: %(amount)s in %(when)s.") % said)
    text = " ".join(sentences)
    return text[:1].upper() + text[1:]


# --- maps ---------------------------------------------------------------------------------------------


def map_in_words(chosen: WorldMap, names: dict[str, str], words: InterfaceWords, amounts: Amounts) -> str:
    """A map as a few sentences. `names` are those of the countries shown, by code."""
    return " ".join(_of_map(chosen, names, words, amounts))


def _of_map(
    chosen: WorldMap, names: dict[str, str], words: InterfaceWords, amounts: Amounts
) -> Iterator[str]:
    gettext = words.gettext
    yield {
        Region.WORLD: gettext("Map of the world."),
        Region.AFRICA: gettext("Map of Africa."),
        Region.AMERICAS: gettext("Map of the Americas."),
        Region.ASIA: gettext("Map of Asia."),
        Region.EAST_AFRICA: gettext("Map of East Africa."),
        Region.EUROPE: gettext("Map of Europe."),
        Region.MIDDLE_EAST: gettext("Map of the Middle East."),
    }[chosen.options.region]
    if chosen.values:
        ranked = sorted(chosen.values.items(), key=lambda item: (-item[1], names[item[0]]))
        if len(ranked) <= _MOST_LISTED:
            yield words.list(_said(names[code], value, words, amounts) for code, value in ranked) + "."
        else:
            (most, largest), (least, smallest) = ranked[0], ranked[-1]
            yield gettext("%(count)s countries. Largest: %(largest)s. Smallest: %(smallest)s.") % {
                "count": words.number(len(ranked)),
                "largest": _said(names[most], largest, words, amounts),
                "smallest": _said(names[least], smallest, words, amounts),
            }
    elif chosen.highlighted:
        shown = sorted(names[code] for code in chosen.highlighted)[:_MOST_COUNTRIES]
        yield gettext("Highlighted: %(countries)s.") % {"countries": words.list(shown)}
    if chosen.places:
        marked = words.list(place.name for place in chosen.places)
        yield gettext("Marked: %(places)s.") % {"places": marked}
