"""What making an edition may take, as `briefgen.yml` says it."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from briefgen.content.fields import Model, Size
from briefgen.core.limits import USUAL, Bounds

_LEAST_MEMORY = 200_000_000


def _enough(size: int) -> int:
    if size < _LEAST_MEMORY:
        raise ValueError("is less than any page takes -- write `200 MB` or more")
    return size


class Limits(Model):
    """The most that making one edition may take: seconds of work, memory, and pages of its PDF."""

    WHAT: ClassVar[str] = "`limits`"
    seconds: Annotated[int, Field(ge=1)] = round(USUAL.seconds)
    memory: Annotated[Size, AfterValidator(_enough)] = USUAL.memory
    pages: Annotated[int, Field(ge=1)] = USUAL.pages

    @property
    def bounds(self) -> Bounds:
        return Bounds(self.seconds, self.memory, self.pages)
