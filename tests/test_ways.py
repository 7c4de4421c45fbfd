"""The ways between languages: switcher, alternates, links that follow the reader's language, and home pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from briefgen import pipeline
from briefgen.output.media import for_paper
from tests import corpus

YML = """\
series: {title: {en: Cooperation, fr: Coopérer, ar: التعاون}}
publisher: {name: Long Table, url: https://longtable.example/}
site: https://briefs.longtable.example/
languages: [en, fr, ar]
"""
FRENCH = """\
---
title: Les coopératives offrent un revenu
description: Ce qu'elles montrent.
key_messages: [Fonder, Adhérer, Durer]
summary: En bref.
---
## Décider ensemble

Voir [l'autre](../other/brief.md), [le même](brief.md) et [sa loi](../other/brief.md#members-decide-together).
"""


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """A series in three languages: one brief in English and French, another in English alone."""
    root = corpus.project(tmp_path / "project")
    good = root / "briefs/good"
    english, settings = ((good / name).read_text("utf-8") for name in ("brief.md", "publication.yml"))
    files = {
        "briefgen.yml": YML,
        "briefs/good/publication.yml": f"number: 1\n{settings}",
        "briefs/good/brief.fr.md": FRENCH,
        "briefs/other/brief.md": english.replace("title: Cooperatives", "title: Other cooperatives"),
        "briefs/other/publication.yml": f"number: 2\n{settings}",
    }
    corpus.write(root, files)
    outcome = pipeline.build(root, pipeline.Order(root / "dist", only="html"))
    assert not any(d.is_error for d in outcome.diagnostics), corpus.rendering(outcome.diagnostics)
    return root / "dist"


def page(dist: Path, path: str) -> str:
    return (dist / path / "index.html").read_text("utf-8")


def test_alternates_are_mutual_and_the_first_language_is_the_default(dist: Path) -> None:
    for language in ("en", "fr"):
        head = page(dist, f"{language}/briefs/good").partition("</head>")[0]
        found = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', head))
        site = "https://briefs.longtable.example"
        assert found == {
            "en": f"{site}/en/briefs/good/",
            "fr": f"{site}/fr/briefs/good/",
            "x-default": f"{site}/en/briefs/good/",
        }
        assert f'<link rel="canonical" href="{site}/{language}/briefs/good/">' in head
    assert "hreflang" not in page(dist, "en/briefs/other").partition("</head>")[0]


def test_a_reader_who_lacks_a_translation_is_told_in_the_own_language(dist: Path) -> None:
    html = page(dist, "en/briefs/other")
    (link,) = re.findall(r'<a class="not-yet"[^>]*>.*?</a>', html)
    assert 'lang="fr"' in link and 'href="../../../fr/index.html"' in link
    assert "Pas encore en français" in link
    assert 'class="not-yet"' not in page(dist, "en/briefs/good"), "the series has nothing in Arabic yet"


def test_links_lead_to_the_language_of_the_page_and_say_when_they_cannot(dist: Path) -> None:
    text = re.search(r"<p[^>]*>Voir.*?</p>", page(dist, "fr/briefs/good"))
    assert text
    other, same, law = re.findall(r"<a [^>]*>", text[0])
    assert 'href="../../../en/briefs/other/index.html"' in other
    assert 'hreflang="en" data-in="anglais"' in other and 'data-in="anglais"' in law
    assert 'href="../../../en/briefs/good/index.html"' in same, "a way to the original is one"


def test_each_language_has_a_home_page(dist: Path) -> None:
    english, french = page(dist, "."), page(dist, "fr")
    assert not (dist / "ar/index.html").exists(), "nothing is in Arabic"
    assert '<html lang="fr" dir="ltr">' in french
    assert "Les coopératives offrent un revenu" in french and "Les coopératives offrent" not in english
    entries = french.split('<li class="entry">')[1:3]
    assert ["anglais" in entry for entry in entries] == [False, True], (
        "what is there in English alone says so"
    )
    assert "1 sur 2 publications" in french
    assert 'href="fr/index.html"' in english and 'href="../index.html"' in french
    assert "montrent" in french and "qu’elles" in french, "descriptions are set like all text"
    manifest = json.loads((dist / "build.json").read_text("utf-8"))
    assert {item["lang"] for item in manifest["artifacts"] if item["kind"] == "home"} == {"en", "fr"}


def test_a_translation_says_what_it_translates(dist: Path) -> None:
    html = page(dist, "fr/briefs/good")
    (note,) = re.findall(r'<p class="translation-of">(.*?)</p>', html)
    assert 'href="../../../en/briefs/good/index.html" lang="en" dir="ltr" hreflang="en"' in note
    assert "Cooperatives give displaced people a way to&nbsp;earn</a> (anglais)" in note
    assert "translation-of" not in page(dist, "en/briefs/good")
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)[0])
    assert data["translationOfWork"]["@id"] == "https://briefs.longtable.example/en/briefs/good/"


def test_readers_are_told_that_the_original_has_changed(dist: Path) -> None:
    root = dist.parent
    told = "L’original a été modifié"
    english = root / "briefs/good/brief.md"
    assert told not in page(dist, "fr/briefs/good"), "nobody knows"
    corpus.write(
        root,
        {"briefs/good/brief.fr.md": FRENCH.partition("\nVoir")[0] + "\nUne coopérative à ses membres.\n"},
    )
    from briefgen import translating

    translating.confirm(root, "fr", ())
    pipeline.build(root, pipeline.Order(dist, only="html"))
    assert told not in page(dist, "fr/briefs/good")
    english.write_text(english.read_text("utf-8").replace("belongs to its", "is run by its"), "utf-8")
    pipeline.build(root, pipeline.Order(dist, only="html"))
    assert told in page(dist, "fr/briefs/good")


def _dead(folder: Path) -> list[str]:
    """Links and pictures of the pages in a folder that lead to no file in it."""
    return [
        f"{page.relative_to(folder)}: {target}"
        for page in folder.rglob("*.html")
        for target in re.findall(r'\b(?:href|src)="([^":#]+)["#]', page.read_text("utf-8"))
        if not (page.parent / target).is_file()
    ]


def _order(root: Path, *languages: str, folder: str = "alone") -> pipeline.Order:
    return pipeline.Order(root / folder, languages=languages, standalone=True)


def _standalone(root: Path, *languages: str) -> Path:
    outcome = pipeline.build(root, _order(root, *languages))
    assert not any(d.is_error for d in outcome.diagnostics), corpus.rendering(outcome.diagnostics)
    return root / "alone"


def _told(root: Path, order: pipeline.Order) -> set[str]:
    return {d.code for d in pipeline.build(root, order).diagnostics if d.is_error}


def test_a_folder_in_one_language_works_alone(dist: Path) -> None:
    alone = _standalone(dist.parent, "fr")
    pages = sorted(path.relative_to(alone).as_posix() for path in alone.rglob("*.html"))
    assert pages == ["fr/briefs/good/index.html", "fr/index.html", "index.html"]
    assert not _dead(alone)
    assert 'content="0; url=fr/index.html"' in page(alone, ".")


def test_from_a_folder_that_works_alone_ways_to_the_rest_lead_to_the_web(dist: Path) -> None:
    site = "https://briefs.longtable.example"
    alone = _standalone(dist.parent, "fr")
    html = page(alone, "fr/briefs/good")
    assert f'href="{site}/en/briefs/good/"' in html.partition("<main")[0].partition("</head>")[2], "switcher"
    assert f'href="{site}/en/briefs/other/#members-decide-together" hreflang="en"' in html
    assert 'href="../../index.html"' in html, "its own home page"
    assert f'href="{site}/"' in page(alone, "fr").partition("</head>")[2]
    assert re.findall(r'<link rel="canonical" href="([^"]+)">', html) == [f"{site}/fr/briefs/good/"]
    assert not list(alone.glob("vocabularies/*"))


def test_several_languages_have_a_home_page_each(dist: Path) -> None:
    alone = _standalone(dist.parent, "en", "fr")
    assert not _dead(alone)
    assert 'href="fr/index.html"' in page(alone, ".") and "refresh" not in page(alone, ".")


def test_a_folder_that_works_alone_is_replaced_by_the_next(dist: Path) -> None:
    _standalone(dist.parent, "en", "fr")
    (dist.parent / "alone/notes.txt").write_text("mine", "utf-8")
    alone = _standalone(dist.parent, "fr")
    assert not (alone / "en").exists()
    assert (alone / "notes.txt").is_file()


def test_after_an_error_no_folder_is_written(dist: Path) -> None:
    french = dist.parent / "briefs/good/brief.fr.md"
    french.write_text(french.read_text("utf-8") + "\n![](nothere.svg)\n", "utf-8")
    assert "file-missing" in _told(dist.parent, _order(dist.parent, "fr"))
    assert not (dist.parent / "alone").exists()


def test_nothing_in_a_language_is_told(dist: Path) -> None:
    assert _told(dist.parent, _order(dist.parent, "fr", "ar")) == {"language-empty"}
    assert _told(dist.parent, _order(dist.parent, "fr", "de")) == {"unknown-language"}
    assert not (dist.parent / "alone").exists()


def test_folders_of_the_two_kinds_are_not_mixed(dist: Path) -> None:
    root = dist.parent
    assert _told(root, _order(root, "fr", folder="dist")) == {"folder-taken"}
    assert (dist / "en/index.html").is_file() or (dist / "en/briefs/good/index.html").is_file()
    _standalone(root, "fr")
    assert _told(root, pipeline.Order(root / "alone", only="html")) == {"folder-taken"}
    (root / "of-others").mkdir()
    (root / "of-others/index.html").write_text("theirs", "utf-8")
    assert _told(root, _order(root, "fr", folder="of-others")) == {"folder-taken"}


def test_links_on_paper_lead_to_the_same_places_whatever_the_folder_holds(dist: Path) -> None:
    path = "fr/briefs/good/index.html"
    alone = _standalone(dist.parent, "fr")
    whole, part = ((folder / path).read_text("utf-8") for folder in (dist, alone))
    assert whole != part
    address = f"https://briefs.longtable.example/{path}"
    assert for_paper(whole, address) == for_paper(part, address)


@pytest.mark.parametrize(
    ("written", "leads"),
    [
        ("../other/index.html#x", "https://a.example/en/briefs/other/#x"),
        ("index.html", "https://a.example/en/briefs/good/"),
        ("//example.org/x/index.html", "//example.org/x/index.html"),
        ("https://example.org/index.html", "https://example.org/index.html"),
        ("mailto:a@example.org?body=see/index.html", "mailto:a@example.org?body=see/index.html"),
        ("good-en.pdf", "good-en.pdf"),
        ("#notes", "#notes"),
    ],
)
def test_only_links_to_pages_of_the_series_change_on_paper(written: str, leads: str) -> None:
    html = for_paper(f'<a class="x" href="{written}">', "https://a.example/en/briefs/good/index.html")
    assert html == f'<a class="x" href="{leads}">'
