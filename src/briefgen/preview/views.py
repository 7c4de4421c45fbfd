"""What the desk and the windows on editions are told, as JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from briefgen.checks.reading_ease import reading_ease
from briefgen.console import as_json, excerpt
from briefgen.content.discovery import EditionFile, PublicationFiles
from briefgen.content.languages import direction, own_name
from briefgen.content.manuscript import project_tree
from briefgen.content.public import stage_of
from briefgen.core.diagnostics import Diagnostic, in_order
from briefgen.output.page_pictures import Sheet
from briefgen.preview.session import Session
from briefgen.preview.shown import Shown
from briefgen.preview.sources import Sources

_FIGURE = re.compile(r"<figure\b")
_MOST_WORDS = 2000
"""Characters of a place on a page by which its source is looked for."""

_STALE = ("translation-stale", "translation-missing")

Json = dict[str, Any]


def series(session: Session) -> Json:
    """Every edition, and what is wrong with the series itself."""
    loaded = session.stage.loaded
    return {
        "title": loaded.project.series.title.in_language(loaded.project.first_language)
        if loaded.project
        else "",
        "brand": session.brand,
        "state": session.state,
        "last_changed": session.last_changed,
        "polls": session.changes.polls,
        "editions": [_row(session, files, edition) for files in loaded.found for edition in files.editions],
        "problems": [problem(one) for one in in_order(session.stage.problems)],
        "is_readable": session.stage.is_readable,
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
    others = sorted(
        publication.editions, key=lambda one: (one.kind != publication.main_kind, one.kind, one.language)
    )
    series_problems = [one for one in session.stage.problems if _concerns(one, publication)]
    own = shown.problems if shown else ()
    old = shown.problems_of_last_paper if shown else ()
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
            "has_failed": bool(shown and shown.has_failed),
            "sheets": [[sheet.width, sheet.height, sheet.look] for sheet in sheets],
        },
        "editions": [
            {
                "path": one.path,
                "language": one.language,
                "name": own_name(one.language),
                "kind": "" if one.kind == publication.main_kind else one.kind,
            }
            for one in others
        ],
        "blocks": {
            block: [begin, end] for block, begin, end in (shown.page.blocks if shown and shown.page else ())
        },
        "problems": [
            {**problem(one), "is_old": one in old}
            for one in in_order(dict.fromkeys((*series_problems, *own)))
        ],
        "fit": _fit(session, shown, own, path),
    }


def place(session: Session, path: str, asked: Mapping[str, str]) -> Json | None:
    """The line of the source that says what stands at a point of a page of the PDF (`page` from 0, `x` and `y` in mm),
    or some `words` of the front matter and what stands `around` them; no path where no line does. None where there is
    no such edition or point."""
    shown, workshop = session.known(path), session.stage.workshop
    publication, manuscript = session.last_good.get(path, (None, None))
    if shown is None or workshop is None or publication is None or manuscript is None:
        return None
    words = workshop.composer.design.words[manuscript.file.language]
    project = project_tree(session.stage.workspace.door()) if session.stage.is_readable else None
    there = Sources(manuscript, publication, project, words)
    if "words" in asked:
        line = there.of_words(asked["words"][:_MOST_WORDS], asked.get("around", "")[:_MOST_WORDS])
    else:
        try:
            line = there.of_point(shown, int(asked["page"]), float(asked["x"]), float(asked["y"]))
        except (KeyError, ValueError):
            return None
    return {"path": line[0], "line": line[1]} if line else {"path": None, "line": None}


def problem(diagnostic: Diagnostic) -> Json:
    """A diagnostic as on the terminal, in its parts."""
    return {**as_json(diagnostic), "excerpt": excerpt(diagnostic.span) if diagnostic.span else ""}


def _row(session: Session, files: PublicationFiles, file: EditionFile) -> Json:
    publication, manuscript = session.last_good.get(file.path, (None, None))
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
        stage = stage_of(publication, manuscript).value
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
    _, manuscript = session.last_good.get(path, (None, None))
    ease = None
    if manuscript and shown and shown.is_current:
        ease = reading_ease(manuscript.body.text, manuscript.file.language)
    return {
        "pages": fit.pages if fit else None,
        "lines_over": fit.lines_over if fit else 0,
        "words_over": fit.words_over if fit else 0,
        "lines_free": fit.lines_free if fit else 0,
        "strayed": list(fit.strayed) if fit else [],
        "words": page.words if page else None,
        "reading_ease": ease,
        "figures": figures,
        "without_alternative": sum(one.code.startswith("alt-") for one in problems),
        "stale": sum(one.code in _STALE for one in problems),
    }


def _of(session: Session, path: str) -> tuple[PublicationFiles | None, EditionFile | None]:
    every = ((files, one) for files in session.stage.loaded.found for one in files.editions)
    return next(((files, one) for files, one in every if one.path == path), (None, None))


def _is_in(problem: Diagnostic, path: str) -> bool:
    return problem.span is not None and problem.span.source.path == path


def _concerns(problem: Diagnostic, files: PublicationFiles) -> bool:
    """Whether a problem keeps a publication from being shown as it is: one of its own, or of all."""
    if problem.span is None:
        return True
    place = problem.span.source.path
    return place.startswith(f"{files.folder}/") or not place.startswith(("briefs/", "case_studies/"))
