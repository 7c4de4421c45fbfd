"""An edition ready to be laid out, and its PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from briefgen.content.addresses import absolute, doi_address
from briefgen.content.decode import span_at
from briefgen.content.edition_text import EditionText
from briefgen.content.identifiers import isbn_13
from briefgen.content.identity import identity_of
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.models import AUTO, Fit
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.engine import Engine
from briefgen.core.limits import PAGES, USUAL, Bounds
from briefgen.core.source import Span
from briefgen.core.store import Kept
from briefgen.core.workspace import Workspace
from briefgen.design.brand import Brand, density_properties
from briefgen.design.compose import Composed
from briefgen.design.design import Design
from briefgen.layout.fit import LAST_PAGE_MIN, Contract
from briefgen.layout.pages import from_json, to_json
from briefgen.output import pdf_messages
from briefgen.output.media import for_paper, for_screen
from briefgen.output.pdf_job import EngineMessage, PdfAttachment, PdfJob, PdfResult
from briefgen.output.pdf_profiles import PROFILES, WEB, PdfProfile
from briefgen.output.press.sheet import Press


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

    @cached_property
    def web_page(self) -> str:
        """Its HTML as screens take it."""
        return for_screen(self.page.html, self.page.assets)

    def address(self, site: str) -> str:
        """Where its page is on the web."""
        return site + self.page.address.html

    @property
    def is_main(self) -> bool:
        """Whether this is the publication itself and not a companion."""
        return self.loaded.is_main(self.manuscript)


def job_to_come(design: Design, site: str, language: str) -> PdfJob:
    """What is known of the job of an edition in a language before there is one: fonts and style sheets, and words in
    which to try them."""
    styles = design.paper[language]
    return PdfJob(
        address=site,
        html=f'<!doctype html><html lang="{language}"><title>.</title><h2>Representation</h2>'
        f"<p>{'Representation of cooperatives, <b>notwithstanding</b> <i>disadvantages</i>. ' * 9}",
        sheets=tuple((sheet.source.path, sheet.css) for sheet in styles.sheets),
        sheets_address=f"{site}assets/print.css",
        files=tuple(sorted({site + asset.address: asset.source for asset in styles.fonts}.items())),
        densities=tuple((name, density_properties(d)) for name, d in design.brand.densities.items()),
        density=design.brand.regular_density,
        contract=Contract(),
    )


def pdf_job(
    design: Design,
    site: str,
    item: Prepared,
    profile: PdfProfile = WEB,
    press: Press | None = None,
    bounds: Bounds = USUAL,
) -> PdfJob:
    """The job that makes an edition's PDF. Everything is addressed as it will be on the web, so that links
    in the PDF lead to the published pages."""
    to_come = job_to_come(design, site, item.manuscript.file.language)
    assets = {site + asset.address: asset.source for asset in (*design.logo_assets, *item.page.assets)}
    return replace(
        to_come,
        address=item.address(site),
        html=for_paper(item.page.html, item.address(site)),
        files=tuple(sorted({**dict(to_come.files), **assets}.items())),
        density=density_of(item, design.brand),
        contract=contract_of(item),
        profile=profile.name,
        attachments=tuple(
            PdfAttachment(file.name, _described(item, file.name), file.data, item.loaded.publication.date)
            for file in item.page.downloads
            if file.media_type == "text/csv" and press is None
        ),
        press=press,
        names=tuple(_names(item, site, "print" if press else "pdf")),
        bounds=bounds,
    )


def _names(item: Prepared, site: str, form: str) -> Iterator[str]:
    """The DOI of an edition, the ISBN of a format, and the address of its page, as addresses and URNs."""
    identity = identity_of(item.loaded, item.manuscript)
    if identity.doi:
        yield doi_address(identity.doi)
    if isbn := identity.isbn(form):
        yield f"urn:isbn:{isbn_13(isbn)}"
    yield absolute(site, item.page.address.html)


_DATA = re.compile(r"-(figure|table)-(\d+)\.csv$")
_MARKS = re.compile(r"[*_`]+")


def _described(item: Prepared, name: str) -> str:
    """What a file of data is, as readers see it in the list of attachments: what it shows, and where."""
    match = _DATA.search(name)
    blocks = ("data-table",) if match and match[1] == "table" else ("chart", "map")
    shown = (
        c.title for c in item.text.components if match and c.name in blocks and c.number == int(match[2])
    )
    title = _MARKS.sub("", next(shown, None) or name)
    return f"{title} ({item.page.title})"


def density_of(item: Prepared, brand: Brand) -> str:
    """The density that an edition asks for: the brand's regular one if it says nothing, empty for `auto`."""
    fit = item.manuscript.edition.fit
    asked = fit.density if fit else None
    return "" if asked == AUTO else asked or brand.regular_density


