"""What a page says of itself to programs: catalogues, search engines, social networks and readers of feeds."""

from __future__ import annotations

from dataclasses import replace

from briefgen.content.addresses import absolute, asset_address
from briefgen.content.identity import identity_of
from briefgen.content.pictures import WIDEST, Picture
from briefgen.design.catalogue_terms import catalogue_terms
from briefgen.design.page import Page, Shown
from briefgen.design.structured_data import edition_data
from briefgen.design.ways import Ways


def told_to_programs(page: Page, ways: Ways, picture: Picture | None) -> Page:
    """A page with all of it. `ways` are those from it, `picture` is the one at its head."""
    site = ways.addresses.site
    identity = identity_of(ways.loaded, ways.here)
    page = replace(
        page,
        picture=_for_networks(page, site, picture) if picture else None,
        terms=catalogue_terms(page, identity),
        feeds=tuple(ways.feeds()),
        default_address=ways.default(),
    )
    home = absolute(site, ways.addresses.home(page.language))
    return replace(page, structured_data=edition_data(page, identity, home, ways.main()))


def _for_networks(page: Page, site: str, picture: Picture) -> Shown | None:
    """The picture at the head with its full address, in the size in which it is published. Social networks show no
    drawings."""
    if picture.is_drawing:
        return None
    src = absolute(site, asset_address(picture.path, picture.digest))
    width = min(picture.width, WIDEST)
    height = round(picture.height * width / picture.width)
    return Shown(src, width, height, page.hero.alt if page.hero else "")
