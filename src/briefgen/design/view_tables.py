"""The tables that pages draw from the data of the series: one for each kind of view block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from briefgen.content.addresses import Addresses, relative
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
from briefgen.content.evidence.case_record import CaseRecord
from briefgen.content.evidence.library import Library
from briefgen.content.evidence.vocabulary import COUNTRIES
from briefgen.content.manuscript import LoadedPublication
from briefgen.content.markup import inline_html
from briefgen.content.models import Project
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
    """A table as its template draws it. A cell that is empty by definition, or that has nothing yet, is quiet."""

    head: tuple[str, ...]
    groups: tuple[Group, ...]
    source: str = ""


NOT_POSSIBLE = Markup('<span class="none">–</span>')


@dataclass(frozen=True)
class ViewTables:
    """Draws views for one page: its publication, its language, and where it is published."""

    project: Project
    library: Library
    publications: tuple[LoadedPublication, ...]
    addresses: Addresses
    words: InterfaceWords
    loaded: LoadedPublication
    page: str

    def table(self, view: View, texts: Mapping[str, Markup]) -> ViewTable:
        match view:
            case EvidenceTable():
                return self._evidence(view, texts)
            case Matrix():
                return self._matrix(view)
            case Cases():
                return self._cases(view)
            case Coverage():
                return self._coverage(view)
            case Asks():
                return self._asks()
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

    def _crossing(self, rows: str, columns: str) -> views.Crossing:
        vocabularies = self.library.vocabularies
        found = views.cases(self.publications)
        return views.cross(found, (rows, vocabularies[rows]), (columns, vocabularies[columns]))

    def _matrix(self, view: Matrix) -> ViewTable:
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
                    none = escape(self.words.gettext("None yet"))
                    cells.append(Markup('<span class="none">{}</span>').format(none))
            rows.append(tuple(cells))
        name = self.library.vocabularies[view.rows].name.in_language(language)
        head = (name, *(column.short_name(language) for column in crossing.columns))
        return ViewTable(head, (Group("", tuple(rows)),), self._source())

    def _entry(self, entry: views.Entry) -> Markup:
        link = self._link(entry.case)
        if entry.extent is None:
            return link
        extent = Panel(self.project, self.library, self.words).extent(entry.extent)
        return link + escape(f" ({extent})")

    def _link(self, case: views.Case) -> Markup:
        name = case.record.name.in_language(self.words.language)
        return self._to(case.loaded, escape(name))

    def _to(self, loaded: LoadedPublication, inner: Markup) -> Markup:
        """A link to a publication: to its edition in the page's language, else to its first one."""
        target = loaded.in_language(self.words.language)
        href = relative(self.page, self.addresses.pages[target.file.path].html)
        other = target.file.language != self.words.language
        lang = Markup(' hreflang="{}"').format(target.file.language) if other else ""
        return Markup('<a href="{}"{}>{}</a>').format(href, lang, inner)

    def _cases(self, view: Cases) -> ViewTable:
        gettext, vocabularies = self.words.gettext, self.library.vocabularies
        panel = Panel(self.project, self.library, self.words)
        language = self.words.language
        rows = []
        for case in views.chosen(views.cases(self.publications), view.where, vocabularies):
            publication = case.loaded.publication
            rows.append(
                (
                    self._link(case),
                    self.words.list_of(panel.terms(publication, COUNTRIES)),
                    escape(_first_count(panel, case.record, language) or panel.no_count),
                )
            )
        head = (
            gettext("Case study"),
            vocabularies[COUNTRIES].name.in_language(self.words.language),
            gettext("People reached"),
        )
        return ViewTable(head, (Group("", tuple(rows)),), self._source())

    def _coverage(self, view: Coverage) -> ViewTable:
        language, crossing = self.words.language, self._crossing(view.rows, view.columns)
        missing: dict[str, list[str]] = {}
        for row, column in crossing.empty():
            missing.setdefault(row.name(language), []).append(column.name(language))
        rows = tuple((escape(name), self.words.list_of(columns)) for name, columns in missing.items())
        name = self.library.vocabularies[view.rows].name.in_language(language)
        return ViewTable((name, self.words.gettext("No case study with")), (Group("", rows),), self._source())

    def _asks(self) -> ViewTable:
        language, gettext = self.words.language, self.words.gettext
        found = views.asks(self.publications, language)
        actors = self.library.vocabularies.get("actors")
        groups = []
        for actor in actors.all_terms if actors else ():
            rows = tuple(
                (
                    inline_html(ask.recommendation.action, ask.manuscript.file.language),
                    inline_html(ask.recommendation.by or "", ask.manuscript.file.language),
                    self._to(
                        ask.loaded, inline_html(ask.manuscript.edition.title, ask.manuscript.file.language)
                    ),
                )
                for ask in found
                if actor.id in ask.recommendation.actors
            )
            if rows:
                groups.append(Group(actor.name(language), rows))
        return ViewTable(
            (gettext("What"), gettext("By when"), gettext("Publication")), tuple(groups), self._source()
        )

    def _related(self) -> ViewTable:
        found = views.related(self.loaded, self.publications, MOST_RELATED)
        rows = tuple((self._to(loaded, self._title(loaded)),) for loaded in found)
        return ViewTable((), (Group("", rows),))

    def _title(self, loaded: LoadedPublication) -> Markup:
        target = loaded.in_language(self.words.language)
        return inline_html(target.edition.title, target.file.language)

    def _source(self) -> str:
        publisher = self.project.publisher.name.in_language(self.words.language)
        count = len(views.cases(self.publications))
        text = self.words.gettext("%(publisher)s, from the %(count)s case studies of this series")
        return text % {"publisher": publisher, "count": count}


def _first_count(panel: Panel, record: CaseRecord, language: str) -> str:
    """The first count of people, which is the most telling; empty when there is none."""
    if not record.people_reached:
        return ""
    reached = record.people_reached[0]
    return f"{panel.count(reached)} {reached.who.in_language(language)} ({panel.year(reached.year)})"
