"""Everybody who has a window open, and wants to hear of news."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

_MOST = 50
"""News that wait for a window."""


@dataclass
class Audience:
    """Windows, each with what it has not heard yet; told from any thread."""

    loop: asyncio.AbstractEventLoop | None = None
    _listeners: set[asyncio.Queue[dict[str, str] | None]] = field(default_factory=set)

    def join(self) -> asyncio.Queue[dict[str, str] | None]:
        self.loop = asyncio.get_running_loop()
        queue: asyncio.Queue[dict[str, str] | None] = asyncio.Queue()
        self._listeners.add(queue)
        return queue

    def leave(self, queue: asyncio.Queue[dict[str, str] | None]) -> None:
        self._listeners.discard(queue)

    def tell(self, news: dict[str, str] | None) -> None:
        if self.loop and not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self._put, news)

    def _put(self, news: dict[str, str] | None) -> None:
        for queue in self._listeners:
            if queue.qsize() >= _MOST:  # a window that sleeps: it asks for all when it wakes
                queue.get_nowait()
            queue.put_nowait(news)
