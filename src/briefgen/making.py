"""Makes one edition, from its text to web page and PDF, with all that is wrong on the way: a job for any process.

In other processes the workshop is unpacked once, and what is loaded for one edition serves all others.
"""

from __future__ import annotations

import pickle
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefgen.checks.laid_out import LaidOut
from briefgen.checks.limits import over_limit
from briefgen.checks.lost_in_pdf import check_pdf
from briefgen.checks.lost_on_web_page import check_web_page
from briefgen.checks.pages import check_pages
from briefgen.checks.views import shows_any
from briefgen.content.translating.translations import translations
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.engine import Engine
from briefgen.core.limits import OverLimit, within
from briefgen.core.store import STORE, Blob, Store
from briefgen.core.workspace import Door, Workspace
from briefgen.design.compose import Composer
from briefgen.examining import Examined, composed, examined, is_outdated, translated
from briefgen.layout.fit import fit_of
from briefgen.layout.places import places_of
from briefgen.output.assets import published
from briefgen.output.made import PAGE, PDF, SHOWN, Made, MadeFile
from briefgen.output.pdf_job import PdfResult
from briefgen.output.pdf_profiles import PROFILES
from briefgen.output.renditions import (
    LayOut,
    Prepared,
    contract_of,
    laid_out,
    lay_out_here,
    pdf_job,
    problems_of_pdf,
    profile_place,
)
from briefgen.weighing import weights
from briefgen.workshop import Workshop


@dataclass(frozen=True)
class Maker:
    """Makes the editions of a workshop in one process, reading each file once."""

    workshop: Workshop
    workspace: Workspace
    store: Store
    lay_out: LayOut = lay_out_here
    density: str = ""
    """The only one in which a PDF is set, whichever is asked for: for a draft, which is there sooner."""

    alone: bool = False
    """Whether its process does nothing else, and may be ended when it takes too long."""

    def made(self, path: str) -> Made:
        """The edition of a file."""
        engine = Engine(self.workspace, self.store, self.workshop.anew)
        door = self.workspace.door()
        composer = self.workshop.opened(door, engine, path)
        limits = self.workshop.composer.project.limits
        try:
            with within(limits.bounds, self.alone):
                made = _made(self, door, engine, composer, path)
        except OverLimit as limit:
            manuscript = self.workshop.edition(path)[1]
            made = Made(path, rendering=(over_limit(manuscript, limit.what, limits),), is_final=False)
        self.workspace.forget(self.workshop.edition(path)[0].files.folder)
        missing = (problem for words in composer.design.words.values() for problem in words.problems)
        return replace(
            made,
            composing=(*made.composing, *missing),
            steps=frozenset(engine.asked),
            reasons=engine.reasons,
            templates=composer.design.templates.trace,
            trace=(*door.trace, *(answer for answer in made.trace if answer.question != "value")),
        )

    def made_for_another(self, path: str) -> Made:
        """The same for another process. A mistake of ours reaches the one who asked, whatever it is made of."""
        try:
            return self.made(path)
        except Exception as error:
            try:
                pickle.loads(pickle.dumps(error))
            except Exception:
                raise RuntimeError("".join(traceback.format_exception(error))) from None
            raise


_MAKERS: list[Maker] = []


def prepare(given: bytes) -> None:
    """Unpack a workshop in a process of its own. The engine comes with the first edition that has to be laid out."""
    workshop: Workshop = pickle.loads(given)
    workspace = Workspace(workshop.root, workshop.shipped)
    _MAKERS[:] = [Maker(workshop, workspace, Store(workspace.root / STORE), alone=True)]


def make(path: str) -> Made:
    """The edition of a file, in a process that is prepared."""
    return _MAKERS[0].made_for_another(path)


