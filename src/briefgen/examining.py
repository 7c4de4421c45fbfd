"""What is wrong with the texts of a project, and the good ones as HTML documents: no files are made yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefgen.checks import check
from briefgen.checks.accessibility import check_accessibility
from briefgen.checks.contract import check_contract
from briefgen.checks.recommendations import check_recommendations
from briefgen.checks.statistics import check_statistics
from briefgen.checks.translations import check_script, check_translation
from briefgen.checks.views import check_views
from briefgen.content.edition_text import EditionText, read_text
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.translating.names import known_names
from briefgen.content.translating.translations import Translation
from briefgen.core.diagnostics import Diagnostic, StopPublication
from briefgen.core.workspace import Door
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
    door: Door,
    composer: Composer,
    publication: LoadedPublication,
    manuscript: Manuscript,
    today: date,
    in_doubt: frozenset[str],
) -> Examined:
    """An edition of a publication."""
    densities = tuple(composer.design.brand.densities)
    text, problems = read_text(
        door,
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
        problems += tuple(check_statistics(composer.library, publication, manuscript, text, today))
        problems += tuple(check_views(composer.library, composer.publications, publication, text, in_doubt))
    return Examined(manuscript, text, problems)


def is_outdated(translation: Translation) -> bool:
    """Whether the source of a translation says something else by now."""
    return bool(translation.stale or translation.missing)


def translated(
    translation: Translation, problems: tuple[Diagnostic, ...], composer: Composer
) -> tuple[Diagnostic, ...]:
    """What a translation says otherwise than its source; `problems` are those of its record, and of an unreadable
    record nothing follows."""
    here = translation.source.file.language
    names = known_names(composer.library, composer.publications, here, translation.language)
    return problems or tuple(check_translation(translation, composer.library, names))


def composed(
    composer: Composer, publication: LoadedPublication, manuscript: Manuscript, text: EditionText
) -> tuple[Prepared | None, tuple[Diagnostic, ...]]:
    """An edition as HTML, None when a template fails; and what is wrong."""
    try:
        page = composer.compose(publication, manuscript, text)
    except StopPublication as stop:
        return None, stop.diagnostics
    failed = any(problem.is_error for problem in page.problems)
    return None if failed else Prepared(publication, manuscript, text, page), page.problems
