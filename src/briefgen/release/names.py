"""The names of files in a bundle: what stands where, and which names can be trusted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from briefgen.content.fields import is_of_windows
from briefgen.output.artifacts import MANIFEST

DIST = "dist/"
"""The folder of all that was built; what stands in it is what `briefgen build` writes into `dist/`."""

RECORD, SUMS, NOTES = "release.json", "SHA256SUMS", "NOTES.md"
CRATE, SBOM, PROVENANCE = "ro-crate-metadata.json", "sbom.cdx.json", "provenance.intoto.json"
DIAGNOSTICS, PDFS = "reports/diagnostics.json", "reports/pdfs.json"
LICENCES = "licences/"
NEEDED = (RECORD, SUMS, NOTES, CRATE, SBOM, PROVENANCE, DIAGNOSTICS, PDFS, DIST + MANIFEST)


def belongs(name: str) -> bool:
    """Whether briefgen puts files of this name into a bundle."""
    return name in NEEDED or name.startswith((DIST, LICENCES))


SIGNATURE = ".sig"
"""What is added to the name of a bundle for that of its signature, which lies beside it."""


_DEEPEST = 32
"""Folders in each other; briefgen makes six, and each level is one more name to hold against all others."""


_LONGEST = 255
"""Bytes of a name of one file or folder."""

_INVISIBLE_KINDS = ("Cc", "Cf", "Cs", "Zl", "Zp")
_INVISIBLE = "\u034f\u115f\u1160\u2800\u3164\uffa0"
"""Signs of other kinds that show nothing."""


def problem_of_name(name: str) -> str:
    """Why a file of this name is not to be unpacked; empty when there is no reason."""
    parts = name.split("/")
    if not name or len(name.encode()) > 1000:
        return "its name is empty or endless"
    if len(parts) > _DEEPEST:
        return f"it lies in more than {_DEEPEST} folders"
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return "its name is that of a place on the disk"
    if "\\" in name:
        return "its name has a backslash, which leads elsewhere on Windows"
    if any(unicodedata.category(sign) in _INVISIBLE_KINDS or sign in _INVISIBLE for sign in name):
        return "its name has invisible characters"
    if ".." in parts:
        return "its name leads out of the folder"
    if name.endswith("/"):
        return "it is a folder; a bundle holds files only"
    if "" in parts or "." in parts:
        return "its name takes a detour"
    if re.search(r'[:<>"|?*]', name) or any(map(_is_other_on_windows, parts)):
        return "its name means something else on Windows"
    if any(len(part.encode()) > _LONGEST for part in parts):
        return "its name is longer than disks allow"
    return ""


def _is_other_on_windows(part: str) -> bool:
    """Whether Windows takes a name for that of a device, whatever ending it has, or leaves out its end."""
    first = part.partition(".")[0].rstrip().casefold()
    return part.endswith((".", " ")) or is_of_windows(first) or first in ("conin$", "conout$")


def _as_disks_see_it(name: str) -> str:
    """A name without the differences that many disks do not tell apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def problems_together(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Names that cannot be unpacked beside each other, each with why not."""
    names = list(names)
    seen: dict[str, str] = {}
    for name in names:
        key = _as_disks_see_it(name)
        if key in seen:
            same = "is in the bundle twice"
            differs = f"differs from `{seen[key]}` only in a way that many disks do not tell apart"
            yield name, same if seen[key] == name else differs
        seen.setdefault(key, name)
    for name in names:
        parts = _as_disks_see_it(name).split("/")
        for count in range(1, min(len(parts), _DEEPEST)):  # a deeper name is told already
            if (folder := "/".join(parts[:count])) in seen:
                yield name, f"lies in `{seen[folder]}`, which is a file"
