"""Diagnostics and progress as people, programs and CI read them.

Words for people go to standard error; what programs read goes to standard output.
"""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from briefgen.annotations import as_annotation
from briefgen.core.diagnostics import Diagnostic, Severity
from briefgen.core.progress import Progress
from briefgen.core.source import Span

if TYPE_CHECKING:  # what is shown is made elsewhere; to show it nothing of that is needed
    from briefgen.coverage import CoverageReport
    from briefgen.doctor import Finding
    from briefgen.output.artifacts import Listed
    from briefgen.status import EditionStatus


class Format(StrEnum):
    HUMAN = "human"
    SHORT = "short"
    JSON = "json"
    GITHUB = "github"


_WAITING = "another build is at work in this project; waiting until it is done"
_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.NOTE: "36;1"}


class Console:
    """Where a command speaks. `quiet` leaves out everything but errors."""

    def __init__(self, form: Format, quiet: bool = False) -> None:
        self.form = form
        self.quiet = quiet
        self.root: Path | None = None
        """The project's folder, once it is known."""

        self._err: TextIO = sys.stderr
        self._colour = self._err.isatty() and "NO_COLOR" not in os.environ and form is Format.HUMAN

    def report(self, diagnostics: Iterable[Diagnostic], artifacts: Iterable[Listed] = ()) -> None:
        """Everything a run has to say, in the chosen format."""
        said = [d for d in diagnostics if d.is_error or not self.quiet]
        if self.form is Format.JSON:
            data = {"diagnostics": [as_json(d) for d in said], "artifacts": [asdict(a) for a in artifacts]}
            print(json.dumps(data, ensure_ascii=False, indent=1))
            return
        for diagnostic in said:
            if self.form is Format.GITHUB:
                print(as_annotation(diagnostic, self.root))
            elif self.form is Format.SHORT:
                print(as_line(diagnostic), file=self._err)
            else:
                print(self._painted(diagnostic), file=self._err)

    def say(self, text: str) -> None:
        """A line for people; nothing for programs, and nothing when quiet."""
        if not self.quiet and self.form in (Format.HUMAN, Format.SHORT):
            print(text, file=self._err)

    def summary(self, diagnostics: Iterable[Diagnostic], done: str) -> None:
        """The last line: what was done, and how much is wrong."""
        counts = dict.fromkeys(Severity, 0)
        for diagnostic in diagnostics:
            counts[diagnostic.severity] += 1
        parts = [count(counts[severity], severity.value) for severity in Severity if counts[severity]]
        if parts:
            done = f"{done}, {' and '.join(parts)}"
        self.say(done)

    def table(self, rows: Iterable[EditionStatus], diagnostics: Iterable[Diagnostic]) -> None:
        """The state of every edition, as a table on standard output, or as JSON."""
        if self.form is Format.JSON:
            data = {
                "editions": [asdict(row) for row in rows],
                "diagnostics": [as_json(d) for d in diagnostics],
            }
            print(json.dumps(data, ensure_ascii=False, indent=1))
            return
        head = (
            "publication", "kind", "lang", "stage", "words", "pages", "translation", "problems", "missing", "title",
        )  # fmt: skip
        _print_aligned([head, *(_cells(row) for row in rows)])

    def coverage(self, report: CoverageReport | None, diagnostics: tuple[Diagnostic, ...]) -> None:
        """What cases cover, as a table on standard output, or as JSON. Settings that are wrong come first: what they
        say is missing here."""
        if self.form is Format.JSON:
            data = {
                "rows": report.rows if report else [],
                "columns": report.columns if report else [],
                "pairs": [asdict(pair) for pair in report.pairs] if report else [],
                "diagnostics": [as_json(d) for d in diagnostics],
            }
            print(json.dumps(data, ensure_ascii=False, indent=1))
            return
        self.report(diagnostics)
        if report:
            _print_aligned(list(report.table()))
            self.say(report.in_words)

    def findings(self, findings: Iterable[Finding]) -> None:
        """What the doctor found, one line each, with what to do."""
        if self.form is Format.JSON:
            print(
                json.dumps(
                    {"findings": [asdict(finding) for finding in findings]}, ensure_ascii=False, indent=1
                )
            )
            return
        for finding in findings:
            if finding.well and self.quiet:
                continue
            mark = "ok  " if finding.well else "MEND" if finding.needed else "slow"
            print(f"{mark}  {finding.what}: {finding.found}")
            if not finding.well:
                print(f"      {finding.advice}")

    @contextmanager
    def progress(self, what: str) -> Iterator[Progress]:
        """A bar on a terminal, nothing elsewhere."""
        if not self._err.isatty() or self.quiet or self.form is not Format.HUMAN:
            yield Progress(waiting=lambda: self.say(_WAITING))
            return
        from rich.console import Console as RichConsole
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Bar(*columns, console=RichConsole(stderr=True), transient=True) as bar:
            task = bar.add_task(what, total=None)
            yield Progress(
                waiting=lambda: bar.console.print(_WAITING),
                total=lambda count: bar.update(task, total=count, visible=count > 0),
                done=lambda _: bar.update(task, advance=1),
                making=lambda names: bar.update(task, description=" and ".join(names[:2]) or what),
            )

    def _painted(self, diagnostic: Diagnostic) -> str:
        text = as_text(diagnostic)
        if not self._colour:
            return text
        head, _, rest = text.partition("\n")
        label, _, message = head.partition(": ")
        return f"\033[{_COLOURS[diagnostic.severity]}m{label}\033[0m: \033[1m{message}\033[0m\n{rest}"


