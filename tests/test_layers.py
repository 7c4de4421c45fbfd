"""Imports point downward: a module imports from its own phase or an earlier one, and one module knows a library."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "briefgen"

PHASES = ("core", "content", "design", "layout", "output", "checks", "pipeline", "surface")
"""In the order data flows. `surface` is what people meet: commands and how they speak."""

MAY_NOT_KNOW = {"checks": {"output", "design"}}
"""Phases that are earlier, yet none of a phase's business."""

PLAN = (
    "standing",
    "loading",
    "concerned",
    "workshop",
    "opening",
    "examining",
    "weighing",
    "making",
    "on_cluster",
    "editions",
    "pipeline",
)
"""The modules of the whole plan, which know all phases before them."""

COMMANDS = (
    "command",
    "building",
    "previewing",
    "starting",
    "showing",
    "environment",
    "translating",
    "releasing",
)

ONE_MODULE = {
    "jinja2": {"design/templates.py"},
    "yaml": {"content/frontmatter.py"},
    "markdown": {
        "content/markup.py",
        "content/block_map.py",
        "content/inline_patterns.py",
        "content/notes.py",
        "content/slots.py",
    },
    "pymdownx": {"content/markup.py"},
    "weasyprint": {"output/pdf_engine.py", "output/engine_correction.py"},
    "pydyf": {"output/tagging/engine.py", "output/press/finish.py"},
    "nh3": {"content/html_policy.py"},
    "PIL": {"content/pictures.py", "output/published_pictures.py", "output/press/inks.py"},
    "segno": {"design/qr_code.py"},
    "distributed": {"core/cluster.py"},
    "click": {"cli.py", "__main__.py", *(f"commands/{name}.py" for name in COMMANDS)},
    "rich": {"console.py"},
    "tinycss2": {"design/stylesheets.py", "output/fixed_properties.py"},
    "pypdfium2": {"output/pdf_text.py", "output/page_pictures.py", "output/pdf_facts.py"},
    "starlette": {"preview/server.py", "preview/guard.py"},
    "uvicorn": {"preview/server.py"},
    "watchfiles": {"preview/changes.py"},
    "packaging": {"release/packages.py"},
    "pypandoc": {"content/citing/pandoc.py"},
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def phase(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    if len(relative.parts) > 1 and relative.parts[0] in PHASES:
        return relative.parts[0]
    return "pipeline" if relative.stem in PLAN else "surface"


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def target(name: str) -> Path | None:
    base = PACKAGE.joinpath(*name.split(".")[1:])
    return next((path for path in (base.with_suffix(".py"), base / "__init__.py") if path.is_file()), None)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_downward(path: Path) -> None:
    here = phase(path)
    for name in imports(path):
        if not name.startswith("briefgen.") or (found := target(name)) is None:
            continue
        there = phase(found)
        assert PHASES.index(there) <= PHASES.index(here), f"{path.name} ({here}) imports {name} ({there})"
        assert there not in MAY_NOT_KNOW.get(here, ()), (
            f"{here} must not know {there}: {path.name} imports {name}"
        )


@pytest.mark.parametrize("library", ONE_MODULE)
def test_one_module_knows_a_library(library: str) -> None:
    known_by = {
        str(path.relative_to(PACKAGE))
        for path in MODULES
        if any(name.split(".")[0] == library for name in imports(path))
    }
    assert known_by == ONE_MODULE[library]


def test_no_import_cycles() -> None:
    graph = {
        path: {
            found
            for name in imports(path)
            if name.startswith("briefgen.") and (found := target(name)) and found != path
        }
        for path in MODULES
        if path.name != "__init__.py"
    }
    done: set[Path] = set()

    def visit(path: Path, trail: tuple[Path, ...]) -> None:
        assert path not in trail, " -> ".join(p.stem for p in (*trail, path))
        if path in done or path not in graph:
            return
        for other in graph[path]:
            visit(other, (*trail, path))
        done.add(path)

    for path in graph:
        visit(path, ())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_stay_small_and_say_what_they_hold(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 300, "divide it: 300 lines at most"
    assert ast.get_docstring(ast.parse(text)), "say in a sentence what it holds"
    assert path.stem not in {"utils", "helpers", "common", "base", "manager", "handler"}
