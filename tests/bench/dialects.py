"""The briefs of the workload as other tools want them written: the same words, tables, notes and pictures.

Those tools draw no charts from data, so they get the chart as a finished drawing.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path

from tests.bench.workload import SEED, Brief, Table, briefs, photograph

FONTS = ("public-sans-400", "public-sans-400i", "public-sans-600", "newsreader-display-400")
_STYLES = Path(__file__).resolve().parents[2] / "styles/fonts"


def write_pandoc(folder: Path, count: int) -> Path:
    """Markdown for pandoc, with a template for Typst and one for HTML."""
    _write_shared(folder, count)
    (folder / "template.typ").write_text(_TYPST, "utf-8")
    (folder / "template.html").write_text(_HTML, "utf-8")
    for brief in briefs(count):
        (folder / f"{brief.slug}.md").write_text(_front(brief) + _body(brief, _PANDOC), "utf-8")
    return folder


def write_quarto(folder: Path, count: int) -> Path:
    """A project of Quarto with HTML and Typst."""
    _write_shared(folder, count)
    (folder / "_quarto.yml").write_text(_QUARTO, "utf-8")
    for brief in briefs(count):
        (folder / f"{brief.slug}.qmd").write_text(_front(brief) + _body(brief, _PANDOC), "utf-8")
    return folder


def write_myst(folder: Path, count: int) -> Path:
    """A project of MyST, each page exported with Typst. Its HTML is a site that a server of its own draws; it is left
    out, in favour of MyST."""
    _write_shared(folder, count)
    (folder / "myst.yml").write_text("version: 1\nproject:\n  title: A series to measure with\n", "utf-8")
    (folder / "paper").mkdir()
    (folder / "paper/template.yml").write_text(_MYST_TEMPLATE, "utf-8")
    heading = _TYPST.replace("$title$", "[-doc.title-]").replace("$subtitle$", "[-doc.description-]")
    text = heading.replace("$body$", "[-IMPORTS-]\n\n[-CONTENT-]")
    (folder / "paper/template.typ").write_text(text, "utf-8")
    for brief in briefs(count):
        exports = f"exports:\n  - format: typst\n    output: out/{brief.slug}.pdf\n    template: ./paper\n"
        head = f"---\ntitle: '{brief.title}'\ndescription: {brief.description}\n{exports}---\n\n"
        text = f"{head}{brief.summary}\n\n{_body(brief, _MYST)}"
        (folder / f"{brief.slug}.md").write_text(text, "utf-8")
    return folder


def write_vivliostyle(folder: Path, count: int) -> Path:
    """Finished HTML with a style sheet for paper, and the settings of Vivliostyle."""
    write_html(folder, count)
    entries = ", ".join(
        f'{{title: "{brief.slug}", entry: "{brief.slug}.html", output: "{brief.slug}.pdf"}}'
        for brief in briefs(count)
    )
    (folder / "vivliostyle.config.mjs").write_text(f"export default [{entries}];\n", "utf-8")
    return folder


def write_mkdocs(folder: Path, count: int) -> Path:
    """A site of MkDocs, for its live preview."""
    _write_shared(folder / "docs", count)
    settings = "site_name: A series to measure with\nmarkdown_extensions: [tables, footnotes]\n"
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    (folder / "docs/index.md").write_text("# A series to measure with\n", "utf-8")
    for brief in briefs(count):
        text = f"# {brief.title}\n\n{brief.summary}\n\n{_body(brief, _PLAIN)}"
        (folder / f"docs/{brief.slug}.md").write_text(text, "utf-8")
    return folder


def write_sphinx(folder: Path, count: int) -> Path:
    """Documentation of Sphinx in MyST Markdown, for the live preview of sphinx-autobuild."""
    _write_shared(folder, count)
    settings = (
        "project = 'A series'\nextensions = ['myst_parser']\nmyst_enable_extensions = ['colon_fence']\n"
    )
    (folder / "conf.py").write_text(settings, "utf-8")
    names = "\n".join(brief.slug for brief in briefs(count))
    (folder / "index.md").write_text(f"# A series\n\n```{{toctree}}\n{names}\n```\n", "utf-8")
    for brief in briefs(count):
        text = f"# {brief.title}\n\n{brief.summary}\n\n{_body(brief, _MYST)}"
        (folder / f"{brief.slug}.md").write_text(text, "utf-8")
    return folder


def write_html(folder: Path, count: int) -> Path:
    """Finished HTML with a style sheet for paper, for what prints a browser's pages."""
    _write_shared(folder, count)
    (folder / "paper.css").write_text(_PAPER, "utf-8")
    for brief in briefs(count):
        (folder / f"{brief.slug}.html").write_text(_page(brief), "utf-8")
    return folder


