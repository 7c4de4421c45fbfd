"""The site map, `dist/sitemap.xml`: home pages and public editions, each with the same in other languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from briefgen.content.addresses import Addresses, absolute
from briefgen.core.store import Blob
from briefgen.output.artifacts import Artifact
from briefgen.output.catalogue import Record
from briefgen.output.xml_tree import document, tag

KIND = "sitemap"
PLACE = "sitemap.xml"


def sitemap(addresses: Addresses, records: Sequence[Record]) -> Artifact:
    """The site map (sitemaps.org), with alternates as search engines want them: home pages, then editions."""
    root = tag("urlset", *_homes(addresses), *map(_page, sorted(records, key=lambda record: record.address)))
    root.set("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")
    root.set("xmlns:xhtml", "http://www.w3.org/1999/xhtml")
    return Artifact(PLACE, Blob.of(document(root)), KIND)


def _homes(addresses: Addresses) -> Iterator[Element]:
    homes = {language: absolute(addresses.site, addresses.home(language)) for language in addresses.homes}
    for address in homes.values():
        default = next(iter(homes.values()))
        yield tag("url", tag("loc", address), *_alternates(homes.items(), default))


def _page(record: Record) -> Element:
    editions = [(edition.language, edition.address) for edition in record.editions]
    day = record.changed.isoformat()
    return tag("url", tag("loc", record.address), tag("lastmod", day), *_alternates(editions, record.default))


def _alternates(editions: Iterable[tuple[str, str]], default: str) -> Iterator[Element]:
    """The address in every language, and the one for readers of others; nothing where there is only one."""
    there = list(editions)
    if len(there) > 1:
        for language, address in (*there, ("x-default", default)):
            yield tag("xhtml:link", rel="alternate", hreflang=language, href=address)
