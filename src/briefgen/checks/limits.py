"""What an edition may take: told where it is longest, for there it can be made shorter."""

from __future__ import annotations

from briefgen.content.limits import Limits
from briefgen.content.manuscript import Manuscript
from briefgen.content.pathologies import longest_part
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.limits import MEMORY, PAGES, SECONDS


def over_limit(manuscript: Manuscript, what: str, limits: Limits) -> Diagnostic:
    """What is said of an edition that went over the limit of this name."""
    told = {
        SECONDS: (f"{_count(limits.seconds, 'second')} of work to make", f"{2 * limits.seconds}"),
        MEMORY: (
            f"{limits.memory // 1_000_000:,} MB of memory to make",
            f"{2 * limits.memory // 1_000_000} MB",
        ),
        PAGES: (_count(limits.pages, "page"), f"{2 * limits.pages}"),
    }
    limit, more = told[what]
    return messages.LIMIT_REACHED.at(
        longest_part(manuscript.source, manuscript.body.start), limit=limit, name=what, more=more
    )


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number:,} {thing}s"
