"""Templates: what designers are told of them is true, each is there and draws, and what authors write stays text."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from html.parser import HTMLParser
from pathlib import Path

import pytest

from briefgen.content.blocks import BLOCKS, View
from briefgen.content.kinds import KINDS
from briefgen.content.markup import Heading
from briefgen.design.charts.exhibit import Break, Exhibit, Rendering
from briefgen.design.charts.listed_table import ListedHead, ListedRow, ListedTable
from briefgen.design.downloads import Download
from briefgen.design.facts import Fact
from briefgen.design.interface_words import InterfaceWords
from briefgen.design.page import (
    CitationFile,
    Feed,
    Identifier,
    Link,
    Meta,
    NotYet,
    Numbered,
    Page,
    Part,
    Recommended,
    Shown,
    Supporter,
)
from briefgen.design.view_tables import Group, ViewTable
from briefgen.output.find_by import Facet, FacetTerm, Found
from briefgen.output.home import Home, Shelf
from briefgen.output.home_entries import Entry
from tests import corpus
from tests.conftest import REPOSITORY

FOLDER = REPOSITORY / "templates"
TEMPLATES = {path.relative_to(FOLDER).as_posix(): path.read_text("utf-8") for path in FOLDER.rglob("*.html")}
README = (FOLDER / "README.md").read_text("utf-8")
PAGE = "dist/en/briefs/good/index.html"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><path d="M0 0h80"/></svg>'

# --- what designers are told ----------------------------------------------------------------------------

GIVEN = {"page": Page, "part": Part, "words": InterfaceWords, "home": Home, "entry": Entry}
VALUES = (
    Break, CitationFile, Download, Exhibit, Fact, Facet, FacetTerm, Feed, Found, Group, Heading, Identifier, Link, Meta, NotYet, Numbered, ListedHead, ListedRow,
    ListedTable, Recommended, Rendering, Shelf, Shown, Supporter, ViewTable,
)  # fmt: skip
NOT_FOR_TEMPLATES = {InterfaceWords: {"path", "strings", "problems"}, Download: {"data"}}


def names_of(kind: type) -> set[str]:
    """The public fields and methods of a class."""
    methods = {name for name, value in vars(kind).items() if callable(value) or isinstance(value, property)}
    names = {field.name for field in fields(kind)} | methods  # type: ignore[arg-type]
    return {name for name in names if not name.startswith("_")} - NOT_FOR_TEMPLATES.get(kind, set())


def rows(head: str) -> list[list[str]]:
    """The cells of each row of the table in the README whose first column is called `head`."""
    table = re.search(rf"^\| {re.escape(head)} \|.*\n\|[-|]+\n((?:\|.*\n)+)", README, re.M)
    assert table, head
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table[1].splitlines()]


def named_in(cell: str) -> list[str]:
    """The names between backticks, without the arguments of methods."""
    return [name.partition("(")[0] for name in re.findall(r"`([^`]+)`", cell)]


@pytest.mark.parametrize("name", GIVEN)
def test_designers_are_told_each_name_and_no_other(name: str) -> None:
    told = [word for cells in rows(f"`{name}`") for word in named_in(cells[0])]
    assert sorted(told) == sorted(names_of(GIVEN[name]))


def test_designers_are_told_the_fields_of_values() -> None:
    told = {cells[0].strip("*"): sorted(named_in(cells[1])) for cells in rows("Values")}
    assert told == {kind.__name__: sorted(names_of(kind)) for kind in VALUES}


def test_the_names_in_examples_exist() -> None:
    used = set(re.findall(r"\b(page|part|words|home|entry)\.(\w+)(?!\w*\.html)", README))
    wrong = {f"{name}.{word}" for name, word in used if word != "html" and word not in names_of(GIVEN[name])}
    assert not wrong


def test_designers_are_told_what_each_folder_holds() -> None:
    told = {name for cells in rows("Place") for name in named_in(cells[0])}
    there = {f"{path.name}/" if path.is_dir() else path.name for path in FOLDER.iterdir()}
    assert told == there - {"README.md"}


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!https:)([^)#]+)(?:#[^)]*)?\)", README)
    assert links
    assert [link for link in links if not (FOLDER / link).exists()] == []


# --- the files ------------------------------------------------------------------------------------------


def names_in(folder: str) -> set[str]:
    return {Path(name).stem for name in TEMPLATES if name.startswith(f"{folder}/")}


def test_every_block_and_every_kind_has_a_template() -> None:
    assert names_in("components") == set(BLOCKS)
    assert names_in("kinds") == set(KINDS)


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_a_template_keeps_the_rules(name: str) -> None:
    text = TEMPLATES[name]
    assert text.startswith("{# "), "the first line says what it draws"
    assert not re.search(r"\|\s*safe\b|\bautoescape\b|\bMarkup\b", text), "everything is escaped"
    assert not re.search(r"<script(?! type=\"application/ld\+json\")|\son\w+=|javascript:", text), "no script"
    if name.startswith("components/"):
        assert 'data-b="{{ part.id }}"' in text, "a block is tied to its lines"


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_what_a_template_includes_is_there(name: str) -> None:
    asked = re.findall(r"{% (?:include|extends) '([^']+)'", TEMPLATES[name])
    assert [other for other in asked if other not in TEMPLATES] == []


def test_every_piece_of_furniture_is_used() -> None:
    asked = set(re.findall(r"{% include '([^']+)'", "".join(TEMPLATES.values())))
    assert {name for name in TEMPLATES if name.startswith("furniture/")} == asked


# --- every component draws ------------------------------------------------------------------------------

WRITTEN = {
    "callout": ("| The callout\n    tone: caution\n\nText of the callout.",
                ("callout-caution", "The callout", "Text of the callout.", ">Caution<")),
    "numbered-list": ("| All figures\n    of: [figures, boxes]", (">All figures<", '<li><a href="#figure-2"><span class="figure-number">Figure 2</span> The chart</a></li>',
                      '<span class="figure-number">Box 1</span> The box</a></li>')),
    "box": ("| The box\n\nText of the box.", (">The box</p>", "Text of the box.", 'id="box-1"')),
    "side-note": ("| The side note\n\nText of the side note.", (">The side note<", "Text of the side note.")),
    "pull-quote": ("| A founder\n    source: Her *portrait*\n\nWe voted.",
                   (">A founder<", "<cite>Her <em>portrait</em></cite>", "We voted.")),
    "stat": ("| 22\n    source: The *count*\n\ncases", (">22<", "The <em>count</em>", "cases", 'class="stats stats-1"')),
    "figure": ("| The figure\n    src: figures/map.svg\n    alt: A map\n    source: The *atlas*\n    credit: A hand\n"
               "    width: full\n\nNote of the figure.",
               ('id="figure-1"', "figure-full", ">Figure 1</span> The figure</figcaption>", 'alt="A map"', 'width="80" height="40"',
                "The <em>atlas</em>", "A hand", "Note of the figure.")),
    "table": ("| The table\n    source: The *census*\n\n| Year | People |\n|---|---|\n| 2019 | 50 |\n\nNote of the table.",
              ('id="table-1"', "table table-column table-columns-2\" id", ">Table 1<", "The table", '<td class="number">50</td>', "The <em>census</em>",
               "Note of the table.")),
    "definition": ("| A member\n\nWho has a vote.", ("<dfn>A member</dfn>", "Who has a vote.")),
    "recommendations": ("| What to do\n", (">What to do<", "Count the members", "Donors", "End of 2027", "No case counts.")),
    "details": ("| How we counted\n\nOne by one.", ("<summary>How we counted</summary>", "One by one.")),
    "part": ("\n    lang: ar\n\nالتعاون", ('lang="ar" dir="rtl"', "التعاون")),
    "chart": ("| The chart\n    type: bar\n    data: data/members.csv\n    x: country\n    y: members\n"
              "    subtitle: What is *counted*\n    note: The note.\n    source: The *reports*\n\nMore on the chart.",
              ('id="figure-2"', ">Figure 2</span> The chart</figcaption>", "What is <em>counted</em>", "<p>The note.</p>", "The <em>reports</em>",
               "More on the chart.", 'id="figure-2-title"', 
               '<td class="number">120</td>\n</tr>\n<tr>\n<th scope="row">Kenya</th>\n<td class="number">80</td>\n</tr>\n</tbody>\n</table>')),
    "map": ("| The map\n    countries: UG\n    region: africa\n    source: The *gazetteer*",
            ('id="figure-3"', ">Figure 3</span> The map</figcaption>", "The <em>gazetteer</em>", '<th scope="row">Uganda</th>\n</tr>')),
    "data-table": ("| The members\n    data: data/members.csv\n    subtitle: Who *came*\n    total: Both\n    source: The *lists*",
                   ('id="table-2"', ">Table 2<", "The members", "Who <em>came</em>", "The <em>lists</em>", '<th scope="row">Both</th>',
                    '<td class="number">200</td>')),
    "page-break": ("", ('class="page-break"',)),
}  # fmt: skip
"""For each block what an author writes after its name, and what the page then has."""

RECOMMENDATIONS = """recommendations:
  - action: Count the members
    who: Donors
    by: End of 2027
    evidence: No case counts.
