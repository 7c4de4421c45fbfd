"""How far a build is, for whoever watches it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """Told as work goes on: how much there is, each thing that is done, and what is being made, first begun first."""

    total: Callable[[int], None] = lambda _: None
    done: Callable[[str], None] = lambda _: None
    making: Callable[[Sequence[str]], None] = lambda _: None
