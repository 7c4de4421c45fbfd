"""How far a build is, for whoever watches it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """Told as work goes on: that another build is waited for, how much there is, each thing that is done, and what is
    being made, first begun first."""

    waiting: Callable[[], None] = lambda: None
    total: Callable[[int], None] = lambda _: None
    done: Callable[[str], None] = lambda _: None
    making: Callable[[Sequence[str]], None] = lambda _: None
