"""The whole plan on one page: from the files of a project to artifacts, every step in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefgen import __version__
from briefgen.checks.laid_out import LaidOut
from briefgen.checks.lost_in_pdf import check_pdf
from briefgen.checks.lost_on_web_page import check_web_page
from briefgen.checks.pages import check_pages
from briefgen.checks.translations import check_project_texts
from briefgen.checks.views import shows_any
from briefgen.content.addresses import Addresses
from briefgen.content.citing.build_citations import cite
from briefgen.content.citing.formatting import Formatted
from briefgen.content.edition_text import dead_anchors
from briefgen.content.evidence.views import cases
from briefgen.content.evidence.vocabulary import ACTORS, vocabulary_path
from briefgen.content.manuscript import project_place, project_tree
from briefgen.content.order import Order
from briefgen.content.project import Project
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, in_order
from briefgen.core.engine import Engine
from briefgen.core.store import Store
from briefgen.core.workspace import Door, Workspace
from briefgen.design.charts.studio import Studio
from briefgen.design.compose import Composer
from briefgen.design.design import Design, load_design
from briefgen.design.shipped import shipped_root
from briefgen.examining import composed, examined, known_translations, outdated, translated
from briefgen.loading import Loaded, addresses_of, load
from briefgen.output.artifacts import Listed
from briefgen.output.assets import KIND as ASSET
from briefgen.output.assets import shared_assets
from briefgen.output.dist import earlier, is_taken, publish
from briefgen.output.home import KIND as HOME
from briefgen.output.home import home_pages
from briefgen.output.pdf_profiles import PRINT, PROFILES
from briefgen.output.press.load import load_press
from briefgen.output.renditions import Prepared, Progress, Renditions, contract_of, profile_place, render
from briefgen.output.skos import vocabularies_left, vocabulary_files
from briefgen.weighing import weights

STORE = ".briefgen"


@dataclass(frozen=True)
class Outcome:
    """What a build made and said. `reasons` tells for each step that ran why it had to."""

    diagnostics: tuple[Diagnostic, ...]
    artifacts: tuple[Listed, ...] = ()
    reasons: dict[str, str] = field(default_factory=dict)


def build(root: Path, order: Order, progress: Progress | None = None) -> Outcome:
    """Build a project. One bad publication does not stop the others, and keeps its last good artifacts."""
    workspace = Workspace(root, shipped_root())
    engine = Engine(workspace, Store(workspace.root / STORE), order.force)
    loaded = load(workspace, engine)
    diagnostics = list(loaded.diagnostics)
    if loaded.project is None:
        return Outcome(in_order(diagnostics))
    vain = tuple(_asked_in_vain(loaded.project, loaded, order))
    diagnostics += vain
    if order.write and is_taken(order.out, order.standalone):
        diagnostics.append(_taken(order))
        return Outcome(in_order(diagnostics))
    if vain and order.standalone:
        return Outcome(in_order(diagnostics))
    door = workspace.door()
    project = loaded.project
    if order.brand is not None:
        project = project.model_copy(update={"brand": order.brand})
    design, problems = load_design(
        door, project, None if order.brand is not None else project_place(door, "brand")
    )
    diagnostics += problems
    if design is None:
        return Outcome(in_order(diagnostics))

    press = None
    if order.profile == PRINT.name:
        press, problems = load_press(door, project, design.brand)
        diagnostics += problems
        if press is None:
            return Outcome(in_order(diagnostics))

    wanted = [(p, m) for p in loaded.every for m in p.manuscripts if order.wants_edition(p, m)]
    citations, problems = cite(engine, design.citations, loaded.library, wanted)
    diagnostics += problems
    composer = composer_of(door, project, design, loaded, engine, citations)
    known = tuple(known_translations(workspace, loaded.every))
    addresses = composer.addresses
    if order.standalone:
        addresses = replace(addresses, languages=frozenset(order.languages or project.languages))
    composer = replace(composer, addresses=addresses, outdated=outdated(known))
    prepared: list[Prepared] = []
    waiting: list[str] = []
    held, waits = ({p.files.slug for p in some} for some in (loaded.held, loaded.waiting))
    for publication in loaded.every:
        texts = tuple(examined(workspace, composer, publication, order, loaded.in_doubt))
        diagnostics += (problem for text in texts for problem in text.problems)
        diagnostics += translated(known, composer, publication, order)
        if publication.files.slug in held or any(text.has_error for text in texts):
            continue
        shows = any(text.lacks(composer) or shows_any(text.text, loaded.in_doubt) for text in texts)
        if publication.files.slug in waits or shows:
            waiting += (text.manuscript.file.path for text in texts)
            continue
        editions, said = composed(composer, publication, texts)
        diagnostics += said
        prepared += editions
    diagnostics += _waiting(waiting)
    diagnostics += _project_texts(door, project, loaded)

    lost = tuple(dead_anchors({item.path: item.text for item in prepared}))
    diagnostics += lost
    astray = {problem.span.source.path for problem in lost if problem.span}
    torn = {item.loaded.files.slug for item in prepared if item.path in astray}
    prepared = [item for item in prepared if item.loaded.files.slug not in torn]

    site = composer.addresses.site
    made = render(engine, design, site, prepared, order, progress or Progress(), press)
    of_renditions = {
        item.path: (
            *_problems_of_renditions(item, site, made),
            *weights(item, made, project.budget, order, door),
        )
        for item in prepared
    }
    diagnostics += (problem for told in of_renditions.values() for problem in told)
    good = _unharmed(prepared, of_renditions)
    artifacts = list(made.artifacts(good, order.only))
    before = () if order.standalone else earlier(order.out)
    kept = _kept(before, order, loaded, composer.addresses, {item.path for item in good})
    pages = {artifact.path for artifact in artifacts} | {item.path for item in kept}
    # Of PDFs alone, in a folder that has no pages yet, a home page would list nothing.
    has_pages = any(path.endswith(".html") for path in pages)
    home, problems = home_pages(door, composer, pages) if has_pages or not order.only else ([], ())
    diagnostics += problems
    diagnostics += (problem for words in design.words.values() for problem in words.problems)
    if not order.write or (order.standalone and any(problem.is_error for problem in diagnostics)):
        return Outcome(in_order(diagnostics), reasons=engine.reasons)

    shared = shared_assets(
        engine,
        design,
        (asset for item in good for asset in item.page.assets),
        (download for item in good for download in item.page.downloads),
    )
    if not home or _home_stays(before, loaded, pages, any(problem.is_error for problem in diagnostics)):
        home = []
        kept += [item for item in before if item.kind == HOME]
    vocabularies = () if order.standalone else vocabulary_files(loaded.library, site)
    kept += vocabularies_left(door, before, vocabularies)
    published = publish(
        order.out, [*shared, *artifacts, *vocabularies, *home], kept, __version__, order.standalone
    )
    diagnostics += published.problems
    whole = not any(problem.is_error for problem in diagnostics)
    if whole and not (order.sources or order.languages or order.only):
        engine.store.sweep(engine.asked)
    return Outcome(in_order(diagnostics), published.listed, engine.reasons)


def composer_of(
    door: Door,
    project: Project,
    design: Design,
    loaded: Loaded,
    engine: Engine,
    citations: Mapping[str, Formatted] | None = None,
) -> Composer:
    """What composes the editions of a project with what they cite, and draws its charts."""
    studio = Studio(door, engine, design.brand, lambda: cases(loaded.publications, loaded.library.cases))
    return Composer(
        project, design, addresses_of(loaded), loaded.library, loaded.publications, studio, citations or {}
    )


def _asked_in_vain(project: Project, loaded: Loaded, order: Order) -> Iterator[Diagnostic]:
    for language in order.languages:
        if language not in project.languages:
            known = ", ".join(project.languages)
            yield messages.UNKNOWN_LANGUAGE.at(None, language=language, known=known)
        elif order.standalone and language not in addresses_of(loaded).homes:
            yield messages.LANGUAGE_EMPTY.at(None, language=language)
    for source in order.sources:
        alone = Order(order.out, (source,))
        if not any(alone.wants(files, e.language, e.path) for files in loaded.found for e in files.editions):
            yield messages.NO_SUCH_PUBLICATION.at(None, path=source)


def _taken(order: Order) -> Diagnostic:
    what = (
        "other files, or the whole series"
        if order.standalone
        else "languages alone, built with `--standalone`"
    )
    return messages.FOLDER_TAKEN.at(None, folder=order.out.as_posix(), what=what)


def _home_stays(before: tuple[Listed, ...], loaded: Loaded, pages: set[str], has_errors: bool) -> bool:
    """Whether the home page stays as it was. A new one would leave out publications that cannot be read now, or terms
    that pages link to; and after errors it would show what is not built yet. If pages are gone, it is made anew."""
    there = [item for item in before if item.format == "html" and item.slug]
    lost = {item.slug for item in there} - {publication.files.slug for publication in loaded.publications}
    terms = {vocabulary_path(name) for name in (*loaded.project.facets, ACTORS)} if loaded.project else set()
    hidden = (
        lost & {files.slug for files in loaded.found}
        or (lost and loaded.unsure)
        or terms & loaded.library.wrong
    )
    is_whole = {item.path for item in there} <= pages
    return any(item.kind == HOME for item in before) and bool(hidden or (has_errors and is_whole))


def _project_texts(door: Door, project: Project, loaded: Loaded) -> Iterator[Diagnostic]:
    """Texts of the project that are missing in a language of some edition."""
    used = {
        manuscript.file.language for publication in loaded.every for manuscript in publication.manuscripts
    }
    if tree := project_tree(door):
        yield from check_project_texts(
            project, tree, tuple(code for code in project.languages if code in used)
        )


def _waiting(paths: list[str]) -> Iterator[Diagnostic]:
    """One note for all editions that wait."""
    if paths:
        others = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
        yield messages.EDITIONS_WAIT.at(None, paths=f"{paths[0]}{others}")


def _problems_of_renditions(item: Prepared, site: str, made: Renditions) -> tuple[Diagnostic, ...]:
    """What is wrong with an edition's web page and with its pages on paper."""
    lost = check_web_page(item.manuscript, item.text, item.page.html)
    problems = (*made.problems.get(item.path, ()), *lost)
    result = made.pdfs.get(item.path)
    if lost or result is None or result.layout is None:  # paper cannot show what the document does not hold
        return problems
    laid_out = LaidOut(
        layout=result.layout,
        manuscript=item.manuscript,
        text=item.text,
        contract=contract_of(item),
        address=item.address(site),
        profile_at=profile_place(item),
        density=result.density,
        would_keep=result.would_keep,
        unreadable=result.unreadable,
    )
    return (*problems, *check_pdf(laid_out), *check_pages(laid_out))


