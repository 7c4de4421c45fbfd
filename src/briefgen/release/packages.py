"""What a release was built with: briefgen, the Python packages it needs, and the libraries of its PDF engine."""

from __future__ import annotations

import ctypes
import platform
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement

from briefgen import __version__
from briefgen.core.engine import libraries

OWN = "briefgen"
_EXTRAS = ("maps", "pandoc")
"""The optional packages of briefgen that a build can use."""

_LIBRARY = re.compile(r"lib(?P<name>.+?)(?:\.so\.(?P<so>[\d.]+)|\.(?P<dylib>[\d.]+)\.dylib)$")
_LONGEST_LICENCE = 80
"""Longer than that it is the text of a licence and not its name."""


@dataclass(frozen=True)
class Package:
    """An installed package of Python. `files` is a digest (SHA-256) of its files as they were installed; `needs` are
    the names of the packages it needs, as far as they are there."""

    name: str
    version: str
    licences: tuple[str, ...]
    """One SPDX expression, or names."""

    is_expression: bool

    files: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Library:
    """A library of the system. `file` is the name of its file, if it has one of its own."""

    name: str
    version: str
    file: str = ""


@dataclass
class _Closure:
    """Goes from a package to those it needs."""

    found: dict[str, Package] = field(default_factory=dict)
    asked: set[tuple[str, frozenset[str]]] = field(default_factory=set)
    edges: dict[str, set[str]] = field(default_factory=dict)

    def follow(self, name: str, extras: frozenset[str]) -> str | None:
        """Take a package in with all it needs; its name, None when it is not installed."""
        key = normal(name)
        try:
            package = distribution(key)
        except PackageNotFoundError:
            return None  # needed on other systems only, or optional
        if (key, extras) in self.asked:
            return key
        self.asked.add((key, extras))
        self.found.setdefault(key, _package(key, package))
        for needed, of_extras in _needed(package, extras):
            if there := self.follow(needed, of_extras):
                self.edges.setdefault(key, set()).add(there)
        return key


def packages() -> tuple[Package, ...]:
    """briefgen and every installed package that it needs, directly or by another, sorted by name."""
    closure = _Closure()
    if closure.follow(OWN, frozenset(_EXTRAS)) is None:  # run from its sources, without being installed
        closure.found[OWN] = Package(OWN, __version__, (), False, _own_files())
    return tuple(
        replace(package, needs=tuple(sorted(closure.edges.get(key, ()))))
        for key, package in sorted(closure.found.items())
    )


def system_libraries() -> tuple[Library, ...]:
    """The libraries of the PDF engine as far as they are known, Python and zlib; sorted by name."""
    found = {Library("python", platform.python_version()), Library("zlib", zlib.ZLIB_RUNTIME_VERSION)}
    for path in libraries():
        if (match := _LIBRARY.match(Path(path).name)) and Path(path).is_file():
            of_file = (
                match["so"] or match["dylib"]
            )  # counts changes of what programs can ask, and is no version
            version = _version_of(match["name"], path) or f"file {of_file}"
            found.add(Library(match["name"], version, Path(path).name))
    return tuple(sorted(found, key=lambda library: (library.name, library.version)))


def _version_of(name: str, path: str) -> str:
    """What a library says of its version, as those who tell of its faults call it; empty when it does not."""
    try:
        library = ctypes.CDLL(path)
        if name == "fontconfig":
            number = int(library.FcGetVersion())
            return f"{number // 10_000}.{number // 100 % 100}.{number % 100}"
        ask = getattr(library, "pango_version_string" if name.startswith("pango") else "hb_version_string")
    except (OSError, AttributeError):
        return ""
    ask.restype = ctypes.c_char_p
    return str(ask().decode("ascii", "replace"))


def normal(name: str) -> str:
    """The name of a package as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _needed(package: Distribution, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """The packages that a package asks for on this system, for itself and for its extras, each with the extras it is to
    have. What is asked for on others is none of them, though it may be installed."""
    for line in package.requires or ():
        try:
            asked = Requirement(line)
        except InvalidRequirement:  # of old packages, which installers do not read either
            continue
        marker = asked.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *sorted(extras))):
            yield asked.name, frozenset(asked.extras)


def _package(key: str, package: Distribution) -> Package:
    licences, is_expression = _licences(package)
    if key == OWN:
        return Package(OWN, __version__, licences, is_expression, _own_files())
    return Package(key, package.version, licences, is_expression, _files(package))


def _licences(package: Distribution) -> tuple[tuple[str, ...], bool]:
    """What a package says of its licences, and whether that is an SPDX expression."""
    said = package.metadata
    if "License-Expression" in said:
        return (said["License-Expression"],), True
    classifiers = (str(classifier) for classifier in said.get_all("Classifier") or ())
    if names := tuple(c.rpartition("::")[2].strip() for c in classifiers if c.startswith("License ::")):
        return names, False
    licence = said["License"].strip() if "License" in said else ""
    is_name = licence and "\n" not in licence and len(licence) <= _LONGEST_LICENCE
    return ((licence,) if is_name else ()), False


def _files(package: Distribution) -> str:
    """A digest of the installed files: those that are the same wherever the package is installed."""
    lines = (
        f"{file.as_posix()} {file.hash.mode}={file.hash.value}"
        for file in package.files or ()
        if file.hash and ".." not in file.parts and not _is_of_place(file.parts)
    )
    return _digest(lines)


def _is_of_place(parts: tuple[str, ...]) -> bool:
    """Whether a file says where or how the package was installed."""
    return parts[0].endswith((".dist-info", ".data")) or parts[-1].endswith((".pyc", ".pth"))


def _own_files() -> str:
    folder = Path(__file__).resolve().parent.parent
    return _digest(
        f"{path.relative_to(folder).as_posix()} sha256={sha256(path.read_bytes()).hexdigest()}"
        for path in folder.rglob("*.py")
    )


def _digest(lines: Iterable[str]) -> str:
    return sha256("\n".join(sorted(lines)).encode()).hexdigest()