def contract_of(item: Prepared) -> Contract:
    """What an edition promises of its pages, by its front matter and the publication's profile."""
    fit = item.manuscript.edition.fit or Fit()
    profile = item.loaded.publication.profile if item.is_main else None
    return Contract(
        pages=fit.pages or (profile.pages if profile else None),
        first_page=tuple(part.value for part in fit.first_page),
        last_page_min=LAST_PAGE_MIN if fit.last_page_min is None else fit.last_page_min,
    )


def profile_place(item: Prepared) -> Span | None:
    """Where the publication chooses the profile that says how many pages an edition has; None when the edition
    says it, or nobody does."""
    fit = item.manuscript.edition.fit
    if not item.is_main or item.loaded.publication.profile is None or (fit and fit.pages):
        return None
    return span_at(item.loaded.settings.tree, ("profile",))


LayOut = Callable[[PdfJob, Workspace], PdfResult]


def lay_out_here(job: PdfJob, workspace: Workspace) -> PdfResult:
    """The PDF of a job, made in this process. The engine takes half a second to import."""
    from briefgen.output.pdf import make_pdf

    return make_pdf(job, workspace)


def laid_out(engine: Engine, item: Prepared, job: PdfJob, lay_out: LayOut = lay_out_here) -> PdfResult:
    """The PDF of an edition: laid out anew only where a kept one no longer stands."""
    step, values = f"pdf {item.page.address.pdf_of(PROFILES[job.profile].suffix)}", _values(job)
    kept = engine.recall(step, values)
    if kept:
        found = _from_facts(kept)
        is_over = found.layout is not None and len(found.layout.pages) > job.bounds.pages
        return PdfResult(b"", None, (), (), over=PAGES) if is_over else found
    result = lay_out(job, engine.workspace)
    if result.is_made:
        engine.keep(step, values, Kept(result.trace, result.data, _facts(result)))
    return result


def _facts(result: PdfResult) -> dict[str, Any]:
    """What is kept of a PDF beside its bytes."""
    return {
        "messages": [[message.sheet, message.text] for message in result.messages],
        "layout": to_json(result.layout) if result.layout else None,
        "density": result.density,
        "would keep": result.would_keep,
        "unreadable": [list(line) for line in result.unreadable],
    }


def _from_facts(kept: Kept) -> PdfResult:
    facts = kept.facts
    messages = tuple(EngineMessage(*message) for message in facts["messages"])
    layout = from_json(facts["layout"])
    unread = tuple((node, text) for node, text in facts["unreadable"])
    return PdfResult(kept.data, layout, messages, kept.trace, facts["density"], facts["would keep"], unread)


def _values(job: PdfJob) -> dict[str, bytes]:
    return {
        "text or template of this page": job.html.encode(),
        "style sheets": "\0".join(text for sheet in job.sheets for text in sheet).encode(),
        "names of the pictures and fonts": repr((job.address, job.files)).encode(),
        "PDF profile": job.profile.encode(),
        "densities of the brand": repr((job.densities, job.density)).encode(),
        "page contract": repr(job.contract).encode(),
        "attached data": repr(job.attachments).encode(),
        "settings of print": repr(job.press).encode(),
        "identifiers": repr(job.names).encode(),
    }


def problems_of_pdf(item: Prepared, result: PdfResult, design: Design) -> Iterator[Diagnostic]:
    """What the engine said of an edition."""
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
