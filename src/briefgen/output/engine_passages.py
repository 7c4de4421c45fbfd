"""Passages of the PDF engine's own functions, and what stands in their place."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any


@dataclass(frozen=True)
class Passages:
    """Passages of a function of the engine, and what stands in the place of each."""

    module: ModuleType
    function: Callable[..., Any]
    changes: tuple[tuple[str, str], ...]

    def is_there(self) -> bool:
        source = inspect.getsource(self.function)
        return all(source.count(said) == 1 for said, _ in self.changes)

    def change(self) -> None:
        source = inspect.getsource(self.function)
        for said, instead in self.changes:
            source = source.replace(said, instead)
        exec(compile(source, str(self.module.__file__), "exec"), vars(self.module))
