"""The body of a page: the text with its blocks drawn by the templates of `templates/components/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from briefgen.content import slots
from briefgen.content.blocks import Component, Figure, Stat, View
from briefgen.content.blocks import Part as PartInLanguage
from briefgen.content.edition_text import EditionText
from briefgen.content.languages import direction
from briefgen.core.paths import join
from briefgen.design.charts.exhibit import Exhibit
from briefgen.design.charts.listed_table import ListedTable
from briefgen.design.interface_words import InterfaceWords
from briefgen.design.page import Page, Part, Shown, shown
from briefgen.design.templates import Templates
from briefgen.design.view_tables import ViewTable, ViewTables


@dataclass(frozen=True)
class Body:
    """Draws the body of one page. `folder` is the publication's, from which figures are named."""

    text: EditionText
    folder: str
    page: Page
    templates: Templates
    words: InterfaceWords
    views: ViewTables
    exhibits: Mapping[int, Exhibit]
    listings: Mapping[int, ListedTable]

    def html(self) -> Markup:
        """The whole body. Blocks are drawn from the last to the first, so that inner ones are ready."""
        drawn: dict[str, Markup] = {}
        for component in reversed(self.text.components):
            drawn[f"block.{component.index}"] = self._draw(component, drawn)
        return self._put_in(self.text.html, drawn)

    def _draw(self, component: Component, drawn: dict[str, Markup]) -> Markup:
        name = f"block.{component.index}"
        slot = self.text.slots.get(name, slots.Slot(""))
        texts = {
            key.removeprefix(f"{name}."): Markup(value.html)
            for key, value in self.text.slots.items()
            if key.startswith(f"{name}.")
        }
        part = Part(
            name=component.name,
            id=slot.block_id,
            number=component.number,
            title=texts.get("title"),
            options=component.options,
            content=self._put_in(slot.html, drawn),
            texts=texts,
            picture=self._picture(component),
            direction=self._direction(component),
            table=self._table(component, texts),
            exhibit=self.exhibits.get(component.index),
            listing=self.listings.get(component.index),
        )
        values = {"part": part, "page": self.page, "words": self.words}
        return Markup(
            self.templates.render(
                f"components/{component.name}.html", values, self.words.gettext, self.words.ngettext
            )
        )

    def _table(self, component: Component, own: Mapping[str, Markup]) -> ViewTable | None:
        options = component.options
        if not isinstance(options, View):
            return None
        record = {
            name: Markup(slot.html) for name, slot in self.text.slots.items() if name.startswith("record.")
        }
        return self.views.table(options, {**record, **own})

    def _direction(self, component: Component) -> str:
        """The writing direction of a block: that of its own language, or of the page."""
        options = component.options
        return direction(options.lang) if isinstance(options, PartInLanguage) else self.page.direction

    def _picture(self, component: Component) -> Shown | None:
        options = component.options
        if not isinstance(options, Figure):
            return None
        picture = self.text.pictures.get(join(self.folder, options.src))
        return shown(picture, self.text.page, options.alt or "") if picture else None

    def _put_in(self, html: str, drawn: dict[str, Markup]) -> Markup:
        """A piece of the text with blocks in the place of their marks; neighbouring stats become one row."""
        stats = {f"block.{c.index}" for c in self.text.components if isinstance(c.options, Stat)}
        out: list[str] = []
        row: list[Markup] = []
        for index, piece in enumerate(slots.MARK.split(html)):
            is_mark = index % 2 == 1
            if is_mark and piece in stats:
                row.append(drawn[piece])
                continue
            if (is_mark and piece not in drawn) or not piece.strip():
                continue
            out += _row(row)
            row = []
            out.append(str(drawn[piece]) if is_mark else piece)
        return Markup("".join([*out, *_row(row)]))


def _row(stats: list[Markup]) -> list[str]:
    if not stats:
        return []
    return [
        f'<div class="stats stats-{len(stats)}"><div class="stats-row">',
        *map(str, stats),
        "</div></div>\n",
    ]
