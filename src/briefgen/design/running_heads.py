"""Running heads: how much of a title stands beside the label of its kind on one line."""

from __future__ import annotations

from briefgen.content.choices import Profile
from briefgen.content.short_words import ends_leaning

_RUNNING_HEAD = 96
"""Characters of a running head, kind label and title, that stand on one line: its letters are 1.24 mm wide at the most,
taken over a title, and have 121 mm on A4, where Letter and the second brand have more."""

_RUNNING_HEAD_OF_COLUMNS = 86
"""The same where it begins above the second column, with 108 mm."""

_BETWEEN = 5
"""Characters between the label and the title."""


def title_beside(label: str, title: str, profile: Profile | None, language: str) -> str:
    """A title as it stands beside a label."""
    line = _RUNNING_HEAD_OF_COLUMNS if profile is Profile.TWO else _RUNNING_HEAD
    return cut_title(title, line - len(label) - _BETWEEN, language)


def cut_title(title: str, most: int, language: str) -> str:
    """A title of no more characters than that; what is cut ends behind a word that leans on no other."""
    if len(title) <= most:
        return title
    words = title[: most - 1].split(" ")[:-1] or [title[: most - 2]]
    while len(words) > 1 and ends_leaning(words[-1], language):
        words.pop()
    return " ".join(words).rstrip(",;:–— \N{NARROW NO-BREAK SPACE}\N{NO-BREAK SPACE}") + " …"
