"""The licences an imprint can name: their names and addresses."""

from __future__ import annotations

from briefgen.content.choices import Licence

_CREATIVE_COMMONS = {
    Licence.CC_BY: ("CC BY 4.0", "by"),
    Licence.CC_BY_SA: ("CC BY-SA 4.0", "by-sa"),
    Licence.CC_BY_NC: ("CC BY-NC 4.0", "by-nc"),
    Licence.CC_BY_NC_SA: ("CC BY-NC-SA 4.0", "by-nc-sa"),
    Licence.CC_BY_ND: ("CC BY-ND 4.0", "by-nd"),
    Licence.CC_BY_NC_ND: ("CC BY-NC-ND 4.0", "by-nc-nd"),
}


def short_name(licence: Licence) -> str:
    if licence is Licence.CC0:
        return "CC0 1.0"
    return _CREATIVE_COMMONS[licence][0] if licence in _CREATIVE_COMMONS else ""


def url(licence: Licence) -> str:
    """The licence's own page; empty when all rights are reserved."""
    if licence is Licence.CC0:
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    if licence in _CREATIVE_COMMONS:
        return f"https://creativecommons.org/licenses/{_CREATIVE_COMMONS[licence][1]}/4.0/"
    return ""
