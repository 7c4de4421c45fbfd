"""Recommendations: someone is to act on each, each rests on evidence, and there are not too many.

Actors are asked for where the series has a vocabulary of them, evidence where it keeps its references."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.content.decode import span_at
from briefgen.content.evidence.library import Library
from briefgen.content.manuscript import Manuscript
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic

MOST = 7
_RESTS_ON = re.compile(r"\[[@^]|\]\(|\d")
"""A citation, a note, a link, or a number of its own."""


def check_recommendations(library: Library, manuscript: Manuscript) -> Iterator[Diagnostic]:
    recommendations = manuscript.edition.recommendations
    actors = library.vocabularies.get("actors")
    for index, recommendation in enumerate(recommendations):
        place = span_at(manuscript.tree, ("recommendations", index, "action"))
        if actors and not recommendation.actors:
            yield messages.NO_ACTOR.at(place, example=actors.all_terms[0].id)
        if library.references and not _RESTS_ON.search(recommendation.evidence or ""):
            yield messages.NO_EVIDENCE.at(place)
    if len(recommendations) > MOST:
        place = span_at(manuscript.tree, ("recommendations", MOST, "action"))
        yield messages.TOO_MANY_RECOMMENDATIONS.at(place, count=len(recommendations))
