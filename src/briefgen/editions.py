"""All editions of a build: those that still stand, those that are made anew, and which of them are published."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from briefgen.checks.limits import over_limit
from briefgen.content.edition_text import dead_anchors
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.engine import Engine
from briefgen.core.limits import uncounted
from briefgen.core.progress import Progress
from briefgen.core.text import text_of
from briefgen.core.workers import Crew, Died
from briefgen.core.workspace import Workspace
from briefgen.loading import Loaded
from briefgen.making import Maker, make, prepare
from briefgen.output import pdf_messages
from briefgen.output.artifacts import Artifact
from briefgen.output.assets import KIND as ASSET
from briefgen.output.made import PDF, SHOWN, Made, from_kept
from briefgen.output.pdf_job import PdfJob, PdfResult, not_made
from briefgen.output.renditions import job_to_come
from briefgen.workshop import Workshop


def made_editions(
    workshop: Workshop,
    engine: Engine,
    paths: Sequence[str],
    progress: Progress,
    meanwhile: Callable[[], None] = lambda: None,
) -> dict[str, Made]:
    """The editions of these files: those that still stand as they were kept, all others made anew. What can be done
    `meanwhile` is done while other processes are at work."""
    text = partial(text_of, engine.workspace)
    done: dict[str, Made] = {}
    for path in paths:
        step = workshop.step(path)
        kept = engine.recall_by(step, workshop.value)
        made = from_kept(path, kept, engine.store, text) if kept else None
        if made:
            done[path] = made
            engine.asked |= made.steps
    waiting = sorted(set(paths) - set(done), key=lambda path: (-workshop.length(path), path))
    progress.total(len(waiting))
    left = dict.fromkeys(waiting)  # they are begun in this order
    progress.making(waiting[: workshop.order.jobs])
    for path, made in _made_anew(workshop, engine, waiting, meanwhile):
        progress.done(path)
        del left[path]
        progress.making(list(left)[: workshop.order.jobs])
        engine.asked |= made.steps
        engine.reasons.update(made.reasons or {})
        engine.workspace.note((*made.trace, *made.templates))
        done[path] = made.resting_in(engine.store)
        if made.is_final and not engine.workspace.torn:
            engine.store.put(workshop.step(path), made.kept(text))
    return {path: done[path] for path in paths}


def _made_anew(
    workshop: Workshop, engine: Engine, paths: list[str], meanwhile: Callable[[], None]
) -> Iterator[tuple[str, Made]]:
    """Editions as they are done: on a cluster if there is one, else in processes of their own, as far as there may be
    any. One alone is composed here while another process loads what it takes to lay it out."""
    order = workshop.order
    if not paths:
        return
    if order.cluster:
        from briefgen.on_cluster import made_on_cluster

        results = made_on_cluster(order.cluster, workshop, engine.workspace, paths, meanwhile)
        yield from _told_if_died(workshop, results)
    elif order.jobs == 1 or (len(paths) == 1 and order.only == "html"):
        maker = Maker(workshop, engine.workspace, engine.store)
        yield from ((path, maker.made(path)) for path in paths)
    elif len(paths) == 1:
        yield paths[0], _made_with_help(workshop, engine, paths[0], meanwhile)
    else:
        crew = Crew(make, prepare, pickle.dumps(workshop))
        jobs = {path: path for path in paths}
        yield from _told_if_died(workshop, crew.run(jobs, min(order.jobs, len(paths)), meanwhile))


def _told_if_died(
    workshop: Workshop, results: Iterable[tuple[str, Made | Died]]
) -> Iterator[tuple[str, Made]]:
    """Editions, with a diagnostic in the place of those whose process died."""
    for path, result in results:
        if isinstance(result, Died):
            manuscript, limits = workshop.edition(path)[1], workshop.composer.project.limits
            if result.over:
                told = over_limit(manuscript, result.over, limits)
            else:
                told = pdf_messages.failed(result.why, manuscript.source)
            yield path, Made(path, rendering=(told,), is_final=False)
        else:
            yield path, result


def _made_with_help(workshop: Workshop, engine: Engine, path: str, meanwhile: Callable[[], None]) -> Made:
    from briefgen.output.pdf_process import lay_out, prepare_to_lay_out

    design, site = workshop.composer.design, workshop.composer.addresses.site
    to_come = job_to_come(design, site, workshop.edition(path)[1].file.language)
    crew = Crew(lay_out, prepare_to_lay_out, pickle.dumps((workshop.root, workshop.shipped, to_come)))
    with crew.one() as ask:

        def for_others() -> None:
            with uncounted():
                meanwhile()

        def laid_out_there(job: PdfJob, _: Workspace) -> PdfResult:
            result = ask(job, for_others)
            if isinstance(result, Died):
                return not_made(result)
            return result

        return Maker(workshop, engine.workspace, engine.store, laid_out_there).made(path)


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
            diagnostics += (problem for made in some for problem in made.rendering)
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
            if made_file.role == SHOWN:
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
