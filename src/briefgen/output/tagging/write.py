"""Writes a tag tree into a PDF of the engine, as ISO 32000 has it: 14.7 (structure) and 14.8 (tagged PDF)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.output.tagging.tag import Area, Content, Tag

NAMESPACE = "http://iso.org/pdf2/ssn"
"""The structure types of PDF 2.0."""

_ROLES_1_7 = {"Aside": "Sect", "Em": "Span", "Strong": "Span"}
"""Types that PDF 1.7 does not have, and which of its own they are to readers that do not know them."""

_IN_1_7_ONLY = frozenset(("Code", "Quote", "Reference", "BlockQuote", "TOC", "TOCI"))
"""Types that are not in the namespace of PDF 2.0, where those of PDF 1.7 hold without one."""

_PRINTED = 4
"""The flag of annotations that are part of the page when it is printed."""


@dataclass(frozen=True)
class _Writer:
    """What writes into one PDF. `objects` is the engine's library for PDF objects, `pages` are the references of the
    pages."""

    objects: Any
    pdf: Any
    pages: Sequence[bytes]
    is_version_2: bool

    def new(self, **entries: Any) -> Any:
        """A new indirect dictionary; entries without a value are left out."""
        kept = {key: value for key, value in entries.items() if value not in (None, "", ())}
        dictionary = self.objects.Dictionary(kept)
        self.pdf.add_object(dictionary)
        return dictionary

    def text(self, words: str) -> Any:
        return self.objects.String(words) if words else None

    def name(self, tag: Tag) -> str:
        return tag.name if self.is_version_2 else tag.name_in_1_7


def write_tags(
    objects: Any, pdf: Any, root: Tag, page_count: int, version: str, direction: str
) -> Mapping[Tag, Any]:
    """Write the tree, the ways back to it from pages and links, and what the file says of being tagged. `version` is
    that of PDF, such as `1.7`. Gives the structure element of each tag."""
    writer = _Writer(objects, pdf, pdf.page_references, version >= "2.0")
    tree = writer.new(Type="/StructTreeRoot")
    namespace = None
    if writer.is_version_2:
        namespace = writer.new(Type="/Namespace", NS=writer.text(NAMESPACE)).reference
        tree["Namespaces"] = objects.Array([namespace])
    else:
        tree["RoleMap"] = objects.Dictionary({name: f"/{role}" for name, role in _ROLES_1_7.items()})
    tags = list(root.tags())
    elements = {tag: _element(writer, tag, namespace) for tag in tags}
    for tag, element in elements.items():
        element["P"] = elements[tag.parent].reference if tag.parent else tree.reference
        element["K"] = _kids(writer, tag, elements)
        if tag.refers_to and writer.is_version_2:
            element["Ref"] = objects.Array([elements[other].reference for other in tag.refers_to])
    tree["K"] = objects.Array([elements[root].reference])
    if named := {tag.id: elements[tag] for tag in tags if tag.id}:
        tree["IDTree"] = _names(writer, named)
    _write_ways_back(writer, tree, elements, page_count)
    pdf.catalog["StructTreeRoot"] = tree.reference
    pdf.catalog["MarkInfo"] = objects.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = objects.Dictionary({"DisplayDocTitle": "true"})
    if direction == "rtl":  # two pages stand side by side from right to left
        pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"
    return elements


def _element(writer: _Writer, tag: Tag, namespace: Any) -> Any:
    """A structure element without the ways to others."""
    pages = [kid.page for kid in tag.kids if not isinstance(kid, Tag)]
    return writer.new(
        Type="/StructElem",
        S=f"/{writer.name(tag)}",
        NS=None if tag.name in _IN_1_7_ONLY else namespace,
        Pg=writer.pages[pages[0]] if pages else None,
        ID=writer.text(tag.id),
        Lang=writer.text(tag.language),
        Alt=writer.text(tag.alternative),
        ActualText=writer.text(tag.said),
        E=writer.text(tag.expansion),
        A=_attributes(writer, tag),
    )


def _attributes(writer: _Writer, tag: Tag) -> Any:
    new = writer.objects.Dictionary
    if tag.numbering:
        numbering = "None" if tag.numbering == "Description" and not writer.is_version_2 else tag.numbering
        return new({"O": "/List", "ListNumbering": f"/{numbering}"})
    if tag.box:
        box = writer.objects.Array([round(edge, 2) for edge in tag.box])
        return new({"O": "/Layout", "BBox": box, "Placement": "/Block"})
    if tag.name == "FENote" and writer.is_version_2:
        return new({"O": "/FENote", "NoteType": "/Footnote"})
    return _of_cell(writer, tag) if tag.cell else None


def _of_cell(writer: _Writer, tag: Tag) -> Any:
    cell, said = tag.cell, writer.objects.Dictionary({"O": "/Table"})
    assert cell is not None
    if cell.columns > 1:
        said["ColSpan"] = cell.columns
    if cell.rows > 1:
        said["RowSpan"] = cell.rows
    if cell.scope:
        said["Scope"] = f"/{cell.scope}"
    if cell.headers:
        said["Headers"] = writer.objects.Array([writer.objects.String(name) for name in cell.headers])
    return said if len(said) > 1 else None


def _kids(writer: _Writer, tag: Tag, elements: Mapping[Tag, Any]) -> Any:
    """What an element holds: others, marked content (of its first page by its number alone) and links."""
    kids, references = writer.objects.Array(), writer.pages
    first = next((kid.page for kid in tag.kids if not isinstance(kid, Tag)), None)
    for kid in tag.kids:
        if isinstance(kid, Tag):
            kids.append(elements[kid].reference)
        elif isinstance(kid, Content) and kid.page == first and kid.group is None:
            kids.append(kid.mark)
        elif isinstance(kid, Content):
            there = {"Type": "/MCR", "Pg": references[kid.page], "MCID": kid.mark}
            there |= {"Stm": kid.group.reference} if kid.group is not None else {}
            kids.append(writer.objects.Dictionary(there).data)
        else:
            there = {"Type": "/OBJR", "Pg": references[kid.page], "Obj": kid.annotation.reference}
            kids.append(writer.objects.Dictionary(there).data)
    return kids


def _names(writer: _Writer, named: Mapping[str, Any]) -> Any:
    """The tree of the elements that others call by their names (notes, headers of tables)."""
    leaves = writer.objects.Array()
    for name in sorted(named):
        leaves.extend((writer.objects.String(name), named[name].reference))
    limits = writer.objects.Array([writer.objects.String(min(named)), writer.objects.String(max(named))])
    leaf = writer.new(Limits=limits, Names=leaves)
    return writer.objects.Dictionary({"Kids": writer.objects.Array([leaf.reference])})


def _write_ways_back(writer: _Writer, tree: Any, elements: Mapping[Tag, Any], page_count: int) -> None:
    """The ways from marked content and links to their elements (ParentTree)."""
    owners: list[dict[int, Any]] = [{} for _ in range(page_count)]
    of_groups: dict[int, tuple[Any, dict[int, Any]]] = {}
    areas: list[tuple[Area, Tag]] = []
    for tag in elements:
        for kid in tag.kids:
            if isinstance(kid, Content) and kid.group is not None:
                _, of_group = of_groups.setdefault(kid.group.number, (kid.group, {}))
                of_group[kid.mark] = elements[tag].reference
            elif isinstance(kid, Content):
                owners[kid.page][kid.mark] = elements[tag].reference
            elif isinstance(kid, Area):
                areas.append((kid, tag))
    numbers = writer.objects.Array()
    for page, of_page in enumerate(owners):
        numbers.extend((page, _by_number(writer, of_page)))
    for number, (area, tag) in enumerate(areas, start=page_count):
        numbers.extend((number, elements[tag].reference))
        area.annotation["StructParent"] = number
        area.annotation["F"] = _PRINTED
        area.annotation["Contents"] = writer.objects.String(tag.label or tag.text or "…")
    for number, (group, of_group) in enumerate(of_groups.values(), start=page_count + len(areas)):
        numbers.extend((number, _by_number(writer, of_group)))
        group.extra["StructParents"] = number
    ways = writer.new(Nums=numbers)
    tree["ParentTree"] = ways.reference
    tree["ParentTreeNextKey"] = page_count + len(areas) + len(of_groups)


def drop_areas(pdf: Any, areas: Iterable[Area]) -> None:
    """Take areas of links out of the pages of a PDF: those in what readers are not told."""
    dropped = {area.annotation.reference for area in areas}
    for item in pdf.objects if dropped else ():
        if isinstance(item, dict) and "Annots" in item:
            kept = [reference for reference in item["Annots"] if reference not in dropped]
            item["Annots"][:] = kept


def _by_number(writer: _Writer, owners: Mapping[int, Any]) -> Any:
    """The elements of a page by the numbers of its marked content; artifacts have none."""
    numbers: Iterable[int] = range(max(owners, default=-1) + 1)
    array = writer.objects.Array([owners.get(number, b"null") for number in numbers])
    writer.pdf.add_object(array)
    return array.reference
