"""Draws the charts and maps of a build. What is drawn is kept: a chart is drawn again when something of it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from briefgen.content.addresses import relative
from briefgen.content.block import Width
from briefgen.content.blocks import Component
from briefgen.content.data.plot import Plot
from briefgen.content.data.world_map import WorldMap
from briefgen.content.data_blocks import ChartType
from briefgen.content.evidence import views
from briefgen.content.evidence.vocabulary import COUNTRIES
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, StopPublication
from briefgen.core.engine import Engine
from briefgen.core.store import Kept
from briefgen.core.text import read_source
from briefgen.core.workspace import Door
from briefgen.design import shipped
from briefgen.design.brand import Brand
from briefgen.design.charts import land, maps
from briefgen.design.charts.amounts import Amounts, amounts
from briefgen.design.charts.axes import change_letters
from briefgen.design.charts.data_tables import NumberTable, shown_cells, table_of_map, table_of_plot
from briefgen.design.charts.described import chart_in_words, map_in_words
from briefgen.design.charts.drawing import Drawing, Land
from briefgen.design.charts.exhibit import Break, Exhibit, media, rendering
from briefgen.design.charts.layout import lay_out
from briefgen.design.charts.outlines import World, world
from briefgen.design.charts.shapes import svg_of
from briefgen.design.charts.theme import Theme, chart_theme
from briefgen.design.downloads import download
from briefgen.design.interface_words import InterfaceWords

Cases = Callable[[], tuple[views.Case, ...]]

_OUTLINES, _POINTS = "styles/maps/countries-110m.json", "styles/maps/country-points.csv"


@dataclass
class Studio:
    """Draws for one brand."""

    door: Door
    engine: Engine
    brand: Brand
    _themes: dict[str, Theme] = field(default_factory=dict)

    def exhibit(
        self, component: Component, data: Plot | WorldMap, words: InterfaceWords, page: str, cases: Cases
    ) -> tuple[Exhibit, tuple[Diagnostic, ...]]:
        """A chart or map of a page, and what is wrong with how it looks; `cases` are those of the series, which maps
        can show. Stops the publication when it cannot be drawn."""
        theme = self._theme(words.language)
        if isinstance(data, WorldMap):
            if data.options.cases:
                data = _with_cases(data, cases())
            return self._map(component, data, words, theme, page)
        written = amounts(words, data.options.format, data.options.decimals, data.values.values())
        alt = data.options.alt or chart_in_words(data, words, written)
        drawn = [
            (medium, lay_out(data, width, theme, written))
            for medium, width in media(data.options.width is Width.FULL)
        ]
        exhibit = self._exhibit(component, drawn, table_of_plot(data, words), alt, written, theme, page)
        square = data.options.square
        exhibit = replace(
            exhibit,
            unit=written.unit,
            square=written.said(Decimal(str(square))) if square else "",
            breaks=tuple(Break(letter, change.since, change.what) for letter, change in change_letters(data)),
        )
        crowded = drawn[0][1].crowded
        kind = data.options.type
        instead = "choose `type: horizontal-bar`, " if kind is ChartType.BAR else ""
        advice = f"{instead}shorten it with `labels:`, or write `width: full`"
        place = component.place("type")
        problems = (messages.CHART_CROWDED.at(place, label=crowded, advice=advice),) if crowded else ()
        return exhibit, problems

    def _map(
        self, component: Component, data: WorldMap, words: InterfaceWords, theme: Theme, page: str
    ) -> tuple[Exhibit, tuple[Diagnostic, ...]]:
        known = self._world(component)
        shown = dict.fromkeys((*data.values, *data.highlighted))
        names = {code: maps.country_name(data, code, words) for code in shown}
        problems = list(_not_on_map(component, data, names, words, known))
        written = amounts(words, data.options.format, data.options.decimals, data.values.values())
        alt = data.options.alt or map_in_words(data, names, words, written)
        drawn = [
            (medium, maps.lay_out_map(data, width, theme, written, words, known))
            for medium, width in media(data.options.width is Width.FULL)
        ]
        table = table_of_map(data, names, words)
        exhibit = self._exhibit(component, drawn, table, alt, written, theme, page, known.outlines)
        crowded = drawn[0][1].crowded
        if crowded and not problems:
            advice = "name fewer countries with `highlight:`, show a smaller region, or write `width: full`"
            problems.append(messages.CHART_CROWDED.at(component.span, label=crowded, advice=advice))
        return replace(exhibit, unit=written.unit, is_map=True), tuple(problems)

    def _exhibit(
        self, component: Component, drawn: list[tuple[str, Drawing]], table: NumberTable, alt: str, written: Amounts,
        theme: Theme, page: str, outlines: str = "",
    ) -> Exhibit:  # fmt: skip
        number, kind = component.number, component.options.COUNTS_AS
        renderings = []
        for medium, laid_out in drawn:
            shapes = "".join(
                self._land(f"map {page} {kind} {number} for {medium}", mark, outlines, component)
                for mark in laid_out.marks
                if isinstance(mark, Land)
            )
            renderings.append(rendering(medium, svg_of(laid_out, theme.families, theme.size, shapes), alt))
        name = f"{page.split('/')[-2]}-{written.words.language}-{kind}-{number}.csv"
        file = download(name, table.as_csv(), "text/csv")
        return Exhibit(
            renderings=tuple(renderings),
            alt=alt,
            unit="",
            square="",
            breaks=(),
            head=table.head,
            rows=shown_cells(table, written),
            names=table.names,
            csv=file,
            csv_href=relative(page, file.address),
        )

    def _land(self, step: str, mark: Land, outlines: str, component: Component) -> str:
        """The shapes of the land of a map, from an earlier build while they are the same."""
        spec = land.spec_of(mark, outlines)
        values = {"countries or look of this map": spec.encode() + mark.border.encode()}
        kept = self.engine.recall(step, values)
        if kept:
            return kept.data.decode()
        try:
            shapes = land.draw(spec, mark.border)
        except land.EngineMissing:
            advice = "install it with `pip install 'briefgen[maps]'`"
            raise StopPublication(
                messages.ENGINE_MISSING.at(component.span, what="the map engine (vl-convert)", advice=advice)
            ) from None
        except land.EngineFailed as error:
            raise StopPublication(messages.MAP_BROKEN.at(component.span, problem=str(error))) from None
        self.engine.keep(step, values, Kept((), shapes.encode(), {}))
        return shapes

    def _theme(self, language: str) -> Theme:
        if language not in self._themes:
            self._themes[language] = chart_theme(self.door, self.brand, language)
        return self._themes[language]

    def _world(self, component: Component) -> World:
        try:
            texts = [
                read_source(self.door, shipped.find(self.door, path) or path).text
                for path in (_OUTLINES, _POINTS)
            ]
            return world(*texts)
        except (
            ValueError,
            KeyError,
            TypeError,
        ) as error:  # a file of the project's own that holds something else
            raise StopPublication(messages.MAP_BROKEN.at(component.span, problem=str(error))) from None


def _not_on_map(
    component: Component, data: WorldMap, names: Mapping[str, str], words: InterfaceWords, known: World
) -> Iterator[Diagnostic]:
    """Countries and places that lie outside the region that is shown."""
    problem = f"the region `{data.options.region.value}` does not reach there"
    if unseen := maps.unseen(data, names, known):
        listed = words.list(names[code] for code in unseen)
        yield messages.COUNTRY_NOT_DRAWN.at(component.place("region"), names=listed, problem=problem)
    for at in maps.unseen_places(data):
        place, name = component.place("places", at), data.places[at].name
        yield messages.COUNTRY_NOT_DRAWN.at(place, names=name, problem=problem)


def _with_cases(data: WorldMap, found: tuple[views.Case, ...]) -> WorldMap:
    """A map with the countries of the series' cases, shaded by how many each has."""
    counts: dict[str, Decimal] = {}
    for case in found:
        for use in case.terms.get(COUNTRIES, ()):
            counts[use.id] = counts.get(use.id, Decimal(0)) + 1
    most = int(max(counts.values(), default=Decimal(0)))
    bounds = tuple(Decimal(bound) for bound in range(2, min(most, 4) + 1))
    return replace(data, values=counts, highlighted=tuple(counts), bounds=bounds)
