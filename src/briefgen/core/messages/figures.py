"""What is said of the data of charts, maps and tables."""

from __future__ import annotations

from briefgen.core.diagnostics import Severity, Wording

ERROR, WARNING = Severity.ERROR, Severity.WARNING

DATA_TYPE = Wording(
    "data-type",
    ERROR,
    "`{name}` is not a CSV file",
    "save the sheet as CSV (in a spreadsheet: Save as, CSV UTF-8), put it in `data/`, and name that file",
    why="CSV is plain text: what changed can be seen, and readers can open what they download.",
)
DATA_BROKEN = Wording(
    "data-broken",
    ERROR,
    "this data cannot be read as a table: {problem}",
    "open the file in a spreadsheet, mend this row, and save it as CSV again",
    why="A cell too many or too few would move numbers into the wrong column.",
)
DATA_EMPTY = Wording(
    "data-empty",
    ERROR,
    "there is nothing to show: `{name}` {problem}",
    "check the file, and what the block chooses from it",
    why="An empty chart or table looks like a finding.",
)
DATA_COLUMN = Wording(
    "data-column",
    ERROR,
    "`{name}` has no column `{column}`",
    "did you mean `{nearest}`? It has {known}",
    why="Columns are called as the first line of the file calls them, capitals included.",
    otherwise="write the name of a column as it stands in the first line of the file",
)
DATA_NUMBER = Wording(
    "data-number",
    ERROR,
    "`{text}` is not a number",
    "{advice}",
    why="A text among numbers could only be left out, and nobody would see that something is missing.",
)
DATA_VALUE = Wording(
    "data-value",
    ERROR,
    "no row that is shown has `{value}`{where}",
    "did you mean `{nearest}`?",
    why="A value that is not in the data, often a spelling mistake, would choose or mark nothing.",
    otherwise="write the value as it stands in the data",
)
DATA_ROW_TWICE = Wording(
    "data-row-twice",
    ERROR,
    "there is a second row for {what}",
    "choose one of them with `where:`, or delete one from the file",
    why="Only one of the two numbers could be shown, and nobody could tell which.",
)
DATA_NEGATIVE = Wording(
    "data-negative",
    ERROR,
    "a chart of the type `{type}` cannot show a number below zero: {what}, {value}",
    "choose the type `bar`, `grouped-bar` or `line`, or correct the number",
    why="Parts of a whole are never less than nothing; drawn on each other they would show a wrong sum.",
)
DATA_GAP = Wording(
    "data-gap",
    ERROR,
    "a chart of the type `{type}` cannot leave a number out: there is none for {what}",
    "write `0` if there was nothing; if nobody knows, choose the type `bar`, `grouped-bar` or `line`",
    why="In a sum a missing number looks like none, and the whole is drawn too small.",
)
DATA_TOO_MUCH = Wording(
    "data-too-much",
    ERROR,
    "{subject} shows at most {most} {what}, and there are {count}",
    "choose what matters with `where:`, or the largest with `order: descending` and `first: 10`",
    why="What cannot be told apart cannot be read. The whole file can be offered for download with a link.",
)
UNKNOWN_COUNTRY = Wording(
    "unknown-country",
    ERROR,
    "`{name}` is not a country that briefgen knows",
    "did you mean `{nearest}`?",
    why="Countries are found by ISO code (`UG`, `UGA`) or by name. A group of countries is none.",
    otherwise="write its ISO code, such as `UG` or `UGA`; leave out rows of regions and totals with `where:`",
)
COUNTRY_NOT_DRAWN = Wording(
    "country-not-drawn",
    ERROR,
    "{names} cannot be seen on this map: {problem}",
    "choose another `region:`, or leave it out and say so in `note:`",
    why="A country with a value that the map does not show would be lost without a trace.",
)
CHART_CROWDED = Wording(
    "chart-crowded",
    WARNING,
    "there is no room for the label `{label}`",
    "{advice}",
    why="Labels that touch, turn on their side or are missing are not read.",
)
CHART_COLOURS = Wording(
    "chart-colours",
    ERROR,
    "the colours of series do not do: {problem}",
    "{advice}",
    why="One reader in twenty does not see all colours, and a pale line is seen by nobody in print.",
)
MAP_BROKEN = Wording(
    "map-broken",
    ERROR,
    "the map engine could not draw this: {problem}",
    "simplify the block, and report this: it is a mistake of briefgen",
    why="briefgen checks maps before it hands them to the engine, so this should not happen.",
)
