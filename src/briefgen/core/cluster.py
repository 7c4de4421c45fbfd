"""Runs calls on the workers of a Dask scheduler. This is the only module that knows `distributed`."""

from __future__ import annotations

import logging
import tempfile
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefgen.core.workers import Died

_PATIENCE = 20
"""Seconds to wait for the scheduler to answer, and for a worker when there is none."""

_LOOK = 5
"""Seconds after which is looked whether there are workers at all."""


class Unusable(Exception):  # noqa: N818 - the cluster's answer, translated into a diagnostic by who asked
    """There is no working with a cluster. `is_missing` when it is the engine that lacks here."""

    def __init__(self, why: str, is_missing: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.is_missing = is_missing


@dataclass
class Cluster:
    """The workers of a scheduler. What they are given and give back are bytes, so that a scheduler without briefgen
    will do."""

    client: Any
    executor: Executor
    running: dict[Future[bytes | str], str] = field(default_factory=dict)
    _known: set[str] = field(default_factory=set)

    @property
    def room(self) -> int:
        """How many more calls to hand over so that no worker waits for one."""
        return 2 * sum(self._workers().values()) + 2 - len(self.running)

    def _workers(self) -> dict[str, int]:
        """The workers that take work, by their addresses, and the threads of each. What they are sent is code, so they
        must have the same Python; this is looked at before they get any."""
        found = self._asked(lambda: self.client.scheduler_info(n_workers=-1))["workers"]
        workers = {address: one["nthreads"] for address, one in found.items() if one["status"] == "running"}
        if new := workers.keys() - self._known:
            versions = self._asked(self.client.get_versions)
            here = versions["client"]["host"]["python"]
            for address in new:
                there = (versions["workers"].get(address) or {}).get("host", {}).get("python", here)
                if there != here:
                    raise Unusable(f"has a worker with Python {there}, where this machine has Python {here}")
            self._known |= new
        return workers

    def share(self, data: bytes) -> Any:
        """Bytes that many calls are given: each worker gets them once."""
        self._workers()
        try:
            return self._asked(
                lambda: self.client.scatter(data, hash=False, broadcast=True, timeout=_PATIENCE)
            )
        except TimeoutError:
            raise Unusable("has no worker left that takes work") from None

    def call(self, name: str, module: str, function: str, job: bytes, shared: list[Any]) -> None:
        """Have a function of a module called with a job and with all that is shared."""
        there = _caller(module, function)
        self.running[self._asked(lambda: self.executor.submit(there, job, shared))] = name

    def done(self) -> Iterator[tuple[str, bytes | Died | None]]:
        """The calls that have ended by now, at least one, by name with what they gave; None for one whose shared bytes
        went with the last worker that had them."""
        for future in self._ended():
            yield self.running.pop(future), self._result(future)

    def _ended(self) -> set[Future[bytes | str]]:
        alone = idle = 0
        while True:
            ended = wait(self.running, _LOOK, FIRST_COMPLETED).done
            if ended:
                return ended
            alone = 0 if self._workers() else alone + _LOOK
            if alone > _PATIENCE:
                raise Unusable("has no worker left that takes work")
            idle = 0 if any(self._asked(self.client.processing).values()) else idle + _LOOK
            if not alone and idle > _PATIENCE:  # they wait for what went with a worker
                return {future for future in self.running if future.cancel() or future.done()}

    def _result(self, future: Future[bytes | str]) -> bytes | Died | None:
        from distributed import KilledWorker

        try:
            result = future.result()
        except KilledWorker:
            return Died("one worker of the cluster after the other ended over it")
        except CancelledError:
            if self.client.status != "running":
                raise Unusable("went away during the build") from None
            return None
        if isinstance(result, str):
            raise Unusable(f"has a worker with another briefgen, or none ({result})")
        return result

    def _asked(self, ask: Callable[[], Any]) -> Any:
        try:
            return ask()
        except TimeoutError:
            raise
        except (OSError, CancelledError) as error:
            raise Unusable(f"went away during the build ({_short(error)})") from None


@contextmanager
def connected(address: str) -> Iterator[Cluster]:
    """The cluster of the scheduler at an address; raises `Unusable`."""
    try:
        import distributed
    except ImportError:
        raise Unusable("needs an engine that is missing here", is_missing=True) from None
    _silence()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on versions and sizes, for whoever looks after the cluster
        client = _client(distributed.Client, address)
        try:
            executor = client.get_executor(pure=False)
            try:
                yield Cluster(client, executor)
            finally:
                executor.shutdown(wait=False)
        finally:
            client.close(timeout=_PATIENCE)


def folder_of_worker() -> Path:
    """An empty folder on a worker, which goes with it."""
    from distributed import get_worker

    return Path(tempfile.mkdtemp(prefix="briefgen-", dir=get_worker().local_directory))


def _silence() -> None:
    """What concerns a build, the build says."""
    for name in ("distributed", *logging.root.manager.loggerDict):
        if name.partition(".")[0] in ("distributed", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _client(make: Callable[..., Any], address: str) -> Any:
    try:
        client = make(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:  # what it says of settings for TLS is a TypeError
        raise Unusable(f"does not answer ({_short(error)})") from None
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError:
        client.close(timeout=_PATIENCE)
        raise Unusable("has no workers") from None
    return client


def _caller(module: str, function: str) -> Callable[[bytes, list[bytes]], bytes | str]:
    """What a worker runs: a function of a module, or it says in words that it has none such. It is made here and has no
    name to be found by, so it is sent as code, and only workers need the module."""

    def call(job: bytes, shared: list[bytes]) -> bytes | str:
        import importlib

        try:
            there = getattr(importlib.import_module(module), function)
        except (ImportError, AttributeError) as error:
            return str(error)
        result: bytes = there(job, shared)
        return result

    return call


def _short(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
