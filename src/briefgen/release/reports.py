"""What was said of a release while it was built, and what was measured of its PDFs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from briefgen.console import as_json
from briefgen.core.diagnostics import Diagnostic
from briefgen.output.pdf_facts import PdfFacts
from briefgen.release.manifest import json_bytes


def write_diagnostics(diagnostics: Iterable[Diagnostic]) -> bytes:
    """What `--format json` prints of them."""
    return json_bytes({"diagnostics": [as_json(diagnostic) for diagnostic in diagnostics]})


def write_pdfs(facts: Mapping[str, PdfFacts]) -> bytes:
    """What each PDF says of itself and what can be read from it, by its place in the bundle."""
    return json_bytes({"pdfs": [{"path": path, **asdict(facts[path])} for path in sorted(facts)]})


def claims_of_pdfs(data: bytes) -> dict[str, tuple[str, ...]]:
    """The standards that each PDF is said to claim, by its place in the bundle; raises `ValueError`."""
    return _of_each(data, "claims")


def pages_of_pdfs(data: bytes) -> dict[str, tuple[str, ...]]:
    """The digests of the pages' texts of each PDF, by its place in the bundle; raises `ValueError`."""
    return _of_each(data, "pages")


def _of_each(data: bytes, key: str) -> dict[str, tuple[str, ...]]:
    try:
        read: Any = json.loads(data)
        return {str(pdf["path"]): tuple(map(str, pdf[key])) for pdf in read["pdfs"]}
    except (KeyError, TypeError, RecursionError):
        raise ValueError("it is no report about PDFs") from None
