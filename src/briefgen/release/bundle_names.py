"""What a bundle is called where nobody gives it a name."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from briefgen.release.manifest import ReleaseRecord
from briefgen.release.names import SIGNATURE
from briefgen.scaffold import slug_of

_LONGEST = 80
"""Letters of what a part is called; with the series and the date that is a name on every disk."""


def bundle_name(record: ReleaseRecord) -> str:
    """The series, what the bundle holds of it if that is not all, and the date."""
    series = slug_of(record.series.title) or "series"
    words = (series, *_part(record), f"{record.date:%Y-%m-%d}")
    return f"{'-'.join(words)}.zip"


def _part(record: ReleaseRecord) -> tuple[str, ...]:
    """The first publication of a part; its language too if it is there in one, and how many others there are."""
    if not record.partial or record.has_home or not record.publications:
        return ()
    first, *others = record.publications
    slug = first.slug[:_LONGEST]
    if others:
        return slug, f"and-{len(others)}-more"
    languages = sorted({edition.lang for edition in first.editions})
    return (slug, *languages) if len(languages) == 1 < len(record.series.languages) else (slug,)


def free_name(path: Path) -> Path:
    """A name beside a bundle that neither another bundle has nor a signature is of."""
    names = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))
    return next(
        name
        for name in names
        if not os.path.lexists(name) and not os.path.lexists(name.with_name(name.name + SIGNATURE))
    )
