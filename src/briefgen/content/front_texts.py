"""The texts in a model that are Markdown, each under a name that says where it stands.

A text in `recommendations`, second item, key `who`, is named `recommendations.1.who`; paragraphs of a
longer text count on: `summary.0`, `summary.1`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from briefgen.content.fields import INLINE, PARAGRAPHS

Loc = tuple[int | str, ...]

_MARKDOWN = frozenset((INLINE, PARAGRAPHS))

AFTER_THE_BODY = ("recommendations", "about", "acknowledgements", "disclaimer")
"""Front matter that the page shows below the text; all other stands above it."""


@dataclass(frozen=True)
class FrontText:
    name: str
    text: str
    loc: Loc

    @property
    def is_after_the_body(self) -> bool:
        return self.loc[0] in AFTER_THE_BODY


def front_texts(model: BaseModel) -> tuple[FrontText, ...]:
    """Every Markdown text of a model, in the order of its fields."""
    return tuple(_texts_of(model, ()))


def markdown_keys(model: type[BaseModel]) -> frozenset[str]:
    """The keys of a kind of model, and of the models in it, whose values are Markdown."""
    found: set[str] = set()
    for key, field in model.model_fields.items():
        if _marks_of(field):
            found.add(key)
        for inner in _models_in(field.annotation):
            found |= markdown_keys(inner)
    return frozenset(found)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def _texts_of(model: BaseModel, loc: Loc) -> Iterator[FrontText]:
    for key, marks in _fields(type(model)):
        yield from _texts(getattr(model, key), marks, (*loc, key))


@cache
def _fields(kind: type[BaseModel]) -> tuple[tuple[str, frozenset[Any]], ...]:
    """The fields of a kind of model, with the marks of each."""
    fields = kind.model_fields.items()
    return tuple((key, _marks_of(field)) for key, field in fields)


def _marks_of(field: FieldInfo) -> frozenset[Any]:
    return _MARKDOWN.intersection((*_marks(field.annotation), *field.metadata))


def _texts(value: Any, marks: frozenset[Any], loc: Loc) -> Iterator[FrontText]:
    if isinstance(value, BaseModel):
        yield from _texts_of(value, loc)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, marks, (*loc, index))
    elif isinstance(value, str) and INLINE in marks:
        yield FrontText(_name(loc), value, loc)
    elif isinstance(value, str) and PARAGRAPHS in marks:
        for index, paragraph in enumerate(re.split(r"\n\s*\n", value.strip())):
            yield FrontText(_name((*loc, index)), " ".join(paragraph.split()), loc)


def _name(loc: Loc) -> str:
    return ".".join(str(part) for part in loc)


def _marks(annotation: Any) -> Iterator[Any]:
    """The marks anywhere inside a type: `tuple[Markdown, ...] | None` holds the one of `Markdown`."""
    yield from (mark for mark in getattr(annotation, "__metadata__", ()) if mark in (INLINE, PARAGRAPHS))
    for argument in get_args(annotation):
        yield from _marks(argument)
