"""Whether all that a bundle says agrees: its sums with its files, and its records with each other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from briefgen import __version__
from briefgen.content.choices import Stage
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Wording
from briefgen.core.source import Source
from briefgen.core.workspace import SHIPPED
from briefgen.design.shipped import shipped_root
from briefgen.output.artifacts import MANIFEST, Listed, read_manifest, write_manifest
from briefgen.output.pdf_facts import claims
from briefgen.release import names
from briefgen.release.compare import Side
from briefgen.release.crate import parts_named, parts_of, write_crate
from briefgen.release.manifest import ReleaseRecord, as_bytes, read_record, refuse_keys_given_twice
from briefgen.release.notes import write_notes
from briefgen.release.opened import LARGEST_RECORD, Opened
from briefgen.release.provenance import Statement, beside_dist, in_dist, read_statement
from briefgen.release.reports import claims_of_pdfs, pages_of_pdfs
from briefgen.release.sbom import number_of_bill
from briefgen.release.sums import read_sums

_STAGE = "stage"
_APPROVED = (Stage.APPROVED.value, Stage.PUBLISHED.value)

Look = Callable[[bytes], Iterator[Diagnostic]]
"""What is wrong in a record, given its bytes."""


@dataclass
class Agreement:
    """Goes through a bundle of which the archive is sound."""

    bundle: Opened
    record: ReleaseRecord | None = None
    pages: Mapping[str, tuple[str, ...]] | None = None
    statement: Statement | None = None

    @property
    def is_remade(self) -> bool:
        """Whether what follows from the record can be written again and compared: another version has other words."""
        return self.record is not None and self.record.briefgen == __version__

    def everything(self) -> Iterator[Diagnostic]:
        missing = [name for name in names.NEEDED if name not in self.bundle.by_name]
        if names.RECORD in missing and names.SUMS in missing:
            yield told_of(
                messages.BUNDLE_UNREADABLE, self.bundle.path, "", "it has neither a record nor sums"
            )
            return
        yield from (self.changed(name, "it is missing") for name in missing)
        for entry in self.bundle.entries:
            if not names.belongs(entry.name):
                yield self.changed(
                    entry.name, "it does not belong here: briefgen puts no such file into a bundle"
                )
        yield from self.sums()
        for name, look in self.looks().items():
            if name not in missing and (name == names.RECORD or self.record):
                yield from self.read(name, look)
        if self.is_remade and self.statement:
            yield from self.licences(self.statement)

    def looks(self) -> dict[str, Look]:
        """What is looked at in each record; the first of them is what the others are held against."""
        return {
            names.RECORD: self.of_record,
            names.DIST + MANIFEST: self.of_manifest,
            names.NOTES: self.of_notes,
            names.PROVENANCE: self.of_provenance,
            names.CRATE: self.of_crate,
            names.SBOM: self.of_sbom,
            names.PDFS: self.of_pdfs,
            names.DIAGNOSTICS: self.of_diagnostics,
        }

    def read(self, name: str, look: Look) -> Iterator[Diagnostic]:
        """What is wrong in a record, or that it cannot be read."""
        try:
            data = self.bundle.read(name)
            if name.endswith(".json"):
                refuse_keys_given_twice(data)
            yield from look(data)
        except (ValueError, LookupError, RecursionError, AttributeError, TypeError) as problem:
            yield self.told(
                messages.BUNDLE_DISAGREES, name, f"it is not as briefgen writes it: {_why(problem)}"
            )

    def sums(self) -> Iterator[Diagnostic]:
        """Whether every file is what the list of sums says, and the list names all of them and no others."""
        for entry in self.bundle.entries:
            if not self.bundle.is_whole(entry):
                yield self.changed(entry.name, "it is damaged: the checksum of the archive does not fit")
        if names.SUMS not in self.bundle.by_name:
            return
        try:
            sums = read_sums(self.bundle.read(names.SUMS))
        except ValueError as problem:
            yield self.told(messages.BUNDLE_DISAGREES, names.SUMS, f"it is no list of sums: {problem}")
            return
        there = {name: digest for name, digest in self.bundle.digests.items() if name != names.SUMS}
        yield from self.compared(there, sums, names.SUMS)

    def compared(self, there: Mapping[str, str], said: Mapping[str, str], where: str) -> Iterator[Diagnostic]:
        """Files with digests, held against what a record says of them."""
        for name in sorted(said.keys() - there.keys()):
            yield self.changed(name, f"it is missing; `{where}` names it")
        for name in sorted(there.keys() - said.keys()):
            yield self.changed(name, f"it does not belong here; `{where}` does not name it")
        for name in sorted(there.keys() & said.keys()):
            if there[name] != said[name]:
                yield self.changed(name, f"its contents are not those that `{where}` says")

    def of_record(self, data: bytes) -> Iterator[Diagnostic]:
        self.record = record = read_record(data)
        if as_bytes(record) != data:  # a key given twice is read by some as the first, by others as the last
            yield self.told(
                messages.BUNDLE_DISAGREES, names.RECORD, "it is not written as briefgen writes it"
            )
        built = in_dist(self.bundle.digests)
        built.pop(names.DIST + MANIFEST, None)
        said = {names.DIST + artifact.path: artifact.sha256 for artifact in record.artifacts}
        if len(said) != len(record.artifacts):
            yield self.told(messages.BUNDLE_DISAGREES, names.RECORD, "it names a file more than once")
        yield from self.compared(built, said, names.RECORD)
        for artifact in record.artifacts:
            name = names.DIST + artifact.path
            is_same = self.bundle.digests.get(name) == artifact.sha256
            if is_same and self.bundle.by_name[name].size != artifact.bytes:
                yield self.changed(name, f"its size is not that which `{names.RECORD}` says")
        listed = {edition.source for each in record.publications for edition in each.editions}
        for artifact in record.artifacts:
            if artifact.slug and artifact.source and artifact.source not in listed:
                problem = f"it lists no edition `{artifact.source}`, of which `{artifact.path}` was made"
                yield self.told(messages.BUNDLE_DISAGREES, names.RECORD, problem)
        yield from self.not_approved(record)

    def not_approved(self, record: ReleaseRecord) -> Iterator[Diagnostic]:
        """Editions that go into no release, unless somebody says why."""
        if any(override.despite == _STAGE for override in record.overrides):
            return
        for publication in record.publications:
            for edition in publication.editions:
                if edition.stage not in _APPROVED:
                    problem = f"`{edition.source}` is `{edition.stage}`, and nobody says why it was released"
                elif edition.approval is None:
                    problem = f"nobody is named who approved `{edition.source}`"
                else:
                    continue
                yield self.told(messages.BUNDLE_DISAGREES, names.RECORD, problem)

    def of_notes(self, data: bytes) -> Iterator[Diagnostic]:
        assert self.record is not None
        if self.is_remade and data != write_notes(self.record):
            yield self.disagrees(names.NOTES, "it tells of it in other words")

    def of_manifest(self, data: bytes) -> Iterator[Diagnostic]:
        assert self.record is not None
        recorded = [Listed(**item.model_dump()) for item in self.record.artifacts]
        if set(read_manifest(data)) != set(recorded):
            yield self.disagrees(names.DIST + MANIFEST, "it lists other files, or says other things of them,")
        elif self.is_remade and data != write_manifest(self.record.briefgen, recorded):
            yield self.told(
                messages.BUNDLE_DISAGREES, names.DIST + MANIFEST, "it is not written as briefgen writes it"
            )

    def of_provenance(self, data: bytes) -> Iterator[Diagnostic]:
        assert self.record is not None
        self.statement = statement = read_statement(data)
        yield from self.compared(in_dist(self.bundle.digests), statement.subjects, names.PROVENANCE)
        yield from self.compared(beside_dist(self.bundle.digests), statement.byproducts, names.PROVENANCE)
        if not statement.is_of(self.record):
            yield self.disagrees(names.PROVENANCE, "it gives another date, version or request")
        if statement.commit != self.record.source.commit:
            yield self.disagrees(names.PROVENANCE, "it names another commit")
        for publication in self.record.publications:
            sources = {publication.settings: publication.settings_sha256}
            sources |= {edition.source: edition.source_sha256 for edition in publication.editions}
            for source, digest in sources.items():
                if statement.inputs.get(source) != digest:
                    yield self.disagrees(names.PROVENANCE, f"it gives another sum of the source `{source}`")

    def of_crate(self, data: bytes) -> Iterator[Diagnostic]:
        assert self.record is not None
        if sorted(parts_named(json.loads(data))) != sorted(parts_of(self.record)):
            yield self.disagrees(names.CRATE, "it names other files")
        elif self.is_remade and data != write_crate(self.record):
            yield self.disagrees(names.CRATE, "it says other things")

    def of_sbom(self, data: bytes) -> Iterator[Diagnostic]:
        assert self.record is not None
        bill = json.loads(data)
        if bill["metadata"]["component"]["version"] != self.record.briefgen:
            yield self.disagrees(names.SBOM, "it names another version of briefgen")
        if bill["serialNumber"] != number_of_bill(self.record, self.bundle.digests[names.RECORD]):
            yield self.disagrees(names.SBOM, "its number is that of another release")

    def of_pdfs(self, data: bytes) -> Iterator[Diagnostic]:
        assert self.record is not None
        self.pages = pages = pages_of_pdfs(data)
        for artifact in self.record.artifacts:
            if artifact.format == "pdf" and len(pages.get(names.DIST + artifact.path, ())) != artifact.pages:
                yield self.disagrees(names.PDFS, f"it counts other pages of `{artifact.path}`")
        there = {names.DIST + item.path for item in self.record.artifacts if item.format == "pdf"}
        for name, said in sorted(claims_of_pdfs(data).items()):
            entry = self.bundle.by_name.get(name)
            if name not in there:
                yield self.disagrees(names.PDFS, f"it tells of other PDFs, `{name}`,")
            elif entry and entry.size <= LARGEST_RECORD and tuple(claims(self.bundle.read(name))) != said:
                problem = f"the standards that it gives are not those that `{name}` claims"
                yield self.told(messages.BUNDLE_DISAGREES, names.PDFS, problem)

    def of_diagnostics(self, data: bytes) -> Iterator[Diagnostic]:
        if any(one["severity"] == "error" for one in json.loads(data)["diagnostics"]):
            yield self.disagrees(names.DIAGNOSTICS, "it has errors, with which nothing is released")

    def licences(self, statement: Statement) -> Iterator[Diagnostic]:
        """Terms that are not those which briefgen ships, where a project has brought none of its own."""
        own = {name.rpartition("/")[0] for name in statement.inputs if not name.startswith(SHIPPED)}
        for name, digest in statement.byproducts.items():
            path = name.removeprefix(names.LICENCES)
            if path == name or path.rpartition("/")[0] in own or self.bundle.digests.get(name) != digest:
                continue
            shipped = shipped_root() / path
            if not shipped.is_file() or sha256(shipped.read_bytes()).hexdigest() != digest:
                problem = (
                    "these are not the terms that briefgen ships, and the project has no fonts or maps there"
                )
                yield self.told(messages.BUNDLE_DISAGREES, name, problem)

    def side(self) -> Side | None:
        if self.record is None:
            return None
        return Side(self.record, self.bundle.digest, self.pages or {}, self.bundle.read)

    def changed(self, name: str, problem: str) -> Diagnostic:
        return self.told(messages.BUNDLE_CHANGED, name, problem)

    def disagrees(self, name: str, problem: str) -> Diagnostic:
        return self.told(messages.BUNDLE_DISAGREES, name, f"{problem} than `{names.RECORD}` does")

    def told(self, wording: Wording, name: str, problem: str) -> Diagnostic:
        return told_of(wording, self.bundle.path, name, problem)


def _why(problem: Exception) -> str:
    if isinstance(problem, ValidationError):
        first = problem.errors()[0]
        return f"`{'.'.join(map(str, first['loc']))}`: {first['msg'].lower()}"
    return str(problem).partition("\n")[0]


def told_of(wording: Wording, path: Path, name: str, problem: str) -> Diagnostic:
    """A diagnostic about a file in a bundle, or about the bundle."""
    return wording.at(place_of(path, name), problem=problem)


def place_of(path: Path, name: str = "") -> Source:
    """A bundle as somebody has named it, or a file in it: of two bundles of one name it must be clear which."""
    return Source(f"{path.as_posix()}: {name}" if name else path.as_posix(), "")
