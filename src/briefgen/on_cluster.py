"""Editions made on the workers of a cluster: what is sent to them, what they do with it, and what they send back.

A worker sees no disk of the project. It has its own briefgen, with the templates, styles and fonts that come with it,
and is sent the workshop, the files that all editions may ask for, and those of the edition's publication. When it is
asked for more it says so, and is called again with that.
"""

from __future__ import annotations

import pickle
import shutil
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from threading import Lock
from typing import Any
from uuid import uuid4

from briefgen.content.discovery import SECTIONS
from briefgen.core.cluster import Cluster, Unusable, connected, folder_of_worker
from briefgen.core.engine import versions
from briefgen.core.sent_files import Lacking, SentFiles, SentWorkspace, sent_for, whole_folder
from briefgen.core.store import STORE, Store
from briefgen.core.workers import Died, look_for_garbage_between_jobs, tidily
from briefgen.core.workspace import Workspace
from briefgen.design.shipped import shipped_root
from briefgen.making import Maker
from briefgen.output.made import Made
from briefgen.workshop import Workshop

_MOST_LOSSES = 5
"""How often an edition is begun because its workers went with all that they had been given."""

_ALL_WENT = "the workers of the cluster ended over it"


@dataclass(frozen=True)
class Job:
    """An edition to make, with the files of its publication. `build` tells one from the next: files may have changed.
    `versions` are those of the machine that sends."""

    path: str
    build: str
    versions: tuple[str, ...]
    files: SentFiles


@dataclass(frozen=True)
class Lacks:
    """What a worker was asked for and had not been sent."""

    question: str
    path: str


@dataclass(frozen=True)
class Differs:
    """A worker is not like the machine that sends: results would not be the same."""

    there: str
    here: str


# --- here -----------------------------------------------------------------------------------------------


def made_on_cluster(
    address: str, workshop: Workshop, workspace: Workspace, paths: list[str], meanwhile: Callable[[], None]
) -> Iterator[tuple[str, Made | Died]]:
    """The editions of these files as they are done, each by its path; raises `Unusable`."""
    with connected(address) as cluster:
        sender = _Sender(cluster, workshop, workspace)
        waiting = deque(paths)
        losses: Counter[str] = Counter()
        while waiting or cluster.running:
            while waiting and cluster.room > 0:
                sender.send(waiting.popleft())
            meanwhile()
            meanwhile = _nothing
            lost = []
            for path, result in cluster.done():
                if result is None:
                    lost.append(path)
                    continue
                came = result if isinstance(result, Died) else pickle.loads(result)
                if isinstance(came, Differs):
                    raise Unusable(f"has a worker with {came.there}, where this machine has {came.here}")
                if isinstance(came, Lacks):
                    sender.add(path, came)
                    waiting.appendleft(path)
                else:
                    sender.large.pop(path, None)
                    yield path, came
            losses.update(lost)
            yield from ((path, Died(_ALL_WENT)) for path in lost if losses[path] == _MOST_LOSSES)
            waiting.extendleft(path for path in lost if losses[path] < _MOST_LOSSES)
            if lost:
                sender.share_again()


def _nothing() -> None:
    """What is left to do meanwhile once it is done."""


