"""Composes an edition: text and design become one HTML document for screen and paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape

from markupsafe import Markup, escape

from briefgen.content.addresses import Addresses, PageAddress, absolute, relative
from briefgen.content.blocks import Recommendations
from briefgen.content.citing.formatting import Formatted
from briefgen.content.data.listing import Listing
from briefgen.content.edition_text import EditionText
from briefgen.content.evidence.library import Library
from briefgen.content.evidence.text import REFERENCES
from briefgen.content.evidence.views import cases
from briefgen.content.identity import identity_of
from briefgen.content.kinds import KINDS
from briefgen.content.languages import direction
from briefgen.content.line_breaks import JOINER
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.markup import as_listed, plain_html
from briefgen.content.models import Organisation, Recommendation
from briefgen.content.notes import NOTES, without_notes
from briefgen.content.pictures import Picture
from briefgen.content.project import Project, copyright_of
from briefgen.content.public import is_public, modified, stage_of
from briefgen.content.references import Asset
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.paths import join
from briefgen.design import licences
from briefgen.design.body import Body
from briefgen.design.charts.exhibit import Exhibit
from briefgen.design.charts.listed_table import ListedTable, listed_table
from briefgen.design.charts.studio import Studio
from briefgen.design.citation import identifiers_of, suggested_citation
from briefgen.design.citation_files import citation_files, cited, offered
from briefgen.design.design import Design
from briefgen.design.downloads import Download
from briefgen.design.facts import Panel
from briefgen.design.for_programs import told_to_programs
from briefgen.design.interface_words import InterfaceWords
from briefgen.design.page import Numbered, Page, Recommended, Shown, Supporter, shown
from briefgen.design.qr_code import qr_code
from briefgen.design.view_tables import ViewTables
from briefgen.design.ways import Ways

_WAY_BACK = re.compile(r'(<a class="footnote-backref" href="[^"]*") title=""')


@dataclass(frozen=True)
class Composed:
    """One HTML document, the files it shows and those made for it. `title` is plain text."""

    address: PageAddress
    html: str
    title: str
    assets: tuple[Asset, ...]
    downloads: tuple[Download, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Composer:
    """Composes the editions of one project with one design."""

    project: Project
    design: Design
    addresses: Addresses
    library: Library
    publications: Sequence[LoadedPublication]
    studio: Studio
    citations: Mapping[str, Formatted] = field(default_factory=dict)
    """What editions cite, by their paths; those that cite nothing are not there."""

    outdated: frozenset[str] = frozenset()
    """The paths of translations whose source has changed since."""

    def citations_of(self, manuscript: Manuscript) -> Formatted:
        return self.citations.get(manuscript.file.path, Formatted(self.design.citations.form))

    def compose(self, loaded: LoadedPublication, manuscript: Manuscript, text: EditionText) -> Composed:
        """The page of an edition. Stops the publication when a template fails."""
        ways = Ways(self.addresses, self.design.words, loaded, manuscript)
        page = self._page(loaded, manuscript, text, ways)
        words = self.design.words[page.language]
        views = ViewTables(
            self.project, self.library, self.publications, self.addresses, words, loaded,
            self.addresses.pages[manuscript.file.path].html,
        )  # fmt: skip
        address = self.addresses.pages[manuscript.file.path]
        exhibits, listings, problems = self._from_data(text, words, address.html)
        files = citation_files(cited(self.project, page, loaded, identity_of(loaded, manuscript)))
        page = told_to_programs(page, ways, self._head_picture(loaded, manuscript, text))
        page = replace(
            page,
            has_map=any(exhibit.is_map for exhibit in exhibits.values()),
            citation_files=offered(files, address.html),
        )
        body = Body(
            text, loaded.files.folder, page, self.design.templates, words, views, exhibits, listings
        ).html()
        values = {"page": replace(page, body=body), "words": words}
        html = self.design.templates.render(f"kinds/{page.kind}.html", values, words.gettext, words.ngettext)
        downloads = (*files, *(e.csv for e in exhibits.values()), *(table.csv for table in listings.values()))
        return Composed(address, html, page.title_text, text.assets, downloads, problems)

    def _from_data(
        self, text: EditionText, words: InterfaceWords, page: str
    ) -> tuple[dict[int, Exhibit], dict[int, ListedTable], tuple[Diagnostic, ...]]:
        """Charts, maps and tables by the index of their block, and what is wrong with how they look."""
        exhibits: dict[int, Exhibit] = {}
        listings: dict[int, ListedTable] = {}
        problems: tuple[Diagnostic, ...] = ()
        components = {component.index: component for component in text.components}
        for index, data in text.shown_data.items():
            component = components[index]
            if isinstance(data, Listing):
                listings[index] = listed_table(data, words, page, component.number or 0)
            else:
                exhibits[index], more = self.studio.exhibit(
                    component, data, words, page, lambda: cases(self.publications, self.library.cases)
                )
                problems += more
        return exhibits, listings, problems

    # --- the page -----------------------------------------------------------------------------------

    def _page(self, loaded: LoadedPublication, manuscript: Manuscript, text: EditionText, ways: Ways) -> Page:
        project, design = self.project, self.design
        publication, edition = loaded.publication, manuscript.edition
        language, kind = manuscript.file.language, manuscript.file.kind
        words = design.words[language]
        address = self.addresses.pages[manuscript.file.path]
        texts = {
            name: Markup(slot.html)
            for name, slot in text.slots.items()
            if not name.startswith("block.") and name not in (NOTES, REFERENCES)
        }
        label = self.kind_label(kind, language)
        is_main = loaded.is_main(manuscript)
        web = absolute(self.addresses.site, address.html)
        home = self.addresses.to_home(address.html, language)
        identity = identity_of(loaded, manuscript)
        title = Markup(without_notes(texts["title"]))
        given = edition.citation or (
            publication.citation.in_language(language) if publication.citation else None
        )
        rights = copyright_of(project, publication, language)
        notes, references = text.slots.get(NOTES), text.slots.get(REFERENCES)
        way_back = f' aria-label="{escape(words.gettext("Back to the text"))}"'
        disclaimer = project.disclaimer.in_language(language) if project.disclaimer else None
        return Page(
            project=project,
            publication=publication,
            edition=edition,
            kind=kind,
            kind_label=label,
            number=publication.number if is_main else None,
            schema_type=edition.SCHEMA_TYPE,
            language=language,
            direction=direction(language),
            series=project.series.title.in_language(language),
            publisher=project.publisher.name.in_language(language),
            title=texts["title"],
            title_text=plain_text(title),
            description=plain_text(plain_html(edition.description, language)),
            day=publication.date,
            modified=modified(loaded, manuscript),
            stage=stage_of(loaded, manuscript),
            is_public=is_public(loaded, manuscript),
            profile=publication.profile if is_main else None,
            has_cover=publication.has_cover and is_main,
            body=Markup(),
            notes=Markup(_WAY_BACK.sub(rf"\1{way_back}", notes.html)) if notes else None,
            references=Markup(references.html) if references else None,
            texts=texts,
            headings=text.headings,
            numbered=tuple(_numbered(text)),
            hero=self._hero(loaded, manuscript, text, address),
            logo=design.logo("medium", "light", address.html, language),
            logo_light=design.logo("medium", "dark", address.html, language),
            icon=design.logo("small", "light", address.html, language).src,
            stylesheet=relative(address.html, design.screen[language].address),
            home=home,
            pdf=relative(address.html, address.pdf),
            address=web,
            pdf_address=absolute(self.addresses.site, address.pdf),
            alternates=tuple(ways.alternates()),
            not_yet=tuple(ways.not_yet()),
            original=ways.original(),
            is_outdated=manuscript.file.path in self.outdated,
            companions=tuple(ways.companions()),
            recommendations=tuple(_recommendations(manuscript, texts, self.library, words)),
            recommendations_are_placed=any(isinstance(c.options, Recommendations) for c in text.components),
            partners=tuple(self._supporters(publication.partners, loaded, text, manuscript)),
            funders=tuple(self._supporters(publication.funders, loaded, text, manuscript)),
            contacts=publication.contacts,
            countries=tuple(words.country(code) for code in publication.countries),
            facts=Panel(project, self.library, words).facts(publication, texts, home) if is_main else (),
            identifiers=tuple(identifiers_of(project, identity, words.gettext("print"))),
            citation=Markup.escape(given) if given else suggested_citation(
                project, publication, language, title, label, publication.number if is_main else None, web, identity.doi
            ),
            citation_files=(),
            licence_name=licences.short_name(rights.licence),
            licence_url=licences.url(rights.licence),
            copyright=f"© {rights.holder} {rights.year}",
            disclaimer=disclaimer,
            has_map=False,
            map_disclaimer=project.map_disclaimer.in_language(language) if project.map_disclaimer else None,
            qr=qr_code(web, words.gettext("QR code that opens the web edition")),
        )  # fmt: skip

    def kind_label(self, kind: str, language: str) -> str:
        """What readers call a kind: Policy brief, Case study …"""
        return self.design.words[language].gettext(KINDS[kind].LABEL)

    def _hero(
        self, loaded: LoadedPublication, manuscript: Manuscript, text: EditionText, address: PageAddress
    ) -> Shown | None:
        hero, said = loaded.publication.hero, manuscript.edition.hero
        picture = self._head_picture(loaded, manuscript, text)
        if hero is None or said is None or picture is None:
            return None
        caption = text.slots.get("hero.caption")
        return replace(
            shown(picture, address.html, said.alt or ""),
            caption=Markup(caption.html) if caption else None,
            credit=hero.credit.in_language(manuscript.file.language) if hero.credit else None,
        )

    def _head_picture(
        self, loaded: LoadedPublication, manuscript: Manuscript, text: EditionText
    ) -> Picture | None:
        """The picture at the head of an edition, if it has one."""
        hero = loaded.publication.hero
        return (
            text.pictures.get(join(loaded.files.folder, hero.image))
            if hero and manuscript.edition.hero
            else None
        )

    def _supporters(
        self,
        organisations: tuple[Organisation, ...],
        loaded: LoadedPublication,
        text: EditionText,
        here: Manuscript,
    ) -> Iterator[Supporter]:
        language = here.file.language
        for organisation in organisations:
            name = organisation.name.in_language(language)
            picture = (
                text.pictures.get(join(loaded.files.folder, organisation.logo)) if organisation.logo else None
            )
            yield Supporter(
                name=name,
                url=organisation.url,
                logo=shown(picture, self.addresses.pages[here.file.path].html, name) if picture else None,
                statement=organisation.statement.in_language(language) if organisation.statement else None,
            )


def plain_text(html: str) -> str:
    """The words of a piece of HTML, on one line, without what only keeps a line together."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).replace(JOINER, "").split())


def _numbered(text: EditionText) -> Iterator[Numbered]:
    """The numbered parts of a text, with titles that can stand in a list."""
    for component in text.components:
        title = text.slots.get(f"block.{component.index}.title")
        if component.number and component.options.COUNTS_AS and title:
            yield Numbered(component.options.COUNTS_AS, component.number, as_listed(title.html))


def _actors(library: Library, recommendation: Recommendation, language: str) -> Iterator[str]:
    vocabulary = library.vocabularies["actors"]
    return (term.name(language) for actor in recommendation.actors if (term := vocabulary.term(actor)))


def _recommendations(
    manuscript: Manuscript, texts: dict[str, Markup], library: Library, words: InterfaceWords
) -> Iterator[Recommended]:
    for index, recommendation in enumerate(manuscript.edition.recommendations):
        name = f"recommendations.{index}"
        yield Recommended(
            number=index + 1,
            action=texts[f"{name}.action"],
            who=texts.get(f"{name}.who") or words.list_of(_actors(library, recommendation, words.language)),
            by=texts.get(f"{name}.by"),
            evidence=texts.get(f"{name}.evidence"),
        )
