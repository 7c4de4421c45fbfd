"""Records as JSON that say whether they are whole: a digest first, then what it is of."""

from __future__ import annotations

import json
from typing import Any

from briefgen.core.digest import digest_of


def sealed(record: Any) -> bytes:
    """A record as bytes. All signs are written in ASCII, for names of files can hold what is no text."""
    data = json.dumps(record, separators=(",", ":")).encode()
    return digest_of(data).encode() + b"\n" + data


def unsealed(data: bytes) -> Any:
    """The record; raises `ValueError` if it is not as it was written."""
    digest, _, record = data.partition(b"\n")
    if digest.decode("ascii", "replace") != digest_of(record):
        raise ValueError("damaged")
    return json.loads(record)
