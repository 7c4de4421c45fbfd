"""What kinds of PDF there are, and which standards each keeps."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PdfProfile:
    """A kind of PDF: what the engine calls its standard, which part of PDF/UA it keeps besides (0: none, it is not for
    reading on a screen), whether its metadata has to explain the names that are not of PDF/A (ISO 19005-4 gave that
    up), and what is added to the names of its files."""

    name: str
    variant: str
    accessible: int
    explains_names: bool = False
    suffix: str = ""

    @property
    def is_for_screens(self) -> bool:
        """Whether its colours are those of screens, and what is said in tags, links and attachments is in it."""
        return self.accessible > 0


WEB = PdfProfile("web", "pdf/a-3a", 1, explains_names=True)
"""PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) in one file: what programs of today read best."""

ARCHIVE = PdfProfile("archive", "pdf/a-4f", 2, suffix="-archive")
"""PDF/A-4f (ISO 19005-4) and PDF/UA-2 (ISO 14289-2) in one file of PDF 2.0."""

PRINT = PdfProfile("print", "pdf/x-4", 0, suffix="-print")
"""PDF/X-4 (ISO 15930-7): what printers ask for."""

PROFILES = {profile.name: profile for profile in (WEB, ARCHIVE, PRINT)}
