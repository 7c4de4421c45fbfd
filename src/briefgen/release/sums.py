"""The list of sums, `SHA256SUMS`, in the form that `sha256sum -c` reads."""

from __future__ import annotations

import re
from collections.abc import Mapping

_LINE = re.compile(r"([0-9a-f]{64})  ([^\r\n\\]+)")


def write_sums(digests: Mapping[str, str]) -> bytes:
    """A line for each file, sorted by name; `digests` are SHA-256 by name."""
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode()


def read_sums(data: bytes) -> dict[str, str]:
    """The digests by name; raises `ValueError` at what is no such list."""
    digests: dict[str, str] = {}
    for number, line in enumerate(data.decode().removesuffix("\n").split("\n"), 1):
        match = _LINE.fullmatch(line)
        if match is None or match[2] in digests:
            raise ValueError(f"line {number} is not a sum and a name of its own")
        digests[match[2]] = match[1]
    return digests
