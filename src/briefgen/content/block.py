"""What every `///` block says of itself: its name, whether it takes a title and text, and how it is counted."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from briefgen.content.fields import Model


class Title(StrEnum):
    """Whether a block takes a title after the bar."""

    NEEDED = "needed"
    ALLOWED = "allowed"
    NONE = "none"


class Width(StrEnum):
    COLUMN = "column"
    FULL = "full"


class Block(Model):
    """The options of one block."""

    NAME: ClassVar[str]
    WHAT: ClassVar[str]
    TITLE: ClassVar[Title] = Title.NONE
    TITLE_IS_BELOW: ClassVar[bool] = False
    TAKES_TEXT: ClassVar[bool] = True
    NEEDS_TEXT: ClassVar[bool] = True
    COUNTS_AS: ClassVar[str | None] = None
    """Whether it is numbered, and with what: Figure 1, Figure 2, Table 1 …"""
