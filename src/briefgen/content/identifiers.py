"""Identifiers that registries give out, as they are written: DOI, ISBN, ISSN and ORCID, with their check digits.

Each function takes what an author wrote and returns it as it is kept, or raises ValueError with the problem and, behind
two hyphens, what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_DIGITS = "0123456789X"
"""What a remainder of division by 11 is written as: ten is X."""

# Registries know the digits 0 to 9 alone; \d would take those of every script.
_TYPED = "has a mistyped digit: `{}` -- copy it from the registration"
_PREFIX = r"10\.[0-9]{4,9}(?:\.[0-9]+)*"


def doi(value: str) -> str:
    """A DOI without the address that leads to it."""
    value = re.sub(r"^(https?://(dx\.|www\.)?doi\.org/|doi:\s*)", "", value, flags=re.I)
    if not re.fullmatch(rf"{_PREFIX}/\S+", value):
        raise ValueError(f"is not a DOI: `{value}` -- a DOI begins with 10. and has a slash")
    return value


def doi_prefix(value: str) -> str:
    """What all DOIs of a registrant begin with."""
    value = value.rstrip("/")
    if not re.fullmatch(_PREFIX, value):
        raise ValueError(
            f"is not the prefix of a DOI: `{value}` -- write what stands before the slash: 10.5555"
        )
    return value


def orcid(value: str) -> str:
    """An ORCID in four groups (ISO 7064, MOD 11-2)."""
    value = re.sub(r"^https?://(www\.)?orcid\.org/", "", value, flags=re.I).upper()
    if not re.fullmatch(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]", value):
        raise ValueError(f"is not an ORCID: `{value}` -- it has four groups of four digits, 0 to 9")
    total = 0
    for digit in value.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    if _DIGITS[(12 - total % 11) % 11] != value[-1]:
        raise ValueError(f"has a mistyped digit: `{value}` -- check it on the author's ORCID page")
    return value


def isbn(value: str) -> str:
    """An ISBN of 13 digits, or of 10 as books had before 2007, with its hyphens (ISO 2108)."""
    value = re.sub(r"^ISBN(?:-1[03])?:?\s*", "", value, flags=re.I)
    digits = _plain(value)
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        if _weighed(digits[:9], range(10, 1, -1)) != digits[9]:
            raise ValueError(_TYPED.format(value))
    elif not re.fullmatch(r"97[89][0-9]{10}", digits):
        raise ValueError(f"is not an ISBN of 13 digits: `{value}` -- copy it from the registration")
    elif _thirteenth(digits[:12]) != digits[12]:
        raise ValueError(_TYPED.format(value))
    return value


def isbn_13(value: str) -> str:
    """The 13 digits of an ISBN, without hyphens, however it is written: by these two are compared, and programs read
    them."""
    digits = _plain(value)
    return digits if len(digits) == 13 else (start := f"978{digits[:9]}") + _thirteenth(start)


def issn(value: str) -> str:
    """An ISSN in two groups (ISO 3297)."""
    value = re.sub(r"^ISSN:?\s*", "", value, flags=re.I).upper()
    if not re.fullmatch(r"[0-9]{4}-[0-9]{3}[0-9X]", value):
        raise ValueError(f"is not an ISSN: `{value}` -- write it as 1234-567X")
    digits = value.replace("-", "")
    if _weighed(digits[:7], range(8, 1, -1)) != digits[7]:
        raise ValueError(_TYPED.format(value))
    return value


def isbn_urn(value: str) -> str:
    """An ISBN as catalogues name what has it (RFC 8141)."""
    return f"urn:ISBN:{isbn_13(value)}"


def issn_urn(value: str) -> str:
    """An ISSN likewise."""
    return f"urn:ISSN:{value}"


def _plain(value: str) -> str:
    return re.sub(r"[-\u2010\u2011\u2013\s]", "", value).upper()


def _weighed(digits: str, weights: Iterable[int]) -> str:
    """The digit that makes the sum of weighed digits a multiple of 11."""
    return _DIGITS[-sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11]


def _thirteenth(digits: str) -> str:
    """The last digit of an ISBN of 13 after the other twelve."""
    return str(-sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10)
