"""Round numbers for the ticks of a scale."""

from __future__ import annotations

from math import ceil, floor, log10


def step_for(span: float, most: int) -> float:
    """The smallest of 1, 2, 2.5 and 5 times a power of ten that divides a span into `most` parts or fewer."""
    if span <= 0:
        return 1.0
    power = 10.0 ** floor(log10(span / most))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10, 20) if span / (factor * power) <= most + 1e-9)


def ticks(low: float, high: float, most: int = 4) -> tuple[float, ...]:
    """Round numbers from below the lowest to above the highest value."""
    step = step_for(high - low, most)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return tuple(round(number * step, 10) for number in range(first, last + 1))
