"""The whole plan on one page: from the files of a project to artifacts, every step in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from briefgen import __version__
from briefgen.checks.translations import check_project_texts
from briefgen.concerned import others_sources, told_of
from briefgen.content.addresses import Addresses
from briefgen.content.evidence.vocabulary import ACTORS, vocabulary_path
from briefgen.content.manuscript import project_tree
from briefgen.content.order import Order
from briefgen.content.project import Project
from briefgen.core import messages
from briefgen.core.cluster import Unusable
from briefgen.core.diagnostics import Diagnostic, in_order
from briefgen.core.engine import Engine
from briefgen.core.known_files import KNOWN, KnownFiles
from briefgen.core.progress import Progress
from briefgen.core.store import STORE, Damaged, Store
from briefgen.core.turns import in_turn
from briefgen.core.workspace import Door, Workspace
from briefgen.design.compose import Composer
from briefgen.design.shipped import shipped_root
from briefgen.editions import artifacts_of, made_editions, to_publish
from briefgen.loading import Loaded, addresses_of, load
from briefgen.opening import open_workshop
from briefgen.output.artifacts import Listed
from briefgen.output.assets import KIND as ASSET
from briefgen.output.assets import shared_assets
from briefgen.output.dist import earlier, is_taken, publish, tidy
from briefgen.output.home import KIND as HOME
from briefgen.output.home import home_pages
from briefgen.output.made import Made
from briefgen.output.pdf_profiles import PROFILES
from briefgen.output.public_files import KINDS as PUBLIC
from briefgen.output.public_files import own_registrations, public_files
from briefgen.output.skos import vocabularies_left, vocabulary_files
from briefgen.standing import Outcome, keep, steps_of_builds
from briefgen.workshop import PUBLICATIONS, with_own_problems


def build(root: Path, order: Order, progress: Progress | None = None) -> Outcome:
    """Build a project. One bad publication does not stop the others, and keeps its last good artifacts."""
    progress = progress or Progress()
    store = Store(root.resolve() / STORE)
    with in_turn(store.folder, progress.waiting) as is_alone:
        if is_alone:
            store.tidy()
            if order.write:
                tidy(order.out)
        try:
            return _build(root, order, progress, store, "--force" if order.force else "")
        except Damaged:  # another time nothing rests in it
            return _build(root, order, progress, store.closed(), "what was kept is damaged")


def _build(root: Path, order: Order, progress: Progress, store: Store, anew: str) -> Outcome:
    known = KnownFiles.of(root / STORE / KNOWN)
    workspace = Workspace(root, shipped_root(), known)
    engine = Engine(workspace, store, anew)
    loaded = load(workspace, engine)
    if loaded.project is None:
        return Outcome(in_order(loaded.diagnostics))
    vain = tuple(_asked_in_vain(loaded.project, loaded, order))
    diagnostics = [*(loaded.diagnostics if vain else told_of(order, loaded, loaded.diagnostics)), *vain]
    if order.write and is_taken(order.out, order.standalone):
        diagnostics.append(_taken(order))
        return Outcome(in_order(diagnostics))
    if vain and order.standalone:
        return Outcome(in_order(diagnostics))
    opened = open_workshop(engine, order, loaded)
    diagnostics += opened.problems
    workshop = opened.workshop
    if workshop is None:
        return Outcome(in_order(diagnostics))
    composer, design, door = workshop.composer, workshop.composer.design, workspace.door()
    try:
        # What is only tried is read too, and releases tell what was read whatever the number of processes.
        tried = (lambda: None) if order.force else partial(_try_home, door, composer)
        editions = made_editions(workshop, engine, opened.paths, progress, tried)
    except Unusable as cluster:
        return Outcome(in_order([*diagnostics, _unusable(cluster, order)]), reasons=engine.reasons)
    good, said = to_publish(loaded, editions)
    diagnostics += said
    if any(one.code == messages.EDITIONS_WAIT.code for one in said):
        diagnostics += (problem for problem in loaded.diagnostics if problem.is_error)
    diagnostics += _project_texts(door, composer.project, loaded)

    artifacts = list(artifacts_of(workshop, good))
    before = () if order.standalone else earlier(order.out)
    kept = _kept(before, order, loaded, composer.addresses, {made.path for made in good})
    sizes = {artifact.path: artifact.content.size for artifact in artifacts}
    sizes.update((item.path, item.bytes) for item in kept)
    pages = set(sizes)
    # Of PDFs alone, in a folder that has no pages yet, a home page would list nothing.
    has_pages = any(path.endswith(".html") for path in pages)
    wants_home = (has_pages or not order.only) and not order.is_part
    home, problems = home_pages(door, composer, pages) if wants_home else ([], ())
    diagnostics += problems
    diagnostics += (problem for words in design.words.values() for problem in words.problems)
    if not order.write or (order.standalone and any(problem.is_error for problem in diagnostics)):
        outcome = Outcome(in_order(diagnostics), reasons=engine.reasons)
        _keep(engine, order, outcome, editions)
        return outcome

    public = [] if order.standalone else public_files(composer, sizes)
    has_errors = any(problem.is_error for problem in (*loaded.diagnostics, *diagnostics))
    if not home or _home_stays(before, loaded, pages, has_errors):
        home, public = [], []
        kept += [item for item in before if item.kind == HOME or item.kind in PUBLIC]
    if order.is_part:
        public = own_registrations(composer, sizes)
    of_series = not (order.standalone or order.is_part)
    vocabularies = vocabulary_files(loaded.library, composer.addresses.site) if of_series else ()
    kept += vocabularies_left(door, before, vocabularies)
    shared = shared_assets(engine, design)
    published = publish(
        order.out,
        [*shared, *artifacts, *vocabularies, *public, *home],
        kept,
        __version__,
        known,
        order.standalone,
    )
    diagnostics += published.problems
    inputs = _inputs(workspace.files(), order, loaded, editions.values())
    outcome = Outcome(in_order(diagnostics), published.listed, engine.reasons, inputs)
    if not published.problems:
        _keep(engine, order, outcome, editions)
    whole = not any(problem.is_error for problem in diagnostics)
    if whole and not (order.sources or order.languages or order.only):
        engine.store.sweep(engine.asked | steps_of_builds(workspace.root))
    return outcome


def _keep(engine: Engine, order: Order, outcome: Outcome, editions: Mapping[str, Made]) -> None:
    """Keep a build for the next one, if that would come to the same."""
    workspace = engine.workspace
    if all(made.is_final for made in editions.values()) and not workspace.torn:
        keep(workspace, order, outcome, engine.asked)
    workspace.known.save()


def _try_home(door: Door, composer: Composer) -> None:
    """Draw the home page for nothing: what that takes (titles as HTML, templates compiled) is then known."""
    pages = composer.addresses.pages.values()
    composer = replace(composer, design=with_own_problems(composer.design))
    home_pages(door, composer, {file for page in pages for file in (page.html, page.pdf)})


def _inputs(
    read: Mapping[str, str], order: Order, loaded: Loaded, editions: Iterable[Made]
) -> dict[str, str]:
    """The files that a build rests on, of those that were read. Nothing in a part is of other publications, unless one
    of its pages shows what these say of themselves."""
    asked = (answer.subject for made in editions for answer in made.trace if answer.question == "value")
    others = others_sources(order, loaded) if order.is_part and PUBLICATIONS not in asked else frozenset()
    return {path: digest for path, digest in read.items() if path not in others}


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


def _unusable(cluster: Unusable, order: Order) -> Diagnostic:
    if cluster.is_missing:
        advice = "install it with `pip install 'briefgen[cluster]'`"
        return messages.ENGINE_MISSING.at(None, what="the engine for clusters (distributed)", advice=advice)
    return messages.CLUSTER_UNUSABLE.at(None, address=order.cluster, why=cluster.why)


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
