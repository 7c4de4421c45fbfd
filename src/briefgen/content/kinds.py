"""The kinds of publication: what each is called, and what its front matter holds beyond that of every edition.

A kind is a class here, a template of the same name in `templates/kinds/`, and a starting point in `starter/kinds/`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from briefgen.content.evidence.case_record import CaseRecord
from briefgen.content.fields import Markdown, Moment, Prose
from briefgen.content.models import Edition, Publication


class Brief(Edition):
    WHAT, KIND = "a brief", "brief"
    LABEL, PLURAL = "Policy brief", "Policy briefs"
    key_messages: Annotated[tuple[Markdown, ...], Field(min_length=3, max_length=6)]
    summary: Prose


class CaseStudySettings(Publication):
    """A case study keeps its facts as a record."""

    HAS_RECORD: ClassVar[bool] = True
    record: CaseRecord


class CaseStudy(Edition):
    WHAT, KIND = "a case study", "case-study"
    LABEL, PLURAL = "Case study", "Case studies"
    SETTINGS = CaseStudySettings
    summary: Prose


class Article(Edition):
    WHAT, KIND = "an article", "article"
    LABEL, PLURAL, SCHEMA_TYPE = "Article", "Articles", "Article"
    byline: Markdown | None = None


class MediaRelease(Edition):
    WHAT, KIND = "a media release", "media-release"
    LABEL, PLURAL, SCHEMA_TYPE = "Media release", "Media releases", "NewsArticle"
    dateline: Markdown
    about: Prose | None = None
    embargo: Moment | None = None


KINDS: dict[str, type[Edition]] = {kind.KIND: kind for kind in (Brief, CaseStudy, Article, MediaRelease)}
"""Every kind by its file name without ending: `brief.md`, `case-study.fr.md`. The home page has them in this order."""
