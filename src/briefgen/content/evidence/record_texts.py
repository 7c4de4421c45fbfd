"""The texts of a case record that the page shows, in one language and with marks for their sources."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.content.citing.citations import cite
from briefgen.content.evidence.case_record import CaseRecord, years_in
from briefgen.content.literal_text import literal

IN_PANEL = "record.people_reached."
"""What the facts panel shows; the rest stands where the block `evidence` is."""


def marked_texts(record: CaseRecord, language: str) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The texts of a record that hold Markdown, each with its path in the file."""
    for part in ("results", "challenges", "lessons"):
        for index, item in enumerate(getattr(record, part)):
            yield ("record", part, index, "text", language), item.text.in_language(language)


def record_texts(record: CaseRecord | None, language: str) -> dict[str, str]:
    """Inline Markdown by name: `record.results.0`. A record that is not there has none."""
    if record is None:
        return {}
    texts: dict[str, str] = {}
    for index, reached in enumerate(record.people_reached):
        said = f"{literal(reached.who.in_language(language))} ({years_in(reached.year, language)})"
        texts[f"{IN_PANEL}{index}"] = said + cite(reached.source)
    for index, result in enumerate(record.results):
        texts[f"record.results.{index}"] = result.text.in_language(language) + cite(result.source)
    for index, challenge in enumerate(record.challenges):
        texts[f"record.challenges.{index}"] = challenge.text.in_language(language) + cite(challenge.source)
    for index, lesson in enumerate(record.lessons):
        texts[f"record.lessons.{index}"] = lesson.text.in_language(language)
    return texts