def _made(maker: Maker, door: Door, engine: Engine, composer: Composer, path: str) -> Made:
    workshop = maker.workshop
    publication, manuscript = workshop.edition(path)
    order = workshop.order
    own = list(translations(door, publication, (manuscript,)))
    outdated = frozenset(path for translation, _ in own if is_outdated(translation))
    composer = replace(composer, outdated=outdated)
    text = examined(door, composer, publication, manuscript, order.today, workshop.in_doubt)
    said = list(text.problems)
    for translation, problems in own:
        said += translated(translation, problems, composer)
    made = Made(path, tuple(said), is_readable=text.text is not None)
    if text.text is None or text.has_error:
        return made
    waits = _waits(workshop, composer, text)
    blocks = tuple((block.id, block.first_line, block.last_line) for block in text.text.block_map.blocks)
    made = replace(made, waits=waits, blocks=blocks, words=text.text.words)
    if waits or publication.files.slug in workshop.stopped:
        return made
    item, problems = composed(composer, publication, manuscript, text.text)
    made = replace(made, composing=problems)
    if item is None:
        return made
    return _rendered(maker, door, engine, made, item)


def _waits(workshop: Workshop, composer: Composer, text: Examined) -> bool:
    """Whether an edition would show what is not known, or not as it is meant."""
    return text.lacks(composer) or shows_any(text.text, workshop.in_doubt)


def _rendered(maker: Maker, door: Door, engine: Engine, made: Made, item: Prepared) -> Made:
    """The files of an edition, and what is wrong with them."""
    workshop = maker.workshop
    order, design, site = workshop.order, workshop.composer.design, workshop.composer.addresses.site
    profile, pdf = PROFILES[order.profile], None
    files: list[MadeFile] = []
    if order.only != "html":
        limits = workshop.composer.project.limits
        job = pdf_job(design, site, item, profile, workshop.press, limits.bounds)
        job = job.in_one_density(maker.density) if maker.density else job
        pdf = laid_out(engine, item, job, maker.lay_out)
        if pdf.layout:
            files.append(MadeFile(PDF, item.page.address.pdf_of(profile.suffix), Blob.of(pdf.data)))
    if order.only != "pdf":
        files.append(MadeFile(PAGE, item.page.address.html, Blob.of(item.web_page.encode())))
    for asset in item.page.assets:
        files += (MadeFile(SHOWN, address, Blob.of(data)) for address, data in published(engine, asset))
    files += (MadeFile(SHOWN, download.address, Blob.of(download.data)) for download in item.page.downloads)
    said = list(problems_of_pdf(item, pdf, design)) if pdf else []
    if pdf and pdf.over:
        said = [over_limit(item.manuscript, pdf.over, limits)]
    said += _problems_of_files(item, site, pdf)
    said += weights(item, pdf, workshop.composer.project.budget, order, door)
    layout = pdf.layout if pdf else None
    return replace(
        made,
        is_composed=True,
        rendering=tuple(said),
        anchors=item.text.anchors,
        links_to_pages=item.text.links_to_pages,
        pages=len(layout.pages) if layout else None,
        density=pdf.density if pdf else "",
        places=tuple(places_of(layout)) if layout else (),
        fit=fit_of(contract_of(item), layout) if layout else None,
        files=tuple(files),
        is_final=pdf is None or pdf.is_made,
        trace=pdf.trace if pdf else (),
    )


def _problems_of_files(item: Prepared, site: str, pdf: PdfResult | None) -> Iterator[Diagnostic]:
    """What is wrong with an edition's web page and with its pages on paper."""
    lost = tuple(check_web_page(item.manuscript, item.text, item.page.html))
    yield from lost
    if lost or pdf is None or pdf.layout is None:  # paper cannot show what the document does not hold
        return
    of_pages = LaidOut(
        layout=pdf.layout,
        manuscript=item.manuscript,
        text=item.text,
        contract=contract_of(item),
        address=item.address(site),
        profile_at=profile_place(item),
        density=pdf.density,
        would_keep=pdf.would_keep,
        unreadable=pdf.unreadable,
    )
    yield from check_pdf(of_pages)
    yield from check_pages(of_pages)
