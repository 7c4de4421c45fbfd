"""What authors see, kept as the disk is: web pages at once, then the PDFs of what is looked at, then all the rest.

Three threads work on it: one waits for changes and makes the web pages that are looked at; one makes PDFs, which a
process with the engine ready lays out; and that of the server asks.
"""

from __future__ import annotations

import gc
import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.order import Order
from briefgen.core import messages
from briefgen.core.store import Blob
from briefgen.core.workers import look_for_garbage_between_jobs
from briefgen.design.shipped import shipped_root
from briefgen.preview import compositor
from briefgen.preview.changes import Changes, Question
from briefgen.preview.press import Press
from briefgen.preview.shown import Shown, with_draft, with_page, with_paper
from briefgen.preview.site_files import site_files
from briefgen.preview.stage import Stage, set_stage

_QUIET = 1.0
"""Seconds without a change after which the rest of the series is looked at."""

_AFTER_PAGE = 0.08
"""Seconds in which a web page that has just been made is fetched and shown, before this process turns to its PDF."""

Tell = Callable[[str, str, str], None]
"""Told what is new (`page`, `paper`, `series`), of which edition (of the series it is empty), and a new page itself."""


class Session:
    """A project in one brand, while somebody looks at it."""

    def __init__(self, root: Path, order: Order, brand: str, tell: Tell) -> None:
        self.root = root
        self.brand = brand
        self.order = order
        self.stage: Stage = set_stage(root, order)
        self.state = 0
        self.last_changed = ""
        self.last_good: dict[str, tuple[LoadedPublication, Manuscript]] = {}
        self.changes = Changes.of(root, shipped_root())
        self.views: Counter[str] = Counter()
        self._tell = tell
        self.visitors = 0
        """Windows that are open, on the desk or an edition."""

        self._shown: dict[str, Shown] = {}
        self._making: dict[str, threading.Lock] = {}
        self._tried: dict[str, int] = {}
        self._site: tuple[int, dict[str, Blob]] = (-1, {})
        self._moment = time.monotonic()
        self._lock = threading.RLock()
        self._called = threading.Event()
        self._stop = threading.Event()
        self._press = Press(root)
        self._threads = [
            threading.Thread(target=self._watch, name="changes", daemon=True),
            threading.Thread(target=self._make_papers, name="papers", daemon=True),
        ]
        self._remember()
        self._follow()
        look_for_garbage_between_jobs()

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Begin nothing more. One who waits for a PDF ends with the process that makes it."""
        self._stop.set()
        self._press.is_over = True
        self._wake()

    def wait(self) -> None:
        """Until all is over, folders put away and all."""
        for thread in self._threads:
            thread.join(2)

    # --- what is asked for ------------------------------------------------------------------------------

    def shown(self, path: str) -> Shown | None:
        """An edition as the disk is now; None if its file cannot be read and never was."""
        if self._is_up_to_date(path):
            return self._shown.get(path)
        with self._lock:
            making = self._making.setdefault(path, threading.Lock())
        with making:  # one at a time of an edition; those of others are not held up
            if not self._is_up_to_date(path):
                self._renew(path)
            return self._shown.get(path)

    def _is_up_to_date(self, path: str) -> bool:
        """Whether there is nothing to make: also while the project is broken, and of what is no edition."""
        with self._lock:
            known = self._shown.get(path)
            is_wanted = self.stage.is_readable and path in self.stage.paths
            return not is_wanted or (known is not None and known.state == self.state)

    def known(self, path: str) -> Shown | None:
        """An edition as it was made last, if it was."""
        return self._shown.get(path)

    def file(self, address: str) -> bytes | None:
        """A file of the site, as a build would publish it."""
        address += "index.html" if not address or address.endswith("/") else ""
        path = self.path_of(address)
        shown = self.shown(path) if path else None
        with self._lock:
            found = shown.file(address) if shown else None
            blob = found.content if found else self._of_site().get(address) or self._of_others(address)
            return blob.read() if blob else None

    def forget(self) -> None:
        """Somebody has emptied the store: all is made again."""
        with self._lock:
            self._shown.clear()
            self._site = (-1, {})

    def path_of(self, address: str) -> str | None:
        """The file of the edition that a page or PDF is of."""
        workshop = self.stage.workshop
        pages = workshop.composer.addresses.pages if workshop else {}
        return next((path for path, page in pages.items() if address in (page.html, page.pdf)), None)

    def look_at(self, path: str) -> None:
        """Somebody opens a window on an edition; on the desk, if it has no path."""
        self.visitors += 1
        self.views[path] += 1
        self._wake()

    def look_away(self, path: str) -> None:
        self.visitors -= 1
        self.views[path] -= 1

    def _looked_at(self) -> list[str]:
        return [path for path, count in list(self.views.items()) if path and count > 0]

    def _of_site(self) -> dict[str, Blob]:
        if self._site[0] != self.state:
            self._site = self.state, site_files(self.stage)
        return self._site[1]

    def _of_others(self, address: str) -> Blob | None:
        """A picture or download, which pages of several editions may show."""
        found = (shown.file(address) for shown in self._shown.values())
        return next((file.content for file in found if file), None)

    # --- web pages --------------------------------------------------------------------------------------

    def _watch(self) -> None:
        while not self._stop.wait(0 if self.state == 0 else _QUIET):
            with _going_on():
                for changed in self.changes.batches(self._stop):
                    with _going_on():
                        self._take(changed)

    def _take(self, changed: Collection[Question]) -> None:
        """Take in what has changed, and show it where somebody looks."""
        paths = {path for _, path in changed}
        with self._lock:
            is_text = all(question == "read" for question, _ in changed)
            stage = self.stage.with_texts(paths) if is_text else None
            self.stage = stage or self.stage.read_again(self.root, self.order)
            self.state += 1
            files = {path for question, path in changed if question == "read"}
            self.last_changed, self._moment = min(files or paths), time.monotonic()
            self._remember()
        for path in self._looked_at():
            shown = self.shown(path)
            self._tell("page", path, shown.html if shown else "")
        self._stop.wait(_AFTER_PAGE)
        self._follow()
        self._tell("series", "", "")
        self._wake()
        gc.collect(0)

    def _remember(self) -> None:
        """What editions say of themselves, for as long as they cannot be read."""
        self.last_good.update((m.file.path, (p, m)) for p in self.stage.loaded.every for m in p.manuscripts)

    def _renew(self, path: str) -> None:
        """Make the web page of an edition, or take one that still stands."""
        with self._lock:
            stage, state, before = self.stage, self.state, self._shown.get(path)
        kept = compositor.recalled(stage, self.order, path) if before is None else None
        made = kept or compositor.page(stage, self.order, path)
        with self._lock:
            before = self._shown.get(path)
            if before is None or before.state < state:
                self._shown[path] = with_page(before, made, state)

    def _follow(self) -> None:
        """Watch all that was asked for so far."""
        with self._lock:
            every = [made for one in self._shown.values() for made in (one.page, one.paper, one.made) if made]
            traces = (answer for made in every for answer in made.trace if answer.question != "value")
            asked = {(answer.question, answer.subject): answer.digest for answer in traces}
            asked.update(self.stage.workspace.asked)
        self.changes.follow(asked)

    # --- PDFs -------------------------------------------------------------------------------------------

    def _make_papers(self) -> None:
        with self._press as press:
            while not self._stop.is_set():
                self._called.clear()
                path = self._next_paper()
                if path is None:
                    gc.collect()
                    self._called.wait(_QUIET)
                elif not self._stop.wait(max(0, self._moment + _AFTER_PAGE - time.monotonic())):
                    self._tried[path] = self.state
                    with _going_on():
                        self._make_paper(path, press)
                        del self._tried[path]
                    gc.collect(0)

    def _next_paper(self) -> str | None:
        """What is looked at, then, once nobody has changed anything for a while, all others."""
        paths = frozenset(self.stage.paths) if self.stage.is_readable else frozenset()
        looked_at = (path for path in self._looked_at() if path in paths)
        others = sorted(paths) if self._is_quiet and (self.visitors or self.order.brand is None) else ()
        return next((path for path in (*looked_at, *others) if self._lacks_paper(path)), None)

    @property
    def _is_quiet(self) -> bool:
        return time.monotonic() - self._moment > _QUIET

    def _lacks_paper(self, path: str) -> bool:
        shown = self._shown.get(path)
        if self._tried.get(path) == self.state:  # a mistake of ours, which was told
            return False
        if shown is None or shown.paper_state == self.state:
            return shown is None
        return shown.draft_state != self.state or self._is_quiet

    def _make_paper(self, path: str, press: Press) -> None:
        """Make an edition whole, without holding up who waits for its web page. While somebody writes, one that would
        be laid out again and again is first laid out as it was last."""
        with self._lock:
            stage, state, before = self.stage, self.state, self._shown.get(path)
        made, is_draft = compositor.recalled(stage, self.order, path), False
        if made is None:
            density = before.paper.density if before and before.paper else ""
            is_draft = bool(density) and not self._is_quiet and compositor.tries_densities(stage, path)
            make = partial(compositor.draft, density=density) if is_draft else compositor.whole
            made = make(stage, self.order, path, lay_out=press.lay_out)
            is_over = any(problem.code == messages.LIMIT_REACHED.code for problem in made.rendering)
            if not (made.is_final or is_over or self._stop.is_set()):  # its process was ended: once more
                made = make(stage, self.order, path, lay_out=press.lay_out)
        made = made.resting_in(stage.engine.store)
        with self._lock:
            before = self._shown.get(path)
            if before is None or before.state < state:
                before = with_page(before, made, state)
            now = with_draft if is_draft else with_paper
            self._shown[path] = now(before, made, state)
        self._follow()
        self._tell("paper", path, "")

    def _wake(self) -> None:
        self._called.set()


@contextmanager
def _going_on() -> Iterator[None]:
    """A mistake of ours is told and ends nothing: whoever edits the next word must still see it."""
    try:
        yield
    except Exception:
        traceback.print_exc()
        print("This is a mistake in briefgen, which goes on. Please report the lines above.", file=sys.stderr)
