"""All editions of a build: those that still stand, those that are made anew, and which of them are published."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from functools import partial

from briefgen.content.edition_text import dead_anchors
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.engine import Engine
from briefgen.core.progress import Progress
from briefgen.core.text import text_of
from briefgen.core.workers import Crew, Died
from briefgen.loading import Loaded
from briefgen.output import pdf_messages
from briefgen.output.artifacts import Artifact
from briefgen.output.made import ASSET, PDF, Made, from_kept
from briefgen.workshop import Workshop


def made_editions(
    workshop: Workshop, engine: Engine, paths: list[str], progress: Progress
) -> dict[str, Made]:
    """The editions of these files: those that still stand as they were kept, all others made anew."""
    text = partial(text_of, engine.workspace)
    done: dict[str, Made] = {}
    for path in paths:
        step = workshop.step(path)
        kept = engine.recall_by(step, workshop.value)
        if kept:
            done[path] = from_kept(path, kept, engine.store, text)
            engine.asked |= done[path].steps
    waiting = sorted(set(paths) - set(done), key=lambda path: (-workshop.length(path), path))
    progress.total(len(waiting))
    for path, made in _made_anew(workshop, engine, waiting):
        progress.done(path)
        engine.asked |= made.steps
        engine.reasons.update(made.reasons or {})
        engine.workspace.note(made.trace)
        done[path] = made
        if made.is_final and not engine.workspace.torn:
            engine.store.put_blobs(file.content for file in made.files)
            engine.store.put(workshop.step(path), made.kept(text))
    return {path: done[path] for path in paths}


def _made_anew(workshop: Workshop, engine: Engine, paths: list[str]) -> Iterator[tuple[str, Made]]:
    """Editions as they are done: in processes of their own, or here if there is to be one alone."""
    from briefgen.making import Maker, make, prepare

    if workshop.order.jobs == 1:
        maker = Maker(workshop, engine.workspace, engine.store)
        yield from ((path, maker.made(path)) for path in paths)
    elif paths:
        crew = Crew(make, prepare, pickle.dumps(workshop), min(workshop.order.jobs, len(paths)))
        for path, result in crew.run(paths):
            if isinstance(result, Died):
                source = workshop.edition(path)[1].source
                yield path, Made(path, rendering=(pdf_messages.failed(result.why, source),), is_final=False)
            else:
                yield path, result


def to_publish(loaded: Loaded, editions: Mapping[str, Made]) -> tuple[list[Made], list[Diagnostic]]:
    """The editions to publish, and all that is wrong with any. Editions of a publication link to each other: if one has
    an error, none is published; if one waits, all do."""
    diagnostics: list[Diagnostic] = []
    composed: list[Made] = []
    waiting: list[str] = []
    stopped, waits = ({p.files.slug for p in some} for some in (loaded.held, loaded.waiting))
    slugs = {m.file.path: p.files.slug for p in loaded.every for m in p.manuscripts}
    for publication in loaded.every:
        slug = publication.files.slug
        some = [editions[m.file.path] for m in publication.manuscripts if m.file.path in editions]
        diagnostics += (problem for made in some for problem in made.said)
        if slug in stopped or any(made.has_error for made in some):
            continue
        if slug in waits or any(made.waits for made in some):
            waiting += (made.path for made in some)
            continue
        diagnostics += (problem for made in some for problem in made.composing)
        if all(made.is_composed for made in some):
            composed += some
        else:
            diagnostics += (problem for made in some if not made.is_final for problem in made.rendering)
    diagnostics += _waiting(waiting)
    lost = tuple(dead_anchors({made.path: made for made in composed}))
    diagnostics += lost
    astray = {slugs[problem.span.source.path] for problem in lost if problem.span}
    composed = [made for made in composed if slugs[made.path] not in astray]
    diagnostics += (problem for made in composed for problem in made.rendering)
    failed = {slugs[made.path] for made in composed if any(problem.is_error for problem in made.rendering)}
    return [made for made in composed if slugs[made.path] not in failed], diagnostics


def artifacts_of(workshop: Workshop, good: list[Made]) -> Iterator[Artifact]:
    """The files of editions, those that several of them show once."""
    shown: set[str] = set()
    for made in good:
        publication, manuscript = workshop.edition(made.path)
        file = manuscript.file
        for made_file in made.files:
            if made_file.role == ASSET:
                if made_file.path not in shown:
                    yield Artifact(made_file.path, made_file.content, ASSET)
                shown.add(made_file.path)
                continue
            is_pdf = made_file.role == PDF
            yield Artifact(
                path=made_file.path,
                content=made_file.content,
                kind=file.kind,
                lang=file.language,
                slug=publication.files.slug,
                source=file.path,
                pages=made.pages if is_pdf else None,
                words=made.words,
                profile=workshop.order.profile if is_pdf else None,
            )


def _waiting(paths: list[str]) -> Iterator[Diagnostic]:
    """One note for all editions that wait."""
    if paths:
        others = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
        yield messages.EDITIONS_WAIT.at(None, paths=f"{paths[0]}{others}")
