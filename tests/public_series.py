"""A small series for tests of what programs read: a brief in two languages with an article, a newer one, and some that are
not public."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from PIL import Image

from briefgen import pipeline
from tests import corpus

SITE = "https://briefs.longtable.example/"
SETTINGS = """\
series:
  title: {en: Cooperation & <more>, fr: Coopérer}
  description: {en: How cooperatives respond, fr: Comment elles répondent}
publisher: {name: Long Table, url: "https://longtable.example/", email: desk@longtable.example}
site: https://briefs.longtable.example/
languages: [en, fr]
crossref: {depositor: The desk, email: deposits@longtable.example}
oai: {gateway: "https://gateway.example/oai/", email: harvest@longtable.example}
"""
PUBLICATION = """\
number: 3
date: 2026-11-24
stage: published
authors:
  - {name: Amina Ould Ahmed, family: Ould Ahmed, orcid: 0000-0002-1825-0097, affiliation: Example University}
  - name: Long Table
topics: [{en: savings & loans, fr: l'épargne}, {en: Members, fr: Membres}]
funders: [{name: {en: Example Foundation, fr: Fondation Exemple}}]
doi: 10.5555/good
isbn: {pdf: {en: 978-3-16-148410-0}}
hero: {image: figures/hero.png}
"""
OTHER = "date: 2026-11-26\nstage: {stage}\nauthors: [{{name: Long Table}}]\ntopics: [{topic}]\n{more}"
ARTICLE = "---\ntitle: An article\ndescription: Of it.\n---\nText.\n"
TITLE, FRENCH = "Cooperatives give displaced people a way to earn", "Les coopératives offrent un revenu aux personnes déplacées"  # fmt: skip
HIDDEN = {"draft": ("draft", ""), "reviewed": ("in-review", ""), "approved": ("approved", ""),
          "unlisted": ("published", "listed: false\n"), "embargoed": ("published", "embargo: 2026-12-01T09:00+01:00\n")}  # fmt: skip
"""Publications that are not public: their stages, and what else keeps them back."""


def project_of(root: Path) -> Path:
    """A brief in two languages with an article, a newer one, and those that are not public."""
    project = corpus.project(root / "project", "good-translation")
    english, french = (
        (project / f"briefs/good/{name}").read_text("utf-8") for name in ("brief.md", "brief.fr.md")
    )
    hero = "hero: {alt: \"Chairs & a 'table'\"}\n"
    files = {
        "briefgen.yml": SETTINGS,
        "briefs/good/publication.yml": PUBLICATION,
        "briefs/good/brief.md": english.replace("---\n", f"---\n{hero}", 1),
        "briefs/good/brief.fr.md": french.replace("---\n", f"---\n{hero}", 1),
        "briefs/good/article.md": ARTICLE,
        "briefs/newer/publication.yml": OTHER.format(stage="published", topic="Members", more=""),
        "briefs/newer/brief.md": re.sub("title: .*", "title: Newer & <b>bolder</b> in 2020-2021", english),
    }
    for name, (stage, more) in HIDDEN.items():
        files[f"briefs/{name}/publication.yml"] = OTHER.format(stage=stage, topic=f"Secret {name}", more=more)
        files[f"briefs/{name}/brief.md"] = re.sub("title: .*", f"title: Secret {name}", english)
    corpus.write(project, files)
    (project / "briefs/good/figures").mkdir()
    Image.new("RGB", (2400, 120), "teal").save(project / "briefs/good/figures/hero.png")
    return project


def built(project: Path, only: str | None = "html", **more: Any) -> pipeline.Outcome:
    outcome = pipeline.build(project, pipeline.Order(project / "dist", only=only, **more))
    told = corpus.not_of_translations(outcome.diagnostics)
    assert corpus.rendering(told) == ""
    return outcome


class Head(HTMLParser):
    """The elements of a head: what `meta` and `link` say, and the data in it."""

    def __init__(self) -> None:
        super().__init__()
        self.meta: list[tuple[str, str]] = []
        self.links: list[dict[str, str | None]] = []
        self.data = ""
        self._is_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._is_data = tag == "script"
        if tag == "meta" and (name := given.get("name") or given.get("property")):
            self.meta.append((name, given["content"] or ""))
        if tag == "link":
            self.links.append(given)

    def handle_data(self, data: str) -> None:
        self.data += data if self._is_data else ""

    def of(self, name: str) -> list[str]:
        return [content for other, content in self.meta if other == name]


def head_of(page: Path) -> str:
    return page.read_text("utf-8").partition("</head>")[0]


def head(dist: Path, path: str) -> Head:
    read = Head()
    read.feed(head_of(dist / path / "index.html"))
    return read
