"""What built a release, as a software bill of materials: CycloneDX 1.6."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from briefgen.core.workspace import SHIPPED
from briefgen.release.manifest import ReleaseRecord, json_bytes
from briefgen.release.packages import OWN, Library, Package

FONT_ENDINGS = (".ttf", ".otf", ".woff2", ".woff")
_OURS = f"{SHIPPED}styles/fonts/"
"""Where the fonts are that come with briefgen, all under one licence. Of a house's own nothing is said here: what terms
lie beside them goes into the bundle."""


def write_sbom(
    record: ReleaseRecord,
    found: Iterable[Package],
    libraries: Iterable[Library],
    inputs: Mapping[str, str],
    release_digest: str,
) -> bytes:
    """The bill: packages, libraries and fonts. `inputs` are the SHA-256 of all files that were read, by path; the
    number of the bill follows from the digest of the record."""
    packages = tuple(found)
    components = [
        *(_package(package) for package in packages if package.name != OWN),
        *(_library(library) for library in libraries),
        *_fonts(inputs),
    ]
    own = next(package for package in packages if package.name == OWN)
    bill = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": number_of_bill(record, release_digest),
        "version": 1,
        "metadata": {
            "timestamp": record.date.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {**_package(own), "type": "application"},
        },
        "components": sorted(components, key=lambda component: str(component["bom-ref"])),
        "dependencies": [
            {"ref": _ref(package.name, package.version), "dependsOn": _needs(package, packages)}
            for package in packages
        ],
    }
    return json_bytes(bill)


def number_of_bill(record: ReleaseRecord, release_digest: str) -> str:
    """The number of the bill of the release with this record, of which the digest is given."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, record.series.site + release_digest)}"


def _package(package: Package) -> dict[str, Any]:
    licences: list[dict[str, Any]] = [{"license": {"name": name}} for name in package.licences]
    if package.is_expression:
        licences = [{"expression": package.licences[0]}]
    return {
        "type": "library",
        "bom-ref": _ref(package.name, package.version),
        "name": package.name,
        "version": package.version,
        "purl": _ref(package.name, package.version),
        **({"licenses": licences} if licences else {}),
        "properties": [{"name": "briefgen:installed-files:sha256", "value": package.files}],
    }


def _ref(name: str, version: str) -> str:
    return f"pkg:pypi/{name}@{version}"


def _needs(package: Package, packages: tuple[Package, ...]) -> list[str]:
    versions = {other.name: other.version for other in packages}
    return [_ref(name, versions[name]) for name in package.needs]


def _library(library: Library) -> dict[str, Any]:
    kind = "platform" if library.name == "python" else "library"
    return {
        "type": kind,
        "bom-ref": f"system:{library.name}@{library.version}",
        "name": library.name,
        "version": library.version,
        **({"properties": [{"name": "briefgen:file", "value": library.file}]} if library.file else {}),
    }


def _fonts(inputs: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The font files that went into pages."""
    for path, digest in inputs.items():
        if path.endswith(FONT_ENDINGS):
            yield {
                "type": "file",
                "bom-ref": f"font:{path}",
                "name": path,
                "hashes": [{"alg": "SHA-256", "content": digest}],
                **({"licenses": [{"license": {"id": "OFL-1.1"}}]} if path.startswith(_OURS) else {}),
            }
