"""Everything briefgen can say about a project, in the author's words: `messages.FILE_MISSING.at(place, …)`.

Each entry is a `Wording`, in the module of what it is about. Its code is what `--format json` and the documentation
call it; every code has a bad example under `tests/errors/` and a section in `docs/diagnostics.md`.
"""

# ruff: noqa: F403, I001 - a catalogue in parts is read as one, and listed in the order of `docs/diagnostics.md`
from __future__ import annotations

from briefgen.core.diagnostics import Wording
from briefgen.core.messages.files import *
from briefgen.core.messages.front_matter import *
from briefgen.core.messages.project import *
from briefgen.core.messages.series import *
from briefgen.core.messages.citations import *
from briefgen.core.messages.statistics import *
from briefgen.core.messages.publications import *
from briefgen.core.messages.markdown import *
from briefgen.core.messages.links import *
from briefgen.core.messages.design import *
from briefgen.core.messages.figures import *
from briefgen.core.messages.output import *
from briefgen.core.messages.pages import *
from briefgen.core.messages.translations import *
from briefgen.core.messages.bundles import *


def catalogue() -> dict[str, Wording]:
    """Every wording by its code, part after part."""
    return {value.code: value for value in globals().values() if isinstance(value, Wording)}
