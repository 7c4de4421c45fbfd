"""What a PDF says of itself to programs that read metadata alone: XMP, as ISO 16684-1 has it."""

from __future__ import annotations

import re
from html import escape
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from briefgen.output.pdf_profiles import PdfProfile

_REVISION = "<pdfuaid:rev>2024</pdfuaid:rev>"
"""PDF/UA-2 names the year of its text."""

_ACCESSIBLE = (
    '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    "<pdfuaid:part>{part}</pdfuaid:part>{revision}</rdf:Description>"
)

_SCHEMA = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
    'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>'
    '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>'
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    '<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Which part of ISO 14289 the file keeps</pdfaProperty:description></rdf:li>"
    "</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
"""PDF/A-2 and PDF/A-3 want to be told what names mean that are not their own; PDF/A-4 does not."""

_LANGUAGE = (
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language><rdf:Bag>'
    "<rdf:li>{language}</rdf:li></rdf:Bag></dc:language></rdf:Description>"
)

_NAMED = (
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:xmp="http://ns.adobe.com/xap/1.0/"><dc:identifier>{first}</dc:identifier>'
    "<xmp:Identifier><rdf:Bag>{names}</rdf:Bag></xmp:Identifier></rdf:Description>"
)

_END = b"</rdf:RDF>"
_FILES = b' pdfaid:conformance="F"'
"""How the engine says that files are in a PDF/A-4."""


_DRAWN_NAME = re.compile(rb"xmp\.did:[0-9a-f-]+")
"""The name of a document that the engine draws by lot."""


def with_claims(
    metadata: bytes,
    profile: PdfProfile,
    language: str,
    has_files: bool,
    address: str = "",
    names: tuple[str, ...] = (),
) -> bytes:
    """The engine's RDF with what it cannot say: the part of PDF/UA that the file keeps beside PDF/A, its language, and
    the `names` that the publication goes by, the strongest first. A PDF/A-4 without files in it is no PDF/A-4f. PDF/X
    names the document: after its `address`."""
    if not has_files:
        metadata = metadata.replace(_FILES, b"")
    metadata = _DRAWN_NAME.sub(f"xmp.did:{uuid5(NAMESPACE_URL, address)}".encode(), metadata)
    more = ""
    if profile.accessible:
        revision = _REVISION if profile.accessible > 1 else ""
        more += _ACCESSIBLE.format(part=profile.accessible, revision=revision)
    more += _SCHEMA if profile.explains_names else ""
    more += _LANGUAGE.format(language=escape(language, quote=False)) if language else ""
    if names:
        items = "".join(f"<rdf:li>{escape(name, quote=False)}</rdf:li>" for name in names)
        more += _NAMED.format(first=escape(names[0], quote=False), names=items)
    return metadata.replace(_END, more.encode() + _END)


def say_of_itself(
    metadata: Any, profile: PdfProfile, has_files: bool, address: str, names: tuple[str, ...] = ()
) -> None:
    """Let the engine's metadata of a document claim the standards of a profile, and be readable without unpacking."""
    write, include = metadata.generate_rdf_metadata, metadata.include_in_pdf

    def generate(*claims: Any) -> bytes:
        return with_claims(write(*claims), profile, metadata.lang or "", has_files, address, names)

    def include_plainly(
        pdf: Any, variant: Any, version: Any, conformance: Any = None, compress: bool = False
    ) -> None:
        del compress
        include(pdf, variant, version, conformance, compress=False)

    metadata.generate_rdf_metadata, metadata.include_in_pdf = generate, include_plainly


def show_pictures_as_they_are(_: Any, pdf: Any) -> None:
    """PDF/A does not let programs smooth pictures."""
    for item in pdf.objects:
        if getattr(item, "extra", {}).get("Interpolate") == "true":
            item.extra["Interpolate"] = "false"
