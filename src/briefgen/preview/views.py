"""What the desk and the windows on editions are told, as JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from briefgen.checks.reading_ease import reading_ease
from briefgen.console import as_json, excerpt
from briefgen.content.discovery import EditionFile, PublicationFiles
from briefgen.content.languages import direction, own_name
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.core.diagnostics import Diagnostic, in_order
from briefgen.output.page_pictures import Sheet
from briefgen.preview import sources
from briefgen.preview.session import Session
from briefgen.preview.shown import Shown

_FIGURE = re.compile(r"<figure\b")
_STALE = ("translation-stale", "translation-missing")

Json = dict[str, Any]


def series(session: Session) -> Json:
    """Every edition, and what is wrong with the series itself."""
    loaded, workshop = session.stage.loaded, session.stage.workshop
    good = {publication.files.folder: publication for publication in loaded.every}
    return {
        "title": loaded.project.series.title.in_language(loaded.project.first_language)
        if loaded.project
        else "",
        "brand": session.brand,
        "state": session.state,
        "last_changed": session.last_changed,
        "watched_by": "looking in turns" if session.changes.polls else "events of the system",
        "editions": [
            _row(session, files, edition, good.get(files.folder))
            for files in loaded.found
            for edition in files.editions
        ],
        "problems": [problem(one) for one in in_order(session.stage.problems)],
        "is_readable": workshop is not None,
    }


def edition(session: Session, path: str, sheets: tuple[Sheet, ...]) -> Json | None:
    """All that a window on an edition shows beside its page; None if there is no such edition."""
    shown = session.shown(path)
    publication, file = _of(session, path)
    if file is None or publication is None:
        return None
    workshop = session.stage.workshop
    address = (
        workshop.composer.addresses.pages[path]
        if workshop and path in workshop.composer.addresses.pages
        else None
    )
    others = sorted(publication.editions, key=lambda one: (one.kind, one.language))
    series_problems = [one for one in session.stage.problems if _concerns(one, publication)]
    own = shown.problems if shown else ()
    return {
        "path": path,
        "state": session.state,
        "page": address.html if address else None,
        "pdf": address.pdf if address else None,
        "language": file.language,
        "direction": direction(file.language),
        "revision": shown.page_revision if shown else 0,
        "is_current": bool(shown and shown.is_current and shown.state == session.state),
        "paper": {
            "revision": shown.paper_revision if shown and shown.paper else 0,
            "is_current": bool(shown and shown.is_paper_current),
            "sheets": [[sheet.width, sheet.height, sheet.look] for sheet in sheets],
        },
        "editions": [
            {"path": one.path, "language": one.language, "name": own_name(one.language), "kind": one.kind}
            for one in others
        ],
        "blocks": {
            block: [begin, end] for block, begin, end in (shown.page.blocks if shown and shown.page else ())
        },
        "problems": [problem(one) for one in in_order(dict.fromkeys((*series_problems, *own)))],
        "fit": _fit(session, shown, own, path),
    }


def place(session: Session, path: str, at: Mapping[str, str]) -> Json | None:
    """The line of the source that says what stands at a point of a page of the PDF (`page` from 0, `x` and `y` in mm),
    or some `words` of the front matter; None where that cannot be told."""
    shown = session.known(path)
    publication = next((p for p in session.stage.loaded.every if _manuscript(p, path)), None)
    manuscript = _manuscript(publication, path)
    if shown is None or publication is None or manuscript is None:
        return None
    if "words" in at:
        file, line = sources.of_words(publication, manuscript, at["words"])
    else:
        try:
            page, x, y = int(at["page"]), float(at["x"]), float(at["y"])
        except (KeyError, ValueError):
            return None
        file, line = sources.of_point(shown, publication, manuscript, page, x, y)
    return {"path": file, "line": line}


def problem(diagnostic: Diagnostic) -> Json:
    """A diagnostic as on the terminal, in its parts."""
    return {**as_json(diagnostic), "excerpt": excerpt(diagnostic.span) if diagnostic.span else ""}


def _row(
    session: Session, files: PublicationFiles, file: EditionFile, publication: LoadedPublication | None
) -> Json:
    manuscript = _manuscript(publication, file.path)
    shown = session.known(file.path)
    workshop = session.stage.workshop
    address = workshop.composer.addresses.pages.get(file.path) if workshop else None
    problems = [
        *(shown.problems if shown else ()),
        *(p for p in session.stage.problems if _is_in(p, file.path)),
    ]
    counts = {
        kind: sum(one.severity.value == kind for one in dict.fromkeys(problems))
        for kind in ("error", "warning")
    }
    stage = ""
    if publication and manuscript:
        stage = (manuscript.edition.stage or publication.publication.stage).value
    return {
        "publication": f"{files.section}/{files.slug}",
        "path": file.path,
        "kind": file.kind,
        "language": file.language,
        "direction": direction(file.language),
        "title": manuscript.edition.title if manuscript else files.slug,
        "stage": stage,
        "words": shown.made.words if shown and shown.made.is_readable else None,
        "pages": shown.paper.pages if shown and shown.paper else None,
        "errors": counts["error"],
        "warnings": counts["warning"],
        "is_known": bool(shown and shown.state == session.state and shown.is_paper_current),
        "page": address.html if address else None,
        "pdf": address.pdf if address else None,
    }


def _fit(session: Session, shown: Shown | None, problems: Sequence[Diagnostic], path: str) -> Json:
    """How an edition stands to what is wanted of it."""
    page, paper = (shown.page, shown.paper) if shown else (None, None)
    fit = paper.fit if paper else None
    figures = len(_FIGURE.findall(shown.html)) if shown else 0
    loaded = next((p for p in session.stage.loaded.every if _manuscript(p, path)), None)
    manuscript = _manuscript(loaded, path)
    return {
        "pages": fit.pages if fit else None,
        "lines_over": fit.lines_over if fit else 0,
        "words_over": fit.words_over if fit else 0,
        "lines_free": fit.lines_free if fit else 0,
        "strayed": list(fit.strayed) if fit else [],
        "words": page.words if page else None,
        "reading_ease": reading_ease(manuscript.body.text, manuscript.file.language) if manuscript else None,
        "figures": figures,
        "without_alternative": sum(one.code.startswith("alt-") for one in problems),
        "stale": sum(one.code in _STALE for one in problems),
    }


def _of(session: Session, path: str) -> tuple[PublicationFiles | None, EditionFile | None]:
    every = ((files, one) for files in session.stage.loaded.found for one in files.editions)
    return next(((files, one) for files, one in every if one.path == path), (None, None))


def _manuscript(publication: LoadedPublication | None, path: str) -> Manuscript | None:
    return next((m for m in publication.manuscripts if m.file.path == path), None) if publication else None


def _is_in(problem: Diagnostic, path: str) -> bool:
    return problem.span is not None and problem.span.source.path == path


def _concerns(problem: Diagnostic, files: PublicationFiles) -> bool:
    """Whether a problem keeps a publication from being shown as it is: one of its own, or of all."""
    if problem.span is None:
        return True
    place = problem.span.source.path
    return place.startswith(f"{files.folder}/") or not place.startswith(("briefs/", "case_studies/"))
