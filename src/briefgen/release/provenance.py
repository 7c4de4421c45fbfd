"""How a release was made: an in-toto Statement (v1) with SLSA provenance (v1) about every file in `dist/`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from briefgen.release.manifest import ReleaseRecord, json_bytes
from briefgen.release.names import DIST, PROVENANCE, SUMS
from briefgen.release.packages import Library

STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "https://slsa.dev/provenance/v1"
BUILD_TYPE = "briefgen:release/v1"
_BUILDER = "briefgen:command-line"
_COMMIT = "gitCommit"


def write_provenance(
    record: ReleaseRecord,
    subjects: Mapping[str, str],
    inputs: Mapping[str, str],
    parameters: Mapping[str, Any],
    libraries: Iterable[Library],
    byproducts: Mapping[str, str],
) -> bytes:
    """The statement. `subjects`, `inputs` and `byproducts` are SHA-256 by name: the files in `dist/`, all that was read
    to make them, and what is told of them. There is no moment of the build: it would differ each time."""
    commit = record.source.commit
    source = [{"name": "source", "digest": {_COMMIT: commit}}] if commit else []
    statement = {
        "_type": STATEMENT,
        "subject": _described(subjects),
        "predicateType": PREDICATE,
        "predicate": {
            "buildDefinition": {
                "buildType": BUILD_TYPE,
                "externalParameters": dict(parameters),
                "internalParameters": {"date": record.date.strftime("%Y-%m-%dT%H:%M:%SZ")},
                "resolvedDependencies": [*source, *_described(inputs)],
            },
            "runDetails": {
                "builder": {
                    "id": _BUILDER,
                    "version": {
                        "briefgen": record.briefgen,
                        **{library.name: library.version for library in libraries},
                    },
                },
                "byproducts": _described(byproducts),
            },
        },
    }
    return json_bytes(statement)


def _described(digests: Mapping[str, str]) -> list[dict[str, Any]]:
    return [{"name": name, "digest": {"sha256": digests[name]}} for name in sorted(digests)]


class _Described(BaseModel):
    model_config = ConfigDict(frozen=True)
    name: str = ""
    digest: dict[str, str]


class _Parameters(BaseModel):
    model_config = ConfigDict(frozen=True)
    despite: tuple[str, ...]
    since: str | None


class _Moment(BaseModel):
    model_config = ConfigDict(frozen=True)
    date: datetime


class _Definition(BaseModel):
    model_config = ConfigDict(frozen=True)
    parameters: _Parameters = Field(alias="externalParameters")
    moment: _Moment = Field(alias="internalParameters")
    dependencies: tuple[_Described, ...] = Field((), alias="resolvedDependencies")


class _Builder(BaseModel):
    model_config = ConfigDict(frozen=True)
    version: dict[str, str]


class _Details(BaseModel):
    model_config = ConfigDict(frozen=True)
    builder: _Builder
    byproducts: tuple[_Described, ...]


class _Predicate(BaseModel):
    model_config = ConfigDict(frozen=True)
    definition: _Definition = Field(alias="buildDefinition")
    details: _Details = Field(alias="runDetails")


class Statement(BaseModel):
    """What of a statement is compared with the rest of a bundle."""

    model_config = ConfigDict(frozen=True)
    type: str = Field(alias="_type")
    predicate_type: str = Field(alias="predicateType")
    subject: tuple[_Described, ...]
    predicate: _Predicate

    @property
    def subjects(self) -> dict[str, str]:
        """The SHA-256 of each file in `dist/` by name."""
        return {one.name: one.digest.get("sha256", "") for one in self.subject}

    @property
    def byproducts(self) -> dict[str, str]:
        """The SHA-256 of each file that tells of these."""
        return {one.name: one.digest.get("sha256", "") for one in self.predicate.details.byproducts}

    @property
    def inputs(self) -> dict[str, str]:
        """The SHA-256 of each file that was read."""
        return {
            one.name: one.digest["sha256"]
            for one in self.predicate.definition.dependencies
            if "sha256" in one.digest
        }

    def is_of(self, record: ReleaseRecord) -> bool:
        """Whether date, version and what was asked for are those of a record."""
        definition, builder = self.predicate.definition, self.predicate.details.builder
        since = record.changes.since.sha256 if record.changes else None
        return (
            definition.moment.date == record.date
            and builder.version.get("briefgen") == record.briefgen
            and definition.parameters.since == since
            and {override.despite for override in record.overrides} <= set(definition.parameters.despite)
        )

    @property
    def commit(self) -> str | None:
        commits = (one.digest.get(_COMMIT) for one in self.predicate.definition.dependencies)
        return next((commit for commit in commits if commit), None)


def read_statement(data: bytes) -> Statement:
    """The statement of a bundle; raises `ValueError` when it is none of ours."""
    statement = Statement.model_validate_json(data)
    if (statement.type, statement.predicate_type) != (STATEMENT, PREDICATE):
        raise ValueError("it is a statement of another kind")
    return statement


def beside_dist(digests: Mapping[str, str]) -> dict[str, str]:
    """Those that tell of what was built, without the statement and the list of sums, which come after it."""
    after = (PROVENANCE, SUMS)
    return {
        name: digest for name, digest in digests.items() if not name.startswith(DIST) and name not in after
    }


def in_dist(digests: Mapping[str, str]) -> dict[str, str]:
    """Of files of a bundle, those that were built."""
    return {name: digest for name, digest in digests.items() if name.startswith(DIST)}
