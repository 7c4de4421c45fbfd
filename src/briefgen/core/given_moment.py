"""The moment that `SOURCE_DATE_EPOCH` gives, as builds that must come out the same on any day are told it."""

from __future__ import annotations

import os
from datetime import UTC, datetime

VARIABLE = "SOURCE_DATE_EPOCH"


class NoMoment(ValueError):  # noqa: N818 - told by the caller
    """What is given is no moment."""


def given_moment() -> datetime | None:
    """The moment that is given, if one is; raises `NoMoment`."""
    given = os.environ.get(VARIABLE, "")
    if not given:
        return None
    if not (given.isascii() and given.isdigit()):
        raise NoMoment(given)
    try:
        return datetime.fromtimestamp(int(given), UTC)
    except (ValueError, OverflowError, OSError):
        raise NoMoment(given) from None
