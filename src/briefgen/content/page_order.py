"""The order in which a page shows the texts of an edition: front matter, blocks and body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.content.block_scan import ScannedText, scan
from briefgen.content.blocks import EvidenceTable, Part, Recommendations
from briefgen.content.evidence.library import Library
from briefgen.content.evidence.record_texts import IN_PANEL, record_texts
from briefgen.content.front_texts import FrontText, front_texts
from briefgen.content.known_in_views import known_in
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.markup import Around


def texts_in_order(loaded: LoadedPublication, manuscript: Manuscript, library: Library) -> Iterator[str]:
    """The texts of an edition in the order in which the page shows them: what stands before a text, the text with what
    its blocks show at their lines, and what stands behind it."""
    scanned = scan(manuscript.source, manuscript.body.start)
    fronts = front_texts(manuscript.edition)
    record = record_texts(
        loaded.publication.record if loaded.is_main(manuscript) else None, manuscript.file.language
    )
    around = texts_around(fronts, placed(scanned), record)
    in_blocks = texts_in_blocks(scanned, fronts, record, library, manuscript.file.language)
    at_line: dict[int, list[str]] = {}
    for component in scanned.components:
        texts = in_blocks[component.index]
        at_line.setdefault(component.first_line, []).extend(text for _, text in texts.before)
        at_line.setdefault(component.last_line, []).extend(text for _, text in texts.after)
    lines: list[str] = []
    for number, line in enumerate(scanned.lines, start=1):
        lines += (line, *(part for text in at_line.get(number, ()) for part in ("", text, "")))
    yield from (text for _, text in around.before)
    yield "\n".join(lines)
    yield from (text for _, text in around.after)


def placed(scanned: ScannedText) -> frozenset[str]:
    """The keys of front matter that a block places inside the text."""
    return frozenset(c.name for c in scanned.components if isinstance(c.options, Recommendations))


def texts_around(fronts: tuple[FrontText, ...], placed: frozenset[str], record: Mapping[str, str]) -> Around:
    """Front matter texts where the page shows them, so that notes count in the order of the page; behind them what
    the facts panel takes from the record."""
    panel = tuple((name, text) for name, text in record.items() if name.startswith(IN_PANEL))
    above = [text for text in fronts if not text.is_after_the_body]
    above.sort(key=lambda text: text.loc[0] != "hero")  # the picture stands at the head
    return Around(
        before=(*((text.name, text.text) for text in above), *panel),
        after=tuple(
            (text.name, text.text) for text in fronts if text.is_after_the_body and text.loc[0] not in placed
        ),
    )


def texts_in_blocks(
    scanned: ScannedText,
    fronts: tuple[FrontText, ...],
    record: Mapping[str, str],
    library: Library,
    language: str,
) -> dict[int, Around]:
    """Titles stand before a block's content, its other texts behind it; the blocks that place front matter, the
    record or cases without a study hold those texts."""
    around = {}
    for component in scanned.components:
        name = f"block.{component.index}"
        title = ((f"{name}.title", component.title),) if component.title else ()
        own = tuple((f"{name}.{text.name}", text.text) for text in front_texts(component.options))
        if isinstance(component.options, Recommendations):
            own += tuple((text.name, text.text) for text in fronts if text.loc[0] == component.name)
        if isinstance(component.options, EvidenceTable):
            shown = tuple(f"record.{part.value}." for part in component.options.show)
            own += tuple((name, text) for name, text in record.items() if name.startswith(shown))
        own += tuple(
            (f"{name}.{text_name}", text)
            for text_name, text in known_in(component.options, library, language)
        )
        below = component.options.TITLE_IS_BELOW
        before, after = ((), (*title, *own)) if below else (title, own)
        inside = component.options.lang if isinstance(component.options, Part) else ""
        around[component.index] = Around(before, after, inside)
    return around
