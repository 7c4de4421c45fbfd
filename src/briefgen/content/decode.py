"""From a YAML tree to a typed model, once, with every problem told at its place.

Checks are pydantic's; the words are ours: each of its errors becomes a diagnostic at the key or value
it is about.
"""

from __future__ import annotations

import types
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from briefgen.content.frontmatter import Mapping, Node, Scalar, Sequence
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, nearest
from briefgen.core.source import Span

Model = TypeVar("Model", bound=BaseModel)
Loc = tuple[int | str, ...]
Elsewhere = dict[str, str]
"""Keys that are known but belong in another file, and that file's name."""


def decode(
    tree: Mapping, model: type[Model], elsewhere: Elsewhere | None = None, what: str | None = None
) -> tuple[Model | None, tuple[Diagnostic, ...]]:
    """The model a tree describes, or None and what is wrong with it.

    `what` names the thing in messages, when it is not what the model calls itself.
    """
    try:
        return model.model_validate(plain(tree)), ()
    except ValidationError as error:
        context = _Context(tree, model, elsewhere or {}, what)
        errors = error.errors(include_url=False)
        found = [_diagnostic(item, context) for item in errors if not _is_told_already(item, errors, context)]
        return None, tuple(dict.fromkeys(found))


def decode_known(tree: Mapping, model: type[Model]) -> tuple[Model | None, tuple[Diagnostic, ...]]:
    """As `decode`; but where unknown keys are all that is wrong, the model of the others is there too, so that more
    can be asked of it."""
    value, problems = decode(tree, model)
    if value is None:
        unknown = {problem.span for problem in problems if problem.code == messages.UNKNOWN_KEY.code}
        value, _ = decode(_without(tree, unknown), model)
    return value, problems


def decode_sound(
    tree: Mapping, model: type[Model], elsewhere: Elsewhere | None = None, what: str | None = None
) -> tuple[Model | None, tuple[Diagnostic, ...]]:
    """As `decode`; but where something is wrong, the model of the keys in which nothing is, if they make one. It holds
    less than its author wrote, so it serves only to find what else is wrong in the same run."""
    value, problems = decode(tree, model, elsewhere, what)
    if value is None:
        wrong = {key.span for key, entry in tree.entries if any(_is_in(p, key, entry) for p in problems)}
        value, _ = decode(_without(tree, wrong), model)
    return value, problems


def _is_in(problem: Diagnostic, key: Scalar, value: Node) -> bool:
    """Whether a problem is told of a key or of something in its value."""
    return problem.span is not None and key.span.start <= problem.span.start < max(
        value.span.end, key.span.end
    )


def _without(tree: Mapping, keys: Container[Span | None]) -> Mapping:
    """The tree without the entries whose keys stand at these places."""

    def kept(node: Node) -> Node:
        if isinstance(node, Sequence):
            return replace(node, items=tuple(kept(item) for item in node.items))
        return _without(node, keys) if isinstance(node, Mapping) else node

    entries = tuple((key, kept(value)) for key, value in tree.entries if key.span not in keys)
    return replace(tree, entries=entries)


@dataclass(frozen=True)
class _Context:
    tree: Mapping
    model: type[BaseModel]
    elsewhere: Elsewhere
    what: str | None

    def owner(self, loc: Loc) -> type[BaseModel] | None:
        """The model that has, or lacks, the key at `loc`."""
        return _model_at(self.model, loc[:-1])

    def name_of(self, owner: type[BaseModel] | None) -> str:
        if self.what and owner is self.model:
            return self.what
        return getattr(owner, "WHAT", "this") if owner else "this"


