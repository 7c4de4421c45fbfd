"""What is shown of an edition: the last good page and PDF, and what is wrong with what the disk says now."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefgen.core.diagnostics import Diagnostic, in_order
from briefgen.output.made import PAGE, PDF, Made, MadeFile


@dataclass(frozen=True)
class Shown:
    """An edition as it was made last, from the disk in some `state` (a count of changes). `page` and `paper` are the
    last that were good; their revisions count how often they have changed."""

    made: Made
    state: int
    page: Made | None = None
    page_revision: int = 0
    paper: Made | None = None
    paper_state: int = -1
    paper_revision: int = 0
    draft_state: int = -1
    """The state of which there is a draft of the PDF, or the PDF itself."""

    failed: Made | None = None
    """What came of the last attempt at a PDF, if it was none."""

    @property
    def is_current(self) -> bool:
        """Whether the page that is shown is what the disk says."""
        return self.made.is_composed

    @property
    def is_paper_current(self) -> bool:
        """Whether the PDF is that of the page."""
        return self.paper_state == self.state and self.failed is None

    @property
    def has_failed(self) -> bool:
        """Whether the page could be made and its PDF could not."""
        return self.paper_state == self.state and self.failed is not None

    @property
    def html(self) -> str:
        """The page that is shown; nothing if there was none yet."""
        files = self.page.files if self.page else ()
        return next((file.content.read().decode() for file in files if file.role == PAGE), "")

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """All that is wrong; what only the PDF tells is that of the last one, until there is a new one."""
        last = self.failed or self.paper
        of_files = last.rendering if last and self.made.is_composed else self.made.rendering
        return in_order(dict.fromkeys((*self.made.said, *self.made.composing, *of_files)))

    @property
    def problems_of_last_paper(self) -> tuple[Diagnostic, ...]:
        """Those among them that the PDF of an earlier state had, and that may be mended."""
        last = self.failed or self.paper
        if self.paper_state == self.state or last is None or not self.made.is_composed:
            return ()
        still = {*self.made.said, *self.made.composing, *self.made.rendering}
        return tuple(problem for problem in last.rendering if problem not in still)

    def file(self, address: str) -> MadeFile | None:
        """What is shown at an address of the site."""
        for made in (self.page, self.paper):
            for file in made.files if made else ():
                if file.path == address and (file.role != PDF or made is self.paper):
                    return file
        return None


def with_page(before: Shown | None, made: Made, state: int) -> Shown:
    """After its web page was made from the disk in a state, maybe with its PDF."""
    if not made.is_composed:
        return replace(before, made=made, state=state) if before else Shown(made, state)
    before = before or Shown(made, state)
    is_new = before.page is None or _content(made, PAGE) != _content(before.page, PAGE)
    return replace(before, made=made, state=state, page=made, page_revision=before.page_revision + is_new)


def with_paper(before: Shown, made: Made, state: int) -> Shown:
    """After its PDF was made or could not be, from the disk in a state that may not be the last any more."""
    failed = made if made.is_composed and _content(made, PDF) is None else None
    return replace(_with_pdf(before, made), paper_state=state, draft_state=state, failed=failed)


def with_draft(before: Shown, made: Made, state: int) -> Shown:
    """After a draft of its PDF was made. What is wrong with its pages is still told of the last PDF, for in another
    density they may be right."""
    told = before.paper.rendering if before.paper else ()
    return replace(_with_pdf(before, replace(made, rendering=told)), draft_state=state)


def _with_pdf(before: Shown, made: Made) -> Shown:
    """With the PDF of what was made, if it came to one."""
    if _content(made, PDF) is None:
        return before
    is_new = before.paper is None or _content(made, PDF) != _content(before.paper, PDF)
    return replace(before, paper=made, paper_revision=before.paper_revision + is_new)


def _content(made: Made, role: str) -> str | None:
    """The digest of its page or PDF."""
    return next((file.content.digest for file in made.files if file.role == role), None)
