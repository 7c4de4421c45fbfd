"""Days of a publication: it was changed on the day it was published, or after it."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.content.decode import span_at
from briefgen.content.manuscript import LoadedPublication
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Related


def check_days(loaded: LoadedPublication) -> Iterator[Diagnostic]:
    """What `modified` says, for all editions or for one."""
    settings, published = loaded.settings.tree, loaded.publication.date
    given = [(loaded.publication.modified, settings)]
    given += [(manuscript.edition.modified, manuscript.tree) for manuscript in loaded.manuscripts]
    for day, tree in given:
        if day and day < published:
            yield messages.MODIFIED_EARLY.at(
                span_at(tree, ("modified",)),
                day=day.isoformat(),
                published=published.isoformat(),
                related=(Related(span_at(settings, ("date",)), "the day of publication"),),
            )
