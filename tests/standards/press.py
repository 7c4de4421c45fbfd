"""A preflight: what of a PDF a press cannot print, or PDF/X-4 (ISO 15930-7) does not allow. No validator can be had, so
this is ours; it reads the finished file with a library that briefgen does not use.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Name

MM = 72 / 25.4
BLACK = (0.0, 0.0, 0.0, 1.0)
_INKS = (Name.DeviceCMYK, Name.DeviceGray, Name.Pattern)


@dataclass
class Painted:
    """The colours and the pictures with which a page is painted: of fills, lines and text, as operands of `k` and `K`,
    and whatever is not in inks by its name."""

    fills: set[tuple[float, ...]] = field(default_factory=set)
    strokes: set[tuple[float, ...]] = field(default_factory=set)
    text: set[tuple[float, ...]] = field(default_factory=set)
    text_over: set[bool] = field(default_factory=set)
    pictures: list[Any] = field(default_factory=list)
    foreign: set[str] = field(default_factory=set)


def painted(page: Any) -> Painted:
    found = Painted()
    _read(page.obj, found, set())
    return found


def _read(stream: Any, found: Painted, seen: set[Any]) -> None:
    resources = stream.get("/Resources", {})
    fill: tuple[float, ...] = BLACK
    is_over, outer = False, []
    for instruction in pikepdf.parse_content_stream(stream):
        operator, operands = str(instruction.operator), instruction.operands
        if operator in ("rg", "RG"):
            found.foreign.add("RGB")
        elif operator in ("cs", "CS") and operands[0] not in _INKS:
            found.foreign.add(str(operands[0]))
        elif operator in ("k", "K"):
            colour = tuple(float(part) for part in operands)
            (found.fills if operator == "k" else found.strokes).add(colour)
            fill = colour if operator == "k" else fill
        elif operator in ("q", "Q"):
            if operator == "q":
                outer.append((fill, is_over))
            else:
                fill, is_over = outer.pop()
        elif operator == "gs":
            state = resources.ExtGState[str(operands[0])]
            is_over = bool(state.get("/op", is_over))
        elif operator in ("TJ", "Tj"):
            found.text.add(fill)
            if fill == BLACK:
                found.text_over.add(is_over)
        elif operator == "INLINE IMAGE":
            found.foreign.add("a picture in the stream")
    assert not outer, "more is begun than ended"
    for item in _drawn(resources):
        if item.objgen in seen:
            continue
        seen.add(item.objgen)
        if item.get("/Subtype") == Name.Image:
            found.pictures.append(item)
            if item.ColorSpace not in _INKS:
                found.foreign.add(f"a picture of {item.ColorSpace}")
        elif "/ShadingType" in item:
            if item.ColorSpace not in _INKS:
                found.foreign.add(f"a gradient of {item.ColorSpace}")
        else:
            group = item.get("/Group")
            if group is not None and group.CS not in _INKS:
                found.foreign.add(f"a group of {group.CS}")
            _read(item, found, seen)


def _drawn(resources: Any) -> Iterator[Any]:
    """What a stream may draw besides its own: groups, pictures, patterns, gradients, masks."""
    for kind in ("/XObject", "/Pattern", "/Shading"):
        yield from resources.get(kind, {}).values()
    for state in resources.get("/ExtGState", {}).values():
        mask = state.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary):
            yield mask.G


def faults(file: Path, icc: bytes, bleed: float = 3) -> list[str]:
    """What is wrong with a file, empty when nothing is. `bleed` is in mm."""
    with pikepdf.open(file) as pdf:
        found = [*_of_document(pdf, icc), *_of_fonts(pdf)]
        for number, page in enumerate(pdf.pages, 1):
            found += [f"page {number}: {fault}" for fault in _of_page(page, bleed * MM)]
    return found


def _of_document(pdf: Any, icc: bytes) -> Iterator[str]:
    intents = pdf.Root.get("/OutputIntents", [])
    if [intent.S for intent in intents] != [Name.GTS_PDFX]:
        yield "no output intent of PDF/X"
    elif intents[0].DestOutputProfile.read_bytes() != icc or intents[0].DestOutputProfile.N != 4:
        yield "the profile inside is not that of the printer"
    elif not str(intents[0].get("/OutputConditionIdentifier", "")) or not str(intents[0].get("/Info", "")):
        yield "the printing condition has no name"
    said = pdf.Root.Metadata.read_bytes()
    for claim in (
        b"pdfxid:GTS_PDFXVersion>PDF/X-4<", b"pdf:Trapped>False<", b"xmpMM:DocumentID>", b"xmp:CreateDate>",
        b"xmp:ModifyDate>", b"xmp:MetadataDate>", b"xmpMM:VersionID>", b"xmpMM:RenditionClass>", b"dc:title>",
    ):  # fmt: skip
        if claim not in said:
            yield f"the metadata lack {claim.decode()}"
    if str(pdf.docinfo.get("/Trapped")) != "/False":
        yield "it does not say whether it is trapped"
    if "/ID" not in pdf.trailer or pdf.is_encrypted or pdf.pdf_version < "1.6":
        yield "it has no ID, is locked, or is too old"
    for forbidden in ("/AcroForm", "/OpenAction", "/AA", "/Names"):
        if forbidden in pdf.Root and (forbidden != "/Names" or "/EmbeddedFiles" in pdf.Root.Names):
            yield f"it has {forbidden}"


def _of_page(page: Any, bleed: float) -> Iterator[str]:
    media, out, trim = (
        [float(edge) for edge in page.obj[box]] for box in ("/MediaBox", "/BleedBox", "/TrimBox")
    )
    for one, two in ((trim, out), (out, media)):
        if not (two[0] <= one[0] and two[1] <= one[1] and one[2] <= two[2] and one[3] <= two[3]):
            yield "its boxes do not lie in each other"
    around = [trim[0] - out[0], trim[1] - out[1], out[2] - trim[2], out[3] - trim[3]]
    if any(abs(width - bleed) > 0.01 for width in around):
        yield f"its bleed is {around}"
    if "/Annots" in page.obj:
        yield "it has annotations"
    if page.obj.get("/Group", {}).get("/CS") != Name.DeviceCMYK:
        yield "transparent things are not mixed in inks"
    if foreign := painted(page).foreign:
        yield f"painted with {sorted(foreign)}"


def _of_fonts(pdf: Any) -> Iterator[str]:
    fonts = {font.objgen: font for page in pdf.pages for font in page.obj.Resources.get("/Font", {}).values()}
    for font in fonts.values():
        descriptor = font.DescendantFonts[0].FontDescriptor if "/DescendantFonts" in font else {}
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"the font {font.get('/BaseFont')} is not inside"