def _write_shared(folder: Path, count: int) -> None:
    folder.mkdir(parents=True)
    for name in FONTS:
        (folder / f"{name}.ttf").write_bytes((_STYLES / f"{name}.ttf").read_bytes())
    for brief in briefs(count):
        (folder / f"{brief.slug}.jpg").write_bytes(photograph(brief.number, SEED))
        (folder / f"{brief.slug}.svg").write_text(chart(brief), "utf-8")


def chart(brief: Brief) -> str:
    """The line chart of a brief as SVG."""
    years, numbers = zip(*brief.chart, strict=True)
    across = [40 + 400 * (year - years[0]) / (years[-1] - years[0]) for year in years]
    along = [200 - 180 * number / 1000 for number in numbers]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(across, along, strict=True))
    labels = "".join(
        f'<text x="{x:.1f}" y="220" text-anchor="middle">{year}</text>'
        for x, year in zip(across, years, strict=True)
    )
    lines = "".join(
        f'<path d="M40 {200 - 18 * step}H440" stroke="#ccc" stroke-width=".6"/>' for step in range(0, 11, 2)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 460 230" font-family="Public Sans" font-size="10.5">'
        f'{lines}<polyline points="{points}" fill="none" stroke="#0b5c6b" stroke-width="2.2"/>{labels}</svg>\n'
    )


# --- Markdown -----------------------------------------------------------------------------------------

_PANDOC = {"box": ("::: key-messages\n", ":::\n"), "table": ": {title}\n"}
_PLAIN = {"box": ("", ""), "table": ""}
_MYST = {"box": (":::{note}\n", ":::\n"), "table": ""}


def _front(brief: Brief) -> str:
    return (
        f"---\ntitle: '{brief.title}'\nsubtitle: {brief.description}\nauthor: Long Table\ndate: 2026-11-24\n"
        f"lang: en\n---\n\n{brief.summary}\n\n"
    )


def _body(brief: Brief, words: dict[str, object]) -> str:
    begin, end = words["box"]  # type: ignore[misc]
    parts = [begin, *(f"- {message}\n" for message in brief.key_messages), end]
    notes = []
    for place, section in enumerate(brief.sections):
        first, *others = section.paragraphs
        mark = f"[^n{place}]" if section.note else ""
        if section.note:
            notes.append(f"[^n{place}]: {section.note}\n")
        parts += [f"\n## {section.title}\n", "\n" + "\n\n".join((first + mark, *others)) + "\n"]
        if section.table:
            parts.append(_table(section.table, str(words["table"])))
        if place == 0:
            parts.append(f"\n![Houses and fields below a wide sky]({brief.slug}.jpg)\n")
        if place == 3:
            parts.append(f"\n![More members than ten years ago]({brief.slug}.svg)\n")
    return "".join((*parts, "\n", *notes))


def _table(table: Table, caption: str) -> str:
    rules = ("---", *["---:"] * (len(table.heads) - 1))
    rows = ("|" + "|".join(cells) + "|\n" for cells in (table.heads, rules, *table.rows))
    return "\n" + "".join(rows) + "\n" + caption.format(title=table.title)


# --- HTML ---------------------------------------------------------------------------------------------


