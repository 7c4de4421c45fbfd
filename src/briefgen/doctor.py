"""`briefgen doctor`: can this machine build, and what to install if not."""

from __future__ import annotations

import ctypes.util
import importlib
import importlib.metadata
import importlib.util
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefgen.content.citing.pandoc import INSTALL, find_pandoc
from briefgen.design.shipped import shipped_root


@dataclass(frozen=True)
class Finding:
    """One thing looked at: what, how it is, and what to do when it is not well (`needed` says whether
    building depends on it)."""

    what: str
    well: bool
    found: str
    advice: str = ""
    needed: bool = True


def examine() -> Iterator[Finding]:
    """Everything a build depends on, in the order a person would mend it."""
    yield _python()
    yield from _libraries()
    yield _subsetting()
    yield from _packages()
    yield _pandoc()
    yield _maps()
    yield _compiled()
    yield _shipped()


def _python() -> Finding:
    version = platform.python_version()
    return Finding("Python", sys.version_info >= (3, 11), version, "install Python 3.11 or newer")


def _libraries() -> Iterator[Finding]:
    """Pango does the PDF's text layout; Python packages cannot bring it along."""
    for name, what in (("pango-1.0", "Pango"), ("pangoft2-1.0", "Pango for FreeType")):
        found = _library(name)
        yield Finding(what, bool(found), found or "not found", _install("pango"))


def _subsetting() -> Finding:
    found = _library("harfbuzz-subset")
    return Finding(
        "HarfBuzz subsetting",
        bool(found),
        found or "not found: PDFs take several times as long",
        _install("subset"),
        needed=False,
    )


def _library(name: str) -> str | None:
    for candidate in (f"lib{name}.so.0", f"lib{name}.0.dylib", f"lib{name}-0.dll", f"{name}-0.dll"):
        try:
            ctypes.CDLL(candidate)
        except OSError:
            continue
        return candidate
    return ctypes.util.find_library(name)


def _install(what: str) -> str:
    """The command that installs a library on this kind of machine."""
    packages = {
        "pango": {
            "debian": "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
            "fedora": "sudo dnf install pango harfbuzz",
            "macos": "brew install pango harfbuzz",
            "windows": "install MSYS2 from https://www.msys2.org/, then in its shell: "
            "pacman -S mingw-w64-ucrt-x86_64-pango, and set WEASYPRINT_DLL_DIRECTORIES to C:\\msys64\\ucrt64\\bin",
        },
        "subset": {
            "debian": "sudo apt install libharfbuzz-subset0",
            "fedora": "sudo dnf install harfbuzz",
            "macos": "brew install harfbuzz",
            "windows": "in the MSYS2 shell: pacman -S mingw-w64-ucrt-x86_64-harfbuzz",
        },
    }[what]
    system = _system()
    if system in packages:
        return packages[system]
    return "; ".join(f"{name}: {command}" for name, command in packages.items())


def _system() -> str:
    if sys.platform == "darwin":
        return "macos"
    if sys.platform == "win32":
        return "windows"
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return ""
    family = f"{release.get('ID', '')} {release.get('ID_LIKE', '')}"
    return next((name for name in ("debian", "fedora") if name in family.replace("rhel", "fedora")), "")


_PACKAGES = ("weasyprint", "jinja2", "markdown", "pyyaml", "pydantic", "nh3", "babel", "pillow", "segno")
_MODULES = {"pyyaml": "yaml", "pillow": "PIL"}


def _packages() -> Iterator[Finding]:
    for name in _PACKAGES:
        advice = "in a checkout run `make build`; elsewhere install briefgen again"
        try:
            version = importlib.metadata.version(name)
            importlib.import_module(_MODULES.get(name, name))
        except importlib.metadata.PackageNotFoundError:
            yield Finding(name, False, "not installed", advice)
        except (ImportError, OSError) as error:
            yield Finding(name, False, f"cannot be loaded: {str(error).splitlines()[0]}", advice)
        else:
            yield Finding(name, True, version)


def _pandoc() -> Finding:
    """Only projects with citations, or with references in BibTeX, need it."""
    found = find_pandoc()
    return Finding(
        "pandoc",
        found is not None,
        found.version if found else "no pandoc 3.1 or newer: projects with citations cannot be built",
        INSTALL,
        needed=False,
    )


def _maps() -> Finding:
    """Only projects with maps need it."""
    try:
        version = importlib.metadata.version("vl-convert-python")
    except importlib.metadata.PackageNotFoundError:
        said = "not installed: projects with maps cannot be built"
        return Finding("vl-convert", False, said, "pip install 'briefgen[maps]'", needed=False)
    return Finding("vl-convert", True, version)


def _compiled() -> Finding:
    """An uncompiled WeasyPrint costs seconds at every start."""
    spec = importlib.util.find_spec("weasyprint")
    cached = spec.cached if spec else None
    well = bool(cached and Path(cached).is_file())
    advice = f"run `{sys.executable} -m compileall -q` on the folder with the installed packages"
    return Finding(
        "compiled packages", well, "yes" if well else "no: every start takes longer", advice, needed=False
    )


def _shipped() -> Finding:
    root = shipped_root()
    well = (root / "templates" / "document.html").is_file() and (root / "styles" / "print.css").is_file()
    return Finding(
        "templates and styles", well, "complete" if well else f"missing in {root}", "install briefgen again"
    )
