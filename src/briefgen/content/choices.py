"""What publishers and authors choose from: the closed lists behind keys of publication.yml and front matter."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """How far a publication or edition has come."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    APPROVED = "approved"
    PUBLISHED = "published"


class Licence(StrEnum):
    """Licences the imprint can name in full."""

    CC_BY = "CC-BY-4.0"
    CC_BY_SA = "CC-BY-SA-4.0"
    CC_BY_NC = "CC-BY-NC-4.0"
    CC_BY_NC_SA = "CC-BY-NC-SA-4.0"
    CC_BY_ND = "CC-BY-ND-4.0"
    CC_BY_NC_ND = "CC-BY-NC-ND-4.0"
    CC0 = "CC0-1.0"
    RESERVED = "all-rights-reserved"


class Paper(StrEnum):
    A4 = "A4"
    LETTER = "Letter"


class Profile(StrEnum):
    """The layouts a publication can take on paper, named after their number of pages."""

    TWO = "two-pager"
    FOUR = "four-pager"
    EIGHT = "eight-pager"

    @property
    def pages(self) -> int:
        return {Profile.TWO: 2, Profile.FOUR: 4, Profile.EIGHT: 8}[self]


class FirstPage(StrEnum):
    """What an edition can promise to show whole on its first page."""

    KEY_MESSAGES = "key-messages"
    SUMMARY = "summary"
    CONTENTS = "contents"
    FACTS = "facts"
