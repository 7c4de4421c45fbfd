"""Editions made on the workers of a cluster: what is sent to them, what they do with it, and what they send back.

A worker sees no disk of the project. It has its own briefgen, with the templates, styles and fonts that come with it,
and is sent the workshop, the files that all editions may ask for, and those of the edition's publication. When it is
asked for more it says so, and is called again with that.
"""

from __future__ import annotations

import gc
import pickle
import shutil
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import zip_longest
from threading import Lock
from typing import Any
from uuid import uuid4

from briefgen.content.discovery import SECTIONS
from briefgen.core.cluster import Cluster, Unusable, connected, folder_of_worker
from briefgen.core.digest import digest_of
from briefgen.core.engine import versions
from briefgen.core.sent_files import Lacking, SentFiles, SentWorkspace, sent_for, whole_folder
from briefgen.core.store import STORE, Store
from briefgen.core.workers import Died, look_for_garbage_between_jobs, tidily
from briefgen.core.workspace import Workspace
from briefgen.design.shipped import shipped_root
from briefgen.making import Maker
from briefgen.output.made import Made
from briefgen.output.pdf_engine import forget_fonts
from briefgen.workshop import Workshop

_MOST_LOSSES = 5
"""How often an edition is begun while its workers go with all that they had been given."""

_MOST_QUESTIONS = 1000
"""What an edition may ask for, one after the other, before that is taken for a mistake of ours."""

_ALL_WENT = "the workers of the cluster ended over it"


@dataclass(frozen=True)
class Job:
    """An edition to make, with the files of its publication. `build` tells one from the next: files may have
    changed."""

    path: str
    build: str
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
                    sender.asked_for.pop(path, None)
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
    asked_for: dict[str, list[str]] = field(default_factory=dict)
    """Files of its publication that an edition asked for by name: they are large."""

    questions: Counter[str] = field(default_factory=Counter)
    build: str = field(default_factory=lambda: uuid4().hex)

    def __post_init__(self) -> None:
        order = replace(self.workshop.order, cluster=None, jobs=1)
        self.shared.append(pickle.dumps(self.workshop.with_order(order)))
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
        self.questions[path] += 1
        if self.questions[path] > _MOST_QUESTIONS:
            raise RuntimeError(f"{path} asks for {lacks.path} again and again")
        if lacks.question == "read" and lacks.path.startswith(f"{self._folder(path)}/"):
            self.asked_for.setdefault(path, []).append(lacks.path)
        elif (lacks.question, lacks.path) not in self.sent:
            self.sent.add((lacks.question, lacks.path))
            self._share(lacks)

    def _share(self, lacks: Lacks) -> None:
        files, folders = ((lacks.path,), ()) if lacks.question == "read" else ((), (lacks.path,))
        self.shared.append(pickle.dumps(sent_for(self._disk(), files, folders)))
        self.there.append(self.cluster.share(self.shared[-1]))

    def send(self, path: str) -> None:
        disk = self._disk()
        files = whole_folder(disk, self._folder(path)).and_also(sent_for(disk, self.asked_for.get(path, ())))
        job = pickle.dumps((_made_with(), pickle.dumps(Job(path, self.build, files))))
        self.cluster.call(path, __name__, make_there.__name__, job, self.there)


# --- there ----------------------------------------------------------------------------------------------


@dataclass
class _Bench:
    """What a worker has unpacked: a workshop and the files that came with it."""

    build: str
    maker: Maker
    workspace: SentWorkspace
    received: int = 1
    """How much of what is shared has been unpacked; the first is the workshop."""

    @classmethod
    def of(cls, build: str, given: bytes) -> _Bench:
        workshop: Workshop = pickle.loads(given)
        root = folder_of_worker()
        workspace = SentWorkspace(root, shipped_root())
        maker = Maker(workshop.behind(workspace.door()), workspace, Store(root / STORE))
        return cls(build, maker, workspace)

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
    made_with, rest = pickle.loads(job)
    if found := _difference(_made_with(), made_with):
        return pickle.dumps(found)
    asked: Job = pickle.loads(rest)
    with _ONE_AT_A_TIME:
        bench = _bench(asked, shared)
        folder = bench.maker.workshop.edition(asked.path)[0].files.folder
        bench.workspace.lent = asked.files
        try:
            return pickle.dumps(tidily(bench.maker.made_for_another, asked.path))
        except Lacking as lacking:
            return pickle.dumps(Lacks(lacking.question, lacking.path))
        finally:
            bench.workspace.give_back(folder)


def _bench(job: Job, shared: list[bytes]) -> _Bench:
    if not _BENCHES or _BENCHES[0].build != job.build:
        for old in _BENCHES:
            shutil.rmtree(old.workspace.root, ignore_errors=True)
        _BENCHES.clear()
        forget_fonts()
        gc.unfreeze()
        gc.collect()
        _BENCHES.append(_Bench.of(job.build, shared[0]))
        look_for_garbage_between_jobs()
    _BENCHES[0].receive(shared)
    return _BENCHES[0]


@cache
def _made_with() -> tuple[str, ...]:
    """What must be the same here and there, in words."""
    shipped = Workspace(shipped_root(), shipped_root())
    digests = repr([sorted(_digests(shipped, folder)) for folder in ("templates", "styles")])
    return (*versions(), f"templates and styles {digest_of(digests.encode())[:8]}")


def _digests(shipped: Workspace, folder: str) -> Iterator[tuple[str, str]]:
    for name in shipped.list(folder):
        if name.endswith("/"):
            yield from _digests(shipped, f"{folder}/{name[:-1]}")
        else:
            yield f"{folder}/{name}", shipped.digest(f"{folder}/{name}")


def _difference(there: Iterable[str], here: Iterable[str]) -> Differs | None:
    pairs = zip_longest(there, here, fillvalue="nothing like it")
    return next((Differs(one, other) for one, other in pairs if one != other), None)
