"""Layouts for tests: made by hand, where a test wants everything, and tiny documents laid out by the engine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from briefgen import loading, opening
from briefgen.checks.laid_out import LaidOut
from briefgen.content.block_map import Block, BlockMap
from briefgen.content.decode import decode
from briefgen.content.edition_text import EditionText
from briefgen.content.frontmatter import split
from briefgen.content.kinds import Article
from briefgen.content.manuscript import Body, Manuscript
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.engine import Engine
from briefgen.core.store import STORE, Store
from briefgen.core.workspace import Workspace
from briefgen.design.design import load_design
from briefgen.design.shipped import shipped_root
from briefgen.examining import composed, examined
from briefgen.layout.fit import Contract
from briefgen.layout.pages import Layout, Line, Node, PageBox, Piece, Rect
from briefgen.output.pdf import make_pdf
from briefgen.output.pdf_job import PdfJob, PdfResult
from briefgen.output.renditions import Prepared, contract_of, pdf_job
from tests import corpus
from tests.conftest import REPOSITORY

# --- by hand ----------------------------------------------------------------------------------------------

AREA = Rect(10, 10, 90, 90)
"""What is inside the margins of a page of 100 by 100 mm: 16 lines."""

LINE = 5
"""Millimetres from line to line."""


@dataclass
class Sheets:
    """Pages in the making. Every element is a block of the source, in the line of its own number: the first that a
    test sets is 2, after `html` and `body`. Pages count from 1 here, as people count them."""

    pages: int = 2
    feet: dict[int, float] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.nodes += [Node("html", "", (), "", -1), Node("body", "", (), "", 0)]

    def element(
        self, tag: str, classes: str = "", inside: int = 1, name: str = "", is_block: bool = True
    ) -> int:
        """An element that is on no page yet."""
        block = str(len(self.nodes)) if is_block else ""
        self.nodes.append(Node(tag, name, tuple(classes.split()), block, inside))
        return len(self.nodes) - 1

    def text(
        self,
        tag: str,
        *places: tuple[int, float, int],
        words: str = "twelve words that fill one line of text from left to right",
        left: float = AREA.left,
        width: float = AREA.width,
        **about: Any,
    ) -> int:
        """An element with lines of text on pages: for each page its number, where they begin, and how many."""
        node = self.element(tag, **about)
        for page, top, count in places:
            self.lines(node, page, top, [words] * count, left=left, width=width)
        return node

    def lines(
        self,
        node: int,
        page: int,
        top: float,
        texts: list[str],
        *,
        left: float = AREA.left,
        width: float = AREA.width,
        widths: Iterable[float] = (),
        column: int = 0,
        is_note: bool = False,
    ) -> None:
        """Lines of an element, in its box; `widths` are those of lines that do not fill it."""
        box = Rect(left, top, left + width, top + LINE * len(texts))
        each = [*widths, *[width] * len(texts)]
        lines = tuple(
            Line(Rect(left, top + LINE * n, left + each[n], top + LINE * (n + 1)), text)
            for n, text in enumerate(texts)
        )
        self.pieces.append(Piece(node, page - 1, box, lines, is_note, column))

    def box(self, node: int, page: int, left: float, top: float, right: float, bottom: float) -> int:
        """Where an element without lines of its own stands: a picture, or a box around others."""
        self.pieces.append(Piece(node, page - 1, Rect(left, top, right, bottom)))
        return node

    def layout(self) -> Layout:
        pages = [PageBox(100, 100, AREA, self.feet.get(n + 1, AREA.bottom)) for n in range(self.pages)]
        pieces = sorted(self.pieces, key=lambda piece: piece.page)
        return Layout(tuple(pages), tuple(self.nodes), tuple(pieces))


def laid_out(sheets: Sheets, contract: Contract | None = None, front: str = "", **about: Any) -> LaidOut:
    """Pages made by hand as rules get them. `front` is what the front matter says besides title and description."""
    front = f"---\ntitle: A title\ndescription: A description.\n{front}---\n"
    source = corpus.source(
        "brief.md", front + "\n".join(f"line {n}" for n in range(front.count("\n") + 1, 60))
    )
    matter, start = split(source)
    edition, problems = decode(matter.tree, Article)
    assert not problems
    blocks = tuple(Block(str(line), line, line, "") for line in range(1, 60))
    text = EditionText("", "", {}, (), {}, (), frozenset(), (), BlockMap(blocks), {}, (), 0)
    manuscript = Manuscript(None, Body(source, start), edition, matter.tree)
    return LaidOut(sheets.layout(), manuscript, text, contract or Contract(), SITE, **about)


def told(
    rule: Callable[[LaidOut], Iterable[Diagnostic]],
    sheets: Sheets,
    contract: Contract | None = None,
    front: str = "",
    **about: Any,
) -> list[tuple[Any, ...]]:
    """What a rule says of pages: the line, and the numbers that its message names outside of quotes. Its words are
    for `tests/errors`."""
    problems = rule(laid_out(sheets, contract, front, **about))
    return [(problem.span.line, *numbers(problem.message)) for problem in problems]


def numbers(message: str) -> list[float]:
    """The numbers that a message names, but for those in quotes and of figures."""
    plain = re.sub(r"“[^”]*”|(?:Figure|Table) \d+", "", message)
    return [float(number) for number in re.findall(r"\d+(?:\.\d+)?", plain)]


# --- by the engine ------------------------------------------------------------------------------------------

SITE = "https://tiny.example/"
FILES = {
    "latin.ttf": "styles/fonts/public-sans-400.ttf",
    "arabic.ttf": "styles/fonts/house-arabic-400.ttf",
    "drawing.svg": "styles/brands/long-table/mark.svg",
}
PLAIN = """
@font-face { font-family: latin; src: url("latin.ttf") }
@font-face { font-family: arabic; src: url("arabic.ttf") }
@page { size: 100mm 100mm; margin: 10mm }
* { margin: 0; padding: 0 }
html { font: 10px/5mm latin, arabic }
p { orphans: 3; widows: 3 }
img { width: 5mm; height: 5mm }
table { border-spacing: 0 }
sup { font-size: 7px; line-height: 0 }
.footnote { float: footnote; footnote-policy: line }
.footnote::footnote-call { content: none }
"""
"""The same pages and lines as those made by hand."""


def document(
    body: str,
    css: str = "",
    language: str = "en",
    direction: str = "ltr",
    densities: tuple[tuple[str, str], ...] = (("regular", ""),),
    density: str = "regular",
    contract: Contract | None = None,
) -> PdfResult:
    """A tiny document as the engine lays it out."""
    job = PdfJob(
        address=f"{SITE}page.html",
        html=f'<!doctype html><html lang="{language}" dir="{direction}"><title>T</title>{body}</html>',
        sheets=(("plain.css", PLAIN), ("case.css", css)),
        sheets_address=f"{SITE}plain.css",
        files=tuple((SITE + name, path) for name, path in FILES.items()),
        densities=densities,
        density=density,
        contract=contract or Contract(),
    )
    result = make_pdf(job, Workspace(REPOSITORY, REPOSITORY))
    assert result.layout, result.failure
    return result


def note(key: str, text: str = "The words of a note.") -> str:
    """The mark of a note and, for the foot of its page, its text."""
    mark = f'<sup id="fnref:{key}"><a href="#note:{key}">1</a></sup>'
    return f'{mark}<span class="footnote" id="note:{key}">{text}</span>'


# --- an edition of a project ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Edition:
    """An edition of a project on disk, composed, and how it is laid out with what a style sheet adds."""

    item: Prepared
    lay_out: Callable[[str], PdfResult]

    def page(self, result: PdfResult) -> LaidOut:
        """A layout of the edition as rules get it."""
        assert result.layout, result.failure
        return LaidOut(
            layout=result.layout,
            manuscript=self.item.manuscript,
            text=self.item.text,
            contract=contract_of(self.item),
            address=self.item.address(SITE),
            unreadable=result.unreadable,
        )


def edition_of(root: Path, slug: str) -> Edition:
    """The only edition of a publication, of which nothing is wrong before it is laid out."""
    workspace = Workspace(root, shipped_root())
    loaded = loading.load(workspace)
    assert loaded.project
    design, _ = load_design(workspace.door(), loaded.project, None)
    assert design
    engine = Engine(workspace, Store(root / STORE))
    composer = opening.composer_of(workspace.door(), loaded.project, design, loaded, engine)
    publication = next(found for found in loaded.publications if found.files.slug == slug)
    (manuscript,) = publication.manuscripts
    text = examined(workspace.door(), composer, publication, manuscript, date.today(), loaded.in_doubt)
    problems = [problem.message for problem in text.problems if problem.code != "sentence-long"]
    assert not problems, problems
    assert text.text
    item, _ = composed(composer, publication, manuscript, text.text)
    assert item

    def lay_out(css: str) -> PdfResult:
        job = pdf_job(design, composer.addresses.site, item)
        job = replace(job, sheets=(*job.sheets, ("case.css", css)))
        return make_pdf(job, workspace)

    return Edition(item, lay_out)
