"""The addresses that a text names: pictures, links to other publications, downloads, the web.

Each is checked at its place in the source and turned into the address that is published.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from briefgen.content.addresses import Addresses, asset_address, relative
from briefgen.content.pictures import Picture, open_picture
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, nearest
from briefgen.core.digest import digest_of
from briefgen.core.paths import join, path_from
from briefgen.core.source import Source, Span
from briefgen.core.text import refused
from briefgen.core.workspace import Door, Refused

DOWNLOADS = frozenset((".csv", ".json", ".xlsx", ".ods", ".zip", ".pdf", ".txt", ".geojson", ".bib", ".ris"))
_OUTSIDE = frozenset(("http", "https", "mailto", "tel"))


@dataclass(frozen=True)
class Asset:
    """A project file that is published with the pages: where it is, and its name in the output. `width` is that of a
    picture in pixels which stands still, so that it can be published in several widths."""

    source: str
    address: str
    width: int = 0


@dataclass(frozen=True)
class LinkToPage:
    """A link to a place on another page, by that page's source, to be checked when all texts are read."""

    path: str
    anchor: str
    written: str
    span: Span


@dataclass
class References:
    """Resolves the addresses in one edition. Collects what it used and what was wrong."""

    door: Door
    source: Source
    settings: Source
    addresses: Addresses
    problems: list[Diagnostic] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    downloads: dict[str, Asset] = field(default_factory=dict)
    anchors: list[tuple[str, Span]] = field(default_factory=list)
    links_to_pages: list[LinkToPage] = field(default_factory=list)
    foreign: dict[str, str] = field(default_factory=dict)
    """The languages of linked pages that are not in that of the edition, by the address of each."""

    _seen: dict[str, int] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        return str(PurePosixPath(self.source.path).parent)

    @property
    def page(self) -> str:
        return self.addresses.pages[self.source.path].html

    def resolve(self, tag: str, attribute: str, value: str) -> str | None:
        """The address to publish for one in the text, or None when it leads nowhere."""
        if tag == "img" and attribute == "src":
            picture = self.picture(value, self.place_of(value))
            return self.address_of(picture) if picture else None
        if value.startswith("#"):
            if not value.startswith(("#fn:", "#fnref", "#ref:")):
                self.anchors.append((unquote(value[1:]), self.place_of(value)))
            return value
        return self._link(value, self.place_of(value))

    def picture(self, reference: str, place: Span) -> Picture | None:
        """The picture a text or its front matter names, checked once."""
        path = self._project_path(reference)
        if path not in self.pictures:
            picture, problems = open_picture(self.door, path, place)
            self.problems.extend(problems)
            if picture is None:
                return None
            self.pictures[path] = picture
        return self.pictures[path]

    def address_of(self, picture: Picture) -> str:
        return relative(self.page, asset_address(picture.path, picture.digest))

    @property
    def assets(self) -> tuple[Asset, ...]:
        """Every project file this edition needs published."""
        shown = [
            Asset(p.path, asset_address(p.path, p.digest), 0 if p.moves or p.is_drawing else p.width)
            for p in self.pictures.values()
        ]
        return (*shown, *self.downloads.values())

    def _project_path(self, reference: str) -> str:
        if "://" in reference or reference.startswith(("//", "data:")):
            return reference
        reference = unquote(reference.split("#")[0].split("?")[0])
        if reference.startswith("/"):
            return reference
        return join(self.folder, reference)

    def _link(self, value: str, place: Span) -> str | None:
        try:
            parts = urlsplit(value)
        except ValueError:
            self.problems.append(messages.LINK_DEAD.at(place, target=value))
            return None
        if parts.scheme in _OUTSIDE or value.startswith("//"):
            return value
        if parts.scheme == "stat":  # told as a statistic that is not there
            return None
        if parts.scheme:
            self.problems.append(messages.LINK_SCHEME.at(place, scheme=parts.scheme))
            return None
        path = self._project_path(value)
        language = self.addresses.pages[self.source.path].language
        own = self.addresses.in_language(path, language)
        path = path if own == self.source.path else own  # a way to the original is one
        page = self.addresses.pages.get(path)
        if page:
            href = self.addresses.to_page(self.page, path)
            if page.language != language:
                self.foreign[href] = page.language
            if parts.fragment:
                self.links_to_pages.append(LinkToPage(path, unquote(parts.fragment), value, place))
            return href + (f"#{parts.fragment}" if parts.fragment else "")
        return self._download(path, value, place)

    def _download(self, path: str, value: str, place: Span) -> str | None:
        try:
            data = self.door.read(path)
        except Refused as refusal:
            if refusal.reason == Refused.MISSING or value.startswith("/"):
                near, hints = self._instead_of(value)
                self.problems.append(messages.LINK_DEAD.at(place, target=value, nearest=near, hints=hints))
            else:
                self.problems.append(refused(refusal, place, self.door))
            return None
        suffix = PurePosixPath(path).suffix.lower()
        if suffix in (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg"):
            picture = self.picture(value, place)
            return self.address_of(picture) if picture else None
        if suffix not in DOWNLOADS:
            self.problems.append(messages.LINK_NOT_PUBLISHED.at(place, target=value))
            return None
        asset = self.downloads.setdefault(path, Asset(path, asset_address(path, digest_of(data))))
        return relative(self.page, asset.address)

    def _instead_of(self, value: str) -> tuple[str | None, tuple[str, ...]]:
        """What an author may have meant by a link that leads nowhere."""
        if value.startswith("www.") or re.match(r"[\w-]+(\.[\w-]+)*\.(com|org|net|int|eu|info)\b", value):
            return None, (f"write `https://{value}`",)
        if value.startswith("/"):
            from_here = path_from(self.folder, value[1:])
            return None, (f"name it from this file: `{from_here}`",)
        folder = posixpath.dirname(value)
        beside = [posixpath.join(folder, name) for name in self.door.list(join(self.folder, folder))]
        above = posixpath.dirname(self.folder)
        pages = [path_from(self.folder, path) for path in self.addresses.pages]
        pages += [f"../{path_from(above, path)}" for path in self.addresses.pages]
        ending = posixpath.splitext(value)[1]
        candidates = [path for path in (*pages, *beside) if posixpath.splitext(path)[1] == ending]
        return (nearest(value, candidates, cutoff=0.75) if ending else None), ()

    def named_at(self, name: str) -> Span:
        """Where a file name first stands in the source."""
        found = self.source.text.find(name)
        return self.source.span(found, found + len(name)) if found >= 0 else self.source.whole()

    def place_of(self, value: str) -> Span:
        """Where an address stands in the source: each time it is asked for, the next occurrence."""
        text = self.source.text
        found = _alone(value, text, self._seen.get(value, 0)) or _alone(value, text)
        if found is None and (elsewhere := _alone(value, self.settings.text)):
            return self.settings.span(*elsewhere.span())
        if found is None:
            short = re.split(r"[?#&% ]", value)[0]
            found = re.search(re.escape(short), text) if short else None
        if found is None:
            return self._line_of(value)
        self._seen[value] = found.end()
        return self.source.span(*found.span())

    def _line_of(self, value: str) -> Span:
        """The first line that holds an address in other signs: `&#106;avascript:`."""
        for number, line in enumerate(self.source.text.split("\n"), start=1):
            if value and "&" in line and value in unescape(line):
                return self.source.line_span(number)
        return self.source.whole()


def _alone(value: str, text: str, start: int = 0) -> re.Match[str] | None:
    """Where an address stands in a text as a whole, and not as a part of another."""
    before, behind = (r"(?<=\()", r"(?=\))") if value == "#" else (r"(?<![\w./-])", r"(?![\w/]|[.-]\w)")
    whole = re.compile(f"{before}{re.escape(value)}{behind}")
    while (start := text.find(value, start)) >= 0:  # much faster than to search for the pattern
        if found := whole.match(text, start):
            return found
        start += 1
    return None