---
"""


def page_with(root: Path, files: dict[str, str], *replaced: tuple[str, str]) -> str:
    """The brief of the good project, with files added and pieces of its text replaced, built without a word."""
    project = corpus.project(root / "project")
    brief = (project / "briefs/good/brief.md").read_text("utf-8")
    for old, new in replaced:
        assert old in brief
        brief = brief.replace(old, new, 1)
    corpus.write(project, {"briefs/good/brief.md": brief, **files})
    outcome = corpus.build(project)
    assert corpus.rendering(outcome.diagnostics) == ""
    return (project / PAGE).read_text("utf-8")


@pytest.fixture(scope="module")
def every_block(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page on which every block stands once."""
    blocks = "\n\n".join(f"/// {name} {text.rstrip()}\n///" for name, (text, _) in WRITTEN.items())
    return page_with(
        tmp_path_factory.mktemp("blocks"),
        {
            "briefs/good/figures/map.svg": DRAWING,
            "briefs/good/data/members.csv": "country,members\nUganda,120\nKenya,80\n",
        },
        ("earn a living together.\n---\n", f"earn a living together.\n{RECOMMENDATIONS}"),
        ("A cooperative belongs to its members.", blocks),
    )


@pytest.mark.parametrize("name", [name for name, kind in BLOCKS.items() if not issubclass(kind, View)])
def test_a_component_draws_what_is_written(name: str, every_block: str) -> None:
    for piece in WRITTEN[name][1]:
        assert every_block.count(piece) == 1, piece


