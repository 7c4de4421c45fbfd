"""The page contract as it is written: it says enough, and the density it names is one of the brand's."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.content.choices import Profile
from briefgen.content.decode import span_at
from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.models import AUTO
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, nearest


def check_cover(loaded: LoadedPublication) -> Iterator[Diagnostic]:
    """Two pages have no room for a cover and a back page."""
    if loaded.publication.profile is Profile.TWO and loaded.publication.cover:
        yield messages.COVER_TWO_PAGER.at(span_at(loaded.settings.tree, ("cover",)))


def check_contract(
    loaded: LoadedPublication, manuscript: Manuscript, densities: tuple[str, ...]
) -> Iterator[Diagnostic]:
    """`densities` are the names of the brand's."""
    fit = manuscript.edition.fit
    if fit is None or fit.density is None:
        return
    is_main = loaded.is_main(manuscript)
    if fit.density == AUTO and not fit.pages and not (is_main and loaded.publication.profile):
        yield messages.FIT_WITHOUT_PAGES.at(span_at(manuscript.tree, ("fit",)))
    elif fit.density not in (AUTO, *densities):
        place = span_at(manuscript.tree, ("fit", "density"))
        known = ", ".join(f"`{name}`" for name in (*densities, AUTO))
        near = nearest(fit.density, (*densities, AUTO))
        yield messages.DENSITY_UNKNOWN.at(place, name=fit.density, known=known, nearest=near)
