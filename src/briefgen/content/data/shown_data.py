"""The data of every chart, map and table of a text: opened, chosen and checked, with each problem at its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from briefgen.content.blocks import Component
from briefgen.content.data.cells import Data
from briefgen.content.data.csv_file import read_csv
from briefgen.content.data.listing import Listing, listing
from briefgen.content.data.plot import Plot, plot
from briefgen.content.data.plot_checks import check_plot
from briefgen.content.data.register import STATISTIC, register_data
from briefgen.content.data.rows import Rows
from briefgen.content.data.world_map import WorldMap, world_map
from briefgen.content.data_blocks import Chart, DataBlock, DataTable, Map, RowsBlock
from briefgen.content.evidence.library import STATISTICS, Library
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, nearest
from briefgen.core.paths import join
from briefgen.core.workspace import Door

ShownData = Plot | WorldMap | Listing


@dataclass
class DataReader:
    """Reads the data of the blocks of one text, which names files from its `folder`."""

    door: Door
    folder: str
    library: Library
    language: str
    problems: list[Diagnostic] = field(default_factory=list)

    def shown(self, components: Iterable[Component]) -> Mapping[int, ShownData]:
        """What each data block shows, by the block's index; blocks with a mistake show nothing."""
        found = {}
        for component in components:
            if isinstance(component.options, DataBlock) and (data := self._shown(component)):
                found[component.index] = data
        return found

    def _shown(self, component: Component) -> ShownData | None:
        options = component.options
        assert isinstance(options, DataBlock)
        if isinstance(options, Map) and not options.data:
            made, problems = world_map(component, None, self.language)
            self.problems += problems
            return made
        data = self._data(component, options)
        if data is None:
            return None
        rows = Rows(self._named(component, options), data)
        shown: ShownData | None
        if isinstance(options, Map):
            shown, problems = world_map(component, rows, self.language)
            self.problems += problems
            return shown
        if isinstance(options, Chart):
            made_plot = plot(rows, self._changes(options))
            if made_plot and (problems := tuple(check_plot(rows, made_plot))):
                rows.problems += problems
                made_plot = None
            shown = made_plot
        else:
            shown = listing(rows)
        self.problems += rows.problems
        return shown

    def _changes(self, options: Chart) -> tuple[tuple[str, str], ...]:
        """The breaks in the definitions of the statistics of a chart, with their names where there are several."""
        found = []
        for id_ in options.statistics:
            statistic = self.library.statistics[id_]
            name = options.labels.get(id_) or statistic.label.in_language(self.language)
            of = f" ({name})" if len(options.statistics) > 1 else ""
            found += [(str(at.year), at.what.in_language(self.language) + of) for at in statistic.breaks]
        return tuple(sorted(found, key=lambda change: change[0]))

    def _data(self, component: Component, options: DataBlock) -> Data | None:
        if options.data:
            path = (
                options.data
                if "://" in options.data or options.data.startswith(("/", "data:"))
                else join(self.folder, options.data)
            )
            data, problems = read_csv(self.door, path, options.data, component.place("data"))
            self.problems += problems
            return data
        assert isinstance(options, RowsBlock)
        statistics = self.library.statistics
        unknown = [(at, id_) for at, id_ in enumerate(options.statistics) if id_ not in statistics]
        if STATISTICS not in self.library.unread:
            self.problems += (
                messages.UNKNOWN_STATISTIC.at(
                    component.place("statistics", at), id=id_, nearest=nearest(id_, statistics)
                )
                for at, id_ in unknown
            )
        if unknown:
            return None
        return register_data(
            tuple(statistics[id_] for id_ in options.statistics), self.library.places, self.language
        )

    def _named(self, component: Component, options: DataBlock) -> Component:
        """A block whose series from the register are called as the register calls them."""
        if not isinstance(options, RowsBlock) or not options.statistics:
            return component
        statistics = [self.library.statistics[id_] for id_ in options.statistics]
        names = {statistic.id: statistic.label.in_language(self.language) for statistic in statistics}
        if not _shows_names(options):
            names = {}
        labels = {**names, **options.labels}
        return replace(component, options=options.model_copy(update={"labels": labels}))


def _shows_names(options: RowsBlock) -> bool:
    """Whether the names of statistics are shown: several series, or a column of a table."""
    if isinstance(options, DataTable):
        return not options.columns or any(column.column == STATISTIC for column in options.columns)
    return len(options.statistics) > 1
