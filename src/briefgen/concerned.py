"""What an order of some publications is concerned with: what is told of them, and the sources that they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.content.discovery import SECTIONS, PublicationFiles
from briefgen.content.order import Order
from briefgen.core.diagnostics import Diagnostic
from briefgen.loading import Loaded


def concerns(order: Order, loaded: Loaded, path: str) -> bool:
    """Whether a file is of what was asked for, of the series or of the project: of no other publication."""
    if not (order.sources or order.held) or path.partition("/")[0] not in SECTIONS:
        return True
    of = [files for files in loaded.found if _is_of(files, path)]
    if any(_wants_any(order, files) for files in of):
        return True
    return any(_is_below(path, source) for source in order.sources) if order.sources else not of


def others_sources(order: Order, loaded: Loaded) -> frozenset[str]:
    """The settings and texts of publications of which nothing was asked for. They are read all the same: some pages
    show what others say of themselves."""
    others = [files for files in loaded.found if not _wants_any(order, files)]
    settings = {files.settings for files in others if files.settings}
    return frozenset(settings.union(edition.path for files in others for edition in files.editions))


def told_of(order: Order, loaded: Loaded, problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What is told of what was asked for, where something was. Of other editions of the same publications only errors
    are, for they keep these from being published too."""
    others = {
        edition.path
        for files in loaded.found
        for edition in files.editions
        if not order.wants(files, edition.language, edition.path)
    }
    for problem in problems:
        path = problem.span.source.path if problem.span else ""
        is_choice = bool(order.sources or order.held)
        is_of_sibling = is_choice and path in others and not problem.is_error
        if concerns(order, loaded, path) and not is_of_sibling:
            yield problem


def is_partial(order: Order, loaded: Loaded) -> bool:
    """Whether there are editions that were not asked for."""
    return not all(
        order.wants(files, edition.language, edition.path)
        for files in loaded.found
        for edition in files.editions
    )


def _wants_any(order: Order, files: PublicationFiles) -> bool:
    return any(order.wants(files, edition.language, edition.path) for edition in files.editions)


def _is_of(files: PublicationFiles, path: str) -> bool:
    if files.settings:
        return _is_below(path, files.folder)
    beside = (f"{files.folder}/figures", f"{files.folder}/data")  # those of all in the short form
    return path == files.editions[0].path or any(_is_below(path, folder) for folder in beside)


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")
