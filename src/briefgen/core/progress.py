"""How far a build is, for whoever watches it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """Told as work goes on: how much there is, and each thing that is done."""

    total: Callable[[int], None] = lambda _: None
    done: Callable[[str], None] = lambda _: None
