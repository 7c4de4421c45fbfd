"""The tables that pages draw from the data of the series: one for each kind of view block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from briefgen.content.addresses import Addresses
from briefgen.content.anchors import of_recommendation
from briefgen.content.blocks import (
    Asks,
    Cases,
    Coverage,
    EvidenceTable,
    Matrix,
    RecordPart,
    RelatedList,
    View,
)
from briefgen.content.evidence import views
from briefgen.content.evidence.case_record import PeopleReached
from briefgen.content.evidence.library import Library
from briefgen.content.evidence.quoted_numbers import put_in
from briefgen.content.evidence.vocabulary import ACTORS, COUNTRIES
from briefgen.content.fields import LocalText
from briefgen.content.kinds import KINDS
from briefgen.content.known_in_views import KNOWN
from briefgen.content.languages import direction
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.markup import inline_html
from briefgen.content.project import Project
from briefgen.design.facts import Panel
from briefgen.design.interface_words import InterfaceWords

MOST_RELATED = 4


@dataclass(frozen=True)
class Group:
    """Rows under a heading; the heading is empty when there is only one group."""

    heading: str
    rows: tuple[tuple[Markup, ...], ...]


@dataclass(frozen=True)
class ViewTable:
    """A table as its template draws it. A cell that is empty by definition, or that has nothing yet, is quiet.
    `without_study` names the cases shown that have no page to link to, with marks for their sources."""

    head: tuple[str, ...]
    groups: tuple[Group, ...]
    source: str = ""
    has_impossible: bool = False
    without_study: Markup | None = None


NOT_POSSIBLE = Markup('<span class="none">–</span>')
"""A cell that is empty by definition; the table says so below."""


@dataclass(frozen=True)
class ViewTables:
    """Draws views for one page: its publication, its language, and where it is published."""

    project: Project
    library: Library
    publications: Sequence[LoadedPublication]
    addresses: Addresses
    words: InterfaceWords
    loaded: LoadedPublication
    page: str

    def table(self, view: View, texts: Mapping[str, Markup]) -> ViewTable:
        match view:
            case EvidenceTable():
                return self._evidence(view, texts)
            case Matrix():
                return self._matrix(view, texts)
            case Cases():
                return self._cases(view, texts)
            case Coverage():
                return self._coverage(view)
            case Asks():
                return self._asks(view)
            case RelatedList():
                return self._related()
        raise TypeError(type(view).__name__)

    def _evidence(self, view: EvidenceTable, texts: Mapping[str, Markup]) -> ViewTable:
        gettext, record = self.words.gettext, self.loaded.publication.record
        headings = {
            RecordPart.RESULTS: gettext("Results"),
            RecordPart.CHALLENGES: gettext("Challenges"),
            RecordPart.LESSONS: gettext("Lessons"),
        }
        panel = Panel(self.project, self.library, self.words)
        groups = [
            Group(
                headings[part] if len(view.show) > 1 else "",
                tuple(
                    (finding.text, escape(finding.year), escape(finding.confidence_label))
                    for finding in panel.findings(record, part.value, texts)
                ),
            )
            for part in view.show
            if record
        ]
        head = (gettext("What is known"), gettext("Year"), gettext("Confidence"))
        return ViewTable(
            head, tuple(groups), gettext("The sources are in the notes; the confidence is our grading")
        )

    def _found(self) -> tuple[views.Case, ...]:
        return views.cases(self.publications, self.library.cases)

    def _crossing(self, rows: str, columns: str) -> views.Crossing:
        vocabularies = self.library.vocabularies
        return views.cross(self._found(), (rows, vocabularies[rows]), (columns, vocabularies[columns]))

    def _matrix(self, view: Matrix, texts: Mapping[str, Markup]) -> ViewTable:
        language, crossing = self.words.language, self._crossing(view.rows, view.columns)
        rows = []
        for row in crossing.rows:
            cells = [escape(row.short_name(language))]
            for column in crossing.columns:
                pair = (row.id, column.id)
                entries = crossing.cells[pair]
                if entries:
                    cells.append(Markup(", ").join(self._entry(entry) for entry in entries))
                elif pair in crossing.excluded:
                    cells.append(NOT_POSSIBLE)
                else:
                    gap = escape(self.words.gettext("None yet"))
                    cells.append(Markup('<span class="gap">{}</span>').format(gap))
            rows.append(tuple(cells))
        name = self.library.vocabularies[view.rows].name.in_language(language)
        head = (name, *(column.short_name(language) for column in crossing.columns))
        return ViewTable(
            head,
            (Group("", tuple(rows)),),
            self._source(crossing.shown()),
            bool(crossing.excluded),
            self._without_study(texts),
        )

    def _entry(self, entry: views.Entry) -> Markup:
        link = self._link(entry.case, entry.case.short_name)
        if entry.extent is None:
            return link
        extent = Panel(self.project, self.library, self.words).extent(entry.extent)
        return link + escape(f" ({extent})")

    def _link(self, case: views.Case, name: LocalText) -> Markup:
        """The name of a case, as a link when there is a study of it."""
        shown = escape(name.in_language(self.words.language))
        return self._to(case.study.in_language(self.words.language), shown) if case.study else shown

    def _written(self, text: str, manuscript: Manuscript) -> Markup:
        """A text of an edition, with its language where it is not that of the page."""
        language = manuscript.file.language
        html = inline_html(put_in(text, self.library.statistics, language), language)
        if language == self.words.language or not html:
            return html
        return Markup('<span lang="{}" dir="{}">{}</span>').format(language, direction(language), html)

    def _to(self, target: Manuscript, inner: Markup, anchor: str = "") -> Markup:
        """A link to an edition."""
        href = self.addresses.to_page(self.page, target.file.path) + (f"#{anchor}" if anchor else "")
        other = target.file.language != self.words.language
        lang = Markup(' hreflang="{}"').format(target.file.language) if other else ""
        return Markup('<a href="{}"{}>{}</a>').format(href, lang, inner)

    def _cases(self, view: Cases, texts: Mapping[str, Markup]) -> ViewTable:
        gettext, vocabularies = self.words.gettext, self.library.vocabularies
        panel = Panel(self.project, self.library, self.words)
        language = self.words.language
        found = views.chosen(self._found(), view.where, vocabularies)
        rows = tuple(
            (
                self._link(case, case.name),
                self.words.list_of(panel.terms(case.terms, COUNTRIES)),
                escape(_first_count(panel, case.people_reached, language) or panel.no_count),
            )
            for case in found
        )
        head = (
            gettext("Case study") if all(case.study for case in found) else gettext("Case"),
            vocabularies[COUNTRIES].name.in_language(self.words.language),
            gettext("People reached"),
        )
        return ViewTable(
            head, (Group("", rows),), self._source(found), without_study=self._without_study(texts)
        )

    def _coverage(self, view: Coverage) -> ViewTable:
        language, crossing = self.words.language, self._crossing(view.rows, view.columns)
        missing: dict[str, list[str]] = {}
        for row, column in crossing.empty():
            missing.setdefault(row.id, []).append(column.name(language))
        rows = tuple(
            (escape(row.name(language)), self.words.list_of(missing[row.id]))
            for row in crossing.rows
            if row.id in missing
        )
        name = self.library.vocabularies[view.rows].name.in_language(language)
        head = (name, self.words.gettext("No case with"))
        return ViewTable(head, (Group("", rows),), self._source(self._found()))

    def _asks(self, view: Asks) -> ViewTable:
        language, gettext = self.words.language, self.words.gettext
        found = views.asks(self.publications, language)
        actors = self.library.vocabularies.get(ACTORS)
        asked = (
            [term for term in actors.all_terms if term.id in view.actors or not view.actors] if actors else []
        )
        groups = []
        for actor in asked:
            rows = tuple(
                (
                    self._written(ask.recommendation.action, ask.manuscript),
                    self._written(ask.recommendation.by or "", ask.manuscript),
                    self._to(ask.manuscript, numbered(ask, self.words), of_recommendation(ask.index + 1)),
                )
                for ask in found
                if actor.id in ask.recommendation.actors
            )
            if rows:
                groups.append(Group(actor.name(language), rows))
        return ViewTable(
            (gettext("What"), gettext("By when"), gettext("Publication")), tuple(groups), self._publisher()
        )

    def _related(self) -> ViewTable:
        found = views.related(self.loaded, self.publications, MOST_RELATED)
        targets = [loaded.in_language(self.words.language) for loaded in found]
        rows = tuple((self._to(m, self._written(m.edition.title, m)),) for m in targets)
        return ViewTable((), (Group("", rows),))

    def _without_study(self, texts: Mapping[str, Markup]) -> Markup | None:
        names = [text for name, text in texts.items() if name.startswith(KNOWN)]
        return self.words.list_of(names) if names else None

    def _publisher(self) -> str:
        return self.project.publisher.name.in_language(self.words.language)

    def _source(self, found: tuple[views.Case, ...]) -> str:
        """Who drew the table from what."""
        studies = sum(case.study is not None for case in found)
        known = len(found) - studies
        text = (
            self.words.gettext("%(publisher)s; case studies: %(studies)s; other cases: %(known)s")
            if known
            else self.words.gettext("%(publisher)s; case studies: %(studies)s")
        )
        return text % {"publisher": self._publisher(), "studies": studies, "known": known}


def numbered(ask: views.Ask, words: InterfaceWords) -> Markup:
    """Where a recommendation stands: its publication and its number there."""
    file, number = ask.manuscript.file, ask.loaded.publication.number
    kind = escape(f"{words.gettext(KINDS[file.kind].LABEL)} {number}")
    name = inline_html(ask.manuscript.edition.title, file.language) if number is None else kind
    return Markup(words.gettext("%(publication)s, no. %(number)s")) % {
        "publication": name,
        "number": ask.index + 1,
    }


def _first_count(panel: Panel, people: tuple[PeopleReached, ...], language: str) -> str:
    """The first count of people, which is the most telling; empty when there is none."""
    if not people:
        return ""
    reached = people[0]
    return f"{panel.count(reached)} {reached.who.in_language(language)} ({panel.year(reached.year)})"
