"""Files that briefgen makes and a page offers, such as its citation for reference managers."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefgen.content.addresses import asset_address
from briefgen.core.digest import digest_of


@dataclass(frozen=True)
class Download:
    """A file that was made: its name, where it is published, its bytes, and what kind of file it is (a media type)."""

    name: str
    address: str
    data: bytes = field(repr=False)
    media_type: str


def download(name: str, data: bytes, media_type: str) -> Download:
    """The file of a name such as `seven-pathways-en.bib`; other bytes have another address."""
    return Download(name, asset_address(name, digest_of(data)), data, media_type)
