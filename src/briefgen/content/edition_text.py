"""Reads the text of an edition: blocks, Markdown, notes, pictures and links, with every problem at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from briefgen.content import html_policy, markup
from briefgen.content.abbreviations import LongForms
from briefgen.content.addresses import Addresses
from briefgen.content.anchors import OF_TEMPLATES, is_reserved, of_recommendation
from briefgen.content.block_map import BlockMap
from briefgen.content.block_scan import ScannedText, scan
from briefgen.content.blocks import Component, EvidenceTable, Figure, Recommendations
from briefgen.content.citing.citation_problems import in_listed_texts, in_plain_texts, without_record
from briefgen.content.citing.formatting import Formatted
from briefgen.content.data.shown_data import DataReader, ShownData
from briefgen.content.decode import span_at
from briefgen.content.evidence.library import Library
from briefgen.content.evidence.record_texts import record_texts
from briefgen.content.evidence.text import Evidence
from briefgen.content.front_texts import FrontText, front_texts
from briefgen.content.languages import name_in
from briefgen.content.manuscript import Body, LoadedPublication, Manuscript
from briefgen.content.markup import Heading
from briefgen.content.masking import mask_code
from briefgen.content.page_order import placed, texts_around, texts_in_blocks
from briefgen.content.pathologies import longest_part
from briefgen.content.pictures import Picture
from briefgen.content.references import Asset, LinkToPage, References
from briefgen.content.slots import Slot
from briefgen.content.word_count import count_words
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Related, nearest
from briefgen.core.workspace import Door


@dataclass(frozen=True)
class EditionText:
    """The text of an edition as HTML, in pieces that templates put together.

    `page` is where it is published. `html` is the body, with a mark where a block belongs (see `slots`).
    `slots` holds the insides of blocks (`block.3`), their titles (`block.3.title`) and the texts of the front
    matter (`title`, `recommendations.0.who`). `shown_data` is what charts, maps and tables from data show, by the index
    of their block.
    """

    page: str
    html: str
    slots: Mapping[str, Slot]
    components: tuple[Component, ...]
    shown_data: Mapping[int, ShownData]
    headings: tuple[Heading, ...]
    anchors: frozenset[str]
    links_to_pages: tuple[LinkToPage, ...]
    block_map: BlockMap
    pictures: Mapping[str, Picture]
    assets: tuple[Asset, ...]
    words: int


def read_text(
    door: Door,
    loaded: LoadedPublication,
    manuscript: Manuscript,
    addresses: Addresses,
    library: Library,
    formatted: Formatted,
) -> tuple[EditionText | None, tuple[Diagnostic, ...]]:
    """The text of an edition, or None when a mistake keeps it from being read; and what is wrong."""
    source = manuscript.source
    scanned = scan(source, manuscript.body.start)
    fronts = front_texts(manuscript.edition)
    evidence = Evidence(library, manuscript.file.language, formatted)
    facts = loaded.publication.record if loaded.is_main(manuscript) else None
    record = record_texts(facts, manuscript.file.language)
    problems = [*scanned.problems, *_body_html_problems(manuscript.body)]
    problems += evidence.problems(source)
    problems += evidence.problems_of(facts, loaded.settings.tree) if facts else ()
    problems += in_plain_texts(manuscript.tree, (text.loc for text in fronts), library)
    problems += in_listed_texts(((t.name, t.loc, t.text) for t in fronts), manuscript.tree, library)
    problems += in_plain_texts(without_record(loaded.settings.tree), (), library)
    for component in scanned.components:
        problems += in_plain_texts(component.tree, (t.loc for t in front_texts(component.options)), library)
    problems += [*_front_html_problems(manuscript, fronts), *_placing_problems(loaded, manuscript, scanned)]
    references = References(door, source, loaded.settings.source, addresses)
    _named_pictures(references, loaded, manuscript, scanned)
    reader = DataReader(door, references.folder, library, manuscript.file.language)
    shown_data = reader.shown(scanned.components)
    problems += reader.problems
    try:
        lines = evidence.in_lines(scanned.lines)
        around = evidence.with_references(evidence.in_texts(texts_around(fronts, placed(scanned), record)))
        in_blocks = {
            index: evidence.in_texts(texts)
            for index, texts in texts_in_blocks(
                scanned, fronts, record, library, manuscript.file.language
            ).items()
        }
        fragment = markup.convert(
            lines,
            manuscript.file.language,
            around,
            in_blocks,
            references.resolve,
            evidence.notes(lines, around, *in_blocks.values()),
            evidence.marks.pieces,
        )
    except markup.TooComplex as stop:
        at = source.line_span(stop.line) if stop.line else longest_part(source, manuscript.body.start)
        problems.append(messages.MARKUP_FAILED.at(at))
        return None, tuple(problems)
    except MemoryError:
        raise
    except Exception as error:  # a text must never take the build of the others down
        if any(problem.is_error for problem in problems):
            return None, tuple(problems)
        problem = f"{type(error).__name__}: {error}"
        place = source.line_span(source.position(manuscript.body.start)[0])
        return None, (*problems, messages.MARKUP_BROKEN.at(place, problem=problem))
    anchors = fragment.anchors | _anchors_of_templates(scanned, manuscript)
    problems += [*references.problems, *_double_anchors(references, fragment)]
    problems += _anchor_problems(references, anchors, scanned)
    if not any(problem.is_error for problem in problems):
        problems += _lost_slots(manuscript, scanned, fronts, fragment)
    html, slots = _with_sizes(fragment, references)
    html, slots = _with_languages(html, slots, references, manuscript.file.language)
    long_forms = LongForms(slots, scanned.components)
    html = long_forms.html(html)
    text = EditionText(
        page=references.page,
        html=html,
        slots={**slots, **long_forms.written},
        components=scanned.components,
        shown_data=shown_data,
        headings=fragment.headings,
        anchors=anchors,
        links_to_pages=tuple(references.links_to_pages),
        block_map=fragment.block_map,
        pictures=references.pictures,
        assets=references.assets,
        words=count_words(fragment),
    )
    return text, tuple(problems)


def _named_pictures(
    references: References, loaded: LoadedPublication, manuscript: Manuscript, scanned: ScannedText
) -> None:
    """Opens the pictures that front matter, settings and figures name."""
    publication, settings = loaded.publication, loaded.settings
    if publication.hero and (manuscript.edition.hero or loaded.is_main(manuscript)):
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


def problems_of_body(body: Body) -> tuple[Diagnostic, ...]:
    """What can be said of a text whose front matter has a mistake, so that it is not known what it is."""
    return (*scan(body.source, body.start).problems, *_body_html_problems(body))


class Places(Protocol):
    """What a text has of places: those that can be linked to, and the links to those of others."""

    @property
    def anchors(self) -> frozenset[str]: ...
    @property
    def links_to_pages(self) -> tuple[LinkToPage, ...]: ...


def dead_anchors(texts: Mapping[str, Places]) -> Iterator[Diagnostic]:
    """Links to places on other pages that do not exist; `texts` are those that could be read, by source."""
    for text in texts.values():
        for link in text.links_to_pages:
            target = texts.get(link.path)
            if target and link.anchor not in target.anchors:
                near = nearest(link.anchor, target.anchors)
                start = link.written.partition("#")[0]
                suggestion = f"{start}#{near}" if near else None
                yield messages.LINK_DEAD.at(link.span, target=link.written, nearest=suggestion)


def _body_html_problems(body: Body) -> Iterator[Diagnostic]:
    """Raw HTML that is not allowed in a text."""
    return html_policy.scan(body.source, mask_code(body.source.text)[body.start :], body.start)


def _front_html_problems(manuscript: Manuscript, fronts: tuple[FrontText, ...]) -> Iterator[Diagnostic]:
    """Raw HTML that is not allowed in front matter, where only inline elements are."""
    source = manuscript.source
    for loc in dict.fromkeys(text.loc for text in fronts):
        place = span_at(manuscript.tree, loc)
        masked = mask_code(source.text[place.start : place.end])
        yield from html_policy.scan(source, masked, place.start, html_policy.INLINE_TAGS)


def _placing_problems(
    loaded: LoadedPublication, manuscript: Manuscript, scanned: ScannedText
) -> Iterator[Diagnostic]:
    """The block that places recommendations stands once, and only where there are some; one that shows the record,
    only where there is one."""
    if loaded.publication.record is None or not loaded.is_main(manuscript):
        for component in scanned.components:
            if isinstance(component.options, EvidenceTable):
                yield messages.RECORD_NONE.at(component.span, name=component.name)
    placing = [c for c in scanned.components if isinstance(c.options, Recommendations)]
    if placing and not manuscript.edition.recommendations:
        yield messages.RECOMMENDATIONS_NONE.at(placing[0].span)
    for again in placing[1:]:
        related = (Related(placing[0].span, "placed here first"),)
        yield messages.RECOMMENDATIONS_TWICE.at(again.span, related=related)


def _anchors_of_templates(scanned: ScannedText, manuscript: Manuscript) -> frozenset[str]:
    """The anchors that templates give: figures, tables and recommendations by number, and the parts of every page."""
    asked = {of_recommendation(at) for at, _ in enumerate(manuscript.edition.recommendations, 1)}
    numbered = asked | {f"{c.options.COUNTS_AS}-{c.number}" for c in scanned.components if c.number}
    return frozenset((*numbered, *OF_TEMPLATES))


def _anchor_problems(
    references: References, anchors: frozenset[str], scanned: ScannedText
) -> Iterator[Diagnostic]:
    """Links to places on the page that do not exist. A figure or table may be missing only because its block
    has a mistake, which is told."""
    unsure = any(problem.is_error for problem in scanned.problems)
    for anchor, place in references.anchors:
        if anchor not in anchors and not (unsure and is_reserved(anchor)):
            near = nearest(anchor, anchors)
            yield messages.LINK_DEAD.at(place, target=f"#{anchor}", nearest=f"#{near}" if near else None)


def _lost_slots(
    manuscript: Manuscript, scanned: ScannedText, fronts: tuple[FrontText, ...], fragment: markup.Fragment
) -> Iterator[Diagnostic]:
    """Texts and blocks that raw HTML with unbalanced tags has torn apart."""
    for text in fronts:
        if text.name not in fragment.slots:
            yield messages.HTML_NOT_CLOSED.at(span_at(manuscript.tree, text.loc))
    for component in scanned.components:
        if f"block.{component.index}" not in fragment.slots:
            yield messages.HTML_NOT_CLOSED.at(component.span)


def _double_anchors(references: References, fragment: markup.Fragment) -> Iterator[Diagnostic]:
    """Anchors that the author gave to two places, or took from the templates."""
    taken = [anchor for anchor in sorted(fragment.anchors) if is_reserved(anchor)]
    for anchor in (*fragment.double_anchors, *taken):
        yield messages.ANCHOR_TWICE.at(references.named_at(f"#{anchor}"), anchor=anchor)


def _with_sizes(fragment: markup.Fragment, references: References) -> tuple[str, dict[str, Slot]]:
    """The fragment with the size of each picture in its tag, so that nothing moves while a page loads."""
    sizes = {references.address_of(picture): picture for picture in references.pictures.values()}

    def complete(match: re.Match[str]) -> str:
        tag = match[0] if " alt=" in match[0] else match[0].replace("<img ", '<img alt="" ')
        address = re.search(r' src="([^"]*)"', tag)
        picture = sizes.get(address[1]) if address else None
        if picture is None or " width=" in tag:
            return tag
        return f'{tag[:-1].rstrip("/ ")} width="{picture.width}" height="{picture.height}">'

    def all_of(html: str) -> str:
        return re.sub(r"<img [^>]*>", complete, html)

    slots = {name: Slot(all_of(slot.html), slot.block_id) for name, slot in fragment.slots.items()}
    return all_of(fragment.html), slots


def _with_languages(
    html: str, slots: dict[str, Slot], references: References, language: str
) -> tuple[str, dict[str, Slot]]:
    """The same with the language of each linked page that is in another one, for browsers and in words."""

    def said(match: re.Match[str]) -> str:
        other = references.foreign.get(match[2].partition("#")[0])
        if other is None:
            return match[0]
        return f'{match[0][:-1]} hreflang="{other}" data-in="{name_in(other, language)}">'

    def all_of(piece: str) -> str:
        return re.sub(r'<a\b([^>]*)\shref="([^"]*)"[^>]*>', said, piece)

    if not references.foreign:
        return html, slots
    return all_of(html), {name: Slot(all_of(slot.html), slot.block_id) for name, slot in slots.items()}