@dataclass
class _Sender:
    """What has been shared with the workers of a cluster so far, and how more is sent."""

    cluster: Cluster
    workshop: Workshop
    workspace: Workspace
    shared: list[bytes] = field(default_factory=list)
    there: list[Any] = field(default_factory=list)
    sent: set[tuple[str, str]] = field(default_factory=set)
    large: dict[str, list[str]] = field(default_factory=dict)
    build: str = field(default_factory=lambda: uuid4().hex)

    def __post_init__(self) -> None:
        order = replace(self.workshop.order, cluster=None, jobs=1)
        self.shared.append(pickle.dumps(replace(self.workshop, order=order)))
        asked = [path for question, path in self.workspace.asked if question == "read"]
        self.shared.append(pickle.dumps(sent_for(self._disk(), filter(self._is_common, asked))))
        self.share_again()

    def _folder(self, path: str) -> str:
        return self.workshop.edition(path)[0].files.folder

    def _is_common(self, path: str) -> bool:
        return ":" not in path and path.partition("/")[0] not in SECTIONS

    def _disk(self) -> Workspace:
        """The files as they are now; they are not held here, and what is sent in vain leaves no trace."""
        return Workspace(self.workspace.root, self.workspace.shipped)

    def share_again(self) -> None:
        self.there = [self.cluster.share(data) for data in self.shared]

    def add(self, path: str, lacks: Lacks) -> None:
        """Send what an edition lacked: a large file of its own publication with its job, others to all, who will ask
        for them too."""
        if lacks.question == "read" and lacks.path.startswith(f"{self._folder(path)}/"):
            self.large.setdefault(path, []).append(lacks.path)
        elif (lacks.question, lacks.path) not in self.sent:
            self.sent.add((lacks.question, lacks.path))
            self._share(lacks)

    def _share(self, lacks: Lacks) -> None:
        files, folders = ((lacks.path,), ()) if lacks.question == "read" else ((), (lacks.path,))
        self.shared.append(pickle.dumps(sent_for(self._disk(), files, folders)))
        self.there.append(self.cluster.share(self.shared[-1]))

    def send(self, path: str) -> None:
        disk = self._disk()
        files = whole_folder(disk, self._folder(path)).and_also(sent_for(disk, self.large.get(path, ())))
        job = Job(path, self.build, versions(), files)
        self.cluster.call(path, __name__, make_there.__name__, pickle.dumps(job), self.there)


# --- there ----------------------------------------------------------------------------------------------


@dataclass
class _Bench:
    """What a worker has unpacked: a workshop and the files that came with it."""

    build: str
    maker: Maker
    workspace: SentWorkspace
    received: int = 1

    @classmethod
    def of(cls, build: str, given: bytes) -> _Bench:
        workshop: Workshop = pickle.loads(given)
        root = folder_of_worker()
        workspace = SentWorkspace(root, shipped_root())
        return cls(build, Maker(workshop, workspace, Store(root / STORE)), workspace)

    def receive(self, shared: list[bytes]) -> None:
        """Unpack what has been shared since the last job."""
        for data in shared[self.received :]:
            self.workspace.receive(pickle.loads(data))
        self.received = max(self.received, len(shared))


_BENCHES: list[_Bench] = []
"""One at most."""

_ONE_AT_A_TIME = Lock()
"""The PDF engine does not promise to work in several threads at once."""


def make_there(job: bytes, shared: list[bytes]) -> bytes:
    """Make an edition on a worker: `Made`, `Lacks` or `Differs`, pickled."""
    asked: Job = pickle.loads(job)
    if found := _difference(versions(), asked.versions):
        return pickle.dumps(found)
    with _ONE_AT_A_TIME:
        bench = _bench(asked, shared)
        folder = bench.maker.workshop.edition(asked.path)[0].files.folder
        bench.workspace.receive(asked.files)
        try:
            return pickle.dumps(tidily(bench.maker.made_for_another, asked.path))
        except Lacking as lacking:
            return pickle.dumps(Lacks(lacking.question, lacking.path))
        finally:
            bench.workspace.let_go(folder)


def _bench(job: Job, shared: list[bytes]) -> _Bench:
    if not _BENCHES or _BENCHES[0].build != job.build:
        for old in _BENCHES:
            shutil.rmtree(old.workspace.root, ignore_errors=True)
        _BENCHES[:] = [_Bench.of(job.build, shared[0])]
        look_for_garbage_between_jobs()
    _BENCHES[0].receive(shared)
    return _BENCHES[0]


def _difference(there: Iterable[str], here: Iterable[str]) -> Differs | None:
    pairs = zip_longest(there, here, fillvalue="nothing like it")
    return next((Differs(one, other) for one, other in pairs if one != other), None)