def as_text(diagnostic: Diagnostic) -> str:
    """A diagnostic for people: message, place, source line, what to do."""
    return visible(_as_text(diagnostic))


def visible(text: str) -> str:
    """A text in which nothing moves the cursor or turns the direction: control characters show as signs."""
    return "".join(_SIGNS.get(char, char) for char in text)


_SIGNS = {chr(code): chr(0x2400 + code) for code in range(32) if code != 10} | {"\x7f": "\u2421"}
_SIGNS |= dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "\ufffd")


def _as_text(diagnostic: Diagnostic) -> str:
    lines = [f"{diagnostic.severity.value}[{diagnostic.code}]: {diagnostic.message}"]
    width = 1
    if diagnostic.span is not None:
        width, place = _place(diagnostic.span)
        lines += place
    for related in diagnostic.related:
        lines.append(f"{' ' * width} = {related.message}: {_address(related.span)}")
    lines += [f"{' ' * width} hint: {hint}" for hint in diagnostic.hints]
    return "\n".join(lines) + "\n"


def excerpt(span: Span) -> str:
    """The lines of a place in its source, numbered, with a mark under it."""
    return visible("\n".join(_place(span)[1][1:]))


def as_line(diagnostic: Diagnostic) -> str:
    """A diagnostic on one line, as editors and grep like it."""
    place = f"{_address(diagnostic.span)}: " if diagnostic.span else ""
    return visible(f"{place}{diagnostic.severity.value}[{diagnostic.code}]: {diagnostic.message}")


def as_json(diagnostic: Diagnostic) -> dict[str, Any]:
    """A diagnostic for programs."""
    span = diagnostic.span
    end_line, end_column = span.end_position if span else (None, None)
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "file": span.source.path if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_line": end_line,
        "end_column": end_column,
        "hints": list(diagnostic.hints),
        "related": [
            {"message": r.message, "file": r.span.source.path, "line": r.span.line, "column": r.span.column}
            for r in diagnostic.related
        ],
    }


def _address(span: Span) -> str:
    return f"{span.source.path}:{span.line}:{span.column}"


def _place(span: Span) -> tuple[int, list[str]]:
    """The lines that show a span in its source, and the width of the column of line numbers."""
    number = str(span.line)
    width = len(number) + 1
    lines = [f"{' ' * width}┌ {_address(span)}"]
    text = span.source.line_text(span.line)
    if text.strip():
        shown, start = _window(text, span.column - 1)
        end_line, end_column = span.end_position
        length = (end_column if end_line == span.line else len(text) + 1) - span.column
        before = _columns(shown[: span.column - 1 - start])
        marked = _columns(text[span.column - 1 : span.column - 1 + max(length, 1)]) or 1
        lines.append(f"{number} │ {shown}")
        lines.append(f"{' ' * width}│ {' ' * before}{'^' * min(marked, max(_columns(shown) - before, 1))}")
    return width, lines


def _window(text: str, column: int, width: int = 100) -> tuple[str, int]:
    """A piece of a long line around a column, and where it starts."""
    text = text.replace("\t", " ")
    start = max(0, column - width // 2) if len(text) > width and column > width // 2 else 0
    return text[start : start + width], start


def _columns(text: str) -> int:
    """How wide a text is on a terminal."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) != 0 for char in text)


def _print_aligned(lines: list[tuple[str, ...]]) -> None:
    """Lines of cells, as many in each, in columns."""
    widths = [max(_columns(line[column]) for line in lines) for column in range(len(lines[0]))]
    for line in lines:
        cells = (cell + " " * (width - _columns(cell)) for cell, width in zip(line, widths, strict=True))
        print("  ".join(cells).rstrip())


def _cells(row: EditionStatus) -> tuple[str, ...]:
    problems = ", ".join(
        count(n, what) for n, what in ((row.errors, "error"), (row.warnings, "warning")) if n
    )
    number = ["" if count is None else f"{count:,}" for count in (row.words, row.pages)]
    translation = row.translation.in_words if row.translation else ""
    missing = ", ".join(row.missing)
    return (
        row.publication,
        row.kind,
        row.language,
        row.stage,
        *number,
        translation,
        problems,
        missing,
        row.title,
    )


def count(number: int, what: str) -> str:
    """A number of things: `1 error`, `2 errors`."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