def _is_told_already(error: Any, errors: list[Any], context: _Context) -> bool:
    """Whether another error says the same better: a missing key that is there with a spelling mistake, or a
    list that is short only because its items have mistakes."""
    loc = error["loc"]
    if error["type"] == "too_short":
        return any(other["loc"][: len(loc)] == loc and len(other["loc"]) > len(loc) for other in errors)
    if error["type"] != "missing":
        return False
    siblings = [
        e["loc"][-1] for e in errors if e["type"] == "extra_forbidden" and e["loc"][:-1] == error["loc"][:-1]
    ]
    known = _keys(context.owner(loc))
    return any(nearest(str(sibling), known) == loc[-1] for sibling in siblings)


def _keys(owner: type[BaseModel] | None) -> tuple[str, ...]:
    """The keys of a model as authors write them."""
    fields = owner.model_fields if owner else {}
    return tuple(field.alias or name for name, field in fields.items())


def plain(node: Node) -> Any:
    """The tree as dictionaries, lists, texts and None, as pydantic takes it."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.value: plain(value) for key, value in node.entries}


def span_at(tree: Mapping, loc: Loc) -> Span:
    """The place of the value at a path of keys and numbers, or of the nearest thing above it."""
    return _walk(tree, loc)[1]


def node_at(tree: Mapping, loc: Loc) -> Node:
    """The node at a path, or the nearest thing above it."""
    return _walk(tree, loc)[0]


def key_at(tree: Mapping, loc: Loc) -> Span:
    """The place of the key at a path, or of the nearest thing above it."""
    return _walk(tree, loc)[2]


def _walk(tree: Mapping, loc: Loc) -> tuple[Node, Span, Span]:
    """The node at `loc` (as far as it exists), its span, and the span of its key.

    pydantic puts the names of union members into `loc`; parts that lead nowhere in the tree are
    passed over.
    """
    node: Node = tree
    key_span = value_span = tree.span
    for part in loc:
        if isinstance(node, Mapping) and isinstance(part, str) and (entry := node.get(part)):
            key_span, node = entry[0].span, entry[1]
            value_span = node.span if node.span.end > node.span.start else key_span
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
            key_span = value_span = node.span
    return node, value_span, key_span


def _diagnostic(error: Any, context: _Context) -> Diagnostic:
    loc: Loc = error["loc"]
    kind: str = error["type"]
    _, value_span, key_span = _walk(context.tree, loc)
    key = _spoken(context, loc)
    if kind == "extra_forbidden":
        key = str(loc[-1])  # an author's key, even if it looks like the name of a model
        if len(loc) == 1 and key in context.elsewhere:
            return messages.MISPLACED_KEY.at(key_span, key=key, file=context.elsewhere[key])
        owner = context.owner(loc)
        near = nearest(key, _keys(owner)) or nearest(key.casefold(), _keys(owner))
        known = () if near else (f"it has {', '.join(f'`{name}`' for name in _keys(owner))}",)
        return messages.UNKNOWN_KEY.at(
            key_span, what=context.name_of(owner), key=key, nearest=near, hints=known
        )
    if kind == "missing":
        _, _, parent = _walk(context.tree, loc[:-1])
        return messages.MISSING_KEY.at(parent, what=context.name_of(context.owner(loc)), key=key)
    if kind.startswith("date_") and error["input"]:
        return messages.BAD_DATE.at(value_span, key=key, value=f"`{error['input']}`")
    problem, advice = _in_words(error, key, _keys(_model_at(context.model, loc)))
    subject = f"`{key}`" if key else context.name_of(context.model)
    return messages.BAD_VALUE.at(value_span, subject=subject, problem=problem, advice=advice)


def _spoken(context: _Context, loc: Loc) -> str:
    """The key that a value belongs to, as its author would name it; for one of several languages, both keys."""
    node: Node = context.tree
    keys: list[str] = []
    for part in loc:
        if isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
        elif isinstance(part, str):
            entry = node.get(part) if isinstance(node, Mapping) else None
            keys += [part] if entry or not _is_union_tag(part) else []
            node = entry[1] if entry else node
    owner = context.owner(loc)
    is_of_a_group = len(keys) > 1 and keys[-1] not in (_keys(owner) if owner else ())
    return ": ".join(keys[-2:] if is_of_a_group else keys[-1:])


def _in_words(error: Any, key: str, keys: tuple[str, ...]) -> tuple[str, str]:
    """A pydantic error as a clause that follows the key's name, and what to do. `keys` are those of a group."""
    kind, context, value = error["type"], error.get("ctx", {}), error["input"]
    if value is None:
        return "has no value", "write a value after the colon, or delete the line"
    match kind:
        case "enum" | "literal_error":
            near = nearest(str(value), _choices(context))
            advice = f"did you mean `{near}`?" if near else ""
            return f"must be {context['expected'].replace(chr(39), '`')}, not `{value}`", advice
        case "string_type":
            if isinstance(value, list):
                return "must be one text, not a list", "write it on one line, or after `>` on indented lines"
            quotes = "put the whole text in double quotes: a colon followed by a space has a meaning in YAML"
            return "must be one text, not a group of keys", quotes
        case "tuple_type" | "list_type":
            return "must be a list", "write each item on a line of its own that begins with `- `"
        case "model_type" | "model_attributes_type" | "dict_type" | "mapping_type":
            if key == "authors":
                return "must be a list of authors with their keys", "write `- name: Name of the author`"
            found = "a list" if isinstance(value, list) else "a text"
            known = f" ({', '.join(f'`{each}`' for each in keys)})" if kind.startswith("model") else ""
            return (
                f"must be a group of keys, not {found}",
                f"write its keys{known} on indented lines below it",
            )
        case "too_short":
            return (
                f"needs at least {context['min_length']} items, not {context['actual_length']}",
                "add what is missing",
            )
        case "too_long":
            return (
                f"takes at most {context['max_length']} items, not {context['actual_length']}",
                "keep the strongest",
            )
        case "string_too_short":
            return "is empty", "write a text, or delete the line"
        case "string_too_long":
            return f"takes at most {context['max_length']} characters, not {len(str(value))}", "shorten it"
        case "int_parsing" | "int_from_float" | "int_type":
            return f"must be a whole number, not `{value}`", "write digits only"
        case "float_parsing":
            return f"must be a number, not `{value}`", "write digits and a decimal point only"
        case "greater_than_equal" | "less_than_equal":
            least, bound = ("at least", "ge") if "greater" in kind else ("at most", "le")
            return f"must be {least} {context[bound]}, not {value}", ""
        case "bool_parsing" | "bool_type":
            return f"must be `true` or `false`, not `{value}`", ""
        case "value_error":
            problem, _, advice = str(context["error"]).partition(" -- ")
            return problem, advice
    return f"is not right: {error['msg'][:1].lower()}{error['msg'][1:]}", ""


def _choices(context: Any) -> list[str]:
    return [part.strip("' ") for part in context["expected"].replace(" or ", ", ").split(",")]


def _is_union_tag(part: str) -> bool:
    return part in {"str", "constrained-str"} or part[:1].isupper() or "[" in part


def _model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """The model that the value at `loc` is decoded into."""
    current: Any = model
    for part in loc:
        options = tuple(_models_in(current))
        if isinstance(part, str) and _is_union_tag(part):
            current = next((option for option in options if option.__name__ == part), current)
        elif isinstance(part, str):
            fields = (_field(option, part) for option in options)
            field = next((field for field in fields if field is not None), None)
            if field is None:
                continue
            current = field.annotation
    return next(iter(_models_in(current)), None)


def _field(model: type[BaseModel], key: str) -> FieldInfo | None:
    """The field of a model that authors write as `key`."""
    found = (field for name, field in model.model_fields.items() if key == (field.alias or name))
    return next(found, None)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (Union, types.UnionType, tuple, list, dict) or get_args(annotation):
        for argument in get_args(annotation):
            yield from _models_in(argument)
