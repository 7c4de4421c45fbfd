"""Makes the record of a release from what was loaded and built."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from briefgen import __version__
from briefgen.concerned import is_partial
from briefgen.content.identity import identity_of
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.models import Approval
from briefgen.content.order import Order
from briefgen.content.project import Project
from briefgen.content.public import approval_of, modified, stage_of
from briefgen.core.diagnostics import Diagnostic
from briefgen.loading import Loaded
from briefgen.output.artifacts import Listed
from briefgen.release.gate import Despite, embargo_of
from briefgen.release.manifest import (
    FORM,
    ApprovalRecord,
    ArtifactRecord,
    AuthorRecord,
    EditionRecord,
    IsbnRecord,
    OverrideRecord,
    PlaceRecord,
    PublicationRecord,
    ReleaseRecord,
    SeriesRecord,
    SourceRecord,
)
from briefgen.release.origin import Origin


@dataclass(frozen=True)
class Built:
    """What was built for a release: its files as the manifest lists them, and the SHA-256 of all that was read."""

    listed: tuple[Listed, ...]
    inputs: Mapping[str, str]


def record_of(
    project: Project,
    loaded: Loaded,
    order: Order,
    built: Built,
    date: datetime,
    origin: Origin,
    overrides: Iterable[OverrideRecord],
) -> ReleaseRecord:
    """The record, without what has changed since another release. An override that let nothing pass is none."""
    made = {item.source for item in built.listed if item.source}
    released = (p for p in loaded.every if any(m.file.path in made for m in p.manuscripts))
    return ReleaseRecord(
        form=FORM,
        briefgen=__version__,
        date=date,
        series=_series(project),
        source=SourceRecord(
            commit=origin.commit, committed=origin.committed, uncommitted=tuple(origin.uncommitted)
        ),
        publications=tuple(_publication(project, each, made, built.inputs) for each in released),
        left_out=tuple(sorted(wanted_editions(loaded, order) - made)),
        overrides=tuple(one for one in overrides if one.passed),
        changes=None,
        partial=is_partial(order, loaded),
        artifacts=tuple(ArtifactRecord(**asdict(item)) for item in built.listed),
    )


def wanted_editions(loaded: Loaded, order: Order) -> set[str]:
    """The paths of the editions that were to be built, those that cannot be read too."""
    return {
        edition.path
        for files in loaded.found
        for edition in files.editions
        if order.wants(files, edition.language, edition.path)
    }


def override_record(despite: Despite, reason: str, passed: Iterable[Diagnostic]) -> OverrideRecord:
    """What somebody has set aside, and what that let pass: a line that holds for several languages is one place."""
    return OverrideRecord(
        despite=despite.value,
        reason=reason,
        passed=tuple(
            dict.fromkeys(
                PlaceRecord(
                    code=one.code,
                    message=one.message,
                    file=one.span.source.path if one.span else None,
                    line=one.span.line if one.span else None,
                )
                for one in passed
            )
        ),
    )


def latest_date(publications: Iterable[LoadedPublication]) -> datetime | None:
    """Midnight (UTC) of the latest day on which a publication came out."""
    days = [publication.publication.date for publication in publications]
    return datetime.combine(max(days), datetime.min.time(), UTC) if days else None


def _series(project: Project) -> SeriesRecord:
    language, description = project.first_language, project.series.description
    return SeriesRecord(
        title=project.series.title.in_language(language),
        description=description.in_language(language) if description else None,
        issn=project.series.issn,
        site=project.address,
        publisher=project.publisher.name.in_language(language),
        publisher_names=tuple(sorted(set(project.publisher.name.by_language.values()))),
        publisher_url=project.publisher.url,
        licence=project.licence.value,
        languages=project.languages,
    )


def _publication(
    project: Project, loaded: LoadedPublication, made: set[str], inputs: Mapping[str, str]
) -> PublicationRecord:
    publication, settings = loaded.publication, loaded.settings.source.path
    editions = (edition for edition in loaded.manuscripts if edition.file.path in made)
    return PublicationRecord(
        slug=loaded.files.slug,
        kind=loaded.files.main_kind,
        number=publication.number,
        date=publication.date,
        authors=tuple(AuthorRecord(name=author.name, orcid=author.orcid) for author in publication.authors),
        licence=(publication.licence or project.licence).value,
        settings=settings,
        settings_sha256=inputs[settings],
        editions=tuple(_edition(loaded, edition, inputs) for edition in editions),
    )


def _edition(loaded: LoadedPublication, manuscript: Manuscript, inputs: Mapping[str, str]) -> EditionRecord:
    edition, identity = manuscript.edition, identity_of(loaded, manuscript)
    embargo = embargo_of(loaded, manuscript)
    return EditionRecord(
        kind=manuscript.file.kind,
        lang=manuscript.file.language,
        title=edition.title,
        stage=stage_of(loaded, manuscript).value,
        approval=_approval(approval_of(loaded, manuscript)),
        embargo=embargo.astimezone(UTC) if embargo else None,
        modified=modified(loaded, manuscript),
        doi=identity.doi,
        isbn=IsbnRecord(print=identity.print, pdf=identity.pdf, html=identity.html),
        source=manuscript.file.path,
        source_sha256=inputs[manuscript.file.path],
    )


def _approval(approval: Approval | None) -> ApprovalRecord | None:
    return ApprovalRecord(by=approval.by, on=approval.on) if approval else None
