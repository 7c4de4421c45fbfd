"""Whether every text of a brand can be read on every ground it stands on, in the light and in the dark scheme.

Contrast is that of WCAG 2.2, level AA. Lines and borders are not checked. Every use of colour for text is set small
somewhere, so nothing gets by with the 3 to 1 of large text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic
from briefgen.design.brand import Brand
from briefgen.design.colour import contrast, nearest_readable, rounded_down
from briefgen.design.schemes import GROUNDS, LEAST_CONTRAST, TEXTS, Scheme


@dataclass(frozen=True)
class Pair:
    """A use of colour for text on one for a ground. `changes` is the one a designer would change, and `beside` all
    uses it must be told from."""

    text: str
    ground: str
    changes: str
    beside: tuple[str, ...]


def contrast_problems(brand: Brand) -> tuple[Diagnostic, ...]:
    """One diagnostic for each pair that has too little contrast, where the file sets the colour to change. A pair
    that is the same in both schemes is told once."""
    told = set()
    problems = []
    for scheme in brand.schemes:
        for pair in _pairs(scheme):
            colours = scheme.hexes((pair.text, pair.ground))
            if contrast(*colours) < LEAST_CONTRAST and (pair, colours) not in told:
                told.add((pair, colours))
                problems.append(_problem(brand, scheme, pair))
    return tuple(problems)


def _pairs(scheme: Scheme) -> Iterator[Pair]:
    for text in TEXTS:
        yield from (Pair(text, ground, text, GROUNDS) for ground in GROUNDS)
    # White text cannot be made any lighter: it is the block below it that must be darker.
    yield from (Pair("on-kind", kind, kind, ("on-kind",)) for kind in scheme.kinds)
    yield Pair("on-cover", "cover", "cover", ("on-cover",))


def _problem(brand: Brand, scheme: Scheme, pair: Pair) -> Diagnostic:
    changed = scheme.uses[pair.changes]
    suggested = nearest_readable(changed.hex, scheme.hexes(pair.beside), LEAST_CONTRAST)
    beside = _listed(pair.beside)
    *group, key = pair.changes.split(": ")
    hopeless = f"no colour of this hue can be read on all of {beside}: make these more alike"
    return messages.CONTRAST_LOW.at(
        brand.span(changed.keys),
        text="`text`" if pair.text == "text" else f"`{pair.text}` text",
        ground=pair.ground,
        scheme=scheme.name,
        ratio=rounded_down(contrast(*scheme.hexes((pair.text, pair.ground)))),
        least=LEAST_CONTRAST,
        line=f'{key}: "{suggested}"' if suggested else "",
        group=": ".join(("colors", scheme.name, *group)),
        passes=f"can be read on {beside}" if pair.changes == pair.text else f"{beside} text can be read on",
        hints=() if suggested else (hopeless,),
    )


def _listed(uses: tuple[str, ...]) -> str:
    *first, last = (f"`{use}`" for use in uses)
    return f"{', '.join(first)} and {last}" if first else last
