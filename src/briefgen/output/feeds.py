"""Feeds of what is new: Atom (RFC 4287) and RSS 2.0, for each language, and for each topic in it.

Moments are midnights of the days of publication or of the last change, for nothing here knows what time it is. An entry
is named by the address of its page, so that readers of feeds know it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from xml.etree.ElementTree import Element

from briefgen.content.addresses import ATOM, RSS, Addresses, absolute, feed_address
from briefgen.content.project import Project
from briefgen.core.store import Blob
from briefgen.design.page import Feed
from briefgen.design.ways import FORMS
from briefgen.output.artifacts import Artifact
from briefgen.output.catalogue import Record, Topic
from briefgen.output.xml_tree import document, tag

KIND = "feed"
MOST = 50
"""Entries of a feed: it tells what is new, the home page has all."""


def feeds(addresses: Addresses, records: Sequence[Record]) -> Iterator[Artifact]:
    """The feeds of a catalogue, in both forms."""
    for language in dict.fromkeys(record.language for record in records):
        there = [record for record in records if record.language == language]
        for topic in (None, *topics_of(there)):
            about = [record for record in there if topic is None or topic.id in _ids(record)]
            for form, written in ((ATOM, _atom), (RSS, _rss)):
                path = feed_address(language, form, topic.id if topic else "")
                root = written(addresses, path, topic, about[:MOST])
                yield Artifact(path, Blob.of(document(root)), KIND, language)


def topics_of(records: Sequence[Record]) -> tuple[Topic, ...]:
    """The topics of records in one language, each once, by what they are called."""
    found = {topic.id: topic for record in reversed(records) for topic in record.topics}
    return tuple(sorted(found.values(), key=lambda topic: (topic.label.casefold(), topic.id)))


def topic_feeds(page: str, addresses: Addresses, language: str, records: Sequence[Record]) -> Iterator[Feed]:
    """The Atom feeds of the topics of records in a language, as a page offers them."""
    for topic in topics_of(records):
        yield Feed(topic.label, addresses.to_feed(page, language, ATOM, topic.id), FORMS[ATOM][1])


def _ids(record: Record) -> set[str]:
    return {topic.id for topic in record.topics}


def _title(project: Project, language: str, topic: Topic | None) -> str:
    series = project.series.title.in_language(language)
    return f"{series}: {topic.label}" if topic else series


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


# --- Atom -------------------------------------------------------------------------------------------------


def _atom(addresses: Addresses, path: str, topic: Topic | None, records: Sequence[Record]) -> Element:
    project, language, here = records[0].project, records[0].language, absolute(addresses.site, path)
    about = project.series.description
    home = absolute(addresses.site, addresses.home(language))
    feed = tag(
        "feed",
        tag("id", here),
        tag("title", _title(project, language, topic)),
        tag("subtitle", about.in_language(language)) if about else None,
        tag("updated", _rfc_3339(max(record.changed for record in records))),
        tag("link", rel="self", type=FORMS[ATOM][1], href=here),
        tag("link", rel="alternate", type="text/html", hreflang=language, href=home),
        tag("author", tag("name", records[0].publisher), tag("uri", project.publisher.url)),
        *map(_atom_entry, records),
        xmlns="http://www.w3.org/2005/Atom",
    )
    feed.set("xml:lang", language)
    return feed


def _atom_entry(record: Record) -> Element:
    return tag(
        "entry",
        tag("id", record.address),
        tag("title", record.title),
        tag("link", rel="alternate", type="text/html", hreflang=record.language, href=record.address),
        _atom_pdf(record),
        tag("link", rel="license", href=record.licence_url) if record.licence_url else None,
        tag("published", _rfc_3339(record.publication.date)),
        tag("updated", _rfc_3339(record.changed)),
        *(tag("author", tag("name", author.name)) for author in record.publication.authors),
        tag("category", term=record.kind, label=record.kind_label),
        *(tag("category", term=topic.id, label=topic.label) for topic in record.topics),
        tag("summary", record.description),
        tag("rights", record.copyright),
    )


def _atom_pdf(record: Record) -> Element | None:
    pdf = record.pdf
    if pdf is None:
        return None
    return tag("link", rel="enclosure", type="application/pdf", href=pdf.address, length=str(pdf.size))


def _rfc_3339(day: date) -> str:
    return f"{_moment(day):%Y-%m-%dT%H:%M:%SZ}"


# --- RSS --------------------------------------------------------------------------------------------------


def _rss(addresses: Addresses, path: str, topic: Topic | None, records: Sequence[Record]) -> Element:
    project, language, here = records[0].project, records[0].language, absolute(addresses.site, path)
    about = project.series.description or project.series.title
    channel = tag(
        "channel",
        tag("title", _title(project, language, topic)),
        tag("link", absolute(addresses.site, addresses.home(language))),
        tag("description", about.in_language(language)),
        tag("language", language),
        tag("pubDate", format_datetime(_moment(records[0].publication.date))),
        tag("atom:link", rel="self", type=FORMS[RSS][1], href=here),
        *map(_rss_item, records),
    )
    root = tag("rss", channel, version="2.0")
    root.set("xmlns:atom", "http://www.w3.org/2005/Atom")
    root.set("xmlns:dc", "http://purl.org/dc/elements/1.1/")
    return root


def _rss_item(record: Record) -> Element:
    pdf = record.pdf
    return tag(
        "item",
        tag("title", record.title),
        tag("link", record.address),
        tag("guid", record.address, isPermaLink="true"),
        tag("pubDate", format_datetime(_moment(record.publication.date))),
        *(tag("dc:creator", author.name) for author in record.publication.authors),
        tag("category", record.kind_label),
        *(tag("category", topic.label) for topic in record.topics),
        tag("description", record.description),
        tag("enclosure", url=pdf.address, length=str(pdf.size), type="application/pdf") if pdf else None,
    )
