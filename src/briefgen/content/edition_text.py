"""Reads the text of an edition: blocks, Markdown, notes, pictures and links, with every problem at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from briefgen.content import html_policy, markup
from briefgen.content.addresses import Addresses
from briefgen.content.block_map import BlockMap
from briefgen.content.block_scan import ScannedText, scan
from briefgen.content.blocks import Component, Figure
from briefgen.content.decode import span_at
from briefgen.content.front_texts import FrontText, front_texts
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.markup import Around, Heading
from briefgen.content.masking import mask_code
from briefgen.content.pictures import Picture
from briefgen.content.references import Asset, References
from briefgen.content.slots import MARK, Slot
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, nearest
from briefgen.core.workspace import Door

_NOT_COUNTED = re.compile(
    rf'<span class="footnote"[^>]*>.*?</span>|<sup id="fnref.*?</sup>|<[^>]+>|{MARK.pattern}', re.S
)
_WORD = re.compile(r"[^\W_]+(?:['’\-.,][^\W_]+)*")


@dataclass(frozen=True)
class EditionText:
    """The text of an edition as HTML, in pieces that templates put together.

    `page` is where it is published. `html` is the body; where a block belongs, it holds a mark (see
    `slots`). `slots` holds the insides of blocks (`block.3`), their titles (`block.3.title`) and the texts of the front matter (`title`,
    `recommendations.0.who`).
    """

    page: str
    html: str
    slots: Mapping[str, Slot]
    components: tuple[Component, ...]
    headings: tuple[Heading, ...]
    block_map: BlockMap
    pictures: Mapping[str, Picture]
    assets: tuple[Asset, ...]
    words: int


def read_text(
    door: Door, loaded: LoadedPublication, manuscript: Manuscript, addresses: Addresses
) -> tuple[EditionText | None, tuple[Diagnostic, ...]]:
    """The text of an edition, or None when a mistake keeps it from being read; and what is wrong."""
    source = manuscript.source
    scanned = scan(source, manuscript.body_start)
    fronts = front_texts(manuscript.edition)
    problems = [*scanned.problems, *_html_problems(manuscript, fronts)]
    references = References(door, source, addresses)
    _named_pictures(references, loaded, manuscript, scanned)
    try:
        fragment = markup.convert(
            scanned.lines, manuscript.file.language, _around(fronts), _in_blocks(scanned), references.resolve
        )
    except markup.TooComplex as stop:
        problems.append(messages.MARKUP_FAILED.at(source.line_span(stop.line)))
        return None, tuple(problems)
    problems += [*references.problems, *_anchor_problems(references, fragment, scanned)]
    html, slots, picture_problems = _with_sizes(fragment, references)
    problems += picture_problems
    text = EditionText(
        page=references.page,
        html=html,
        slots=slots,
        components=scanned.components,
        headings=fragment.headings,
        block_map=fragment.block_map,
        pictures=references.pictures,
        assets=references.assets,
        words=count_words(fragment),
    )
    return text, tuple(problems)


def _around(fronts: tuple[FrontText, ...]) -> Around:
    return Around(
        before=tuple((text.name, text.text) for text in fronts if not text.is_after_the_body),
        after=tuple((text.name, text.text) for text in fronts if text.is_after_the_body),
    )


def _in_blocks(scanned: ScannedText) -> dict[int, Around]:
    """Titles stand before a block's content, its other texts behind it."""
    return {
        component.index: Around(
            before=((f"block.{component.index}.title", component.title),) if component.title else (),
            after=tuple(
                (f"block.{component.index}.{text.name}", text.text) for text in front_texts(component.options)
            ),
        )
        for component in scanned.components
    }


def _named_pictures(
    references: References, loaded: LoadedPublication, manuscript: Manuscript, scanned: ScannedText
) -> None:
    """Opens the pictures that front matter, settings and figures name."""
    publication, settings = loaded.publication, loaded.settings
    is_main = manuscript.file.kind == loaded.files.main_kind
    if publication.hero and (manuscript.edition.hero or is_main):
        place = span_at(settings.tree, ("hero", "image"))
        references.picture(publication.hero.image, place)
        if manuscript.edition.hero is None:
            references.problems.append(messages.HERO_WORDS.at(manuscript.source.line_span(1)))
    for key in ("partners", "funders"):
        for index, organisation in enumerate(getattr(publication, key)):
            if organisation.logo:
                references.picture(organisation.logo, span_at(settings.tree, (key, index, "logo")))
    for component in scanned.components:
        if isinstance(component.options, Figure):
            references.picture(component.options.src, references.place_of(component.options.src))


def _html_problems(manuscript: Manuscript, fronts: tuple[FrontText, ...]) -> Iterator[Diagnostic]:
    """Raw HTML that is not allowed: in the body any of the list, in the front matter inline elements only."""
    source, start = manuscript.source, manuscript.body_start
    yield from html_policy.scan(source, mask_code(source.text[start:]), start)
    for loc in dict.fromkeys(text.loc for text in fronts):
        place = span_at(manuscript.tree, loc)
        masked = mask_code(source.text[place.start : place.end])
        yield from html_policy.scan(source, masked, place.start, html_policy.INLINE_TAGS)


def _anchor_problems(
    references: References, fragment: markup.Fragment, scanned: ScannedText
) -> Iterator[Diagnostic]:
    """Links to places on the page that do not exist."""
    numbered = {f"{c.name}-{c.number}" for c in scanned.components if c.number}
    known = fragment.anchors | numbered | {"recommendations", "key-messages", "notes"}
    for anchor, place in references.anchors:
        if anchor not in known:
            near = nearest(anchor, known)
            yield messages.LINK_DEAD.at(place, target=f"#{anchor}", nearest=f"#{near}" if near else None)


def _with_sizes(
    fragment: markup.Fragment, references: References
) -> tuple[str, dict[str, Slot], tuple[Diagnostic, ...]]:
    """The fragment with the size of each picture in its tag, so that nothing moves while a page loads;
    and a problem for each picture without an alternative."""
    sizes = {references.address_of(picture): picture for picture in references.pictures.values()}
    problems: list[Diagnostic] = []

    def complete(match: re.Match[str]) -> str:
        tag = match[0]
        address = re.search(r' src="([^"]*)"', tag)
        picture = sizes.get(address[1]) if address else None
        alt = re.search(r' alt="([^"]*)"', tag)
        if not (alt and alt[1].strip()) and ' role="presentation"' not in tag and picture:
            name = picture.path.rpartition("/")[2]
            problems.append(messages.ALT_MISSING.at(references.named_at(name)))
        if picture is None or " width=" in tag:
            return tag
        return f'{tag[:-1].rstrip("/ ")} width="{picture.width}" height="{picture.height}">'

    def all_of(html: str) -> str:
        return re.sub(r"<img [^>]*>", complete, html)

    slots = {name: Slot(all_of(slot.html), slot.block_id) for name, slot in fragment.slots.items()}
    return all_of(fragment.html), slots, tuple(problems)


def count_words(fragment: markup.Fragment) -> int:
    """Words of the page, notes not counted."""
    pieces = [fragment.html, *(slot.html for name, slot in fragment.slots.items() if name != markup.FOOTNOTES)]
    return len(_WORD.findall(unescape(_NOT_COUNTED.sub(" ", " ".join(pieces)))))
