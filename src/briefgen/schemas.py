"""JSON Schemas of every file authors write, so that editors complete keys and mark mistakes as they type, and of the
record of a release."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from briefgen.content.citing.bibliography import References
from briefgen.content.evidence.glossary import Glossary
from briefgen.content.evidence.known_cases import KnownCases
from briefgen.content.evidence.statistics import Register
from briefgen.content.evidence.vocabulary import Vocabulary
from briefgen.content.kinds import KINDS
from briefgen.content.models import Publication
from briefgen.content.project import Project
from briefgen.core.atomic_write import write_atomically
from briefgen.design.brand_file import BrandFile
from briefgen.release.manifest import ReleaseRecord

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by its file name."""
    models: dict[str, type[BaseModel]] = {
        "project": Project,
        "publication": Publication,
        "vocabulary": Vocabulary,
        "references": References,
        "statistics": Register,
        "cases": KnownCases,
        "glossary": Glossary,
        "brand": BrandFile,
        **KINDS,
        "release": ReleaseRecord,
    }
    return {f"{name}.schema.json": _schema(name, model) for name, model in models.items()}


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write every schema into a folder."""
    written = []
    for name, schema in schemas().items():
        path = folder / name
        write_atomically(path, (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode())
        written.append(path)
    return tuple(written)


def _schema(name: str, model: type[BaseModel]) -> dict[str, Any]:
    return {"$schema": DIALECT, "$id": f"briefgen:{name}", **model.model_json_schema(by_alias=True)}
