"""The blocks that show data: charts, maps and tables that are drawn from a file or from the register."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, WithJsonSchema, field_validator, model_validator

from briefgen.content.block import Block, Title, Width
from briefgen.content.evidence.case_record import Coordinates
from briefgen.content.fields import FilePath, Markdown, Model, Text, Texts, Words


class ChartType(StrEnum):
    BAR = "bar"
    GROUPED_BAR = "grouped-bar"
    STACKED_BAR = "stacked-bar"
    HORIZONTAL_BAR = "horizontal-bar"
    LINE = "line"
    AREA = "area"
    SLOPE = "slope"
    DOT = "dot"
    LOLLIPOP = "lollipop"
    WAFFLE = "waffle"


class NumberFormat(StrEnum):
    """How numbers are written: as they are, in thousands, millions or billions, or with a percent sign."""

    PLAIN = "plain"
    THOUSAND = "thousand"
    MILLION = "million"
    BILLION = "billion"
    PERCENT = "percent"

    @property
    def power(self) -> int:
        """The power of ten that numbers are divided by."""
        return {"thousand": 3, "million": 6, "billion": 9}.get(self.value, 0)


class Order(StrEnum):
    DATA = "data"
    ASCENDING = "ascending"
    DESCENDING = "descending"


class Height(StrEnum):
    SHORT = "short"
    REGULAR = "regular"
    TALL = "tall"


class Region(StrEnum):
    WORLD = "world"
    AFRICA = "africa"
    AMERICAS = "americas"
    ASIA = "asia"
    EAST_AFRICA = "east-africa"
    EUROPE = "europe"
    MIDDLE_EAST = "middle-east"


def _year(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[12]\d{3}", value):
        raise ValueError(f"is not a year: `{value}` -- write four digits")
    return value


WholeYear = Annotated[int, BeforeValidator(_year)]
Positive = Annotated[float, Field(gt=0)]
Decimals = Annotated[int, Field(ge=0, le=3)]


class DataBlock(Block):
    """What all of them say: where the data is from, which rows of it count, and what stands around it."""

    TITLE, NEEDS_TEXT = Title.NEEDED, False
    data: FilePath | None = None
    where: dict[Text, Texts] = Field(default_factory=dict)
    labels: dict[Text, Words] = Field(default_factory=dict)
    highlight: Texts = ()
    format: NumberFormat = NumberFormat.PLAIN
    decimals: Decimals | None = None
    subtitle: Markdown | None = None
    source: Markdown
    note: Markdown | None = None
    width: Width = Width.COLUMN


class RowsBlock(DataBlock):
    """One that shows rows in an order, of a file or of the register."""

    statistics: Texts = ()
    since: Annotated[WholeYear | None, Field(alias="from")] = None
    to: WholeYear | None = None
    order: Order = Order.DATA
    first: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _has_data(self) -> RowsBlock:
        if not self.data and not self.statistics:
            raise ValueError(
                "has no data -- name a file in `data:`, or numbers of the register in `statistics: [...]`"
            )
        if self.data and self.statistics:
            raise ValueError("has both `data` and `statistics` -- keep one of them")
        if self.since and self.to and self.to < self.since:
            raise ValueError(f"ends in {self.to}, before it begins in {self.since} -- check the years")
        return self


class Chart(RowsBlock):
    """A chart. `x` is the column of what is compared or of the years, `y` that of the numbers, `series` that of the
    lines or parts; several columns in `y` are series too. `panels` makes a small chart for each value of a column."""

    NAME, WHAT, COUNTS_AS = "chart", "the block `chart`", "figure"
    type: ChartType
    subtitle: Markdown
    x: Text | None = None
    y: Texts = ()
    series: Text | None = None
    panels: Text | None = None
    breaks: dict[Text, Words] = Field(default_factory=dict)
    square: Positive | None = None
    height: Height = Height.REGULAR
    alt: Words | None = None

    @model_validator(mode="after")
    def _columns_fit(self) -> Chart:
        if self.data and not self.x:
            raise ValueError("does not say what is compared -- name that column of the file in `x:`")
        if self.data and not self.y:
            raise ValueError("does not say which numbers it shows -- name their column in `y:`")
        if len(set(self.y)) < len(self.y):
            raise ValueError("names a column twice in `y` -- keep each once")
        if self.series and len(self.y) > 1:
            raise ValueError("has both `series` and several columns in `y` -- keep one of them")
        several = (ChartType.GROUPED_BAR, ChartType.STACKED_BAR, ChartType.LINE, ChartType.AREA, ChartType.SLOPE,
                   ChartType.DOT)  # fmt: skip
        if (self.series or len(self.y) > 1) and self.type not in several:
            raise ValueError(
                f"has series, which a chart of the type `{self.type}` cannot show -- choose one of "
                f"{', '.join(f'`{name}`' for name in several)}, or keep one column in `y`"
            )
        with_panels = (ChartType.BAR, ChartType.STACKED_BAR, ChartType.LINE, ChartType.AREA)
        if self.panels and self.type not in with_panels:
            listed = ", ".join(f"`{name}`" for name in with_panels)
            raise ValueError(f"cannot be drawn in panels as `{self.type}` -- panels take {listed}")
        over_time = (ChartType.BAR, ChartType.STACKED_BAR, ChartType.LINE, ChartType.AREA)
        if self.breaks and self.type not in over_time:
            raise ValueError(
                f"has `breaks`, which a chart of the type `{self.type}` does not show -- delete them"
            )
        if self.square and self.type is not ChartType.WAFFLE:
            raise ValueError("has `square`, which belongs to the type `waffle` -- delete it")
        return self


class Place(Model):
    """A place that a map marks."""

    WHAT: ClassVar[str] = "a place"
    name: Words
    at: Coordinates


class Map(DataBlock):
    """A map. `country` is the column of ISO codes or country names, `value` that of numbers, by which countries are
    shaded in `classes`; `countries` are highlighted without data; `cases` shades those of the series' cases."""

    NAME, WHAT, COUNTS_AS = "map", "the block `map`", "figure"
    region: Region = Region.WORLD
    country: Text | None = None
    value: Text | None = None
    classes: tuple[float, ...] = ()
    countries: Texts = ()
    cases: bool = False
    places: tuple[Place, ...] = ()
    alt: Words | None = None

    @field_validator("classes")
    @classmethod
    def _rising(cls, value: tuple[float, ...]) -> tuple[float, ...]:
        if list(value) != sorted(set(value)):
            raise ValueError("are not in order -- write each bound once, the smallest first")
        if len(value) > 4:
            raise ValueError(f"are {len(value)}, more shades than an eye can tell apart -- write 4 at most")
        return value

    @model_validator(mode="after")
    def _shows_something(self) -> Map:
        if not (self.data or self.countries or self.cases or self.places):
            raise ValueError("shows nothing -- give it `data:`, `countries:`, `places:` or `cases: true`")
        if self.data and not (self.country and self.value):
            raise ValueError("has data -- name the columns of it in `country:` and `value:`")
        given = [key for key in ("data", "countries", "cases") if getattr(self, key)]
        if len(given) > 1:
            raise ValueError(f"has both `{given[0]}` and `{given[1]}` -- keep one of them")
        of_data = [key for key in ("country", "value", "classes", "where", "highlight") if getattr(self, key)]
        if of_data and not self.data:
            raise ValueError(
                f"has `{of_data[0]}`, which belongs to data -- name a file in `data:`, or take it out"
            )
        return self


class Column(Model):
    """A column of a table from data."""

    WHAT: ClassVar[str] = "a column"
    column: Text
    label: Words | None = None
    format: NumberFormat | None = None
    decimals: Decimals | None = None


def _column(value: Any) -> Any:
    items = value if isinstance(value, list) else [value]
    return [{"column": item} if isinstance(item, str) else item for item in items]


Columns = Annotated[
    tuple[Column, ...],
    BeforeValidator(_column),
    WithJsonSchema({"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "object"}]}}),
]


class DataTable(RowsBlock):
    """A table of some columns of a file or of the register. The first column names the rows."""

    NAME, WHAT, COUNTS_AS = "data-table", "the block `data-table`", "table"
    columns: Columns = ()
    sort: Text | None = None
    total: Text | None = None

    @model_validator(mode="after")
    def _in_order_of(self) -> DataTable:
        if (self.order is not Order.DATA) != bool(self.sort):
            raise ValueError(
                "needs `sort` and `order` together -- for example `sort: people` and `order: descending`"
            )
        if len({column.column for column in self.columns}) < len(self.columns):
            raise ValueError("names a column twice -- keep each once")
        return self
