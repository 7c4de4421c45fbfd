"""Numbers in cells: digits, with a point or a comma before decimals."""

from __future__ import annotations

import re
from decimal import Decimal

_NUMBER = re.compile(r"[-−+]?\d{1,15}([.,]\d{1,20})?")
_EITHER = re.compile(r"[-−]?[1-9]\d{0,2},\d{3}")
"""A thousand in English, a little more than one elsewhere: nobody can tell, so it is no number."""

_ABSENT = frozenset(("", "-", "–", "—", ".."))
"""What stands where there is no number; `..` is the United Nations' sign for it."""


_POINT_THOUSANDS = re.compile(r"[-−]?[1-9]\d{0,2}\.\d{3}")
_DECIMAL_COMMA = re.compile(r"[-−+]?\d{1,15},\d{1,20}")


def is_absent(text: str) -> bool:
    return text in _ABSENT


def has_decimal_comma(text: str) -> bool:
    return _DECIMAL_COMMA.fullmatch(text) is not None and not _EITHER.fullmatch(text)


def has_decimal_point(text: str) -> bool:
    """Whether the point can only stand before decimals."""
    return "." in text and not may_be_thousands(text) and number(text) is not None


def may_be_thousands(text: str) -> bool:
    """Whether the point may stand between thousands, which it does where others write decimals with a comma."""
    return _POINT_THOUSANDS.fullmatch(text) is not None


def number(text: str) -> Decimal | None:
    """The number that a cell says; None when it says something else."""
    if not _NUMBER.fullmatch(text) or _EITHER.fullmatch(text):
        return None
    return round(Decimal(text.replace("−", "-").replace(",", ".")), 9)


def plain(value: Decimal) -> str:
    """A number as programs write it: 12.5."""
    return f"{value.normalize():f}" if value else "0"


def advice(text: str) -> str:
    """What to write in a cell that is no number."""
    bare = re.sub(r"[\s'’]", "", text)
    if may_be_thousands(bare):
        return f"write `{bare.replace('.', '')}`, or `{bare.replace('.', ',')}0` if these are decimals"
    if _EITHER.fullmatch(bare):
        return f"write `{bare.replace(',', '')}`, or `{bare.replace(',', '.')}0` if these are decimals"
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", bare):
        return f"write `{bare.replace(',', '')}`, without signs for thousands"
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", bare):
        return f"write `{bare.replace('.', '').replace(',', '.')}`, without signs for thousands"
    if re.fullmatch(r"-?\d(\.\d+)?[eE]\+?\d{1,2}", bare):
        return f"write `{Decimal(bare):f}`, all digits, as it may have lost some"
    if number(bare.rstrip("%")) is not None:
        return f"write `{bare.rstrip('%')}`, digits only"
    return "write digits only, or leave the cell empty where there is no number"
