"""What kinds of PDF there are, and which standards each keeps."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PdfProfile:
    """A kind of PDF: what the engine calls its standard, which part of PDF/UA it keeps besides, whether its metadata
    has to explain the names that are not of PDF/A (ISO 19005-4 gave that up), and what is added to the names of its
    files."""

    name: str
    variant: str
    accessible: int
    explains_names: bool
    suffix: str = ""


WEB = PdfProfile("web", "pdf/a-3a", 1, explains_names=True)
"""PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) in one file: what programs of today read best."""

ARCHIVE = PdfProfile("archive", "pdf/a-4f", 2, explains_names=False, suffix="-archive")
"""PDF/A-4f (ISO 19005-4) and PDF/UA-2 (ISO 14289-2) in one file of PDF 2.0."""

PROFILES = {profile.name: profile for profile in (WEB, ARCHIVE)}
