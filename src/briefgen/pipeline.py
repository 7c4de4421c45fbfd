"""The whole plan on one page: from the files of a project to artifacts, every step in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from briefgen import __version__
from briefgen.checks import check
from briefgen.content.addresses import HOME, Addresses, page_address
from briefgen.content.discovery import PublicationFiles, discover
from briefgen.content.edition_text import EditionText, read_text
from briefgen.content.manuscript import (
    PROJECT_FILE,
    LoadedPublication,
    Manuscript,
    load_project,
    load_publication,
)
from briefgen.content.models import Project
from briefgen.content.references import Asset
from briefgen.core.diagnostics import Diagnostic, StopPublication, in_order
from briefgen.core.engine import Engine
from briefgen.core.source import Source
from briefgen.core.store import Kept, Store
from briefgen.core.text import read_source
from briefgen.core.workspace import Door, Workspace
from briefgen.design.compose import Composed, Composer
from briefgen.design.design import Design, load_design
from briefgen.design.shipped import shipped_root
from briefgen.output import pdf_messages
from briefgen.output.artifacts import Artifact, Listed
from briefgen.output.dist import earlier, publish
from briefgen.output.home import home_page
from briefgen.output.pdf import VARIANT, EngineMessage, PdfJob, PdfResult, for_paper
from briefgen.output.workers import make_pdfs

STORE = ".briefgen"


@dataclass(frozen=True)
class Order:
    """What to build: editions of these languages and sources (none: all), as HTML, PDF or both."""

    out: Path
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    only: str | None = None
    jobs: int = 1
    force: bool = False
    write: bool = True

    def wants(self, files: PublicationFiles, language: str, path: str) -> bool:
        if self.languages and language not in self.languages:
            return False
        return not self.sources or any(
            path == source or files.folder == source or files.folder.startswith(f"{source}/") or files.section == source
            for source in self.sources
        )


@dataclass(frozen=True)
class Outcome:
    """What a build made and said. `reasons` tells for each step that ran why it had to."""

    diagnostics: tuple[Diagnostic, ...]
    artifacts: tuple[Listed, ...] = ()
    reasons: dict[str, str] = field(default_factory=dict)
    built: int = 0

    @property
    def failed(self) -> bool:
        return any(diagnostic.is_error for diagnostic in self.diagnostics)


@dataclass(frozen=True)
class Progress:
    """Told as work goes on: how much there is, and each thing that is done."""

    total: Callable[[int], None] = lambda _: None
    done: Callable[[str], None] = lambda _: None


@dataclass(frozen=True)
class Loaded:
    """A project with its publications, before any text is read."""

    project: Project | None
    found: tuple[PublicationFiles, ...]
    publications: tuple[LoadedPublication, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Prepared:
    """An edition composed to HTML, ready to be laid out."""

    loaded: LoadedPublication
    manuscript: Manuscript
    text: EditionText
    page: Composed


def load(workspace: Workspace) -> Loaded:
    """Settings and front matter of everything."""
    door = workspace.door()
    project, problems = load_project(door)
    if project is None:
        return Loaded(None, (), (), problems)
    found, more = discover(door, project)
    problems += more
    publications = []
    for files in found:
        loaded, more = load_publication(door, files)
        problems += more
        if loaded:
            publications.append(loaded)
    return Loaded(project, found, tuple(publications), problems)


def build(root: Path, order: Order, progress: Progress = Progress()) -> Outcome:  # noqa: B008 - frozen
    """Build a project. One bad publication does not stop the others, and keeps its last good artifacts."""
    workspace = Workspace(root, shipped_root())
    loaded = load(workspace)
    if loaded.project is None:
        return Outcome(in_order(loaded.diagnostics))
    door = workspace.door()
    design, more = load_design(door, loaded.project, _brand_place(door))
    diagnostics = [*loaded.diagnostics, *more]
    if design is None:
        return Outcome(in_order(diagnostics))
    addresses = Addresses(
        loaded.project.address, {e.path: page_address(f, e) for f in loaded.found for e in f.editions}
    )
    composer = Composer(loaded.project, design, addresses)
    prepared = []
    for publication in loaded.publications:
        editions, problems = _prepare(workspace, composer, publication, order)
        diagnostics += problems
        prepared += editions
    engine = Engine(workspace, Store(root / STORE), order.force)
    artifacts, failed, problems = _make(engine, composer, prepared, order, progress)
    diagnostics += problems
    diagnostics += [problem for words in design.words.values() for problem in words.problems]
    home, problems = _home(composer, loaded.publications)
    diagnostics += problems
    artifacts += home
    if not order.write:
        return Outcome(in_order(diagnostics), reasons=engine.reasons, built=len(artifacts))
    artifacts += _shared(workspace, design, prepared)
    kept = _keep(order, loaded, {p.manuscript.file.path for p in prepared} - failed, artifacts)
    published = publish(order.out, artifacts, kept, __version__)
    return Outcome(
        in_order([*diagnostics, *published.problems]), published.listed, engine.reasons, built=len(artifacts)
    )


def _brand_place(door: Door) -> object:
    source = read_source(door, PROJECT_FILE)
    start = max(source.text.find("\nbrand:") + 1, 0)
    return source.span(start, start + len("brand:"))


def _prepare(
    workspace: Workspace, composer: Composer, publication: LoadedPublication, order: Order
) -> tuple[list[Prepared], list[Diagnostic]]:
    """The editions of a publication as HTML. None of them when one has an error: they link to each other."""
    prepared: list[Prepared] = []
    diagnostics: list[Diagnostic] = []
    for manuscript in publication.manuscripts:
        if not order.wants(publication.files, manuscript.file.language, manuscript.file.path):
            continue
        text, problems = read_text(workspace.door(), publication, manuscript, composer.addresses)
        problems += check(manuscript)
        diagnostics += problems
        if text is None or any(problem.is_error for problem in problems):
            continue
        try:
            prepared.append(Prepared(publication, manuscript, text, composer.compose(publication, manuscript, text)))
        except StopPublication as stop:
            diagnostics += stop.diagnostics
    if any(diagnostic.is_error for diagnostic in diagnostics):
        return [], diagnostics
    return prepared, diagnostics


def _make(
    engine: Engine, composer: Composer, prepared: list[Prepared], order: Order, progress: Progress
) -> tuple[list[Artifact], set[str], list[Diagnostic]]:
    """HTML and PDF artifacts of the prepared editions, the sources of those that failed, and problems."""
    artifacts: list[Artifact] = []
    failed: set[str] = set()
    diagnostics: list[Diagnostic] = []
    results = _pdfs(engine, composer, prepared, order, progress) if order.only != "html" else {}
    for item in prepared:
        path = item.manuscript.file.path
        result = results.get(path)
        if result:
            problems = tuple(_pdf_problems(item, result, composer.design))
            diagnostics += problems
            if any(problem.is_error for problem in problems):
                failed.add(path)
                continue
            artifacts.append(_artifact(item, item.page.address.pdf, result.data, result.pages))
        if order.only != "pdf":
            artifacts.append(_artifact(item, item.page.address.html, item.page.html.encode()))
    return artifacts, failed, diagnostics


def _pdfs(
    engine: Engine, composer: Composer, prepared: list[Prepared], order: Order, progress: Progress
) -> dict[str, PdfResult]:
    """The PDF of each edition by its source: kept ones where they stand, the others laid out now."""
    results: dict[str, PdfResult] = {}
    jobs: dict[str, PdfJob] = {}
    steps: dict[str, tuple[str, dict[str, bytes]]] = {}
    for item in prepared:
        path = item.manuscript.file.path
        job = pdf_job(composer, item)
        step, values = f"pdf {item.page.address.pdf}", _values(job)
        kept = engine.recall(step, values)
        if kept:
            said = tuple(EngineMessage(*message) for message in kept.facts["messages"])
            results[path] = PdfResult(kept.data, kept.facts["pages"], said, kept.trace)
        else:
            jobs[path], steps[path] = job, (step, values)
    progress.total(len(jobs))
    workspace = engine.workspace
    for path, result in make_pdfs(jobs, workspace.root, workspace.shipped, order.jobs):
        results[path] = result
        progress.done(path)
        if not result.failure:
            step, values = steps[path]
            facts = {"pages": result.pages, "messages": [[m.sheet, m.text] for m in result.messages]}
            engine.keep(step, values, result.trace, Kept((), result.data, facts))
    return results


def pdf_job(composer: Composer, item: Prepared) -> PdfJob:
    """The job that makes an edition's PDF. Everything is addressed as it will be on the web, so links in
    the PDF lead to the published pages."""
    site, design = composer.addresses.site, composer.design
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


def _values(job: PdfJob) -> dict[str, bytes]:
    return {
        "text or template of this page": job.html.encode(),
        "style sheets": "\0".join(css for _, css in job.sheets).encode(),
        "names of the pictures and fonts": repr((job.address, job.files)).encode(),
        "PDF variant": VARIANT.encode(),
    }


def _pdf_problems(item: Prepared, result: PdfResult, design: Design) -> Iterable[Diagnostic]:
    source = item.manuscript.source
    if result.failure:
        yield pdf_messages.failed(result.failure, source)
    sheets = {sheet.source.path: sheet.source for sheet in design.paper[item.manuscript.file.language].sheets}
    yield from pdf_messages.translate(result.messages, source, sheets)


def _artifact(item: Prepared, path: str, data: bytes, pages: int | None = None) -> Artifact:
    file = item.manuscript.file
    return Artifact(
        path=path,
        data=data,
        kind=file.kind,
        lang=file.language,
        slug=item.loaded.files.slug,
        source=file.path,
        pages=pages,
        words=item.text.words,
    )


def _home(
    composer: Composer, publications: tuple[LoadedPublication, ...]
) -> tuple[list[Artifact], tuple[Diagnostic, ...]]:
    try:
        html = home_page(composer.project, composer.design, composer.addresses, publications)
    except StopPublication as stop:
        return [], stop.diagnostics
    return [Artifact(HOME, html.encode(), "home", composer.project.first_language)], ()


def _shared(workspace: Workspace, design: Design, prepared: list[Prepared]) -> list[Artifact]:
    """What pages share: the screen's style sheets and fonts, logos, pictures and downloads."""
    assets: dict[str, Asset] = {}
    for asset in (*design.screen_fonts, *design.logo_assets, *(a for item in prepared for a in item.page.assets)):
        assets[asset.address] = asset
    artifacts = [Artifact(a.address, workspace.read(a.source), "asset") for a in assets.values()]
    sheets = {styles.address: styles.css for styles in design.screen.values()}
    return artifacts + [Artifact(address, css, "asset") for address, css in sheets.items()]


def _keep(order: Order, loaded: Loaded, built: set[str], artifacts: list[Artifact]) -> list[Listed]:
    """The earlier artifacts that stay: of editions that still have a source but were not built now, and
    the assets while any such edition may need them."""
    sources = {edition.path for files in loaded.found for edition in files.editions}
    names = {artifact.path for artifact in artifacts}
    kept = [
        item
        for item in earlier(order.out)
        if item.path not in names and item.source in sources and (item.source not in built or order.only)
    ]
    if kept:
        kept += [item for item in earlier(order.out) if item.kind == "asset" and item.path not in names]
    return kept
