"""Where released pages lead: what they name has to be in the release too, or at least be publishable. A link gives away
the title of a draft, and one to what was left out is dead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from html import unescape
from pathlib import Path
from posixpath import dirname
from urllib.parse import unquote

from briefgen.content.addresses import HOME
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Related
from briefgen.core.paths import join, path_from
from briefgen.core.source import Span
from briefgen.loading import Loaded, addresses_of
from briefgen.output.artifacts import Listed
from briefgen.release.gate import kept_back

_ADDRESS = re.compile(r"""\b(?:href|src|content)=["']?([^"'\s>]+)""")
"""Addresses as attributes of elements have them."""

_NAMED = "a released page names it"
_MEND = "mend that first, or take the link out of the page that names it"


@dataclass(frozen=True)
class _Lead:
    """A way from a page (by its source; the home page has none) to a file of an edition that is not there."""

    page: str | None
    path: str
    form: str


def leads_astray(
    dist: Path, listed: Iterable[Listed], loaded: Loaded, asked: Iterable[str], now: datetime
) -> Iterator[Diagnostic]:
    """What pages of a release name that is not in it. What nobody `asked` for may be on the web already, if it may be
    there: so it is held to the rules of what goes out. All else that is not there is a dead link."""
    editions = {m.file.path: (p, m) for p in loaded.every for m in p.manuscripts}
    wanted = set(asked)
    named: dict[str, list[Manuscript]] = {}
    leads = set(_leads(dist, tuple(listed), loaded))
    for lead in sorted(leads, key=lambda lead: (lead.path, lead.page or "", lead.form)):
        page = editions[lead.page][1] if lead.page else None
        if lead.path in wanted or lead.path not in editions:
            place = _place(page, lead.path) if page else None
            yield messages.LEADS_NOWHERE.at(place, path=lead.path, form=lead.form)
        else:
            named.setdefault(lead.path, []).extend([page] if page else [])
    for path, pages in named.items():
        yield from _held_back(*editions[path], pages, now)


def _held_back(
    publication: LoadedPublication, edition: Manuscript, pages: Iterable[Manuscript], now: datetime
) -> Iterator[Diagnostic]:
    related = dict.fromkeys(Related(_place(page, edition.file.path), _NAMED) for page in pages)
    for diagnostic in kept_back(publication, edition, now):
        yield replace(diagnostic, hints=(_MEND,), related=(*diagnostic.related, *related))


def _leads(dist: Path, listed: tuple[Listed, ...], loaded: Loaded) -> Iterator[_Lead]:
    """All ways from pages to files of editions that are not there."""
    addresses = addresses_of(loaded)
    there = {item.path for item in listed}
    missing: dict[str, tuple[str, str]] = {}
    for path, page in addresses.pages.items():
        for form, file in (("page", page.html), ("PDF", page.pdf)):
            if file not in there:
                missing[file] = (path, form)
    if not missing:
        return
    on_site = re.compile(re.escape(addresses.site) + r"[^\s\"'<>]*")
    for item in listed:
        if item.format == "html":
            html = (dist / item.path).read_text("utf-8")
            for target in _targets(html, item.path, addresses.site, on_site):
                if target in missing:
                    yield _Lead(item.source, *missing[target])


def _targets(html: str, page: str, site: str, on_site: re.Pattern[str]) -> Iterator[str]:
    """The files of the output that a page names, as seen from itself or by their addresses on the web."""
    for found in _ADDRESS.finditer(html):
        target = _file(unescape(found[1]))
        if target and ":" not in target.partition("/")[0]:
            yield join(dirname(page), target)
    for address in on_site.findall(unescape(html)) if site else ():
        yield _file(address.removeprefix(site))


def _file(address: str) -> str:
    path = unquote(re.split(r"[?#]", address, maxsplit=1)[0])
    return path + HOME if path.endswith("/") else path


def _place(page: Manuscript, path: str) -> Span:
    """Where a text names another edition's file, else the top of it: what follows from folders is written nowhere."""
    first = re.sub(r"\.[^./]+\.md$", ".md", path)  # how links to any language are written
    for target in (path, first):
        at = page.source.text.find(written := path_from(dirname(page.file.path), target))
        if at >= 0:
            return page.source.span(at, at + len(written))
    return page.source.line_span(1)