def _page(brief: Brief) -> str:
    say = html.escape
    parts = [f"<h1>{say(brief.title)}</h1><p>{say(brief.description)}</p><p>{say(brief.summary)}</p>"]
    parts.append(f'<ul class="key-messages">{_each("li", brief.key_messages)}</ul>')
    for place, section in enumerate(brief.sections):
        first, *others = section.paragraphs
        note = f'<span class="note">{say(section.note)}</span>' if section.note else ""
        parts.append(f"<h2>{say(section.title)}</h2><p>{say(first)}{note}</p>{_each('p', others)}")
        if section.table:
            rows = "".join(f"<tr>{_each('td', row)}</tr>" for row in section.table.rows)
            head = f"<thead><tr>{_each('th', section.table.heads)}</tr></thead>"
            parts.append(
                f"<table><caption>{say(section.table.title)}</caption>{head}<tbody>{rows}</tbody></table>"
            )
        if place in (0, 3):
            parts.append(
                f'<figure><img src="{brief.slug}.{"svg" if place else "jpg"}" alt="A picture"></figure>'
            )
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{say(brief.title)}</title>'
        f'<link rel="stylesheet" href="paper.css"><body>{"".join(parts)}</body></html>\n'
    )


def _each(tag: str, texts: Iterable[str]) -> str:
    return "".join(f"<{tag}>{html.escape(text)}</{tag}>" for text in texts)


_FACES = "".join(
    f'@font-face {{ font-family: "{family}"; src: url("{name}.ttf"); font-weight: {weight}; font-style: {style} }}\n'
    for family, name, weight, style in (
        ("Public Sans", "public-sans-400", 400, "normal"),
        ("Public Sans", "public-sans-400i", 400, "italic"),
        ("Public Sans", "public-sans-600", 600, "normal"),
        ("Newsreader Display", "newsreader-display-400", 400, "normal"),
    )
)
_PAPER = (
    _FACES
    + """\
@page { size: A4; margin: 25mm 20mm; @bottom-right { content: counter(page) } }
body { font: 9.5pt/1.5 "Public Sans"; hyphens: auto }
h1, h2 { font-family: "Newsreader Display"; font-weight: 400; break-after: avoid }
.key-messages { background: #e7f0f1; border-top: 2pt solid #c8553d; padding: 5mm 8mm }
.note { float: footnote; font-size: 8pt }
table { width: 100%; border-collapse: collapse; font-size: 8.5pt }
td, th { border-bottom: .5pt solid #ccc; text-align: right; padding: 1mm }
td:first-child, th:first-child { text-align: left }
img { width: 100% }
"""
)
_HTML = f"""<!doctype html>
<html lang="$lang$"><head><meta charset="utf-8"><title>$title$</title><style>{_PAPER.replace("$", "$$")}</style></head>
<body><h1>$title$</h1><p>$subtitle$</p>
$body$
</body></html>
"""
_TYPST = """\
#let horizontalrule = line(length: 100%)
#set document(title: "$title$", author: "Long Table")
#set page(paper: "a4", margin: (x: 20mm, y: 25mm), numbering: "1", header: context if counter(page).get().first() > 1 { text(7.5pt, "$title$") })
#set text(font: "Public Sans", size: 9.5pt, lang: "en", hyphenate: true)
#set par(leading: 0.75em)
#show heading: set text(font: "Newsreader Display", weight: 400)
#show heading.where(level: 2): set text(16pt)
#set table(stroke: (x, y) => (bottom: 0.5pt + rgb("#cccccc")))
#show table: set text(8.5pt)
#set footnote.entry(separator: line(length: 30%, stroke: 0.5pt))
#text(28pt, font: "Newsreader Display", "$title$")

#text(13pt, "$subtitle$")

$body$
"""
_MYST_TEMPLATE = """\
jtex: v1
title: brief
kind: typst
files: [template.typ]
doc:
  - id: title
    required: true
  - id: description
options: []
parts: []
packages: []
"""
_QUARTO = """\
project:
  output-dir: out
format:
  html:
    toc: false
  typst:
    papersize: a4
    font-paths: [.]
    mainfont: Public Sans
"""
