"""The series that ships: it builds without a word, and what it builds holds together."""

from __future__ import annotations

import itertools
import posixpath
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pikepdf
import pypdfium2
import pytest

from briefgen.console import as_text
from briefgen.coverage import coverage
from tests.conftest import REPOSITORY, BuiltSeries

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Page(HTMLParser):
    """What a test wants to know of a web page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def all(self, attribute: str, *tags: str) -> list[str]:
        return [a[attribute] for tag, a in self.tags if attribute in a and (not tags or tag in tags)]


def web_pages(series: BuiltSeries) -> dict[str, Page]:
    found = sorted(series.folder.rglob("*.html"))
    return {str(path.relative_to(series.folder)): Page(path.read_text("utf-8")) for path in found}


def pdfs(series: BuiltSeries) -> list[Path]:
    return sorted(series.folder.rglob("*.pdf"))


def test_it_builds_without_a_word(series: BuiltSeries) -> None:
    assert [as_text(d) for d in series.outcome.diagnostics] == []


def test_it_holds_what_it_should(series: BuiltSeries) -> None:
    specimens = {"specimen", "specimen-two-pages", "specimen-data"}
    pdfs = [item for item in series.outcome.artifacts if item.format == "pdf" and item.slug not in specimens]
    assert Counter((item.kind, item.lang) for item in pdfs) == {
        ("brief", "en"): 5,
        ("case-study", "en"): 12,
        ("article", "en"): 1,
        ("media-release", "en"): 1,
        **{("brief", language): 1 for language in ("fr", "es", "ar")},
        **{("case-study", language): 2 for language in ("fr", "es", "ar")},
    }
    report, _ = coverage(REPOSITORY, "pathways", "membership-structures")
    assert report is not None
    assert report.in_words == "13 of 16 possible pairs have a case", "brief 2 says so in its text"


def test_every_web_page_is_well_made(series: BuiltSeries) -> None:
    for name, page in web_pages(series).items():
        assert page.unbalanced == [], name
        ids = page.all("id")
        assert len(ids) == len(set(ids)), f"{name}: {sorted({i for i in ids if ids.count(i) > 1})}"
        tags = [tag for tag, _ in page.tags]
        assert tags.count("h1") == 1, name
        assert tags.count("main") == 1, name
        assert "script" not in tags or all(
            a.get("type") == "application/ld+json" for t, a in page.tags if t == "script"
        )
        assert all("alt" in attributes for tag, attributes in page.tags if tag == "img"), name
        levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), (
            name,
            levels,
        )


def test_every_link_and_file_on_the_pages_is_there_and_none_is_loaded_from_elsewhere(
    series: BuiltSeries,
) -> None:
    pages = web_pages(series)
    for name, page in pages.items():
        loaded = page.all("src") + [
            a["href"] for t, a in page.tags if t == "link" and a.get("rel") in ("stylesheet", "icon")
        ]
        for address in loaded:
            assert not urlsplit(address).scheme, f"{name} loads {address}"
        for address in loaded + page.all("href", "a"):
            parts = urlsplit(address)
            if parts.scheme or address.startswith("//"):
                assert parts.scheme in ("https", "http", "mailto", "tel"), f"{name}: {address}"
                continue
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
                if parts.path
                else name
            )
            assert (series.folder / target).is_file(), f"{name}: {address}"
            if parts.fragment and target in pages:
                assert unquote(parts.fragment) in pages[target].all("id"), f"{name}: {address}"


def test_style_sheets_load_only_what_is_published(series: BuiltSeries) -> None:
    sheets = sorted((series.folder / "assets").glob("*.css"))
    assert sheets
    for sheet in sheets:
        for address in re.findall(r"url\(([^)]+)\)", sheet.read_text("utf-8")):
            address = address.strip("\"'")
            assert address.startswith("data:") or (sheet.parent / address).is_file(), address


def test_every_pdf_claims_and_carries_what_it_should(series: BuiltSeries) -> None:
    assert len(pdfs(series)) >= 7
    for path in pdfs(series):
        with pikepdf.open(path) as pdf:
            root = pdf.Root
            assert str(root.Lang) == path.stem.rpartition("-")[2], path
            assert root.MarkInfo.Marked
            assert root.ViewerPreferences.DisplayDocTitle
            binding = str(root.ViewerPreferences.get("/Direction", "/L2R"))
            assert binding == ("/R2L" if path.stem.endswith("-ar") else "/L2R"), path
            assert "/StructTreeRoot" in root
            with pdf.open_metadata() as metadata:
                assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
                assert metadata["dc:title"]
            assert str(pdf.docinfo["/Title"])
            assert str(pdf.docinfo["/Author"])
            with pdf.open_outline() as outline:
                assert outline.root, f"{path} has no bookmarks"
            for fonts in (page.Resources.get("/Font", {}) for page in pdf.pages):
                for font in fonts.values():
                    descriptor = font.DescendantFonts[0].FontDescriptor
                    assert any(key in descriptor for key in ("/FontFile2", "/FontFile3")), path


def test_links_in_a_pdf_lead_to_the_published_pages(series: BuiltSeries) -> None:
    for path in pdfs(series):
        with pikepdf.open(path) as pdf:
            links = [a for page in pdf.pages for a in page.get("/Annots", []) if a.get("/Subtype") == "/Link"]
            assert links, path
            for link in links:
                uri = str(link.get("/A", {}).get("/URI", ""))
                assert not uri or uri.startswith(("https://", "http://", "mailto:", "tel:")), (path, uri)


@pytest.mark.parametrize("slug", ["seven-pathways", "supporting-cooperatives"])
def test_the_text_of_a_brief_is_in_its_pdf(series: BuiltSeries, slug: str) -> None:
    document = pypdfium2.PdfDocument(series.folder / f"en/briefs/{slug}/{slug}-en.pdf")
    text = " ".join(document[n].get_textpage().get_text_range() for n in range(len(document)))
    flat = re.sub(r"[\s\u00ad\ufffe-]+", "", text)
    source = (REPOSITORY / f"briefs/{slug}/brief.md").read_text("utf-8")
    for heading in re.findall(r"^## (.+)$", source, re.M):
        assert re.sub(r"[\s-]+", "", heading.replace("'", "’")) in flat, heading


def test_images_and_words_are_counted(series: BuiltSeries) -> None:
    for item in series.outcome.artifacts:
        if item.format == "pdf":
            assert item.pages
            most = 12 if item.slug == "specimen-data" else 8  # a chart of every kind
            assert item.pages <= most, f"{item.path} has {item.pages} pages"
            assert item.words
            assert item.bytes < 500_000, f"{item.path} weighs {item.bytes}"
