"""What is wrong with the texts of a project, and the good ones as HTML documents: no files are made yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefgen.checks import check
from briefgen.checks.accessibility import check_accessibility
from briefgen.checks.contract import check_contract
from briefgen.checks.recommendations import check_recommendations
from briefgen.checks.statistics import check_statistics
from briefgen.checks.translations import check_script, check_translation
from briefgen.checks.views import check_views
from briefgen.content.edition_text import EditionText, read_text
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.order import Order
from briefgen.content.translating.names import known_names
from briefgen.content.translating.translations import Translation, translations
from briefgen.core.diagnostics import Diagnostic, StopPublication
from briefgen.core.workspace import Workspace
from briefgen.design.compose import Composer
from briefgen.output.renditions import Prepared


@dataclass(frozen=True)
class Examined:
    """An edition with its text, if it can be read, and all that is wrong with what its authors wrote."""

    manuscript: Manuscript
    text: EditionText | None
    problems: tuple[Diagnostic, ...]

    @property
    def has_error(self) -> bool:
        return self.text is None or any(problem.is_error for problem in self.problems)

    def lacks(self, composer: Composer) -> bool:
        """Whether it has citations that could not be formatted."""
        return composer.citations_of(self.manuscript).is_missing


def examined(
    workspace: Workspace,
    composer: Composer,
    publication: LoadedPublication,
    order: Order,
    in_doubt: frozenset[str],
) -> Iterator[Examined]:
    """The editions of a publication that are asked for."""
    densities = tuple(composer.design.brand.densities)
    for manuscript in publication.manuscripts:
        if not order.wants_edition(publication, manuscript):
            continue
        text, problems = read_text(
            workspace.door(),
            publication,
            manuscript,
            composer.addresses,
            composer.library,
            composer.citations_of(manuscript),
        )
        problems += (
            *check(manuscript.body),
            *check_script(manuscript),
            *check_accessibility(manuscript),
            *check_contract(publication, manuscript, densities),
        )
        if publication.publication.listed:
            problems += tuple(check_recommendations(composer.library, manuscript))
        if text:
            problems += tuple(check_statistics(composer.library, publication, manuscript, text, order.today))
            problems += tuple(
                check_views(composer.library, composer.publications, publication, text, in_doubt)
            )
        yield Examined(manuscript, text, problems)


Known = tuple[Translation, tuple[Diagnostic, ...]]
"""A translation, and what is wrong with its record."""


def known_translations(workspace: Workspace, publications: Iterable[LoadedPublication]) -> Iterator[Known]:
    """All editions that translate others."""
    for publication in publications:
        yield from translations(workspace.door(), publication)


def outdated(known: Iterable[Known]) -> frozenset[str]:
    """The paths of those whose source says something else by now."""
    return frozenset(one.edition.file.path for one, _ in known if one.stale or one.missing)


def translated(
    known: Iterable[Known], composer: Composer, publication: LoadedPublication, order: Order
) -> Iterator[Diagnostic]:
    """What the editions of a publication that are asked for say otherwise than the one they translate."""
    for translation, problems in known:
        if translation.publication is publication and order.wants_edition(publication, translation.edition):
            here = translation.source.file.language
            names = known_names(composer.library, composer.publications, here, translation.language)
            said = check_translation(translation, composer.library, names)
            yield from problems or said  # of an unreadable record nothing follows


def composed(
    composer: Composer, publication: LoadedPublication, texts: tuple[Examined, ...]
) -> tuple[list[Prepared], list[Diagnostic]]:
    """The editions of a publication as HTML. None of them when a template fails: they link to each other."""
    prepared: list[Prepared] = []
    diagnostics: list[Diagnostic] = []
    for item in texts:
        assert item.text is not None, "texts that cannot be read have been told"
        try:
            page = composer.compose(publication, item.manuscript, item.text)
        except StopPublication as stop:
            diagnostics += stop.diagnostics
        else:
            diagnostics += page.problems
            prepared.append(Prepared(publication, item.manuscript, item.text, page))
    return ([] if any(problem.is_error for problem in diagnostics) else prepared), diagnostics
