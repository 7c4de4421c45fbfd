"""What is said of statistics: the figures of a series that texts name."""

from __future__ import annotations

from briefgen.core.diagnostics import Severity, Wording

ERROR, WARNING = Severity.ERROR, Severity.WARNING

STATISTIC_LINK = Wording(
    "statistic-link",
    ERROR,
    "this is no link to the register of statistics",
    "write `[70.8 million](stat:displaced@2018)`: no brackets in the words, then an id, and perhaps `@` and a year",
    why="A number is compared with the register only where briefgen can read the link.",
)
UNKNOWN_STATISTIC = Wording(
    "unknown-statistic",
    ERROR,
    "there is no statistic `{id}`",
    "did you mean `{nearest}`?",
    why="Numbers that several publications use are kept once, in `series/statistics.yml`.",
    otherwise="add it to `series/statistics.yml`",
)
STATISTIC_DIFFERS = Wording(
    "statistic-differs",
    ERROR,
    "`{shown}` is not what the register has: {value}",
    "write {value}, or correct series/statistics.yml",
    why="The same number must be the same in every publication and language.",
)
STATISTIC_UNSAID = Wording(
    "statistic-unsaid",
    ERROR,
    "`{shown}` has no number that could be compared with the register",
    "write the number into the brackets, or leave them empty: `[](stat:{id})`",
    why="A link to a statistic shows its number.",
)
STATISTIC_STALE = Wording(
    "statistic-stale",
    WARNING,
    "`{id}` was to be reviewed by {day}",
    "look for a newer reading, and move `review_by` in series/statistics.yml",
    why="A number that nobody has looked at since its day of review may be out of date.",
)
STAT_UNSOURCED = Wording(
    "stat-unsourced",
    WARNING,
    "this number has no source",
    "add the option `source:`, cite a reference, or link the number to the register",
    why="A number set large must be one that readers can check.",
)
