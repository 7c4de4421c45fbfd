"""Diagnostics as GitHub shows them at their lines in a pull request."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from briefgen.core.diagnostics import Diagnostic, Severity

_REPOSITORY = "GITHUB_WORKSPACE"
"""The variable by which GitHub says where a repository is checked out."""


def as_annotation(diagnostic: Diagnostic, root: Path | None = None) -> str:
    """A diagnostic of the project in a folder as a workflow command. GitHub knows files by their paths in the
    repository, of which the project can be a part."""
    level = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}[
        diagnostic.severity
    ]
    place = ""
    if diagnostic.span is not None:
        end_line, _ = diagnostic.span.end_position
        file = _property(_folder(root) + diagnostic.span.source.path)
        place = f"file={file},line={diagnostic.span.line},endLine={end_line},col={diagnostic.span.column},"
    text = "\n".join((diagnostic.message, *diagnostic.hints))
    return f"::{level} {place}title={_property(diagnostic.code)}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _folder(root: Path | None) -> str:
    """Where a project lies in the repository that is checked out: nothing, or a path that ends with a slash."""
    repository = os.environ.get(_REPOSITORY)
    if root and repository:
        with suppress(ValueError, OSError):  # it is somewhere else
            path = root.resolve().relative_to(Path(repository).resolve()).as_posix()
            return "" if path == "." else f"{path}/"
    return ""
