"""What is said of front matter and of YAML files: their form, keys and values."""

from __future__ import annotations

from briefgen.core.diagnostics import Severity, Wording

ERROR, WARNING = Severity.ERROR, Severity.WARNING

NO_FRONT_MATTER = Wording(
    "no-front-matter",
    ERROR,
    "this file does not begin with front matter",
    "begin the file with a line `---`, then `title: …`, then another line `---`",
    why="The front matter carries the title and everything else the page needs around the text.",
)
FRONT_MATTER_OPEN = Wording(
    "front-matter-not-closed",
    ERROR,
    "the front matter is not closed",
    "put a line `---` after the last key, before the text begins",
    why="Without the closing line the whole document would be taken for settings.",
)
YAML_BROKEN = Wording(
    "yaml-broken",
    ERROR,
    "this cannot be read as YAML: {problem}",
    "{advice}",
    why="Mostly a text with `: ` in it that needs quotes, or lines that are indented differently.",
)
YAML_TAB = Wording(
    "yaml-tab",
    ERROR,
    "there is a tab in the indentation",
    "replace it with spaces; YAML allows only spaces at the start of a line",
    why="Tabs look different in every editor, so YAML refuses them.",
)
YAML_DUPLICATE = Wording(
    "duplicate-key",
    ERROR,
    "the key `{key}` is given twice",
    "keep one of them",
    why="Only one of the two could be used, and nobody could tell which.",
)
YAML_TAG = Wording(
    "yaml-tag",
    ERROR,
    "`{tag}` is a YAML tag, which briefgen does not use",
    "leave the tag out and keep the value",
    why="Tags can make a YAML reader run code; content never runs anything.",
)
YAML_TOO_LARGE = Wording(
    "yaml-too-large",
    ERROR,
    "this YAML is too large or too deeply nested ({limit})",
    "check for a paste that went wrong; long text belongs below the front matter",
    why="Nested references can make a tiny file fill the memory, so there is a limit.",
)
NOT_A_MAPPING = Wording(
    "not-a-mapping",
    ERROR,
    "here `key: value` lines are expected, not {found}",
    "write one `key: value` pair a line",
    why="Settings need names.",
)
UNKNOWN_KEY = Wording(
    "unknown-key",
    ERROR,
    "{what} has no key `{key}`",
    "did you mean `{nearest}`?",
    why="A misspelt key would be ignored in silence and its text lost, so it is an error.",
)
MISPLACED_KEY = Wording(
    "misplaced-key",
    ERROR,
    "`{key}` does not belong here",
    "move it to {file}",
    why="What depends on the language is in the edition; what does not is in `publication.yml`, once.",
)
MISSING_KEY = Wording(
    "missing-key",
    ERROR,
    "{what} needs the key `{key}`",
    "add a line `{key}: …`",
    why="The page cannot be made without it.",
)
BAD_VALUE = Wording(
    "bad-value",
    ERROR,
    "{subject} {problem}",
    "{advice}",
    why="The value has another form than the key needs.",
)
BAD_DATE = Wording(
    "bad-date",
    ERROR,
    "`{key}`: {value} is not a date",
    "write a day of the calendar as year-month-day, for example 2026-11-24",
    why="Dates are written year-month-day, and must exist in the calendar.",
)