def test_a_page_of_all_blocks_is_whole(every_block: str) -> None:
    assert not re.search("[\ue000-\uf8ff]", every_block), "no mark of a slot is left"
    assert not re.search(r"{[{%#]|[#%}]}|>None<|=\"None\"|StrEnum", every_block.partition("<body")[2])
    page = Tags.of(every_block)
    assert page.unclosed == []
    ids = [attributes["id"] for _, attributes in page.tags if attributes.get("id")]
    assert len(ids) == len(set(ids))


class Tags(HTMLParser):
    """The tags of a page with their attributes, and those that are not closed where they should be."""

    VOID = frozenset(("br", "col", "hr", "img", "link", "meta", "source", "wbr"))

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.unclosed: list[str] = []
        self.scripts: list[str] = []

    @classmethod
    def of(cls, html: str) -> Tags:
        page = cls()
        page.feed(html)
        page.close()
        page.unclosed += page.open
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unclosed.append(f"{tag} at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            self.scripts.append(data)


# --- a project's own templates --------------------------------------------------------------------------


def test_a_project_replaces_one_component(tmp_path: Path) -> None:
    own = {
        "templates/components/callout.html": '<aside class="ours" data-b="{{ part.id }}">{{ part.title }}!\n'
        "{{ part.content }}</aside>"
    }
    page = page_with(
        tmp_path,
        own,
        (
            "A cooperative belongs",
            "/// callout | Ours & theirs\n\nX.\n///\n\n/// box | B\n\nY.\n///\n\nIt belongs",
        ),
    )
    assert re.search(r'<aside class="ours" data-b="\w+">Ours &amp; theirs!\s*<p[^>]*>X.</p></aside>', page)
    assert 'class="callout' not in page
    assert '<aside class="box"' in page


def test_a_project_replaces_a_piece_of_every_page_and_adds_its_own(tmp_path: Path) -> None:
    own = {
        "templates/kinds/brief.html": "{% extends 'document.html' %}{% block side %}{% include 'ours/side.html' %}{% endblock %}",
        "templates/ours/side.html": "<aside>{{ words.date(page.day) }}</aside>",
        "templates/furniture/summary.html": "{% for text in page.paragraphs('summary') %}<p>Ours: {{ text }}</p>{% endfor %}",
    }
    page = page_with(tmp_path, own)
    assert "<aside>24 November 2026</aside>" in page
    assert "<p>Ours: Seven cooperatives show" in page
    assert page.count("Seven cooperatives show") == 1
    assert '<footer class="imprint"' in page


# --- what authors write stays text ----------------------------------------------------------------------

SHARP = """<script>alert("1")</script> & 'x' </title>"""
"""A plain text that would do harm if it were put in as it is."""
TYPOGRAPHIC = """<script>alert(“1”)</script> & ‘x’ </title>"""


@pytest.fixture(scope="module")
def sharp_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Pages whose every plain text is sharp, by address."""
    root = tmp_path_factory.mktemp("sharp")
    sharp = json.dumps(SHARP)
    project = f"series: {{title: {sharp}, description: {sharp}}}\npublisher:\n  name: {sharp}\n  about: {sharp}\n" \
        "  url: https://longtable.example/?a=1&b=2\nsite: https://briefs.longtable.example/\nlanguages: [en]\n" \
        f"disclaimer: {sharp}\n"  # fmt: skip
    publication = (
        f"date: 2026-11-24\nauthors: [{{name: {sharp}, affiliation: {sharp}}}]\ntopics: [{sharp}]\n"
        f"hero: {{image: figures/map.svg, credit: {sharp}}}\ncontacts: [{{name: {sharp}, role: {sharp}, phone: {sharp}}}]\n"
        f"partners: [{{name: {sharp}, logo: figures/map.svg, statement: {sharp}}}]\nfunders: [{{name: {sharp}}}]\n"
    )
    article = (
        "---\ntitle: 'An <i>article</i> of \"R&D\"'\n"
        f"description: {sharp}\ntranslators: ['R&D <b>unit</b>']\ncitation: {sharp}\nhero: {{alert: 1}}\n---\nText.\n"
    ).replace("{alert: 1}", "{alt: '<script>'}")
    front = (
        f"description: {sharp}\ntranslators: ['R&D <b>unit</b>']\nhero: {{alt: {sharp}}}\n"
        f"recommendations: [{{action: 'Count <b>all</b> & \"some\"', who: R&D, by: 'R&D <i>day</i>'}}]\n"
    )
    figure = (
        '/// figure | Fewer <b>than</b> "5" & more\n    src: figures/map.svg\n    alt: 4 < 5 & "six" > \'0\'\n'
        '    source: R&D, "A <cite>count</cite> of 4"\n///\n\n'
        '/// pull-quote | Her & "them"\n    source: 4 < 5 & <i>six</i>\n\nWords.\n///\n\n'
    )
    page_with(
        root,
        {
            "briefgen.yml": project,
            "briefs/good/publication.yml": publication,
            "briefs/good/article.md": article,
            "briefs/good/figures/map.svg": DRAWING,
        },
        (
            "title: Cooperatives give displaced people a way to earn",
            "title: 'A <b>bold & \"quoted\"</b> title'",
        ),
        ("description: What seven cooperatives show about earning a living after displacement.\n", front),
        ("A cooperative belongs", f"{figure}It belongs"),
    )
    dist = root / "project/dist"
    return {path.relative_to(dist).as_posix(): path.read_text("utf-8") for path in dist.rglob("*.html")}


BRIEF, ARTICLE, HOME = "en/briefs/good/index.html", "en/briefs/good/article/index.html", "index.html"


def test_a_title_keeps_its_markup_and_nothing_else(sharp_pages: dict[str, str]) -> None:
    title = "A <b>bold &amp; “quoted”</b> title"
    brief, article, home = (sharp_pages[name] for name in (BRIEF, ARTICLE, HOME))
    bound = title.replace("A ", "A&nbsp;").replace(" title", "&nbsp;title")
    assert f'<h1 data-title="A bold &amp; “quoted” title">{bound}</h1>' in brief
    assert "<title>A bold &amp; “quoted” title</title>" in brief
    assert 'property="og:title" content="A bold &amp; “quoted” title"' in brief
    assert f"<cite>{bound}</cite>" in brief
    assert f">{title}</a>" in article
    assert f">{title}</a></h3>" in home
    assert ">An <i>article</i> of “R&amp;D”</a>" in brief


def test_options_of_blocks_are_escaped(sharp_pages: dict[str, str]) -> None:
    brief = sharp_pages[BRIEF]
    assert 'alt="4 &lt; 5 &amp; &#34;six&#34; &gt; &#39;0&#39;"' in brief
    assert "Fewer <b>than</b>&nbsp;“5” &amp;&nbsp;more" in brief
    assert "R&amp;D, “A <cite>count</cite> of 4”" in brief
    assert "<cite>4 &lt; 5 &amp; <i>six</i></cite>" in brief
    assert "Her &amp; “them”" in brief
    assert "R&amp;D <i>day</i>" in brief
    assert "Translated by R&amp;D <b>unit</b>" in brief
    assert "Count <b>all</b> &amp;&nbsp;“some”" in brief


@pytest.mark.parametrize("name", [BRIEF, ARTICLE, HOME])
def test_plain_texts_do_no_harm(name: str, sharp_pages: dict[str, str]) -> None:
    html = sharp_pages[name]
    page = Tags.of(html)
    assert [attributes for tag, attributes in page.tags if tag == "script"] == [
        {"type": "application/ld+json"}
    ]
    assert "alert" not in re.sub(r"&lt;script&gt;alert|\\u003cscript\\u003ealert", "", html)
    assert page.unclosed == []
    assert not [a for _, attributes in page.tags for a in attributes if a.startswith("on")]
    assert SHARP in {attributes.get("content") for tag, attributes in page.tags if tag == "meta"}
    assert json.loads("".join(page.scripts))["description"] == (SHARP if name == HOME else TYPOGRAPHIC)


def test_the_alternative_of_a_picture_is_plain(sharp_pages: dict[str, str]) -> None:
    assert 'alt="&lt;script&gt;"' in sharp_pages[ARTICLE]
    heroes = {attributes["alt"] for tag, attributes in Tags.of(sharp_pages[BRIEF]).tags if tag == "img"}
    assert SHARP in heroes


def test_an_unpublished_edition_says_so_and_authors_can_be_found(small_project: Path) -> None:
    settings = small_project / "briefs/good/publication.yml"
    text = settings.read_text("utf-8").replace("stage: published", "stage: draft")
    author = "  - name: Ada\n    orcid: 0000-0002-1825-0097\n    email: ada@example.org\n"
    settings.write_text(text.replace("  - name: Long Table\n", f"  - name: Long Table\n{author}"), "utf-8")
    assert not corpus.build(small_project).diagnostics
    page = (small_project / "dist/en/briefs/good/index.html").read_text("utf-8")
    assert "Draft: not for citation" in page
    assert 'href="https://orcid.org/0000-0002-1825-0097"' in page
    assert 'href="mailto:ada@example.org"' in page
