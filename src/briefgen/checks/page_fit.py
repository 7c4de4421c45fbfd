"""The page contract: says how far an edition is from what its front matter promises, and what would help."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.laid_out import KEPT, LaidOut
from briefgen.content.decode import span_at
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Related
from briefgen.core.source import Span
from briefgen.layout.fit import Fit, fit_of


def check_fit(page: LaidOut) -> Iterator[Diagnostic]:
    fit = fit_of(page.contract, page.layout)
    place = _place(page)
    pages = page.contract.pages
    if fit.lines_over:
        longest = _longest_section(page)
        yield messages.FIT_OVER.at(
            place,
            pages=_count(fit.pages, "page"),
            over=_count(fit.lines_over, "line"),
            allowed=pages,
            density=page.density,
            section=f"; “{page.layout.text_of(longest)}” is the longest section" if longest else "",
            words=fit.words_over,
            hints=page.density_hint(KEPT),
            related=(*_longest(page, longest), *_profile(page)),
        )
    elif fit.lines_free:
        yield messages.FIT_UNDER.at(
            place,
            pages=_count(fit.pages, "page"),
            allowed=pages,
            free=_count(fit.lines_free, "line"),
            hints=page.density_hint(KEPT),
            related=_profile(page),
        )
    yield from _strayed(page, fit, place)


def _strayed(page: LaidOut, fit: Fit, place: Span) -> Iterator[Diagnostic]:
    for part in fit.strayed:
        what = part.replace("-", " ")
        yield messages.FIT_STRAYED.at(place, part=what, hints=page.density_hint(KEPT))


def _place(page: LaidOut) -> Span:
    """Where the edition writes its contract; its title when it follows from the publication's profile."""
    key = "fit" if page.manuscript.edition.fit else "title"
    return span_at(page.manuscript.tree, (key,))


def _longest(page: LaidOut, section: int | None) -> tuple[Related, ...]:
    return (Related(page.place(section), "the longest section begins here"),) if section else ()


def _profile(page: LaidOut) -> tuple[Related, ...]:
    return (Related(page.profile_at, "this profile says how many pages"),) if page.profile_at else ()


def _longest_section(page: LaidOut) -> int | None:
    """The heading of level 2 with the most words under it."""
    layout = page.layout
    others = layout.within("notes", "imprint")
    words: dict[int, int] = {}
    current: int | None = None
    for node, element in enumerate(layout.nodes):
        if element.tag == "h2":
            current = node if element.block else None
        elif current is not None and node not in others:
            pieces = layout.by_node.get(node, ())
            count = sum(len(line.text.split()) for p in pieces if not p.is_note for line in p.lines)
            words[current] = words.get(current, 0) + count
    return max(words, key=lambda heading: words[heading], default=None)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
