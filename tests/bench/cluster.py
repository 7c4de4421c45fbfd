"""What a build on a cluster takes: `python -m tests.bench.cluster` starts a scheduler and workers on this machine, and
prints for each size what the table in `docs/clusters.md` is calculated from."""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefgen import pipeline
from briefgen.content.order import Order
from briefgen.core.cluster import Cluster
from briefgen.core.workers import Died
from tests.bench.workload import write_project


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--sizes", type=int, nargs="+", default=[100, 400], help="briefs of each series")
    words.add_argument("--workers", type=int, default=os.cpu_count(), help="workers, of one thread each")
    words.add_argument("--build", nargs=2, help=argparse.SUPPRESS)
    asked = words.parse_args()
    if asked.build:
        _build(Path(asked.build[0]), asked.build[1])
        return
    for count in asked.sizes:
        with tempfile.TemporaryDirectory(prefix="briefgen-cluster-") as place:
            root = Path(place) / "series"
            write_project(root, count)
            for address in ("", "cluster"):
                print(f"{count} briefs, {address or 'this machine alone'}:")
                shutil.rmtree(root / ".briefgen", ignore_errors=True)
                shutil.rmtree(root / "dist", ignore_errors=True)
                with _cluster(Path(place), asked.workers if address else 0) as (where, workers):
                    subprocess.run((sys.executable, "-m", __spec__.name, "--build", root, where), check=True)
                    _say_of(workers, count)


@contextmanager
def _cluster(place: Path, count: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and so many workers; none: nothing at all."""
    if not count:
        yield "", []
        return
    python = (sys.executable, "-m")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": place}
    file = place / "scheduler.json"
    file.unlink(missing_ok=True)
    told = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    scheduler = subprocess.Popen((*python, "distributed.cli.dask_scheduler", *told), **quiet)
    while not (file.exists() and '"address"' in file.read_text("utf-8")):
        time.sleep(0.1)
    address = file.read_text("utf-8").split('"address": "')[1].split('"')[0]
    told = (address, "--nthreads", "1", "--no-nanny", "--no-dashboard")
    workers = [
        subprocess.Popen((*python, "distributed.cli.dask_worker", *told), **quiet) for _ in range(count)
    ]
    try:
        yield address, workers
    finally:
        for process in (*workers, scheduler):
            process.terminate()
        for process in (*workers, scheduler):
            process.wait()


def _build(root: Path, address: str) -> None:
    """Build, count what travels, and say what it took here."""
    bytes_of: Counter[str] = Counter()
    share, call, done = Cluster.share, Cluster.call, Cluster.done

    def counted_share(self: Cluster, data: bytes) -> object:
        bytes_of["shared"] += len(data)
        return share(self, data)

    def counted_call(
        self: Cluster, name: str, module: str, function: str, job: bytes, shared: list[object]
    ) -> None:
        bytes_of["jobs"] += len(job)
        bytes_of["calls"] += 1
        call(self, name, module, function, job, shared)

    def counted_done(self: Cluster) -> Iterator[tuple[str, bytes | Died | None]]:
        for name, result in done(self):
            bytes_of["results"] += len(result) if isinstance(result, bytes) else 0
            yield name, result

    Cluster.share, Cluster.call, Cluster.done = counted_share, counted_call, counted_done  # type: ignore[method-assign]
    started = time.perf_counter()
    order = Order(root / "dist", jobs=os.cpu_count() or 1, cluster=address or None)
    outcome = pipeline.build(root, order)
    used = resource.getrusage(resource.RUSAGE_SELF)
    pages = sum(item.format == "pdf" for item in outcome.artifacts)
    print(
        f"  {time.perf_counter() - started:.1f} s for {pages} PDFs; here {used.ru_utime + used.ru_stime:.1f} s of CPU"
    )
    print(f"  here at most {used.ru_maxrss / 1024:.0f} MB")
    if address:
        travelled = ", ".join(
            f"{what} {size / 1e6:.1f} MB" for what, size in bytes_of.items() if what != "calls"
        )
        print(f"  {bytes_of['calls']} calls; {travelled}")


def _say_of(workers: list[subprocess.Popen[bytes]], count: int) -> None:
    """The time and memory that workers have used, from Linux."""
    ticks = os.sysconf("SC_CLK_TCK")
    for process in workers:
        stat = Path(f"/proc/{process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        cpu = (int(stat[11]) + int(stat[12])) / ticks
        status = Path(f"/proc/{process.pid}/status").read_text("utf-8")
        most = int(status.split("VmHWM:")[1].split()[0]) / 1024
        print(f"  a worker: {cpu:.1f} s of CPU, at most {most:.0f} MB")


if __name__ == "__main__":
    main()