def _unharmed(prepared: list[Prepared], said: Mapping[str, tuple[Diagnostic, ...]]) -> list[Prepared]:
    """The editions to publish: those of publications of which none has an error."""
    failed = {
        item.loaded.files.slug for item in prepared if any(problem.is_error for problem in said[item.path])
    }
    return [item for item in prepared if item.loaded.files.slug not in failed]


def _kept(
    before: tuple[Listed, ...], order: Order, loaded: Loaded, addresses: Addresses, built: set[str]
) -> list[Listed]:
    """The earlier artifacts that stay, and all assets while any such page may need them.

    Those of editions that still have a source or an address but were not built now (or only in one format);
    and whatever belongs to a section in which names are wrong, for a mistyped name must not delete a page.
    """
    formats = (order.only,) if order.only else ("html", "pdf")
    claimed = {page.html for page in addresses.pages.values()}
    claimed.update(
        page.pdf_of(profile.suffix) for page in addresses.pages.values() for profile in PROFILES.values()
    )
    kept = [
        item
        for item in before
        if item.source
        and (item.path in claimed or item.source.partition("/")[0] in loaded.unsure)
        and not (item.source in built and item.format in formats and item.profile in (None, order.profile))
    ]
    return kept + [item for item in before if item.kind == ASSET] if kept else []
