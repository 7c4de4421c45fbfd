"""What the Nu HTML checker and axe-core say of web pages."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

JUDGES = Path(__file__).resolve().parents[2] / ".venv/judges"
NU = JUDGES / "vnu-jar/package/build/dist/vnu.jar"
AXE = JUDGES / "axe-core/package/axe.min.js"

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""WCAG 2.0 to 2.2, levels A and AA, and what is good practice besides."""

_RUN = """async rules => {
    const result = await axe.run(document, {runOnly: rules, resultTypes: ['violations']});
    return result.violations.map(v => `${v.id}: ${v.help}: ${v.nodes.map(n => n.html.slice(0, 120)).join(' | ')}`);
}"""


def needed(judge: Path) -> None:
    """Skip a test that needs a judge where it cannot be had; fail it in CI."""
    if not judge.is_file():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            f"there is no {judge.name}: `make test` fetches it"
        )


def by_nu(pages: Iterable[Path]) -> list[str]:
    """The errors and warnings of the Nu HTML checker."""
    command = ["java", "-Xss8m", "-jar", str(NU), "--format", "json", "--also-check-css", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = json.loads(done.stderr)["messages"]
    return [
        f"{one.get('url', '').rpartition('/dist')[2]}:{one.get('lastLine')}: {one['message']}" for one in said
    ]


def by_axe(tab: Any) -> list[str]:
    """The violations that axe-core finds on the page in a tab."""
    tab.evaluate(AXE.read_text("utf-8"))
    found: list[str] = tab.evaluate(_RUN, list(RULES))
    return found
