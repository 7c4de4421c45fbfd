"""Puts a bundle together: what was built, its record, and everything that is told of both."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from briefgen.core.atomic_write import whole_file, write_atomically
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.workspace import SHIPPED, Workspace
from briefgen.output.artifacts import MANIFEST
from briefgen.output.pdf_facts import PdfFacts, pdf_facts
from briefgen.release import names
from briefgen.release.archive import write_archive
from briefgen.release.compare import Side, changes
from briefgen.release.crate import write_crate
from briefgen.release.manifest import ReleaseRecord, as_bytes
from briefgen.release.notes import write_notes
from briefgen.release.packages import packages, system_libraries
from briefgen.release.provenance import write_provenance
from briefgen.release.reports import write_diagnostics, write_pdfs
from briefgen.release.sbom import FONT_ENDINGS, write_sbom
from briefgen.release.signature import is_signature, key_of, public_key, sign
from briefgen.release.sums import write_sums
from briefgen.release.verify import problems_of_new

_LICENCE = re.compile(r"(OFL|LICEN[CS]E|COPYING)[^/]*", re.I)
"""The names of files that hold the terms of what lies beside them."""

_SHOWN_FROM = ("styles/fonts", "styles/maps")
"""Folders of which pages carry something in them that came with terms of its own."""


_PIECE = 1 << 20


class Exists(Exception):  # noqa: N818 - told by the caller
    """Another bundle has the name already."""


class Unsound(Exception):  # noqa: N818 - told by the caller
    """A bundle that `verify` would refuse."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__()
        self.diagnostics = diagnostics


class SignatureOther(Exception):  # noqa: N818 - told by the caller
    """Beside the bundle lies a signature already that is not the one which was asked for."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(path)
        self.path, self.what = path, what


class SignatureLeft(Exception):  # noqa: N818 - told by the caller
    """Where the signature would be lies that of a bundle which is there no more."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


@dataclass(frozen=True)
class Contents:
    """What goes into a bundle. `dist` is the folder of what was built; `inputs` are the SHA-256 of what was read."""

    dist: Path
    record: ReleaseRecord
    inputs: Mapping[str, str]
    licences: Mapping[str, bytes]
    diagnostics: tuple[Diagnostic, ...]
    parameters: Mapping[str, Any]


@dataclass(frozen=True)
class Written:
    """A bundle that was written: where, its SHA-256 and size, and its signature's place if it has one."""

    path: Path
    sha256: str
    size: int
    signature: Path | None


def files_of(contents: Contents, before: Side | None) -> dict[str, bytes | Path]:
    """Every file of a bundle by its name: its contents, or where they are."""
    record, dist = contents.record, contents.dist
    built: dict[str, bytes | Path] = {
        names.DIST + path: dist / path for path in (MANIFEST, *(item.path for item in record.artifacts))
    }
    facts = _facts(contents)
    if before:
        pages = {path: found.pages for path, found in facts.items()}
        after = Side(record, "", pages, lambda name: (dist / name.removeprefix(names.DIST)).read_bytes())
        record = record.model_copy(update={"changes": changes(before, after)})
    told = {
        names.RECORD: as_bytes(record),
        names.NOTES: write_notes(record),
        names.DIAGNOSTICS: write_diagnostics(contents.diagnostics),
        names.PDFS: write_pdfs(facts),
    }
    libraries = system_libraries()
    known = write_sbom(record, packages(), libraries, contents.inputs, _digest(told[names.RECORD]))
    subjects = {name: _digest(data) for name, data in built.items()}
    beside = {
        **told,
        **{names.LICENCES + name: data for name, data in contents.licences.items()},
        names.SBOM: known,
        names.CRATE: write_crate(record),
    }
    byproducts = {name: _digest(data) for name, data in beside.items()}
    files = {
        **built,
        **beside,
        names.PROVENANCE: write_provenance(
            record, subjects, contents.inputs, contents.parameters, libraries, byproducts
        ),
    }
    return {**files, names.SUMS: write_sums({name: _digest(data) for name, data in files.items()})}


def write_bundle(path: Path, files: Mapping[str, bytes | Path], key: Path | None) -> Written:
    """Write a bundle and, with a key, its signature: both whole or not at all. What is there already
    is never replaced. Raises `Exists`, `SignatureLeft`, `SignatureOther`, `TooLarge`, `CannotSign` and `Unsound`."""
    beside = path.with_name(path.name + names.SIGNATURE)
    with whole_file(path, survives=True) as file:
        write_archive(file, ((name, _read(files[name])) for name in sorted(files)))
        file.flush()
        size = file.tell()
        digest = _digest_of_file(file)
        if problems := problems_of_new(file, path):
            raise Unsound(problems)
        _refuse_others(path, digest, beside)
        signature = sign(file, key) if key else None
        _refuse_others(
            path, digest, beside
        )  # somebody else's may have come while this waited for a passphrase
        if signature is not None and os.path.lexists(beside):
            if what := _differs(file, beside, signature):
                raise SignatureOther(beside, what)
            return Written(path, digest, size, beside)
    if signature is None:
        return Written(path, digest, size, None)
    # last: a bundle can be without one, and nothing is said by one alone
    write_atomically(beside, signature, survives=True)
    return Written(path, digest, size, beside)


def _refuse_others(path: Path, digest: str, beside: Path) -> None:
    """Raises `Exists` where another bundle has the name, and `SignatureLeft` where a signature waits for another."""
    if path.exists():
        if _digest(path) != digest:
            raise Exists
    elif os.path.lexists(beside):
        raise SignatureLeft(beside)


def _differs(file: BinaryIO, there: Path, signature: bytes) -> str:
    """What a signature that is there already is instead of one with the same key; empty if it is such a one."""
    found = key_of(file, there) if is_signature(there) else None
    if found is None or found.problem:
        return "is no signature of this bundle"
    if public_key(there.read_bytes()) != public_key(signature):
        return f"is its signature with another key, {found.key}"
    return ""


def licences_of(workspace: Workspace, inputs: Mapping[str, str]) -> dict[str, bytes]:
    """The terms of fonts and maps that went into pages, by their paths in the project. A project's own come before
    those shipped with briefgen."""
    folders = {path.rpartition("/")[0] for path in inputs if _has_terms(path)}
    found: dict[str, bytes] = {}
    for folder in sorted(folders, key=lambda folder: not folder.startswith(SHIPPED)):
        for name in workspace.list(folder):
            if _LICENCE.fullmatch(name):
                path = f"{folder}/{name}"
                found[path.removeprefix(SHIPPED)] = workspace.read(path)
    return found


def _has_terms(path: str) -> bool:
    return path.endswith(FONT_ENDINGS) or path.removeprefix(SHIPPED).startswith(_SHOWN_FROM)


def _facts(contents: Contents) -> dict[str, PdfFacts]:
    return {
        names.DIST + item.path: pdf_facts((contents.dist / item.path).read_bytes())
        for item in contents.record.artifacts
        if item.format == "pdf"
    }


def _read(data: bytes | Path) -> bytes:
    return data.read_bytes() if isinstance(data, Path) else data


def _digest(data: bytes | Path) -> str:
    return sha256(_read(data)).hexdigest()


def _digest_of_file(file: BinaryIO) -> str:
    total = sha256()
    file.seek(0)
    while piece := file.read(_PIECE):
        total.update(piece)
    return total.hexdigest()
