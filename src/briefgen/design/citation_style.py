"""The citation style that a brand chooses, from the project's `styles/citations/` or the shipped one."""

from __future__ import annotations

from briefgen.content.citing.csl_style import CitationStyle, Form, style_problems
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, StopPublication, nearest
from briefgen.core.text import read_source
from briefgen.core.workspace import Door
from briefgen.design import shipped
from briefgen.design.brand import Brand

FOLDER = "styles/citations"
_USUAL = {Form.NOTES: "chicago-notes", Form.AUTHOR_DATE: "apa", Form.NUMERIC: "ieee"}
"""The style of each form when the brand names none."""


def load_citation_style(door: Door, brand: Brand) -> tuple[CitationStyle | None, tuple[Diagnostic, ...]]:
    """The style in which a brand cites, and what is wrong with it."""
    chosen = brand.file.defaults.briefgen.citations
    name = chosen.style or _USUAL[chosen.form]
    named_at = brand.span(("defaults", "briefgen", "citations", "style"))
    is_name = bool(name.strip(".")) and "/" not in name
    path = shipped.find(door, f"{FOLDER}/{name}.csl") if is_name else None
    if path is None:
        known = [file.removesuffix(".csl") for file in shipped.names(door, FOLDER) if file.endswith(".csl")]
        near = nearest(name, known)
        advice = (
            f"did you mean `{near}`?" if near else f"there are {', '.join(f'`{style}`' for style in known)}"
        )
        problem = f"names a citation style that is not there: `{name}`"
        return None, (messages.BAD_VALUE.at(named_at, subject="`style`", problem=problem, advice=advice),)
    try:
        source = read_source(door, path)
    except StopPublication as stop:
        return None, stop.diagnostics
    problems = style_problems(source, chosen.form, named_at)
    return (None if problems else CitationStyle(chosen.form, name, source.text)), problems
