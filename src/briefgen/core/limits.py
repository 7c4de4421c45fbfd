"""What making one edition may take: seconds of work, memory, pages. Whatever goes over is ended, and the rest goes on.

Seconds are those in which the processor works for this process, so a busy machine changes nothing. What goes over them
is ended where it is, by a signal; in a process of its own, what a library does not let be ended so ends with its
process. In a thread there are no signals: there seconds are those of work for the thread, another thread looks at them,
and a library is waited for. Memory is bounded on Linux, where the system can do that for a process, and not in threads.
"""

from __future__ import annotations

import ctypes
import math
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

with suppress(ImportError):  # there is none on Windows
    import resource

SECONDS, MEMORY, PAGES = "seconds", "memory", "pages"
"""What there is a limit of, by the names of the settings."""

_AGAIN = 1.0
"""Seconds after which it is said again that time is over: a library can swallow it."""

_OFTEN = 0.01
"""Seconds between two looks at how long a thread has worked, at least."""

_GRACE = 3
"""Seconds after which a process that does not hear it is ended."""

_PAGE_OF_MEMORY = 4096

_HAS_LIMITS = "resource" in globals()
"""Whether the system bounds what a process takes."""


@dataclass(frozen=True)
class Bounds:
    """The most that making one edition may take; memory in bytes."""

    seconds: float
    memory: int
    pages: int


USUAL = Bounds(seconds=120, memory=2_000_000_000, pages=500)
"""More than any real publication takes."""


class OverLimit(BaseException):
    """More was taken than there may be. Not an `Exception`: nobody on the way may take it for a mistake of a text."""

    def __init__(self, what: str = SECONDS) -> None:
        super().__init__(what)
        self.what = what

    def __reduce__(self) -> tuple[type[OverLimit], tuple[str]]:
        return OverLimit, (self.what,)


_within = threading.local()


@contextmanager
def within(bounds: Bounds, alone: bool = False) -> Iterator[None]:
    """Do something within bounds, or raise `OverLimit`. `alone` says that this process does nothing else and may be
    ended. Bounds inside of others are those that hold already."""
    if getattr(_within, "bounds", None):
        yield
        return
    _within.bounds = bounds
    try:
        if can_end_by_signals():
            with _within_memory(bounds.memory), _by_signals(bounds.seconds, alone):
                yield
        else:
            with _by_another_thread(bounds.seconds):
                yield
    except MemoryError:
        raise OverLimit(MEMORY) from None
    finally:
        _within.bounds = None


def can_end_by_signals() -> bool:
    """Whether this thread can be ended by a signal where it is."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextmanager
def _by_signals(seconds: float, alone: bool) -> Iterator[None]:
    is_over = False

    def stop(_: int, __: FrameType | None) -> None:
        if not is_over:
            raise OverLimit

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    _within.has_timer = True
    try:
        if alone:
            _end_after(seconds + _GRACE)
        yield
    finally:
        while True:
            with suppress(OverLimit):  # it comes while this is cleared away: it was done in time
                is_over = True
                _within.has_timer = False
                signal.setitimer(signal.ITIMER_PROF, 0)
                signal.signal(signal.SIGPROF, before)
                _do_not_end()
                break


def _end_after(seconds: float) -> None:
    """Have the system end this process, without a dump of it, when it has worked so much longer."""
    if _HAS_LIMITS:
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
        _within.work_before = resource.getrlimit(resource.RLIMIT_CPU)
        _bound_work(seconds)


def _do_not_end() -> None:
    if before := getattr(_within, "work_before", None):
        resource.setrlimit(resource.RLIMIT_CPU, before)
        _within.work_before = None


def _bound_work(seconds: float) -> None:
    """Have the system end this process when it has worked for so many seconds from now."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    end = math.ceil(used.ru_utime + used.ru_stime + seconds)
    with suppress(ValueError, OSError):  # the system allows less
        resource.setrlimit(resource.RLIMIT_CPU, (end, resource.getrlimit(resource.RLIMIT_CPU)[1]))


@contextmanager
def _by_another_thread(seconds: float) -> Iterator[None]:
    thread, lock, is_over = threading.get_ident(), threading.Lock(), threading.Event()
    worked = _clock_of_this_thread()
    end = worked() + seconds

    def watch() -> None:
        wait = seconds
        while not is_over.wait(wait):
            with lock:
                if is_over.is_set():
                    break
                left = end - worked()
                if left <= 0:
                    _raise_in(thread, OverLimit)
                wait = max(left, _OFTEN) if left > 0 else _AGAIN

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        while True:
            with suppress(OverLimit):  # it comes while this is cleared away: it was done in time
                with lock:
                    is_over.set()
                _raise_in(thread, None)
                break


def _clock_of_this_thread() -> Callable[[], float]:
    """Tells, to any thread, for how many seconds the processor has worked for this one; where the system does not know,
    seconds that have passed."""
    if not hasattr(time, "pthread_getcpuclockid"):
        return time.monotonic
    clock = time.pthread_getcpuclockid(threading.get_ident())
    return lambda: time.clock_gettime(clock)


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Raise an error where a thread is; None takes back one that it has not noticed yet."""
    what = ctypes.py_object(error) if error else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), what)


@contextmanager
def _within_memory(most: int) -> Iterator[None]:
    """Let this process take so many bytes more than it has. What is only reserved does not count: engines reserve
    far more than they use."""
    if not (_HAS_LIMITS and sys.platform.startswith("linux")):
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_DATA)
    _bound_memory(_data_of_this_process() + most)
    _within.memory = most
    try:
        yield
    finally:
        _within.memory = None
        _bound_memory(before[0])


@contextmanager
def memory_of_its_own() -> Iterator[None]:
    """While it lasts, an engine takes for itself what it takes for any text; what comes after is bounded again."""
    if getattr(_within, "memory", None) is None:
        yield
        return
    end, most = resource.getrlimit(resource.RLIMIT_DATA)
    before = _data_of_this_process()
    _bound_memory(most)
    try:
        yield
    finally:
        if end != resource.RLIM_INFINITY:
            _bound_memory(end + max(0, _data_of_this_process() - before))


@contextmanager
def uncounted() -> Iterator[None]:
    """While it lasts, neither work nor memory counts: what is done is not for the edition. What comes after is bounded
    again, with what was left. In a thread work counts on; waiting does not count anywhere."""
    left = signal.setitimer(signal.ITIMER_PROF, 0)[0] if getattr(_within, "has_timer", False) else 0
    before = getattr(_within, "work_before", None)
    if before:
        resource.setrlimit(resource.RLIMIT_CPU, before)
    try:
        with memory_of_its_own():
            yield
    finally:
        if before:
            _bound_work(left + _GRACE)
        if left:
            signal.setitimer(signal.ITIMER_PROF, left, _AGAIN)


def bound_memory_of(process: int, most: int) -> None:
    """Let another program that was just started take so many bytes, where the system can do that (Linux)."""
    if _HAS_LIMITS and sys.platform.startswith("linux"):
        with suppress(ValueError, OSError):  # it is over already
            resource.prlimit(process, resource.RLIMIT_DATA, (most, most))


def _bound_memory(end: int) -> None:
    with suppress(ValueError, OSError):  # the system allows less
        resource.setrlimit(resource.RLIMIT_DATA, (end, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def _data_of_this_process() -> int:
    return int(Path("/proc/self/statm").read_text("ascii").split()[5]) * _PAGE_OF_MEMORY
