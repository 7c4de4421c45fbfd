"""Ways to tags rather than to places on pages: structure destinations, which PDF/UA-2 (ISO 14289-2, 8.8) asks of links
and bookmarks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.output.tagging.tag import HEADINGS, Area, Tag


@dataclass(frozen=True)
class Destinations:
    """What leads to tags in one PDF. `elements` are the structure elements of the tags, `anchors` the tags by the names
    that links call them."""

    objects: Any
    pdf: Any
    elements: Mapping[Tag, Any]
    anchors: Mapping[str, Tag]

    def lead_to_tags(self) -> None:
        """Let the links and bookmarks of the file lead to tags."""
        places = dict(self._named_places())
        for tag in self.elements:
            for area in tag.kids:
                if isinstance(area, Area) and "Dest" in area.annotation:
                    self._turn_link(area.annotation, places)
        self._turn_bookmarks()
        self._lead_contents()

    def _named_places(self) -> Iterator[tuple[str, Any]]:
        names = self.pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
        for name, place in zip(names[::2], names[1::2], strict=True):
            yield name.string, place

    def _turn_link(self, annotation: Any, places: Mapping[str, Any]) -> None:
        name = annotation["Dest"].string
        tag = self._written(self.anchors.get(name))
        if tag is not None and name in places:
            del annotation["Dest"]
            annotation["A"] = self._action(tag, places[name])

    def _turn_bookmarks(self) -> None:
        """Each bookmark is of a heading: the next one, or the next with its words where some headings have none."""
        headings = [tag for tag in self.elements if tag.name in HEADINGS]
        items = [
            item for item in self.pdf.objects if isinstance(item, dict) and "Title" in item and "Dest" in item
        ]
        has_all = len(items) == len(headings)
        for item in items:
            title = " ".join(item["Title"].string.split())
            with_words = (tag for tag in headings if tag.text == title)
            heading = headings[0] if has_all else next(with_words, None)
            if heading is not None:
                headings.remove(heading)
                item["A"] = self._action(heading, item.pop("Dest"))
                item["SE"] = self.elements[heading].reference

    def _lead_contents(self) -> None:
        """Each line of a list of contents names the tag that it is about."""
        for tag, element in self.elements.items():
            if tag.name == "TOCI":
                about = next(
                    (self._written(self.anchors.get(inner.target)) for inner in tag.tags() if inner.target),
                    None,
                )
                if about is not None:
                    element["Ref"] = self.objects.Array([self.elements[about].reference])

    def _written(self, tag: Tag | None) -> Tag | None:
        """The tag, or the nearest around it that is in the file."""
        while tag is not None and tag not in self.elements:
            tag = tag.parent
        return tag

    def _action(self, tag: Tag, place: Any) -> Any:
        """Go to a tag; programs that do not know tags go to its place."""
        at_tag = self.objects.Array([self.elements[tag].reference, *place[1:]])
        return self.objects.Dictionary({"Type": "/Action", "S": "/GoTo", "D": place, "SD": at_tag})
