"""Collections that say when somebody looks into them, so that what a step rests on is known and never declared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar, overload

Item = TypeVar("Item")


class AskedSequence(Sequence[Item]):
    """Items of which `asked` is told when any of them is looked at: they are known together or not at all."""

    def __init__(self, items: Sequence[Item], asked: Callable[[], None]) -> None:
        self._items = items
        self._asked = asked

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Item]: ...
    def __getitem__(self, place: int | slice) -> Item | Sequence[Item]:
        self._asked()
        return self._items[place]

    def __len__(self) -> int:
        self._asked()
        return len(self._items)

    def __iter__(self) -> Iterator[Item]:
        self._asked()
        return iter(self._items)


class AskedMapping(Mapping[str, Item]):
    """Values of which `asked` is told the key of each that is looked at, there or not; None for all keys."""

    def __init__(self, values: Mapping[str, Item], asked: Callable[[str | None], None]) -> None:
        self._values = values
        self._asked = asked

    def __getitem__(self, key: str) -> Item:
        self._asked(key)
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        self._asked(None)
        return iter(self._values)

    def __len__(self) -> int:
        self._asked(None)
        return len(self._values)
