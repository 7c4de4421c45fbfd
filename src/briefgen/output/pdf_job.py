"""A PDF to make, and what came of it: plain values, so that it can be made here or in another process."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from briefgen.core.limits import USUAL, Bounds
from briefgen.core.workers import Died
from briefgen.core.workspace import Answer
from briefgen.layout.fit import Contract
from briefgen.layout.pages import Layout
from briefgen.output.pdf_profiles import WEB
from briefgen.output.press.sheet import Press

NOT_OURS = "not our tags: "
"""How a message begins that says so; then the version of the engine."""

NO_ROOM = "there is no room for temporary files"
"""What a PDF failed of, if not of its document."""

COARSE = "coarse picture: "
"""How a message begins that names one; then its pixels to an inch, how many it needs in all, and its path."""


@dataclass(frozen=True)
class EngineMessage:
    """Something the engine logged: in which style sheet (empty for the document), and what."""

    sheet: str
    text: str


@dataclass(frozen=True)
class PdfAttachment:
    """A file inside the PDF: its name, what it is, its bytes, and the day it is of."""

    name: str
    description: str
    data: bytes
    day: date


@dataclass(frozen=True)
class PdfJob:
    """One PDF to make. `files` leads from web addresses to project paths: nothing else can be loaded.
    `sheets` are the names and texts of the style sheets, which stand at `sheets_address`.

    `densities` are the names and style sheets of the ways in which text may be set, loosest first, and `density`
    the one to take; empty: the loosest with which the `contract` is kept.
    """

    address: str
    html: str
    sheets: tuple[tuple[str, str], ...]
    sheets_address: str
    files: tuple[tuple[str, str], ...]
    densities: tuple[tuple[str, str], ...]
    density: str
    contract: Contract
    profile: str = WEB.name
    attachments: tuple[PdfAttachment, ...] = ()
    press: Press | None = None
    """What the printer asks for, in the profile for print."""

    names: tuple[str, ...] = ()
    """What the publication is called by registries and on the web, the strongest name first."""

    bounds: Bounds = USUAL
    """What laying out may take."""

    def in_one_density(self, name: str) -> PdfJob:
        """The same set in this density, whether the contract is kept or not."""
        return replace(self, density=name, densities=tuple(one for one in self.densities if one[0] == name))


@dataclass(frozen=True)
class PdfResult:
    """The PDF, how it is laid out and in which density, what the engine said, and what was read. `would_keep` names
    another density that would keep the contract, if this one does not; `unreadable` are elements and lines that are
    drawn and cannot be read from the file. `failure` replaces the PDF, and so does the limit that it went over."""

    data: bytes
    layout: Layout | None
    messages: tuple[EngineMessage, ...]
    trace: tuple[Answer, ...]
    density: str = ""
    would_keep: str = ""
    unreadable: tuple[tuple[int, str], ...] = ()
    failure: str = ""
    over: str = ""
    engine_missing: bool = False

    @property
    def is_made(self) -> bool:
        return not (self.failure or self.over)


def not_made(death: Died) -> PdfResult:
    """What came of a PDF whose process ended over it."""
    return PdfResult(b"", None, (), (), failure=death.why, over=death.over)
