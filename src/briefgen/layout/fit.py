"""The page contract: how many pages an edition may take, what its first page must hold, how full its last one
must be; and how far a layout is from that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from statistics import median

from briefgen.layout.pages import Layout, Line

LAST_PAGE_MIN = 0.33
"""The share of the last page's height that is filled at least, if the contract does not say."""


@dataclass(frozen=True)
class Contract:
    """What an edition promises of its pages. `pages` is None when it may take as many as it needs;
    `first_page` are the ids or classes of what stands there whole; `last_page_min` is a share of its height."""

    pages: int | None = None
    first_page: tuple[str, ...] = ()
    last_page_min: float = LAST_PAGE_MIN


@dataclass(frozen=True)
class Fit:
    """How a layout keeps a contract.

    `lines_over` and `words_over` are what stands on pages beyond the allowed ones, `lines_free` what there is room
    for at the least before there are enough pages; `strayed` are the parts that are not whole on the first page;
    `last_share` is how full the last page is, 0 to 1, when that is too little.
    """

    pages: int
    lines_over: int = 0
    words_over: int = 0
    lines_free: int = 0
    strayed: tuple[str, ...] = ()
    last_share: float | None = None

    @property
    def is_kept(self) -> bool:
        return not (self.lines_over or self.lines_free or self.strayed or self.last_share is not None)


def fit_of(contract: Contract, layout: Layout) -> Fit:
    """Measure a layout against a contract."""
    over = free = words = 0
    count, last = len(layout.pages), _last_page(layout)
    if contract.pages and count > contract.pages:
        beyond = range(max(last + 1 - (count - contract.pages), 0), last + 1)
        over = max(ceil(sum(lines_on(layout, page) for page in beyond)), 1)
        words = ceil(over * words_in_line(layout))
    if contract.pages and count < contract.pages:
        room = _room(contract, layout) * layout.columns_on(last)
        free = max(int(room / line_pitch(layout)), 1)
    return Fit(
        pages=count,
        lines_over=over,
        words_over=words,
        lines_free=free,
        strayed=tuple(part for part in contract.first_page if not _is_on_first_page(layout, part)),
        last_share=_share_if_short(contract, layout),
    )


def lines_on(layout: Layout, page: int) -> float:
    """How many lines of text would fill what is used of a page, in all its columns."""
    return layout.used(page) * layout.columns_on(page) / line_pitch(layout)


def _last_page(layout: Layout) -> int:
    """The last page, but for the back page that comes with a cover, whatever the text does."""
    return layout.last_page if layout.first_page else len(layout.pages) - 1


def _room(contract: Contract, layout: Layout) -> float:
    """The height, in mm, that must be filled before a layout of too few pages has enough of them, the last filled
    as it should be."""
    count, last = len(layout.pages), _last_page(layout)
    height = layout.pages[last].area.height
    on_last = height - layout.used(last)
    missing = (contract.pages or count) - count
    return on_last + (missing - 1 + contract.last_page_min) * height


def last_page_share(layout: Layout) -> float | None:
    """How full the last page is, of the height of its text area; None for a single page."""
    last = layout.last_page
    if last <= layout.first_page:
        return None
    return layout.used(last) / layout.pages[last].area.height


def _share_if_short(contract: Contract, layout: Layout) -> float | None:
    share = last_page_share(layout)
    return share if share is not None and share < contract.last_page_min else None


def _is_on_first_page(layout: Layout, part: str) -> bool:
    """Whether all of a part stands on the first page of the text, or on the cover before it; a part that the
    edition does not have is no matter. Notes are called by what they stand beside."""
    node = next((i for i, n in enumerate(layout.nodes) if n.id == part or part in n.classes), None)
    if node is None:
        return True
    pieces = (piece for inner in layout.inside(node) for piece in layout.by_node.get(inner, ()))
    return all(piece.page <= layout.first_page for piece in pieces if not piece.is_note)


def line_pitch(layout: Layout) -> float:
    """The distance from line to line in paragraphs of the text, in mm."""
    tops = [[line.rect.top for line in lines] for lines in _paragraphs(layout)]
    steps = [after - before for lines in tops for before, after in pairwise(lines)]
    return median([step for step in steps if step > 0] or [5.0])


def words_in_line(layout: Layout) -> float:
    """Words in a full line of the text."""
    counts = [len(line.text.split()) for lines in _paragraphs(layout) for line in lines[:-1]]
    return median(counts or [12])


def _paragraphs(layout: Layout) -> Iterator[tuple[Line, ...]]:
    """The lines of each paragraph of the body, page by page."""
    for piece in layout.pieces:
        node = layout.nodes[piece.node]
        if node.tag == "p" and node.block and not piece.is_note and len(piece.lines) > 1:
            yield piece.lines
