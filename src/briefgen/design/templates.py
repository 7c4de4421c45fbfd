"""Jinja templates, read through the door: the project's own file of a name, else the shipped one. The only
module that knows Jinja."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any

import jinja2
from jinja2 import Environment, StrictUndefined

from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, StopPublication, nearest
from briefgen.core.digest import digest_of
from briefgen.core.source import Source, Span
from briefgen.core.text import read_source
from briefgen.core.workspace import SHIPPED, Answer, Door, Refused, Workspace
from briefgen.design import shipped

FOLDER = "templates"
_DEEPEST = 20
"""Folders in folders; more are a circle of links."""


class Templates:
    """The templates of a project. Compiled once; strict about undefined names; everything is escaped
    that does not say it is HTML."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._sources: dict[str, Source] = {}
        self._environment = Environment(
            loader=jinja2.FunctionLoader(self._load),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        )

        self._environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}

    def __reduce__(self) -> tuple[type[Templates], tuple[Door]]:
        return Templates, (self._door,)

    @property
    def trace(self) -> tuple[Answer, ...]:
        """The files that were read."""
        return self._door.trace

    @property
    def digest(self) -> str:
        """What all files beside the templates say: pages may use any of them."""
        return digest_of("\n".join(_digests(self._door.workspace, FOLDER)).encode())

    def render(
        self,
        name: str,
        values: Mapping[str, Any],
        gettext: Callable[[str], str],
        ngettext: Callable[[str, str, int], str] | None = None,
    ) -> str:
        """A template filled in. Stops the publication with the template's line when it fails."""
        self._environment.install_gettext_callables(  # type: ignore[attr-defined]
            gettext, ngettext or _plural(gettext), newstyle=True
        )
        try:
            return self._environment.get_template(name).render(values)
        except jinja2.TemplateSyntaxError as error:
            place = self._place(error.name or name, error.lineno)
            raise StopPublication(
                messages.TEMPLATE_BROKEN.at(
                    place, problem=error.message or "", advice="see the line marked here"
                )
            ) from None
        except jinja2.TemplateNotFound as error:
            raise StopPublication(self._not_found(str(error.name), name)) from None
        except (StopPublication, MemoryError):
            raise
        except Exception as error:  # whatever a template can raise is the template's fault
            raise StopPublication(self._failed(error, name)) from None

    def exists(self, name: str) -> bool:
        return shipped.find(self._door, f"{FOLDER}/{name}") is not None

    def _load(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        path = shipped.find(self._door, f"{FOLDER}/{name}")
        if path is None:
            return None
        source = read_source(self._door, path)
        self._sources[name] = self._sources[path] = source
        return source.text, path, lambda: True

    def _place(self, name: str, line: int) -> Span:
        source = self._sources.get(name) or Source(f"{FOLDER}/{name}", "")
        return source.line_span(line)

    def _not_found(self, missing: str, name: str) -> Diagnostic:
        folder, _, _ = missing.rpartition("/")
        known = [
            f"{folder}/{other}".lstrip("/")
            for other in shipped.names(self._door, f"{FOLDER}/{folder}".rstrip("/"))
        ]
        near = nearest(missing, known)
        advice = f"did you mean `{near}`?" if near else f"write `{FOLDER}/{missing}`"
        source = self._sources.get(name) or Source(f"{FOLDER}/{name}", "")
        start = max(source.text.find(missing), 0)
        place = source.span(start, start + len(missing))
        return messages.TEMPLATE_FAILED.at(place, problem=f"there is no template `{missing}`", advice=advice)

    def _failed(self, error: Exception, name: str) -> Diagnostic:
        """The deepest line of a template that an exception passed through."""
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename in self._sources]
        place = self._place(frames[-1].filename, frames[-1].lineno or 1) if frames else self._place(name, 1)
        advice = "check the spelling; templates/README.md lists what a template is given"
        return messages.TEMPLATE_FAILED.at(place, problem=str(error) or type(error).__name__, advice=advice)


def _digests(workspace: Workspace, folder: str, depth: int = 0) -> Iterator[str]:
    """The files in a folder and those below it, in both layers, with their digests."""
    layers = (folder, SHIPPED + folder)
    for name in sorted({name for layer in layers for name in workspace.list(layer)}):
        if name.endswith("/") and depth < _DEEPEST:
            yield from _digests(workspace, f"{folder}/{name[:-1]}", depth + 1)
        elif not name.endswith("/"):
            for layer in layers:
                with suppress(Refused):
                    yield f"{layer}/{name} {workspace.digest(f'{layer}/{name}')}"


def _plural(gettext: Callable[[str], str]) -> Callable[[str, str, int], str]:
    return lambda singular, plural, number: gettext(singular if number == 1 else plural)
