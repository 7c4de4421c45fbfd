"""What stands for some bytes."""

from __future__ import annotations

import hashlib


def digest_of(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=20).hexdigest()
