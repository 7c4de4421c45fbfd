"""What stands in a document and was not drawn on any page: texts, or ends of them, and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any

from briefgen.layout.pages import Loss, Node, letters

_NO_TEXT = ("svg", "script", "style", "template")
"""Elements whose words are not drawn as text."""

_BACKGROUND = re.compile(r"background-image:\s*url\(\s*['\"]?([^'\")]+)")


def undrawn(
    nodes: Iterable[tuple[Any, Node]], texts: Mapping[int, list[str]], pictures: Set[int]
) -> Iterator[Loss]:
    """The losses of a document: of its elements, with what is said of each, in order. `texts` are the words that
    were drawn of each, which may be more than there are (the heads of tables are repeated); `pictures` are the
    elements of which a picture was drawn."""
    is_in_body: list[bool] = []
    for index, (element, node) in enumerate(nodes):
        is_in_body.append(node.tag == "body" or (node.parent >= 0 and is_in_body[node.parent]))
        if not is_in_body[index] or node.tag in _NO_TEXT:
            continue
        own = " ".join([element.text or "", *(child.tail or "" for child in element)])
        drawn = letters("".join(texts.get(index, ())))
        if letters(own) not in drawn:
            whole = own if drawn else "".join(element.itertext())
            yield Loss(index, "text", _from_first_missing(whole, drawn))
        picture = element.get("src", "") if node.tag == "img" else _picture_behind(element)
        if picture is not None and index not in pictures:
            yield Loss(index, "picture", picture)


def _picture_behind(element: Any) -> str | None:
    """The address of the picture that decorates an element."""
    found = _BACKGROUND.search(element.get("style", ""))
    return found[1] if found else None


def _from_first_missing(written: str, drawn: str) -> str:
    """A text from the first word that was not drawn."""
    words, place = written.split(), 0
    for index, word in enumerate(words):
        signs = letters(word)
        if not drawn.startswith(signs, place):
            return " ".join(words[index:])
        place += len(signs)
    return " ".join(words)
