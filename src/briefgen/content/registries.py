"""What a project says of the registries and harvesters it works with; it needs none of them to publish."""

from __future__ import annotations

from typing import ClassVar

from briefgen.content.fields import Day, DoiPrefix, Email, Model, Text, Url


class Crossref(Model):
    """Who registers the series' DOIs with Crossref."""

    WHAT: ClassVar[str] = "`crossref`"
    depositor: Text
    email: Email
    registrant: Text | None = None
    prefix: DoiPrefix | None = None
    deposit: Day | None = None
    """The day of the last deposit: Crossref takes only what is newer than what it has."""


class Oai(Model):
    """The gateway through which harvesters read the series' static repository, and whom they write to."""

    WHAT: ClassVar[str] = "`oai`"
    gateway: Url
    email: Email
