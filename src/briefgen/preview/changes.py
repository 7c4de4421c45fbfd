"""What has changed on the disk, of all that was asked for. This is the only module that knows `watchfiles`.

Events of the system say only that it is time to look. What counts is how the files look: so an editor that saves in
three steps, a folder that is renamed or a checkout of hundreds of files is one change, and where no events come, as
from some network disks, looking in turns finds the same.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.core.known_files import Look, look_at
from briefgen.core.workspace import SHIPPED, Refused, Workspace

_TURN = 0.3
"""Seconds between two looks where no events come."""

_SETTLE = 0.006
"""Seconds for which nothing may change before a change is taken for complete."""

_ALL_OVER = 5.0
"""Seconds after which everything is looked at, whatever the system tells or not."""

_PATIENCE = 0.6
"""Seconds after which it is taken as it is."""

_ABSENT_FOR = 0.08
"""Seconds that a file may be away while an editor puts another in its place."""

_OF_NETWORKS = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "drvfs", "vboxsf", "fuse.sshfs", "afs", "virtiofs")
)
"""File systems that change without telling this machine."""

_CHANGED = "it has changed"
"""How something looks that was another when it was read."""

Question = tuple[str, str]
"""`read` or `list`, and a path."""


@dataclass
class Changes:
    """The files and folders of a project that were asked for, and how they looked."""

    root: Path
    shipped: Path
    polls: bool
    _looks: dict[Question, object] = field(default_factory=dict)
    _folders: frozenset[str] = frozenset()
    _new_folders: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def of(cls, root: Path, shipped: Path) -> Changes:
        """Watch a project; by looking in turns where its disk does not tell."""
        return cls(root, shipped, is_on_network(root))

    def follow(self, asked: Mapping[Question, str]) -> None:
        """From now on these are watched, whether they are there or not; the digests are those of the answers that they
        had. What is watched already keeps its look, and what answers otherwise by now has changed, so that no change is
        missed."""
        now = Workspace(self.root, self.shipped)
        with self._lock:
            known = self._looks
        looks = {one: known[one] if one in known else self._first_look(one, asked[one], now) for one in asked}
        folders = frozenset(self._folders_of(asked))
        with self._lock:
            self._looks = {one: self._looks.get(one, look) for one, look in looks.items()}
            if folders != self._folders or _CHANGED in looks.values():
                self._folders = folders
                self._new_folders.set()

    def _first_look(self, question: Question, digest: str, now: Workspace) -> object:
        """How something looks that was read a moment ago, if it still is what was read."""
        look = self._look(question)
        kind, path = question
        try:
            is_same = (now.digest(path) if kind == "read" else now.digest_of_list(path)) == digest
        except Refused as refusal:
            is_same = refusal.reason == digest
        return look if is_same else _CHANGED

    def batches(self, stop: threading.Event) -> Iterator[frozenset[Question]]:
        """What has changed, each time that something has, until `stop`."""
        while not stop.is_set():
            self._new_folders.clear()
            for at in self._turns(stop) if self.polls else self._events(stop):
                changed = self._settled(at)
                if changed:
                    yield changed
                if self._new_folders.is_set() or stop.is_set():
                    break

    # --- when to look, and at what ----------------------------------------------------------------------

    def _turns(self, stop: threading.Event) -> Iterator[frozenset[str] | None]:
        while not stop.wait(_TURN):
            yield None

    def _events(self, stop: threading.Event) -> Iterator[frozenset[str] | None]:
        """The places of which the system tells, in the folders that matter. None, everywhere: at the beginning and once
        it is sure that the system listens, for in between something may have happened, and now and then."""
        from watchfiles import watch

        folders = [folder for folder in self._folders if os.path.isdir(folder)]
        listening = watch(
            *folders, watch_filter=None, debounce=10, step=2, rust_timeout=400, yield_on_timeout=True, recursive=False,
            stop_event=_EitherSet(stop, self._new_folders), raise_interrupt=False, ignore_permission_denied=True,
        )  # fmt: skip
        yield None
        looked = -_ALL_OVER
        try:
            for told in listening:
                if time.monotonic() - looked > _ALL_OVER:
                    yield None
                    looked = time.monotonic()
                elif told:
                    yield frozenset(place for _, place in told)
        except FileNotFoundError:  # a folder went: the next round listens to what is there
            time.sleep(_SETTLE)
        except Exception:  # whatever keeps the system from telling, such as its limit of watches
            self.polls = True

    # --- looking ----------------------------------------------------------------------------------------

    def _settled(self, at: frozenset[str] | None) -> frozenset[Question]:
        """What has changed at some places, or anywhere, once nothing changes any more."""
        with self._lock:
            looks = self._looks
        near = tuple(looks) if at is None else tuple(self._near(looks, at))
        seen = self._changed(looks, near)
        end = time.monotonic() + _PATIENCE
        while seen and time.monotonic() < end:
            is_gone = any(look is None and looks[one] is not None for one, look in seen.items())
            time.sleep(_ABSENT_FOR if is_gone else _SETTLE)
            if len(seen) > 1:  # a checkout, perhaps, of which this is the beginning
                near = tuple(looks)
            again = self._changed(looks, near)
            if again == seen:
                break
            seen = again
        with self._lock:
            self._looks = {one: seen.get(one, look) for one, look in self._looks.items()}
        return frozenset(seen)

    def _near(self, looks: Mapping[Question, object], places: frozenset[str]) -> Iterator[Question]:
        """What may look different when something has happened at some places: they, the folders they are in, and what
        is in them, for a folder may come with all that it holds."""
        wanted = {*places, *(os.path.dirname(place) for place in places)}
        inside = tuple(f"{place}/" for place in places)
        there = ((one, self._place(one[1]).rstrip("/")) for one in looks)
        return (one for one, place in there if place in wanted or place.startswith(inside))

    def _changed(
        self, looks: Mapping[Question, object], questions: Iterable[Question]
    ) -> dict[Question, object]:
        now = ((one, self._look(one)) for one in questions)
        return {one: look for one, look in now if look != looks[one]}

    def _look(self, question: Question) -> Look | tuple[str, ...] | None:
        kind, path = question
        place = self._place(path)
        if kind == "read":
            return look_at(os.path.realpath(place))
        with suppress(OSError):
            return tuple(sorted(os.listdir(place)))
        return None

    def _place(self, path: str) -> str:
        return (
            f"{self.shipped}/{path.removeprefix(SHIPPED)}"
            if path.startswith(SHIPPED)
            else f"{self.root}/{path}"
        )

    def _folders_of(self, asked: Iterable[Question]) -> Iterator[str]:
        """The folders whose events matter: those that hold what was asked for, or the nearest that is there."""
        for kind, path in asked:
            place = self._place(path)
            folder = place if kind == "list" else os.path.dirname(place)
            while not os.path.isdir(folder) and len(folder) > len(str(self.root)):
                folder = os.path.dirname(folder)
            yield folder


class _EitherSet:
    """Set when one of two events is."""

    def __init__(self, *events: threading.Event) -> None:
        self._events = events

    def is_set(self) -> bool:
        return any(event.is_set() for event in self._events)


def is_on_network(root: Path, mounts: Path = Path("/proc/mounts")) -> bool:
    """Whether a folder is on a disk that may change without telling, as far as this system says."""
    with suppress(OSError):
        kinds = dict(_mounts(mounts.read_text("utf-8", "replace")))
        above = (str(folder) for folder in (root, *root.parents))
        return next((kinds[folder] in _OF_NETWORKS for folder in above if folder in kinds), False)
    return False


def _mounts(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        _, place, kind, *_ = (*line.split(" "), "", "", "")
        yield place.replace("\\040", " "), kind
