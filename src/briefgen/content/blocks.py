"""The blocks an author can write between `///` lines: what each is called, takes and needs.

A kind of block here has a template of the same name in `templates/components/`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from briefgen.content.block import Block, Title, Width
from briefgen.content.data_blocks import Chart, DataTable, Map
from briefgen.content.decode import span_at
from briefgen.content.fields import FilePath, Language, Markdown, Text, Texts, Words, as_list
from briefgen.content.frontmatter import Mapping
from briefgen.core.source import Span


class Tone(StrEnum):
    NOTE = "note"
    CAUTION = "caution"


class Callout(Block):
    NAME, WHAT, TITLE = "callout", "the block `callout`", Title.NEEDED
    tone: Tone = Tone.NOTE


class Box(Block):
    NAME, WHAT, TITLE, COUNTS_AS = "box", "the block `box`", Title.NEEDED, "box"


class SideNote(Block):
    """A remark in the margin beside the text."""

    NAME, WHAT, TITLE = "side-note", "the block `side-note`", Title.ALLOWED


class PullQuote(Block):
    NAME, WHAT, TITLE = "pull-quote", "the block `pull-quote`", Title.ALLOWED
    TITLE_IS_BELOW = True
    source: Markdown | None = None


class Stat(Block):
    NAME, WHAT, TITLE = "stat", "the block `stat`", Title.NEEDED
    source: Markdown | None = None


class Pictured(Block):
    """What a figure says of its picture."""

    src: FilePath
    alt: Words | None = None
    decorative: bool = False

    @model_validator(mode="after")
    def _alt_or_decoration(self) -> Pictured:
        if not self.alt and not self.decorative:
            raise ValueError(
                "has no text alternative -- say in `alt` what the picture shows, "
                "or write `decorative: true` when it only sets a mood"
            )
        if self.alt and self.decorative:
            raise ValueError("has both `alt` and `decorative` -- keep one of them")
        return self


class Figure(Pictured):
    NAME, WHAT, TITLE, NEEDS_TEXT = "figure", "the block `figure`", Title.NEEDED, False
    COUNTS_AS = "figure"
    source: Markdown
    credit: Markdown | None = None
    width: Width = Width.COLUMN


class Table(Block):
    NAME, WHAT, TITLE, COUNTS_AS = "table", "the block `table`", Title.NEEDED, "table"
    source: Markdown
    width: Width = Width.COLUMN


class Definition(Block):
    NAME, WHAT, TITLE = "definition", "the block `definition`", Title.NEEDED


class Recommendations(Block):
    """Places the front matter's recommendations."""

    NAME, WHAT, TITLE = "recommendations", "the block `recommendations`", Title.ALLOWED
    TAKES_TEXT = NEEDS_TEXT = False


class Details(Block):
    """Text that the screen folds away and paper shows."""

    NAME, WHAT, TITLE = "details", "the block `details`", Title.NEEDED


class Part(Block):
    """A part in another language, with that language's direction."""

    NAME, WHAT = "part", "the block `part`"
    lang: Language


class RecordPart(StrEnum):
    """The parts of a case record that the block `evidence` can show."""

    RESULTS = "results"
    CHALLENGES = "challenges"
    LESSONS = "lessons"


class View(Block):
    """A block that is drawn from the data of the series and holds no text."""

    TITLE, TAKES_TEXT, NEEDS_TEXT = Title.NEEDED, False, False
    COUNTS_AS: ClassVar[str | None] = "table"


class EvidenceTable(View):
    """Facts of the publication's own record, with year, source and confidence."""

    NAME, WHAT = "evidence", "the block `evidence`"
    show: Annotated[tuple[RecordPart, ...], Field(min_length=1)] = (RecordPart.RESULTS, RecordPart.CHALLENGES)


class Matrix(View):
    """The cases by two vocabularies."""

    NAME, WHAT = "matrix", "the block `matrix`"
    rows: Text = "pathways"
    columns: Text = "membership-structures"


class Cases(View):
    """The cases that have some terms."""

    NAME, WHAT = "cases", "the block `cases`"
    where: dict[str, Texts] = Field(default_factory=dict)


class Coverage(View):
    """The pairs of terms of two vocabularies of which there is no case."""

    NAME, WHAT = "coverage", "the block `coverage`"
    rows: Text = "pathways"
    columns: Text = "membership-structures"


class Asks(View):
    """The recommendations of the whole series by who is to act: all `actors`, or some."""

    NAME, WHAT = "asks", "the block `asks`"
    actors: Texts = ()


class RelatedList(View):
    """Publications that share terms with this one, or that its settings name."""

    NAME, WHAT, TITLE = "related", "the block `related`", Title.ALLOWED
    COUNTS_AS = None


class Listed(StrEnum):
    FIGURES = "figures"
    TABLES = "tables"
    BOXES = "boxes"

    @property
    def counts_as(self) -> str:
        """What a block in such a list counts as."""
        return {"boxes": "box"}.get(self.value, self.value.removesuffix("s"))


class NumberedList(Block):
    """The numbered figures, tables or boxes of the text by their titles, with page numbers on paper."""

    NAME, WHAT, TITLE = "numbered-list", "the block `numbered-list`", Title.NEEDED
    TAKES_TEXT = NEEDS_TEXT = False
    of: Annotated[tuple[Listed, ...], BeforeValidator(as_list), Field(min_length=1)] = (Listed.FIGURES,)


class PageBreak(Block):
    NAME, WHAT, TAKES_TEXT, NEEDS_TEXT = "page-break", "the block `page-break`", False, False


BLOCKS: dict[str, type[Block]] = {
    block.NAME: block
    for block in (
        Callout,
        Box,
        SideNote,
        PullQuote,
        Stat,
        Figure,
        Table,
        Chart,
        Map,
        DataTable,
        Definition,
        Recommendations,
        Details,
        Part,
        EvidenceTable,
        Matrix,
        Cases,
        Coverage,
        Asks,
        RelatedList,
        NumberedList,
        PageBreak,
    )
}


@dataclass(frozen=True)
class Component:
    """A block as it stands in a text: its options, its place, and its number if it has one.

    `index` counts all blocks of a text from 0, in the order of their opening lines.
    """

    index: int
    name: str
    title: str | None
    options: Block
    number: int | None
    span: Span
    first_line: int
    last_line: int
    tree: Mapping = field(repr=False)

    def place(self, *keys: str | int) -> Span:
        """Where an option stands, or the block when it takes the default."""
        return span_at(self.tree, keys) if self.tree.get(str(keys[0])) else self.span
