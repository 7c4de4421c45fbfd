"""The renditions of an edition, HTML and PDF: laid out anew only where a kept one no longer stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from briefgen.content.edition_text import EditionText
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.engine import Engine
from briefgen.core.store import Kept
from briefgen.design.compose import Composed
from briefgen.design.design import Design
from briefgen.output import pdf_messages
from briefgen.output.artifacts import Artifact
from briefgen.output.pdf import VARIANT, EngineMessage, PdfJob, PdfResult, for_paper
from briefgen.output.workers import make_pdfs


@dataclass(frozen=True)
class Progress:
    """Told as work goes on: how much there is, and each thing that is done."""

    total: Callable[[int], None] = lambda _: None
    done: Callable[[str], None] = lambda _: None


@dataclass(frozen=True)
class Prepared:
    """An edition composed to HTML, ready to be laid out."""

    loaded: LoadedPublication
    manuscript: Manuscript
    text: EditionText
    page: Composed

    @property
    def path(self) -> str:
        """The edition's Markdown file."""
        return self.manuscript.file.path

    def artifact(self, path: str, data: bytes, pages: int | None = None) -> Artifact:
        file = self.manuscript.file
        return Artifact(
            path=path,
            data=data,
            kind=file.kind,
            lang=file.language,
            slug=self.loaded.files.slug,
            source=file.path,
            pages=pages,
            words=self.text.words,
        )


@dataclass(frozen=True)
class Renditions:
    """Artifacts, the sources of editions that have none because one of their publication has an error, and
    what is wrong."""

    artifacts: tuple[Artifact, ...]
    failed: frozenset[str]
    problems: tuple[Diagnostic, ...]


def render(
    engine: Engine,
    design: Design,
    site: str,
    prepared: list[Prepared],
    only: str | None,
    jobs: int,
    progress: Progress,
) -> Renditions:
    """HTML and PDF of editions (`only` one of them, if it says so), laid out by `jobs` processes at most."""
    artifacts: list[Artifact] = []
    failed: set[str] = set()
    problems: list[Diagnostic] = []
    results = _pdfs(engine, design, site, prepared, jobs, progress) if only != "html" else {}
    for item in prepared:
        result = results.get(item.path)
        said = tuple(_pdf_problems(item, result, design)) if result else ()
        problems += said
        if any(problem.is_error for problem in said):
            failed |= {other.path for other in prepared if other.loaded is item.loaded}
    for item in prepared:
        if item.path in failed:
            continue
        if result := results.get(item.path):
            artifacts.append(item.artifact(item.page.address.pdf, result.data, result.pages))
        if only != "pdf":
            artifacts.append(item.artifact(item.page.address.html, item.page.html.encode()))
    return Renditions(tuple(artifacts), frozenset(failed), tuple(problems))


def pdf_job(design: Design, site: str, item: Prepared) -> PdfJob:
    """The job that makes an edition's PDF. Everything is addressed as it will be on the web, so that links
    in the PDF lead to the published pages."""
    language = item.manuscript.file.language
    styles = design.paper[language]
    assets = (*styles.fonts, *design.logo_assets, *item.page.assets)
    return PdfJob(
        address=site + item.page.address.html,
        html=for_paper(item.page.html),
        sheets=tuple((sheet.source.path, sheet.css) for sheet in styles.sheets),
        sheets_address=f"{site}assets/print.css",
        files=tuple(sorted({site + asset.address: asset.source for asset in assets}.items())),
        ignored=(site + design.screen[language].address,),
    )


def _pdfs(
    engine: Engine, design: Design, site: str, prepared: list[Prepared], jobs: int, progress: Progress
) -> dict[str, PdfResult]:
    """The PDF of each edition by its source."""
    results: dict[str, PdfResult] = {}
    waiting: dict[str, PdfJob] = {}
    for item in prepared:
        job = pdf_job(design, site, item)
        kept = engine.recall(_step(item), _values(job))
        if kept:
            said = tuple(EngineMessage(*message) for message in kept.facts["messages"])
            results[item.path] = PdfResult(kept.data, kept.facts["pages"], said, kept.trace)
        else:
            waiting[item.path] = job
    progress.total(len(waiting))
    by_path = {item.path: item for item in prepared}
    workspace = engine.workspace
    for path, result in make_pdfs(waiting, workspace.root, workspace.shipped, jobs):
        results[path] = result
        progress.done(path)
        if not result.failure:
            facts = {"pages": result.pages, "messages": [[m.sheet, m.text] for m in result.messages]}
            kept = Kept(result.trace, result.data, facts)
            engine.keep(_step(by_path[path]), _values(waiting[path]), kept)
    return results


def _step(item: Prepared) -> str:
    return f"pdf {item.page.address.pdf}"


def _values(job: PdfJob) -> dict[str, bytes]:
    return {
        "text or template of this page": job.html.encode(),
        "style sheets": "\0".join(text for sheet in job.sheets for text in sheet).encode(),
        "names of the pictures and fonts": repr((job.address, job.files)).encode(),
        "PDF variant": VARIANT.encode(),
    }


def _pdf_problems(item: Prepared, result: PdfResult, design: Design) -> Iterator[Diagnostic]:
    source = item.manuscript.source
    if result.engine_missing:
        yield messages.ENGINE_MISSING.at(
            None, what=f"the PDF engine ({result.failure})", advice="`briefgen doctor` says what to install"
        )
    elif result.failure:
        yield pdf_messages.failed(result.failure, source)
    sheets = {sheet.source.path: sheet.source for sheet in design.paper[item.manuscript.file.language].sheets}
    sources = (source, item.loaded.settings.source)
    yield from pdf_messages.translate(result.messages, sources, sheets)
